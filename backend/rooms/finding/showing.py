"""What was found, in its sentence: the text as it was written, cut where sentences end, with the words found set apart. Pure."""

import re
from collections.abc import Iterable

from backend.kit.findable import Told
from backend.kit.words import words_in
from backend.rooms.finding.schemas import Piece

BEFORE, AFTER = 70, 130
"""Letters kept on either side of the first word found, in a sentence that is longer."""
_END = re.compile(r"(?<=[.!?…])\s+|\n+")


def pieces(text: str, found: frozenset[str]) -> list[Piece]:
    """The whole text, in order."""
    made: list[Piece] = []
    at = 0
    for start, end in _places(text, found):
        if start > at:
            made.append(Piece(text[at:start]))
        made.append(Piece(text[start:end], True))
        at = end
    if at < len(text):
        made.append(Piece(text[at:]))
    return made


def sentence(text: str, found: frozenset[str]) -> list[Piece]:
    """The first sentence that holds a word found; of a long one, what is around it. Empty when none does."""
    for one in map(str.strip, _END.split(text)):
        first = next(iter(_places(one, found)), None)
        if first is not None:
            return pieces(_around(one, *first), found)
    return []


def first_page(told: Told, found: frozenset[str]) -> tuple[list[Piece], int | None, bool] | None:
    """Of what is written inside, the sentence with a word that neither the title nor the author has, else with any; the number of its
    page, and whether it was read from a picture. None when no page holds one."""
    outside = {folded for text in (told.title, told.by) for _, _, folded in words_in(text)}
    for wanted in (found - outside, found):
        for page in told.pages:
            # A line of print is no sentence: what stands around the word is shown, whichever lines it is on.
            text = " ".join(page.text.split())
            if shown := sentence(text, wanted):
                return _all_marked(shown, found), page.number, page.recognised
    return None


def _all_marked(shown: list[Piece], found: frozenset[str]) -> list[Piece]:
    return pieces("".join(piece.text for piece in shown), found)


def beginning(text: str) -> list[Piece]:
    """The first sentence, for what has no title."""
    first = next((one.strip() for one in _END.split(text) if one.strip()), "")
    return [Piece(_around(first, 0, 0))] if first else []


def _places(text: str, found: frozenset[str]) -> Iterable[tuple[int, int]]:
    return ((start, end) for start, end, folded in words_in(text) if folded in found)


def _around(text: str, start: int, end: int) -> str:
    """Cut between words."""
    low, high = max(0, start - BEFORE), min(len(text), end + AFTER)
    if low:
        low = min(text.find(" ", low, start) + 1 or low, start)
    if high < len(text):
        high = max(text.rfind(" ", end, high), end) if text.rfind(" ", end, high) > 0 else high
    return ("… " if low else "") + text[low:high].strip() + (" …" if high < len(text) else "")
