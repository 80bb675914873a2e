"""The captures' SQL. What takes a carnet's id is called behind that notebook's door."""

from datetime import datetime
from typing import Any
from uuid import UUID

from backend.kit.database import fetch, fetch_one, insert_row
from backend.kit.days import ZONE
from backend.kit.masked import CODE, Viewer, scopes, unmasked, unprotected

Row = dict[str, Any]

_RENDITIONS = "COALESCE((SELECT array_agg(name ORDER BY name) FROM rendition r WHERE r.capture_id = c.id), '{}') AS renditions"


def _shown(first: int, *, binned: bool = False) -> str:
    """Captures as a viewer is told of them, whose values are ${first} and the next. The one that it resembles, or of which it is a
    copy, may be hidden. binned: told of a copy also while the original is in the bin."""
    return f"""
    SELECT c.*, {_RENDITIONS}, {scopes("c.id")} AS masks, (SELECT d.category FROM capture d WHERE d.id = c.duplicate_of
        AND {unmasked("d.id", first)}) AS duplicate_in,
        (SELECT o.category FROM capture o WHERE o.id = c.copy_of AND {unmasked("o.id", first)}
            {"" if binned else "AND o.deleted_at IS NULL"}) AS copy_in FROM capture c
    """  # noqa: S608 - constants


_OPEN = "(c.category = ANY($2) OR (c.author_id = $3 AND c.category = ANY({adds})))"
"""Of an album that this person reads, or added by them to one that they may still add to."""


CUT: Row = {"cut_from": None, "cut_first": None, "cut_last": None}
"""Of a film of which nothing is to be cut (any more)."""


async def insert(values: Row) -> None:
    await insert_row("capture", values)


async def capture(carnet_id: UUID, capture_id: UUID, viewer: Viewer, *, lock: bool = False) -> Row | None:
    return await fetch_one(
        f"{_shown(3)} WHERE c.carnet_id = $1 AND c.id = $2 AND {unmasked('c.id', 3)}"
        + (" FOR UPDATE OF c" if lock else ""),
        carnet_id, capture_id, *viewer,
    )  # fmt: skip


async def capture_anywhere(capture_id: UUID, *, lock: bool = False) -> Row | None:
    """For the house's own jobs."""
    # sees all: the house’s own job, which shows nothing to anybody
    return await fetch_one(
        f"SELECT c.*, {_RENDITIONS} FROM capture c WHERE c.id = $1" + (" FOR UPDATE OF c" if lock else ""),  # noqa: S608 - constants
        capture_id,
    )


async def given_by_code(carnet_id: UUID, ids: list[UUID]) -> list[Row]:
    """Of these films, those that whoever holds a code of the urgent sheet may be shown now."""
    return await fetch(
        "SELECT c.id, c.category, c.taken_at, c.duration_s FROM capture c"  # noqa: S608 - constants
        " WHERE c.carnet_id = $1 AND c.id = ANY($2) AND c.kind = 'video' AND c.state = 'ready' AND c.deleted_at IS NULL"
        f" AND {unmasked('c.id', 3)} AND {unprotected('c.id')}",
        carnet_id, ids, *CODE,
    )  # fmt: skip


async def page(
    carnet_id: UUID,
    *,
    categories: list[str],
    adds: list[str],
    viewer: Viewer,
    before: tuple[datetime, UUID] | None,
    limit: int,
    kind: str | None,
) -> list[Row]:
    at, id = before or (None, None)
    return await fetch(
        f"""
        {_shown(8)}
        WHERE c.carnet_id = $1 AND c.deleted_at IS NULL AND {_OPEN.format(adds="$10")} AND {unmasked("c.id", 8)}
          AND ($4::timestamptz IS NULL OR (c.taken_at, c.id) < ($4, $5::uuid))
          AND ($6::text IS NULL OR c.kind = $6)
        ORDER BY c.taken_at DESC, c.id DESC LIMIT $7
        """,
        carnet_id, categories, viewer.person_id, at, id, kind, limit, *viewer, adds,
    )  # fmt: skip


async def findable(carnet_id: UUID, *, categories: list[str], adds: list[str], viewer: Viewer) -> list[Row]:
    """The words of each image that a page of the album could show."""
    return await fetch(
        "SELECT c.id, c.category, c.taken_at, c.author_name, c.tags, c.found FROM capture c"  # noqa: S608 - constants
        f" WHERE c.carnet_id = $1 AND c.deleted_at IS NULL AND {_OPEN.format(adds='$4')} AND {unmasked('c.id', 5)}",
        carnet_id, categories, viewer.person_id, adds, *viewer,
    )  # fmt: skip


