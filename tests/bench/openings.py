"""Two hundred openings of an urgent sheet a second, for ten seconds, each by a phone that was not seen before: each is traced, and told.

The measure runs beside the server, on the same cores. The peer is the time that a tap may take before it feels slow (150 ms, performance.md).
"""

import asyncio
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

from tests.bench.rows import Row
from tests.bench.serving import serve_demonstration, served

RATE, SECONDS, LINES = 200, 10, 32
MOST_MS = 150.0


def measure() -> list[Row]:
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder), "tests.bench.openings") as (port, demo),
    ):
        path = urlsplit(demo["carnets"][0]["emergency_url"]).path
        asyncio.run(_open(port, path, 50, 1, "warm"))
        took, over = asyncio.run(_open(port, path, RATE, SECONDS, "phone"))
    took.sort()
    p99, rate = took[int(len(took) * 0.99)] * 1000, len(took) / over
    return [
        Row(
            what=f"opening of an urgent sheet at {RATE} a second, p99 (ms)",
            ours=round(p99, 1),
            peer=MOST_MS,
            ratio=p99 / MOST_MS,
            target=f"≤ {MOST_MS:.0f}",
            ok=p99 <= MOST_MS,
        ),
        Row(
            what="openings of an urgent sheet a second",
            ours=round(rate),
            peer=RATE,
            ratio=rate / RATE,
            target="≥ 0.99",
            ok=rate >= 0.99 * RATE,
        ),
    ]


async def _open(port: int, path: str, rate: int, seconds: int, name: str) -> tuple[list[float], float]:
    """Seconds that each took from when it was due, and from the first to the last answer."""
    began = time.perf_counter()
    due = iter(range(rate * seconds))
    took: list[float] = []

    async def line() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for number in due:
            at = began + number / rate
            await asyncio.sleep(max(0.0, at - time.perf_counter()))
            agent = f"Mozilla/5.0 (Linux; Android 14; {name} {number}) AppleWebKit/537.36 Chrome/138.0 Mobile Safari/537.36"
            asked = f"GET {path} HTTP/1.1\r\nHost: localhost\r\nUser-Agent: {agent}\r\nAccept-Encoding: gzip\r\n\r\n"
            writer.write(asked.encode())
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            if not head.startswith("HTTP/1.1 200"):
                raise RuntimeError(head.splitlines()[0])
            (length,) = [
                one.partition(":")[2] for one in head.splitlines() if one.lower().startswith("content-length")
            ]
            await reader.readexactly(int(length))
            took.append(time.perf_counter() - at)
        writer.close()

    async with asyncio.TaskGroup() as lines:
        for _ in range(LINES):
            lines.create_task(line())
    return took, time.perf_counter() - began


if __name__ == "__main__":
    serve_demonstration(Path(sys.argv[1]), [])
