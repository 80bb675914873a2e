"""The typeface that is embedded in what is printed: Bitstream Vera, which reportlab ships with its free licence."""

import unicodedata
from functools import cache
from pathlib import Path
from typing import Any, cast

import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

PLAIN, BOLD = "Vera", "VeraBd"
MISSING = "\u25a1"
"""Stands for a letter that the typeface does not have; the print then says so."""

_SAME = str.maketrans(
    {"\u202f": "\u00a0", "\u2011": "-", "\u2010": "-", "\u2212": "-", "\u02bc": "’", "\t": " "}
)


@cache
def _letters() -> frozenset[int]:
    """Registers both fonts, once; the code points that both can draw."""
    metrics = cast(Any, pdfmetrics)  # its functions carry no types
    folder = Path(reportlab.__file__).parent / "fonts"
    known: list[set[int]] = []
    for name in (PLAIN, BOLD):
        font = TTFont(name, str(folder / f"{name}.ttf"))
        metrics.registerFont(font)
        known.append(set(font.face.charToGlyph))
    metrics.registerFontFamily(PLAIN, normal=PLAIN, bold=BOLD, italic=PLAIN, boldItalic=BOLD)
    return frozenset(known[0] & known[1])


def printable(text: str) -> str:
    """The text with every letter drawable: one that is not loses its mark, or becomes MISSING."""
    known = _letters()
    drawn: list[str] = []
    for letter in text.translate(_SAME):
        if ord(letter) in known or letter == "\n":
            drawn.append(letter)
            continue
        base = "".join(c for c in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(c))
        drawn.append(base if base and all(ord(c) in known for c in base) else MISSING)
    return "".join(drawn)
