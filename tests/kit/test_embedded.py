"""The embedded PostgreSQL: private, joined rather than doubled, stopped by the last who uses it."""

import asyncio
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import asyncpg
import pytest

from backend.kit import embedded
from backend.kit.embedded_run import USER


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


JOIN = (
    "import sys; from pathlib import Path; from backend.kit import embedded;"
    "s = embedded.start(Path(sys.argv[1])); print(s.dsn, flush=True);"
)


def run(folder: Path, then: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", JOIN + then, str(folder / "postgres")]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


def runs(folder: Path) -> bool:
    return (folder / "postgres" / "postmaster.pid").exists()


def test_a_second_process_joins_and_does_not_stop_it(folder: Path) -> None:
    server = embedded.start(folder / "postgres")
    try:
        assert run(folder, "s.stop()").stdout.strip() == server.dsn
        assert runs(folder)
    finally:
        server.stop()
    assert not runs(folder)


async def test_the_first_to_go_leaves_it_to_the_second(folder: Path) -> None:
    first, second = embedded.start(folder / "postgres"), embedded.start(folder / "postgres")
    first.stop()
    connection = await asyncpg.connect(second.dsn)
    assert await connection.fetchval("SELECT 1") == 1
    await connection.close()
    second.stop()
    assert not runs(folder)


def test_several_started_at_once_on_a_new_folder_share_one(folder: Path) -> None:
    command = [sys.executable, "-c", JOIN + "sys.stdin.read(); s.stop()", str(folder / "postgres")]
    pipe = subprocess.PIPE
    began = [subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) for _ in range(3)]
    said = [p.stdout.readline().strip() for p in began if p.stdout]
    assert len(said) == 3
    assert len(set(said)) == 1
    assert "postgresql://" in said[0]
    for process in began:
        assert runs(folder)
        process.communicate(timeout=60)
        assert process.returncode == 0
    assert not runs(folder)


def test_a_server_that_outlived_its_process_is_inherited_and_stopped(folder: Path) -> None:
    run(folder, "import os; os.kill(os.getpid(), 9)")
    assert runs(folder)
    embedded.start(folder / "postgres").stop()
    assert not runs(folder)


def test_after_a_power_cut_its_number_may_be_another_process(folder: Path) -> None:
    embedded.start(folder / "postgres").stop()
    left = folder / "postgres" / "postmaster.pid"
    left.write_text(f"{os.getpid()}\n{folder / 'postgres'}\n1\n5432\n/tmp\n\n\nready\n")
    if os.geteuid() == 0:
        shutil.chown(left, USER, USER)
    server = embedded.start(folder / "postgres")
    server.stop()
    assert not runs(folder)


def test_one_that_runs_is_joined_from_another_temporary_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    server = embedded.start(folder / "postgres")
    try:
        monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
        joined = embedded.start(folder / "postgres")
        assert joined.dsn == server.dsn
        joined.stop()
    finally:
        server.stop()


@pytest.mark.parametrize("name", ["é" * 60, "x" * 200, "l’été à deux"])
def test_a_temporary_folder_with_a_long_or_odd_name(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    (folder / name).mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder / name))
    server = embedded.start(folder / "postgres")
    monkeypatch.undo()
    server.stop()


async def test_its_log_repeats_nothing_that_anybody_wrote(folder: Path) -> None:
    server = embedded.start(folder / "postgres")
    try:
        connection = await asyncpg.connect(server.dsn)
        await connection.execute("CREATE TABLE child (name text PRIMARY KEY CHECK (length(name) < 9))")
        await connection.execute("INSERT INTO child VALUES ('Théo')")
        for statement in (
            "INSERT INTO child VALUES ('Théo')",
            "INSERT INTO child VALUES ('Théo Moreau')",
            "SELECT 'Théo'::integer",
        ):
            with pytest.raises(asyncpg.PostgresError):
                await connection.execute(statement)
        await connection.close()
    finally:
        server.stop()
    log = (folder / "postgres" / "server.log").read_text()
    assert "ready to accept connections" in log
    assert "Théo" not in log


async def test_one_that_dies_while_it_is_used_is_started_again(folder: Path) -> None:
    server = embedded.start(folder / "postgres")
    try:
        with server.kept():
            os.kill(int((folder / "postgres" / "postmaster.pid").read_text().splitlines()[0]), signal.SIGKILL)
            ends = time.monotonic() + 40
            while True:
                try:
                    connection = await asyncpg.connect(server.dsn, timeout=2)
                    break
                except (OSError, TimeoutError, asyncpg.PostgresError):
                    assert time.monotonic() < ends, "it stayed dead"
                    await asyncio.sleep(0.3)
            assert await connection.fetchval("SELECT 1") == 1
            await connection.close()
    finally:
        server.stop()
    assert not runs(folder)
