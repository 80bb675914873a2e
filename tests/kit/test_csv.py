"""A table for a spreadsheet computes nothing (ASVS 5.0, 1.2.10) and reads back as it was."""

import csv

import pytest

from backend.kit.csv import cell, table

FORMULAS = [
    "=1+1",
    "+33 6",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\n=1",
    "\0=1",
    "＝1+1",
    " =1",
    "\u00a0@x",
    "=cmd|' /C calc'!A0",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_what_looks_like_a_formula_is_a_text(text: str) -> None:
    (row,) = csv.reader([cell(text, ";")], delimiter=";")
    assert row[0].startswith("'")


@pytest.mark.parametrize("text", ["", "Karim", "a;b", "a,b", 'dit "oui"', "deux\r\nlignes", "1 = 1", "l’été"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_what_is_written_is_read(text: str, language: str) -> None:
    made = table(["a", "b"], [[text, "fin"]], language=language)
    assert made.startswith(b"\xef\xbb\xbf")
    read = list(
        csv.reader(
            made.decode("utf-8-sig").splitlines(keepends=True), delimiter=";" if language == "fr" else ","
        )
    )
    assert read == [["a", "b"], [text, "fin"]]
    assert made.endswith(b"\r\n")


def test_a_number_of_ours_stays_one_below_zero_too():
    rows = [[-12.0, 3, None, "-2"]]
    assert table(["a"], rows, language="fr").decode("utf-8-sig").splitlines()[1] == "-12,00;3;;'-2"
    assert table(["a"], rows, language="en").decode("utf-8-sig").splitlines()[1] == "-12.00,3,,'-2"
