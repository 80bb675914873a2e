"""Reading a notebook as the application does it (session, access, trace, one transaction) against one unguarded row read.

Both are routes of the same application, in the same process, over the same pool, asked in turn by the same client over
kept-open connections. The peer reads the notebook's row by its id and answers it as JSON: no session, no right, no trace.
"""

import contextlib
import http.client
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyotp

from tests.bench.rounds import compare
from tests.bench.rows import Row

READS = 100
TARGET = 0.35
WORST = 10.0


def measure() -> list[Row]:
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder), "tests.bench.api_read") as (port, demo),
    ):
        cookie = sign_in(port, demo["people"][0])
        carnet = demo["carnets"][0]["id"]
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        times: list[float] = []

        def read(path: str, kept: list[float] | None = None) -> float:
            began = time.perf_counter()
            for _ in range(READS):
                once = time.perf_counter()
                connection.request("GET", path, headers={"Cookie": cookie})
                answer = connection.getresponse()
                body = answer.read()
                if answer.status != 200 or b"diagnoses" not in body:
                    raise RuntimeError(f"{path}: {answer.status}")
                if kept is not None:
                    kept.append(time.perf_counter() - once)
            return (time.perf_counter() - began) / READS

        ours, peer, ratio = compare(
            lambda: read(f"/api/carnets/{carnet}", times), lambda: read(f"/bare/{carnet}"), rounds=11
        )
        times.sort()
        tail = times[int(len(times) * 0.99)] / statistics.median(times)
        return [
            Row(
                what="an API read: session, access, trace (reads/s), against one unguarded row read",
                ours=1 / ours,
                peer=1 / peer,
                ratio=1 / ratio,
                target=f"≥ {TARGET} ×",
                ok=1 / ratio >= TARGET,
            ),
            Row(
                what="the slowest in a hundred of those API reads (ms), against the median",
                ours=1000 * times[int(len(times) * 0.99)],
                peer=1000 * statistics.median(times),
                ratio=tail,
                target=f"≤ {WORST:.0f} ×",
                ok=tail <= WORST,
            ),
        ]


def sign_in(port: int, person: dict[str, Any]) -> str:
    """The session's cookie."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    cookies: dict[str, str] = {}
    for path, body in (
        ("/api/auth/password", {"email": person["email"], "password": person["password"]}),
        ("/api/auth/otp", {"code": pyotp.TOTP(person["totp_secret"]).now()}),
    ):
        headers = {
            "Origin": f"http://localhost:{port}",
            "Content-Type": "application/json",
            "Cookie": "; ".join(f"{k}={v}" for k, v in cookies.items()),
        }
        connection.request("POST", path, json.dumps(body), headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status}")
        for line in answer.headers.get_all("Set-Cookie") or []:
            if found := re.match(r"([^=]+)=([^;]*)", line):
                cookies[found[1]] = found[2]
    return "; ".join(f"{k}={v}" for k, v in cookies.items() if v)


@contextlib.contextmanager
def served(folder: Path, module: str) -> Iterator[tuple[int, dict[str, Any]]]:
    program = [sys.executable, "-m", module, str(folder / "data")]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("CS3_")}
    with subprocess.Popen(
        program, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as process:
        try:
            assert process.stdout
            port = int(process.stdout.readline())
            yield port, json.loads((folder / "data" / "demo.json").read_text())
        finally:
            process.terminate()
            process.wait(60)


def serve(data: Path) -> None:
    """The application as `cs3 serve --demo` has it, without its jobs, and one more route: the peer."""
    import signal
    import socket
    from uuid import UUID

    import uvicorn
    from litestar import get

    from backend.app import create_app
    from backend.demo.fill import fill_in
    from backend.kit import embedded
    from backend.kit.database import fetch_one
    from backend.kit.migrate import migrate_now
    from backend.settings import read_settings

    @get("/bare/{carnet_id:uuid}", opt={"no_transaction": True})
    async def bare(carnet_id: UUID) -> dict[str, Any]:
        return await fetch_one("SELECT * FROM carnet WHERE id = $1", carnet_id) or {}

    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    settings = read_settings({}, data=data, public_url=f"http://localhost:{port}", demo=True)
    settings.data.mkdir(mode=0o700)
    server = embedded.start(settings.postgres_data)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        migrate_now(server.dsn)

        async def ready() -> None:
            await fill_in(settings)
            print(port, flush=True)

        app = create_app(settings, server.dsn, work=False, ready=[ready])
        app.register(bare)
        config = uvicorn.Config(app, loop="uvloop", http="httptools", log_config=None, access_log=False)
        uvicorn.Server(config).run(sockets=[listening])
    finally:
        server.stop()


if __name__ == "__main__":
    if len(sys.argv) > 1:
        serve(Path(sys.argv[1]))
    else:
        for row in measure():
            print(row)
