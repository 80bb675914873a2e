"""Archives in memory, and what reads them as a storage does."""

import io
import zipfile
import zlib
from collections.abc import Sequence
from datetime import datetime

from media.archives import Entry, Plan, Slice

AT = datetime(2026, 5, 12, 9, 30, 4)


class Source:
    """`read` of some bytes; counts what was asked, at most at once and in all."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.most = 0
        self.asked = 0

    async def read(self, start: int, stop: int) -> bytes:
        assert 0 <= start <= stop
        self.most = max(self.most, stop - start)
        self.asked += stop - start
        return self.data[start:stop]


def entry(name: str, data: bytes) -> Entry:
    return Entry(name, len(data), zlib.crc32(data), AT)


def made(plan: Plan, contents: Sequence[bytes], start: int = 0, stop: int | None = None) -> bytes:
    pieces = plan.pieces(start, plan.length if stop is None else stop)
    return b"".join(
        contents[piece.index][piece.start : piece.stop] if isinstance(piece, Slice) else piece
        for piece in pieces
    )


def zipped(*files: tuple[str, bytes], method: int = zipfile.ZIP_STORED, streamed: bool = False) -> bytes:
    """By python's zipfile; `streamed` puts the sizes behind each entry, as a Mac does."""
    buffer = io.BytesIO()
    out = _NoSeeking(buffer) if streamed else buffer
    with zipfile.ZipFile(out, "w", method) as archive:  # type: ignore[call-overload]
        for name, data in files:
            archive.writestr(name, data)
    return buffer.getvalue()


class _NoSeeking(io.RawIOBase):
    def __init__(self, under: io.BytesIO) -> None:
        self._under = under

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:  # type: ignore[no-untyped-def, override]
        return self._under.write(data)

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        raise io.UnsupportedOperation
