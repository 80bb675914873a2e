"""What typed words mean, without a database: forms, typing errors, order, the sentence that is shown."""

from datetime import date
from functools import lru_cache
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.kit.findable import Findable
from backend.rooms.finding.distance import SHORT, allowed, begins_like
from backend.rooms.finding.matching import Matches, matching, typed
from backend.rooms.finding.showing import beginning, pieces, sentence
from tests.drawing import LETTERS


def item(number: int, found: str, day: str = "2026-11-03") -> Findable:
    return Findable(
        UUID(int=number), "document", "documents.medical", date.fromisoformat(day), ("Dr L",), (), found
    )


def numbers(matches: Matches) -> list[int]:
    return [match.item.id.int for match in matches.found]


@pytest.mark.parametrize(
    ("asked", "word", "most", "like"),
    [
        ("ortophonique", "orthophonique", 2, True),  # left out
        ("orthophhonique", "orthophonique", 2, True),  # added
        ("ordonnamce", "ordonnance", 1, True),  # changed
        ("gneou", "genou", 1, True),  # two that changed places
        ("ortoph", "orthophoniste", 1, True),  # while it is typed
        ("genou", "hanche", 1, False),
        ("main", "maison", 1, False),
        ("ordonnance", "ordinateur", 2, False),
        ("genou", "gen", 1, False),
        ("kine", "kine", 0, False),  # none allowed: it is no error
    ],
)
def test_a_typing_error_is_a_letter_or_two(asked: str, word: str, most: int, like: bool) -> None:
    assert begins_like(asked, word, most) is like


@lru_cache(maxsize=100_000)
def _apart(one: str, other: str) -> int:
    """The restricted Damerau distance, as its definition says it: slow, and apart from what is tried."""
    if not one or not other:
        return len(one) + len(other)
    best = min(
        _apart(one[1:], other) + 1,
        _apart(one, other[1:]) + 1,
        _apart(one[1:], other[1:]) + (one[0] != other[0]),
    )
    if len(one) > 1 and len(other) > 1 and one[0] == other[1] and one[1] == other[0]:
        best = min(best, _apart(one[2:], other[2:]) + 1)
    return best


@given(st.text("abc", min_size=1, max_size=8), st.text("abc", max_size=10), st.integers(1, 2))
def test_it_is_the_distance_to_some_beginning(asked: str, word: str, most: int) -> None:
    nearest = min(_apart(asked, word[:n]) for n in range(len(word) + 1))
    long = len(asked) < SHORT and len(word) > len(asked) + most
    assert begins_like(asked, word, most) is (nearest <= most and not long)


def test_short_words_are_taken_as_they_stand() -> None:
    assert [allowed("a" * n) for n in (3, 4, 7, 8)] == [0, 1, 1, 2]
    items = [item(1, "irm"), item(2, "bras"), item(3, "ira")]
    assert numbers(matching(typed("irn"), items)) == []
    assert numbers(matching(typed("brax"), items)) == [2]


def test_a_word_found_as_it_stands_brings_no_guess_unless_it_is_long() -> None:
    items = [item(1, "bain"), item(2, "main"), item(3, "ordonance"), item(4, "ordonnance")]
    assert numbers(matching(typed("main"), items)) == [2]
    assert numbers(matching(typed("ordonance"), items)) == [3, 4]  # whoever wrote it may have slipped: after


def test_among_very_many_words_an_error_is_not_looked_for_in_the_first_letter(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    items = [item(1, "ordonnance"), item(2, "bain")]
    assert numbers(matching(typed("urdonnance"), items)) == [1]
    monkeypatch.setattr("backend.rooms.finding.matching.MOST_GUESSED", 1)
    assert numbers(matching(typed("urdonnance"), items)) == []
    assert numbers(matching(typed("ordomance"), items)) == [1]


def test_all_the_words_then_the_most_of_them() -> None:
    items = [item(1, "bilan||orthophonie"), item(2, "bilan"), item(3, "compte rendu")]
    assert numbers(matching(typed("bilan orthophonie"), items)) == [1]
    some = matching(typed("bilan lyon"), items)
    assert (numbers(some), some.partial) == ([2, 1], True)
    none = matching(typed("lyon paris"), items)
    assert (none.found, none.partial) == ([], False)


def test_what_says_nothing_by_itself_leaves_nothing_out() -> None:
    items = [item(1, "bilan de~ marche~march"), item(2, "bilan marche~march"), item(3, "de~ ete~")]
    assert numbers(matching(typed("bilan de~ marche~march"), items)) == [1, 2]
    assert numbers(matching(typed("ete~"), items)) == [3]


def test_the_title_goes_before_the_note_and_the_word_before_its_forms() -> None:
    items = [
        item(1, "lettre||genou"),
        item(2, "genoux~genou~genoux", "2020-01-01"),
        item(3, "genou", "2019-01-01"),
        item(4, "genouillere~genouiller"),
    ]
    assert numbers(matching(typed("genou"), items)) == [3, 2, 4, 1]


def test_nothing_to_look_through_finds_nothing() -> None:
    assert matching(typed("genou"), []).found == []


def test_a_word_is_shown_in_its_sentence_as_it_was_written() -> None:
    note = "Vu en consultation. L’orthèse du GENOU droit est trop courte ! Revoir à Noël."
    shown = sentence(note, frozenset({"genou", "orthese"}))
    assert "".join(p.text for p in shown) == "L’orthèse du GENOU droit est trop courte !"
    assert [p.text for p in shown if p.found] == ["orthèse", "GENOU"]
    assert sentence(note, frozenset({"hanche"})) == []
    assert [p.text for p in beginning(note)] == ["Vu en consultation."]
    long = "mot " * 100 + "genou" + " fin" * 100
    cut = "".join(p.text for p in sentence(long, frozenset({"genou"})))
    assert len(cut) < 230
    assert cut.startswith("… mot mot")
    assert cut.endswith("fin fin …")


@given(st.text(LETTERS, max_size=200), st.sets(st.text(LETTERS, max_size=5)))
def test_nothing_of_the_text_is_lost(text: str, found: set[str]) -> None:
    assert "".join(piece.text for piece in pieces(text, frozenset(found))) == text
