"""One backup: keys, rows, files, and last the manifest, without which it does not exist."""

import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from backend import __version__
from backend.backup import manifest as m
from backend.backup import retention
from backend.backup.belonging import belong
from backend.backup.copying import bring, several
from backend.backup.errors import said
from backend.backup.index import Index, read_list
from backend.backup.places import KEYS, OBJECTS, Place
from backend.backup.snapshot import Snapshot, held, snapshot, still_held
from backend.house import OBJECT_COLUMNS
from media.storage import Damaged, Missing, Vault
from media.storage.checked import Checked, Seen

logger = logging.getLogger("cs3.backup")

LOST_LISTED = 1000
_SAY_EVERY = 30.0


@dataclass(frozen=True)
class Made:
    manifest: m.Manifest
    sent: int
    """Files that were not there yet."""
    sent_bytes: int
    lost: int
    destroyed: int
    """Older backups whose keys were destroyed."""
    removed: int
    """Files that no kept backup names any more."""
    damaged: list[str]
    """Older backups whose list of files cannot be read any more."""


async def make(
    *, dsn: str, files: Place, secrets: Mapping[str, Path], data: Place, keys: Place, now: datetime, days: int
) -> Made:
    """Raises BackupError; what was sent until then is not sent again."""
    index = Index()
    try:
        with said():
            return await _make(dsn, files, secrets, data, keys, index, now, days)
    finally:
        index.close()


async def _make(
    dsn: str,
    files: Place,
    secrets: Mapping[str, Path],
    data: Place,
    keys: Place,
    index: Index,
    now: datetime,
    days: int,
) -> Made:
    async with held(dsn) as connection:
        run = _Run(files, Checked(data), Checked(keys), index, m.new_backup(now), m.new_key())
        async with snapshot(connection) as taken:
            await belong(data, keys, house=taken.house)
            destroyed = await retention.destroy_old_keys(data, keys, now=now, days=days)
            damaged = await _learn(data, keys, index)
            await run.keep_keys(secrets)
            tables = [await run.keep_rows(taken, table) for table in taken.tables]
            sequences = await taken.sequences()
            async for names in taken.objects(OBJECT_COLUMNS):
                index.name(names)
        await run.keep_files()
        await still_held(connection)
        manifest = await run.finish(taken, tables, sequences, now)
    destroyed += await retention.destroy_old_keys(data, keys, now=now, days=days)
    # A damaged one names files that nobody knows: until it is gone, none is removed.
    removed = await retention.tidy(data, keys, None if damaged else index)
    return Made(manifest, run.sent, run.sent_bytes, run.lost_count, len(destroyed), removed, damaged)


async def _learn(data: Place, keys: Place, index: Index) -> list[str]:
    """What kept backups hold. The ids of those that cannot say it any more."""
    damaged: list[str] = []
    for id in await retention.complete(data, keys):
        try:
            key = (await m.read_keys(keys, id)).key
            async for some in read_list(Vault(data, key).open(m.list_name(id))):
                index.know(some)
        except (Damaged, Missing):
            damaged.append(id)
    return damaged


class _Run:
    def __init__(self, files: Place, data: Checked, keys: Checked, index: Index, id: str, key: bytes):
        self.files, self.data, self.keys, self.index, self.id, self.key = files, data, keys, index, id, key
        self.vault = Vault(data, key)
        self.sent = self.sent_bytes = self.lost_count = 0
        self.lost: list[str] = []

    async def keep_keys(self, secrets: Mapping[str, Path]) -> None:
        """Before all else: a backup whose key was lost with the machine would be none."""
        files = {name: path.read_text() for name, path in secrets.items() if path.exists()}
        kept = m.Keys(format=m.FORMAT, id=self.id, key=self.key, files=files)
        await self.keys.put(KEYS + self.id, m.encoded(kept))

    async def keep_rows(self, taken: Snapshot, table: str) -> m.Table:
        name = m.rows_name(self.id, table)
        await self.vault.put(name, taken.rows(table))
        seen = self.data.forget(name)
        return m.Table(
            name=table,
            columns=taken.tables[table],
            rows=taken.copied[table],
            size=seen.size,
            sha256=seen.sha256,
        )

    async def keep_files(self) -> None:
        said = time.monotonic()
        for some in self.index.named():
            await several([(name, known) for name, known in some], self._keep_file)
            if time.monotonic() - said > _SAY_EVERY:
                said = time.monotonic()
                logger.info("files so far", extra={"count": self.index.totals()[0]})

    async def _keep_file(self, item: tuple[str, Seen | None]) -> None:
        name, known = item
        found = await bring(self.files, name, self.data, OBJECTS + name, known=known)
        if found is None:
            self.lost_count += 1
            if len(self.lost) < LOST_LISTED:
                self.lost.append(name)
            return
        seen, sent = found
        self.index.hold(name, seen)
        if sent:
            self.sent += 1
            self.sent_bytes += seen.size

    async def finish(
        self, taken: Snapshot, tables: list[m.Table], sequences: list[m.Sequence], now: datetime
    ) -> m.Manifest:
        await self.vault.put(m.list_name(self.id), self.index.listed())
        listed = self.data.forget(m.list_name(self.id))
        count, size = self.index.totals()
        manifest = m.Manifest(
            format=m.FORMAT,
            id=self.id,
            at=now,
            version=__version__,
            house=taken.house,
            postgres=taken.postgres,
            migrations=taken.migrations,
            queue=taken.queue,
            tables=tables,
            sequences=sequences,
            objects=count,
            bytes=size,
            list_size=listed.size,
            list_sha256=listed.sha256,
            lost=sorted(self.lost),
        )
        await self.vault.put(m.manifest_name(self.id), m.encoded(manifest))
        return manifest
