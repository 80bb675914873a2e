"""What the index of an MP4 or MOV tells before anything decodes it, and what must be blanked in it.

ISO/IEC 14496-12 § 8.12 (a track that is locked is an `encv` entry) and 14496-15 § 8.3.3 (`hvcC`).
"""

import re
from pathlib import Path

from media.boxes import top_boxes

_MOST = 64 * 1024 * 1024
_LOCKED = re.compile(rb"enc[va]\0{6}")
_SEI = {39, 40}
_HEAD = 1024 * 1024
"""Bytes of a Matroska file in which its tracks are described."""


def _index(source: Path) -> tuple[int, bytes]:
    """Where the `moov` box begins, and its bytes; nothing when there is none, or none of a size that is read."""
    with source.open("rb") as file:
        for box in top_boxes(file):
            if box.kind == b"moov" and box.end - box.start <= _MOST:
                file.seek(box.start)
                return box.start, file.read(box.end - box.start)
    return 0, b""


def is_locked(source: Path) -> bool:
    return _LOCKED.search(_index(source)[1]) is not None


def blank_hevc_notes(source: Path) -> None:
    """Empties the notes (SEI) that HEVC keeps in the index: filters on the stream do not reach them.

    Each becomes a note of the same length that says nothing, since shortening it would move everything after it.
    """
    start, index = _index(source)
    at = index.find(b"hvcC")
    if at < 0:
        return
    clean = bytearray(index)
    at += 4 + 22
    arrays, at = index[at], at + 1
    for _ in range(arrays):
        kind, count = index[at] & 0x3F, int.from_bytes(index[at + 1 : at + 3])
        at += 3
        for _ in range(count):
            length = int.from_bytes(index[at : at + 2])
            at += 2
            if kind in _SEI:
                clean[at : at + length] = _empty_note(index[at : at + 2], length)
            at += length
    with source.open("r+b") as file:
        file.seek(start)
        file.write(clean)


def _empty_note(header: bytes, length: int) -> bytes:
    """A note of the kind "unregistered user data" (5) made of spaces, or plain filler where it would not fit."""
    for sized in range(1, 258):
        body = length - 2 - 1 - sized - 1
        if body >= 16 and body // 255 + 1 == sized:
            size = b"\xff" * (body // 255) + bytes((body % 255,))
            return header + b"\x05" + size + b" " * body + b"\x80"
    return header + b"\x80" * (length - 2)


def blank_vorbis_words(source: Path) -> None:
    """Vorbis carries its tags in the head of its sound (Vorbis I § 5), which is copied whole: each becomes spaces."""
    with source.open("r+b") as file:
        head = bytearray(file.read(_HEAD))
        at = head.find(b"\x03vorbis")
        if at < 0:
            return
        at += 7
        at = _blank_words(head, at)
        count, at = int.from_bytes(head[at : at + 4], "little"), at + 4
        for _ in range(min(count, _HEAD)):
            at = _blank_words(head, at)
        file.seek(0)
        file.write(head)


def _blank_words(head: bytearray, at: int) -> int:
    """Blanks what a length of four bytes announces; answers where the next begins."""
    start = at + 4
    end = min(start + int.from_bytes(head[at:start], "little"), len(head))
    head[start:end] = b" " * (end - start)
    return end
