"""The SQL of habits that arrive from an archive, in the transaction that opens their notebook."""

from collections.abc import Sequence
from uuid import UUID

from backend.kit.database import fetch


async def insert_versions(carnet_id: UUID, heading: str, rows: Sequence[tuple[object, ...]]) -> None:
    """rows: id, text, author_id, author_name, written_at, noted_at, action."""
    if not rows:
        return
    await fetch(
        "INSERT INTO sheet_place (carnet_id, sheet, place) VALUES ($1, 'habits', $2)", carnet_id, heading
    )
    await fetch(
        """
        INSERT INTO sheet_version (carnet_id, sheet, kind, place, id, text, author_id, author_name, written_at, noted_at, action)
        SELECT $1, 'habits', 'habit', $2, * FROM unnest($3::uuid[], $4::text[], $5::uuid[], $6::text[], $7::timestamptz[],
            $8::timestamptz[], $9::text[])
        """,
        carnet_id,
        heading,
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
