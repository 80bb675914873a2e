"""The sealed store of one notebook. Keys are unwrapped once and kept for a few minutes in this process only."""

import time
from collections.abc import Callable
from uuid import UUID

from backend.kit import runtime
from backend.kit.errors import NotFound
from backend.rooms.carnet import queries
from media.storage.rows import RowCipher
from media.storage.sealed import Sealed, Vault

_KEPT_SECONDS = 300
_kept: dict[UUID, tuple[float, bytes]] = {}


async def make_key(carnet_id: UUID) -> None:
    """A random key for a new notebook, wrapped by the server's key, in this transaction."""
    await queries.insert_key(carnet_id, await _sealed().new_key(carnet_id))


async def carnet_key(carnet_id: UUID) -> bytes:
    """32 bytes. Raises NotFound when the key was destroyed with its notebook."""
    kept = _kept.get(carnet_id)
    if kept and kept[0] > time.monotonic():
        return kept[1]
    wrapped = await queries.key(carnet_id)
    if wrapped is None:
        raise NotFound
    key = await runtime.get().keys.unwrap(carnet_id, wrapped)
    if len(_kept) > 1000:
        _kept.clear()
    _kept[carnet_id] = (time.monotonic() + _KEPT_SECONDS, key)
    return key


def forget_key(carnet_id: UUID) -> None:
    """In this process; the others forget it within _KEPT_SECONDS, and nothing behind the door asks for it any more."""
    _kept.pop(carnet_id, None)


async def vault(carnet_id: UUID) -> Vault:
    return Vault(runtime.get().storage, await carnet_key(carnet_id))


async def row_cipher(carnet_id: UUID) -> RowCipher:
    """For what is sealed in rows. Raises NotFound when the key was destroyed with its notebook."""
    return RowCipher(await carnet_key(carnet_id))


async def key_samples() -> list[tuple[UUID, bytes]]:
    """A notebook and its wrapped key for each server key that is needed: none while there is no notebook."""
    return await queries.one_key_each()


async def which_exist(ids: set[UUID]) -> set[UUID]:
    """Of these notebooks, those that are in this database, and open."""
    return set(await queries.which_exist(list(ids)))


async def wrapped_by_old_keys(is_current: Callable[[bytes], bool]) -> int:
    """How many notebooks' keys; none is made or changed until this transaction ends."""
    await queries.hold_keys()
    return sum(not is_current(wrapped) for _, wrapped in await queries.keys())


async def rewrap_all() -> int:
    """After the server's key was rotated: every notebook's key under the new one. No file is rewritten."""
    keys = await queries.keys()
    for carnet_id, wrapped in keys:
        await queries.rewrap(carnet_id, await _sealed().rewrap(carnet_id, wrapped))
    return len(keys)


def _sealed() -> Sealed:
    running = runtime.get()
    return Sealed(running.storage, running.keys)
