"""Processes that seal what waits, copy the root, and kill themselves (SIGKILL) at their nth step: a statement, or a copy.

Run as a program: database, data folder, storage ("" for a folder). Each line that it is told, a moment and a step (0: never), is one
process, forked from this one, which has loaded everything and opened nothing; it answers what that one answered.
"""

import asyncio
import os
import signal
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import asyncpg

from backend.app import open_runtime
from backend.kit import database
from backend.rooms.audit import copying, sealing
from backend.settings import read_settings


class Stopped:
    def __init__(self, at: datetime) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at


def main(dsn: str, data: str, storage: str) -> None:
    for line in sys.stdin:
        moment, step = line.split()
        if child := os.fork():
            print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
        else:
            work(dsn, data, storage, datetime.fromisoformat(moment), int(step))
            os._exit(0)


def work(dsn: str, data: str, storage: str, at: datetime, step: int) -> None:
    done = 0

    def count() -> None:
        nonlocal done
        done += 1
        if done == step:
            os.kill(os.getpid(), signal.SIGKILL)

    settings = replace(
        read_settings({}, data=Path(data), public_url="http://localhost:8000"), storage_url=storage
    )
    opened = open_runtime(settings, clock=Stopped(at))
    asked: Any = asyncpg.Connection.fetch
    put: Any = opened.storage.put

    async def fetch(self: Any, *args: Any, **more: Any) -> Any:
        answer = await asked(self, *args, **more)
        count()
        return answer

    async def counted(*args: Any) -> Any:
        count()
        answer = await put(*args)
        count()
        return answer

    asyncpg.Connection.fetch = fetch
    opened.storage.put = counted  # type: ignore[method-assign]

    async def sealed_and_copied() -> None:
        await database.connect(dsn, pool_size=4)
        await sealing.seal_house(at=at)
        await copying.copy_newest(at)
        await database.disconnect()

    asyncio.run(sealed_and_copied())


if __name__ == "__main__":
    main(*sys.argv[1:4])
