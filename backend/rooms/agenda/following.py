"""A line of a sheet that ends keeps a date here: made, moved and put away with it, in the same transaction (docs/decisions/0046-deadlines-of-lines.md).

It is written by who writes the line, whatever they may do in the agenda; it is seen by who reads both.
"""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from backend.kit.days import ZONE
from backend.kit.ids import new_id
from backend.rooms.agenda import queries, reminder_queries
from backend.rooms.agenda.content import placed
from backend.rooms.agenda.deadlines import LEADS, Sort
from backend.rooms.agenda.schemas import Deadline
from backend.rooms.agenda.service import content_of, encode
from backend.rooms.agenda.sources import Source

__all__ = ["Ends", "Source", "Writer", "follow", "sources"]
sources = queries.sources


@dataclass(frozen=True, kw_only=True)
class Ends:
    """leads: how long before it is recalled; as its sort has it when empty."""

    sort: Sort
    title: str
    on: date
    leads: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Writer:
    id: UUID
    name: str


async def follow(
    carnet_id: UUID, source: Source, ends: Ends | None, *, by: Writer, at: datetime, rings: bool = True
) -> None:
    """The place of the line is held by the caller. ends: None when nothing ends there. rings: whether what has begun to be recalled is told
    now."""
    row = await queries.followed(carnet_id, source)
    if ends is None:
        if row is not None and row["deleted_at"] is None:
            await queries.set_deleted(row["id"], at)
        return
    content = Deadline(
        sort=ends.sort,
        title=ends.title,
        ends_on=ends.on,
        zone=ZONE.key,
        reminders=list(ends.leads or LEADS[ends.sort]),
    )
    where, told_until = placed(content), None if rings else at
    moments = [(one.lead, one.due_at) for one in where.moments]
    if row is None:
        id = new_id(at)
        await queries.insert(
            id=id,
            carnet_id=carnet_id,
            content=encode(content),
            starts_at=where.starts_at,
            over_at=where.over_at,
            at=at,
            author_id=by.id,
            author_name=by.name,
            source=source,
        )
        await queries.plan(id, moments, told_until=told_until)
        return
    id = row["id"]
    if row["deleted_at"] is not None:
        await queries.set_deleted(id, None)
        await reminder_queries.due_again(since=row["deleted_at"], item_id=id)
    if content_of(row) == content:
        return
    await queries.change(
        id,
        content=encode(content),
        starts_at=where.starts_at,
        over_at=where.over_at,
        at=at,
        name=by.name,
    )
    moved = where.over_at != row["over_at"]
    # Another name for the same day tells nobody anything anew.
    await queries.plan(id, moments, told_until=told_until if moved else at)
    if moved:
        # Renewed: what was settled, and answered, was about another day.
        if row["done_at"] is not None:
            await queries.set_done(id, None, "")
        await reminder_queries.forget_answers(id)
