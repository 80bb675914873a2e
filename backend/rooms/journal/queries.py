"""The daily sheet's SQL. What takes a carnet's id is called behind that notebook's door. No entry is hidden from somebody (decision 0041)."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from backend.kit.database import fetch, fetch_one
from backend.kit.transaction import one_by_one

Row = dict[str, Any]


async def lock(carnet_id: UUID, of: UUID | str) -> None:
    """Until the transaction ends: what is written of one entry, or given of one line of the sheet, comes one by one."""
    await one_by_one(f"journal {carnet_id} {of}")


async def get(entry_id: UUID) -> Row | None:
    """Of whichever notebook: the caller compares."""
    return await fetch_one("SELECT * FROM journal_entry WHERE id = $1 FOR UPDATE", entry_id)


async def version(id: UUID) -> Row | None:
    return await fetch_one("SELECT * FROM journal_version WHERE id = $1", id)


async def insert(values: Row) -> bool:
    """False when that number is taken."""
    row = await fetch_one(
        """
        INSERT INTO journal_entry (id, carnet_id, kind, day, happened_at, ended_at, content, author_id, author_name,
            noted_at, written_at, version_id, to_check)
        VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $9, $10, $11, $12, $13) ON CONFLICT (id) DO NOTHING RETURNING id
        """,
        *(
            values[name]
            for name in (
                "id",
                "carnet_id",
                "kind",
                "day",
                "happened_at",
                "ended_at",
                "content",
                "author_id",
                "author_name",
                "noted_at",
                "written_at",
                "version_id",
                "to_check",
            )
        ),
    )
    return row is not None


async def insert_version(values: Row) -> bool:
    row = await fetch_one(
        "INSERT INTO journal_version (id, entry_id, happened_at, ended_at, content, noted_at, written_at)"
        " VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7) ON CONFLICT (id) DO NOTHING RETURNING id",
        values["version_id"],
        values["id"],
        values["happened_at"],
        values["ended_at"],
        values["content"],
        values["noted_at"],
        values["written_at"],
    )
    return row is not None


async def correct(values: Row) -> None:
    await fetch(
        "UPDATE journal_entry SET day = $2, happened_at = $3, ended_at = $4, content = $5::jsonb, version_id = $6,"
        " versions = versions + 1, changed_at = $7, to_check = $8 WHERE id = $1",
        values["id"],
        values["day"],
        values["happened_at"],
        values["ended_at"],
        values["content"],
        values["version_id"],
        values["written_at"],
        values["to_check"],
    )


async def set_to_check(entry_id: UUID, to_check: bool) -> None:
    await fetch("UPDATE journal_entry SET to_check = $2 WHERE id = $1", entry_id, to_check)


async def set_removed(entry_id: UUID, at: datetime | None, by: str) -> None:
    await fetch("UPDATE journal_entry SET removed_at = $2, removed_by = $3 WHERE id = $1", entry_id, at, by)


async def versions(entry_id: UUID) -> list[Row]:
    """Newest first."""
    return await fetch(
        "SELECT * FROM journal_version WHERE entry_id = $1 ORDER BY written_at DESC, id DESC", entry_id
    )


async def between(carnet_id: UUID, first: date, last: date) -> list[Row]:
    """Both days counted; without what was taken away."""
    return await fetch(
        "SELECT * FROM journal_entry WHERE carnet_id = $1 AND day BETWEEN $2 AND $3 AND removed_at IS NULL"
        " ORDER BY happened_at, id",
        carnet_id,
        first,
        last,
    )


async def removed(carnet_id: UUID, *, since: datetime) -> list[Row]:
    return await fetch(
        "SELECT * FROM journal_entry WHERE carnet_id = $1 AND removed_at > $2 ORDER BY removed_at DESC, id",
        carnet_id,
        since,
    )


async def drop_removed(*, before: datetime) -> None:
    await fetch(
        "DELETE FROM journal_entry WHERE removed_at <= $1 AND NOT carnet_is_closed(carnet_id)", before
    )


async def given_near(carnet_id: UUID, line: str, at: datetime, *, within: timedelta, but: UUID) -> Row | None:
    """The nearest other taking of this treatment, less than `within` before or after."""
    return await fetch_one(
        """
        SELECT * FROM journal_entry WHERE carnet_id = $1 AND kind = 'treatment' AND removed_at IS NULL AND id <> $5
            AND content ->> 'line' = $2 AND content ->> 'outcome' IN ('given', 'vomited')
            AND happened_at > $3::timestamptz - $4::interval AND happened_at < $3::timestamptz + $4::interval
        ORDER BY abs(extract(epoch FROM happened_at - $3::timestamptz)) LIMIT 1
        """,
        carnet_id,
        line,
        at,
        within,
        but,
    )


async def tracking(carnet_id: UUID, *, lock: bool = False) -> Row | None:
    return await fetch_one(
        "SELECT * FROM journal_tracking WHERE carnet_id = $1" + (" FOR UPDATE" if lock else ""),  # noqa: S608 - constants
        carnet_id,
    )


async def set_tracking(values: Row) -> None:
    await fetch(
        """
        INSERT INTO journal_tracking (carnet_id, kinds, signs, scales, dess_base, version, changed_at, changed_id, changed_name)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
        ON CONFLICT (carnet_id) DO UPDATE SET kinds = $2, signs = $3, scales = $4, dess_base = $5, version = $6,
            changed_at = $7, changed_id = $8, changed_name = $9
        """,
        *(
            values[name]
            for name in (
                "carnet_id",
                "kinds",
                "signs",
                "scales",
                "dess_base",
                "version",
                "changed_at",
                "changed_id",
                "changed_name",
            )
        ),
    )


async def every(carnet_id: UUID) -> list[Row]:
    """What was taken away too."""
    return await fetch("SELECT * FROM journal_entry WHERE carnet_id = $1 ORDER BY happened_at, id", carnet_id)


async def every_version(carnet_id: UUID) -> list[Row]:
    """The oldest first."""
    return await fetch(
        "SELECT v.* FROM journal_version v JOIN journal_entry e ON e.id = v.entry_id WHERE e.carnet_id = $1"
        " ORDER BY v.written_at, v.id",
        carnet_id,
    )
