"""The check that every statement on a notebook's items asks whether they are hidden: it passes, and finds what is seeded."""

from pathlib import Path

import pytest

from tools.masked import faults_in, main

ROOMS = Path(__file__).parents[2] / "backend" / "rooms"


def _names(text: str) -> list[str]:
    return [fault.function for fault in faults_in(Path("queries.py"), text)]


def test_the_house_passes() -> None:
    assert main(ROOMS) == 0


@pytest.mark.parametrize(
    ("file", "asked", "function"),
    [
        ("captures/queries.py", " AND {unmasked('c.id', 3)}", "capture"),
        ("captures/queries.py", ' AND {unmasked("c.id", 6)}', "months"),
        ("documents/queries.py", " AND {unmasked('d.id', 5)} GROUP", "counts"),
        ("agenda/queries.py", " AND {unmasked('i.id', 4)}", "coming"),
        ("audit/queries.py", ' AND {unmasked("trace.item_id", 6)}\n        ORDER BY at DESC', "since"),
        ("uploads/closing_queries.py", 'AND {unmasked("r.id", 2)}', "count"),
    ],
)
def test_a_condition_that_is_taken_away_is_found(file: str, asked: str, function: str) -> None:
    text = (ROOMS / file).read_text("utf-8")
    assert asked in text
    assert function in _names(text.replace(asked, " " + asked.split("}")[-1]))


def test_the_one_that_it_resembles_is_asked_about_too() -> None:
    text = (ROOMS / "captures/queries.py").read_text("utf-8")
    asked = '\n        AND {unmasked("d.id", first)}'
    assert asked in text
    assert {"capture", "page", "every", "bin_of"} <= set(_names(text.replace(asked, "")))


def test_a_new_statement_without_it_is_found_wherever_it_stands() -> None:
    plain = 'async def named(carnet_id):\n    return await fetch("SELECT note FROM capture WHERE carnet_id = $1", carnet_id)\n'
    assert _names(plain) == ["named"]
    assert _names(plain.replace("FROM capture", "FROM capture AS c")) == ["named"]
    assert (
        _names(plain.replace("    return", "    # sees all: the album of the demonstration\n    return"))
        == []
    )
    assert _names(plain.replace("    return", "    # sees all: why\n    return")) == ["named"]
    another = plain.replace(
        'fetch("SELECT note FROM capture WHERE',
        "fetch(f\"SELECT note FROM capture c WHERE {unmasked('d.id', 2)} AND",
    )
    assert _names(another) == ["named"]
    assert _names(another.replace("'d.id'", "'c.id'")) == []


def test_a_table_after_a_comma_is_read_too() -> None:
    listed = "async def both(id):\n    return await fetch(f\"SELECT c.id, trace FROM capture c, document AS d WHERE {unmasked('c.id', 1)}\", id)\n"
    assert _names(listed) == ["both"]
    assert _names(listed.replace("document AS d", "person d")) == []
    assert _names(listed.replace("capture c, document AS d", "person p, capture c")) == []
    assert _names(
        listed.replace("capture c, document AS d", "person p, trace c").replace("c.id', 1", "d.id', 1")
    ) == ["both"]


def test_writing_reads_nothing() -> None:
    text = 'async def bin(id):\n    await fetch("UPDATE capture SET deleted_at = $2 WHERE id = $1", id)\n    await fetch("DELETE FROM agenda_item WHERE id = $1", id)\n'
    assert _names(text) == []
