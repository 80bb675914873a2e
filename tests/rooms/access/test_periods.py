"""How long an access lasts: pure rules, then the door itself, day after day. Time that passes takes rights away and gives none."""

import random
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.kit.errors import Invalid
from backend.rooms.access import queries
from backend.rooms.access.periods import Period, last_day, later
from tests.family import Family

days = st.dates(date(2026, 1, 1), date(2027, 12, 31))
ends = st.none() | days


@given(st.none() | st.sampled_from(Period), ends, days)
def test_what_is_kept_has_a_last_day_exactly_when_it_has_an_end(
    period: Period | None, until: date | None, today: date
) -> None:
    try:
        kept, last = last_day(period, until, today=today)
    except Invalid:
        return
    assert (last is None) is (kept is Period.OPEN)
    assert last is None or last >= today
    assert period in (None, kept)
    if until is not None:
        assert last == until


@given(days)
def test_a_consultation_is_todays_unless_another_day_is_chosen(today: date) -> None:
    assert last_day(Period.CONSULTATION, None, today=today) == (Period.CONSULTATION, today)
    tomorrow = today + timedelta(days=1)
    assert last_day(Period.CONSULTATION, tomorrow, today=today) == (Period.CONSULTATION, tomorrow)


@given(ends, ends)
def test_of_two_ends_one_at_most_is_later(one: date | None, other: date | None) -> None:
    assert not (later(one, other) and later(other, one))
    assert (later(one, other) or later(other, one)) is (one != other)


@pytest.mark.parametrize("seed", range(4))
async def test_a_door_that_closed_by_itself_never_opens_again(family: Family, query: Any, seed: int) -> None:
    """Whatever its days: walking through time, an access opens once at most, and what is withdrawn stays so."""
    chance = random.Random(seed)
    granny = (await query("SELECT * FROM habilitation WHERE profile = 'carer'"))[0]
    start = datetime(2026, 1, 1, 12, tzinfo=UTC)
    for _ in range(12):
        since = start + timedelta(days=chance.randint(0, 20))
        until = chance.choice([None, since.date() + timedelta(days=chance.randint(-3, 15))])
        await query(
            "UPDATE habilitation SET since = $2, until = $3, period = $4 WHERE id = $1",
            granny["id"], since, until, "open" if until is None else "stay",
        )  # fmt: skip
        seen: list[bool] = []
        for day in range(45):
            row = await queries.current(
                UUID(str(granny["person_id"])), UUID(family.carnet_id), start + timedelta(days=day)
            )
            seen.append(row is not None)
        changes = sum(one != other for one, other in pairwise(seen))
        assert changes <= 2
        assert not (seen[0] and changes > 1)
        assert seen[-1] is (until is None)
    await query("UPDATE habilitation SET withdrawn_at = now() WHERE id = $1", granny["id"])
    for day in (0, 10, 400):
        at = start + timedelta(days=day)
        assert await queries.current(UUID(str(granny["person_id"])), UUID(family.carnet_id), at) is None
