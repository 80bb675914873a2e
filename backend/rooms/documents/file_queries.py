"""The SQL of the files of a document: their versions, pages, and what is made of them. The document's own door is passed before."""

from datetime import datetime
from typing import Any
from uuid import UUID

from backend.kit.database import fetch, fetch_one, insert_row, update_row

Row = dict[str, Any]

_PAGES = "(SELECT count(*)::int FROM document_page p WHERE p.file_id = f.id) AS pages"


async def insert(values: Row) -> None:
    await insert_row("document_file", values)


async def files(document_id: UUID) -> list[Row]:
    """In their places, the newest version of each first; what was taken back too."""
    # sees all: behind the door of its item, which asked
    return await fetch(
        f"SELECT f.*, {_PAGES} FROM document_file f WHERE f.document_id = $1 ORDER BY f.place, f.number DESC",  # noqa: S608 - constants
        document_id,
    )


async def files_of_documents(ids: list[UUID]) -> list[Row]:
    """Of each, in no order: what was taken back too."""
    # sees all: behind the door of their items, which asked
    return await fetch("SELECT * FROM document_file WHERE document_id = ANY($1)", ids)


async def one(document_id: UUID, file_id: UUID) -> Row | None:
    # sees all: behind the door of its item, which asked
    return await fetch_one(
        f"SELECT f.*, {_PAGES} FROM document_file f WHERE f.document_id = $1 AND f.id = $2",  # noqa: S608 - constants
        document_id, file_id,
    )  # fmt: skip


async def letter_of(document_id: UUID, at: datetime) -> Row | None:
    """The newest version of the letter itself that had wholly arrived then, and was found to be good; taken back meanwhile or not."""
    # sees all: behind the door of its item, which asked
    return await fetch_one(
        "SELECT * FROM document_file WHERE document_id = $1 AND place = 1 AND state = 'ready' AND settled_at <= $2"
        " ORDER BY number DESC LIMIT 1",
        document_id, at,
    )  # fmt: skip


async def anywhere(file_id: UUID, *, lock: bool = False) -> Row | None:
    """With its notebook and category. For the house's own jobs."""
    # sees all: the house’s own job, which shows nothing to anybody
    return await fetch_one(
        "SELECT f.*, d.carnet_id, d.category FROM document_file f JOIN document d ON d.id = f.document_id WHERE f.id = $1"  # noqa: S608 - constants
        + (" FOR UPDATE OF f" if lock else ""),
        file_id,
    )


async def every(carnet_id: UUID) -> list[Row]:
    """Of a whole notebook. Whose document is not to be seen is left out by who asks, which has those that are."""
    # sees all: portable.py keeps those of the documents that it was given
    return await fetch(
        f"SELECT f.*, {_PAGES} FROM document_file f JOIN document d ON d.id = f.document_id"  # noqa: S608 - constants
        " WHERE d.carnet_id = $1 ORDER BY f.document_id, f.place, f.number",
        carnet_id,
    )


async def settle(file_id: UUID, values: Row) -> None:
    """What becomes of it."""
    await update_row("document_file", file_id, values)


async def entitle(document_id: UUID, place: int, title: str) -> None:
    """Every version that stands there."""
    await fetch(
        "UPDATE document_file SET title = $3 WHERE document_id = $1 AND place = $2", document_id, place, title
    )


async def look_again(document_id: UUID, at: datetime) -> None:
    """The days of a file that could not be read begin anew: its document came back. When a good one arrived stays (`letter_of`)."""
    await fetch(
        "UPDATE document_file SET settled_at = $2 WHERE document_id = $1 AND settled_at IS NOT NULL AND state <> 'ready'",
        document_id, at,
    )  # fmt: skip


async def set_progress(file_id: UUID, progress: float) -> None:
    await fetch(
        "UPDATE document_file SET progress = $2 WHERE id = $1 AND state = 'preparing'", file_id, progress
    )


async def same_content(carnet_id: UUID, category: str, sha256: bytes, but: UUID) -> UUID | None:
    """The document that has it already. but: the one that asks."""
    # sees all: a job; the number it finds is shown to who sees that one too
    row = await fetch_one(
        "SELECT d.id FROM document_file f JOIN document d ON d.id = f.document_id WHERE d.carnet_id = $1 AND d.category = $2"
        " AND f.sha256 = $3 AND d.id <> $4 AND d.deleted_at IS NULL AND f.taken_back_at IS NULL ORDER BY f.added_at LIMIT 1",
        carnet_id, category, sha256, but,
    )  # fmt: skip
    return row["id"] if row else None


async def sum_of(file_id: UUID) -> bytes | None:
    """SHA-256 of the original, once it was prepared."""
    # sees all: the house’s own job, which shows nothing to anybody
    row = await fetch_one("SELECT sha256 FROM document_file WHERE id = $1", file_id)
    return row["sha256"] if row else None


async def put_pages(file_id: UUID, pages: list[Row]) -> None:
    for number, page in enumerate(pages, start=1):
        await insert_row("document_page", {"file_id": file_id, "number": number, **page})


async def pages(file_id: UUID) -> list[Row]:
    # sees all: behind the door of its item, which asked
    return await fetch("SELECT * FROM document_page WHERE file_id = $1 ORDER BY number", file_id)


async def pages_of_all(document_id: UUID) -> list[Row]:
    """Of every file of the document."""
    # sees all: behind the door of its item, which asked
    return await fetch(
        "SELECT p.* FROM document_page p JOIN document_file f ON f.id = p.file_id WHERE f.document_id = $1 ORDER BY p.number",
        document_id,
    )


