"""The embedded PostgreSQL: private, joined rather than doubled, stopped by whoever answers for it."""

import os
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import asyncpg
import pytest

from backend.kit import embedded


@pytest.fixture
def folder():
    with tempfile.TemporaryDirectory(prefix="cs3-embedded-", dir=Path.home()) as made:
        yield Path(made)


def modes(folder: Path) -> dict[Path, int]:
    return {parent: stat.S_IMODE(parent.stat().st_mode) for parent in [folder, *folder.parents]}


async def test_no_parents_mode_changes_and_the_data_is_private(folder: Path) -> None:
    before = modes(folder)
    server = embedded.start(folder / "postgres")
    try:
        connection = await asyncpg.connect(server.dsn)
        assert await connection.fetchval("SELECT lower('É')") == "é"
        assert await connection.fetchval("SHOW listen_addresses") == ""
        await connection.close()
        assert modes(folder) == before
        assert stat.S_IMODE((folder / "postgres").stat().st_mode) == 0o700
        if os.geteuid() == 0:
            assert (folder / "postgres").stat().st_uid != 0
    finally:
        server.stop()
    assert not (folder / "postgres" / "postmaster.pid").exists()


def test_a_second_process_joins_and_does_not_stop_it(folder: Path) -> None:
    server = embedded.start(folder / "postgres")
    try:
        script = (
            "import sys; from pathlib import Path; from backend.kit import embedded;"
            "s = embedded.start(Path(sys.argv[1])); print(s.owned); s.stop()"
        )
        joined = subprocess.run(
            [sys.executable, "-c", script, str(folder / "postgres")],
            capture_output=True,
            text=True,
            check=True,
        )
        assert joined.stdout.strip() == "False"
        assert (folder / "postgres" / "postmaster.pid").exists()
    finally:
        server.stop()


def test_a_server_that_outlived_its_process_is_inherited_and_stopped(folder: Path) -> None:
    script = (
        "import os, sys; from pathlib import Path; from backend.kit import embedded;"
        "embedded.start(Path(sys.argv[1])); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", script, str(folder / "postgres")], check=False)
    assert (folder / "postgres" / "postmaster.pid").exists()
    server = embedded.start(folder / "postgres")
    assert server.owned
    server.stop()
    assert not (folder / "postgres" / "postmaster.pid").exists()
