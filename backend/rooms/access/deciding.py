"""Without whom a representative does nothing that is contested: the others, less those whom a recorded decision leaves out.

A decision is recorded by one representative with its proof, the others are told, and whom it concerns may contest it: then it counts for
nothing here, since a program cannot judge (docs/decisions/0022-representatives.md).
"""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from backend.kit.days import day_of
from backend.rooms.access import agreement_queries as queries
from backend.rooms.access import service
from backend.rooms.access.authority import Fact, Kind, Proof, Standing, comes_of_age, standing

WAITS = timedelta(days=7)
"""Before a decision that nobody contests ends somebody's access. For what can be undone it counts at once."""


async def must_agree(
    carnet_id: UUID, asker: UUID, *, born: date, at: datetime, for_good: bool = False
) -> set[UUID]:
    """The other representatives whose agreement is needed now. for_good: the act cannot be undone by whom it concerns."""
    others = [p for p in await service.representatives(carnet_id, at=at) if p != asker]
    day = day_of(at)
    if (
        comes_of_age(born) <= day
    ):  # parental authority has ended: nothing that is recorded here speaks of an adult
        return set(others)
    rows = [r for r in await queries.facts(carnet_id) if _counts(r, at, for_good=for_good)]
    facts = [_declared(p) for p in (asker, *others)] + [_fact(r) for r in rows]
    own = standing(facts, asker, born=born, day=day)
    if own is Standing.ALONE:
        return set()
    represent = {p for p in others if standing(facts, p, born=born, day=day) >= Standing.REPRESENTS}
    # Who a decision leaves out decides nothing without those whom it names.
    return represent if own >= Standing.REPRESENTS else represent or set(others)


def _counts(row: dict[str, Any], at: datetime, *, for_good: bool) -> bool:
    if row["contested_by"]:
        return False
    # Who decides alone still ends nobody's reading: only a withdrawn authority does.
    return not for_good or (row["kind"] == Kind.WITHDRAWN.value and row["recorded_at"] + WAITS <= at)


def _declared(person: UUID) -> Fact:
    """Who represents here was invited so by another, or opened the notebook: that is all that is known of them."""
    return Fact(
        kind=Kind.AUTHORITY,
        person=person,
        since=date.min,
        recorded_on=date.min,
        proof=Proof(text="representative of this notebook"),
    )


def _fact(row: dict[str, Any]) -> Fact:
    return Fact(
        kind=Kind(row["kind"]),
        person=row["person_id"],
        since=row["since"],
        until=row["until"],
        recorded_on=day_of(row["recorded_at"]),
        proof=Proof(text=row["proof"]),
    )