async def told(
    carnet_id: UUID, ids: list[UUID], *, categories: list[str], adds: list[str], viewer: Viewer
) -> list[Row]:
    return await fetch(
        "SELECT c.id, c.kind, c.category, c.taken_at, c.author_name, c.note, c.tags,"  # noqa: S608 - constants
        " EXISTS (SELECT FROM rendition r WHERE r.capture_id = c.id AND r.name = 'small') AS pictured FROM capture c"
        f" WHERE c.carnet_id = $1 AND c.deleted_at IS NULL AND {_OPEN.format(adds='$4')} AND {unmasked('c.id', 5)} AND c.id = ANY($7)",
        carnet_id, categories, viewer.person_id, adds, *viewer, ids,
    )  # fmt: skip


async def every(carnet_id: UUID, viewer: Viewer) -> list[Row]:
    """Those in the bin too."""
    return await fetch(
        f"{_shown(2, binned=True)} WHERE c.carnet_id = $1 AND {unmasked('c.id', 2)} ORDER BY c.taken_at, c.id",
        carnet_id,
        *viewer,
    )


async def totals(carnet_id: UUID, viewer: Viewer) -> list[Row]:
    """How many have wholly arrived and their bytes, by kind; those in the bin too."""
    return await fetch(
        "SELECT kind, count(*) AS count, sum(size)::bigint AS size FROM capture c"  # noqa: S608 - constants
        f" WHERE carnet_id = $1 AND state <> 'receiving' AND {unmasked('c.id', 2)} GROUP BY kind",
        carnet_id, *viewer,
    )  # fmt: skip


async def months(carnet_id: UUID, *, categories: list[str], adds: list[str], viewer: Viewer) -> list[Row]:
    return await fetch(
        f"""
        SELECT to_char(c.taken_at AT TIME ZONE $4, 'YYYY-MM') AS month, count(*) AS count FROM capture c
        WHERE c.carnet_id = $1 AND c.deleted_at IS NULL AND {_OPEN.format(adds="$5")} AND {unmasked("c.id", 6)}
        GROUP BY 1 ORDER BY 1 DESC
        """,  # noqa: S608 - constants
        carnet_id, categories, viewer.person_id, ZONE.key, adds, *viewer,
    )  # fmt: skip


async def bin_of(carnet_id: UUID, *, categories: list[str], adds: list[str], viewer: Viewer) -> list[Row]:
    """What is in the bin of these categories, and what this person put there."""
    return await fetch(
        f"{_shown(5)} WHERE c.carnet_id = $1 AND c.deleted_at IS NOT NULL AND {unmasked('c.id', 5)}"
        " AND (c.category = ANY($2) OR (c.deleted_by = $3 AND c.author_id = $3 AND c.category = ANY($4)))"
        " ORDER BY c.deleted_at DESC LIMIT 200",
        carnet_id, categories, viewer.person_id, adds, *viewer,
    )  # fmt: skip


async def change(capture_id: UUID, values: Row) -> None:
    """What people change, under a new version."""
    await settle(capture_id, {**values, "version": values["version"] + 1})


async def settle(capture_id: UUID, values: Row) -> None:
    """What becomes of it by itself: whoever is writing a note meanwhile is not disturbed."""
    sets = ", ".join(f"{name} = ${n}" for n, name in enumerate(values, start=2))
    await fetch(
        f"UPDATE capture SET {sets} WHERE id = $1",  # noqa: S608 - our names
        capture_id,
        *values.values(),
    )


async def not_cleaned(capture_id: UUID, reason: str, *, kind: str, state: str) -> None:
    """Unless it was found meanwhile to be something else."""
    await fetch(
        "UPDATE capture SET clean_reason = $2 WHERE id = $1 AND kind = $3 AND state = $4",
        capture_id, reason, kind, state,
    )  # fmt: skip


async def set_progress(capture_id: UUID, progress: float) -> None:
    await fetch(
        "UPDATE capture SET progress = $2 WHERE id = $1 AND state = 'preparing'", capture_id, progress
    )


async def same_content(carnet_id: UUID, sha256: bytes, but: UUID) -> UUID | None:
    # sees all: a job; the number it finds is shown to who sees that one too
    row = await fetch_one(
        "SELECT id FROM capture WHERE carnet_id = $1 AND sha256 = $2 AND id <> $3 ORDER BY added_at LIMIT 1",
        carnet_id, sha256, but,
    )  # fmt: skip
    return row["id"] if row else None


