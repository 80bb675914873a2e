"""A storage whose every object is sealed under its carnet's key (docs/decisions/0003-sealed-storage.md)."""

import secrets
from collections.abc import AsyncIterator
from datetime import datetime
from uuid import UUID

from media.storage.keys import KeyService
from media.storage.protocol import Storage
from media.storage.stream_cipher import KEY
from media.storage.vault import Vault, headers_of


class Sealed:
    """One for the server. Destroying a carnet's wrapped key, in backups too, erases its files."""

    def __init__(self, storage: Storage, keys: KeyService):
        self._storage = storage
        self._keys = keys

    async def new_key(self, carnet: UUID) -> bytes:
        """A random key for a new carnet, wrapped: to be kept with the carnet, and given back to `vault`."""
        return await self._keys.wrap(carnet, secrets.token_bytes(KEY))

    async def vault(self, carnet: UUID, wrapped: bytes) -> Vault:
        """Raises Damaged when `wrapped` is not this carnet's."""
        return Vault(self._storage, await self._keys.unwrap(carnet, wrapped))

    async def rewrap(self, carnet: UUID, wrapped: bytes) -> bytes:
        """The same key under the server's current key: all that a rotation has to write."""
        return await self._keys.wrap(carnet, await self._keys.unwrap(carnet, wrapped))

    def names(self, prefix: str = "") -> AsyncIterator[str]:
        return self._storage.names(prefix)

    async def delete(self, name: str) -> None:
        """Needs no key: for the sweep of orphans."""
        headers_of(self._storage).forget(name)
        await self._storage.delete(name)

    async def check(self) -> None:
        await self._storage.check()

    async def sweep(self, before: datetime) -> int:
        return await self._storage.sweep(before)
