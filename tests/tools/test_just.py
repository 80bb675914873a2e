"""`./just` on machines that lack something: one sentence that says what to do, in French then in English."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
TOOLS = ["sh", "env", "awk", "cat", "cksum", "df", "dirname", "flock", "mkdir", "mv", "rm", "head", "uname"]


class Machine:
    """A folder with the project's ground, and a PATH with nothing on it but what a bare machine has."""

    def __init__(self, folder: Path) -> None:
        self.project = folder / "cs3"
        self.bin = folder / "bin"
        self.project.mkdir()
        self.bin.mkdir()
        for name in ("just", "justfile", "pyproject.toml", "requirements.lock", "requirements-dev.lock"):
            shutil.copy(ROOT / name, self.project / name)
        for tool in TOOLS:
            found = shutil.which(tool)
            assert found, tool
            (self.bin / tool).symlink_to(found)

    def has(self, name: str, script: str) -> None:
        program = self.bin / name
        program.unlink(missing_ok=True)
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": str(self.bin), "HOME": str(self.project.parent)}
        return subprocess.run(
            ["./just", *arguments],
            cwd=self.project,
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
        )

    def refuses(self, *words: str) -> None:
        done = self.run("demo")
        assert done.returncode == 1, done
        french, english = done.stderr.replace(
            "CS3 : installation (une fois)… / installing (once)…\n", ""
        ).splitlines()
        assert french.startswith("CS3 : ")
        assert english.startswith("CS3: ")
        for word in words:
            assert word in french
        assert not (self.project / ".venv").exists()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def python(machine: Machine, *, pip: str = "exit 1") -> None:
    machine.has("python3", f'if [ "$1 $2" = "-m pip" ]; then {pip}; fi\nexec {sys.executable} "$@"')


def test_the_verbs_need_nothing(machine: Machine) -> None:
    done = machine.run()
    assert done.returncode == 0
    lines = done.stdout.splitlines()[1:]
    assert {line.split()[0] for line in lines} >= {
        "demo",
        "serve",
        "build",
        "up",
        "test",
        "check",
        "fix",
        "phone",
    }
    assert all(len(line.split()) > 3 for line in lines), "a verb without its line of help"


def test_no_python(machine: Machine) -> None:
    machine.refuses("installez python3")


def test_a_python_that_is_too_old(machine: Machine) -> None:
    machine.has("python3", 'case "$2" in *version_info*) exit 1;; *) echo 3.9.2;; esac')
    machine.refuses("3.9.2", "3.11")


def test_no_pip(machine: Machine) -> None:
    python(machine)
    machine.refuses("pip manque", "apt-get install python3-pip")


def test_no_room_on_the_disk(machine: Machine) -> None:
    python(machine)
    machine.has("df", "echo header; echo 'disk 9000000 8900000 102400 99% /'")
    machine.refuses("100 Mo", "libérez-en")


def test_no_network(machine: Machine) -> None:
    python(machine, pip='case "$*" in *--version*) exit 0;; *) exit 1;; esac')
    machine.refuses("connexion à PyPI")
    assert not (machine.project / ".cache" / "uv-tool").exists()


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes anywhere")
def test_a_folder_that_cannot_be_written(machine: Machine) -> None:
    machine.project.chmod(0o555)
    try:
        machine.refuses("copiez CS3")
    finally:
        machine.project.chmod(0o755)


def test_a_busy_port(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        done = subprocess.run(
            [sys.executable, "-m", "backend.cli", "serve", "--data", str(tmp_path / "data"), "--port", str(port)],
            cwd=ROOT, capture_output=True, text=True, timeout=60,
        )  # fmt: skip
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert str(port) in done.stderr
    assert "--port" in done.stderr


def test_a_slip_of_the_hand_installs_nothing(machine: Machine) -> None:
    done = machine.run("tset")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "CS3 : « tset » n’est pas un verbe : ./just, seul, les montre.",
        "CS3: no verb is called tset: ./just, alone, shows them.",
    ]
    # A real one goes further: this machine has no Python.
    assert "Python" in machine.run("test").stderr
