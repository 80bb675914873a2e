"""The child process of `media.pdfs`: draws each page, and takes its words. PDFium here has no engine for scripts, opens no
link, starts nothing and unpacks no attachment; forms show what was filled in."""

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
from media.refused import Reason, Refused

Image.preinit()  # now, while compiled modules may still be written beside their source
assert JpegImagePlugin.__name__

LONGEST = 2000
"""Pixels of a page's longest side: A4 at 170 points an inch, so that small print stays readable twice as large."""
FINEST = 4.0
"""Pixels a point at most: a stamp is not blown up to a poster."""
MOST_TEXT = 20_000
"""Characters of a page: four times a page of small print."""


def main(given: list[str]) -> None:
    warnings.simplefilter("ignore")
    source, folder = map(Path, given)
    try:
        outcome = _render(source, folder)
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


def _render(source: Path, folder: Path) -> dict[str, Any]:
    document: Any = pdfium.PdfDocument(str(source))
    document.init_forms()  # what was filled in is drawn too
    count = len(document)
    if count > PDF_PAGES:
        raise Refused(Reason.TOO_MANY_PAGES)
    if count == 0:
        raise Refused(Reason.UNREADABLE)
    pages: list[list[Any]] = []
    texts: list[str] = []
    for number in range(count):
        page = document[number]
        pages.append(_draw(page, folder, number + 1))
        texts.append(_words(page))
        page.close()
        print(json.dumps({"done": (number + 1) / count}))
        sys.stdout.flush()
    (folder / "texts.json").write_text(json.dumps(texts, ensure_ascii=False), encoding="utf-8")
    return {"pages": pages}


def _draw(page: Any, folder: Path, number: int) -> list[Any]:
    width, height = page.get_size()
    longest = max(width, height)
    if not min(width, height) > 0 or longest > 1e6:
        raise Refused(Reason.UNREADABLE)
    image: Image.Image = page.render(scale=min(LONGEST / longest, FINEST)).to_pil().convert("RGB")
    encoded, media_type, grey = encode(image)
    name = f"page-{number:03}"
    (folder / name).write_bytes(encoded)
    return [name, media_type, image.width, image.height, width, height, grey]


def _words(page: Any) -> str:
    """A page whose words do not read still shows: then it has none."""
    try:
        found = page.get_textpage()
        text: str = found.get_text_range(0, min(found.count_chars(), MOST_TEXT))
        found.close()
    except (pdfium.PdfiumError, UnicodeDecodeError, ValueError):
        return ""
    lines = (
        " ".join("".join(c for c in line if c.isprintable() or c == "\t").split())
        for line in text.splitlines()
    )
    return "\n".join(line for line in lines if line)
