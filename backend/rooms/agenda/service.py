"""Appointments and deadlines: written by whoever may, binned and restored, and what comes next for the home screen."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from backend.kit.errors import NotFound
from backend.kit.ids import new_id
from backend.rooms.access import masks
from backend.rooms.access.service import Visit, overtaken
from backend.rooms.agenda import queries, reminder_queries
from backend.rooms.agenda.content import Placed, place, placed
from backend.rooms.agenda.deadlines import VERIFY
from backend.rooms.agenda.errors import AgendaFull, KeptByALine
from backend.rooms.agenda.schemas import (
    Agenda,
    Appointment,
    Content,
    Deadline,
    ItemChange,
    ItemDone,
    ItemSource,
    ItemView,
    NewItem,
    Reminder,
)
from backend.rooms.agenda.sources import open_to
from backend.rooms.audit.tags import Tag

BIN = timedelta(days=30)
MOST_COMING = 500
FOLLOWED = 300
"""More than the lines that end can be on all the sheets together."""


async def read(visit: Visit, *, kept: bool = False) -> Agenda:
    """`kept`: by a phone that keeps a copy; nobody looked."""
    await visit.trace_viewing(Tag.AGENDA_KEEP if kept else Tag.AGENDA_READ)
    reads = open_to(visit)
    return Agenda(
        coming=[
            view(r, visit)
            for r in await queries.coming(
                visit.carnet_id, visit.viewer, reads, at=visit.at, limit=MOST_COMING + FOLLOWED
            )
        ],
        past=[view(r, visit) for r in await queries.past(visit.carnet_id, visit.viewer, reads, at=visit.at)],
    )


async def read_item(visit: Visit, item_id: UUID) -> ItemView:
    row = await queries.get(visit.carnet_id, item_id, visit.viewer, open_to(visit))
    if row is None:
        raise NotFound
    await visit.trace_viewing(Tag.AGENDA_READ)
    return view(row, visit)


async def add(visit: Visit, new: NewItem) -> ItemView:
    """Raises Invalid, AgendaFull. An id that is there already adds nothing; what was to be hidden is."""
    where = place(new.content, now=visit.at)
    known = await queries.get(visit.carnet_id, new.id, visit.viewer, open_to(visit)) if new.id else None
    if known is not None:
        await visit.trace_viewing(Tag.AGENDA_READ)
        return await _hidden_again(visit, known, new)
    id = new.id or new_id(visit.at)
    added = await queries.insert(
        id=id,
        carnet_id=visit.carnet_id,
        content=encode(where.content),
        starts_at=where.starts_at,
        over_at=where.over_at,
        at=visit.at,
        author_id=visit.person.id,
        author_name=visit.person.name,
    )
    row = await queries.get(visit.carnet_id, id, visit.viewer, open_to(visit))
    if row is None:  # that number is another notebook's
        raise NotFound
    if not added:  # the same request came twice at once
        return await _hidden_again(visit, row, new)
    await _has_room(visit)
    await _plan(id, where, visit.at)
    await visit.trace(Tag.AGENDA_ADD, id)
    if new.hide is not None:
        await masks.hide_at_first(visit, "agenda", id, new.hide)
        row = await queries.get(visit.carnet_id, id, visit.viewer, open_to(visit)) or row
    return view(row, visit)


async def _hidden_again(visit: Visit, row: dict[str, Any], new: NewItem) -> ItemView:
    if new.hide is not None and row["author_id"] == visit.person.id:
        await masks.hide_again(visit, "agenda", row["id"], new.hide)
        row = await queries.get(visit.carnet_id, row["id"], visit.viewer, open_to(visit)) or row
    return view(row, visit)


async def change(visit: Visit, item_id: UUID, wanted: ItemChange) -> ItemView:
    """Raises Conflict with the item of now when somebody was faster, AgendaFull, and Invalid."""
    row = await _own(visit, item_id)
    where = place(wanted.content, now=visit.at)
    if row["version"] != wanted.version or row["deleted_at"] is not None:
        raise await overtaken(visit, Tag.AGENDA_READ, view(row, visit))
    if where.content != content_of(row):
        await queries.change(
            item_id,
            content=encode(where.content),
            starts_at=where.starts_at,
            over_at=where.over_at,
            at=visit.at,
            name=visit.person.name,
        )
        if row["over_at"] <= visit.at:
            await _has_room(visit)
        await _plan(item_id, where, visit.at)
        if (where.starts_at, where.over_at) != (row["starts_at"], row["over_at"]):
            await reminder_queries.forget_answers(item_id)
        await visit.trace(Tag.AGENDA_CHANGE, item_id)
    else:
        await visit.trace_viewing(Tag.AGENDA_READ)
    return view(await _hold(visit, item_id), visit)


async def set_done(visit: Visit, item_id: UUID, wanted: ItemDone) -> ItemView:
    """What is done is recalled to nobody any more. Twice says it once. Raises AgendaFull when it is to come again, Conflict with the item of now
    when it was changed since it was on the screen."""
    row, done = await _hold(visit, item_id), wanted.done
    if (row["done_at"] is not None) != done:
        if wanted.version not in (None, row["version"]):
            raise await overtaken(visit, Tag.AGENDA_READ, view(row, visit))
        await queries.set_done(item_id, visit.at if done else None, visit.person.name if done else "")
        if not done:
            await _has_room(visit)
            await reminder_queries.due_again(since=row["done_at"], item_id=item_id)
        await visit.trace(Tag.AGENDA_DONE if done else Tag.AGENDA_CHANGE, item_id)
    else:
        await visit.trace_viewing(Tag.AGENDA_READ)
    return view(await _hold(visit, item_id), visit)


async def put_in_bin(visit: Visit, item_id: UUID) -> None:
    """Restorable for 30 days; recalled to nobody meanwhile."""
    row = await _own(visit, item_id)
    if row["deleted_at"] is None:
        await queries.set_deleted(item_id, visit.at)
        await visit.trace(Tag.AGENDA_BIN, item_id)


async def restore(visit: Visit, item_id: UUID) -> ItemView:
    """Raises AgendaFull."""
    row = await _own(visit, item_id)
    if row["deleted_at"] is not None:
        await queries.set_deleted(item_id, None)
        await _has_room(visit)
        await reminder_queries.due_again(since=row["deleted_at"], item_id=item_id)
        await visit.trace(Tag.AGENDA_RESTORE, item_id)
    else:
        await visit.trace_viewing(Tag.AGENDA_READ)
    return view(await _hold(visit, item_id), visit)


async def bin_of(visit: Visit) -> list[ItemView]:
    await visit.trace_viewing(Tag.AGENDA_READ)
    return [
        view(row, visit) for row in await queries.binned(visit.carnet_id, visit.viewer, since=visit.at - BIN)
    ]


async def empty_bins(*, at: datetime) -> None:
    await queries.drop_binned(before=at - BIN)


async def _hold(visit: Visit, item_id: UUID) -> dict[str, Any]:
    row = await queries.get(visit.carnet_id, item_id, visit.viewer, open_to(visit), lock=True)
    if row is None:
        raise NotFound
    return row


async def _own(visit: Visit, item_id: UUID) -> dict[str, Any]:
    """Raises KeptByALine: there it is changed, and taken away."""
    row = await _hold(visit, item_id)
    if row["category"] is not None:
        raise KeptByALine
    return row


async def _has_room(visit: Visit) -> None:
    """After a writing: what does not fit is undone with it. Raises AgendaFull: beyond that many, dates would not be read."""
    await queries.fill_one_by_one(visit.carnet_id)
    if await queries.how_many_come(visit.carnet_id, at=visit.at) > MOST_COMING:
        raise AgendaFull(limit=MOST_COMING)


async def _plan(item_id: UUID, where: Placed, at: datetime) -> None:
    """Who notes tomorrow's appointment need not be told of last week's reminder; that a card has begun to end is said now."""
    passed = at if isinstance(where.content, Appointment) else None
    await queries.plan(item_id, [(m.lead, m.due_at) for m in where.moments], told_until=passed)


def encode(content: Content) -> str:
    return msgspec.json.encode(content).decode()


# Made once: told only the type, msgspec looks at both kinds anew each time.
_stored: msgspec.json.Decoder[Content] = msgspec.json.Decoder(Content)


def content_of(row: dict[str, Any]) -> Content:
    return _stored.decode(row["content"])


def view(row: dict[str, Any], visit: Visit | None = None) -> ItemView:
    """visit: None for what the house tells by itself."""
    where = placed(content_of(row))
    content = where.content
    return ItemView(
        id=row["id"],
        content=content,
        starts_at=row["starts_at"],
        over_at=row["over_at"],
        last_day=where.last_day,
        verify=isinstance(content, Deadline) and content.sort in VERIFY,
        reminders=[Reminder(lead=m.lead, at=m.due_at) for m in where.moments],
        added_at=row["added_at"],
        author=row["author_name"],
        changed_at=row["changed_at"],
        changed_by=row["changed_name"],
        done_at=row["done_at"],
        done_by=row["done_name"],
        deleted_at=row["deleted_at"],
        version=row["version"],
        masks=masks.told(visit, row["author_id"], row["masks"]) if visit else [],
        source=ItemSource(sheet=row["sheet"], place=row["place"]) if row["sheet"] else None,
        mine=visit is not None and row["author_id"] == visit.person.id,
    )
