"""Wall time and lead times, across both changes of the hour, months of every length, and 29 February."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.rooms.agenda import leads
from backend.rooms.agenda.wall import exists, instant, known_zone

PARIS = "Europe/Paris"


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(
    ("wall", "moment"),
    [
        (datetime(2026, 7, 1, 14, 30), utc(2026, 7, 1, 12, 30)),
        (datetime(2026, 12, 1, 14, 30), utc(2026, 12, 1, 13, 30)),
        # 2 h 30 comes twice on 25 October 2026: the first.
        (datetime(2026, 10, 25, 2, 30), utc(2026, 10, 25, 0, 30)),
        # 2 h 30 does not come on 29 March 2026: 3 h 30.
        (datetime(2026, 3, 29, 2, 30), utc(2026, 3, 29, 1, 30)),
    ],
)
def test_the_moment_of_a_wall_time(wall: datetime, moment: datetime) -> None:
    assert instant(wall, PARIS) == moment


def test_only_the_skipped_hour_does_not_exist() -> None:
    assert not exists(datetime(2026, 3, 29, 2, 30), PARIS)
    assert exists(datetime(2026, 3, 29, 3, 0), PARIS)
    assert exists(datetime(2026, 10, 25, 2, 30), PARIS)
    assert exists(datetime(2026, 3, 29, 2, 30), "Indian/Reunion")


def test_foreign_zones() -> None:
    assert known_zone("America/Martinique")
    assert known_zone("UTC")
    for name in ("", "Mars/Olympus", "localtime", "../etc/passwd", "EST", "europe/paris"):
        assert not known_zone(name), name
    assert instant(datetime(2026, 12, 1, 9), "Asia/Kathmandu") == utc(2026, 12, 1, 3, 15)


def test_a_day_before_keeps_the_hour_on_the_wall_and_hours_are_hours() -> None:
    """The night of 28 to 29 March 2026 has 23 hours."""
    found = leads.of_appointment(datetime(2026, 3, 29, 14, 0), PARIS, ["PT2H", "P1D", "P7D"])
    assert [(m.lead, m.due_at) for m in found] == [
        ("P7D", utc(2026, 3, 22, 13)),
        ("P1D", utc(2026, 3, 28, 13)),
        ("PT2H", utc(2026, 3, 29, 10)),
    ]
    # 23 hours before is then the same moment as a day before: it is said once.
    assert len(leads.of_appointment(datetime(2026, 3, 29, 14, 0), PARIS, ["P1D", "PT23H"])) == 1
    autumn = leads.of_appointment(datetime(2026, 10, 25, 8, 0), PARIS, ["P1D", "PT23H"])
    assert [m.due_at for m in autumn] == [utc(2026, 10, 24, 6), utc(2026, 10, 24, 8)]


def test_a_deadline_is_recalled_in_the_morning() -> None:
    found = leads.of_deadline(date(2027, 8, 31), PARIS, ["P9M", "P6M", "P4M"])
    assert [m.due_at.astimezone(ZoneInfo(PARIS)).isoformat() for m in found] == [
        "2026-11-30T09:00:00+01:00",
        "2027-02-28T09:00:00+01:00",
        "2027-04-30T09:00:00+02:00",
    ]


def test_what_was_missed_is_said_once_and_never_after_the_end() -> None:
    start = datetime(2026, 12, 1, 14, 0)
    over = utc(2026, 12, 1, 14)
    moments = leads.of_appointment(start, PARIS, ["P7D", "P1D", "PT2H"])
    assert leads.due(moments, now=utc(2026, 11, 20), over_at=over) is None
    assert leads.due(moments, now=utc(2026, 11, 30, 18), over_at=over) == moments[1]
    assert leads.due(moments, now=utc(2026, 12, 1, 12), over_at=over) == moments[2]
    assert leads.due(moments, now=over, over_at=over) is None


@given(
    wall=st.datetimes(datetime(2000, 1, 1), datetime(2050, 1, 1)),
    zone=st.sampled_from([PARIS, "America/Martinique", "Pacific/Noumea", "Australia/Lord_Howe", "UTC"]),
    days=st.integers(1, 60),
)
def test_days_before_are_days_of_the_calendar(wall: datetime, zone: str, days: int) -> None:
    (moment,) = leads.of_appointment(wall, zone, [f"P{days}D"])
    there = moment.due_at.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    wanted = wall - timedelta(days=days)
    # The very hour, but for one that is skipped on that day: then as much later.
    assert there == wanted or not exists(wanted, zone)
    assert timedelta(0) <= there - wanted <= timedelta(hours=1)
