"""Words laid over a page's picture in a PDF, which nobody sees and everybody can look for, select and copy (ISO 32000-1 § 9.3.6, mode 3). Pure.

No font is embedded: nothing of it is drawn. A letter is a byte of one of the document's own encodings, of 220 letters each; what it
stands for is said in the font's ToUnicode map (§ 9.10.3), so that any writing can be copied.
"""

import zlib
from collections.abc import Iterable, Sequence

from media.page_words import Word

FIRST, PER_FONT = 33, 220
"""Bytes that stand for letters: from after the space, which readers widen, on."""
EM = 500
"""Thousandths of the font's size that each letter is wide; each word is then stretched to its own width."""
_BELOW = 0.2
"""What part of a word's height lies below the line on which it stands."""


class Letters:
    """The letters of one document, each under a font's number and a byte. Asked for in the same order, they are the same."""

    def __init__(self, words: Iterable[Word]) -> None:
        found = dict.fromkeys(sign for word in words for sign in word.text)
        self._signs = [" ", *(sign for sign in found if sign != " ")] if found else []
        self._places = {sign: divmod(at, PER_FONT) for at, sign in enumerate(self._signs)}

    @property
    def fonts(self) -> int:
        return -(-len(self._signs) // PER_FONT)

    def runs(self, text: str) -> list[tuple[int, str]]:
        """Font by font, the bytes in hexadecimal."""
        runs: list[tuple[int, str]] = []
        for sign in text:
            font, at = self._places[sign]
            written = f"{FIRST + at:02X}"
            if runs and runs[-1][0] == font:
                runs[-1] = (font, runs[-1][1] + written)
            else:
                runs.append((font, written))
        return runs

    def font(self, number: int, map_object: int) -> str:
        """A font's dictionary; `map_object` is the number of its map."""
        count = len(self._of(number))
        widths = " ".join([str(EM)] * count)
        return (
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding"
            f" /FirstChar {FIRST} /LastChar {FIRST + count - 1} /Widths [{widths}] /ToUnicode {map_object} 0 R >>"
        )

    def map(self, number: int) -> bytes:
        """What each byte stands for, a hundred at a time as the format asks."""
        rows = [
            f"<{FIRST + at:02X}> <{sign.encode('utf-16-be').hex().upper()}>"
            for at, sign in enumerate(self._of(number))
        ]
        parts = [rows[at : at + 100] for at in range(0, len(rows), 100)]
        said = "\n".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in parts)
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /CS3 def\n/CMapType 2 def\n"
            f"1 begincodespacerange\n<00> <FF>\nendcodespacerange\n{said}\nendcmap\nend\nend\n"
        ).encode()

    def _of(self, number: int) -> list[str]:
        return self._signs[number * PER_FONT : (number + 1) * PER_FONT]


def drawn(words: Sequence[Word], letters: Letters, *, scale: float, high: float) -> str:
    """What a page's contents say after its picture. scale: points a pixel. high: the sheet's height, in points."""
    if not words:
        return ""
    said = ["BT 3 Tr"]
    for word in words:
        size = max(word.height * scale, 1.0)
        stretched = 100_000 * word.width * scale / (EM * size * max(len(word.text), 1))
        base = high - (word.y + word.height * (1 - _BELOW)) * scale
        said.append(f"{stretched:.1f} Tz 1 0 0 1 {word.x * scale:.2f} {base:.2f} Tm")
        said += [f"/F{font} {size:.2f} Tf <{written}> Tj" for font, written in letters.runs(word.text + " ")]
    said.append("ET")
    return "\n".join(said)


def deflated(content: bytes) -> tuple[bytes, str]:
    """A stream's bytes, and what its dictionary says of them."""
    packed = zlib.compress(content, 6)
    return packed, f"/Filter /FlateDecode /Length {len(packed)}"
