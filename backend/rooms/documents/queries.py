"""The library's SQL. What takes a carnet's id is called behind that notebook's door."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from backend.kit.database import fetch, fetch_one, insert_row
from backend.kit.masked import Viewer, scopes, unmasked

Row = dict[str, Any]

_PAGES = "(SELECT count(*)::int FROM document_page p WHERE p.document_id = d.id) AS pages"


def _shown(first: int) -> str:
    """Letters as a viewer is told of them, whose values are ${first} and the next. The one that it resembles may be hidden."""
    return f"""
    SELECT d.*, {_PAGES}, {scopes("d.id")} AS masks, (SELECT e.category FROM document e WHERE e.id = d.duplicate_of
        AND {unmasked("e.id", first)}) AS duplicate_in FROM document d
    """  # noqa: S608 - constants


_OPEN = "(d.category = ANY($2) OR (d.author_id = $3 AND d.category = ANY($4)))"
"""Categories to read ($2); one's own ($3) in those to add to ($4)."""


async def insert(values: Row) -> None:
    await insert_row("document", values)


async def document(carnet_id: UUID, document_id: UUID, viewer: Viewer, *, lock: bool = False) -> Row | None:
    return await fetch_one(
        f"{_shown(3)} WHERE d.carnet_id = $1 AND d.id = $2 AND {unmasked('d.id', 3)}"
        + (" FOR UPDATE OF d" if lock else ""),
        carnet_id, document_id, *viewer,
    )  # fmt: skip


async def document_anywhere(document_id: UUID, *, lock: bool = False) -> Row | None:
    """For the house's own jobs."""
    # sees all: the house’s own job, which shows nothing to anybody
    return await fetch_one(
        f"SELECT d.*, {_PAGES} FROM document d WHERE d.id = $1" + (" FOR UPDATE OF d" if lock else ""),  # noqa: S608 - constants
        document_id,
    )


async def page(
    carnet_id: UUID,
    *,
    reads: list[str],
    adds: list[str],
    viewer: Viewer,
    category: str | None,
    before: tuple[date, UUID] | None,
    limit: int,
) -> list[Row]:
    day, id = before or (None, None)
    return await fetch(
        f"""
        {_shown(9)}
        WHERE d.carnet_id = $1 AND d.deleted_at IS NULL AND {_OPEN} AND {unmasked("d.id", 9)}
          AND ($5::text IS NULL OR d.category = $5)
          AND ($6::date IS NULL OR (d.written_on, d.id) < ($6, $7::uuid))
        ORDER BY d.written_on DESC, d.id DESC LIMIT $8
        """,
        carnet_id, reads, viewer.person_id, adds, category, day, id, limit, *viewer,
    )  # fmt: skip


async def findable(carnet_id: UUID, *, reads: list[str], adds: list[str], viewer: Viewer) -> list[Row]:
    """The words of each letter that a page of the library could show."""
    return await fetch(
        "SELECT d.id, d.category, d.written_on, d.written_by, d.author_name, d.found FROM document d"  # noqa: S608 - constants
        f" WHERE d.carnet_id = $1 AND d.deleted_at IS NULL AND {_OPEN} AND {unmasked('d.id', 5)}",
        carnet_id, reads, viewer.person_id, adds, *viewer,
    )  # fmt: skip


async def told(
    carnet_id: UUID, ids: list[UUID], *, reads: list[str], adds: list[str], viewer: Viewer
) -> list[Row]:
    return await fetch(
        "SELECT d.id, d.category, d.written_on, d.written_by, d.title, d.note FROM document d"  # noqa: S608 - constants
        f" WHERE d.carnet_id = $1 AND d.deleted_at IS NULL AND {_OPEN} AND {unmasked('d.id', 5)} AND d.id = ANY($7)",
        carnet_id, reads, viewer.person_id, adds, *viewer, ids,
    )  # fmt: skip


async def every(carnet_id: UUID, viewer: Viewer) -> list[Row]:
    """Those in the bin too."""
    return await fetch(
        f"{_shown(2)} WHERE d.carnet_id = $1 AND {unmasked('d.id', 2)} ORDER BY d.written_on, d.id",
        carnet_id, *viewer,
    )  # fmt: skip


async def total(carnet_id: UUID, viewer: Viewer) -> Row:
    """How many have wholly arrived and their bytes, those in the bin too."""
    row = await fetch_one(
        "SELECT count(*) AS count, COALESCE(sum(size), 0)::bigint AS size FROM document d"  # noqa: S608 - constants
        f" WHERE carnet_id = $1 AND state <> 'receiving' AND {unmasked('d.id', 2)}",
        carnet_id, *viewer,
    )  # fmt: skip
    assert row is not None
    return row


async def counts(carnet_id: UUID, *, reads: list[str], adds: list[str], viewer: Viewer) -> dict[str, int]:
    rows = await fetch(
        "SELECT d.category, count(*) AS count FROM document d WHERE d.carnet_id = $1 AND d.deleted_at IS NULL"  # noqa: S608 - constants
        f" AND {_OPEN} AND {unmasked('d.id', 5)} GROUP BY 1",
        carnet_id, reads, viewer.person_id, adds, *viewer,
    )  # fmt: skip
    return {row["category"]: row["count"] for row in rows}


async def bin_of(carnet_id: UUID, *, categories: list[str], adds: list[str], viewer: Viewer) -> list[Row]:
    """What is in the bin of these categories, and what this person put there of their own."""
    return await fetch(
        f"{_shown(5)} WHERE d.carnet_id = $1 AND d.deleted_at IS NOT NULL AND {unmasked('d.id', 5)}"
        " AND (d.category = ANY($2) OR (d.deleted_by = $3 AND d.author_id = $3 AND d.category = ANY($4)))"
        " ORDER BY d.deleted_at DESC LIMIT 200",
        carnet_id, categories, viewer.person_id, adds, *viewer,
    )  # fmt: skip


