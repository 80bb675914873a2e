"""The SQL of habits that arrive from an archive, in the transaction that opens their notebook."""

from collections.abc import Sequence
from uuid import UUID

from backend.kit.database import fetch
from backend.rooms.sheets.queries import Place


async def insert_versions(place: Place, rows: Sequence[tuple[object, ...]]) -> None:
    """rows: id, kind, text, content, phone_owner, author_id, author_name, written_at, noted_at, action."""
    if not rows:
        return
    await fetch("INSERT INTO sheet_place (carnet_id, sheet, place) VALUES ($1, $2, $3)", *place)
    await fetch(
        """
        INSERT INTO sheet_version (carnet_id, sheet, place, id, kind, text, content, phone_owner, author_id, author_name,
            written_at, noted_at, action)
        SELECT $1, $2, $3, * FROM unnest($4::uuid[], $5::text[], $6::text[], $7::jsonb[], $8::uuid[], $9::uuid[], $10::text[],
            $11::timestamptz[], $12::timestamptz[], $13::text[])
        """,
        *place,
        *(list(column) for column in zip(*rows, strict=True)),
    )


async def insert_bases(rows: Sequence[tuple[UUID, UUID]]) -> None:
    await fetch(
        "INSERT INTO sheet_version_base (version_id, base_id) SELECT * FROM unnest($1::uuid[], $2::uuid[])",
        [version for version, _ in rows],
        [base for _, base in rows],
    )


async def insert_confirmations(rows: Sequence[tuple[object, ...]]) -> None:
    """rows: id, version_id, person_id, person_name, at, taken_back_at."""
    if rows:
        await fetch(
            "INSERT INTO sheet_confirmation (id, version_id, person_id, person_name, at, taken_back_at)"
            " SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::timestamptz[], $6::timestamptz[])",
            *(list(column) for column in zip(*rows, strict=True)),
        )
