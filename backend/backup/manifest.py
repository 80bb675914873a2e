"""What a backup says of itself, sealed; and the keys that open it, kept in the other place."""

import secrets
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from datetime import UTC, datetime
from typing import TypeVar, cast
from uuid import UUID

import msgspec

from backend.backup.places import BACKUPS, KEYS, MARK, Place
from media.storage import Damaged, Storage, Vault
from media.storage.stream_cipher import KEY

FORMAT = 1
SERVER_KEY = "server-key"
PUSH_KEY = "push-key"
"""Without it every phone would have to ask for its notifications anew."""
SEAL_KEY = "seal-key"
"""Without it what the traces were sealed with would be another's."""
T = TypeVar("T", "Mark", "Keys", "Manifest")


class Newer(Damaged):
    """Written by a later version, in a form that this one does not know."""


_TIME = "%Y%m%dT%H%M%SZ"


class Mark(msgspec.Struct, kw_only=True):
    """Whose place it is. The same in both places; `place` is random, so that keys and data cannot be mixed up."""

    format: int
    place: str
    house: UUID


class Table(msgspec.Struct, kw_only=True):
    """`size`, `sha256`: of its object as kept, sealed."""

    name: str
    columns: list[str]
    rows: int
    size: int
    sha256: str


class Sequence(msgspec.Struct, kw_only=True):
    name: str
    last: int
    called: bool


class Manifest(msgspec.Struct, kw_only=True):
    format: int
    id: str
    at: datetime
    version: str
    house: UUID
    postgres: str
    migrations: list[tuple[str, str]]
    """(room, id), in the order in which they ran."""
    queue: list[str]
    tables: list[Table]
    sequences: list[Sequence]
    objects: int
    bytes: int
    """Of the objects, as kept."""
    list_size: int
    list_sha256: str
    lost: list[str]
    """Objects that the rows name and that were in no store any more; at most 1 000 are listed."""

    @property
    def rows(self) -> int:
        return sum(table.rows for table in self.tables)


class Keys(msgspec.Struct, kw_only=True):
    """`key` opens the backup; `files` are the house's own secrets as text, those that it has, by the names below."""

    format: int
    id: str
    key: bytes
    files: dict[str, str]


def new_backup(at: datetime) -> str:
    """An id that carries its time, so that keys past their retention are known without being opened."""
    return f"{at.astimezone(UTC).strftime(_TIME)}-{secrets.token_hex(4)}"


def new_key() -> bytes:
    return secrets.token_bytes(KEY)


def time_of(id: str) -> datetime | None:
    """None: not an id of ours."""
    try:
        return datetime.strptime(id.partition("-")[0], _TIME).replace(tzinfo=UTC)
    except ValueError:
        return None


def rows_name(id: str, table: str) -> str:
    return f"{BACKUPS}{id}/rows/{table}"


def list_name(id: str) -> str:
    return f"{BACKUPS}{id}/objects"


def manifest_name(id: str) -> str:
    return f"{BACKUPS}{id}/manifest"


async def whole(storage: Storage | Vault, name: str, most: int = 64 * 1024 * 1024) -> bytes:
    """A small object. Raises Damaged when it is larger than `most` bytes."""
    held = bytearray()
    async with aclosing(cast(AsyncGenerator[bytes], storage.open(name))) as chunks:
        async for chunk in chunks:
            held += chunk
            if len(held) > most:
                raise Damaged(f"larger than it can be: {name}")
    return bytes(held)


async def one(data: bytes) -> AsyncIterator[bytes]:
    yield data


async def read_mark(place: Place) -> Mark:
    """Raises Missing, Damaged."""
    return _decoded(await whole(place, MARK), Mark, MARK)


async def read_keys(keys: Place, id: str) -> Keys:
    """Raises Missing, Damaged."""
    kept = _decoded(await whole(keys, KEYS + id), Keys, KEYS + id)
    if kept.id != id or len(kept.key) != KEY:
        raise Damaged(f"{KEYS}{id}")
    return kept


async def read_manifest(data: Place, id: str, key: bytes) -> Manifest:
    """Raises Missing, Damaged (altered, cut, or another key's)."""
    name = manifest_name(id)
    manifest = _decoded(await whole(Vault(data, key), name), Manifest, name)
    if manifest.id != id:
        raise Damaged(name)
    return manifest


def encoded(value: Mark | Keys | Manifest) -> AsyncIterator[bytes]:
    return one(msgspec.json.encode(value))


def _decoded(data: bytes, kind: type[T], name: str) -> T:
    try:
        found = msgspec.json.decode(data, type=kind)
    except msgspec.MsgspecError:
        raise Damaged(name) from None
    if found.format > FORMAT:
        raise Newer(name)
    return found
