"""What an entry may say, on which day it stands, and when an alert holds: pure rules, and the description they come from."""

from datetime import UTC, date, datetime, timedelta
from typing import get_args
from uuid import uuid4

import pytest

from backend.rooms.journal.alerts import Noted, holds, most_in_a_day
from backend.rooms.journal.content import (
    EntryContent,
    EntryKind,
    cleaned,
    day_noted,
    decode,
    fault_of,
    said_in,
    tag_of,
)
from backend.rooms.journal.glance import days_of
from backend.rooms.journal.kinds import KINDS, PROPOSED, SleepEntry
from backend.rooms.journal.schemas import EntryView
from backend.rooms.sheets.described import fields_of
from backend.rooms.sheets.schemas import HabitPerson

NOON = datetime(2026, 11, 20, 11, tzinfo=UTC)


def fault(content: object, ended: datetime | None = None, *, base: bool = False) -> str | None:
    found = fault_of(cleaned(decode(content)), NOON, ended, dess_base=base)  # type: ignore[arg-type]
    return found[0] if found else None


def test_the_kinds_are_named_once_in_both_languages_and_none_presets_anything() -> None:
    tags = [kind.tag for kind in KINDS]
    assert tags == list(get_args(EntryKind)) == [tag_of(one) for one in get_args(EntryContent)]
    assert set(PROPOSED) <= set(tags)
    for kind in KINDS:
        for one in fields_of(kind):
            assert all(one.label), (kind.tag, one.name)
            assert all(all(words) for words in one.choices.values()), (kind.tag, one.name)
        for one in kind.type.__struct_fields__[
            len(kind.type.__struct_fields__) - len(kind.type.__struct_defaults__) :
        ]:
            assert getattr(_bare(kind.type), one) in ("", None, []), (kind.tag, one)


def _bare(type: type) -> object:
    needed = {"celsius": 37.0, "what": "x", "name": "x", "text": "x", "photo": uuid4()}
    return type(**{n: needed[n] for n in type.__struct_fields__ if n in needed})


@pytest.mark.parametrize(
    ("content", "field"),
    [
        ({"kind": "meal"}, "content.amount"),
        ({"kind": "meal", "amount": "half"}, None),
        ({"kind": "meal", "note": "  \u200b "}, "content.amount"),
        ({"kind": "seizure"}, None),
        ({"kind": "note", "text": " "}, "content.text"),
        ({"kind": "pain", "seen": "none"}, None),
        ({"kind": "pain", "signs": ["raide", "raide"]}, None),
        ({"kind": "pain", "seen": "none", "signs": ["raide"]}, "content.signs"),
        ({"kind": "pain", "flacc": 4}, "content.trained"),
        ({"kind": "pain", "flacc": 4, "trained": "yes"}, None),
        ({"kind": "pain", "dess": 6, "trained": "yes"}, "content.dess"),
    ],
)
def test_what_has_to_be_put_right(content: dict[str, object], field: str | None) -> None:
    assert fault(content) == field


def test_san_salvadour_once_the_base_file_exists() -> None:
    assert fault({"kind": "pain", "dess": 6, "trained": "yes"}, base=True) is None


@pytest.mark.parametrize(
    ("ended", "field"),
    [
        (timedelta(hours=9), None),
        (timedelta(), None),
        (timedelta(minutes=-1), "ended_at"),
        (timedelta(hours=37), "ended_at"),
    ],
)
def test_an_end_comes_after_its_beginning(ended: timedelta, field: str | None) -> None:
    assert fault({"kind": "sleep"}, NOON + ended) == field


def test_a_night_is_on_the_sheet_of_the_morning_after() -> None:
    evening, morning = datetime(2026, 11, 19, 20, 10, tzinfo=UTC), datetime(2026, 11, 20, 5, 30, tzinfo=UTC)
    assert day_noted(decode({"kind": "sleep"}), evening, morning) == date(2026, 11, 20)
    assert day_noted(decode({"kind": "sleep"}), evening, None) == date(2026, 11, 19)
    # Half past midnight in France is still the evening before in UTC.
    late = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)
    assert day_noted(decode({"kind": "seizure"}), late, None) == date(2026, 11, 20)


