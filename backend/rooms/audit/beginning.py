"""The seal begun again, once its key is lost for good: whoever runs CS3 asks for it (`cs3 audit key --begin-again`).

A new key, which says by itself whose place it takes and since when, signs a root that goes on from no other. The trees go on: who kept a
root, or a file, finds all of it there, and is told that another key vouches for what comes. What the former key signed stays, and holds
with its public key.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from backend.kit import runtime
from backend.rooms.audit import copying_queries, keys, sealing
from backend.rooms.audit import sealing_queries as trees
from backend.rooms.audit.copying import name_of_copy
from backend.rooms.audit.proofs import Copied, read_file
from backend.rooms.audit.roots import Handover, Root, trusted
from backend.rooms.audit.sealed_lines import written
from backend.rooms.audit.sealing import root_of
from media.storage import StorageError


class NotLost(Exception):
    """Nothing was sealed yet, or the key at hand is the one that seals."""


@dataclass(frozen=True, kw_only=True)
class Begun:
    """Public keys. aside: where the file that stood there was put. unknown: how many keys before `former` nothing tells of any more."""

    former: str
    key: str
    aside: Path | None
    unknown: int


async def begin_again(*, at: datetime) -> Begun:
    """Raises NotLost; BrokenSeal when the trees are not those that the former key signed."""
    path = runtime.get().settings.seal_key
    row = await trees.newest_root()
    if row is None or _serves(path, row["key"]):
        raise NotLost
    last = root_of(row)
    await sealing.edge({last.key}, last)
    former = await _handovers(last)
    aside = keys.begin_again(path, former, by=last.key, lost=written(at))
    house = keys.of_house()
    await sealing.sign(house, at=at)
    return Begun(former=last.key, key=house.public, aside=aside, unknown=last.renewals - len(former))


def _serves(path: Path, key: str) -> bool:
    try:
        return key in keys.SealKeys(path).ours
    except keys.BadKeys:
        return False


async def _handovers(last: Root) -> list[Handover]:
    """How the first key came to be the one that is lost: its file said it, and each copy of a root in the storage."""
    row = await copying_queries.last_copied() if last.renewals else None
    if row is None:
        return []
    try:
        stored = runtime.get().storage.open(await name_of_copy(root_of(row)))
        file = read_file(b"".join([chunk async for chunk in stored]))
    except (StorageError, ValueError):
        return []
    known = isinstance(file, Copied) and file.root.key == last.key and trusted(last.key, file.keys)
    return file.keys if known else []
