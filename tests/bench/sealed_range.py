"""A range of a film through a vault against the same range of a film that is not sealed.

As a phone that jumps about in a film: random places, 1 MiB each. From a folder it is asked over HTTP, of
uvicorn and Litestar alone; from a bucket, of the storage itself. The last row is the folder's storage alone,
from the system's memory, in processor time: what the cipher costs when nothing else costs anything.
"""

import asyncio
import contextlib
import http.client
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

from litestar import Litestar, get
from litestar.response import Stream

from media.storage import Storage, Vault, storage_from_url
from tests.bench.rows import Row
from tests.servers.swift import swift_server

MIB = 1024 * 1024
FILM = 64 * MIB
RANGE = MIB
ROUNDS = 15
TARGET = 1.3
KEY = bytes(range(32))
NAMES = ("sealed", "plain")

Read = Callable[[str, int], Awaitable[None]]


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as folder:
        address = f"file://{folder}"
        asyncio.run(_put_films(address))
        with _server(address) as port:
            over_http = asyncio.run(_compare(_reader_over_http(port), 60))
        alone = asyncio.run(_compare(_reader(address), 120, time.process_time))
    with swift_server() as swift:
        asyncio.run(_put_films(swift.url))
        bucket = asyncio.run(_compare(_reader(swift.url), 25))
    return [
        _row(
            "1 MiB of a film in a folder, over HTTP (ms), sealed against unsealed",
            *over_http,
            TARGET,
        ),
        _row("1 MiB of a film in a bucket (ms), sealed against unsealed", *bucket, TARGET),
        _row(
            "the folder's storage alone, from memory (ms of processor), sealed against unsealed", *alone, 2.0
        ),
    ]


def _row(what: str, ours: float, peer: float, ratio: float, target: float) -> Row:
    return Row(what=what, ours=ours, peer=peer, ratio=ratio, target=f"≤ {target} ×", ok=ratio <= target)


async def _compare(
    read: Read, reads: int, clock: Callable[[], float] = time.perf_counter
) -> tuple[float, float, float]:
    """Milliseconds a read sealed and unsealed, and the median of the rounds' ratios."""
    seed = random.Random(1)  # places in a film
    times: dict[str, list[float]] = {name: [] for name in NAMES}
    for number in range(ROUNDS + 1):
        places = [seed.randrange(FILM - RANGE) for _ in range(reads)]
        for name in NAMES if number % 2 else reversed(NAMES):
            began = clock()
            for start in places:
                await read(name, start)
            times[name].append(1000 * (clock() - began) / reads)
    ours, peers = times["sealed"][1:], times["plain"][1:]  # the first round warms up
    rounds = sorted(zip(ours, peers, strict=True), key=lambda each: each[1])
    calm = [each for each in rounds if each[1] <= 1.6 * rounds[0][1]]
    rounds = calm if len(calm) >= 7 else rounds  # a machine busy with something else says nothing
    ratio = statistics.median(a / b for a, b in rounds)
    return statistics.median(a for a, _ in rounds), statistics.median(b for _, b in rounds), ratio


def _open(address: str) -> dict[str, Storage | Vault]:
    storage = storage_from_url(address)
    return {"plain": storage, "sealed": Vault(storage, KEY)}


async def _put_films(address: str) -> None:
    async def film() -> AsyncIterator[bytes]:
        piece = os.urandom(MIB)
        for _ in range(FILM // MIB):
            yield piece

    for name, storage in _open(address).items():
        await storage.put(name, film())


def _reader(address: str) -> Read:
    stores = _open(address)

    async def read(name: str, start: int) -> None:
        length = 0
        async for chunk in stores[name].open(name, start, start + RANGE):
            length += len(chunk)
        assert length == RANGE

    return read


def _reader_over_http(port: int) -> Read:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)

    async def read(name: str, start: int) -> None:
        connection.request("GET", f"/{name}/{start}")
        assert len(connection.getresponse().read()) == RANGE

    return read


@contextlib.contextmanager
def _server(address: str) -> Iterator[int]:
    """The port of a process that serves `application`."""
    program = [sys.executable, "-m", "tests.bench.sealed_range", address]
    with subprocess.Popen(program, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            yield int(process.stdout.readline())
        finally:
            process.terminate()


def application(address: str) -> Litestar:
    """Litestar streams as the application does, with none of what stands before it: session, rights, trace."""
    stores = _open(address)

    @get("/{name:str}/{start:int}")
    async def film(name: str, start: int) -> Stream:
        chunks = stores[name].open(name, start, start + RANGE)
        return Stream(chunks, status_code=206, headers={"Content-Length": str(RANGE)})

    return Litestar([film], openapi_config=None)


def serve(address: str) -> None:
    import socket

    import uvicorn

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        print(listening.getsockname()[1], flush=True)
        config = uvicorn.Config(application(address), lifespan="off", log_level="error")
        uvicorn.Server(config).run(sockets=[listening])


if __name__ == "__main__":
    if len(sys.argv) > 1:
        serve(sys.argv[1])
    else:
        for row in measure():
            print(row)
