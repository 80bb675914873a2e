"""Text is kept as it was typed, but for what cannot be seen."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.kit import cleaning
from backend.kit.cleaning import clean, tidy
from tests.drawing import LETTERS


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" a\u202eb\r\nc\x00 ", "ab\nc"),
        ("un\u2028deux\rtrois\n\n\nquatre", "un\ndeux\ntrois\n\n\nquatre"),
        ("👨‍👩‍👧 🩷 🏳️‍🌈", "👨‍👩‍👧 🩷 🏳️‍🌈"),
        ("e\u0301te\u0301", "été"),
        ("e\u2060\u0301", "é"),
        ("5\u202fmg\tmatin", "5\u202fmg\tmatin"),
        ("\ufeff\u2066\x1b", ""),
    ],
)
def test_what_is_kept(typed: str, kept: str) -> None:
    assert tidy(typed) == kept


@given(st.text(LETTERS, max_size=200))
def test_twice_is_once_and_every_database_holds_it(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    assert "\x00" not in once
    once.encode()


PLAIN = [chr(n) for n in range(0x10000) if cleaning._PLAIN.fullmatch(chr(n))]


@given(st.text(st.sampled_from(PLAIN), max_size=12), st.booleans())
def test_what_stands_as_it_is_would_be_kept_letter_by_letter(text: str, lines: bool) -> None:
    assert clean(text, lines=lines) == cleaning._clean(text, lines=lines)


def test_each_of_them_alone_and_beside_a_letter() -> None:
    assert len(PLAIN) > 300
    for one in PLAIN:
        assert clean(f"e{one}e") == cleaning._clean(f"e{one}e", lines=False)
        assert clean(one) == cleaning._clean(one, lines=False)
