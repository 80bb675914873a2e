"""Reading a notebook as the application does it (session, access, trace, one transaction) against one unguarded row read.

Both are routes of the same application, in the same process, over the same pool, asked in turn by the same client over
kept-open connections. The peer reads the notebook's row by its id and answers it as JSON: no session, no right, no trace.
"""

import http.client
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.bench.rounds import compare
from tests.bench.rows import Row
from tests.bench.serving import serve_demonstration, served, sign_in

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


def serve(data: Path) -> None:
    """With one more route: the peer."""
    from uuid import UUID

    from litestar import get

    from backend.kit.database import fetch_one

    @get("/bare/{carnet_id:uuid}", opt={"no_transaction": True})
    async def bare(carnet_id: UUID) -> dict[str, Any]:
        return await fetch_one("SELECT * FROM carnet WHERE id = $1", carnet_id) or {}

    serve_demonstration(data, [bare])


if __name__ == "__main__":
    if len(sys.argv) > 1:
        serve(Path(sys.argv[1]))
    else:
        for row in measure():
            print(row)
