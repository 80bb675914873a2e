"""Coming of age, as rules: what is announced, once, and from when a notebook may be taken over."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from backend.kit.days import months_before
from backend.rooms.access.authority import comes_of_age
from backend.rooms.access.majority import (
    ANNOUNCED,
    may_take_over_from,
    state,
    to_announce,
)

BORN = st.dates(date(1990, 1, 1), date(2030, 12, 31))


@given(BORN, st.lists(st.integers(-500, 60), max_size=60))
def test_each_is_said_at_most_once_and_never_before_its_day(born: date, looks: list[int]) -> None:
    told: list[int] = []
    for days in sorted(looks):
        day = comes_of_age(born) + timedelta(days=days)
        months = to_announce(born, day=day, told=told)
        if months is not None:
            assert months_before(comes_of_age(born), months) <= day
            told.append(months)
    assert len(told) == len(set(told))
    assert told == sorted(told, reverse=True)


@given(BORN)
def test_looked_at_each_day_all_four_are_said_on_their_day(born: date) -> None:
    birthday = comes_of_age(born)
    told: list[tuple[date, int]] = []
    for day in (birthday - timedelta(days=n) for n in range(400, -2, -1)):
        months = to_announce(born, day=day, told=[m for _, m in told])
        if months is not None:
            told.append((day, months))
    assert told == [(months_before(birthday, m), m) for m in ANNOUNCED]


@given(BORN, st.integers(0, 7000), st.integers(0, 9000))
def test_a_notebook_is_waiting_from_the_birthday_and_only_when_opened_before(
    born: date, opened_after: int, days: int
) -> None:
    opened, day = born + timedelta(days=opened_after), born + timedelta(days=opened_after + days)
    said = state(born, opened=opened, day=day, taken_over=False)
    assert (said == "waiting") == (opened < comes_of_age(born) <= day)
    assert state(born, opened=opened, day=day, taken_over=True) == "own"


@given(BORN, st.datetimes(datetime(2000, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC)))
def test_nobody_takes_over_before_18_nor_with_an_account_that_came_after_within_a_week(
    born: date, entered: datetime
) -> None:
    first = may_take_over_from(born, entered=entered)
    assert first >= comes_of_age(born)
    assert first == comes_of_age(born) or first >= entered.date() + timedelta(days=7)
