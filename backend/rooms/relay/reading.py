"""One of the circle reads the relay sheet: what is open to them, and what changed since they last did."""

import asyncio
from datetime import datetime
from typing import Any
from uuid import UUID

from backend.kit.ids import new_id
from backend.kit.transaction import transaction
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.service import Habilitation, Visit
from backend.rooms.audit.tags import Tag
from backend.rooms.carnet import service as carnet
from backend.rooms.relay import paper, queries
from backend.rooms.relay.schemas import PartName, RelayReadingView, RelayView
from backend.rooms.relay.sheet import Reader, relay
from backend.rooms.relay.window import A_WHILE, ONE_READING
from backend.rooms.sheets.eleven import SHEETS, Sheet

CATEGORIES: dict[PartName, Category] = {
    "allergies": Category.ALLERGIES,
    "day": Category.JOURNAL,
    "treatments": Category.MEDICATION,
    "habits": Category.HABITS,
    "contacts": Category.CONTACTS_SHEET,
}
DOORS = tuple((category, Right.READ) for category in CATEGORIES.values())
"""Any of them opens the sheet; each shows its own part."""
TOLD = 12


def open_to(habilitation: Habilitation) -> frozenset[PartName]:
    parts: set[PartName] = {
        part for part, category in CATEGORIES.items() if habilitation.may(category, Right.READ)
    }
    if sheets_open(habilitation) or "habits" in parts:
        parts.add("changes")
    return frozenset(parts)


def sheets_open(habilitation: Habilitation) -> tuple[Sheet, ...]:
    return tuple(sheet for sheet in Sheet if habilitation.may(SHEETS[sheet].category, Right.READ))


async def read(visit: Visit, language: str, *, kept: bool = False) -> RelayView:
    """Traced once a viewing, and noted as a reading, which the family sees. `kept`: by a phone that keeps a copy; nobody read it."""
    await visit.trace_viewing(Tag.RELAY_KEEP if kept else Tag.RELAY_READ)
    person = visit.person
    last = await last_read(visit.carnet_id, person.id, None, visit.at)
    if not kept:
        await note(
            visit.carnet_id,
            person_id=person.id,
            link_id=None,
            name=person.name,
            device=person.device,
            at=visit.at,
        )
    view = await relay(visit.carnet_id, _reader(visit, last, language), visit.at)
    if visit.decides and visit.habilitation.may(Category.JOURNAL, Right.MANAGE):
        view.may_share = True
        view.readings = [_told(row) for row in await queries.readings(visit.carnet_id, TOLD)]
    return view


async def printed(visit: Visit, language: str) -> bytes:
    """On one page where it fits. Opens its own transaction; draws outside of it, on a thread."""
    async with transaction():
        last = await last_read(visit.carnet_id, visit.person.id, None, visit.at)
        view = await relay(visit.carnet_id, _reader(visit, last, language), visit.at)
        about: dict[str, Any] = await carnet.subject(visit.carnet_id)
        await visit.trace(Tag.RELAY_PRINT)
    name = f"{about['given_name']} {about['family_name']}"
    return await asyncio.to_thread(paper.draw, view, name, language)


async def note(
    carnet_id: UUID, *, person_id: UUID | None, link_id: UUID | None, name: str, device: str, at: datetime
) -> bool:
    """That it was read, once an hour. False when it is the same reading."""
    last = await queries.last_read(carnet_id, person_id=person_id, link_id=link_id, before=at)
    if last is not None and last > at - ONE_READING:
        return False
    values = {"person_id": person_id, "link_id": link_id, "name": name, "device": device}
    await queries.read(values | {"id": new_id(at), "carnet_id": carnet_id, "at": at})
    return True


async def last_read(
    carnet_id: UUID, person_id: UUID | None, link_id: UUID | None, at: datetime
) -> datetime | None:
    """Before this reading, which may have begun up to an hour ago."""
    return await queries.last_read(carnet_id, person_id=person_id, link_id=link_id, before=at - ONE_READING)


def _reader(visit: Visit, last: datetime | None, language: str) -> Reader:
    return Reader(
        person=visit.person.id,
        parts=open_to(visit.habilitation),
        sheets=sheets_open(visit.habilitation),
        since=last or visit.at - A_WHILE,
        first=last is None,
        language=language,
        growth=visit.habilitation.may(Category.GROWTH, Right.READ),
    )


def _told(row: dict[str, Any]) -> RelayReadingView:
    return RelayReadingView(
        name=row["name"], device=row["device"], link=row["link_id"] is not None, at=row["at"]
    )
