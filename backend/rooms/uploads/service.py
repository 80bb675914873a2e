"""What other rooms ask of the uploads: to take a file in as if a phone had sent it, to read it again, to erase it."""

from pathlib import Path
from uuid import UUID

from backend.kit.ids import new_id
from backend.kit.transaction import transaction
from backend.rooms.access.service import Visit
from backend.rooms.carnet import service as carnet
from backend.rooms.uploads import beginning, queries, receiving
from backend.rooms.uploads.jobs import empty, erase, forget, forget_objects
from backend.rooms.uploads.originals import fetch_original, keep, lay_out, original, reader, work_folder
from backend.rooms.uploads.receiving import stem_of
from backend.rooms.uploads.scanning import WITHHELD_REASONS, may_leave, scan, tell_infected, withheld
from backend.rooms.uploads.takers import Kept, Said, Taker, sweep_with, take_with
from backend.rooms.uploads.tus import State

__all__ = [
    "WITHHELD_REASONS",
    "Kept",
    "Said",
    "Taker",
    "bring",
    "empty",
    "erase",
    "expect",
    "fetch_original",
    "forget",
    "forget_objects",
    "keep",
    "lay_out",
    "may_leave",
    "original",
    "reader",
    "scan",
    "stands",
    "stem_of",
    "sweep_with",
    "take_in",
    "take_with",
    "tell_infected",
    "waiting_of",
    "withheld",
    "work_folder",
]  # fmt: skip


async def waiting_of(item_id: UUID) -> State | None:
    """How much of an upload stands; None when nothing waits for it."""
    row = await queries.upload(item_id)
    return State(row["received"], row["length"], row["expires_at"]) if row else None


async def stands(item_id: UUID) -> bool:
    """Whether something has this number, wholly arrived or not, in the bin or not."""
    return await queries.received(item_id) is not None


async def expect(visit: Visit, said: Said) -> bool:
    """An item whose bytes are made here afterwards, and stand by `bring`: it is there from the caller's commit on. False when its number
    is taken. `visit` has passed the door for adding."""
    assert said.item_id is not None
    return await beginning.write(visit, said.item_id, said, 0)


async def bring(item_id: UUID, name: str, size: int) -> None:
    """The bytes of what was expected, sealed already under this object's name; in the caller's transaction."""
    await queries.add_part(item_id, start=0, size=size, name=name)
    await queries.resize(item_id, size)


async def take_in(visit: Visit, path: Path, said: Said) -> UUID:
    """Stores the file; whoever takes its kind goes on. Opens its own transaction. `visit` has passed the door for adding.

    An `item_id` that is there already adds nothing.
    """
    item_id = said.item_id or new_id(visit.at)
    if await queries.received(item_id):
        return item_id
    vault = await carnet.vault(visit.carnet_id)
    name, size = await keep(vault, stem_of(visit.carnet_id, said.kind, item_id), path)
    async with transaction():
        if await beginning.write(visit, item_id, said, size):
            await queries.add_part(item_id, start=0, size=size, name=name)
            await receiving.complete(visit, item_id, said.kind)
    return item_id
