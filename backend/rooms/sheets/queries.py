"""The sheets' SQL: registers, each at its place on a sheet of a notebook whose door was passed (docs/decisions/0011-habits.md)."""

from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from backend.kit.database import fetch, fetch_one

Row = dict[str, Any]


class Place(NamedTuple):
    """A register: a heading of the habits, or a line of another sheet."""

    carnet_id: UUID
    sheet: str
    name: str


_HEADS = """
    SELECT v.*, coalesce(c.person_id, v.author_id) AS confirmed_by,
        coalesce(c.person_name, v.author_name) AS confirmed_name, coalesce(c.at, v.written_at) AS confirmed_at
    FROM sheet_version v
    LEFT JOIN LATERAL (
        SELECT person_id, person_name, at FROM sheet_confirmation
        WHERE version_id = v.id AND taken_back_at IS NULL ORDER BY at DESC LIMIT 1
    ) c ON true
    WHERE v.carnet_id = $1 AND v.sheet = ANY($2::text[]) AND ($3::text IS NULL OR v.place = $3)
        AND NOT EXISTS (SELECT 1 FROM sheet_version_base b WHERE b.base_id = v.id)
    ORDER BY v.written_at, v.id
"""
"""Writing is confirming, until somebody says it again."""


_LINEAGE = """
    WITH RECURSIVE line(id) AS (
        SELECT unnest($2::uuid[])
        UNION SELECT b.base_id FROM line JOIN sheet_version_base b ON b.version_id = line.id
    )
    SELECT v.*, coalesce(c.person_id, v.author_id) AS confirmed_by,
        coalesce(c.person_name, v.author_name) AS confirmed_name, coalesce(c.at, v.written_at) AS confirmed_at,
        ARRAY(SELECT b.base_id FROM sheet_version_base b WHERE b.version_id = v.id) AS bases
    FROM line JOIN sheet_version v USING (id)
    LEFT JOIN LATERAL (
        SELECT person_id, person_name, at FROM sheet_confirmation
        WHERE version_id = v.id AND taken_back_at IS NULL ORDER BY at DESC LIMIT 1
    ) c ON true
    WHERE v.carnet_id = $1
"""


async def lock(place: Place) -> None:
    """Held until the transaction ends: what is written at one place comes one by one."""
    await fetch(
        "INSERT INTO sheet_place (carnet_id, sheet, place) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING", *place
    )
    await fetch(
        "SELECT 1 FROM sheet_place WHERE carnet_id = $1 AND sheet = $2 AND place = $3 FOR UPDATE", *place
    )


async def version_anywhere(id: UUID) -> Row | None:
    """For an id made by the phone: is it taken?"""
    return await fetch_one("SELECT * FROM sheet_version WHERE id = $1", id)


async def those(place: Place, ids: list[UUID]) -> list[Row]:
    return await fetch(
        "SELECT * FROM sheet_version WHERE carnet_id = $1 AND sheet = $2 AND place = $3 AND id = ANY($4)",
        *place,
        ids,
    )


async def last_kept(place: Place, owner: UUID) -> Row:
    """The last version that holds a number kept by this person, at a place where there is one."""
    row = await fetch_one(
        "SELECT * FROM sheet_version WHERE carnet_id = $1 AND sheet = $2 AND place = $3 AND phone_owner = $4"
        " AND content IS NOT NULL ORDER BY written_at DESC, id DESC LIMIT 1",
        *place,
        owner,
    )
    assert row is not None
    return row


async def kept_numbers(carnet_id: UUID) -> list[Row]:
    """Every number of a place where somebody keeps one now."""
    return await fetch(
        """
        SELECT DISTINCT v.content ->> 'phone' AS phone, h.phone_owner
        FROM sheet_version v JOIN sheet_version h USING (carnet_id, sheet, place)
        WHERE v.carnet_id = $1 AND v.sheet = 'contacts' AND h.phone_owner IS NOT NULL AND v.content ->> 'phone' <> ''
            AND NOT EXISTS (SELECT 1 FROM sheet_version_base b WHERE b.base_id = h.id)
        """,
        carnet_id,
    )


async def heads(carnet_id: UUID, sheets: list[str]) -> list[Row]:
    """Of every place of these sheets, the oldest first."""
    return await fetch(_HEADS, carnet_id, sheets, None)


async def heads_of(place: Place) -> list[Row]:
    return await fetch(_HEADS, place.carnet_id, [place.sheet], place.name)


async def lineage(carnet_id: UUID, ids: list[UUID]) -> list[Row]:
    """These versions, and every one under them, as heads are read, each with `bases`."""
    return await fetch(_LINEAGE, carnet_id, ids)


class Past(NamedTuple):
    """versions: how many there are at this place. began: when the first was written."""

    versions: int
    began: datetime


async def pasts(carnet_id: UUID, sheets: list[str]) -> dict[tuple[str, str], Past]:
    """By sheet and place."""
    rows = await fetch(
        "SELECT sheet, place, count(*) AS n, min(written_at) AS began FROM sheet_version"
        " WHERE carnet_id = $1 AND sheet = ANY($2::text[]) GROUP BY sheet, place",
        carnet_id,
        sheets,
    )
    return {(row["sheet"], row["place"]): Past(row["n"], row["began"]) for row in rows}


