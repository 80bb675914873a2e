"""What a decoder has put in its folder: the kernel limits the size of one file, this the sum and the number of them."""

import asyncio
import contextlib
import os
import stat
from dataclasses import dataclass
from pathlib import Path

LOOK_S = 0.2
BLOCK = 512


@dataclass(frozen=True, slots=True)
class Written:
    files: int
    size: int


def written(folder: Path, pid: int | None = None) -> Written:
    """Files and bytes on the disk; with those that process `pid` has removed and still holds open."""
    sizes: list[int] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            with contextlib.suppress(FileNotFoundError):  # gone meanwhile
                sizes.append(entry.stat(follow_symlinks=False).st_blocks * BLOCK)
    with contextlib.suppress(OSError):  # it has ended
        for held in os.scandir(f"/proc/{pid}/fd") if pid is not None else ():
            with contextlib.suppress(OSError):
                found = os.stat(held.path)
                if stat.S_ISREG(found.st_mode) and found.st_nlink == 0:
                    sizes.append(found.st_blocks * BLOCK)
    return Written(len(sizes), sum(sizes))


class Bound:
    """At most so many files and bytes more than there were when it began."""

    def __init__(self, folder: Path, *, files: int, size: int):
        before = written(folder)
        self._folder = folder
        self._most = Written(before.files + files, before.size + size)

    def passed(self, pid: int | None = None) -> bool:
        now = written(self._folder, pid)
        return now.files > self._most.files or now.size > self._most.size

    async def until_passed(self, pid: int) -> None:
        while not self.passed(pid):  # noqa: ASYNC110 - the kernel tells nobody how full a folder is
            await asyncio.sleep(LOOK_S)
