"""Confined children that live for more than one file, so that thousands of files can be tried: the same confinement, the same
modules, the same answers. A child that dies or hangs says nothing sure of which file did it: the last one then goes again, alone,
through the way that every file goes.

As a module of the child: reads one JSON list a line, [MODULE, ARGUMENT…], calls that module's main, and says when it has ended.
"""

import asyncio
import contextlib
import importlib
import json
import os
import signal
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path

from media import limits as media_limits
from media.limits import Ended, Limits, Watch, Work, run_child

FILES = 200
"""Tried by one child before the next takes over: what it may use of the processor is counted for all of them together."""
PATIENCE_S = 30.0
_END = "\x1e"
_ROOT = Path(__file__).resolve().parents[2]


class Pool:
    """Takes the place of `run_child` for one worker of a test. folder: where all its files lie."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        self._children: dict[str, asyncio.subprocess.Process] = {}
        self._tried: dict[str, int] = {}
        self.died = 0

    async def run(
        self,
        work: Work,
        command: Sequence[str | Path],
        *,
        limits: Limits,
        folder: Path,
        readable: Sequence[Path] = (),
        watch: Watch | None = None,
    ) -> Ended:
        if work == "call":
            with contextlib.suppress(TimeoutError, EOFError):
                async with asyncio.timeout(PATIENCE_S):
                    return await self._asked(list(map(str, command)), limits, watch)
            self.died += 1
            await self._end(str(command[0]))
        return await run_child(work, command, limits=limits, folder=folder, readable=readable, watch=watch)

    async def close(self) -> None:
        for name in list(self._children):
            await self._end(name)

    async def _asked(self, command: list[str], limits: Limits, watch: Watch | None) -> Ended:
        child = await self._child(command[0], limits)
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(json.dumps(command).encode() + b"\n")
        while line := (await child.stdout.readline()).decode().rstrip("\n"):
            if line == _END:
                return Ended(0, "")
            if watch:
                await watch(line)
        raise EOFError

    async def _child(self, name: str, limits: Limits) -> asyncio.subprocess.Process:
        self._tried[name] = self._tried.get(name, 0) + 1
        if self._tried[name] % FILES == 0:
            await self._end(name)
        if name not in self._children:
            self._children[name] = await self._start(limits)
        return self._children[name]

    async def _start(self, limits: Limits) -> asyncio.subprocess.Process:
        packages = sysconfig.get_paths()["purelib"]
        terms = {
            "cpu_s": 600,
            "memory": limits.memory,
            "output": limits.output,
            "nice": 0,
            "readable": ["/lib", "/lib64", "/usr", "/dev", "/proc", sys.prefix, sys.base_prefix, str(_ROOT)],
            "writable": [str(self.folder)],
            "paths": [str(_ROOT), packages],
        }
        confine = str(Path(media_limits.__file__).parent / "confine.py")
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-I", "-S", confine, json.dumps(terms), "call", "tests.media.pooled"),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
            cwd=self.folder,
            env={"LC_ALL": "C.UTF-8", "TMPDIR": str(self.folder), "MALLOC_ARENA_MAX": "2"},
            start_new_session=True,
        )

    async def _end(self, name: str) -> None:
        if child := self._children.pop(name, None):
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            await child.communicate()


def main(given: list[str]) -> None:
    for line in sys.stdin:
        module, *arguments = json.loads(line)
        importlib.import_module(module).main(arguments)
        print(_END)
        sys.stdout.flush()
