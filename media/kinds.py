"""What a file of the library is, from its bytes: a PDF, a picture, a film, a sound, or something that is kept and given back as it came.

Its name decides nothing but whether a text is a table.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from media.asking import ask
from media.limits import MIB, Limits
from media.refused import Reason, Refused
from media.sniff import sniff

Kind = Literal["pdf", "picture", "film", "sound", "other"]

OFFICE = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
}
SOUNDS = {
    "mp3": "audio/mpeg",
    "aac": "audio/aac",
    "ogg": "audio/ogg",
    "wav": "audio/wav",
    "flac": "audio/flac",
    "amr": "audio/amr",
    "mov": "audio/mp4",
    "matroska": "audio/webm",
}
"""Media types by the demuxer that reads them."""
SUFFIXES = {media_type: f".{name}" for name, media_type in OFFICE.items()} | {
    "text/plain": ".txt",
    "text/csv": ".csv",
    "audio/mpeg": ".mp3",
    "audio/aac": ".aac",
    "audio/ogg": ".ogg",
    "audio/wav": ".wav",
    "audio/flac": ".flac",
    "audio/amr": ".amr",
    "audio/mp4": ".m4a",
    "audio/webm": ".weba",
}
"""What such a file is called on a disk."""

LIST_LIMITS = Limits(cpu_s=10, wall_s=60, memory=512 * MIB, output=1 * MIB)
TEXT_BYTES = 5_000_000
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@dataclass(frozen=True, slots=True)
class Looked:
    """`demuxer`: of a sound."""

    kind: Kind
    media_type: str
    demuxer: str = ""


async def look(source: Path, folder: Path, *, name: str) -> Looked:
    """name: as the phone calls it. Raises Refused(EMPTY, UNKNOWN_TYPE, TRUNCATED, MACROS, OLD_OFFICE, UNREADABLE)."""
    with source.open("rb") as file:
        head = file.read(4096)
    if not head:
        raise Refused(Reason.EMPTY)
    if head[:64].lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"%PDF-"):
        return Looked("pdf", "application/pdf")
    if demuxer := _sound(head):
        return Looked("sound", SOUNDS[demuxer], demuxer)
    if head.startswith(b"PK\x03\x04"):
        source = source.absolute()
        told = await ask("media.office_child", source, limits=LIST_LIMITS, folder=folder, source=source)
        return Looked("other", OFFICE[told["type"]])
    if head.startswith(_OLD_OFFICE):
        raise Refused(Reason.OLD_OFFICE)
    try:
        found = sniff(source)
    except Refused as refused:
        if refused.reason is Reason.UNKNOWN_TYPE and await _is_text(source, folder):
            return Looked("other", "text/csv" if name.lower().endswith(".csv") else "text/plain")
        raise
    if found.is_photo:
        return Looked("picture", found.value)
    return Looked("film", found.value, "matroska" if found.is_matroska else "mov")


def _sound(head: bytes) -> str:
    """The demuxer, or nothing. A container that may hold a film as well is none of these: whether it has images is found out by opening it."""
    if head.startswith(b"ID3"):
        return "mp3"
    if head[0] == 0xFF and head[1:2] and head[1] & 0xF6 == 0xF0:
        return "aac"  # ADTS (ISO/IEC 13818-7)
    if head[0] == 0xFF and head[1:2] and head[1] & 0xE6 == 0xE2:
        return "mp3"  # MPEG audio, layer III
    if head.startswith(b"OggS"):
        return "ogg"
    if head[:4] == b"RIFF" and head[8:12] == b"WAVE":
        return "wav"
    if head.startswith(b"fLaC"):
        return "flac"
    if head.startswith(b"#!AMR"):
        return "amr"
    return "mov" if head[4:8] == b"ftyp" and head[8:12] in (b"M4A ", b"M4B ") else ""


async def _is_text(source: Path, folder: Path) -> bool:
    if source.stat().st_size > TEXT_BYTES:
        return False
    source = source.absolute()
    told = await ask("media.text_child", source, limits=LIST_LIMITS, folder=folder, source=source)
    return bool(told["text"])