def test_said_in_words() -> None:
    given = decode(
        {"kind": "treatment", "name": "Baclofène", "outcome": "given", "line": str(uuid4()), "due": "13:00"}
    )
    assert said_in(given, "fr") == [("Médicament", "Baclofène"), ("Comment", "donné"), ("Prévu à", "13:00")]
    assert said_in(decode({"kind": "temperature", "celsius": 38.5}), "fr") == [
        ("Température", "38,5\u202f°C")
    ]


def _slept(hours: tuple[float, float | None], wakings: int | None = None) -> EntryView:
    """Hours from the midnight before NOON."""
    begin, end = hours
    night = datetime(2026, 11, 20, tzinfo=UTC)
    return EntryView(
        id=uuid4(),
        version=uuid4(),
        content=SleepEntry(wakings=wakings),
        day=NOON.date(),
        happened_at=night + timedelta(hours=begin),
        ended_at=night + timedelta(hours=end) if end is not None else None,
        author=HabitPerson(uuid4(), "Anne"),
        noted_at=None,
        written_at=NOON,
        versions=1,
        changed_at=None,
        to_check=False,
        removed_at=None,
        removed_by="",
    )


@pytest.mark.parametrize(
    ("sleeps", "minutes", "wakings"),
    [
        ([_slept((-3, 6.5), 1), _slept((-2.5, 7), 2)], 600, 2),
        ([_slept((-3, 6), 1), _slept((13, 14), 1)], 600, 2),
        ([_slept((-3, None), 1), _slept((-3, 6))], 540, 1),
        ([_slept((6, None))], None, None),
    ],
)
def test_one_night_noted_by_two_carers_is_one_night(
    sleeps: list[EntryView], minutes: int | None, wakings: int | None
) -> None:
    (day,) = days_of(sleeps, NOON.date(), NOON.date())
    assert (day.sleep_minutes, day.wakings, day.noted) == (minutes, wakings, len(sleeps))


def test_the_most_in_any_24_hours_that_hold_a_moment() -> None:
    moments = [NOON + timedelta(hours=h) for h in (-30, -20, 0, 3, 24)]
    assert most_in_a_day(moments, NOON) == 3
    assert most_in_a_day(moments, NOON + timedelta(hours=24)) == 2
    assert most_in_a_day([], NOON) == 0


@pytest.mark.parametrize(
    ("rule", "threshold", "noted", "set_days_ago", "expected"),
    [
        ("no_stool", 3, Noted(last_stool=NOON - timedelta(days=3), last_written=NOON, seizures=0), 30, True),
        (
            "no_stool",
            3,
            Noted(last_stool=NOON - timedelta(days=2, hours=23), last_written=NOON, seizures=0),
            30,
            False,
        ),
        # Nothing counts as missing before somebody asked for it.
        ("no_stool", 3, Noted(last_stool=None, last_written=None, seizures=0), 2, False),
        ("no_stool", 3, Noted(last_stool=None, last_written=None, seizures=0), 3, True),
        ("seizures", 3, Noted(last_stool=None, last_written=NOON, seizures=2), 0, False),
        ("seizures", 3, Noted(last_stool=None, last_written=NOON, seizures=3), 0, True),
        ("silence", 12, Noted(last_stool=None, last_written=NOON - timedelta(hours=12), seizures=0), 9, True),
        (
            "silence",
            12,
            Noted(last_stool=None, last_written=NOON - timedelta(hours=11), seizures=0),
            9,
            False,
        ),
    ],
)
def test_when_an_alert_holds(
    rule: str, threshold: int, noted: Noted, set_days_ago: int, expected: bool
) -> None:
    assert holds(rule, threshold, noted, set_at=NOON - timedelta(days=set_days_ago), at=NOON) is expected