async def shown_with(
    carnet_id: UUID, sums: list[bytes], *, categories: list[str], adds: list[str], viewer: Viewer
) -> list[Row]:
    """What has one of these contents, of what the album shows to this person."""
    return await fetch(
        f"""
        SELECT DISTINCT ON (c.sha256) c.sha256, c.id FROM capture c
        WHERE c.carnet_id = $1 AND c.sha256 = ANY($5) AND c.state = 'ready' AND c.deleted_at IS NULL
          AND {_OPEN.format(adds="$4")} AND {unmasked("c.id", 6)}
        ORDER BY c.sha256, c.added_at
        """,  # noqa: S608 - constants
        carnet_id, categories, viewer.person_id, adds, sums, *viewer,
    )  # fmt: skip


async def sum_of(capture_id: UUID) -> bytes | None:
    """SHA-256 of the original, once it was prepared."""
    # sees all: the house’s own job, which shows nothing to anybody
    row = await fetch_one("SELECT sha256 FROM capture WHERE id = $1", capture_id)
    return row["sha256"] if row else None


async def put_rendition(capture_id: UUID, name: str, object: str, size: int, media_type: str) -> None:
    await fetch(
        """
        INSERT INTO rendition (capture_id, name, object, size, media_type) VALUES ($1, $2, $3, $4, $5)
        ON CONFLICT (capture_id, name) DO UPDATE SET object = $3, size = $4, media_type = $5
        """,
        capture_id, name, object, size, media_type,
    )  # fmt: skip


async def rendition(capture_id: UUID, name: str) -> Row | None:
    # sees all: behind the door of its item, which asked
    return await fetch_one("SELECT * FROM rendition WHERE capture_id = $1 AND name = $2", capture_id, name)


async def copies_of(capture_id: UUID) -> list[str]:
    """Their objects."""
    # sees all: the house’s own job, which shows nothing to anybody
    return [
        row["object"] for row in await fetch("SELECT object FROM rendition WHERE capture_id = $1", capture_id)
    ]


async def refused_before(before: datetime) -> list[UUID]:
    # sees all: the house’s own job, which shows nothing to anybody
    rows = await fetch(
        "SELECT id FROM capture WHERE state = 'refused' AND settled_at < $1 AND deleted_at IS NULL"
        " AND NOT carnet_is_closed(carnet_id)",
        before,
    )
    return [row["id"] for row in rows]


async def unprepared(before: datetime) -> list[Row]:
    """Waiting since before then, to be cut or prepared, with no job that would do it."""
    # sees all: the house’s own job, which shows nothing to anybody
    return await fetch(
        """
        SELECT id, settled_at, reason FROM capture c WHERE (state = 'preparing' OR cut_from IS NOT NULL) AND settled_at < $1
            AND NOT carnet_is_closed(carnet_id) AND NOT EXISTS (
            SELECT FROM procrastinate_jobs j WHERE j.task_name = 'captures.prepare' AND j.lock = c.id::text
                AND j.status IN ('todo', 'doing'))
        """,
        before,
    )


async def unpacked(before: datetime, limit: int) -> list[UUID]:
    """Photos ready since before then whose larger copies were never packed once more."""
    # sees all: the house’s own job, which shows nothing to anybody
    rows = await fetch(
        "SELECT id FROM capture WHERE packed_at IS NULL AND kind = 'photo' AND state = 'ready' AND settled_at < $1"
        " AND deleted_at IS NULL AND NOT carnet_is_closed(carnet_id) ORDER BY settled_at DESC LIMIT $2",
        before, limit,
    )  # fmt: skip
    return [row["id"] for row in rows]


async def sizes_of(capture_id: UUID) -> dict[str, int]:
    """Bytes of each copy."""
    # sees all: the house’s own job, which shows nothing to anybody
    rows = await fetch("SELECT name, size FROM rendition WHERE capture_id = $1", capture_id)
    return {row["name"]: row["size"] for row in rows}


async def to_erase(*, binned_before: datetime) -> list[Row]:
    """Thirty days in the bin."""
    # sees all: the house’s own job, which shows nothing to anybody
    return await fetch(
        "SELECT id, carnet_id FROM capture WHERE deleted_at < $1 AND NOT carnet_is_closed(carnet_id)",
        binned_before,
    )


async def lock_due(capture_id: UUID, *, binned_before: datetime) -> bool:
    """Looks again: it may have been restored since `to_erase` listed it."""
    # sees all: the house’s own job, which shows nothing to anybody
    row = await fetch_one(
        "SELECT 1 FROM capture WHERE id = $1 AND deleted_at < $2 AND NOT carnet_is_closed(carnet_id) FOR UPDATE",
        capture_id,
        binned_before,
    )
    return row is not None


async def known_copies(names: list[str]) -> set[str]:
    # sees all: names of objects, for the house that sweeps what nothing names
    return {
        row["object"] for row in await fetch("SELECT object FROM rendition WHERE object = ANY($1)", names)
    }
