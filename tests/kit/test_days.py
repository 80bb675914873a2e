from datetime import UTC, date, datetime, timedelta

import pytest

from backend.kit.days import begins, day_of


@pytest.mark.parametrize(
    ("day", "first", "hours"),
    [
        (date(2026, 3, 28), datetime(2026, 3, 27, 23, tzinfo=UTC), 24),
        (date(2026, 3, 29), datetime(2026, 3, 28, 23, tzinfo=UTC), 23),  # clocks go forward
        (date(2026, 3, 30), datetime(2026, 3, 29, 22, tzinfo=UTC), 24),
        (date(2026, 10, 25), datetime(2026, 10, 24, 22, tzinfo=UTC), 25),  # clocks go back
        (date(2026, 10, 26), datetime(2026, 10, 25, 23, tzinfo=UTC), 24),
    ],
)
def test_a_day_of_france(day: date, first: datetime, hours: int):
    instant, after = timedelta(microseconds=1), first + timedelta(hours=hours)
    assert begins(day) == first
    assert [day_of(at) for at in (first, after - instant)] == [day, day]
    assert day_of(first - instant) == day - timedelta(days=1)
    assert day_of(after) == day + timedelta(days=1)
