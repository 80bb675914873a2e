"""What a file is, from its bytes; its name and what the sender says it is are never asked.

A container says nothing sure of the codec inside: `media.videos` probes that.
"""

import os
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

from media.boxes import cut_short, top_boxes
from media.refused import Reason, Refused


class FileType(StrEnum):
    """The value is the media type."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    AVIF = "image/avif"
    HEIF = "image/heif"
    MP4 = "video/mp4"
    MOV = "video/quicktime"
    WEBM = "video/webm"
    MATROSKA = "video/x-matroska"

    @property
    def is_photo(self) -> bool:
        return self.value.startswith("image/")

    @property
    def is_matroska(self) -> bool:
        return self in (FileType.WEBM, FileType.MATROSKA)

    @property
    def suffix(self) -> str:
        """With its point: what a file of this type is called on a disk."""
        return _SUFFIXES[self]


_SUFFIXES = {
    FileType.JPEG: ".jpg",
    FileType.PNG: ".png",
    FileType.WEBP: ".webp",
    FileType.AVIF: ".avif",
    FileType.HEIF: ".heic",
    FileType.MP4: ".mp4",
    FileType.MOV: ".mov",
    FileType.WEBM: ".webm",
    FileType.MATROSKA: ".mkv",
}
HEAD = 4096
"""Bytes that say what a file is."""
_AVIF_BRANDS = {b"avif", b"avis"}
_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}
_OLD_QUICKTIME = {b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"}


def sniff(source: Path) -> FileType:
    """Raises Refused(EMPTY, UNKNOWN_TYPE, TRUNCATED). Reads the headers only, whatever the size."""
    with source.open("rb") as file:
        head = file.read(HEAD)
        if not head:
            raise Refused(Reason.EMPTY)
        found = _by_signature(head)
        if found in (FileType.MP4, FileType.MOV):
            _check_boxes(file)
        if found in (FileType.WEBM, FileType.MATROSKA):
            _check_segment(head, file.seek(0, os.SEEK_END))
        return found


def film_type(head: bytes) -> FileType | None:
    """Of a film, by its first HEAD bytes; None for anything else. Whether the rest is there is not looked at."""
    try:
        found = _by_signature(head)
    except Refused:
        return None
    return None if found.is_photo else found


def _by_signature(head: bytes) -> FileType:
    if head.startswith(b"\xff\xd8\xff"):
        return FileType.JPEG
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return FileType.PNG
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return FileType.WEBP
    if head.startswith(b"\x1a\x45\xdf\xa3"):
        return _matroska(head)
    if head[4:8] == b"ftyp":
        return _by_brand(head)
    if head[4:8] in _OLD_QUICKTIME:
        return FileType.MOV
    raise Refused(Reason.UNKNOWN_TYPE)


def _by_brand(head: bytes) -> FileType:
    length = min(int.from_bytes(head[:4]), len(head))
    major = head[8:12]
    brands = {major, *(head[at : at + 4] for at in range(16, length - 3, 4))}
    if major == b"qt  ":
        return FileType.MOV
    if major in _AVIF_BRANDS or (major in (b"mif1", b"msf1") and brands & _AVIF_BRANDS):
        return FileType.AVIF
    if major in _HEIF_BRANDS:
        return FileType.HEIF
    if len(major) < 4 or major in (b"jp2 ", b"jpx ", b"crx ", b"M4A ", b"M4B ", b"M4P "):
        raise Refused(Reason.UNKNOWN_TYPE)  # JPEG 2000, Canon's raw, sound
    return FileType.MP4


def _matroska(head: bytes) -> FileType:
    """The EBML header's DocType (element 0x4282), RFC 8794 § 11.2.4."""
    at = head.find(b"\x42\x82")
    length = head[at + 2] & 0x7F if 0 <= at < len(head) - 3 else 0
    kind = head[at + 3 : at + 3 + length].rstrip(b"\0")
    if kind == b"webm":
        return FileType.WEBM
    if kind == b"matroska":
        return FileType.MATROSKA
    raise Refused(Reason.UNKNOWN_TYPE)


def _check_boxes(file: BinaryIO) -> None:
    """A film whose index or whose end did not arrive: it cannot be made whole, and sending it again can."""
    boxes = list(top_boxes(file))
    if cut_short(boxes) or not any(box.kind == b"moov" for box in boxes):
        raise Refused(Reason.TRUNCATED)


def _check_segment(head: bytes, size: int) -> None:
    """The same for Matroska: its one Segment (RFC 9559 § 5.1) tells its length, unless it was recorded live."""
    at = head.find(b"\x18\x53\x80\x67")
    first = head[at + 4] if 0 <= at < len(head) - 12 else 0
    width = 9 - first.bit_length()
    if not 1 <= width <= 8:
        return
    length = int.from_bytes(head[at + 4 : at + 4 + width]) & ((1 << 7 * width) - 1)
    if length != (1 << 7 * width) - 1 and at + 4 + width + length > size:
        raise Refused(Reason.TRUNCATED)