async def change(document_id: UUID, values: Row) -> None:
    """What people change, under a new version."""
    await settle(document_id, {**values, "version": values["version"] + 1})


async def settle(document_id: UUID, values: Row) -> None:
    """What becomes of it by itself: whoever is writing a note meanwhile is not disturbed."""
    sets = ", ".join(f"{name} = ${n}" for n, name in enumerate(values, start=2))
    await fetch(
        f"UPDATE document SET {sets} WHERE id = $1",  # noqa: S608 - our names
        document_id,
        *values.values(),
    )


async def set_progress(document_id: UUID, progress: float) -> None:
    await fetch(
        "UPDATE document SET progress = $2 WHERE id = $1 AND state = 'preparing'", document_id, progress
    )


async def same_content(carnet_id: UUID, category: str, sha256: bytes, but: UUID) -> UUID | None:
    # sees all: a job; the number it finds is shown to who sees that one too
    row = await fetch_one(
        "SELECT id FROM document WHERE carnet_id = $1 AND category = $2 AND sha256 = $3 AND id <> $4"
        " AND deleted_at IS NULL ORDER BY added_at LIMIT 1",
        carnet_id, category, sha256, but,
    )  # fmt: skip
    return row["id"] if row else None


async def shown_with(
    carnet_id: UUID, sums: list[bytes], *, reads: list[str], adds: list[str], viewer: Viewer
) -> list[Row]:
    """What has one of these contents, of what the library shows to this person."""
    return await fetch(
        f"""
        SELECT DISTINCT ON (d.sha256) d.sha256, d.id FROM document d
        WHERE d.carnet_id = $1 AND d.sha256 = ANY($5) AND d.state = 'ready' AND d.deleted_at IS NULL
          AND {_OPEN} AND {unmasked("d.id", 6)}
        ORDER BY d.sha256, d.added_at
        """,  # noqa: S608 - constants
        carnet_id, reads, viewer.person_id, adds, sums, *viewer,
    )  # fmt: skip


async def sum_of(document_id: UUID) -> bytes | None:
    """SHA-256 of the original, once it was prepared."""
    # sees all: the house’s own job, which shows nothing to anybody
    row = await fetch_one("SELECT sha256 FROM document WHERE id = $1", document_id)
    return row["sha256"] if row else None


async def put_pages(document_id: UUID, pages: list[Row]) -> None:
    for number, page in enumerate(pages, start=1):
        await insert_row("document_page", {"document_id": document_id, "number": number, **page})


async def pages(document_id: UUID) -> list[Row]:
    # sees all: behind the door of its item, which asked
    return await fetch("SELECT * FROM document_page WHERE document_id = $1 ORDER BY number", document_id)


async def one_page(document_id: UUID, number: int) -> Row | None:
    # sees all: behind the door of its item, which asked
    return await fetch_one(
        "SELECT * FROM document_page WHERE document_id = $1 AND number = $2", document_id, number
    )


async def made_of(document_id: UUID) -> list[str]:
    """The objects of its pages and their words."""
    # sees all: the house’s own job, which shows nothing to anybody
    rows = await fetch(
        "SELECT object FROM document_page WHERE document_id = $1"
        " UNION SELECT words FROM document WHERE id = $1 AND words IS NOT NULL",
        document_id,
    )  # fmt: skip
    return [row["object"] for row in rows]


async def refused_before(before: datetime) -> list[UUID]:
    # sees all: the house’s own job, which shows nothing to anybody
    rows = await fetch(
        "SELECT id FROM document WHERE state = 'refused' AND settled_at < $1 AND deleted_at IS NULL"
        " AND NOT carnet_is_closed(carnet_id)",
        before,
    )
    return [row["id"] for row in rows]


async def unprepared(before: datetime) -> list[Row]:
    """Waiting since before then, with no job that would prepare them."""
    # sees all: the house’s own job, which shows nothing to anybody
    return await fetch(
        """
        SELECT id, settled_at FROM document d WHERE state = 'preparing' AND settled_at < $1
            AND NOT carnet_is_closed(carnet_id) AND NOT EXISTS (
            SELECT FROM procrastinate_jobs j WHERE j.task_name = 'documents.prepare' AND j.lock = d.id::text
                AND j.status IN ('todo', 'doing'))
        """,
        before,
    )


async def to_erase(*, binned_before: datetime) -> list[UUID]:
    """Thirty days in the bin."""
    # sees all: the house’s own job, which shows nothing to anybody
    return [
        row["id"]
        for row in await fetch(
            "SELECT id FROM document WHERE deleted_at < $1 AND NOT carnet_is_closed(carnet_id)", binned_before
        )
    ]


async def lock_due(document_id: UUID, *, binned_before: datetime) -> bool:
    """Looks again: it may have been restored since `to_erase` listed it."""
    # sees all: the house’s own job, which shows nothing to anybody
    row = await fetch_one(
        "SELECT 1 FROM document WHERE id = $1 AND deleted_at < $2 AND NOT carnet_is_closed(carnet_id) FOR UPDATE",
        document_id,
        binned_before,
    )
    return row is not None


async def known(names: list[str]) -> set[str]:
    # sees all: names of objects, for the house that sweeps what nothing names
    rows = await fetch(
        "SELECT object FROM document_page WHERE object = ANY($1)"
        " UNION SELECT words FROM document WHERE words = ANY($1)",
        names,
    )  # fmt: skip
    return {row["object"] for row in rows}
