"""A film passes through: what the process holds does not grow with it. Measured in a process of its own."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.servers.swift import Swift
from tests.soak.counts import times

MIB = 1024 * 1024

PROGRAM = """
import asyncio, os, sys
from media.storage import Vault, storage_from_url

MIB = 1024 * 1024
CHUNK = os.urandom(MIB)
address, sealed, uploads, size = sys.argv[1], sys.argv[2] == "sealed", int(sys.argv[3]), int(sys.argv[4])

def peak():
    with open("/proc/self/status") as status:
        return next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM"))

async def film():
    for number in range(size // MIB):
        for at in range(0, MIB, 64 * 1024):
            yield CHUNK[at:at + 64 * 1024]
            await asyncio.sleep(0)

async def one(storage, name):
    assert await storage.put(name, film()) == size
    length = 0
    async for chunk in storage.open(name):
        length += len(chunk)
    assert length == size
    await storage.delete(name)

async def main():
    storage = storage_from_url(address)
    if sealed:
        storage = Vault(storage, os.urandom(32))
    async def tiny():
        yield b"x"
    await storage.put("warm", tiny())
    [chunk async for chunk in storage.open("warm")]
    before = peak()
    await asyncio.gather(*(one(storage, f"film-{number}") for number in range(uploads)))
    print(peak() - before)

asyncio.run(main())
"""


def grown(address: str, sealed: bool, uploads: int, size: int) -> int:
    """Bytes that the process's peak grew by."""
    kind = "sealed" if sealed else "plain"
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, address, kind, str(uploads), str(size)],
        capture_output=True,
        text=True,
        timeout=110,
        check=False,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])},
    )
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


@pytest.mark.parametrize("sealed", [False, True], ids=["plain", "sealed"])
def test_one_film_to_a_folder(tmp_path: Path, sealed: bool) -> None:
    assert grown(f"file://{tmp_path}", sealed, 1, 64 * MIB) < 12 * MIB


@pytest.mark.parametrize("sealed", [False, True], ids=["plain", "sealed"])
def test_one_film_to_a_bucket(swift: Swift, sealed: bool) -> None:
    """18 MiB wait before it goes in parts; then one part of 5 MiB fills while up to four are sent."""
    assert grown(swift.url, sealed, 1, 64 * MIB) < 30 * MIB


def test_twenty_films_at_once_to_a_folder(tmp_path: Path) -> None:
    assert grown(f"file://{tmp_path}", True, 20, 16 * MIB) < 64 * MIB


@pytest.mark.slow
def test_films_at_once_to_a_bucket(swift: Swift) -> None:
    films = times(6, 20)
    assert grown(swift.url, True, films, 16 * MIB) < (60 + 5 * films) * MIB
