"""The agenda's SQL. What takes a carnet's id is called behind that notebook's door."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from backend.kit.database import fetch, fetch_one
from backend.kit.masked import Viewer, scopes, unmasked
from backend.kit.transaction import one_by_one
from backend.rooms.agenda.sources import Source

Row = dict[str, Any]

MOST = 100
KEPT_PAST = timedelta(days=366)
FROM_OPEN = "(i.category IS NULL OR i.category = ANY(${}))"
"""SQL: a date of the agenda's own, or one that a line keeps on a sheet which is open to who looks (`sources.open_to`)."""
_SHOWN = f"SELECT i.*, {scopes('i.id')} AS masks FROM agenda_item i"  # noqa: S608 - constant


async def insert(
    *,
    id: UUID,
    carnet_id: UUID,
    content: str,
    starts_at: datetime,
    over_at: datetime,
    at: datetime,
    author_id: UUID,
    author_name: str,
    source: Source | None = None,
) -> bool:
    """False when there is one of that number already."""
    row = await fetch_one(
        "INSERT INTO agenda_item (id, carnet_id, content, starts_at, over_at, added_at, author_id, author_name, category, sheet, place)"
        " VALUES ($1, $2, $3::jsonb, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (id) DO NOTHING RETURNING id",
        id,
        carnet_id,
        content,
        starts_at,
        over_at,
        at,
        author_id,
        author_name,
        *(source or (None, None, None)),
    )
    return row is not None


async def followed(carnet_id: UUID, source: Source) -> Row | None:
    """The date that this line keeps, held; in the bin too."""
    # sees all: written with its line, by who writes there; shown to nobody
    return await fetch_one(
        "SELECT * FROM agenda_item WHERE carnet_id = $1 AND (category, sheet, place) = ($2, $3, $4) FOR UPDATE",
        carnet_id, *source,
    )  # fmt: skip


async def sources(carnet_id: UUID) -> list[Source]:
    """Of every date that a line keeps now."""
    # sees all: for an archive that arrives; shown to nobody
    rows = await fetch(
        "SELECT category, sheet, place FROM agenda_item WHERE carnet_id = $1 AND category IS NOT NULL AND deleted_at IS NULL",
        carnet_id,
    )
    return [Source(row["category"], row["sheet"], row["place"]) for row in rows]


async def get(
    carnet_id: UUID, item_id: UUID, viewer: Viewer, open_: list[str], *, lock: bool = False
) -> Row | None:
    return await fetch_one(
        f"{_SHOWN} WHERE carnet_id = $1 AND id = $2 AND {unmasked('i.id', 3)} AND {FROM_OPEN.format(5)}"
        + (" FOR UPDATE OF i" if lock else ""),
        carnet_id,
        item_id,
        *viewer,
        open_,
    )


async def fill_one_by_one(carnet_id: UUID) -> None:
    """Until this transaction ends, another that writes in this agenda waits: what it then counts is all there."""
    await one_by_one(f"agenda of {carnet_id}")


async def how_many_come(carnet_id: UUID, *, at: datetime) -> int:
    """Of its own: what the lines of sheets bring is bounded there."""
    # sees all: a number for a limit, shown to nobody
    row = await fetch_one(
        "SELECT count(*) AS n FROM agenda_item"
        " WHERE carnet_id = $1 AND category IS NULL AND deleted_at IS NULL AND over_at > $2 AND done_at IS NULL",
        carnet_id,
        at,
    )
    return int(row["n"]) if row else 0


async def coming(carnet_id: UUID, viewer: Viewer, open_: list[str], *, at: datetime, limit: int) -> list[Row]:
    return await fetch(
        f"{_SHOWN} WHERE carnet_id = $1 AND deleted_at IS NULL AND over_at > $2 AND done_at IS NULL"
        f" AND {unmasked('i.id', 4)} AND {FROM_OPEN.format(6)} ORDER BY starts_at, id LIMIT $3",
        carnet_id,
        at,
        limit,
        *viewer,
        open_,
    )


async def near(
    carnet_id: UUID, viewer: Viewer, open_: list[str], *, at: datetime, until: datetime, limit: int
) -> list[Row]:
    """Of what comes: what is before `until`, or has begun to be recalled."""
    return await fetch(
        f"{_SHOWN} WHERE carnet_id = $1 AND deleted_at IS NULL AND over_at > $2 AND done_at IS NULL AND {unmasked('i.id', 5)} AND {FROM_OPEN.format(7)}"
        " AND (starts_at <= $3 OR EXISTS (SELECT FROM agenda_moment m WHERE m.item_id = i.id AND m.due_at <= $2))"
        " ORDER BY starts_at, id LIMIT $4",
        carnet_id,
        at,
        until,
        limit,
        *viewer,
        open_,
    )


