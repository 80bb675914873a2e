"""A file that came inside an archive: received, whole, in one part."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from backend.rooms.uploads import queries


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A file that stands, sealed under its notebook's key. size: bytes."""

    object: str
    size: int


async def take_in(
    item_id: UUID,
    *,
    carnet_id: UUID,
    author_id: UUID,
    kind: str,
    category: str,
    added_at: datetime,
    file: Kept,
) -> None:
    """Its rows, in the caller's transaction; the row of the room that takes its kind comes after."""
    await queries.insert_received(
        {
            "id": item_id,
            "carnet_id": carnet_id,
            "author_id": author_id,
            "kind": kind,
            "category": category,
            "size": file.size,
            "added_at": added_at,
        }
    )
    if file.size:
        await queries.add_part(item_id, start=0, size=file.size, name=file.object)
