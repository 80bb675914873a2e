"""What the family does about carers who read with a code: marks documents, sees who read, closes, keeps or sets aside their notes."""

from datetime import datetime
from typing import Any
from uuid import UUID

from backend.kit.days import day_of
from backend.kit.errors import NotFound
from backend.rooms.access.service import Visit
from backend.rooms.audit.tags import Tag
from backend.rooms.documents.service import urgent
from backend.rooms.emergency import carer_queries, link_queries
from backend.rooms.emergency.carer_jobs import KEPT
from backend.rooms.emergency.carer_schemas import (
    CarerSaid,
    CarersView,
    CarerView,
    Decision,
    EmergencyDocument,
    NoteView,
)
from backend.rooms.emergency.links import state_of
from backend.rooms.emergency.schemas import SheetPerson, SignedBy

Row = dict[str, Any]
_DECIDED: dict[Decision, Tag] = {"kept": Tag.NOTE_KEEP, "dropped": Tag.NOTE_DROP, "waiting": Tag.NOTE_WAIT}
_SAID = ("name", "profession", "profession_said", "structure")


async def documents(visit: Visit) -> list[EmergencyDocument]:
    """Those marked, as far as this person reads them in the library."""
    await visit.trace_viewing(Tag.DOCUMENTS_LIST)
    given = await urgent.given_ids(visit.carnet_id)
    names = ("id", "category", "title", "written_by", "structure", "written_on")
    return [
        EmergencyDocument(**{name: row[name] for name in names}, given=row["id"] in given)
        for row in await urgent.marked(visit)
    ]


async def mark(visit: Visit, document_id: UUID, *, marked: bool) -> None:
    """Raises NotFound, TooManyMarked."""
    await urgent.mark(visit, document_id, marked=marked)


async def read(visit: Visit) -> CarersView:
    await visit.trace_viewing(Tag.CARERS_READ)
    links = {row["id"]: row for row in await link_queries.of_carnet(visit.carnet_id)}
    carers = {row["id"]: row for row in await carer_queries.of_carnet(visit.carnet_id)}
    return CarersView(
        carers=[_carer(row, links.get(row["link_id"]), visit.at) for row in carers.values()],
        notes=[
            _note(row, carers[row["carer_id"]])
            for row in await carer_queries.notes(visit.carnet_id)
            if row["state"] != "dropped" or row["decided_at"] > visit.at - KEPT
        ],
    )


async def kept_notes(visit: Visit) -> list[NoteView]:
    """For whoever reads the urgent sheet."""
    await visit.trace_viewing(Tag.NOTES_READ)
    carers = {row["id"]: row for row in await carer_queries.of_carnet(visit.carnet_id)}
    return [
        _note(row, carers[row["carer_id"]])
        for row in await carer_queries.notes(visit.carnet_id)
        if row["state"] == "kept"
    ]


async def close(visit: Visit, carer_id: UUID) -> None:
    """Their documents stop at once; twice is once. Raises NotFound."""
    row = await carer_queries.get(visit.carnet_id, carer_id, lock=True)
    if row is None:
        raise NotFound
    if row["closed_at"] is None and row["until"] > visit.at:
        await carer_queries.close(carer_id, by=visit.person.id, by_name=visit.person.name, at=visit.at)
        await visit.trace(Tag.CARER_CLOSED, carer_id)
    else:
        await visit.trace_viewing(Tag.CARERS_READ)


async def decide(visit: Visit, note_id: UUID, state: Decision) -> NoteView:
    """Raises NotFound, for one too that was set aside too long ago to come back."""
    row = await carer_queries.note(visit.carnet_id, note_id)
    if row is None or (row["state"] == "dropped" and row["decided_at"] <= visit.at - KEPT):
        raise NotFound
    if row["state"] != state:
        waits = state == "waiting"
        await carer_queries.decide(
            note_id,
            state,
            by=None if waits else visit.person.id,
            by_name="" if waits else visit.person.name,
            at=None if waits else visit.at,
        )
        await visit.trace(_DECIDED[state], note_id)
    else:
        await visit.trace_viewing(Tag.CARERS_READ)
    now, carer = (
        await carer_queries.note_by_id(note_id),
        await carer_queries.by_id(row["carer_id"]),
    )
    assert now is not None
    assert carer is not None
    return _note(now, carer)


def _carer(row: Row, link: Row | None, at: datetime) -> CarerView:
    names = (*_SAID, "id", "phone", "rpps", "reason", "asked_at", "until")
    reads = row["closed_at"] is None and row["until"] > at
    return CarerView(
        **{name: row[name] for name in names},
        open=reads and link is not None and link["documents"] and state_of(link, at) == "live",
        code=link["name"] if link else "",
        closed=_signed(row["closed_by"], row["closed_name"], row["closed_at"]),
    )


def _note(row: Row, carer: Row) -> NoteView:
    return NoteView(
        **{name: row[name] for name in ("id", "text", "written_at", "state")},
        carer=CarerSaid(**{name: carer[name] for name in _SAID}),
        decided=_signed(row["decided_by"], row["decided_name"], row["decided_at"]),
        erased_on=day_of(row["decided_at"] + KEPT) if row["state"] == "dropped" else None,
    )


def _signed(by: UUID | None, name: str, at: datetime | None) -> SignedBy | None:
    return SignedBy(by=SheetPerson(id=by, name=name), at=at) if by and at else None
