"""Dated treatments, between which films are compared; and the room's first screen."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import msgspec

from backend.kit.days import day_of
from backend.kit.errors import NotFound
from backend.rooms.access import service as access
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.service import Visit, overtaken
from backend.rooms.audit.tags import Tag
from backend.rooms.captures import timeline
from backend.rooms.captures.schemas import Author
from backend.rooms.gait import queries
from backend.rooms.gait.content import checked_treatment
from backend.rooms.gait.errors import TooManyTreatments
from backend.rooms.gait.schemas import (
    FilmOfGait,
    Gait,
    NewTreatment,
    TreatmentChange,
    TreatmentSaid,
    TreatmentView,
)

Row = dict[str, Any]
MOST = 300
MOST_FILMS = 500
_SAID = ("kind", "day", "name", "site", "dose", "note")


async def overview(visit: Visit, language: str) -> Gait:
    films = await timeline.films(visit, Category.GAIT, limit=MOST_FILMS, language=language)
    counts = await queries.how_many(visit.carnet_id, visit.viewer)
    told = [view(row, visit) for row in await queries.treatments(visit.carnet_id)]
    await visit.trace_viewing(Tag.GAIT_READ)
    return Gait(
        films=[FilmOfGait(capture=film, measures=counts.get(film.id, 0)) for film in films],
        treatments=[one for one in told if one.deleted_at is None],
        binned=[one for one in told if one.deleted_at is not None and one.may_change],
    )


async def dated(visit: Visit) -> list[TreatmentView]:
    """Those that are there, newest first: for whatever is drawn over time."""
    told = [view(row, visit) for row in await queries.treatments(visit.carnet_id)]
    await visit.trace_viewing(Tag.TREATMENTS_READ)
    return [one for one in told if one.deleted_at is None]


async def add(visit: Visit, new: NewTreatment) -> TreatmentView:
    """Raises Invalid, TooManyTreatments. A number that is there already adds nothing."""
    said = checked_treatment(new.said, today=day_of(visit.at))
    await queries.fill_one_by_one(visit.carnet_id)
    added = await queries.insert_treatment(
        {
            "id": new.id,
            "carnet_id": visit.carnet_id,
            **msgspec.structs.asdict(said),
            "added_at": visit.at,
            "author_id": visit.person.id,
            "author_name": visit.person.name,
        }
    )
    row = await queries.treatment(visit.carnet_id, new.id)
    if row is None:
        raise NotFound  # that number is another notebook's
    if not added:
        # What stands may be somebody else's: only who reads the room is shown it.
        if row["author_id"] != visit.person.id and not visit.habilitation.may(Category.GAIT, Right.READ):
            raise await access.refuse(visit)
        await visit.trace_viewing(Tag.GAIT_READ)
        return view(row, visit)
    await _has_room(visit)
    await visit.trace(Tag.TREATMENT_ADD, new.id)
    return view(row, visit)


async def change(visit: Visit, treatment_id: UUID, wanted: TreatmentChange) -> TreatmentView:
    """Raises Conflict with the treatment of now when somebody was faster, and Invalid."""
    row = await _hold(visit, treatment_id)
    if row["version"] != wanted.version or row["deleted_at"] is not None:
        raise await overtaken(visit, Tag.GAIT_READ, view(row, visit))
    said = checked_treatment(wanted.said, today=day_of(visit.at))
    if said == said_of(row):
        await visit.trace_viewing(Tag.GAIT_READ)
        return view(row, visit)
    changed = {"changed_at": visit.at, "changed_name": visit.person.name}
    await queries.change_treatment(treatment_id, msgspec.structs.asdict(said) | changed)
    await visit.trace(Tag.TREATMENT_CHANGE, treatment_id)
    return view(await _hold(visit, treatment_id), visit)


async def put_in_bin(visit: Visit, treatment_id: UUID) -> None:
    """Restorable for 30 days."""
    row = await _hold(visit, treatment_id)
    if row["deleted_at"] is None:
        await queries.change_treatment(treatment_id, {"deleted_at": visit.at, "deleted_by": visit.person.id})
        await visit.trace(Tag.TREATMENT_BIN, treatment_id)


async def restore(visit: Visit, treatment_id: UUID) -> TreatmentView:
    """Raises NotFound, TooManyTreatments."""
    row = await _hold(visit, treatment_id)
    if row["deleted_at"] is not None:
        await queries.fill_one_by_one(visit.carnet_id)
        await queries.change_treatment(treatment_id, {"deleted_at": None, "deleted_by": None})
        await _has_room(visit)
        await visit.trace(Tag.TREATMENT_RESTORE, treatment_id)
    else:
        await visit.trace_viewing(Tag.GAIT_READ)
    row = await queries.treatment(visit.carnet_id, treatment_id)
    assert row is not None
    return view(row, visit)


async def _hold(visit: Visit, treatment_id: UUID) -> Row:
    """What this person may change. Raises NotFound."""
    row = await queries.treatment(visit.carnet_id, treatment_id, lock=True)
    if row is None:
        raise NotFound
    if not _may_change(visit, row):
        raise await access.refuse(replace(visit, right=Right.MANAGE))
    return row


def _may_change(visit: Visit, row: Row) -> bool:
    """Its author, as long as nobody else put it in the bin; and who manages the gait films."""
    may = visit.habilitation.may
    own = row["author_id"] == visit.person.id and may(Category.GAIT, Right.ADD)
    if row["deleted_at"] is not None:
        own = own and row["deleted_by"] == visit.person.id
    return own or may(Category.GAIT, Right.MANAGE)


async def _has_room(visit: Visit) -> None:
    """After a writing: what does not fit is undone with it."""
    rows = await queries.treatments(visit.carnet_id)
    if sum(row["deleted_at"] is None for row in rows) > MOST:
        raise TooManyTreatments(limit=MOST)


def said_of(row: Row) -> TreatmentSaid:
    return TreatmentSaid(**{name: row[name] for name in _SAID})


def view(row: Row, visit: Visit) -> TreatmentView:
    return TreatmentView(
        id=row["id"],
        said=said_of(row),
        author=Author(row["author_id"], row["author_name"]),
        added_at=row["added_at"],
        changed_at=row["changed_at"],
        changed_by=row["changed_name"],
        deleted_at=row["deleted_at"],
        version=row["version"],
        may_change=_may_change(visit, row),
    )
