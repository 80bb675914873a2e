"""The child process of `media.pdfs`: draws each page, and takes the words that are seen on it. PDFium here has no engine for scripts,
opens no link, starts nothing and unpacks no attachment; forms show what was filled in.

    SOURCE FOLDER draw       pictures and words
    SOURCE FOLDER words      words alone, on pages drawn as they were then
"""

import errno
import json
import sys
import warnings
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium  # pyright: ignore[reportMissingTypeStubs]
import pypdfium2.raw as raw  # pyright: ignore[reportMissingTypeStubs]
from PIL import Image, JpegImagePlugin

from media.bounds import PDF_PAGES
from media.page_pictures import encode
from media.page_words import PageText, bounded, packed
from media.pdf_words import page_text
from media.refused import Reason, Refused

Image.preinit()  # now, while compiled modules may still be written beside their source
assert JpegImagePlugin.__name__

LONGEST = 2000
"""Pixels of a page's longest side: A4 at 170 points an inch, so that small print stays readable twice as large."""
FINEST = 4.0
"""Pixels a point at most: a stamp is not blown up to a poster."""


def main(given: list[str]) -> None:
    warnings.simplefilter("ignore")
    source, folder = map(Path, given[:2])
    try:
        outcome = _render(source, folder, draw=given[2] == "draw")
    except Refused as refused:
        outcome = {"refused": refused.reason}
    except MemoryError:
        outcome = {"refused": Reason.TOO_HUNGRY}
    except Exception as error:  # pypdfium2 raises its own, ValueError, ctypes' and OSError
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            raise  # the machine's fault, not the letter's
        outcome = {"refused": _reason(error)}
    print(json.dumps(outcome))
    sys.stdout.flush()


def _reason(error: Exception) -> Reason:
    if getattr(error, "err_code", None) in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
        return Reason.ENCRYPTED
    return Reason.TOO_HUNGRY if "alloc" in str(error).lower() else Reason.UNREADABLE


def _render(source: Path, folder: Path, *, draw: bool) -> dict[str, Any]:
    document: Any = pdfium.PdfDocument(str(source))
    document.init_forms()  # what was filled in is drawn too
    count = len(document)
    if count > PDF_PAGES:
        raise Refused(Reason.TOO_MANY_PAGES)
    if count == 0:
        raise Refused(Reason.UNREADABLE)
    pages: list[list[Any]] = []
    words: list[PageText] = []
    for number in range(count):
        page = document[number]
        image = _drawn(page)
        if draw:
            pages.append(_keep(image, page.get_size(), folder, number + 1))
        words.append(page_text(page, image))
        page.close()
        print(json.dumps({"done": (number + 1) / count}))
        sys.stdout.flush()
    (folder / "words.json").write_bytes(packed(bounded(words)))
    return {"pages": pages}


def _drawn(page: Any) -> Image.Image:
    width, height = page.get_size()
    longest = max(width, height)
    if not min(width, height) > 0 or longest > 1e6:
        raise Refused(Reason.UNREADABLE)
    image: Image.Image = page.render(scale=min(LONGEST / longest, FINEST)).to_pil().convert("RGB")
    return image


def _keep(image: Image.Image, points: tuple[float, float], folder: Path, number: int) -> list[Any]:
    encoded, media_type, grey = encode(image)
    name = f"page-{number:03}"
    (folder / name).write_bytes(encoded)
    return [name, media_type, image.width, image.height, *points, grey]
