"""The library's SQL: documents. What takes a carnet's id is called behind that notebook's door. Their files are in file_queries.py."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from backend.kit.database import fetch, fetch_one, insert_row, update_row
from backend.kit.masked import Viewer, scopes, unmasked

Row = dict[str, Any]

_SHOWN_FILE = """
    JOIN LATERAL (SELECT f.id AS file_id, f.kind, f.state, f.reason, f.progress, f.size, f.duplicate_of, f.seconds, f.words_state,
            (SELECT count(*)::int FROM document_page p WHERE p.file_id = f.id) AS pages
        FROM document_file f WHERE f.document_id = d.id AND f.place = 1
        ORDER BY f.taken_back_at IS NULL DESC, f.state = 'ready' DESC, f.number DESC LIMIT 1) s ON true
    """
"""The newest version of the letter itself that is ready; else the newest. A document never goes out of sight because all of them were taken
back: `order.shown_of` says the same."""


def _shown(first: int) -> str:
    """Letters as a viewer is told of them, whose values are ${first} and the next. The one that it resembles may be hidden."""
    return f"""
    SELECT d.*, s.*, {scopes("d.id")} AS masks, (SELECT e.category FROM document e WHERE e.id = s.duplicate_of
        AND {unmasked("e.id", first)}) AS duplicate_in,
        (SELECT count(DISTINCT f.place)::int FROM document_file f WHERE f.document_id = d.id AND f.taken_back_at IS NULL) AS files
    FROM document d {_SHOWN_FILE}
    """  # noqa: S608 - constants


OPEN = "(d.category = ANY($2) OR (d.author_id = $3 AND d.category = ANY($4)))"
"""Categories to read ($2); one's own ($3) in those to add to ($4)."""


async def insert(values: Row) -> None:
    await insert_row("document", values)


async def document(carnet_id: UUID, document_id: UUID, viewer: Viewer, *, lock: bool = False) -> Row | None:
    return await fetch_one(
        f"{_shown(3)} WHERE d.carnet_id = $1 AND d.id = $2 AND {unmasked('d.id', 3)}"
        + (" FOR UPDATE OF d" if lock else ""),
        carnet_id, document_id, *viewer,
    )  # fmt: skip


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
        WHERE d.carnet_id = $1 AND d.deleted_at IS NULL AND {OPEN} AND {unmasked("d.id", 9)}
          AND ($5::text IS NULL OR d.category = $5)
          AND ($6::date IS NULL OR (d.written_on, d.id) < ($6, $7::uuid))
        ORDER BY d.written_on DESC, d.id DESC LIMIT $8
        """,
        carnet_id, reads, viewer.person_id, adds, category, day, id, limit, *viewer,
    )  # fmt: skip


async def findable(carnet_id: UUID, *, reads: list[str], adds: list[str], viewer: Viewer) -> list[Row]:
    """The words of each letter that a page of the library could show."""
    return await fetch(
        "SELECT d.id, d.category, d.written_on, d.written_by, d.author_name, d.structure, d.tags, d.found FROM document d"  # noqa: S608 - constants
        f" WHERE d.carnet_id = $1 AND d.deleted_at IS NULL AND {OPEN} AND {unmasked('d.id', 5)}",
        carnet_id, reads, viewer.person_id, adds, *viewer,
    )  # fmt: skip


async def told(
    carnet_id: UUID, ids: list[UUID], *, reads: list[str], adds: list[str], viewer: Viewer
) -> list[Row]:
    return await fetch(
        "SELECT d.id, d.category, d.written_on, d.written_by, d.structure, d.tags, d.title, d.note, s.state"  # noqa: S608 - constants
        f" FROM document d {_SHOWN_FILE} WHERE d.carnet_id = $1 AND d.deleted_at IS NULL AND {OPEN} AND {unmasked('d.id', 5)} AND d.id = ANY($7)",
        carnet_id, reads, viewer.person_id, adds, *viewer, ids,
    )  # fmt: skip


async def every(carnet_id: UUID, viewer: Viewer) -> list[Row]:
    """Those in the bin too."""
    return await fetch(
        f"{_shown(2)} WHERE d.carnet_id = $1 AND {unmasked('d.id', 2)} ORDER BY d.written_on, d.id",
        carnet_id, *viewer,
    )  # fmt: skip


async def total(carnet_id: UUID, viewer: Viewer) -> Row:
    """How many files have wholly arrived and their bytes, those in the bin too."""
    row = await fetch_one(
        "SELECT count(*) AS count, COALESCE(sum(f.size), 0)::bigint AS size FROM document_file f"  # noqa: S608 - constants
        " JOIN document d ON d.id = f.document_id"
        f" WHERE d.carnet_id = $1 AND f.state <> 'receiving' AND {unmasked('d.id', 2)}",
        carnet_id, *viewer,
    )  # fmt: skip
    assert row is not None
    return row


async def counts(carnet_id: UUID, *, reads: list[str], adds: list[str], viewer: Viewer) -> dict[str, int]:
    rows = await fetch(
        "SELECT d.category, count(*) AS count FROM document d WHERE d.carnet_id = $1 AND d.deleted_at IS NULL"  # noqa: S608 - constants
        f" AND {OPEN} AND {unmasked('d.id', 5)} GROUP BY 1",
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
    await update_row("document", document_id, {**values, "version": values["version"] + 1})


async def hold(document_id: UUID) -> None:
    """Until the caller's transaction ends, nobody changes it or its files."""
    # sees all: the house’s own job, which shows nothing to anybody
    await fetch("SELECT 1 FROM document WHERE id = $1 FOR UPDATE", document_id)


async def bin_now(document_id: UUID, at: datetime) -> None:
    """By the house: whoever is writing a note meanwhile is not disturbed."""
    await update_row("document", document_id, {"deleted_at": at})


async def shown_with(
    carnet_id: UUID, sums: list[bytes], *, reads: list[str], adds: list[str], viewer: Viewer
) -> list[Row]:
    """What has one of these contents, of what the library shows to this person."""
    return await fetch(
        f"""
        SELECT DISTINCT ON (f.sha256) f.sha256, d.id FROM document_file f JOIN document d ON d.id = f.document_id
        WHERE d.carnet_id = $1 AND f.sha256 = ANY($5) AND f.state = 'ready' AND f.taken_back_at IS NULL
          AND d.deleted_at IS NULL AND {OPEN} AND {unmasked("d.id", 6)}
        ORDER BY f.sha256, f.added_at
        """,  # noqa: S608 - constants
        carnet_id, reads, viewer.person_id, adds, sums, *viewer,
    )  # fmt: skip


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
