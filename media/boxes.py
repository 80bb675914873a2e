"""The boxes of ISO base media files (ISO/IEC 14496-12 § 4.2): MP4, MOV, HEIF and AVIF are made of them."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

_MOST = 10_000
"""Boxes at the top of a file, beyond which it is no film: 20 minutes in pieces of a second make 2 400."""


@dataclass(frozen=True, slots=True)
class Box:
    """kind: four bytes. start: where its header begins. body: where its content begins. end: just after it."""

    kind: bytes
    start: int
    body: int
    end: int
    whole: bool = True
    """Whether the file goes as far as the box says."""


def top_boxes(file: BinaryIO) -> Iterator[Box]:
    """The boxes at the file's top level; what follows the last one that reads as a box comes as a box not whole."""
    size = file.seek(0, os.SEEK_END)
    at = 0
    for _ in range(_MOST):
        if at >= size:
            return
        file.seek(at)
        box = _header(file.read(16), at, size)
        yield box
        if not box.whole:
            return
        at = box.end


def boxes_in(data: bytes, start: int = 0, end: int | None = None) -> Iterator[Box]:
    """The boxes of a piece in memory, with places counted from its beginning. Stops at what is not a box."""
    end = len(data) if end is None else end
    while start + 8 <= end:
        box = _header(data[start : start + 16], start, end)
        if not box.whole:
            return
        yield box
        start = box.end


def cut_short(boxes: list[Box]) -> bool:
    """Whether a part that holds the film or its index stops early; junk after the last box is no matter."""
    return any(not box.whole and box.kind in (b"moov", b"moof", b"mdat") for box in boxes)


def _header(head: bytes, at: int, size: int) -> Box:
    length, kind, body = int.from_bytes(head[:4]), head[4:8], at + 8
    if len(head) < 8:
        return Box(kind, at, at, size, whole=False)
    if length == 1:
        length, body = int.from_bytes(head[8:16]), at + 16
    elif length == 0:
        length = size - at
    if at + length > size or length < body - at:
        return Box(kind, at, min(body, size), size, whole=False)
    return Box(kind, at, body, at + length)
