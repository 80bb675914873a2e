"""A process of its own that seals what waits, copies the root, and kills itself (SIGKILL) at its nth step: a statement, or a copy.

Run as a program: database, data folder, storage ("" for a folder), moment, step (0: never).
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
from backend.rooms.audit import copying, keys, sealing
from backend.settings import read_settings


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

    async def work() -> None:
        await database.connect(dsn, pool_size=4)
        await sealing.seal(keys.of_house(), at=at)
        await copying.copy_newest(at)
        await database.disconnect()

    asyncio.run(work())


if __name__ == "__main__":
    main(*sys.argv[1:5], int(sys.argv[5]))
