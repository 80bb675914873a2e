"""The trace's SQL. Traces are only ever added."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from backend.kit.database import fetch, fetch_one
from backend.kit.masked import Viewer, unmasked
from backend.rooms.audit.tags import Tag

VIEWING = timedelta(minutes=30)
# Several servers' clocks differ a little; a viewing from further ahead is from before the clock went back: it hides none.
_SKEW = timedelta(minutes=1)

_COLUMNS = "id, at, carnet_id, tag, category, item_id, person_id, person_name, profile, habilitation_id, session_id, device, structure, right_used"


async def insert(*values: object) -> None:
    marks = ",".join(f"${n}" for n in range(1, len(_COLUMNS.split(",")) + 1))
    await fetch(f"INSERT INTO trace ({_COLUMNS}) VALUES ({marks})", *values)  # noqa: S608 - constant


async def insert_viewing(*values: object, key: UUID) -> bool:
    """Adds the trace unless the same session has one for the same key within VIEWING. Atomic under parallel ranges;
    when there is one, it is only looked at: the many ranges of a film wait for nobody."""
    row = await fetch_one(
        f"""
        WITH fresh AS (
            INSERT INTO viewing AS v (session_id, tag, item_id, at)
            SELECT $11::uuid, $4::text, $17::uuid, $2::timestamptz WHERE NOT EXISTS (
                SELECT FROM viewing k WHERE k.session_id = $11::uuid AND k.tag = $4::text
                    AND k.item_id = $17::uuid AND k.at > $2 - $15::interval AND k.at <= $2 + $16::interval)
            ON CONFLICT (session_id, tag, item_id) DO UPDATE SET at = EXCLUDED.at
                WHERE v.at <= EXCLUDED.at - $15::interval OR v.at > EXCLUDED.at + $16::interval
            RETURNING 1
        )
        INSERT INTO trace ({_COLUMNS}) SELECT $1::uuid,$2,$3::uuid,$4,$5,$6::uuid,$7::uuid,$8,$9,$10::uuid,$11,$12,$13,$14 FROM fresh RETURNING id
        """,  # noqa: S608 - constant
        *values,
        VIEWING,
        _SKEW,
        key,
    )
    return row is not None


async def oldest_first(
    carnet_id: UUID, viewer: Viewer, *, after: tuple[datetime, UUID] | None, until: datetime, limit: int
) -> list[dict[str, Any]]:
    at, id = after or (None, None)
    return await fetch(
        f"""
        SELECT {_COLUMNS} FROM trace
        WHERE carnet_id = $1 AND at <= $4 AND ($2::timestamptz IS NULL OR (at, id) > ($2, $3::uuid))
          AND {unmasked("trace.item_id", 6)}
        ORDER BY at, id LIMIT $5
        """,  # noqa: S608 - constant
        carnet_id,
        at,
        id,
        until,
        limit,
        *viewer,
    )


async def since(
    carnet_id: UUID,
    viewer: Viewer,
    *,
    after: datetime | None,
    tags: list[str],
    categories: list[str],
    limit: int,
) -> list[dict[str, Any]]:
    """Newest acts of the others, of these tags and categories."""
    return await fetch(
        f"""
        SELECT {_COLUMNS} FROM trace
        WHERE carnet_id = $1 AND ($2::timestamptz IS NULL OR at > $2) AND tag = ANY($3) AND category = ANY($4)
          AND person_id IS DISTINCT FROM $6 AND {unmasked("trace.item_id", 6)}
        ORDER BY at DESC, id DESC LIMIT $5
        """,  # noqa: S608 - constant
        carnet_id,
        after,
        tags,
        categories,
        limit,
        *viewer,
    )


async def people_since(carnet_id: UUID, viewer: Viewer, *, since: datetime, tags: list[str]) -> int:
    row = await fetch_one(
        f"""
        SELECT count(DISTINCT COALESCE(person_id, session_id, id)) AS people FROM trace
        WHERE carnet_id = $1 AND at >= $2 AND tag = ANY($3) AND person_id IS DISTINCT FROM $4 AND {unmasked("trace.item_id", 4)}
        """,  # noqa: S608 - constant
        carnet_id,
        since,
        tags,
        *viewer,
    )
    return int(row["people"]) if row else 0


async def how_often(carnet_id: UUID, *, tag: str, since: datetime) -> int:
    # sees all: openings of the urgent sheet, which is never hidden
    row = await fetch_one(
        "SELECT count(*) AS n FROM trace WHERE carnet_id = $1 AND tag = $2 AND at >= $3 AND profile IS DISTINCT FROM 'representative'",
        carnet_id,
        tag,
        since,
    )
    return row["n"] if row else 0


async def last_seen(carnet_id: UUID, viewer: Viewer) -> dict[UUID, datetime]:
    rows = await fetch(
        "SELECT person_id, max(at) AS at FROM trace WHERE carnet_id = $1 AND person_id IS NOT NULL"  # noqa: S608 - constants
        f" AND tag <> '{Tag.FILE_INFECTED.value}'"  # the scanner may say it days after they were here
        f" AND {unmasked('trace.item_id', 2)} GROUP BY person_id",
        carnet_id,
        *viewer,
    )
    return {row["person_id"]: row["at"] for row in rows}


async def drop_old_viewings(at: datetime) -> None:
    await fetch("DELETE FROM viewing WHERE at < $1::timestamptz - interval '1 day'", at)


async def how_many(carnet_id: UUID, viewer: Viewer) -> int:
    row = await fetch_one(
        f"SELECT count(*) AS n FROM trace WHERE carnet_id = $1 AND {unmasked('trace.item_id', 2)}",  # noqa: S608 - constant
        carnet_id,
        *viewer,
    )
    return int(row["n"]) if row else 0
