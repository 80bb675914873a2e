"""The day somebody comes of age: when it is announced, and what it leaves to who represented them. Pure; docs/decisions/0025-minors.md."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID

from backend.kit.days import begins, day_of, months_before
from backend.rooms.access.authority import Kind, Standing, comes_of_age
from backend.rooms.access.effect import WAITS, Recorded, left_to, written_at

ANNOUNCED = (12, 6, 1, 0)
"""Months before the birthday at which the family and the child are told; on the day itself too."""
SETTLES = timedelta(days=7)
"""An account that was let in after the birthday takes nothing over before: the representatives are told of it, and may doubt it."""
DOUBTED = timedelta(days=30)
"""A doubt puts that off, once: time to reach who can settle it. Nobody ends the account of somebody of age but themself."""
STILL = timedelta(days=365)
"""A notebook that was closed before the birthday is erased no sooner after it."""

State = Literal["minor", "soon", "waiting", "own"]


def to_announce(born: date, *, day: date, told: Collection[int]) -> int | None:
    """What is to be said on that day: the nearest of ANNOUNCED that has come, once. What a stopped server missed is not made up for."""
    birthday = comes_of_age(born)
    due = [months for months in ANNOUNCED if months_before(birthday, months) <= day]
    return min(due) if due and min(due) not in told else None


def state(born: date, *, opened: date, day: date, taken_over: bool) -> State:
    """opened: a notebook that was opened for an adult already belongs to who opened it, as it always did."""
    birthday = comes_of_age(born)
    if taken_over or birthday <= opened:
        return "own"
    if birthday <= day:
        return "waiting"
    return "soon" if months_before(birthday, ANNOUNCED[0]) <= day else "minor"


def comes_too_soon(corrected: date, *, before: date, opened: date, day: date) -> bool:
    """Whether a corrected birth ends what the representatives decide at once, or within a week: a slip would leave nobody to undo it,
    and one of them alone would put the other out. Births, and days; where it had come already, it may be corrected."""

    def soon(born: date) -> bool:
        return opened < comes_of_age(born) < day + SETTLES

    return soon(corrected) and not soon(before)


def may_take_over_from(born: date, *, entered: datetime, doubted: datetime | None = None) -> date:
    """The day from which an account that entered the circle then may take the notebook over."""
    birthday = comes_of_age(born)
    if day_of(entered) < birthday:
        return birthday
    return day_of(entered + SETTLES if doubted is None else max(entered + SETTLES, doubted + DOUBTED))


def may_be_doubted(
    *, entered: datetime, adult_on: date | None, doubted: datetime | None, at: datetime
) -> bool:
    """Once, in its first week, and only of an account that was not there before the birthday."""
    return doubted is None and adult_on is not None and adult_on <= day_of(entered) and at < entered + SETTLES


def of_age(adult_on: date | None, at: datetime) -> bool:
    """Whether it is somebody of age who has not taken the notebook over. adult_on: of a representative's right."""
    return adult_on is not None and adult_on <= day_of(at)


def erased_from(closed: datetime, *, stays: timedelta, adult_on: date | None) -> datetime:
    """When a notebook that was closed then may be erased. Whoever comes of age before that had no say: it waits for them."""
    ends = closed + stays
    if adult_on is None or not day_of(closed) < adult_on <= day_of(ends):
        return ends
    return begins(adult_on) + STILL


def left_of_age(
    left: Standing, person: UUID, recorded: Iterable[Recorded], *, adult_on: date | None, at: datetime
) -> Standing:
    """What majority leaves of it to a representative: reading, unless they are the adult's guardian by a recorded fact.

    adult_on: from when; None when the notebook belongs to who represents in it.
    """
    if not of_age(adult_on, at):
        return left
    if any(row.person_id == person and _guards(row, adult_on, at) for row in recorded):
        return left
    return min(left, Standing.INFORMED)


def waits(left: Standing, recorded: Sequence[Recorded], *, adult_on: date | None, at: datetime) -> bool:
    """Whether age alone leaves a representative less: no fact took anything from them, and no guardian nor the adult is there to act.

    left: by the facts, whatever the age.
    """
    return (
        left >= Standing.REPRESENTS
        and of_age(adult_on, at)
        and not any(row.kind is Kind.TAKEN_OVER or _acts(row, recorded, adult_on, at) for row in recorded)
    )


def measure_holds(row: Recorded, *, adult_on: date | None, at: datetime) -> bool:
    """Whether this row makes somebody guardian or curator of the adult: written once they were of age, a week ago or more, contested by
    nobody, and not over. What was recorded while they were a minor said who acts for a minor, and that has ended."""
    return (
        row.kind in {Kind.GUARDIAN, Kind.CURATOR}
        and (adult_on is None or adult_on <= day_of(written_at(row)))
        and not row.contested_by
        and row.recorded_at + WAITS <= at
        and (row.until is None or day_of(at) <= row.until)
    )


def _acts(row: Recorded, recorded: Sequence[Recorded], adult_on: date | None, at: datetime) -> bool:
    """Whether by this row a guardian represents now."""
    return _guards(row, adult_on, at) and left_to(row.person_id, recorded, at=at) >= Standing.REPRESENTS


def _guards(row: Recorded, adult_on: date | None, at: datetime) -> bool:
    return row.kind is Kind.GUARDIAN and measure_holds(row, adult_on=adult_on, at=at)
