"""`cs3` as it is typed, each in a process of its own, which begins with everything loaded: to load it costs two seconds of a core."""

import atexit
import json
import os
import signal
import subprocess
import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

PATIENCE_S = 60


def cs3(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    """`environment`: all that it is told of CS3's settings."""
    bare = {name: value for name, value in os.environ.items() if not name.startswith("CS3_")}
    with TemporaryDirectory() as folder:
        asked = {"arguments": list(map(str, arguments)), "environment": bare | environment, "folder": folder}
        loaded = _loaded()
        assert loaded.stdin
        assert loaded.stdout
        loaded.stdin.write(json.dumps(asked) + "\n")
        loaded.stdin.flush()
        code = int(loaded.stdout.readline())
        out, err = ((Path(folder) / name).read_text() for name in ("out", "err"))
    return subprocess.CompletedProcess(asked["arguments"], code, out, err)


def modules() -> set[str]:
    """What any command has loaded as it begins, and what serving adds: nothing has run there."""
    loaded = _loaded()
    assert loaded.stdin
    assert loaded.stdout
    loaded.stdin.write("null\n")
    loaded.stdin.flush()
    return set(json.loads(loaded.stdout.readline()))


@cache
def _loaded() -> "subprocess.Popen[str]":
    """One for each process of the tests, beside it: what forks there has none of its threads."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.servers.commands"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    atexit.register(process.communicate)
    return process


def _main() -> None:
    for name in ("backend.cli", "backend.cli_backup_running", "backend.app", "backend.house"):
        import_module(name)
    for line in sys.stdin:
        asked = json.loads(line)
        if asked is None:
            print(json.dumps(list(sys.modules)), flush=True)
            continue
        child = os.fork()
        if not child:
            _become(Path(asked["folder"]), asked["environment"])
            import_module("backend.cli").main(asked["arguments"])
            return
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)


def _become(folder: Path, environment: dict[str, str]) -> None:
    for number, file in enumerate((Path(os.devnull), folder / "out", folder / "err")):
        os.dup2(os.open(file, os.O_RDWR | os.O_CREAT), number)
    os.environ.clear()
    os.environ.update(environment)
    signal.alarm(PATIENCE_S)


if __name__ == "__main__":
    _main()
