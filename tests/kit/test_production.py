"""What must never be true of a house where a family keeps a notebook: a real `cs3 serve`, started without --demo."""

import asyncio
import os
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import asyncpg
import httpx
import pytest

from backend.demo.people import PASSWORD, PEOPLE
from tests.conftest import copied, database_named

PUBLIC = "https://carnet.example.org"


@dataclass
class House:
    data: Path
    port: int
    process: subprocess.Popen[bytes]
    dsn: str

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _environment(**more: str) -> dict[str, str]:
    return {k: v for k, v in os.environ.items() if not k.startswith("CS3_")} | more


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "backend.cli", *arguments]


@contextmanager
def serving(data: Path, dsn: str, *arguments: str, **more: str) -> Iterator[House]:
    port = _free_port()
    environment = _environment(CS3_DATABASE_URL=dsn, **more)
    command = _command("serve", "--data", str(data), "--port", str(port), *arguments)
    with (data.parent / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, env=environment)
        house = House(data, port, process, dsn)
        try:
            for _ in range(300):
                try:
                    if httpx.get(f"{house.url}/health/live", timeout=2).status_code == 200:
                        break
                except httpx.HTTPError:
                    pass
                assert process.poll() is None, (data.parent / "log").read_text()[-2000:]
                time.sleep(0.2)
            yield house
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(60)


@pytest.fixture(scope="module")
async def house(
    postgres: str, template: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[House]:
    """One for every question that is asked of it: none opens an account."""
    async with copied(postgres, template) as name:
        data = tmp_path_factory.mktemp("production") / "data"
        with serving(data, database_named(postgres, name), CS3_PUBLIC_URL=PUBLIC) as served:
            yield served


def test_nobody_of_the_demonstration_gets_in(house: House) -> None:
    assert httpx.get(f"{house.url}/api/status").json()["demo"] is False
    for someone in PEOPLE:
        answer = httpx.post(
            f"{house.url}/api/auth/password",
            json={"email": someone.email, "password": PASSWORD},
            headers={"Origin": PUBLIC},
            timeout=30,
        )
        assert (answer.status_code, answer.json()["code"]) == (401, "wrong_credentials"), someone.key
    assert not list(house.data.glob("*demo*"))
    assert asyncio.run(_count(house.dsn, "person")) == 0
    assert asyncio.run(_count(house.dsn, "carnet")) == 0


async def _count(dsn: str, table: str) -> int:
    connection = await asyncpg.connect(dsn)
    try:
        return await connection.fetchval(f"SELECT count(*) FROM {table}")
    finally:
        await connection.close()


def test_what_it_keeps_is_for_its_own_eyes(house: House) -> None:
    sent = httpx.post(
        f"{house.url}/api/auth/signup",
        json={"email": "claire@example.org", "locale": "fr"},
        headers={"Origin": PUBLIC},
        timeout=30,
    )
    assert sent.status_code == 202
    ends = time.monotonic() + 20
    while not list((house.data / "outbox").glob("[!.]*.eml")) and time.monotonic() < ends:
        time.sleep(0.2)
    assert list((house.data / "outbox").glob("[!.]*.eml"))
    assert (house.data / "server-key").is_file()
    assert stat.S_IMODE(house.data.stat().st_mode) == 0o700
    for path in house.data.rglob("*"):
        mode = stat.S_IMODE(path.stat().st_mode)
        private = stat.S_IMODE(path.parent.stat().st_mode) & 0o077 == 0 or mode & 0o077 == 0
        assert private, path
    for secret in [house.data / "server-key", *(house.data / "outbox").glob("[!.]*.eml")]:
        assert stat.S_IMODE(secret.stat().st_mode) == 0o600, secret


def test_every_answer_is_dressed_for_tls(house: House) -> None:
    paths = ["/", "/cercle", "/api/status", "/api/me", "/u/nothing", "/health/ready", "/assets/gone.js"]
    for path in paths:
        answer = httpx.get(f"{house.url}{path}")
        assert answer.headers["strict-transport-security"].startswith("max-age=31536000"), path
        policy = answer.headers["content-security-policy"]
        assert "default-src 'self'" in policy or "default-src 'none'" in policy, path
        assert "unsafe-inline" not in policy, path
        assert "unsafe-eval" not in policy, path
        assert answer.headers["x-content-type-options"] == "nosniff", path
        assert answer.headers["referrer-policy"] == "no-referrer", path
        assert "server" not in answer.headers, path
        assert answer.headers.get("content-type", "").count("charset") <= 1, path


def test_its_cookies_never_leave_without_tls(house: House) -> None:
    """Signing out clears both cookies: they are named and dressed as those that sign in are."""
    answer = httpx.post(f"{house.url}/api/auth/signout", headers={"Origin": PUBLIC})
    cookies = answer.headers.get_list("set-cookie")
    assert cookies
    for cookie in cookies:
        assert cookie.startswith("__Host-"), cookie
        assert {"Secure", "HttpOnly", "Path=/", "SameSite=lax"} <= set(cookie.split("; ")), cookie
        assert "domain" not in cookie.lower()


def test_a_page_of_another_address_changes_nothing(house: House) -> None:
    """The address in `Host` decides nothing; neither does http where https was set."""
    for origin in (house.url, "http://carnet.example.org", "https://carnet.example.org.evil.example"):
        answer = httpx.post(f"{house.url}/api/auth/signout", headers={"Origin": origin})
        assert (answer.status_code, answer.json()["code"]) == (403, "foreign_origin")


def _listening(port: int) -> set[str]:
    found: set[str] = set()
    for table in ("/proc/net/tcp", "/proc/net/tcp6"):
        for line in Path(table).read_text().splitlines()[1:]:
            place, state = line.split()[1], line.split()[3]
            if state == "0A" and int(place.rpartition(":")[2], 16) == port:
                found.add(place.rpartition(":")[0])
    return found


def test_it_listens_where_it_was_told_and_nowhere_else(tmp_path: Path, database: str) -> None:
    with serving(tmp_path / "data", database) as house:
        assert _listening(house.port) == {"0100007F"}
    port = _free_port()
    command = _command("serve", "--data", str(tmp_path / "data"), "--port", str(port), "--host", "127.0.0.2")
    process = subprocess.Popen(
        command,
        env=_environment(CS3_DATABASE_URL=database),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(300):
            if found := _listening(port):
                break
            assert process.poll() is None
            time.sleep(0.1)
        assert found == {"0200007F"}
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def test_it_is_not_in_debug(app: Any) -> None:
    assert app.debug is False
    assert app.logging_config is None
