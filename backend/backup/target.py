"""Where a backup is given back: an empty data folder, in a hidden part of which all is made ready before it is put in place."""

import contextlib
import os
import secrets
import shutil
from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path

from backend.backup.errors import BackupError
from backend.kit import embedded

HIDDEN = ".restoring"
_NOT_OURS = {HIDDEN, "lost+found"}


@dataclass(frozen=True)
class Target:
    """`database_url`, `storage_url`: empty for what lies in the folder itself."""

    folder: Path
    key_file: Path
    database_url: str = ""
    storage_url: str = ""

    @property
    def hidden(self) -> Path:
        return self.folder / HIDDEN

    @property
    def files_url(self) -> str:
        return self.storage_url or str(self.hidden / "files")

    @property
    def keys_beside(self) -> bool:
        return self.key_file.parent == self.folder

    def check(self, server_keys: str | None) -> None:
        """Raises BackupError when anything is there already."""
        if self.folder.exists():
            if not self.folder.is_dir():
                raise BackupError(f"{self.folder} n’est pas un dossier : donnez-en un autre par --data.")
            if any(entry.name not in _NOT_OURS for entry in self.folder.iterdir()):
                raise BackupError(
                    f"{self.folder} n’est pas vide, et rien n’y sera écrasé : donnez un dossier vide par --data."
                )
        if not self.keys_beside and self.key_file.exists() and self.key_file.read_text() != server_keys:
            raise BackupError(
                f"une autre clé du serveur est déjà dans {self.key_file} : déplacez-la, puis relancez."
            )

    def clear(self) -> None:
        """What an earlier restoring, killed, left behind; its PostgreSQL may still run."""
        if (self.hidden / "postgres" / "PG_VERSION").exists():
            embedded.start(self.hidden / "postgres").stop()
        shutil.rmtree(self.hidden, ignore_errors=True)

    def begin(self) -> None:
        self.clear()
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.folder.stat().st_mode & 0o077:
            self.folder.chmod(0o700)
        self.hidden.mkdir(mode=0o700)

    @contextlib.contextmanager
    def database(self) -> Generator[str]:
        """Its address, while it runs."""
        if self.database_url:
            yield self.database_url
            return
        server = embedded.start(self.hidden / "postgres")
        try:
            yield server.dsn
        finally:
            server.stop()

    def keep_keys(self, server_keys: str | None) -> Path | None:
        """Writes the server's key file (0600), beside its place if that is in the folder. None: the house had none yet."""
        if server_keys is None:
            return None
        path = self.hidden / self.key_file.name if self.keys_beside else self.key_file
        if path.exists():
            return path
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(server_keys)
            file.flush()
            os.fsync(file.fileno())
        temporary.rename(path)
        return path

    def put_in_place(self) -> None:
        """The database last: without it `serve` finds a key that opens nothing of its own, and says so."""
        for name in ("files", self.key_file.name, "postgres"):
            if (self.hidden / name).exists():
                (self.hidden / name).rename(self.folder / name)
        shutil.rmtree(self.hidden, ignore_errors=True)
