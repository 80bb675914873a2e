"""A real clamd, which knows one harmless file alone: EICAR's. The machine's own program, or Debian's, unpacked into .cache/clamav."""

import fcntl
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + rb"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
LARGEST_MB = 1
"""What it takes of one file."""


def _program() -> tuple[str, str]:
    """The program, and where its libraries are."""
    if found := shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin"):
        return found, ""
    folder = ROOT / ".cache" / "clamav"
    (ROOT / ".cache").mkdir(exist_ok=True)
    with (ROOT / ".cache" / "clamav.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            packages = ("clamav-daemon", "clamav-base")
            subprocess.run(["tools/debian.sh", folder, *packages], cwd=ROOT, check=True, timeout=300)
    asked = ["tools/debian.sh", "--libraries", folder]
    libraries = subprocess.run(asked, cwd=ROOT, check=True, capture_output=True, text=True, timeout=60).stdout
    return str(folder / "usr/sbin/clamd"), libraries.strip()


@contextmanager
def clamd(folder: Path) -> Iterator[str]:
    """The path of its socket; it is there for as long as this lasts."""
    program, libraries = _program()
    known, socket, terms = folder / "known", folder / "clamd.sock", folder / "clamd.conf"
    known.mkdir(parents=True, exist_ok=True)
    (known / "eicar.ndb").write_text(f"Eicar.Test:0:*:{EICAR.hex()}\n")
    terms.write_text(
        f"LocalSocket {socket}\nDatabaseDirectory {known}\nForeground yes\nStreamMaxLength {LARGEST_MB}M\n"
    )
    environment = os.environ | {"LD_LIBRARY_PATH": libraries}
    quiet = subprocess.DEVNULL
    with subprocess.Popen([program, "-c", terms], env=environment, stdout=quiet, stderr=quiet) as process:
        try:
            deadline = time.monotonic() + 60
            while not socket.is_socket():
                assert process.poll() is None, "clamd did not start"
                assert time.monotonic() < deadline, "clamd is not ready"
                time.sleep(0.05)
            yield str(socket)
        finally:
            process.kill()
