"""Where a backup is given back: an empty data folder, in a hidden part of which all is made ready before it is put in place."""

import contextlib
import os
import shutil
from collections.abc import Generator, Mapping
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex

from backend.backup.errors import BackupError
from backend.kit import embedded

HIDDEN = ".restoring"
_NOT_OURS = {HIDDEN, "lost+found"}


@dataclass(frozen=True)
class Target:
    """`database_url`, `storage_url`: empty for what lies in the folder itself. `secrets`: where each is to stand."""

    folder: Path
    secrets: Mapping[str, Path]
    database_url: str = ""
    storage_url: str = ""

    @property
    def hidden(self) -> Path:
        return self.folder / HIDDEN

    @property
    def files_url(self) -> str:
        return self.storage_url or str(self.hidden / "files")

    def check(self, secrets: Mapping[str, str]) -> None:
        """Raises BackupError when anything is there already."""
        if self.folder.exists():
            if not self.folder.is_dir():
                raise BackupError(f"{self.folder} n’est pas un dossier : donnez-en un autre par --data.")
            if any(entry.name not in _NOT_OURS for entry in self.folder.iterdir()):
                raise BackupError(
                    f"{self.folder} n’est pas vide, et rien n’y sera écrasé : donnez un dossier vide par --data."
                )
        for name, path in self.secrets.items():
            if not self._within(path) and path.exists() and path.read_text() != secrets.get(name):
                raise BackupError(f"une autre clé est déjà dans {path} : déplacez-la, puis relancez.")

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

    def keep(self, secrets: Mapping[str, str]) -> tuple[dict[str, Path], list[Path]]:
        """Writes the house's secrets (0600), those of the folder in its hidden part: where each is, and those to take away
        again if something goes wrong."""
        paths: dict[str, Path] = {}
        outside: list[Path] = []
        for name in self.secrets.keys() & secrets.keys():
            path = self.secrets[name]
            paths[name] = self.hidden / path.name if self._within(path) else path
            if not paths[name].exists():
                _write(paths[name], secrets[name])
                outside += [] if self._within(path) else [path]
        return paths, outside

    def _within(self, path: Path) -> bool:
        return path.parent == self.folder

    def put_in_place(self) -> None:
        """The database last: without it `serve` finds a key that opens nothing of its own, and says so."""
        within = [path.name for path in self.secrets.values() if self._within(path)]
        for name in ("files", *within, "postgres"):
            if (self.hidden / name).exists():
                (self.hidden / name).rename(self.folder / name)
        shutil.rmtree(self.hidden, ignore_errors=True)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}-{token_hex(4)}")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    temporary.rename(path)
