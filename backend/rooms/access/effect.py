"""What recorded facts leave to a representative of a notebook, at a moment. Pure: the door asks it at each request.

Who represents here was invited so by another, or opened the notebook: unless a fact says on what ground they do, it is presumed that they
hold authority. Facts only narrow that (docs/decisions/0022-representatives.md):
- one that takes something from somebody counts for them a week after it was recorded, and only while nobody contests it;
- one that gives something back counts at once, but nobody gives anything to themselves.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime, timedelta
from uuid import UUID

from msgspec import Struct, structs

from backend.kit.days import day_of
from backend.kit.ids import made_by
from backend.rooms.access.authority import Fact, Kind, Proof, Standing, standing
from backend.rooms.access.matrix import INFORMED, NOTHING, WAITING, Matrix, both

WAITS = timedelta(days=7)
"""Before a recorded fact takes anything from anybody."""

GROUNDS = frozenset({Kind.DELEGATED, Kind.SHARED, Kind.PLACEMENT, Kind.GUARDIAN, Kind.CURATOR})
"""Who is here on one of these is so by it, and not as a parent: what it gives ends with it."""
_GIVES = GROUNDS | {Kind.AUTHORITY, Kind.EXCLUSIVE}
_FROM_OTHERS = frozenset({Kind.EXCLUSIVE, Kind.DELEGATED, Kind.GUARDIAN})
_FROM_ONESELF = frozenset({Kind.WITHDRAWN, Kind.FOSTER})


class Recorded(Struct, frozen=True, kw_only=True):
    """A fact as the notebook keeps it, without its proof. recorded_at: from when it waits; later than when it was written, where it was
    made to count anew. spares: whom it touches no more, let in again once it was over."""

    id: UUID
    kind: Kind
    person_id: UUID
    since: date
    until: date | None
    recorded_by: UUID
    recorded_at: datetime
    contested_by: list[UUID] = []
    spares: list[UUID] = []


def left_to(
    person: UUID, recorded: Iterable[Recorded], *, at: datetime, waits: timedelta = WAITS
) -> Standing:
    """What this representative may still do. waits: nothing, to know what it will be once each fact counts."""
    counted = [row for row in recorded if not row.contested_by and person not in row.spares]
    if not counted:
        return Standing.REPRESENTS

    def has_waited(row: Recorded) -> bool:
        return row.recorded_at + waits <= at

    theirs = [row for row in counted if not _serves_itself(row, person, counted)]
    facts = [_fact(row) for row in theirs if not _takes(row, person) or has_waited(row)]
    by_ground = any(row.person_id == person and row.kind in GROUNDS and has_waited(row) for row in theirs)
    if not by_ground:
        facts.append(presumed(person))
    return standing(facts, person, born=None, day=day_of(at))


def over_for(row: Recorded, person: UUID, *, at: datetime) -> bool:
    """What being let in anew by who decides leaves behind: having had the child at home by their profession, once that has ended; and
    that the young adult took their notebook over, since it is they who let in now. What a court took needs a fact that gives it back."""
    if row.kind is Kind.FOSTER:
        return row.person_id == person and row.until is not None and row.until < day_of(at)
    return row.kind is Kind.TAKEN_OVER and row.person_id != person


def open_to(own: Matrix, left: Standing, *, waiting: bool) -> Matrix:
    """What of their right's own matrix stays open to a representative; never more than it.

    waiting: nobody represents, until the one it is about takes the notebook over (`majority.waits`).
    """
    if left >= Standing.REPRESENTS:
        return own
    if left is Standing.NOTHING:
        return NOTHING
    return both(own, WAITING if waiting else INFORMED)


def somebody_acts(people: Sequence[UUID], recorded: Sequence[Recorded], *, at: datetime) -> bool:
    """Whether, once each fact counts, and past each end that one says, at least one of them may act."""
    today = day_of(at)
    ends = {row.until for row in recorded if row.until is not None and row.until >= today}
    moments = [at, *(at + (end - today) + timedelta(days=1) for end in ends)]
    return all(
        any(
            left_to(person, recorded, at=moment, waits=timedelta(0)) >= Standing.REPRESENTS
            for person in people
        )
        for moment in moments
    )


def gives(recorded: Sequence[Recorded], without: Callable[[Recorded], bool], *, at: datetime) -> set[UUID]:
    """The people to whom less would be left without these facts."""
    rest = [row for row in recorded if not without(row)]
    people = {row.person_id for row in recorded}
    return {
        p for p in people if left_to(p, rest, at=at) < min(left_to(p, recorded, at=at), Standing.REPRESENTS)
    }


def takes_from(row: Recorded, person: UUID) -> bool:
    """Whether it may leave less to this person; a ground does when what it gives ends, or is less than what was presumed."""
    return person not in row.spares and (
        _takes(row, person) or (row.person_id == person and row.kind in GROUNDS)
    )


def presumed(person: UUID) -> Fact:
    """Of whoever represents here, when nothing else is known."""
    return Fact(
        kind=Kind.AUTHORITY, person=person, since=date.min, recorded_on=date.min, proof=Proof(text="presumed")
    )


def _takes(row: Recorded, person: UUID) -> bool:
    return row.kind in (_FROM_ONESELF if row.person_id == person else _FROM_OTHERS)


def _serves_itself(row: Recorded, person: UUID, counted: list[Recorded]) -> bool:
    """Recorded by whom it gives something to, who by then had it no longer or was to lose it. What was written before it stays before
    it when it counts anew: else who is to lose would object to that, take the objection back, and have given to themselves."""
    if not (row.recorded_by == row.person_id == person and row.kind in _GIVES):
        return False
    if row.kind is Kind.AUTHORITY:
        return True
    then = written_at(row)
    earlier = [
        structs.replace(other, recorded_at=written_at(other))
        for other in counted
        if written_at(other) < then and not other.recorded_by == other.person_id == person
    ]
    return left_to(person, earlier, at=then, waits=timedelta(0)) < Standing.REPRESENTS


def written_at(row: Recorded) -> datetime:
    """Whatever made it count anew since."""
    return made_by(row.id, row.recorded_at)


def _fact(row: Recorded) -> Fact:
    return Fact(
        kind=row.kind,
        person=row.person_id,
        since=row.since,
        until=row.until,
        recorded_on=day_of(row.recorded_at),
        proof=Proof(text="recorded"),
    )
