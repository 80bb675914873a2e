import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.rooms.emergency.cleaning import clean, dial
from tests.drawing import LETTERS


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Pénicilline ", "Pénicilline"),
        ("e\u0301", "é"),
        ("e\u200b\u0301", "é"),
        ("a\u202eb\u2066c\u200bd\ufeffe", "abcde"),
        ("un\r\ndeux\n\n\n\ntrois", "un deux trois"),
        ("a\x00\x1b[31mb", "a[31mb"),
        ("5\u202fmg", "5\u202fmg"),
        ("\u3164\u2800", ""),
        ("a" + "\u0301" * 30, "á" + "\u0301" * 3),
        ("עברית", "עברית"),
    ],
)
def test_on_one_line(typed: str, kept: str):
    assert clean(typed) == kept


def test_line_breaks_are_kept_where_there_may_be_several_lines():
    assert clean("un \r\n deux\n\n\n\ntrois\u2028quatre", lines=True) == "un\ndeux\n\ntrois\nquatre"


@given(st.text(LETTERS, max_size=200), st.booleans())
def test_cleaning_twice_changes_nothing_and_leaves_no_control(text: str, lines: bool):
    once = clean(text, lines=lines)
    assert clean(once, lines=lines) == once
    assert len(once) <= len(unicodedata.normalize("NFC", text))
    assert all(unicodedata.category(letter)[0] != "C" or letter == "\n" for letter in once)
    assert lines or "\n" not in once


@pytest.mark.parametrize(
    ("typed", "dialled"),
    [
        ("06 12 34 56 78", "+33612345678"),
        ("+41 22 123 45 67", "+41221234567"),
        ("15", "15"),
        ("(0)4.00.00.00.03", "+33400000003"),
        ("", ""),
    ],
)
def test_numbers_to_dial(typed: str, dialled: str):
    assert dial(typed) == dialled
