"""Answers "who is NAME.local?" on the local network (multicast DNS, RFC 6762), for one name.

Passkeys want a name: a browser refuses them on a bare address. Phones ask for .local names by themselves. Where Avahi
runs, it answers already, and this is not used.
"""

import contextlib
import socket
import struct
import threading
from ipaddress import IPv4Address

GROUP, PORT = "224.0.0.251", 5353
_A, _ANY, _IN = 1, 255, 1
_FLUSH = 0x8000
_SECONDS = 120


def answer(query: bytes, *, name: str, address: IPv4Address) -> bytes | None:
    """The reply to a DNS message, or None when it does not ask for `name`'s IPv4 address or is malformed."""
    try:
        _, flags, questions = struct.unpack_from("!HHH", query)
        if flags & 0xF800:  # a response, or not a standard query
            return None
        at = 12
        for _ in range(min(questions, 32)):
            asked, at = _read_name(query, at)
            kind, network = struct.unpack_from("!HH", query, at)
            at += 4
            if asked == name.lower() and kind in (_A, _ANY) and network & ~_FLUSH in (_IN, _ANY):
                return _reply(name, address)
    except (struct.error, ValueError, UnicodeDecodeError):
        return None
    return None


def _read_name(message: bytes, at: int) -> tuple[str, int]:
    labels: list[str] = []
    end = 0
    for _ in range(64):  # a name that points at itself ends here
        if at >= len(message):
            raise ValueError("beyond the message")
        length = message[at]
        if length == 0:
            return ".".join(labels).lower(), end or at + 1
        if length & 0xC0 == 0xC0:
            (pointer,) = struct.unpack_from("!H", message, at)
            end = end or at + 2
            at = pointer & 0x3FFF
            continue
        labels.append(message[at + 1 : at + 1 + length].decode())
        at += 1 + length
    raise ValueError("a name without end")


def _reply(name: str, address: IPv4Address) -> bytes:
    labels = b"".join(bytes([len(label)]) + label.encode() for label in name.split(".")) + b"\0"
    record = struct.pack("!HHIH", _A, _IN | _FLUSH, _SECONDS, 4) + address.packed
    return struct.pack("!HHHHHH", 0, 0x8400, 0, 1, 0, 0) + labels + record


@contextlib.contextmanager
def answering(*, name: str, address: IPv4Address):
    """Answers in a thread while the block runs. Raises OSError when the network allows no multicast."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    with contextlib.suppress(AttributeError, OSError):
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    with listener:
        listener.bind(("", PORT))
        membership = socket.inet_aton(GROUP) + address.packed
        listener.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, membership)
        listener.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, address.packed)
        listener.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 255)
        listener.settimeout(0.5)
        over = threading.Event()

        def loop() -> None:
            while not over.is_set():
                with contextlib.suppress(OSError):
                    query, sender = listener.recvfrom(9000)
                    if reply := answer(query, name=name, address=address):
                        # Who asks from another port is a plain resolver: it wants its own answer back.
                        if sender[1] == PORT:
                            listener.sendto(reply, (GROUP, PORT))
                        else:
                            listener.sendto(query[:2] + reply[2:], sender)

        thread = threading.Thread(target=loop, daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join(2)
