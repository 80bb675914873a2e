"""A server of the tests' family in a process of its own, without its jobs and with routes for the measure."""

import asyncio
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import uvicorn

from backend.app import create_app
from backend.kit import embedded
from backend.kit.clock import SystemClock
from backend.kit.migrate import migrate_now
from tests.conftest import settings_in, started
from tests.family import Family, Member, let_in, mailbox_of


@contextlib.contextmanager
def family_served(folder: Path, module: str) -> Iterator[dict[str, Any]]:
    """`cookie` (of who asks), `carnet`, `port` and `dsn`, as a module says them whose main calls `serve_family`."""
    program = [sys.executable, "-m", module, str(folder)]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("CS3_")}
    with subprocess.Popen(
        program, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as process:
        try:
            assert process.stdout
            yield json.loads(process.stdout.readline())
        finally:
            process.terminate()
            process.wait(60)


def serve_family(
    folder: Path,
    routes: Sequence[Any],
    *,
    asker: Callable[[Family], Member],
    filled: Callable[[Family], Awaitable[None]] | None = None,
) -> None:
    """Until it is asked to stop. filled: called once the family is let in."""
    database = embedded.start(folder / "data" / "postgres")
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    settings = settings_in(folder, "")
    try:
        migrate_now(database.dsn)

        async def family() -> dict[str, str]:
            async with (
                started(settings, database.dsn, SystemClock()) as app,  # type: ignore[arg-type]
                let_in(app, mailbox_of(settings, database.dsn)) as made,
            ):
                if filled:
                    await filled(made)
                cookies = "; ".join(f"{one.name}={one.value}" for one in asker(made).client.cookies.jar)
                return {"cookie": cookies, "carnet": made.carnet_id}

        told = asyncio.run(family())
        listening = socket.create_server(("127.0.0.1", 0))

        async def ready() -> None:
            print(json.dumps({**told, "port": listening.getsockname()[1], "dsn": database.dsn}), flush=True)

        app = create_app(settings, database.dsn, work=False, ready=[ready])
        for route in routes:
            app.register(route)
        config = uvicorn.Config(app, loop="uvloop", http="httptools", log_config=None, access_log=False)
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        database.stop()
