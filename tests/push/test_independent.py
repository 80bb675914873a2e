"""What we send, opened by a push service that somebody else wrote (npm web-push-testing), on this machine only."""

import json
import os
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import httpx
import pytest

from backend.rooms.identity import push_marks, push_words
from push.endpoints import hosts
from push.vapid import Vapid
from push.webpush import Gone, Never, Outcome, Sent, Subscription, sender, topic_of
from tests.bench.node_peers import node
from tests.soak.processes import free_port

HERE = Path(__file__).parent / "independent"


@pytest.fixture(scope="module")
def independent() -> Iterator[str]:
    """Its address."""
    root = Path(__file__).parents[2]
    path = f"{Path(node()).parent}:{os.environ['PATH']}"
    subprocess.run(
        ["tools/npm-ci.sh", str(HERE)], cwd=root, check=True, env=os.environ | {"PATH": path}, timeout=300
    )
    port = free_port()
    with subprocess.Popen(
        [node(), str(HERE / "server.cjs"), str(port)], stdout=subprocess.PIPE, text=True
    ) as server:
        try:
            assert server.stdout
            assert "running" in server.stdout.readline()
            yield f"http://localhost:{port}"
        finally:
            server.terminate()


@pytest.fixture
def vapid(tmp_path: Path) -> Vapid:
    return Vapid.from_file(tmp_path / "push-key", subject="mailto:carnet@example.org")


def _subscribed(independent: str, key: str) -> tuple[Subscription, str]:
    """As a browser is, with the key that it was shown; and the name that the service gave it."""
    asked = {"userVisibleOnly": "true", "applicationServerKey": key}
    made = httpx.post(f"{independent}/subscribe", json=asked, timeout=20)
    assert made.status_code == 200, made.text
    data = made.json()["data"]
    keys = {name: value.replace("+", "-").replace("/", "_") for name, value in data["keys"].items()}
    return Subscription(endpoint=data["endpoint"], **keys), data["clientHash"]


async def _send(vapid: Vapid, phone: Subscription, independent: str, message: bytes) -> Outcome:
    async with sender(vapid, among=hosts([independent])) as send:
        return await send(phone, message, topic=topic_of(uuid4()), ttl=540, at=datetime.now(UTC))


def _read(independent: str, name: str) -> list[str]:
    answer = httpx.post(f"{independent}/get-notifications", json={"clientHash": name}, timeout=20)
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]["messages"]


def _expire(independent: str, name: str) -> None:
    assert httpx.post(f"{independent}/expire-subscription/{name}", timeout=20).status_code == 200


@pytest.mark.timeout(360)
async def test_it_opens_what_we_send_and_knows_who_signed(independent: str, vapid: Vapid) -> None:
    phone, name = _subscribed(independent, vapid.public)
    id = uuid4()
    mark = push_marks.make(id, uuid4(), secret=push_marks.secret_of(vapid))
    message = push_words.message(id=id, kind="reminder", path="/c/x/agenda/y", mark=mark, language="fr")
    assert await _send(vapid, phone, independent, message) == Sent()
    (read,) = _read(independent, name)
    said = json.loads(read)
    assert said == json.loads(message)
    assert (said["id"], said["title"]) == (str(id), "Carnet\u202f: un rappel")


async def test_another_s_key_is_refused(independent: str, vapid: Vapid, tmp_path: Path) -> None:
    phone, _ = _subscribed(independent, vapid.public)
    other = Vapid.from_file(tmp_path / "another-key", subject="mailto:carnet@example.org")
    assert isinstance(await _send(other, phone, independent, b"{}"), Never)


async def test_a_phone_that_left_is_forgotten(independent: str, vapid: Vapid) -> None:
    phone, name = _subscribed(independent, vapid.public)
    _expire(independent, name)
    assert await _send(vapid, phone, independent, b"{}") == Gone()


def test_nobody_else_on_the_network_reaches_it(independent: str) -> None:
    port = int(independent.rpartition(":")[2])
    listening = [
        line.split()[1]
        for line in Path("/proc/net/tcp").read_text().splitlines()[1:]
        if line.split()[3] == "0A"
    ]
    assert f"0100007F:{port:04X}" in listening
    assert f"00000000:{port:04X}" not in listening
