"""What others added, for who must not learn an address from it: a copy without what a camera wrote, in the export itself."""

from collections.abc import AsyncIterator
from typing import Any
from uuid import UUID

from backend.rooms.access import details
from backend.rooms.captures import service as captures
from backend.rooms.carnet import service as carnet
from backend.rooms.documents import service as documents
from backend.rooms.portability import queries, written
from backend.rooms.portability.naming import kind_of
from backend.rooms.portability.queries import Row
from media.storage.errors import Damaged, Missing

WITHHELD = "withheld"
"""No such copy can be made of it: it is not in the archive."""


async def tells(row: Row) -> bool:
    """Whether a copy that is ready holds files of others as they arrived, while somebody keeps their address from its person now."""
    ready = row["state"] == "ready" and not row["apart"]
    return ready and await details.address_is_kept(row["carnet_id"], row["person_id"])


async def write_cleaned(carnet_id: UUID, export_id: UUID, entry: Row) -> int:
    """Writes the copy and notes what it is; what cannot be cleaned stays out. Answers how many bytes it has."""
    made: dict[str, Any] = {"size": 0, "crc32": None, "sha256": None}
    problem: str | None = None
    try:
        found = await _copy_of(carnet_id, entry)
        if found is None:
            problem = WITHHELD
        else:
            chunks, media_type = found
            whole = await written.write(carnet_id, export_id, entry["path"], chunks, at=entry["at"])
            made = {name: whole[name] for name in ("size", "crc32", "sha256", "object")}
            made["media_type"] = media_type
    except (Missing, Damaged) as error:
        problem = "missing" if isinstance(error, Missing) else "damaged"
    await queries.settle_entry(export_id, entry["position"], made | {"problem": problem})
    return made["size"]


async def _copy_of(carnet_id: UUID, entry: Row) -> tuple[AsyncIterator[bytes], str] | None:
    if kind_of(entry["path"]) == "document":
        return await documents.whole_copy(carnet_id, entry["item_id"])
    copy = await captures.cleaned(entry["item_id"])
    return ((await carnet.vault(carnet_id)).open(copy[0]), copy[1]) if copy else None
