"""What is taken until a text that is to come begins: each case would tell a doctor a wrong dose, or none."""

from datetime import UTC, date, datetime
from uuid import UUID, uuid4

import msgspec

from backend.rooms.sheets.queries import Row
from backend.rooms.sheets.succession import formers

TODAY = date(2026, 11, 21)
ANNE, MARC = uuid4(), uuid4()


class Line:
    """Versions of one place, each over those that it names."""

    def __init__(self) -> None:
        self.rows: dict[UUID, Row] = {}

    def write(
        self,
        amount: int | None,
        *over: Row,
        by: UUID = ANNE,
        at: str = "2026-11-21T09:00",
        noted: str = "",
        **more: str,
    ) -> Row:
        told = {"kind": "treatment", "name": "Dépakine", "amount": amount, "unit": "mg", **more}
        row: Row = {
            "id": uuid4(),
            "kind": "treatment",
            "content": msgspec.json.encode(told).decode() if amount else None,
            "author_id": by,
            "written_at": datetime.fromisoformat(at).replace(tzinfo=UTC),
            "noted_at": datetime.fromisoformat(noted).replace(tzinfo=UTC) if noted else None,
            "bases": [one["id"] for one in over],
        }
        self.rows[row["id"]] = row
        return row

    def told(self, *heads: Row) -> list[tuple[float, str]]:
        found = formers(heads, self.rows, TODAY)
        return [(one.content.amount or 0, str(one.last)) for one in found]


def test_a_new_dose_that_is_put_right_to_begin_on_monday_was_never_taken() -> None:
    line = Line()
    old = line.write(5, at="2026-10-01T09:00")
    typed = line.write(10, old)
    assert line.told(line.write(10, typed, at="2026-11-21T09:05", since="2026-11-23")) == [(5, "2026-11-22")]
    # Of a line that is new altogether, nothing was.
    new = line.write(10)
    assert line.told(line.write(10, new, at="2026-11-21T09:05", since="2026-11-23")) == []
    # Another dose, another person, another day: the one before is what is taken.
    for more in ({"by": MARC}, {"at": "2026-11-22T09:00"}):
        assert line.told(line.write(10, typed, since="2026-12-23", **more)) == [(10, "2026-12-22")]  # type: ignore[arg-type]
    assert line.told(line.write(15, typed, since="2026-11-23")) == [(10, "2026-11-22")]


def test_its_own_end_is_the_last_day_where_it_is_sooner() -> None:
    line = Line()
    course = line.write(5, at="2026-11-01T09:00", until="2026-11-28")
    assert line.told(line.write(6, course, since="2026-12-10")) == [(5, "2026-11-28")]
    stopping = line.write(5, at="2026-11-01T09:00", stopped_on="2026-12-01")
    assert line.told(line.write(6, stopping, since="2026-12-10")) == [(5, "2026-11-30")]


def test_a_phone_whose_clock_is_months_late_makes_nothing_vanish() -> None:
    line = Line()
    old = line.write(5, at="2026-10-01T09:00", since="2026-10-01")
    late = line.write(6, old, noted="2026-05-01T09:00", since="2026-12-01")
    assert line.told(late) == [(5, "2026-11-30")]


def test_a_text_that_holds_beside_one_to_come_is_not_replaced_by_an_older_one() -> None:
    line = Line()
    old = line.write(5, at="2026-10-01T09:00")
    now = line.write(8, old, stopped_on="2026-12-01")
    coming = line.write(9, old, by=MARC, since="2026-12-10")
    assert line.told(now, coming) == []


def test_what_one_of_two_stopped_is_not_given_again_when_they_are_settled() -> None:
    line = Line()
    old = line.write(5, at="2026-10-01T09:00")
    coming = line.write(6, old, since="2026-12-01")
    for gone in (line.write(None, old, by=MARC), line.write(5, old, by=MARC, stopped_on="2026-11-20")):
        assert line.told(line.write(6, gone, coming, since="2026-12-01")) == []
