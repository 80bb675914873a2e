"""The child process of `media.photos`: opens one photo and writes its copies, or the photo without what it tells.

    render TYPE SOURCE FOLDER      three sizes from one decoding
    clean TYPE SOURCE TARGET       the same pixels, without place, device and names

Prints one line of JSON: the outcome, or {"refused": reason}.
"""

from __future__ import annotations

import errno
import json
import sys
import warnings
from pathlib import Path
from typing import Any

from PIL import Image, WebPImagePlugin

from media.bounds import PHOTO_PIXELS
from media.exif import read_shot, write_shot
from media.photo_sizes import make_sizes
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


def main(given: list[str]) -> None:
    warnings.simplefilter("ignore")
    work, kind, source, target = given
    try:
        with open_photo(Path(source), FileType(kind)) as image:
            outcome = _WORKS[work](image, FileType(kind), Path(source), Path(target))
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


_WORKS = {"render": _render, "clean": _clean}
