"""The newest root, copied to the object storage, once a minute at most: whoever holds the bucket sees a history that was rewritten.

Its name carries what it says: a root that took the place of another never overwrites its copy. No backup holds these copies, no notebook
owns them, and nothing erases them.
"""

import logging
from collections.abc import AsyncIterator
from datetime import datetime, timedelta

from backend.kit import runtime
from backend.kit.transaction import transaction
from backend.rooms.audit import copying_queries as queries
from backend.rooms.audit import keys
from backend.rooms.audit import sealing_queries as trees
from backend.rooms.audit.proofs import Copied, name_of, written_file
from backend.rooms.audit.proving import server_growth
from backend.rooms.audit.roots import Root
from backend.rooms.audit.sealing import root_of
from media.storage import StorageError

logger = logging.getLogger("cs3.seal")

BETWEEN = timedelta(minutes=1)
FOLDER = "seal"


async def copy_newest(at: datetime) -> bool:
    """Whether one was copied. Killed between the copy and its note, the next one copies the same again, under the same name."""
    async with transaction():
        newest, last = await trees.newest_root(), await queries.last_copied()
        if newest is None or newest["copied_at"] is not None:
            return False
        if last and at - BETWEEN < last["copied_at"] <= at:
            return False
        before, before_size = (last["number"], last["size"]) if last else (0, 0)
        file = Copied(
            keys=keys.of_house().up_to(newest["key"]),
            root=root_of(newest),
            before=before,
            before_size=before_size,
            path=await server_growth(before_size, newest["size"]),
        )
        name = await name_of_copy(file.root)
    try:
        await runtime.get().storage.put(name, _one(written_file(file)))
    except StorageError as problem:
        logger.warning("the newest root is not copied yet", extra={"reason": type(problem).__name__})
        return False
    async with transaction():
        await queries.note_copied(newest["number"], at)
    return True


async def name_of_copy(root: Root) -> str:
    """Of its object, whether it was copied or not."""
    return f"{FOLDER}/{await queries.house()}/{name_of(root)}"


async def _one(data: bytes) -> AsyncIterator[bytes]:
    yield data
