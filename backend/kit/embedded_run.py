"""Runs PostgreSQL's programs: as root, as a system user of its own.

No mode of a parent folder is ever changed; where that user could not pass through one (`/root`), the program gets the
single Linux capability to do so, and nothing else.
"""

import os
import pwd
import subprocess
import tempfile
from pathlib import Path

USER = "cs3-postgres"
_SYSTEM_PATH = "/usr/sbin:/usr/bin:/sbin:/bin"


class EmbeddedError(Exception):
    """PostgreSQL could not be started: one sentence that says what to do."""


def give(folder: Path) -> None:
    """To the user that PostgreSQL runs as."""
    if os.geteuid() == 0:
        user = system_user()
        os.chown(folder, user.pw_uid, user.pw_gid)


def system_user() -> pwd.struct_passwd:
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


def run(data: Path, command: list[str], *, check: bool = True) -> subprocess.CompletedProcess[str]:
    """Raises EmbeddedError, unless `check` is off, when the program says no."""
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
    user = system_user()
    command = ["setpriv", f"--reuid={user.pw_uid}", f"--regid={user.pw_gid}", "--clear-groups"]
    if not (_passable(data) and _passable(program)):
        capability = "dac_read_search" if _maygive(2) else "dac_override"
        # Without the securebit, access(2) forgets capabilities for whoever is not root, and PostgreSQL asks it.
        command += ["--securebits=+no_setuid_fixup"]
        command += [f"--inh-caps=-all,+{capability}", f"--ambient-caps=-all,+{capability}"]
    return command


def _passable(path: Path) -> bool:
    """Whether anyone may go through every folder above `path`."""
    return all(parent.stat().st_mode & 0o001 for parent in path.resolve().parents)


def _maygive(capability: int) -> bool:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("CapBnd:"):
            return bool(int(line.split()[1], 16) >> capability & 1)
    return False
