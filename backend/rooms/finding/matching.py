"""Which items the words that were typed mean, best first. Pure: it knows nothing but the items that it is given, which are those
that one person may see. So no word of anything else can change an answer, a count or a guess at a typing error.

A word of an item is written `folded~stem~stem`, as `find_word` of the database makes it.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from backend.kit.findable import Findable
from backend.rooms.finding.distance import allowed, begins_like

EXACT, SAME_STEM, BEGINS, SLIP = 8, 6, 5, 2
FIELDS = (8, 4, 2, 1)
"""What a word is worth in each field of an item, most telling first."""
MOST_WORDS = 12
LONG = 8
"""Letters from which a word is also looked for with one error when it is found as it stands: whoever wrote it may have slipped."""

MOST_GUESSED = 20_000
"""Words among which an error is looked for wherever it is; among more, only in those that begin with the same letter."""


class Word(NamedTuple):
    """`empty`: it says nothing by itself (« de », « été »): nothing is left out for its lack."""

    folded: str
    stems: frozenset[str]
    empty: bool


class Match(NamedTuple):
    item: Findable
    score: int
    missing: int
    """How many of the words that count it does not have."""


class Matches(NamedTuple):
    """`words`: folded, those of the items for which what was typed stands. `partial`: nothing has all that was typed."""

    found: list[Match]
    words: frozenset[str]
    partial: bool


@lru_cache(maxsize=65_536)
def word(written: str) -> Word:
    folded, *stems = written.split("~")
    return Word(folded, frozenset(stem for stem in stems or [folded] if stem), stems == [""])


def typed(words: str) -> list[Word]:
    """words: what `find_words` made of what was typed."""
    return [word(written) for written in words.split()][:MOST_WORDS]


def meanings(asked: Word, vocabulary: Iterable[str]) -> dict[str, int]:
    """Of the words there are, as written, those that a typed one means, with what each is worth."""
    found: dict[str, int] = {}
    others: list[str] = []
    for written in vocabulary:
        known = word(written)
        if known.folded == asked.folded:
            found[written] = EXACT
        elif asked.stems & known.stems:
            found[written] = SAME_STEM
        elif len(asked.folded) > 1 and known.folded.startswith(asked.folded):
            found[written] = BEGINS
        else:
            others.append(written)
    if found and len(asked.folded) < LONG:
        return found
    most = 1 if found else allowed(asked.folded)
    if found or len(others) > MOST_GUESSED:
        others = [written for written in others if written[0] == asked.folded[0]]
    return found | {w: SLIP for w in others if begins_like(asked.folded, word(w).folded, most)}


def matching(asked: Sequence[Word], items: Sequence[Findable]) -> Matches:
    """With every word that counts; else, when nothing has them all, what has the most of them."""
    fields = [[frozenset(field.split()) for field in item.found.split("|")] for item in items]
    vocabulary = frozenset[str]().union(*(words for item in fields for words in item))
    needed = [one for one in asked if not one.empty] or list(asked)
    wanted = [(one in needed, meanings(one, vocabulary)) for one in asked]
    found = [_match(item, words, wanted) for item, words in zip(items, fields, strict=True)]
    fewest = min((match.missing for match in found), default=len(needed))
    kept = [match for match in found if match.missing == fewest < len(needed)]
    kept.sort(key=lambda match: (match.score, match.item.day, match.item.id), reverse=True)
    return Matches(
        found=kept,
        words=frozenset(word(written).folded for _, means in wanted for written in means),
        partial=bool(kept) and fewest > 0,
    )


def _match(item: Findable, fields: list[frozenset[str]], wanted: list[tuple[bool, dict[str, int]]]) -> Match:
    score = missing = 0
    for needed, means in wanted:
        best = 0
        for worth, words in zip(FIELDS, fields, strict=False):
            if not means.keys().isdisjoint(words):
                best = max(best, worth * max(means[written] for written in means.keys() & words))
        score += best
        missing += needed and not best
    return Match(item, score, missing)
