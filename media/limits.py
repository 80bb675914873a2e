"""How much a received file may be, and the child process in which it is decoded: a decoder can do no more than fail.

`run_child` turns a crash, a hang, too much memory or too much output into `Refused`; nothing reaches the caller's process.
Cancelling kills the child.
"""

import asyncio
import contextlib
import errno
import json
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from media.bounds import PHOTO_BYTES, PHOTO_PIXELS, VIDEO_BYTES, VIDEO_SECONDS
from media.confine import NOT_READY
from media.refused import Reason, Refused
from media.written import Bound

__all__ = [
    "PHOTO_BYTES",
    "PHOTO_PIXELS",
    "VIDEO_BYTES",
    "VIDEO_SECONDS",
    "Ended",
    "Limits",
    "Reason",
    "Refused",
    "run_child",
]

MIB = 1024 * 1024

NOTHING_MORE: Mapping[str, str] = {}
_HERE = Path(__file__).parent
_SYSTEM = ["/lib", "/lib64", "/usr", "/etc/ld.so.cache", "/dev/null", "/dev/urandom", "/proc/cpuinfo"]
_HELD = 64 * 1024
"""Bytes of a line, or of the messages' end, that are kept."""


@dataclass(frozen=True, slots=True)
class Limits:
    """cpu_s: seconds of processor, all threads together. wall_s: seconds by the clock. stall_s: seconds without a sign
    of progress. memory: bytes of address space. output: bytes written, of one file and of all of them together; files: how
    many. nice: how much it steps back before others, 0 to 19."""

    cpu_s: int
    wall_s: float
    memory: int
    output: int
    stall_s: float | None = None
    nice: int = 0
    files: int = 16


@dataclass(frozen=True, slots=True)
class Ended:
    """How a child ended by itself. `messages`: the end of what it said; it may quote the file, so it is never logged."""

    code: int
    messages: str


Work = Literal["exec", "call"]
Watch = Callable[[str], Awaitable[bool]]
"""Is given each line that the child prints; answers whether it shows progress."""


async def run_child(
    work: Work,
    command: Sequence[str | Path],
    *,
    limits: Limits,
    folder: Path,
    readable: Sequence[Path] = (),
    watch: Watch | None = None,
    more_environment: Mapping[str, str] = NOTHING_MORE,
) -> Ended:
    """Runs a program ("exec") or a module's main ("call") that sees `readable` and `folder`, and writes in `folder` only.

    Raises Refused(TOO_SLOW, TOO_HUNGRY, TOO_MUCH_OUTPUT, or UNREADABLE when it crashed): then the file is at fault. Raises
    OSError when this machine is: no room on its disk, no confinement, the child stopped from outside. Then trying again
    later is right.
    """
    terms = {
        "cpu_s": limits.cpu_s,
        "memory": limits.memory,
        "output": limits.output,
        "nice": limits.nice,
        "readable": [*_SYSTEM, *_python_folders(), str(command[0]), *map(str, readable)],
        "writable": [str(folder)],
        "paths": [str(_HERE.parent), *(path for path in sys.path if path.endswith("-packages"))],
    }
    bound = Bound(folder, files=limits.files, size=limits.output + _HELD)
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-I", "-S", str(_HERE / "confine.py"), json.dumps(terms)),
        *(work, *map(str, command)),
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        cwd=folder,
        env={"LC_ALL": "C.UTF-8", "TMPDIR": str(folder), "MALLOC_ARENA_MAX": "2", **more_environment},
        start_new_session=True,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    watched = asyncio.create_task(_stop_at(bound, process))
    saying = asyncio.create_task(_end_of(process.stderr))
    following = asyncio.create_task(_follow(process.stdout, watch, limits.stall_s))
    try:
        async with asyncio.timeout(limits.wall_s):
            messages, _ = await asyncio.gather(saying, following)
            code = await process.wait()
    except TimeoutError:
        raise Refused(Reason.TOO_SLOW) from None
    finally:
        watched.cancel()
        await asyncio.shield(_kill(process, saying, following))
    if watched.done() and not watched.cancelled():
        watched.result()  # when the looking itself failed, it is this machine's fault
        raise Refused(Reason.TOO_MUCH_OUTPUT)
    if bound.passed():
        raise Refused(Reason.TOO_MUCH_OUTPUT)
    _blame_the_machine(code, messages)
    if code < 0:
        raise Refused(_REASONS.get(-code, Reason.UNREADABLE))
    return Ended(code, messages)


def _blame_the_machine(code: int, messages: str) -> None:
    if code == NOT_READY:
        raise OSError(errno.EPERM, f"decoding cannot be confined here: {messages.strip()[-200:]}")
    if -code in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        raise OSError(errno.EINTR, "the decoder was stopped from outside")
    if code and "No space left on device" in messages:
        raise OSError(errno.ENOSPC, "no room for a decoder's work")


_REASONS: dict[int, Reason] = {
    signal.SIGXCPU: Reason.TOO_SLOW,
    signal.SIGXFSZ: Reason.TOO_MUCH_OUTPUT,
    signal.SIGKILL: Reason.TOO_HUNGRY,  # not by us, who would have raised before: the system ran out of memory
}


def _python_folders() -> set[str]:
    return {
        sys.prefix,
        sys.base_prefix,
        str(_HERE),
        *(path for path in sys.path if path.endswith("-packages")),
    }


async def _stop_at(bound: Bound, process: asyncio.subprocess.Process) -> None:
    await bound.until_passed(process.pid)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


async def _follow(stream: asyncio.StreamReader, watch: Watch | None, stall_s: float | None) -> None:
    """Raises TimeoutError when no line shows progress for `stall_s` seconds."""
    held = b""
    async with asyncio.timeout(stall_s) as patience:
        while chunk := await stream.read(_HELD):
            *lines, held = (held + chunk).split(b"\n")
            if len(held) > _HELD:
                raise Refused(Reason.TOO_MUCH_OUTPUT)
            for line in lines:
                if watch and await watch(line.decode("utf-8", "replace")) and stall_s is not None:
                    patience.reschedule(asyncio.get_running_loop().time() + stall_s)


async def _end_of(stream: asyncio.StreamReader) -> str:
    held = b""
    while chunk := await stream.read(_HELD):
        held = (held + chunk)[-_HELD:]
    return held.decode("utf-8", "replace")


async def _kill(process: asyncio.subprocess.Process, *readers: asyncio.Task[Any]) -> None:
    """Kills what still runs of the child's session, and waits for it."""
    with contextlib.suppress(ProcessLookupError):
        if process.returncode is None:
            os.killpg(process.pid, signal.SIGKILL)
    for reader in readers:
        reader.cancel()
    await asyncio.wait(readers)
    # To the end: asyncio waits for a process until its pipes are over, and stops reading one that is full.
    for stream in (process.stdout, process.stderr):
        while stream and await stream.read(_HELD):
            pass
    await process.wait()
