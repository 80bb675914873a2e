"""The day somebody comes of age: when it is announced, and what it leaves to who represented them. Pure; docs/decisions/0025-minors.md."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID

from backend.kit.days import day_of, months_before
from backend.rooms.access.authority import Kind, Standing, comes_of_age
from backend.rooms.access.effect import WAITS, Recorded, left_to

ANNOUNCED = (12, 6, 1, 0)
"""Months before the birthday at which the family and the child are told; on the day itself too."""
SETTLES = timedelta(days=7)
"""An account that was let in after the birthday takes nothing over before: the representatives are told of it, and may object."""

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


def may_take_over_from(born: date, *, entered: datetime) -> date:
    """The day from which an account that entered the circle then may take the notebook over."""
    birthday = comes_of_age(born)
    return birthday if day_of(entered) < birthday else day_of(entered + SETTLES)


def left_of_age(
    left: Standing, person: UUID, recorded: Iterable[Recorded], *, adult_on: date | None, at: datetime
) -> Standing:
    """What majority leaves of it to a representative: reading, unless they are the adult's guardian by a recorded fact.

    adult_on: from when; None when the notebook belongs to who represents in it.
    """
    if adult_on is None or day_of(at) < adult_on:
        return left
    if any(row.person_id == person and _guards(row, at) for row in recorded):
        return left
    return min(left, Standing.INFORMED)


def waits(left: Standing, recorded: Sequence[Recorded], *, adult_on: date | None, at: datetime) -> bool:
    """Whether age alone leaves a representative less: no fact took anything from them, and no guardian nor the adult is there to act.

    left: by the facts, whatever the age.
    """
    return (
        left >= Standing.REPRESENTS
        and adult_on is not None
        and adult_on <= day_of(at)
        and not any(row.kind is Kind.TAKEN_OVER or _acts(row, recorded, at) for row in recorded)
    )


def _acts(row: Recorded, recorded: Sequence[Recorded], at: datetime) -> bool:
    """Whether by this row a guardian represents now."""
    return _guards(row, at) and left_to(row.person_id, recorded, at=at) >= Standing.REPRESENTS


def _guards(row: Recorded, at: datetime) -> bool:
    return (
        row.kind is Kind.GUARDIAN
        and not row.contested_by
        and row.recorded_at + WAITS <= at
        and (row.until is None or day_of(at) <= row.until)
    )