async def past(carnet_id: UUID, viewer: Viewer, open_: list[str], *, at: datetime) -> list[Row]:
    return await fetch(
        f"{_SHOWN} WHERE carnet_id = $1 AND deleted_at IS NULL AND over_at > $2::timestamptz - $3::interval"
        f" AND (over_at <= $2 OR done_at IS NOT NULL) AND {unmasked('i.id', 5)} AND {FROM_OPEN.format(7)}"
        " ORDER BY starts_at DESC, id DESC LIMIT $4",
        carnet_id,
        at,
        KEPT_PAST,
        MOST,
        *viewer,
        open_,
    )


async def binned(carnet_id: UUID, viewer: Viewer, *, since: datetime) -> list[Row]:
    """What the line of a sheet brought comes back with that line."""
    return await fetch(
        f"{_SHOWN} WHERE carnet_id = $1 AND deleted_at > $2 AND category IS NULL AND {unmasked('i.id', 3)} ORDER BY deleted_at DESC, id DESC",
        carnet_id,
        since,
        *viewer,
    )


async def findable(carnet_id: UUID, viewer: Viewer, open_: list[str]) -> list[Row]:
    """The words of each date, of whatever year."""
    return await fetch(
        "SELECT i.id, i.starts_at, i.author_name, i.found, i.content ->> 'sort' AS sort,"  # noqa: S608 - constants
        " i.content ->> 'with_whom' AS with_whom FROM agenda_item i"
        f" WHERE i.carnet_id = $1 AND i.deleted_at IS NULL AND {unmasked('i.id', 2)} AND {FROM_OPEN.format(4)}",
        carnet_id,
        *viewer,
        open_,
    )


async def told(carnet_id: UUID, ids: list[UUID], viewer: Viewer, open_: list[str]) -> list[Row]:
    return await fetch(
        "SELECT i.id, i.starts_at, i.content FROM agenda_item i"  # noqa: S608 - constants
        f" WHERE i.carnet_id = $1 AND i.deleted_at IS NULL AND {unmasked('i.id', 2)} AND i.id = ANY($4) AND {FROM_OPEN.format(5)}",
        carnet_id,
        *viewer,
        ids,
        open_,
    )


async def every(carnet_id: UUID, viewer: Viewer) -> list[Row]:
    """Those in the bin too."""
    return await fetch(
        f"{_SHOWN} WHERE carnet_id = $1 AND {unmasked('i.id', 2)} ORDER BY starts_at, id", carnet_id, *viewer
    )


async def moments(carnet_id: UUID, viewer: Viewer) -> list[Row]:
    """The reminders of every item."""
    return await fetch(
        f"SELECT m.* FROM agenda_moment m JOIN agenda_item i ON i.id = m.item_id WHERE i.carnet_id = $1 AND {unmasked('i.id', 2)}"  # noqa: S608 - constants
        " ORDER BY m.due_at, m.lead",
        carnet_id,
        *viewer,
    )


async def change(
    item_id: UUID, *, content: str, starts_at: datetime, over_at: datetime, at: datetime, name: str
) -> None:
    await fetch(
        "UPDATE agenda_item SET content = $2::jsonb, starts_at = $3, over_at = $4, changed_at = $5, changed_name = $6,"
        " version = version + 1 WHERE id = $1",
        item_id,
        content,
        starts_at,
        over_at,
        at,
        name,
    )


async def set_deleted(item_id: UUID, at: datetime | None) -> None:
    await fetch("UPDATE agenda_item SET deleted_at = $2, version = version + 1 WHERE id = $1", item_id, at)


async def set_done(item_id: UUID, at: datetime | None, name: str) -> None:
    await fetch(
        "UPDATE agenda_item SET done_at = $2, done_name = $3, version = version + 1 WHERE id = $1",
        item_id,
        at,
        name,
    )


async def drop_binned(*, before: datetime) -> None:
    await fetch("DELETE FROM agenda_item WHERE deleted_at <= $1 AND NOT carnet_is_closed(carnet_id)", before)


async def plan(item_id: UUID, moments: list[tuple[str, datetime]], *, told_until: datetime | None) -> None:
    """These moments, and no others. One that stays where it was keeps that it was told; one until then counts as told."""
    await fetch(
        """
        WITH wanted AS (SELECT * FROM unnest($2::text[], $3::timestamptz[]) AS w (lead, due_at)),
        gone AS (
            DELETE FROM agenda_moment m WHERE item_id = $1
            AND NOT EXISTS (SELECT FROM wanted w WHERE w.lead = m.lead)
        )
        INSERT INTO agenda_moment AS m (item_id, lead, due_at, told_at)
        SELECT $1, lead, due_at, CASE WHEN due_at <= $4::timestamptz THEN $4::timestamptz END FROM wanted
        ON CONFLICT (item_id, lead) DO UPDATE SET due_at = EXCLUDED.due_at, told_at = EXCLUDED.told_at
            WHERE m.due_at <> EXCLUDED.due_at
        """,
        item_id,
        [lead for lead, _ in moments],
        [due_at for _, due_at in moments],
        told_until,
    )
