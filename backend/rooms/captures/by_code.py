"""Films that the family shows to carers who hold a code of the urgent sheet (docs/decisions/0045-pain-passport.md).

A code opens no more than every representative may have: what is hidden from them, or to protect the child, is not behind it.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Literal
from uuid import UUID

from backend.kit.errors import NotFound
from backend.rooms.captures import queries
from backend.rooms.carnet import service as carnet
from backend.rooms.uploads.files import Served, answer, watched

Still = Callable[[], Awaitable[object]]


@dataclass(frozen=True, kw_only=True)
class Film:
    id: UUID
    category: str
    taken_at: datetime
    seconds: float | None


async def given(carnet_id: UUID, ids: list[UUID]) -> dict[UUID, Film]:
    """Of these, those that are there and may be shown. What is binned, refused, not ready or hidden is not."""
    rows = await queries.given_by_code(carnet_id, ids) if ids else []
    return {
        row["id"]: Film(
            id=row["id"], category=row["category"], taken_at=row["taken_at"], seconds=row["duration_s"]
        )
        for row in rows
    }


async def part(
    carnet_id: UUID, film: Film, name: Literal["play", "poster"], *, headers: dict[str, str], still: Still
) -> Served:
    """The light copy of a film that is given now, in ranges, or its still. still: raises once it is over. Raises NotFound."""
    copy = await queries.rendition(film.id, name)
    if copy is None:
        raise NotFound
    return answer(
        headers,
        name=copy["object"].rpartition("/")[2],
        size=copy["size"],
        media_type=copy["media_type"],
        attached=False,
        read=watched(partial(_bytes, carnet_id, copy["object"]), still),
    )


async def _bytes(carnet_id: UUID, object: str, start: int, stop: int) -> AsyncIterator[bytes]:
    vault = await carnet.vault(carnet_id)
    async for chunk in vault.open(object, start, stop):
        yield chunk
