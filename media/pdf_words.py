"""The words of a PDF's page that are seen on its picture, and no others: a bar, a picture or a veil over a word, white on white, letters
without ink, or off the sheet stay unsaid. Runs in the child process of `media.pdfs`.

The page is drawn again without its letters. A letter counts when its own place differs between the two, over most of its height and width:
what lies under something else is the same in both.
"""

import ctypes
from collections import defaultdict
from typing import Any, NamedTuple

import pypdfium2 as pdfium  # pyright: ignore[reportMissingTypeStubs]
import pypdfium2.raw as raw  # pyright: ignore[reportMissingTypeStubs]
from PIL import Image, ImageChops, ImageDraw

from media.page_words import MOST_WORDS, Line, PageText, Word

MOST_LETTERS = 20_000
"""Of a page: four times a page of small print. Of a page that has more, no letter is believed: one of those may be a bar."""
LARGE, MOST_LARGE = 64, 1000
"""Pixels from which a letter is held against all others, and how many such letters a page has at most."""
FILLED, AROUND = 0.95, 2
"""What part of a letter's place, and of so many pixels around it, is painted when a bar is drawn there by a letter that PDFium does not tell of."""
CONTRAST = 24
"""Of 255: how much darker or lighter than its ground a letter has to be."""
SEEN_LETTER, SEEN_SIGN = 0.6, 0.3
"""What part of a letter's height and width must show. A colon has a gap in the middle."""
LOWEST = 5
"""Pixels of the smallest letter that can be read."""
FROM_ONE_SIGN = 3
"""Letters for which one drawn sign may stand: ﬃ. More would be said than is seen."""
DEEPEST = 15
"""Forms within forms whose letters are looked for; PDFium itself goes no deeper."""

_raw: Any = raw  # its functions carry no types
_CELLS = 48
_INKED, _SOLID = 10, 200
"""Of 255: how full of ink a cell has to be to count; one that is filled is a bar or a ground, not writing."""
_FEWEST_CELLS = 4


class _Letter(NamedTuple):
    """sign: "" for what is drawn without a printable name: it is never a word, and may lie over one."""

    sign: str
    left: int
    top: int
    right: int
    bottom: int


def page_text(page: Any, drawn: Image.Image) -> PageText:
    """drawn: the page's picture. The page's letters are taken away from it as it stands in memory: it is drawn no more afterwards.

    A page whose words do not read still shows: then they are unknown."""
    try:
        letters = _letters(page, drawn.size)
        lines = _lines(_seen(letters, page, drawn)) if letters else []
    except _TooMany:
        return PageText("unread", [])
    except (pdfium.PdfiumError, ValueError):
        lines = []
    if PageText("typed", lines).count > MOST_WORDS:
        return PageText("unread", [])
    words, other = _inked(drawn, lines)
    if other >= _FEWEST_CELLS and other > words:
        return PageText("unread", lines)
    return PageText("typed" if lines else "empty", lines)


class _TooMany(Exception):
    """More letters than a page has."""


def _letters(page: Any, size: tuple[int, int]) -> list[_Letter | None]:
    """As PDFium reads them. Raises _TooMany. None between two words, a letter of the sign "\\n" between two lines."""
    text = page.get_textpage()
    if text.count_chars() > MOST_LETTERS:
        raise _TooMany
    place = _placing(page, size)
    found: list[_Letter | None] = []
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    for at in range(text.count_chars()):
        sign = _sign(_raw.FPDFText_GetUnicode(text, at))
        if sign == "\n":
            found.append(_Letter("\n", 0, 0, 0, 0))
        elif sign == " " or _raw.FPDFText_IsGenerated(text, at):
            found.append(None)
        elif _raw.FPDFText_GetCharBox(text, at, left, right, bottom, top):
            found.append(_Letter(sign, *place(left.value, top.value, right.value, bottom.value)))
    text.close()
    return found


def _sign(code: int) -> str:
    sign = chr(code) if 0 < code < 0x110000 else ""
    if sign in ("\r", "\n"):
        return "\n"
    if sign.isspace():
        return " "
    return sign if sign.isprintable() else ""


def _placing(page: Any, size: tuple[int, int]) -> Any:
    """From a box of the page, in points, to one of its picture, whichever way the page is turned."""
    width, height = size
    fine = 64
    x, y = ctypes.c_int(), ctypes.c_int()

    def on(point_x: float, point_y: float) -> tuple[float, float]:
        _raw.FPDF_PageToDevice(page, 0, 0, width * fine, height * fine, 0, point_x, point_y, x, y)
        return x.value / fine, y.value / fine

    def place(left: float, top: float, right: float, bottom: float) -> tuple[int, int, int, int]:
        (one_x, one_y), (other_x, other_y) = on(left, top), on(right, bottom)
        low_x, high_x = sorted((one_x, other_x))
        low_y, high_y = sorted((one_y, other_y))
        near = int(low_x), int(low_y)
        return *near, max(round(high_x + 0.5), near[0] + 1), max(round(high_y + 0.5), near[1] + 1)

    return place


def _seen(letters: list[_Letter | None], page: Any, drawn: Image.Image) -> list[_Letter | None]:
    shown = _shown_by_letters(page, drawn)
    doubtful = _in_one_place(letters)
    kept: list[_Letter | None] = []
    for at, letter in enumerate(letters):
        if letter is None or letter.sign == "\n":
            kept.append(letter)
        elif letter.sign == "" or at in doubtful or not _is_seen(letter, shown):
            kept.append(None)
        else:
            kept.append(letter)
    return kept


