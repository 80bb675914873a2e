"""How many bytes a file of the library may have, by what it is."""

import re

from backend.rooms.documents.schemas import Kind
from media.bounds import PDF_BYTES, PHOTO_BYTES, SOUND_BYTES, VIDEO_BYTES

OTHER_BYTES = 50_000_000
MOST_BYTES: dict[Kind, int] = {
    "pdf": PDF_BYTES,
    "picture": PHOTO_BYTES,
    "film": VIDEO_BYTES,
    "sound": SOUND_BYTES,
    "other": OTHER_BYTES,
}
_FILMS = re.compile(r"\.(mp4|m4v|mov|webm|mkv|3gp)$", re.IGNORECASE)
_SOUNDS = re.compile(r"\.(mp3|m4a|aac|ogg|oga|opus|wav|flac|amr)$", re.IGNORECASE)


def most_said(filetype: str, filename: str) -> tuple[int, str]:
    """By what the phone says it is, before a byte has come; what it is in truth is looked at then, with its own limit. Bytes, and how they
    are said."""
    if filetype.startswith("video/") or _FILMS.search(filename):
        return VIDEO_BYTES, "2 Go"
    if filetype.startswith("audio/") or _SOUNDS.search(filename):
        return SOUND_BYTES, "200 Mo"
    return OTHER_BYTES, "50 Mo"
