from datetime import UTC, date, datetime, timedelta

import pytest

from backend.kit.days import begins, day_of, months_before


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


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2028, 2, 29), 9, date(2027, 5, 29)),
        (date(2028, 2, 29), 12, date(2027, 2, 28)),
        (date(2028, 2, 29), 24, date(2026, 2, 28)),
        (date(2026, 8, 31), 6, date(2026, 2, 28)),
        (date(2028, 8, 31), 6, date(2028, 2, 29)),
        (date(2026, 3, 31), 4, date(2025, 11, 30)),
        (date(2026, 1, 15), 1, date(2025, 12, 15)),
        (date(2027, 3, 3), 12, date(2026, 3, 3)),
        (date(2027, 3, 31), 1, date(2027, 2, 28)),
        (date(2028, 3, 31), 1, date(2028, 2, 29)),
        (datetime(2028, 2, 29, 3, 27, tzinfo=UTC), 12, datetime(2027, 2, 28, 3, 27, tzinfo=UTC)),
        (datetime(2028, 2, 29, 3, 27, tzinfo=UTC), 14, datetime(2026, 12, 29, 3, 27, tzinfo=UTC)),
        (datetime(2028, 2, 29, 3, 27, tzinfo=UTC), 36, datetime(2025, 2, 28, 3, 27, tzinfo=UTC)),
    ],
)
def test_months_before(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before
