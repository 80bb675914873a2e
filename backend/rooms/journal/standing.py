"""Whether a note stands: taken away with a way back, and a dose that waits for somebody's word."""

from datetime import datetime, timedelta
from uuid import UUID

from backend.kit.errors import NotFound
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.service import Visit, forbidden
from backend.rooms.audit.tags import Tag
from backend.rooms.journal import alerting, doses, queries
from backend.rooms.journal.content import decode
from backend.rooms.journal.errors import NotYours
from backend.rooms.journal.queries import Row
from backend.rooms.journal.reading import entry_view
from backend.rooms.journal.schemas import EntryView, Removed

BACK = timedelta(days=30)


async def remove(visit: Visit, entry_id: UUID) -> EntryView:
    """By who noted it, or who may manage. Twice says it once."""
    row = await hold(visit, entry_id)
    await may_take(visit, row)
    if row["removed_at"] is None:
        await queries.set_removed(entry_id, visit.at, visit.person.name)
        await visit.trace(Tag.JOURNAL_REMOVE, entry_id)
        await alerting.look_at(visit.carnet_id, at=visit.at)
    else:
        await visit.trace_viewing(Tag.JOURNAL_READ)
    return entry_view(await hold(visit, entry_id))


async def restore(visit: Visit, entry_id: UUID, *, confirmed: bool, late: bool) -> EntryView:
    """A dose that comes back is questioned as one that is noted. Raises DoseClose."""
    row = await hold(visit, entry_id)
    await may_take(visit, row)
    if row["removed_at"] is not None:
        to_check = await doses.is_to_check(
            visit, entry_id, decode(row["content"]), row["happened_at"], confirmed=confirmed, late=late
        )
        await queries.set_removed(entry_id, None, "")
        await queries.set_to_check(entry_id, to_check)
        await visit.trace(Tag.JOURNAL_RESTORE, entry_id)
        await alerting.look_at(visit.carnet_id, at=visit.at)
    else:
        await visit.trace_viewing(Tag.JOURNAL_READ)
    return entry_view(await hold(visit, entry_id))


async def check(visit: Visit, entry_id: UUID) -> EntryView:
    """Yes, a dose that was kept without the question is what was given: by who noted it, or who may manage. Twice says it once."""
    row = await hold(visit, entry_id)
    await may_take(visit, row)
    if row["to_check"]:
        await queries.set_to_check(entry_id, False)
        await visit.trace(Tag.JOURNAL_CHECK, entry_id)
    else:
        await visit.trace_viewing(Tag.JOURNAL_READ)
    return entry_view(await hold(visit, entry_id))


async def removed(visit: Visit) -> Removed:
    await visit.trace_viewing(Tag.JOURNAL_READ)
    return Removed(
        entries=[entry_view(row) for row in await queries.removed(visit.carnet_id, since=visit.at - BACK)]
    )


async def drop_removed(*, at: datetime) -> None:
    await queries.drop_removed(before=at - BACK)


async def hold(visit: Visit, entry_id: UUID) -> Row:
    row = await queries.get(entry_id)
    if row is None or row["carnet_id"] != visit.carnet_id:
        raise NotFound
    return row


async def may_take(visit: Visit, row: Row) -> None:
    if row["author_id"] != visit.person.id and not visit.habilitation.may(Category.JOURNAL, Right.MANAGE):
        raise await forbidden(visit, NotYours())
