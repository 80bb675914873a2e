"""Processes of their own that erase what is due, each of which kills itself (SIGKILL) at its nth step: a statement, or a file erased.

Run as a program: database, data folder, storage ("" for a folder), moment. For each line it reads, a step (0: never), it forks a
process that begins like any new one, but for having read its code, and answers how that ended: 0, or the signal's number, negative.
"""

import asyncio
import os
import signal
import sys
import traceback
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import asyncpg

from backend import house
from backend.app import open_runtime
from backend.kit import database, runtime
from backend.rooms.carnet.erasing import erase_due
from backend.settings import read_settings

assert house.ROUTES  # the house is put together


class Stopped:
    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at


def main(dsn: str, data: str, storage: str, moment: str, step: int) -> None:
    at, done = datetime.fromisoformat(moment), 0

    def count() -> None:
        nonlocal done
        done += 1
        if done == step:
            os.kill(os.getpid(), signal.SIGKILL)

    asked: Any = asyncpg.Connection.fetch

    async def fetch(self: Any, *args: Any, **more: Any) -> Any:
        count()
        return await asked(self, *args, **more)

    settings = replace(
        read_settings({}, data=Path(data), public_url="http://localhost:8000"), storage_url=storage
    )
    opened = open_runtime(settings, clock=Stopped(at))
    asyncpg.Connection.fetch = fetch
    erase = opened.storage.delete

    async def delete(name: str) -> None:
        count()
        await erase(name)

    opened.storage.delete = delete  # type: ignore[method-assign]
    assert runtime.get() is opened

    async def work() -> None:
        await database.connect(dsn, pool_size=4)
        await erase_due(at)
        await database.disconnect()

    asyncio.run(work())


def forked(given: list[str], step: int) -> int:
    if child := os.fork():
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    code = 1
    try:
        main(*given, step)
        code = 0
    except BaseException:
        traceback.print_exc()  # nothing above this line is to run a second time
    sys.stderr.flush()
    os._exit(code)


if __name__ == "__main__":
    for line in sys.stdin:
        print(forked(sys.argv[1:5], int(line)), flush=True)
