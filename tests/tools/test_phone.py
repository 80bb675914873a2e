"""What `./just phone` makes is accepted by a TLS client, for this network and nothing else."""

import socket
import ssl
import struct
import threading
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta
from ipaddress import IPv4Address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from tools.phone import certificate, mdns, trust_page

HERE = IPv4Address("127.0.0.1")


def serve_once(files: certificate.Files) -> int:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(files.certificate, files.key)
    listener = socket.create_server(("127.0.0.1", 0))

    def loop() -> None:
        with listener:
            connection, _ = listener.accept()
            try:
                context.wrap_socket(connection, server_side=True).close()
            except OSError:
                connection.close()

    threading.Thread(target=loop, daemon=True).start()
    return listener.getsockname()[1]


def connect(files: certificate.Files, name: str) -> None:
    context = ssl.create_default_context(cafile=files.authority)
    with (
        socket.create_connection(("127.0.0.1", serve_once(files)), 5) as plain,
        context.wrap_socket(plain, server_hostname=name),
    ):
        pass


def test_accepted_by_name_and_by_address(tmp_path: Path) -> None:
    files = certificate.make(tmp_path, name="maison.local", address=HERE)
    connect(files, "maison.local")
    connect(files, "127.0.0.1")


def test_refused_for_another_name(tmp_path: Path) -> None:
    files = certificate.make(tmp_path, name="maison.local", address=HERE)
    with pytest.raises(ssl.SSLCertVerificationError, match="mismatch"):
        connect(files, "autre.local")


def test_the_authority_may_not_vouch_for_the_world(tmp_path: Path) -> None:
    files = certificate.make(tmp_path, name="example.org", address=HERE)
    with pytest.raises(ssl.SSLCertVerificationError, match="permitted subtree"):
        connect(files, "example.org")
    verifier = PolicyBuilder().store(Store([x509.load_pem_x509_certificate(files.authority.read_bytes())]))
    leaf = x509.load_pem_x509_certificate(files.certificate.read_bytes())
    with pytest.raises(VerificationError):
        verifier.build_server_verifier(x509.DNSName("example.org")).verify(leaf, [])


def test_the_phone_trusts_once(tmp_path: Path) -> None:
    first = certificate.make(tmp_path, name="maison.local", address=HERE)
    again = certificate.make(tmp_path, name="ecole.local", address=HERE)
    assert again.fingerprint == first.fingerprint
    later = certificate.make(
        tmp_path, name="ecole.local", address=HERE, now=datetime.now(UTC) + timedelta(days=300)
    )
    assert later.fingerprint != first.fingerprint


def test_keys_are_private(tmp_path: Path) -> None:
    files = certificate.make(tmp_path / "phone", name="maison.local", address=HERE)
    assert files.key.stat().st_mode & 0o077 == 0
    assert files.authority.with_suffix(".key").stat().st_mode & 0o077 == 0
    assert (tmp_path / "phone").stat().st_mode & 0o077 == 0


def question(name: str, *, kind: int = 1, flags: int = 0) -> bytes:
    labels = b"".join(bytes([len(label)]) + label.encode() for label in name.split("."))
    return struct.pack("!HHHHHH", 7, flags, 1, 0, 0, 0) + labels + b"\0" + struct.pack("!HH", kind, 1)


def test_a_phone_that_asks_for_the_name_gets_the_address() -> None:
    reply = mdns.answer(question("Maison.local"), name="maison.local", address=IPv4Address("192.168.1.20"))
    assert reply is not None
    assert reply.endswith(IPv4Address("192.168.1.20").packed)


@pytest.mark.parametrize(
    "message",
    [
        b"",
        b"\0" * 11,
        question("autre.local"),
        question("maison.local", kind=28),
        question("maison.local", flags=0x8400),
        question("maison.local")[:-3],
        struct.pack("!HHHHHH", 0, 0, 1, 0, 0, 0) + b"\xc0\x0c\0\1\0\1",
        struct.pack("!HHHHHH", 0, 0, 1, 0, 0, 0) + b"\x3fabc",
    ],
)
def test_anything_else_gets_no_answer(message: bytes) -> None:
    assert mdns.answer(message, name="maison.local", address=HERE) is None


def test_answers_on_the_wire() -> None:
    with (
        mdns.answering(name="maison.local", address=HERE),
        socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as phone,
    ):
        phone.settimeout(5)
        phone.sendto(question("maison.local"), ("127.0.0.1", mdns.PORT))
        reply, _ = phone.recvfrom(500)
    assert reply[:2] == struct.pack("!H", 7)
    assert reply.endswith(HERE.packed)


def test_the_page_gives_the_authority_and_never_its_key(tmp_path: Path) -> None:
    files = certificate.make(tmp_path, name="maison.local", address=HERE)
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = probe.getsockname()[1]
    base = f"http://127.0.0.1:{port}"
    with trust_page.serving(
        host="127.0.0.1", port=port, authority=files.authority, fingerprint=files.fingerprint, url="https://m"
    ):
        assert files.fingerprint in urllib.request.urlopen(base).read().decode()
        assert urllib.request.urlopen(f"{base}/cs3.crt").read() == files.authority.read_bytes()
        for path in ("/authority.key", "/../authority.key", "/server.key"):
            with pytest.raises(urllib.error.HTTPError):
                urllib.request.urlopen(base + path)
