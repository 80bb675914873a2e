"""The child process of `media.photos`: opens one photo and writes its copies, or the photo without what it tells.

    render TYPE SOURCE FOLDER      three sizes from one decoding
    pack TYPE SOURCE FOLDER        the two larger ones again, as AVIF
    clean TYPE SOURCE TARGET       the same pixels, without place, device and names

Prints one line of JSON: the outcome, or {"refused": reason}.
"""

from __future__ import annotations

import errno
import json
import sys
import warnings
from contextlib import suppress
from pathlib import Path
from typing import Any

from PIL import Image, ImageFile, WebPImagePlugin

from media.bounds import PHOTO_PIXELS
from media.exif import read_shot, write_shot
from media.photo_sizes import make_avif, make_sizes
from media.refused import Reason, Refused
from media.sniff import FileType
from media.strip_heif import strip_heif
from media.strip_jpeg import strip_jpeg
from media.strip_png import strip_png
from media.strip_webp import strip_webp

Image.preinit()  # now, while compiled modules may still be written beside their source
assert WebPImagePlugin.SUPPORTED

_FORMATS = {
    FileType.JPEG: "JPEG",
    FileType.PNG: "PNG",
    FileType.WEBP: "WEBP",
    FileType.AVIF: "AVIF",
    FileType.HEIF: "HEIF",
}
_IN_ROWS = (FileType.JPEG, FileType.PNG)
"""Kinds whose first rows can be read without the last."""
_ENOUGH = 0.1
"""Of its rows: less says nothing of what the photo shows."""


def main(given: list[str]) -> None:
    warnings.simplefilter("ignore")
    work, kind, source, target = given
    try:
        outcome = _done(work, FileType(kind), Path(source), Path(target))
    except Refused as refused:
        outcome = {"refused": refused.reason}
    except MemoryError:
        outcome = {"refused": Reason.TOO_HUNGRY}
    except Exception as error:  # libraries raise OSError, SyntaxError, ValueError, struct.error and their own
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            raise  # the machine's fault, not the photo's
        outcome = {"refused": _reason(error)}
    print(json.dumps(outcome))
    sys.stdout.flush()


def _done(work: str, kind: FileType, source: Path, target: Path) -> dict[str, Any]:
    """Of a photo that does not decode whole, what can be read, where that is enough to be worth showing."""
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        with open_photo(source, kind) as image:
            return _WORKS[work](image, kind, source, target)
    except (OSError, SyntaxError) as error:
        if work == "clean" or kind not in _IN_ROWS or _reason(error) is Reason.TOO_HUNGRY:
            raise
        told = _what_can_be_read(work, kind, source, target)
        if told is None:
            raise
        return told


def _what_can_be_read(work: str, kind: FileType, source: Path, target: Path) -> dict[str, Any] | None:
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    with suppress(OSError, SyntaxError), open_photo(source, kind) as image:
        told = _WORKS[work](image, kind, source, target)
        return told | {"whole": False} if told["read"] >= _ENOUGH else None
    return None


def _reason(error: Exception) -> Reason:
    said = str(error).lower()
    if "memory" in said or "alloc" in said:
        return Reason.TOO_HUNGRY
    if any(word in said for word in ("truncated", "end of file", "eof", "incomplete")):
        return Reason.TRUNCATED
    return Reason.UNREADABLE


def open_photo(source: Path, kind: FileType) -> Image.Image:
    """Reads the header alone. Raises Refused(TOO_MANY_PIXELS)."""
    Image.MAX_IMAGE_PIXELS = None  # ours is lower, and says why
    if kind is FileType.HEIF:
        import pillow_heif

        pillow_heif.register_heif_opener(thumbnails=False)  # pyright: ignore[reportUnknownMemberType]
    image = Image.open(source, formats=[_FORMATS[kind]])
    if image.width * image.height > PHOTO_PIXELS:
        raise Refused(Reason.TOO_MANY_PIXELS)
    return image


def _render(image: Image.Image, kind: FileType, source: Path, folder: Path) -> dict[str, Any]:
    return make_sizes(image, folder)


def _clean(image: Image.Image, kind: FileType, source: Path, target: Path) -> dict[str, Any]:
    data = source.read_bytes()
    if kind is FileType.PNG:
        image.load()  # its Exif may come after the pixels
    exif = write_shot(read_shot(image))
    match kind:
        case FileType.JPEG:
            clean = strip_jpeg(data, exif)
        case FileType.PNG:
            clean = strip_png(data, exif)
        case FileType.WEBP:
            clean = strip_webp(data, exif, image.size)
        case _:
            clean = strip_heif(data, exif)
    target.write_bytes(clean)
    return {}


def _pack(image: Image.Image, kind: FileType, source: Path, folder: Path) -> dict[str, Any]:
    return make_avif(image, folder)


_WORKS = {"render": _render, "pack": _pack, "clean": _clean}
