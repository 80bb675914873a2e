"""The command `cs3`: what goes wrong before it starts is one sentence that says what to do."""

import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import asyncpg
import pytest

from media.storage.keys import FileKeyService
from tests.conftest import database_named
from tests.servers.commands import cs3, modules


def says(done: subprocess.CompletedProcess[str], *words: str) -> None:
    assert done.returncode == 1, done
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].startswith("cs3 : ")
    for word in words:
        assert word in lines[0]


def test_what_only_some_need_is_loaded_by_them_and_by_no_start() -> None:
    """Pushes and their HTTP client, passkeys, reading films: a third of a second of each start, and 20 MB."""
    late = {"aiohttp", "pywebpush", "push.resolving", "webauthn", "av", "numpy", "fontTools", "fhir", "minio"}
    assert not late & modules()
    assert "backend.rooms.identity.passkeys" in modules()


@pytest.fixture
def busy() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        yield taken.getsockname()[1]


def test_a_port_that_cannot_be_had(tmp_path: Path, busy: int) -> None:
    says(cs3("serve", "--data", tmp_path / "d", "--port", busy), str(busy), "--port")
    says(cs3("serve", "--data", tmp_path / "d", "--port", 99999), "99999", "--port")
    says(
        cs3("serve", "--data", tmp_path / "d", "--port", 0, "--host", "203.0.113.9"), "203.0.113.9", "--host"
    )


def test_a_folder_that_cannot_be_one(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    says(cs3("serve", "--data", tmp_path / "file", "--port", 0), "file", "--data")
    says(cs3("serve", "--data", "/proc/nowhere", "--port", 0), "/proc/nowhere", "--data")
    says(cs3("worker", "--data", tmp_path / "a$b"), "a$b")


@pytest.mark.parametrize("command", ["files", "status", "rotate-key"])
def test_a_command_that_looks_at_what_is_there_makes_no_house(tmp_path: Path, command: str) -> None:
    says(cs3(command, "--data", tmp_path / "nowhere"), "nowhere", "aucun CS3", "CS3_DATA")
    assert not (tmp_path / "nowhere").exists()


def test_a_demonstration_and_real_data_never_mix(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real/server-key").touch()
    says(cs3("serve", "--demo", "--data", tmp_path / "real", "--port", 0), "vraies données")
    (tmp_path / "demo").mkdir()
    (tmp_path / "demo/.demo").touch()
    says(cs3("serve", "--data", tmp_path / "demo", "--port", 0), "--demo")


def test_a_certificate_that_is_not_there(tmp_path: Path) -> None:
    says(
        cs3("serve", "--data", tmp_path, "--port", 0, "--ssl-cert", "/no/cert", "--ssl-key", "/no/key"),
        "/no/cert",
    )


async def test_a_database_that_does_not_answer_or_is_not_up_to_date(tmp_path: Path, postgres: str) -> None:
    away = "postgresql://me:hunter2@127.0.0.1:1/cs3"
    done = cs3("serve", "--data", tmp_path, "--port", 0, CS3_DATABASE_URL=away)
    says(done, "CS3_DATABASE_URL")
    assert "hunter2" not in done.stderr
    says(cs3("migrate", "--data", tmp_path, CS3_DATABASE_URL=away), "CS3_DATABASE_URL")
    connection = await asyncpg.connect(postgres)
    await connection.execute("CREATE DATABASE cs3_bare")
    try:
        bare = database_named(postgres, "cs3_bare")
        says(cs3("serve", "--data", tmp_path, "--port", 0, CS3_DATABASE_URL=bare), "cs3 migrate")
        says(cs3("worker", "--data", tmp_path, CS3_DATABASE_URL=bare), "cs3 migrate")
        guest = await _guest(connection, bare)
        says(cs3("migrate", "--data", tmp_path, CS3_DATABASE_URL=guest), "CS3_DATABASE_URL", "OWNER TO")
        assert cs3("migrate", "--data", tmp_path, CS3_DATABASE_URL=bare).returncode == 0
        assert cs3("migrate", "--data", tmp_path, CS3_DATABASE_URL=bare).returncode == 0
        # Past that check, the next one: a key that others can read, and a storage that is none.
        (tmp_path / "server-key").write_text("{}")
        (tmp_path / "server-key").chmod(0o644)
        says(cs3("worker", "--data", tmp_path, CS3_DATABASE_URL=bare), "server-key", "chmod 600")
        (tmp_path / "server-key").unlink()
        says(
            cs3("worker", "--data", tmp_path, CS3_DATABASE_URL=bare, CS3_STORAGE_URL="s3://where"),
            "CS3_STORAGE_URL",
        )
    finally:
        await connection.execute("DROP DATABASE cs3_bare WITH (FORCE)")
        await connection.execute("DROP ROLE IF EXISTS cs3_guest")
        await connection.close()


async def _guest(connection: asyncpg.Connection, dsn: str) -> str:
    """The same database, for an account to which nothing was given."""
    await connection.execute("CREATE ROLE cs3_guest LOGIN PASSWORD 'guest'")
    parts = urlsplit(dsn)
    return urlunsplit(parts._replace(netloc=f"cs3_guest:guest@{parts.netloc.rpartition('@')[2]}"))


async def test_a_lost_key_is_said_and_never_replaced(tmp_path: Path, postgres: str) -> None:
    """A new key in its place would open nothing, and seal what comes next apart from what was there."""
    carnet, file = uuid4(), tmp_path / "server-key"
    wrapped = await FileKeyService(file).wrap(carnet, bytes(32))
    everywhere = await asyncpg.connect(postgres)
    await everywhere.execute("CREATE DATABASE cs3_keys")
    dsn = database_named(postgres, "cs3_keys")
    assert cs3("migrate", "--data", tmp_path, CS3_DATABASE_URL=dsn).returncode == 0
    connection = await asyncpg.connect(dsn)
    await connection.execute(
        "INSERT INTO carnet (id, given_name, family_name, birth_date, sex, opened_at, opened_by) VALUES ($1, 'A', 'B', '2016-01-01', 'female', now(), $1)",
        carnet,
    )
    await connection.execute("INSERT INTO carnet_key (carnet_id, wrapped) VALUES ($1, $2)", carnet, wrapped)
    await connection.close()
    file.unlink()
    try:
        done = cs3("serve", "--port", 0, "--data", tmp_path, CS3_DATABASE_URL=dsn)
        says(done, str(file), "sauvegarde", "CS3_KEY_FILE")
        assert not file.exists()
        FileKeyService(file)  # another server's
        says(cs3("worker", "--data", tmp_path, CS3_DATABASE_URL=dsn), str(file), "n’est pas celle")
    finally:
        await everywhere.execute("DROP DATABASE cs3_keys WITH (FORCE)")
        await everywhere.close()
