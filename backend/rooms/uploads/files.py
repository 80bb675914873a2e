"""Giving back what was received, or a copy of it: whole or a range, never run by whoever opens it."""

import re
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Served:
    """What to answer. status 200, 206, 202 (being made), 304 or 416; `chunks` gives the bytes of that range."""

    status: int
    headers: dict[str, str]
    media_type: str = "application/octet-stream"
    chunks: AsyncIterator[bytes] | None = None


def read_range(header: str, size: int) -> tuple[int, int] | None:
    """`bytes=a-b` as a half-open range; None for the whole, also when the header is not understood (RFC 9110 § 14.2).

    Raises LookupError when nothing of the file is in it.
    """
    match = re.fullmatch(r"bytes=(\d{0,15})-(\d{0,15})", header.strip())
    if match is None or match.group(1) == match.group(2) == "":
        return None
    first, last = match.groups()
    if first and last and int(last) < int(first):
        return None
    if first == "":
        start, stop = max(size - int(last), 0), size
    else:
        start, stop = int(first), min(int(last) + 1, size) if last else size
    if start >= stop or start >= size:
        raise LookupError
    return start, stop


Bytes = Callable[[int, int], AsyncIterator[bytes]]
"""The bytes from a place to another, that one not included."""


LOOK_EVERY = 8 * 1024 * 1024
"""Bytes after which the right is looked at again in the middle of an answer: a long film is one request."""
LOOK_SECONDS = 20.0
"""Or after so long: who reads slowly on purpose must not keep the door open for hours."""


def watched(read: Bytes, still: Callable[[], Awaitable[object]], *, every: int = 0) -> Bytes:
    """The same bytes, cut short when `still` raises: a right withdrawn, a notebook closed meanwhile.

    every: bytes, where LOOK_EVERY is too often.
    """

    async def looked_after(start: int, stop: int) -> AsyncIterator[bytes]:
        unseen, looked = 0, time.monotonic()
        async for chunk in read(start, stop):
            unseen += len(chunk)
            if unseen >= (every or LOOK_EVERY) or time.monotonic() - looked >= LOOK_SECONDS:
                await still()
                unseen, looked = 0, time.monotonic()
            yield chunk

    return looked_after


def answer(
    asked: dict[str, str], *, name: str, size: int, media_type: str, attached: bool, read: Bytes
) -> Served:
    """name: says whether the bytes are the same: an object is written once under its own. asked: the request's headers."""
    etag = f'"{name}"'
    kept = {
        "ETag": etag,
        "Accept-Ranges": "bytes",
        # Kept by the phone, and asked again each time: a right withdrawn acts at once.
        "Cache-Control": "private, no-cache",
        "Content-Disposition": "attachment" if attached else "inline",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
    }
    if etag in re.findall(r'"[^"]*"', asked.get("if-none-match", "")):
        return Served(304, kept)
    wanted = asked.get("range", "")
    if asked.get("if-range") not in (None, etag):
        wanted = ""
    try:
        found = read_range(wanted, size)
    except LookupError:
        return Served(416, {**kept, "Content-Range": f"bytes */{size}"})
    start, stop = found or (0, size)
    kept["Content-Length"] = str(stop - start)
    if found:
        kept["Content-Range"] = f"bytes {start}-{stop - 1}/{size}"
    return Served(206 if found else 200, kept, media_type, read(start, stop))
