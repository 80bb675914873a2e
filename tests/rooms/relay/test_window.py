"""From when to when the relay sheet tells: hours of France, through both changes of the clock."""

from datetime import UTC, datetime

import pytest

from backend.kit.days import ZONE
from backend.rooms.relay.window import day_from, giving_until, is_night, wall


def france(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)


@pytest.mark.parametrize(
    ("now", "begins", "until"),
    [
        ("2026-11-21 20:30", "2026-11-21 00:00", "2026-11-22 10:00"),
        # in the middle of the night the evening before is told
        ("2026-11-22 02:00", "2026-11-21 08:00", "2026-11-22 10:00"),
        # at eight in the morning, ten o'clock is too near to be a day
        ("2026-11-22 08:00", "2026-11-21 14:00", "2026-11-23 10:00"),
        # the night of 25 hours, and that of 23
        ("2026-10-24 22:00", "2026-10-24 00:00", "2026-10-25 10:00"),
        ("2026-03-28 22:00", "2026-03-28 00:00", "2026-03-29 10:00"),
    ],
)
def test_from_when_to_when(now: str, begins: str, until: str) -> None:
    at = france(now).astimezone(UTC)
    assert (day_from(at), giving_until(at)) == (france(begins), france(until))


def test_what_is_handed_over_in_the_evening_is_the_night() -> None:
    assert [is_night(france(f"2026-11-21 {hour}")) for hour in ("08:59", "09:00", "16:59", "17:00")] == [
        True, False, False, True,
    ]  # fmt: skip


def test_an_hour_of_the_sheet_is_the_familys_clock() -> None:
    assert wall(france("2026-10-25 12:00"), "08:00").astimezone(UTC).hour == 7
    assert wall(france("2026-10-24 12:00"), "08:00").astimezone(UTC).hour == 6
