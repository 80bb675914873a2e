"""Coming of age, as rules: what is announced, once, and from when a notebook may be taken over."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import structs

from backend.kit.days import begins, day_of, months_before
from backend.kit.ids import new_id
from backend.rooms.access.authority import Kind, Standing, comes_of_age
from backend.rooms.access.effect import Recorded
from backend.rooms.access.majority import (
    ANNOUNCED,
    erased_from,
    left_of_age,
    may_be_doubted,
    may_take_over_from,
    measure_holds,
    state,
    to_announce,
)

WHO = uuid4()
BORN = st.dates(date(1990, 1, 1), date(2030, 12, 31))


# Says nothing of time: on a busy machine, writing sixty days to look at is slow by itself.
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
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


@given(
    BORN,
    st.datetimes(datetime(2000, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC)),
    st.integers(0, 300),
)
def test_a_doubt_puts_it_off_by_a_month_and_only_of_an_account_that_came_after(
    born: date, entered: datetime, hours: int
) -> None:
    birthday, at = comes_of_age(born), entered + timedelta(hours=hours)
    may = may_be_doubted(entered=entered, adult_on=birthday, doubted=None, at=at)
    assert may == (day_of(entered) >= birthday and hours < 7 * 24)
    assert not may_be_doubted(entered=entered, adult_on=birthday, doubted=at, at=at)
    if may:
        assert may_take_over_from(born, entered=entered, doubted=at) == day_of(at + timedelta(days=30))
    elif day_of(entered) < birthday:
        assert may_take_over_from(born, entered=entered, doubted=at) == birthday


@given(BORN, st.integers(-100, 100))
def test_closed_before_the_birthday_nothing_is_erased_for_a_year_after_it(born: date, days: int) -> None:
    """But what is erased while they are a minor, and what is closed for an adult, is erased after thirty days."""
    birthday, month = comes_of_age(born), timedelta(days=30)
    closed = begins(birthday) + timedelta(days=days, hours=12)
    ends = erased_from(closed, stays=month, adult_on=birthday)
    if day_of(closed) < birthday <= day_of(closed + month):
        assert day_of(ends) >= birthday + timedelta(days=365)
    else:
        assert ends == closed + month
    assert erased_from(closed, stays=month, adult_on=None) == closed + month


@pytest.mark.parametrize("kind", [Kind.GUARDIAN, Kind.CURATOR])
@pytest.mark.parametrize(
    ("written", "counts", "holds"),
    [
        (-30, 0, False),  # of a minor, however long ago
        (-1, 20, False),  # the same, though it was made to count anew after the birthday
        (0, 0, True),
        (35, 0, False),  # on the eve of the taking over
    ],
)
def test_a_measure_is_of_an_adult_when_it_was_recorded_of_one(
    kind: Kind, written: int, counts: int, holds: bool
) -> None:
    birthday = date(2026, 12, 5)
    made = begins(birthday) + timedelta(days=written, hours=9)
    row = Recorded(
        id=new_id(made),
        kind=kind,
        person_id=WHO,
        since=birthday,
        until=None,
        recorded_by=WHO,
        recorded_at=made + timedelta(days=counts),
    )
    at = begins(birthday) + timedelta(days=40)
    assert measure_holds(row, adult_on=birthday, at=at) is holds
    left = left_of_age(Standing.REPRESENTS, WHO, [row], adult_on=birthday, at=at)
    assert (left >= Standing.REPRESENTS) is (holds and kind is Kind.GUARDIAN)
    contested = structs.replace(row, contested_by=[uuid4()])
    assert not measure_holds(contested, adult_on=birthday, at=at)
