"""The end of a backup: its key first, then what no kept backup needs. What has no manifest was never one."""

from collections.abc import AsyncIterator
from datetime import datetime

from backend.backup.index import Index
from backend.backup.manifest import manifest_name, time_of
from backend.backup.places import BACKUPS, KEYS, OBJECTS, Place
from backend.kit.retention import is_over


async def complete(data: Place, keys: Place) -> list[str]:
    """Ids of the backups that can be restored, the oldest first."""
    keyed = {name.removeprefix(KEYS) async for name in keys.names(KEYS)}
    return sorted(id for id in await with_manifest(data) if id in keyed)


async def with_manifest(data: Place) -> list[str]:
    """Ids of the backups that were finished, whether or not their keys are still there, the oldest first."""
    ids = [name.split("/")[1] async for name in data.names(BACKUPS) if name.endswith("/manifest")]
    return sorted(id for id in ids if time_of(id))


async def destroy_old_keys(data: Place, keys: Place, *, now: datetime, days: int) -> list[str]:
    """Ids of the backups whose keys were destroyed. The newest that is complete stays, however old: it may be all that is left."""
    newest = (await complete(data, keys))[-1:]
    gone: list[str] = []
    async for name in keys.names(KEYS):
        id = name.removeprefix(KEYS)
        made_at = time_of(id)
        if made_at and id not in newest and is_over(made_at, now=now, days=days):
            gone.append(id)
    for id in gone:
        await keys.delete(KEYS + id)
    return gone


async def tidy(data: Place, keys: Place, index: Index | None) -> int:
    """After a backup was finished: removes runs that were cut, and what no kept backup names (without an index: nothing). How many files."""
    kept = set(await complete(data, keys))
    for name in [name async for name in keys.names(KEYS)]:
        if name.removeprefix(KEYS) not in kept:
            await keys.delete(name)
    # The manifest first: from then on nobody takes the rest for a backup.
    left = {name.split("/")[1] async for name in data.names(BACKUPS)} - kept
    for id in sorted(left):
        await data.delete(manifest_name(id))
        for name in [name async for name in data.names(f"{BACKUPS}{id}/")]:
            await data.delete(name)
    removed = 0
    if index is None:
        return removed
    async for some in _batches(data.names(OBJECTS)):
        for name in index.unknown([name.removeprefix(OBJECTS) for name in some]):
            await data.delete(OBJECTS + name)
            removed += 1
    return removed


async def _batches(names: AsyncIterator[str], most: int = 500) -> AsyncIterator[list[str]]:
    some: list[str] = []
    async for name in names:
        some.append(name)
        if len(some) >= most:
            yield some
            some = []
    if some:
        yield some
