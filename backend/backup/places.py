"""Where a backup lies: what is sealed in one place, the keys that open it in another.

data                              keys
├── cs3-backup   whose it is      ├── cs3-backup   the same
├── backups/<id>/rows/<table>     └── keys/<id>    that backup's key, and the server's key file
├── backups/<id>/objects          the list of its files
├── backups/<id>/manifest         written last: without it there is no backup
└── objects/<name>                each file once, sealed as it was
"""

from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator, Generator
from contextlib import aclosing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import cast
from urllib.parse import unquote, urlsplit
from weakref import WeakKeyDictionary

from media.storage import Storage, StorageError, storage_from_url
from media.storage.protocol import Through

MARK = "cs3-backup"
OBJECTS = "objects/"
BACKUPS = "backups/"
KEYS = "keys/"


_places: WeakKeyDictionary[StorageError, "Place"] = WeakKeyDictionary()


def place_of(error: StorageError) -> "Place | None":
    """Where it happened; None when it was not in a place."""
    return _places.get(error)


class Place:
    """A storage whose errors say that they are its own, so that a sentence can say where they happened."""

    def __init__(self, storage: Storage, label: str):
        """label: how the person who gave the address knows it; never the address itself, which may hold a secret."""
        self.label = label
        self._storage = storage

    @contextmanager
    def _noted(self) -> Generator[None]:
        try:
            yield
        except StorageError as error:
            _places.setdefault(error, self)
            raise

    async def put(self, name: str, chunks: AsyncIterable[bytes]) -> int:
        foreign: list[BaseException] = []

        async def through() -> AsyncIterator[bytes]:
            try:
                async for chunk in chunks:
                    yield chunk
            except Exception as error:
                foreign.append(error)
                raise

        try:
            return await self._storage.put(name, through())
        except StorageError as error:
            if error not in foreign:
                _places.setdefault(error, self)
            raise

    @property
    def crowded(self) -> bool:
        return self._storage.crowded

    async def open(
        self, name: str, start: int = 0, stop: int | None = None, *, through: Through = bytes
    ) -> AsyncIterator[bytes]:
        with self._noted():
            source = self._storage.open(name, start, stop, through=through)
            async with aclosing(cast(AsyncGenerator[bytes], source)) as chunks:
                async for chunk in chunks:
                    yield chunk

    async def size(self, name: str) -> int:
        with self._noted():
            return await self._storage.size(name)

    async def delete(self, name: str) -> None:
        with self._noted():
            await self._storage.delete(name)

    async def names(self, prefix: str = "") -> AsyncIterator[str]:
        with self._noted():
            async for name in self._storage.names(prefix):
                yield name

    async def check(self) -> None:
        with self._noted():
            await self._storage.check()

    async def sweep(self, before: datetime) -> int:
        with self._noted():
            return await self._storage.sweep(before)


def place_at(url: str, label: str, *, exists: bool = False) -> Place:
    """Raises Refused when the address is none, or, with `exists`, when no such folder is there: none is made."""
    from media.storage import Refused

    folder = folder_of(url)
    if exists and folder is not None and not folder.is_dir():
        raise Refused(f"no folder {folder}")
    return Place(storage_from_url(url), label)


def folder_of(url: str) -> Path | None:
    """None: a bucket."""
    parts = urlsplit(url)
    if parts.scheme == "s3":
        return None
    return Path(unquote(parts.path) if parts.scheme == "file" else url).resolve()


def overlap(one: str, other: str) -> bool:
    """Whether two addresses lead to the same bucket, or to folders one of which is within the other."""
    first, second = folder_of(one), folder_of(other)
    if first is not None and second is not None:
        return first.is_relative_to(second) or second.is_relative_to(first)
    if first is not None or second is not None:
        return False
    a, b = urlsplit(one), urlsplit(other)
    return (a.hostname, a.port, a.path.strip("/")) == (b.hostname, b.port, b.path.strip("/"))
