"""A write with its trace sealed, against the same write with a plain row in the trace: no trigger, nothing to seal.

The write: a notebook's diagnoses changed, over HTTP, by the application as `cs3 serve` has it, on the embedded PostgreSQL as it ships.
The seal beats once a second in the same process; what still waits when a round ends is sealed within it, so that each line's whole cost
is in the figure.
"""

import http.client
import json
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.bench.rounds import compare
from tests.bench.rows import Row
from tests.bench.serving import serve_demonstration, served, sign_in

WRITES = 150
TARGET = 0.95
LIMIT = 2.0


def measure() -> list[Row]:
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder), "tests.bench.sealed_trace") as (port, demo),
    ):
        writer = _Writer(port, sign_in(port, demo["people"][0]), demo["carnets"][0]["id"])
        ours, peer, ratio = compare(writer.sealed, writer.plain, rounds=15)
        longest = writer.longest()
    return [
        Row(
            what="an API write with its trace sealed (writes/s), against one with a plain trace row",
            ours=1 / ours,
            peer=1 / peer,
            ratio=1 / ratio,
            target=f"≥ {TARGET} ×",
            ok=1 / ratio >= TARGET,
        ),
        Row(
            what="the longest that a trace stayed unsealed meanwhile (s), against the limit",
            ours=longest,
            peer=LIMIT,
            ratio=longest / LIMIT,
            target="≤ 1 ×",
            ok=longest <= LIMIT,
        ),
    ]


class _Writer:
    def __init__(self, port: int, cookie: str, carnet: str) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self._headers = {
            "Cookie": cookie,
            "Origin": f"http://localhost:{port}",
            "Content-Type": "application/json",
        }
        self._path = f"/api/carnets/{carnet}"
        self._version = self._ask("GET", self._path)["version"]

    def _ask(self, method: str, path: str, body: Any = None) -> Any:
        self._connection.request(method, path, json.dumps(body) if body else None, self._headers)
        answer = self._connection.getresponse()
        data = answer.read()
        if answer.status >= 300:
            raise RuntimeError(f"{path}: {answer.status}")
        return json.loads(data)

    def _writes(self) -> None:
        for _ in range(WRITES):
            said = {"version": self._version, "diagnoses": f"Hémiplégie droite {self._version}"}
            self._version = self._ask("PATCH", self._path, said)["version"]

    def sealed(self) -> float:
        """Seconds for one."""
        self._ask("GET", "/bare/sealing/enable")
        began = time.perf_counter()
        self._writes()
        self._ask("GET", "/bare/seal")
        return (time.perf_counter() - began) / WRITES

    def plain(self) -> float:
        self._ask("GET", "/bare/sealing/disable")
        began = time.perf_counter()
        self._writes()
        return (time.perf_counter() - began) / WRITES

    def longest(self) -> float:
        return float(self._ask("GET", "/bare/longest"))


def serve(data: Path) -> None:
    """With its beat, and three routes more."""
    import asyncio

    from litestar import get

    from backend.kit.database import fetch, fetch_one
    from backend.rooms.audit.service import make_months, seal

    longest = 0.0

    async def look() -> None:
        nonlocal longest
        row = await fetch_one(
            "SELECT extract(epoch FROM clock_timestamp() - min(at))::float AS waits FROM trace_unsealed"
        )
        await seal.run()
        longest = max(longest, row["waits"] or 0 if row else 0)

    @get("/bare/seal", opt={"own_transactions": True})
    async def seal_now() -> int:
        await look()
        return 0

    @get("/bare/longest", opt={"no_transaction": True})
    async def read_longest() -> float:
        return longest

    @get("/bare/sealing/{turned:str}", opt={"own_transactions": True})
    async def sealing(turned: str) -> int:
        tables = await fetch(
            "SELECT inhrelid::regclass::text AS name FROM pg_inherits WHERE inhparent = 'trace'::regclass"
        )
        for name in ["trace", *(row["name"] for row in tables)]:
            await fetch(
                f"ALTER TABLE {name} {'ENABLE' if turned == 'enable' else 'DISABLE'} TRIGGER trace_waits"
            )
        return 0

    beating: list[asyncio.Task[None]] = []

    async def beat() -> None:
        while True:
            await asyncio.sleep(seal.every)
            await look()

    async def filled() -> None:
        await make_months.run(timestamp=0)
        await seal.run()  # what the demonstration did is not measured
        beating.append(asyncio.create_task(beat()))

    serve_demonstration(data, [seal_now, read_longest, sealing], filled)


if __name__ == "__main__":
    if len(sys.argv) > 1:
        serve(Path(sys.argv[1]))
    else:
        for row in measure():
            print(row)
