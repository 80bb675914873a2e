"""Who enters by a team, as a rule: nothing that is taken opens something, no order counts, and time gives nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from backend.kit.days import day_of
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.matrix import NOTHING
from backend.rooms.access.team_rules import AWAY, CONFIRMED_FOR, Line, awake, may_take_over, opens, through

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
READS = {Category.AGENDA: frozenset({Right.READ})}
OPEN = Line(
    structure_id=UUID(int=1), matrix=READS, kept_out=False, own=False, given=NOON, withdrawn=None, until=None, joined=NOON, left=None,
    confirmed=NOON,
)  # fmt: skip

moments = st.integers(-72, 72).map(lambda hours: NOON + timedelta(hours=hours))
lines = st.builds(
    Line,
    structure_id=st.integers(1, 4).map(lambda n: UUID(int=n)),
    matrix=st.sampled_from([READS, NOTHING]),
    kept_out=st.booleans(),
    own=st.booleans(),
    given=moments,
    withdrawn=st.none() | moments,
    until=st.none() | st.integers(18, 25).map(lambda day: date(2026, 11, day)),
    joined=moments,
    left=st.none() | moments,
    confirmed=moments.map(lambda moment: moment - CONFIRMED_FOR + timedelta(hours=36)),
)
places = st.lists(lines, max_size=4, unique_by=lambda line: line.structure_id)


def _open(several: list[Line], at: datetime) -> set[UUID]:
    return {line.structure_id for line in through(several, None, at=at, today=day_of(at))}


def test_it_opens_from_the_moment_of_both_until_the_moment_of_either() -> None:
    second = timedelta(seconds=1)
    assert opens(OPEN, at=NOON, today=day_of(NOON))
    for narrower in (
        replace(OPEN, given=NOON + second), replace(OPEN, joined=NOON + second), replace(OPEN, withdrawn=NOON),
        replace(OPEN, left=NOON), replace(OPEN, until=date(2026, 11, 20)), replace(OPEN, matrix=NOTHING),
        replace(OPEN, kept_out=True), replace(OPEN, own=True), replace(OPEN, confirmed=NOON - CONFIRMED_FOR),
    ):  # fmt: skip
        assert not opens(narrower, at=NOON, today=day_of(NOON)), narrower


@settings(max_examples=60, deadline=None)
@given(places, moments, st.data())
def test_taking_anything_away_opens_nothing(several: list[Line], at: datetime, data: st.DataObject) -> None:
    before = _open(several, at)
    if several:
        which = data.draw(st.integers(0, len(several) - 1))
        less = data.draw(
            st.sampled_from(
                [
                    {"withdrawn": at},
                    {"left": at},
                    {"kept_out": True},
                    {"matrix": NOTHING},
                    {"own": True},
                    {"confirmed": at - CONFIRMED_FOR},
                ]
            )
        )
        after = [replace(line, **less) if n == which else line for n, line in enumerate(several)]
        assert _open(after, at) == before - {several[which].structure_id}
        # What was decided for the person themself, over or not, stands before every team.
        assert not _open([replace(line, own=True) for line in several], at)


@settings(max_examples=60, deadline=None)
@given(places, moments, st.none() | st.integers(1, 5).map(lambda n: UUID(int=n)), st.randoms())
def test_no_order_counts(several: list[Line], at: datetime, acting: UUID | None, random: Random) -> None:
    shuffled = random.sample(several, len(several))
    found = through(several, acting, at=at, today=day_of(at))
    assert found == through(shuffled, acting, at=at, today=day_of(at))
    assert not found or acting not in _open(several, at) or found[0].structure_id == acting


@settings(max_examples=60, deadline=None)
@given(places, moments, st.integers(0, 100))
def test_once_everything_has_begun_time_only_takes(several: list[Line], at: datetime, hours: int) -> None:
    begun = [replace(line, given=min(line.given, at), joined=min(line.joined, at)) for line in several]
    assert _open(begun, at + timedelta(hours=hours)) <= _open(begun, at)


@given(moments, st.integers(0, 4000))
def test_a_deputy_can_always_take_over_before_and_after_the_team_falls_asleep(
    confirmed: datetime, hours: int
) -> None:
    """There is no day on which nobody can wake a team that has a deputy."""
    at = confirmed + timedelta(hours=hours)
    assert awake(confirmed, at) or may_take_over(confirmed, at)
    assert may_take_over(confirmed, at) == (at - confirmed >= AWAY)
