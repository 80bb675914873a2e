"""Two `cs3 serve` on one database share one count: fifty wrong codes at once, from many connections, get ten tries."""

import re
import socket
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pyotp
import pytest

from tests.kit.test_production import House, serving
from tests.rooms.identity.people import PASSWORD

CLAIRE = "claire@example.org"
HOME = "http://localhost:8000"


def _client(house: House, cookies: dict[str, str] | None = None) -> httpx.Client:
    return httpx.Client(base_url=house.url, headers={"Origin": HOME}, cookies=cookies, timeout=60)


def _letter(house: House) -> str:
    """The newest letter's link."""
    ends = time.monotonic() + 60
    while time.monotonic() < ends:
        for letter in sorted((house.data / "outbox").glob("[!.]*.eml"), reverse=True):
            if found := re.search(r"bienvenue#([A-Za-z0-9_-]{43})", letter.read_text()):
                return found[1]
        time.sleep(0.2)
    raise AssertionError("no letter")


def _claire(house: House) -> str:
    """Her one-time codes' secret."""
    with _client(house) as client:
        assert client.post("/api/auth/signup", json={"email": CLAIRE, "locale": "fr"}).status_code == 202
        named = {"given_name": "Claire", "family_name": "Moreau", "locale": "fr"}
        done = client.post("/api/auth/signup/complete", json={"token": _letter(house), **named})
        assert done.status_code == 201, done.text
        assert client.put("/api/me/password", json={"password": PASSWORD}).status_code == 204
        secret = client.post("/api/me/totp").json()["secret"]
        code = pyotp.TOTP(secret).now()
        assert client.post("/api/me/totp/confirm", json={"code": code}).status_code == 200
    return secret


@pytest.mark.timeout(240)
def test_fifty_wrong_codes_at_once_on_two_servers_are_ten_tries(tmp_path: Path, database: str) -> None:
    with (
        serving(tmp_path / "data", database, CS3_PUBLIC_URL=HOME) as one,
        serving(tmp_path / "data", database, CS3_PUBLIC_URL=HOME) as two,
    ):
        totp = pyotp.TOTP(_claire(one))
        with _client(one) as client:
            answer = client.post("/api/auth/password", json={"email": CLAIRE, "password": PASSWORD})
            assert answer.status_code == 200, answer.text
            cookies = dict(client.cookies)
        now = int(time.time()) // 30 * 30
        good = {totp.at(now + 30 * step) for step in range(-2, 9)}
        wrong = [code for code in (f"{n:06}" for n in range(70)) if code not in good][:50]

        def guess(number: int) -> str:
            with _client((one, two)[number % 2], cookies) as client:
                return client.post("/api/auth/otp", json={"code": wrong[number]}).json()["code"]

        with ThreadPoolExecutor(25) as crowd:
            said = sorted(crowd.map(guess, range(50)))
        assert said == ["too_many_attempts"] * 40 + ["wrong_code"] * 10
        # Nor does the right one get in now, by either door.
        for house in (one, two):
            with _client(house, cookies) as client:
                late = client.post("/api/auth/otp", json={"code": totp.at(int(time.time()) + 30)})
                assert (late.status_code, late.json()["code"]) == (429, "too_many_attempts")
                assert 0 < int(late.headers["retry-after"]) <= 900


@pytest.mark.timeout(120)
def test_a_body_that_stops_half_way_changes_nothing_and_holds_nothing(tmp_path: Path, database: str) -> None:
    """More lines than the pool has connections: the house still answers at once."""
    with serving(tmp_path / "data", database, CS3_PUBLIC_URL=HOME, CS3_POOL_SIZE="2") as house:
        head = (
            f"POST /api/auth/signup HTTP/1.1\r\nHost: localhost:{house.port}\r\nOrigin: {HOME}\r\n"
            "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n"
        )
        lines = [socket.create_connection(("127.0.0.1", house.port)) for _ in range(12)]
        for line in lines:
            line.sendall(head.encode() + b'{"email": "half@example.org", "loc')
        time.sleep(0.5)
        assert httpx.get(f"{house.url}/health/ready", timeout=10).status_code == 200
        for line in lines:
            line.close()
        time.sleep(0.5)
        assert httpx.get(f"{house.url}/health/ready", timeout=10).status_code == 200
        assert not list((house.data / "outbox").glob("[!.]*.eml"))
        log = (house.data.parent / "log").read_text()
        assert "half@example.org" not in log
        assert "unexpected error" not in log
        assert '"status": 500' not in log