def _is_barred(letter: _Letter, shown: Image.Image) -> bool:
    _, left, top, right, bottom = letter
    place = shown.crop((left - AROUND, top - AROUND, right + AROUND, bottom + AROUND))
    return place.histogram()[255] >= FILLED * place.width * place.height


def _shown_by_letters(page: Any, drawn: Image.Image) -> Image.Image:
    """White where the page without its letters looks otherwise."""
    for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=DEEPEST):
        _raw.FPDFTextObj_SetTextRenderMode(item, _raw.FPDF_TEXTRENDERMODE_INVISIBLE)
    width, height = page.get_size()
    bare: Image.Image = page.render(scale=max(drawn.size) / max(width, height)).to_pil().convert("RGB")
    if bare.size != drawn.size:
        raise ValueError("the page changed its size")
    red, green, blue = ImageChops.difference(drawn, bare).split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return most.point([255 * (level >= CONTRAST) for level in range(256)])


def _is_seen(letter: _Letter, shown: Image.Image) -> bool:
    _, left, top, right, bottom = letter
    width, height = shown.size
    if left < 0 or top < 0 or right > width + 1 or bottom > height + 1:
        return False
    if letter.sign.isalnum() and max(right - left, bottom - top) < LOWEST:
        return False
    if _is_barred(letter, shown):
        return False
    sides = shown.crop((left, top, min(right, width), min(bottom, height))).getprojection()
    least = SEEN_LETTER if letter.sign.isalnum() else SEEN_SIGN
    # The two pixels at the ends may be the ground: a box is one of whole pixels, and an « l » is two of them wide.
    return all(sum(side) >= max(1, least * (len(side) - 2)) for side in sides)


def _in_one_place(letters: list[_Letter | None]) -> set[int]:
    """Letters that share their place with another that is not the same, which nobody could read; and what one sign says beyond a few."""
    cells: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    large = [
        at
        for at, one in enumerate(letters)
        if one and max(one.right - one.left, one.bottom - one.top) > LARGE
    ]
    if len(large) > MOST_LARGE:
        return set(range(len(letters)))
    doubtful = _under_large(letters, large)
    run: list[int] = []
    for at, letter in enumerate(letters):
        if letter is None or letter.sign == "\n":
            run = []
            continue
        before = letters[run[-1]] if run else None
        run = [*run, at] if before and before[1:] == letter[1:] else [at]
        if len(run) > FROM_ONE_SIGN:
            doubtful.update(run)
        x, y = (letter.left + letter.right) // 2, (letter.top + letter.bottom) // 2
        for near in ((x // 32 + across, y // 32 + down) for across in (-1, 0, 1) for down in (-1, 0, 1)):
            for number in cells[near]:
                other = letters[number]
                assert other is not None
                if other.sign != letter.sign and number not in run and _meet(other, letter):
                    doubtful.update((number, at))
        cells[x // 32, y // 32].append(at)
    return doubtful


def _under_large(letters: list[_Letter | None], large: list[int]) -> set[int]:
    """Letters that share their place with a large one, whose middle may be far from theirs."""
    doubtful: set[int] = set()
    for number in large:
        over = letters[number]
        assert over is not None
        for at, letter in enumerate(letters):
            if letter and letter.sign not in ("\n", over.sign) and _meet(over, letter):
                doubtful.update((number, at))
    return doubtful


def _meet(one: _Letter, other: _Letter) -> bool:
    """Whether they share more than half of the smaller one."""
    wide = min(one.right, other.right) - max(one.left, other.left)
    high = min(one.bottom, other.bottom) - max(one.top, other.top)
    if wide <= 0 or high <= 0:
        return False
    sizes = ((letter.right - letter.left) * (letter.bottom - letter.top) for letter in (one, other))
    return 2 * wide * high > min(sizes)


def _lines(letters: list[_Letter | None]) -> list[Line]:
    lines: list[Line] = [[]]
    held: list[_Letter] = []
    for letter in [*letters, None]:
        if letter is not None and letter.sign != "\n":
            held.append(letter)
            continue
        if held:
            left, top = min(one.left for one in held), min(one.top for one in held)
            right, bottom = max(one.right for one in held), max(one.bottom for one in held)
            lines[-1].append(Word("".join(one.sign for one in held), left, top, right - left, bottom - top))
            held = []
        if letter is not None:
            lines.append([])
    return [line for line in lines if line]


def _inked(drawn: Image.Image, lines: list[Line]) -> tuple[int, int]:
    """In how many cells of the page something is drawn: where its words are, and elsewhere."""
    grey = drawn.convert("L")
    grey.thumbnail((1000, 1000))
    colours: Any = grey.getcolors(256) or [(0, 255)]
    ground: int = max(colours)[1]
    ink: Any = grey.point([255 * (abs(level - ground) > 60) for level in range(256)])
    scale = grey.width / drawn.width
    bare = ink.copy()
    brush = ImageDraw.Draw(bare)
    for word in (word for line in lines for word in line):
        box = (word.x - 2, word.y - 2, word.x + word.width + 2, word.y + word.height + 2)
        brush.rectangle([round(side * scale) for side in box], fill=0)
    all_cells, other = (_cells(one) for one in (ink, bare))
    return all_cells - other, other


def _cells(ink: Image.Image) -> int:
    high = max(1, _CELLS * ink.height // ink.width)
    return sum(
        _INKED < level < _SOLID for level in ink.resize((_CELLS, high), Image.Resampling.BOX).tobytes()
    )
