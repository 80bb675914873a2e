"""Doses as whoever takes over is told of them: each taking once, at the moment that it was for. Every case is one that would harm."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import uuid4

from backend.kit.days import ZONE
from backend.rooms.journal.kinds import GivenEntry
from backend.rooms.relay.dosing import Span, Taking, doses, reaches_back
from backend.rooms.relay.schemas import RelayDose
from backend.rooms.relay.window import day_from, doses_from, giving_until
from backend.rooms.sheets.kinds.medication import TreatmentLine
from backend.rooms.sheets.treatments import Treatment

PLACE = str(uuid4())


def france(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


def line(*times: str, **more: object) -> TreatmentLine:
    return TreatmentLine(name="Valproate", amount=10, unit="mg", times=list(times), **more)  # type: ignore[arg-type]


def given(
    at: str,
    due: str = "",
    outcome: str = "given",
    amount: str = "",
    place: str = PLACE,
    due_on: date | None = None,
) -> Taking:
    entry = GivenEntry(
        name="Valproate",
        outcome=outcome,  # type: ignore[arg-type]
        due=due,
        due_on=due_on,
        amount=amount,
        line=place,
    )
    return Taking(id=uuid4(), at=france(at), by="Anne", given=entry)


def told(
    now: str, lines: list[TreatmentLine], *takings: Taking, began: str = "2026-01-01 00:00"
) -> list[RelayDose]:
    at = france(now)
    treatments = [Treatment(PLACE, lines, len(lines) > 1, france(began))] if lines else []
    span = Span(begins=doses_from(at), back=day_from(at), at=at, until=giving_until(at))
    rows, shown = doses(treatments, takings, span, "fr")
    reach = min(day_from(at), reaches_back(treatments, at))
    assert shown == {one.id for one in takings if one.at >= reach}, "nothing that was swallowed is lost"
    return rows


def hours(rows: list[RelayDose]) -> list[tuple[str, str]]:
    return [(f"{one.at.astimezone(ZONE):%d %H:%M}" if one.at else "", one.state) for one in rows]


def test_on_the_days_when_the_clock_changes_each_dose_stands_once() -> None:
    both = [line("08:00", "20:00")]
    assert hours(told("2026-03-29 06:30", both)) == [
        ("29 08:00", "due"),
        ("29 20:00", "due"),
        ("30 08:00", "due"),
    ]
    assert hours(told("2026-03-28 23:45", both, began="2026-03-28 23:30")) == [("29 08:00", "due")]
    assert hours(told("2026-10-25 00:30", both, began="2026-10-25 00:10")) == [("25 08:00", "due")]
    assert hours(told("2026-10-25 11:00", both)) == [
        ("25 08:00", "late"), ("25 20:00", "due"), ("26 08:00", "due"),
    ]  # fmt: skip


def test_a_dose_is_of_its_last_hour_unless_the_next_is_near() -> None:
    """As on the daily sheet (pwa/src/rooms/journal/takings.test.ts)."""
    assert given("2026-11-20 08:00", "20:00").meant == france("2026-11-19 20:00")
    assert given("2026-11-20 20:30", "08:00").meant == france("2026-11-20 08:00"), "noted in the evening"
    assert given("2026-11-20 13:59", "20:00").meant == france("2026-11-19 20:00")
    assert given("2026-11-20 14:00", "20:00").meant == france("2026-11-20 20:00")
    assert given("2026-11-20 13:30", "20:00", due_on=date(2026, 11, 20)).meant == france("2026-11-20 20:00")


def test_six_hours_pass_before_it_on_the_nights_when_the_clocks_change_too() -> None:
    """As the phone counts them, of the same moments."""

    def meant(at: str) -> datetime | None:
        return replace(given("2026-11-20 08:00", "08:00"), at=datetime.fromisoformat(at)).meant

    assert meant("2026-10-25T00:30:00Z") == france("2026-10-24 08:00")
    assert meant("2026-10-25T01:30:00Z") == france("2026-10-25 08:00")
    assert meant("2026-03-28T23:30:00Z") == france("2026-03-28 08:00")
    assert meant("2026-03-29T00:30:00Z") == france("2026-03-29 08:00")


def test_a_dose_given_after_midnight_is_that_of_the_evening() -> None:
    evening = [line("23:00")]
    late = given("2026-11-22 00:10", "23:00")
    assert hours(told("2026-11-22 00:30", evening, late)) == [("21 23:00", "noted")]
    tonight = told("2026-11-22 21:00", evening, late)
    assert hours(tonight) == [("22 23:00", "due"), ("", "besides")]


def test_what_no_row_asks_for_is_told_all_the_same() -> None:
    """Its hour was moved, it was stopped, or its line was taken away."""
    moved = told("2026-11-21 21:00", [line("19:00")], given("2026-11-21 20:00", "20:00"))
    assert hours(moved) == [("21 19:00", "late"), ("", "besides")]
    stopped = [line("08:00", stopped_on=france("2026-11-21 00:00").date())]
    assert hours(told("2026-11-21 21:00", stopped, given("2026-11-21 08:00", "08:00"))) == [("", "besides")]
    assert hours(told("2026-11-21 21:00", [], given("2026-11-21 08:00", "08:00"))) == [("", "besides")]
    unsaid = told("2026-11-21 21:00", [line("20:00")], given("2026-11-21 20:05"))
    assert hours(unsaid) == [("21 20:00", "late"), ("", "besides")]


def test_what_has_no_hour_tells_its_last_as_long_as_it_must_be_kept_apart() -> None:
    needed = [line(apart_hours=8, schedule="si crise")]
    (row,) = told("2026-11-22 06:05", needed, given("2026-11-21 23:50"))
    assert (row.state, row.given, row.apart_hours) == ("no_hour", True, 8)
    (row,) = told("2026-11-21 21:00", [line(apart_hours=30)], given("2026-11-20 16:00"))
    assert row.noted_at == france("2026-11-20 16:00")
    # a refusal does not undo what was swallowed before it
    (row,) = told(
        "2026-11-21 20:00", needed, given("2026-11-21 18:00"), given("2026-11-21 19:30", outcome="refused")
    )
    assert (row.given, row.swallowed, row.others) == (True, 1, ["refusé"])


def test_two_texts_are_one_row_and_what_was_given_is_said_as_it_was() -> None:
    two = [line("20:00"), TreatmentLine(name="Valproate", amount=5, unit="mg", times=["20:00"])]
    (row,) = told("2026-11-21 19:00", two)[:1]
    assert (row.dose, row.doubt) == ("10 mg ou 5 mg", True)
    (row,) = told("2026-11-21 21:00", [line("20:00")], given("2026-11-21 20:00", "20:00", amount="5 mg"))[:1]
    assert row.outcome == "donné · 5 mg"
    twice = told(
        "2026-11-21 21:00",
        [line("20:00")],
        given("2026-11-21 20:00", "20:00"),
        given("2026-11-21 20:40", "20:00"),
    )
    assert twice[0].swallowed == 2


def test_before_it_was_written_and_after_its_last_day_nothing_is_asked_for() -> None:
    day = france("2026-11-21 00:00").date()
    assert hours(told("2026-11-21 21:00", [line("20:00")], began="2026-11-21 20:30")) == []
    assert hours(told("2026-11-21 21:00", [line("20:00", until=day)])) == [("21 20:00", "late")]
    assert hours(told("2026-11-21 21:00", [line("22:00", since=day + timedelta(days=1))])) == []
