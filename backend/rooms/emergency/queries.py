"""The SQL of the sheet itself; that of its links is in link_queries.py."""

from datetime import datetime
from typing import Any
from uuid import UUID

from backend.kit.database import fetch, fetch_one

Row = dict[str, Any]


async def lock_sheet(carnet_id: UUID) -> Row:
    """The sheet's row, made if absent, held until the transaction ends: changes to one sheet come one by one."""
    await fetch("INSERT INTO emergency_sheet (carnet_id) VALUES ($1) ON CONFLICT DO NOTHING", carnet_id)
    row = await fetch_one("SELECT * FROM emergency_sheet WHERE carnet_id = $1 FOR UPDATE", carnet_id)
    assert row is not None
    return row


async def sheet(carnet_id: UUID) -> Row | None:
    return await fetch_one("SELECT * FROM emergency_sheet WHERE carnet_id = $1", carnet_id)


async def bump(carnet_id: UUID) -> None:
    await fetch("UPDATE emergency_sheet SET version = version + 1 WHERE carnet_id = $1", carnet_id)


async def keep_card_months(carnet_id: UUID, months: int) -> None:
    await fetch("UPDATE emergency_sheet SET card_months = $2 WHERE carnet_id = $1", carnet_id, months)


async def mark_read(carnet_id: UUID, *, by: UUID, name: str, relation: str, at: datetime) -> None:
    await fetch(
        "UPDATE emergency_sheet SET read_by = $2, read_name = $3, read_relation = $4, read_at = $5"
        " WHERE carnet_id = $1",
        carnet_id,
        by,
        name,
        relation,
        at,
    )


async def lines(carnet_id: UUID) -> list[Row]:
    return await fetch(
        "SELECT * FROM emergency_line WHERE carnet_id = $1 AND deleted_at IS NULL ORDER BY position, id",
        carnet_id,
    )


async def every_line(carnet_id: UUID) -> list[Row]:
    """Those taken off the sheet too."""
    return await fetch(
        "SELECT * FROM emergency_line WHERE carnet_id = $1 ORDER BY section, position, id", carnet_id
    )


async def every_change(carnet_id: UUID) -> list[Row]:
    """Oldest first, as `changes`."""
    return await fetch(
        "SELECT * FROM emergency_change WHERE carnet_id = $1 ORDER BY at, id",
        carnet_id,
    )


async def removed(carnet_id: UUID, *, since: datetime) -> list[Row]:
    return await fetch(
        "SELECT * FROM emergency_line WHERE carnet_id = $1 AND deleted_at > $2 ORDER BY deleted_at DESC, id",
        carnet_id,
        since,
    )


async def line(carnet_id: UUID, id: UUID) -> Row | None:
    return await fetch_one("SELECT * FROM emergency_line WHERE carnet_id = $1 AND id = $2", carnet_id, id)


async def line_anywhere(id: UUID) -> Row | None:
    """For an id made by the phone: is it taken?"""
    return await fetch_one("SELECT carnet_id, author_id FROM emergency_line WHERE id = $1", id)


async def add_line(
    *,
    id: UUID,
    carnet_id: UUID,
    section: str,
    position: int,
    content: str,
    by: UUID,
    name: str,
    at: datetime,
) -> None:
    """Written by a representative is said by them on that day: it counts as confirmed."""
    await fetch(
        """
        INSERT INTO emergency_line (id, carnet_id, section, position, content,
            author_id, author_name, written_at, confirmed_by, confirmed_name, confirmed_at)
        VALUES ($1, $2, $3, $4, $5::jsonb, $6, $7, $8, $6, $7, $8)
        """,
        id,
        carnet_id,
        section,
        position,
        content,
        by,
        name,
        at,
    )


async def change_line(id: UUID, *, content: str, by: UUID, name: str, at: datetime) -> None:
    await fetch(
        """
        UPDATE emergency_line SET content = $2::jsonb, version = version + 1,
            author_id = $3, author_name = $4, written_at = $5, confirmed_by = $3, confirmed_name = $4, confirmed_at = $5
        WHERE id = $1
        """,
        id,
        content,
        by,
        name,
        at,
    )


async def set_removed(id: UUID, at: datetime | None, position: int | None = None) -> None:
    await fetch(
        "UPDATE emergency_line SET deleted_at = $2, version = version + 1, position = COALESCE($3, position)"
        " WHERE id = $1",
        id,
        at,
        position,
    )


async def set_positions(ids: list[UUID]) -> None:
    await fetch(
        "UPDATE emergency_line SET position = o.place - 1"
        " FROM unnest($1::uuid[]) WITH ORDINALITY AS o (id, place) WHERE emergency_line.id = o.id",
        ids,
    )


async def confirm_lines(ids: list[UUID], *, by: UUID, name: str, at: datetime) -> None:
    await fetch(
        "UPDATE emergency_line SET confirmed_by = $2, confirmed_name = $3, confirmed_at = $4 WHERE id = ANY($1)",
        ids,
        by,
        name,
        at,
    )


async def answers(carnet_id: UUID) -> list[Row]:
    return await fetch("SELECT * FROM emergency_answer WHERE carnet_id = $1", carnet_id)


async def set_answer(
    carnet_id: UUID, section: str, answer: str, *, by: UUID, name: str, at: datetime
) -> None:
    await fetch(
        """
        INSERT INTO emergency_answer (carnet_id, section, answer, answered_by, answered_name, answered_at)
        VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (carnet_id, section) DO UPDATE
            SET answer = $3, answered_by = $4, answered_name = $5, answered_at = $6
        """,
        carnet_id,
        section,
        answer,
        by,
        name,
        at,
    )


async def drop_answer(carnet_id: UUID, section: str) -> None:
    await fetch("DELETE FROM emergency_answer WHERE carnet_id = $1 AND section = $2", carnet_id, section)


async def confirm_answers(carnet_id: UUID, *, by: UUID, name: str, at: datetime) -> None:
    await fetch(
        "UPDATE emergency_answer SET answered_by = $2, answered_name = $3, answered_at = $4 WHERE carnet_id = $1",
        carnet_id,
        by,
        name,
        at,
    )


async def keep_change(
    *,
    id: UUID,
    carnet_id: UUID,
    at: datetime,
    by: UUID,
    name: str,
    action: str,
    section: str | None = None,
    line_id: UUID | None = None,
    version: int | None = None,
    content: str | None = None,
    answer: str | None = None,
    earlier: str | None = None,
) -> None:
    await fetch(
        """
        INSERT INTO emergency_change (id, carnet_id, at, person_id, person_name, action, section, line_id, version,
            content, answer, earlier)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb, $11, $12::jsonb)
        """,
        id,
        carnet_id,
        at,
        by,
        name,
        action,
        section,
        line_id,
        version,
        content,
        answer,
        earlier,
    )


async def changes(carnet_id: UUID, *, before: tuple[datetime, UUID] | None, limit: int) -> list[Row]:
    """Newest first."""
    at, id = before or (None, None)
    return await fetch(
        """
        SELECT * FROM emergency_change c
        WHERE c.carnet_id = $1 AND ($2::timestamptz IS NULL OR (c.at, c.id) < ($2, $3::uuid))
        ORDER BY c.at DESC, c.id DESC LIMIT $4
        """,
        carnet_id,
        at,
        id,
        limit,
    )
