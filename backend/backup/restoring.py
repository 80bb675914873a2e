"""A backup given back to an empty house. Whole, or not at all: what goes wrong leaves the target as empty as it was."""

import contextlib
import logging
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg  # pyright: ignore[reportMissingTypeStubs]

from backend.backup import loading
from backend.backup import manifest as m
from backend.backup.closings import Closed, close_again
from backend.backup.copying import Occupied, bring_back, several
from backend.backup.errors import BackupError, said
from backend.backup.index import Index, read_list
from backend.backup.places import OBJECTS, Place, place_at
from backend.backup.target import Target
from media.storage import Damaged, Missing, StorageError, Vault
from media.storage.checked import Checked, Seen
from media.storage.keys import FileKeyService

logger = logging.getLogger("cs3.backup")


@dataclass(frozen=True)
class Restored:
    manifest: m.Manifest
    without: list[str]
    """Files that the backup should hold and does not; only when that was allowed."""
    closed: Closed


async def restore(
    data: Place, keys: m.Keys, target: Target, *, keys_at: Place, incomplete: bool = False
) -> Restored:
    """keys_at: where the keys of the newer backups are, which know what was closed since.
    incomplete: give back what can be, when files of the backup are missing or altered.

    Raises BackupError.
    """
    with said():
        manifest = await _manifest(data, keys)
    target.check(keys.files)
    target.begin()
    run = _Run(data, keys, manifest, target)
    closed: list[Closed] = []

    async def close(connection: Any) -> None:
        closed.append(await close_again(connection, data, keys_at, keys.id))

    try:
        with said(), target.database() as dsn:
            await loading.prepare(dsn)
            try:
                await run.rows(dsn)
                await run.files(incomplete=incomplete)
                await run.server_keys(dsn)
                await loading.finish(dsn, close)
            except BaseException:
                await run.undo(dsn)
                raise
        target.put_in_place()
    except BaseException:
        target.clear()
        raise
    finally:
        run.sent.close()
    return Restored(manifest, sorted(run.wrong), closed[0])


async def _manifest(data: Place, keys: m.Keys) -> m.Manifest:
    try:
        return await m.read_manifest(data, keys.id, keys.key)
    except m.Newer:
        raise BackupError(
            f"la sauvegarde {keys.id} a été faite par un CS3 plus récent : installez cette version, puis relancez."
        ) from None
    except (Damaged, Missing):
        raise _broken(keys.id, "son manifeste") from None


def _broken(id: str, what: str) -> BackupError:
    return BackupError(
        f"la sauvegarde {id} est abîmée ({what}) : rien n’a été restauré ; demandez-en une autre par --at."
    )


class _Run:
    def __init__(self, data: Place, keys: m.Keys, manifest: m.Manifest, target: Target):
        self.data, self.keys, self.manifest, self.target = data, keys, manifest, target
        self.vault = Vault(data, keys.key)
        self.storage = place_at(
            target.files_url, "CS3_STORAGE_URL" if target.storage_url else str(target.folder)
        )
        self.checked = Checked(self.storage)
        self.wrong: list[str] = []
        self.sent = Index()
        self.written: list[Path] = []

    async def rows(self, dsn: str) -> None:
        try:
            await loading.load(dsn, self.manifest, self.vault)
        except (Damaged, Missing) as problem:
            raise _broken(self.manifest.id, f"ses lignes, {problem}") from None
        except (asyncpg.DataError, asyncpg.IntegrityConstraintViolationError, asyncpg.UndefinedTableError,
                asyncpg.UndefinedColumnError) as problem:  # fmt: skip
            # The kind alone: a message may repeat a row.
            raise _broken(self.manifest.id, f"ses lignes, {type(problem).__name__}") from None

    async def files(self, *, incomplete: bool) -> None:
        count = 0
        try:
            async with aclosing(read_list(self.vault.open(m.list_name(self.manifest.id)))) as lists:
                async for some in lists:
                    count += len(some)
                    await several(some, self._file)
        except (Damaged, Missing):
            raise _broken(self.manifest.id, "la liste de ses fichiers") from None
        if count != self.manifest.objects:
            raise _broken(self.manifest.id, "la liste de ses fichiers")
        if self.wrong and not incomplete:
            raise BackupError(
                f"dans la sauvegarde {self.manifest.id}, {len(self.wrong)} fichiers manquent ou sont abîmés"
                f" (le premier : {min(self.wrong)}) : rien n’a été restauré ; demandez-en une autre par --at,"
                " ou tout le reste par --incomplete."
            )

    async def _file(self, item: tuple[str, Seen]) -> None:
        name, expected = item
        try:
            if await bring_back(self.data, OBJECTS + name, self.checked, name, expected=expected):
                self.sent.name([name])
        except (Damaged, Missing):
            self.wrong.append(name)
        except Occupied:
            raise BackupError(
                f"{self.storage.label} contient déjà un autre fichier sous le nom {name}, et rien n’y sera écrasé :"
                " donnez un stockage vide."
            ) from None

    async def server_keys(self, dsn: str) -> None:
        """The keys given back open the notebooks given back."""
        from backend.kit import database
        from backend.rooms.carnet.service import key_samples

        paths, self.written = self.target.keep(self.keys.files)
        await database.connect(dsn)
        try:
            samples = await key_samples()
        finally:
            await database.disconnect()
        try:
            for carnet, wrapped in samples:
                if m.SERVER_KEY not in paths:
                    raise Damaged("no key file")
                await FileKeyService(paths[m.SERVER_KEY]).unwrap(carnet, wrapped)
        except StorageError:
            raise _broken(self.manifest.id, "sa clé du serveur n’ouvre pas ses carnets") from None

    async def undo(self, dsn: str) -> None:
        if self.target.database_url:
            with contextlib.suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
                await loading.undo(dsn)
        if self.target.storage_url:
            with contextlib.suppress(StorageError):
                for some in self.sent.named():
                    for name, _ in some:
                        await self.storage.delete(name)
        for path in self.written:
            path.unlink(missing_ok=True)
