"""The SQL of a sheet that arrives from an archive, in the transaction that opens its notebook."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from backend.kit.database import fetch

Rows = Sequence[tuple[object, ...]]


async def insert_sheet(
    carnet_id: UUID,
    version: int,
    read_by: UUID | None,
    read_name: str,
    relation: str,
    read_at: datetime | None,
    card_months: int,
) -> None:
    await fetch(
        "INSERT INTO emergency_sheet (carnet_id, version, read_by, read_name, read_relation, read_at, card_months)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        carnet_id,
        version,
        read_by,
        read_name,
        relation,
        read_at,
        card_months,
    )


async def insert_lines(carnet_id: UUID, rows: Rows) -> None:
    await _insert(
        """
        INSERT INTO emergency_line (carnet_id, id, section, position, content, version, phone_owner, author_id,
            author_name, written_at, confirmed_by, confirmed_name, confirmed_at, deleted_at)
        SELECT $1, * FROM unnest($2::uuid[], $3::text[], $4::int[], $5::jsonb[], $6::int[], $7::uuid[], $8::uuid[],
            $9::text[], $10::timestamptz[], $11::uuid[], $12::text[], $13::timestamptz[], $14::timestamptz[])
        """,
        carnet_id,
        rows,
    )


async def insert_answers(carnet_id: UUID, rows: Rows) -> None:
    await _insert(
        "INSERT INTO emergency_answer (carnet_id, section, answer, answered_by, answered_name, answered_at)"
        " SELECT $1, * FROM unnest($2::text[], $3::text[], $4::uuid[], $5::text[], $6::timestamptz[])",
        carnet_id,
        rows,
    )


async def insert_changes(carnet_id: UUID, rows: Rows) -> None:
    await _insert(
        """
        INSERT INTO emergency_change (carnet_id, id, at, person_id, person_name, action, section, line_id, version,
            content, phone_owner, answer, earlier)
        SELECT $1, * FROM unnest($2::uuid[], $3::timestamptz[], $4::uuid[], $5::text[], $6::text[], $7::text[],
            $8::uuid[], $9::int[], $10::jsonb[], $11::uuid[], $12::text[], $13::jsonb[])
        """,
        carnet_id,
        rows,
    )


async def _insert(sql: str, carnet_id: UUID, rows: Rows) -> None:
    if rows:
        await fetch(sql, carnet_id, *(list(column) for column in zip(*rows, strict=True)))
