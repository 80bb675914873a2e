"""The demonstration, made once in a run and copied by whoever begins with one: to draw its films takes a minute of processor."""

import fcntl
import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pyotp

from backend.demo.images import SHOTS
from backend.demo.letters import LETTERS

if TYPE_CHECKING:
    from tests.servers.cs3 import Served

PLACE = "CS3_TEST_DEMO"
"""A folder for the run (tests/conftest.py makes one, tools/test.sh one for all its stages)."""


def copy_demonstration(target: Path, make: Callable[[Path], "Served"]) -> None:
    """`target`: a data folder that is not there yet. `make`: a server on a folder, which starts from nothing."""
    place = Path(os.environ[PLACE])
    whole = place / "data"
    with (place / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not whole.exists():
            _draw(make(place / "making"))
            (place / "making" / "data").rename(whole)
    # With its owners: as root, the database is another account's.
    subprocess.run(["cp", "-a", whole, target], check=True)


def _draw(server: "Served") -> None:
    shutil.rmtree(server.data.parent, ignore_errors=True)
    server.data.parent.mkdir()
    server.start(anew=True)
    try:
        ends = time.monotonic() + 300
        readers = _readers(server)
        while not _is_whole(readers):
            assert time.monotonic() < ends, "the demonstration is never whole"
            time.sleep(0.5)
    finally:
        server.stop()


def _readers(server: "Served") -> dict[str, httpx.Client]:
    """Of each notebook, its first person."""
    people, readers = server.demo["people"], {}
    for carnet in server.demo["carnets"]:
        number = next(n for n, person in enumerate(people) if carnet["id"] in person["carnets"])
        # A code of half a minute ago: the one of now is left to whoever copies this.
        code = pyotp.TOTP(people[number]["totp_secret"]).at(time.time() - 30)
        readers[carnet["id"]] = server.sign_in(number, lambda code=code: code)
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
