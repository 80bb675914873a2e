"""A letter put into the library, by tus as a phone does it."""

from typing import Any

import httpx

from tests.family import Family
from tests.media.pdf_files import letter
from tests.rooms.captures.conftest import add

SAID = {
    "kind": "document",
    "category": "documents.medical",
    "filename": "CR_ortho.pdf",
    "filetype": "application/pdf",
    "title": "Compte rendu de consultation",
    "written_by": "Dr Lenoir, CHU",
    "taken_at": "2026-11-03T12:00:00+01:00",
}


def url(family: Family, document_id: str = "", rest: str = "") -> str:
    base = f"/api/carnets/{family.carnet_id}/documents"
    return base + (f"/{document_id}" if document_id else "") + (f"/{rest}" if rest else "")


async def file_letter(
    family: Family, client: httpx.AsyncClient | None = None, content: bytes | None = None, **more: str
) -> str:
    by = client or family.mother.client
    return await add(by, family.carnet_id, letter() if content is None else content, **(SAID | more))


async def opened(family: Family, document_id: str) -> dict[str, Any]:
    answer = await family.mother.client.get(url(family, document_id))
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def run_all(run_jobs: Any, query: Any) -> None:
    """With the jobs that jobs put in the queue. One that puts itself there again and again fails here, by name."""
    todo: list[Any] = []
    for _ in range(30):
        todo = await query("SELECT task_name FROM procrastinate_jobs WHERE status = 'todo'")
        if not todo:
            return
        await run_jobs()
    raise AssertionError(f"never done: {sorted({job['task_name'] for job in todo})}")
