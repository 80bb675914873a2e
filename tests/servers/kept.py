"""Data folders made once in a run, and copied by whoever begins with one: to draw the demonstration's films takes a minute of processor, a database with its tables some seconds."""

import asyncio
import fcntl
import os
import shutil
import subprocess
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import asyncpg
import httpx

from backend.demo.images import SHOTS
from backend.demo.letters import LETTERS
from backend.kit import embedded

if TYPE_CHECKING:
    from tests.servers.cs3 import Served

PLACE = "CS3_TEST_DEMO"
"""A folder for the run: tools/test.sh makes one. Without it nothing is kept."""


def begin(target: Path, make: Callable[[Path], "Served"], *, whole: bool) -> None:
    """`target`: a data folder that is not there yet. `make`: a server on a folder. `whole`: with every film drawn."""
    if PLACE in os.environ:
        _copy("data", target, lambda folder: _draw(make(folder)))
    elif whole:
        _draw(make(target.parent))


def begin_empty(target: Path, make: Callable[[Path], "Served"]) -> None:
    """With its keys and its tables, and nobody."""
    if PLACE in os.environ:
        _copy("empty", target, lambda folder: _open(make(folder)))


def _copy(name: str, target: Path, fill: Callable[[Path], None]) -> None:
    place = Path(os.environ[PLACE])
    kept, making = place / name, place / "making"
    with (place / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            shutil.rmtree(making, ignore_errors=True)
            making.mkdir()
            fill(making)
            (making / "data").rename(kept)
    # With its owners: as root, the database is another account's.
    subprocess.run(["cp", "-a", kept, target], check=True)


def _open(server: "Served") -> None:
    server.start(anew=True)
    server.stop()


def _draw(server: "Served") -> None:
    server.start(anew=True)
    try:
        ends = time.monotonic() + 300
        readers = _readers(server)
        while not _is_whole(readers):
            assert time.monotonic() < ends, "the demonstration is never whole"
            time.sleep(0.5)
        # On a thread: who drives a browser has a loop running on this one.
        with ThreadPoolExecutor(1) as apart:
            apart.submit(asyncio.run, _leave_nothing_for_later(server.data)).result()
    finally:
        server.stop()


async def _leave_nothing_for_later(data: Path) -> None:
    """Photos are packed again a quarter of an hour later: each copy of this folder would do it anew, beside the tests.

    So they are said to have been, with nothing that saved enough to be kept. Packing has tests of its own. And the codes
    that were used to look are given back: whoever copies this may sign in with the same half-minute's.
    """
    database = embedded.start(data / "postgres")
    connection = await asyncpg.connect(database.dsn)
    try:
        await connection.execute("UPDATE capture SET packed_at = settled_at WHERE kind = 'photo'")
        await connection.execute("DELETE FROM procrastinate_jobs WHERE task_name = 'captures.pack'")
        await connection.execute("UPDATE person_totp SET last_step = 0")
    finally:
        await connection.close()
        database.stop()


def _readers(server: "Served") -> dict[str, httpx.Client]:
    """Of each notebook, its first person."""
    people, readers = server.demo["people"], {}
    for carnet in server.demo["carnets"]:
        number = next(n for n, person in enumerate(people) if carnet["id"] in person["carnets"])
        readers[carnet["id"]] = server.sign_in(number)
    return readers


def _is_whole(readers: dict[str, httpx.Client]) -> bool:
    """Every image and letter of both notebooks is prepared."""
    images: list[dict[str, str]] = []
    letters: list[dict[str, str]] = []
    for carnet, client in readers.items():
        images += client.get(f"/api/carnets/{carnet}/captures?limit=200").json()["captures"]
        letters += client.get(f"/api/carnets/{carnet}/documents").json()["documents"]
    settled = all(one["state"] in {"ready", "refused"} for one in images + letters)
    return settled and (len(images), len(letters)) == (len(SHOTS), len(LETTERS))
