"""uvicorn's HTTP, with a bound on what comes before a body: it has none, and would keep an endless header in memory (RFC 6585, 431);
and with what came of a body before the line died, which it would throw away: a phone would have to send it again."""

from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

MOST = 64 * 1024
"""Bytes of a request's line and headers: `Upload-Metadata` has 20 000 at most (`uploads/tus.py`), a browser's cookies 4 096 each."""
_ANSWER = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\n"
    b"content-type: text/plain; charset=utf-8\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"
)


class _TooLong(Exception):
    pass


class _Pieces:
    """Of a body, what nobody has taken yet, as it came: in a bytearray each byte would be copied twice more."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._size = 0

    def __iadd__(self, piece: bytes) -> "_Pieces":
        self._pieces.append(piece)
        self._size += len(piece)
        return self

    def __len__(self) -> int:
        return self._size

    def __bytes__(self) -> bytes:
        return self._pieces[0] if len(self._pieces) == 1 else b"".join(self._pieces)


class _WholeBody(RequestResponseCycle):
    body: Any

    async def receive(self) -> Any:
        message = None if self.disconnected and self.body else await super().receive()
        if not self.body:
            self.body = _Pieces()
        if (
            (message is None or message["type"] == "http.disconnect")
            and self.body
            and not self.response_complete
        ):
            body, self.body = bytes(self.body), _Pieces()
            # Where the whole of it came, it is a whole request, and nobody is there for the answer.
            return {"type": "http.request", "body": body, "more_body": self.more_body}
        return message


class BoundedHeads(HttpToolsProtocol):
    _head = 0
    _unread = 0
    """Bytes since the parser last said anything: of one line that does not end."""

    def data_received(self, data: bytes) -> None:
        self._unread += len(data)
        super().data_received(data)
        if self._unread > MOST:
            self._refuse()

    def on_message_begin(self) -> None:
        self._head = 0
        super().on_message_begin()

    def on_url(self, url: bytes) -> None:
        self._count(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Those that come after a body too."""
        self._count(len(name) + len(value))
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self._unread = 0
        before = self.cycle
        super().on_headers_complete()
        if self.cycle is not before:
            self.cycle.__class__ = _WholeBody
            self.cycle.body = _Pieces()  # type: ignore[assignment]

    def on_body(self, body: bytes) -> None:
        self._unread = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        self._unread = 0
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        if self._head > MOST:
            self._refuse()
        else:
            super().send_400_response(msg)

    def _count(self, size: int) -> None:
        self._unread = 0
        self._head += size
        if self._head > MOST:
            raise _TooLong

    def _refuse(self) -> None:
        if not self.transport.is_closing():
            self.transport.write(_ANSWER)
            self.transport.close()