async def insert(
    place: Place,
    *,
    id: UUID,
    kind: str,
    text: str,
    content: str | None,
    phone_owner: UUID | None,
    author_id: UUID,
    author_name: str,
    at: datetime,
    noted_at: datetime | None,
    action: str,
    bases: list[UUID],
) -> bool:
    """False when the id was taken meanwhile, at another place: nothing is written."""
    written = await fetch(
        """
        INSERT INTO sheet_version (id, carnet_id, sheet, place, kind, text, content, phone_owner,
            author_id, author_name, written_at, noted_at, action)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (id) DO NOTHING RETURNING id
        """,
        id,
        *place,
        kind,
        text,
        content,
        phone_owner,
        author_id,
        author_name,
        at,
        noted_at,
        action,
    )
    if written:
        await fetch(
            "INSERT INTO sheet_version_base (version_id, base_id) SELECT $1, unnest($2::uuid[])", id, bases
        )
    return bool(written)


async def confirmation(id: UUID) -> Row | None:
    """Taken back or not: a confirmation that arrives twice stands once."""
    return await fetch_one("SELECT * FROM sheet_confirmation WHERE id = $1", id)


async def confirm(carnet_id: UUID, version: UUID, *, id: UUID, by: UUID, name: str, at: datetime) -> bool:
    """False when the id was taken meanwhile: nothing is written."""
    row = await fetch_one(
        "INSERT INTO sheet_confirmation (id, version_id, person_id, person_name, at)"
        " SELECT $3, v.id, $4, $5, $6 FROM sheet_version v WHERE v.carnet_id = $1 AND v.id = $2"
        " ON CONFLICT (id) DO NOTHING RETURNING id",
        carnet_id,
        version,
        id,
        by,
        name,
        at,
    )
    return row is not None


async def unconfirm(place: Place, id: UUID, *, by: UUID, at: datetime) -> UUID | None:
    """The version that it was about; None when this person has no such confirmation that stands."""
    row = await fetch_one(
        "UPDATE sheet_confirmation c SET taken_back_at = $6 FROM sheet_version v"
        " WHERE c.id = $4 AND c.person_id = $5 AND c.taken_back_at IS NULL"
        " AND v.id = c.version_id AND v.carnet_id = $1 AND v.sheet = $2 AND v.place = $3 RETURNING v.id",
        *place,
        id,
        by,
        at,
    )
    return row["id"] if row else None


async def own_confirmations(carnet_id: UUID, person_id: UUID) -> list[Row]:
    """Those of this person that stand."""
    return await fetch(
        "SELECT c.id, c.version_id FROM sheet_confirmation c JOIN sheet_version v ON v.id = c.version_id"
        " WHERE v.carnet_id = $1 AND c.person_id = $2 AND c.taken_back_at IS NULL",
        carnet_id,
        person_id,
    )


async def take_back(ids: list[UUID], *, at: datetime) -> None:
    await fetch("UPDATE sheet_confirmation SET taken_back_at = $2 WHERE id = ANY($1)", ids, at)


async def history(place: Place, *, before: tuple[datetime, UUID] | None, limit: int) -> list[Row]:
    """Newest first, each with `bases` and who confirmed it, the oldest first."""
    at, id = before or (None, None)
    return await fetch(
        """
        SELECT v.*, ARRAY(SELECT b.base_id FROM sheet_version_base b WHERE b.version_id = v.id) AS bases,
            c.ids AS confirmed_ids, c.names AS confirmed_names, c.times AS confirmed_times
        FROM sheet_version v
        CROSS JOIN LATERAL (
            SELECT coalesce(array_agg(person_id ORDER BY at), '{}') AS ids,
                coalesce(array_agg(person_name ORDER BY at), '{}') AS names, coalesce(array_agg(at ORDER BY at), '{}') AS times
            FROM sheet_confirmation WHERE version_id = v.id AND taken_back_at IS NULL
        ) c
        WHERE v.carnet_id = $1 AND v.sheet = $2 AND v.place = $3
            AND ($4::timestamptz IS NULL OR (v.written_at, v.id) < ($4, $5::uuid))
        ORDER BY v.written_at DESC, v.id DESC LIMIT $6
        """,
        *place,
        at,
        id,
        limit,
    )


async def written_since(carnet_id: UUID, sheets: list[str], since: datetime) -> list[Row]:
    """The last version of each place at which something was written after `since`, newest first."""
    return await fetch(
        """
        SELECT * FROM (
            SELECT DISTINCT ON (sheet, place) * FROM sheet_version
            WHERE carnet_id = $1 AND sheet = ANY($2::text[]) AND written_at > $3
            ORDER BY sheet, place, written_at DESC, id DESC
        ) last ORDER BY written_at DESC, id DESC
        """,
        carnet_id,
        sheets,
        since,
    )


async def every_version(carnet_id: UUID, sheets: list[str]) -> list[Row]:
    """Of every place of these sheets, the oldest first, each with `bases`."""
    return await fetch(
        """
        SELECT v.*, ARRAY(SELECT b.base_id FROM sheet_version_base b WHERE b.version_id = v.id ORDER BY 1) AS bases
        FROM sheet_version v WHERE v.carnet_id = $1 AND v.sheet = ANY($2::text[]) ORDER BY v.written_at, v.id
        """,
        carnet_id,
        sheets,
    )


async def every_confirmation(carnet_id: UUID) -> list[Row]:
    return await fetch(
        "SELECT c.* FROM sheet_confirmation c JOIN sheet_version v ON v.id = c.version_id"
        " WHERE v.carnet_id = $1 ORDER BY c.at, c.person_id",
        carnet_id,
    )
