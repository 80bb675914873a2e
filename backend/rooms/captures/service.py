"""What other rooms ask of the captures: to take a file in, as if a phone had sent it."""

from datetime import datetime
from pathlib import Path
from uuid import UUID

from backend.kit import runtime
from backend.kit.ids import new_id
from backend.kit.transaction import transaction
from backend.rooms.access.service import Visit
from backend.rooms.captures import metadata, preparing, queries, receiving, upload_queries
from backend.rooms.captures.schemas import CategoryName, Kind
from backend.rooms.carnet import service as carnet

__all__ = ["add_from_file"]


async def add_from_file(
    visit: Visit,
    path: Path,
    *,
    kind: Kind,
    category: CategoryName,
    taken_at: datetime,
    note: str = "",
    tags: tuple[str, ...] = (),
    id: UUID | None = None,
) -> UUID:
    """Stores the file and starts its preparing. Opens its own transaction. `visit` has passed the door for adding.

    An `id` that is there already adds nothing.
    """
    capture_id = id or new_id(visit.at)
    if await queries.capture_anywhere(capture_id):
        return capture_id
    name = f"{visit.carnet_id}/captures/{capture_id}/{new_id(runtime.get().clock.now())}"
    size = await (await carnet.vault(visit.carnet_id)).put(name, preparing.pieces(path))
    async with transaction():
        await queries.insert(
            {
                "id": capture_id,
                "carnet_id": visit.carnet_id,
                "author_id": visit.person.id,
                "author_name": visit.person.name,
                "kind": kind,
                "category": category,
                "state": "receiving",
                "filename": metadata.clean_name(path.name),
                "note": note,
                "tags": list(tags),
                "said_at": taken_at,
                "taken_at": taken_at,
                "added_at": visit.at,
                "size": size,
            }
        )
        await upload_queries.add_part(capture_id, start=0, size=size, name=name)
        await receiving.complete(visit, capture_id, kind, visit.at)
    return capture_id
