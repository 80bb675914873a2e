"""nginx giving files, and taking them by PUT, on a free port of this machine: Debian's, the machine's own or unpacked into .cache/nginx."""

import getpass
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]
UNPACKED = ROOT / ".cache" / "nginx"


def _program() -> tuple[str, dict[str, str]]:
    """Its path, and the environment that it needs."""
    if found := shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin"):
        return found, dict(os.environ)
    tool = str(ROOT / "tools" / "debian.sh")
    if not UNPACKED.exists():
        subprocess.run([tool, str(UNPACKED), "nginx"], cwd=ROOT, check=True, timeout=600)
    libraries = subprocess.run(
        [tool, "--libraries", str(UNPACKED)], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.strip()
    return str(UNPACKED / "usr" / "sbin" / "nginx"), os.environ | {"LD_LIBRARY_PATH": libraries}


@contextmanager
def nginx(folder: Path, *, said: str = "") -> Iterator[int]:
    """The port. What is put, and what is given, lies in `folder`/kept. said: more about how, in nginx's own words."""
    (folder / "kept").mkdir(parents=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    user = f"user {getpass.getuser()};" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"{user} daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log; events {{}}\n"
        f"http {{ access_log off; client_max_body_size 0; client_body_temp_path {folder}/coming;\n"
        f"  proxy_temp_path {folder}/t1; fastcgi_temp_path {folder}/t2; uwsgi_temp_path {folder}/t3; scgi_temp_path {folder}/t4;\n"
        f"  server {{ listen 127.0.0.1:{port}; location / {{ root {folder}/kept; dav_methods PUT; {said} }} }} }}\n"
    )
    program, environment = _program()
    arguments = [program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", f"{folder}/error.log"]
    with subprocess.Popen(arguments, env=environment) as process:
        try:
            _until_it_listens(port, process)
            yield port
        finally:
            process.terminate()


def _until_it_listens(port: int, process: "subprocess.Popen[bytes]") -> None:
    ends = time.monotonic() + 30
    while time.monotonic() < ends and process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError("nginx did not start")
