"""The SQL of what is written on the pages of documents' files."""

from typing import Any
from uuid import UUID

from backend.kit.database import fetch, fetch_one
from backend.kit.masked import Viewer, unmasked
from backend.rooms.documents.queries import OPEN

Row = dict[str, Any]

WAITING = """
    SELECT FROM procrastinate_jobs j WHERE j.task_name = 'documents.read_words' AND j.status IN ('todo', 'doing')
"""
_TO_READ = "f.state = 'ready' AND f.kind IN ('pdf', 'picture') AND (f.words_rules < $1 OR f.unread > 0)"
"""As the indexes of those say it. $1: the rules of now."""
_THERE = "f.taken_back_at IS NULL AND d.deleted_at IS NULL AND NOT carnet_is_closed(d.carnet_id)"


async def fold(words: str) -> str:
    """As finding keeps them."""
    row = await fetch_one("SELECT find_words($1::text) AS words", words)
    return str(row["words"]) if row else ""


async def inside(
    carnet_id: UUID, *, reads: list[str], adds: list[str], viewer: Viewer, rules: int
) -> list[Row]:
    """The sealed words of each file that is read now of the documents that a page of the library could show: the newest version of each that is ready."""
    return await fetch(
        f"""
        SELECT DISTINCT ON (d.id, f.place) d.id AS document_id, f.id, w.found
        FROM document d JOIN document_file f ON f.document_id = d.id
            LEFT JOIN document_words w ON w.file_id = f.id AND f.words_rules >= $7
        WHERE d.carnet_id = $1 AND d.deleted_at IS NULL AND {OPEN} AND {unmasked("d.id", 5)}
            AND f.taken_back_at IS NULL AND f.state = 'ready'
        ORDER BY d.id, f.place, f.number DESC
        """,  # noqa: S608 - constants
        carnet_id, reads, viewer.person_id, adds, *viewer, rules,
    )  # fmt: skip


async def said(document_ids: list[UUID], *, rules: int) -> list[Row]:
    """The sealed texts of the pages of these documents' files, the letter itself first."""
    # sees all: of documents that the same visit was just told of
    return await fetch(
        """
        SELECT DISTINCT ON (f.document_id, f.place) f.document_id, f.id, f.place, w.pages
        FROM document_file f LEFT JOIN document_words w ON w.file_id = f.id AND f.words_rules >= $2
        WHERE f.document_id = ANY($1) AND f.taken_back_at IS NULL AND f.state = 'ready'
        ORDER BY f.document_id, f.place, f.number DESC
        """,
        document_ids, rules,
    )  # fmt: skip


async def put(file_id: UUID, *, found: bytes, pages: bytes) -> None:
    await fetch(
        "INSERT INTO document_words (file_id, found, pages) VALUES ($1, $2, $3)"
        " ON CONFLICT (file_id) DO UPDATE SET found = excluded.found, pages = excluded.pages",
        file_id, found, pages,
    )  # fmt: skip


async def is_there(file_id: UUID) -> bool:
    """Ready, and neither taken back nor in the bin."""
    # sees all: the house’s own job, which shows nothing to anybody
    row = await fetch_one(
        f"SELECT 1 FROM document_file f JOIN document d ON d.id = f.document_id WHERE f.id = $1 AND f.state = 'ready' AND {_THERE}",  # noqa: S608 - constants
        file_id,
    )
    return row is not None


async def waiting() -> int:
    """How many of these jobs there are."""
    row = await fetch_one(f"SELECT count(*) AS count FROM ({WAITING}) w")  # noqa: S608 - constant
    return row["count"] if row else 0


async def wordless(*, rules: int, recognise: bool, tries: int, most: int) -> list[UUID]:
    """Files whose words are to be made, those that came last first; each counts as tried. recognise: also those with unread pages."""
    # sees all: the house’s own job, which shows nothing to anybody
    rows = await fetch(
        f"""
        UPDATE document_file SET words_tries = words_tries + 1 WHERE id IN (
            SELECT f.id FROM document_file f JOIN document d ON d.id = f.document_id
            WHERE {_TO_READ} AND {_THERE} AND (f.words_rules < $1 OR $2) AND f.words_tries < $3
                AND NOT EXISTS ({WAITING} AND j.lock = 'words ' || f.id::text)
            ORDER BY f.words_tries, f.added_at DESC LIMIT $4)
        RETURNING id
        """,  # noqa: S608 - constants
        rules, recognise, tries, most,
    )  # fmt: skip
    return [row["id"] for row in rows]


async def not_its_fault(file_id: UUID) -> None:
    """It does not count as tried."""
    await fetch("UPDATE document_file SET words_tries = GREATEST(words_tries - 1, 0) WHERE id = $1", file_id)


async def give_up(*, rules: int, tries: int) -> None:
    """Those that were begun so often without an end: what is not known of them is said."""
    # sees all: the house’s own job, which shows nothing to anybody
    await fetch(
        f"""
        UPDATE document_file f SET words_state = 'unknown' WHERE {_TO_READ} AND f.words_tries >= $2 AND f.words_state = 'waiting'
            AND NOT EXISTS ({WAITING} AND j.lock = 'words ' || f.id::text)
        """,  # noqa: S608 - constants
        rules, tries,
    )  # fmt: skip


async def left(*, rules: int) -> int:
    """Files with pages whose words are not known, or that are still to be read."""
    # sees all: a count for who runs the house
    row = await fetch_one(
        f"SELECT count(*) AS count FROM document_file f JOIN document d ON d.id = f.document_id WHERE {_TO_READ} AND {_THERE}",  # noqa: S608 - constants
        rules,
    )
    return row["count"] if row else 0
