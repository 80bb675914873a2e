"""The agenda of an archive, checked as if it were written today but for how long ago; what is past rings nobody."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from backend.kit.arriving import Arrival, Wrong, known_elsewhere, known_elsewhere_if_any
from backend.kit.database import fetch
from backend.kit.errors import Invalid
from backend.rooms.agenda import queries
from backend.rooms.agenda.content import Placed, place
from backend.rooms.agenda.portable import PortableAgenda, PortableItem
from backend.rooms.agenda.schemas import Appointment
from backend.rooms.agenda.service import MOST_COMING
from backend.rooms.agenda.sources import Source

_YEARS = range(1900, 2200)


async def take_in(arrival: Arrival, part: PortableAgenda) -> None:
    """Raises Wrong. What somebody answered to a reminder there is not taken over: here it may ring again."""
    arrival.number((item.id for item in part.items), "$.items")
    for number, item in enumerate(part.items):
        await _take_in_item(arrival, item, f"$.items[{number}]")
    if await queries.how_many_come(arrival.carnet_id, at=arrival.at) > MOST_COMING:
        raise Wrong("$.items")


async def _take_in_item(arrival: Arrival, item: PortableItem, at: str) -> None:
    where = _placed(item, at)
    if not 1 <= item.version < 2**31:
        raise Wrong(f"{at}.version")
    id = arrival.id(item.id, f"{at}.id")
    source = item.source and Source(item.source.category, item.source.sheet, item.source.place)
    if source and await queries.followed(arrival.carnet_id, source):
        raise Wrong(f"{at}.source")
    await fetch(
        """
        INSERT INTO agenda_item (id, carnet_id, content, starts_at, over_at, added_at, author_id, author_name,
            changed_at, changed_name, done_at, done_name, deleted_at, version, category, sheet, place)
        VALUES ($1, $2, $3::jsonb, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
        """,
        id,
        arrival.carnet_id,
        msgspec.json.encode(where.content).decode(),
        where.starts_at,
        where.over_at,
        arrival.moment(item.added_at, f"{at}.added_at"),
        arrival.someone(item.author.id),
        known_elsewhere(item.author.name),
        arrival.moment_or_none(item.changed_at, f"{at}.changed_at"),
        known_elsewhere_if_any(item.changed_by),
        arrival.moment_or_none(item.done_at, f"{at}.done_at"),
        known_elsewhere_if_any(item.done_by),
        arrival.moment_or_none(item.deleted_at, f"{at}.deleted_at"),
        item.version,
        *(source or (None, None, None)),
    )
    await _plan(arrival, id, item, where, at)


def _placed(item: PortableItem, at: str) -> Placed:
    """What is kept is computed from what was written, never taken from the archive."""
    written = item.content
    day: date = written.starts.date() if isinstance(written, Appointment) else written.ends_on
    if day.year not in _YEARS:
        raise Wrong(f"{at}.content")
    try:
        # Today's bounds on the day are for who types one; an archive may hold the appointments of ten years.
        return place(written, now=datetime.combine(day, datetime.min.time()))
    except Invalid as wrong:
        raise Wrong(f"{at}.content.{next(iter(wrong.fields), '')}".rstrip(".")) from None


async def _plan(arrival: Arrival, id: UUID, item: PortableItem, where: Placed, at: str) -> None:
    told = {said.lead: arrival.moment_or_none(said.told_at, f"{at}.reminders") for said in item.reminders}
    due: list[tuple[str, datetime, datetime | None]] = []
    for moment in where.moments:
        said = told.get(moment.lead)
        if moment.due_at > arrival.at:
            said = None
        elif said is None or said > arrival.at:
            said = arrival.at
        due.append((moment.lead, moment.due_at, said))
    await fetch(
        "INSERT INTO agenda_moment (item_id, lead, due_at, told_at)"
        " SELECT $1, * FROM unnest($2::text[], $3::timestamptz[], $4::timestamptz[])",
        id,
        [lead for lead, _, _ in due],
        [due_at for _, due_at, _ in due],
        [said for _, _, said in due],
    )