async def pages_of_documents(ids: list[UUID]) -> list[Row]:
    """Their numbers, of every file of each, ascending."""
    # sees all: behind the door of their items, which asked
    return await fetch(
        "SELECT p.file_id, p.number FROM document_page p JOIN document_file f ON f.id = p.file_id"
        " WHERE f.document_id = ANY($1) ORDER BY p.number",
        ids,
    )


async def one_page(file_id: UUID, number: int) -> Row | None:
    # sees all: behind the door of its item, which asked
    return await fetch_one("SELECT * FROM document_page WHERE file_id = $1 AND number = $2", file_id, number)


async def put_copy(file_id: UUID, name: str, object: str, size: int, media_type: str) -> None:
    values = {"file_id": file_id, "name": name, "object": object, "size": size, "media_type": media_type}
    await insert_row("document_copy", values)


async def copy(file_id: UUID, name: str) -> Row | None:
    # sees all: behind the door of its item, which asked
    return await fetch_one("SELECT * FROM document_copy WHERE file_id = $1 AND name = $2", file_id, name)


async def made_of(file_id: UUID) -> list[str]:
    """The objects of its pages, their words, and its copies."""
    # sees all: the house’s own job, which shows nothing to anybody
    rows = await fetch(
        "SELECT object FROM document_page WHERE file_id = $1 UNION SELECT object FROM document_copy WHERE file_id = $1"
        " UNION SELECT words FROM document_file WHERE id = $1 AND words IS NOT NULL",
        file_id,
    )  # fmt: skip
    return [row["object"] for row in rows]


async def refused_before(before: datetime, file_id: UUID | None = None) -> list[Row]:
    """`alone`: it is the letter itself, and nothing of its document, at any place, is there or still to come. `replaced`: its place is not
    empty without it. file_id: of that one only."""
    # sees all: the house’s own job, which shows nothing to anybody
    return await fetch(
        """
        SELECT f.id, f.document_id,
            f.place = 1 AND NOT EXISTS (SELECT FROM document_file o WHERE o.document_id = f.document_id AND o.id <> f.id
                AND o.taken_back_at IS NULL AND o.state <> 'refused') AS alone,
            f.place > 1 OR EXISTS (SELECT FROM document_file o WHERE o.document_id = f.document_id AND o.id <> f.id
                AND o.place = 1 AND o.taken_back_at IS NULL AND o.state = 'ready') AS replaced
        FROM document_file f JOIN document d ON d.id = f.document_id
        WHERE f.state = 'refused' AND f.settled_at < $1 AND f.taken_back_at IS NULL AND d.deleted_at IS NULL
            AND NOT carnet_is_closed(d.carnet_id) AND ($2::uuid IS NULL OR f.id = $2)
        """,
        before, file_id,
    )  # fmt: skip


async def unprepared(before: datetime) -> list[Row]:
    """Waiting since before then, with no job that would prepare them."""
    # sees all: the house’s own job, which shows nothing to anybody
    return await fetch(
        """
        SELECT f.id, f.settled_at, f.reason FROM document_file f JOIN document d ON d.id = f.document_id
        WHERE f.state = 'preparing' AND f.settled_at < $1
            AND NOT carnet_is_closed(d.carnet_id) AND NOT EXISTS (
            SELECT FROM procrastinate_jobs j WHERE j.task_name = 'documents.prepare' AND j.lock = f.id::text
                AND j.status IN ('todo', 'doing'))
        """,
        before,
    )


async def to_erase(*, taken_back_before: datetime) -> list[UUID]:
    """Thirty days after they were taken back. The file that a document is numbered by goes with it, never alone."""
    # sees all: the house’s own job, which shows nothing to anybody
    rows = await fetch(
        "SELECT f.id FROM document_file f JOIN document d ON d.id = f.document_id"
        " WHERE f.taken_back_at < $1 AND f.id <> f.document_id AND NOT carnet_is_closed(d.carnet_id)",
        taken_back_before,
    )
    return [row["id"] for row in rows]


async def to_empty(*, taken_back_before: datetime) -> list[UUID]:
    """What a document is numbered by, refused and replaced: the row stays for the document's sake, its bytes need not."""
    # sees all: the house’s own job, which shows nothing to anybody
    rows = await fetch(
        "SELECT f.id FROM document_file f JOIN document d ON d.id = f.document_id"
        " WHERE f.id = d.id AND f.state = 'refused' AND f.size > 0 AND f.taken_back_at < $1 AND NOT carnet_is_closed(d.carnet_id)"
        " AND EXISTS (SELECT FROM document_file o WHERE o.document_id = d.id AND o.place = f.place AND o.taken_back_at IS NULL"
        " AND o.state = 'ready')",
        taken_back_before,
    )
    return [row["id"] for row in rows]


async def lock_due(file_id: UUID, *, taken_back_before: datetime) -> bool:
    """Looks again: it may have been restored since `to_erase` listed it."""
    # sees all: the house’s own job, which shows nothing to anybody
    row = await fetch_one(
        "SELECT 1 FROM document_file f JOIN document d ON d.id = f.document_id WHERE f.id = $1 AND f.taken_back_at < $2"
        " FOR UPDATE OF d, f",  # whoever gives it back holds the document meanwhile
        file_id, taken_back_before,
    )  # fmt: skip
    return row is not None


async def known(names: list[str]) -> set[str]:
    # sees all: names of objects, for the house that sweeps what nothing names
    rows = await fetch(
        "SELECT object FROM document_page WHERE object = ANY($1) UNION SELECT object FROM document_copy WHERE object = ANY($1)"
        " UNION SELECT words FROM document_file WHERE words = ANY($1)",
        names,
    )  # fmt: skip
    return {row["object"] for row in rows}
