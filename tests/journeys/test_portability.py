"""A family leaves one CS3 with everything and takes it up in another: the same notebook, field by field and byte by byte.

The second CS3 has another database, other keys, an S3 storage, and is killed while it reads.
"""

import asyncio
import hashlib
import io
import json
import re
import time
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg
import httpx
import pytest

from backend.kit import embedded
from backend.kit.arriving import known_elsewhere_if_any
from backend.rooms.portability.format import PARTS
from tests.rooms.captures.conftest import TUS, metadata
from tests.rooms.identity import people
from tests.rooms.identity.authenticator import Authenticator
from tests.rooms.identity.people import Mailbox
from tests.servers import kept
from tests.servers.cs3 import Served
from tests.servers.swift import CannotRun, swift_server

UUID = re.compile(r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")
NAMES = {"changed_by", "done_by", "confirmed_name", "answered_name", "read_name"}
"""Fields that hold a name alone; other people are a number and a name."""
TOLD_NOT_GIVEN = {"$.opened_by", "$.links", "$.items[].my_answers", "$.items[].reminders[].told_at"}
"""docs/decisions/0018-importing.md"""
ANEW = {"phone_kept", "duplicate_of"}
PLACES = {"place", "places", "line"}
"""Of a line in its sheet: a notebook's own, and the same wherever it goes."""


@pytest.fixture
def storage() -> Iterator[str]:
    """A bucket where this machine can run S3, else a folder."""
    try:
        with swift_server() as swift:
            swift.make_bucket("cs3-elsewhere")
            yield swift.url_for("cs3-elsewhere")
    except CannotRun:
        yield ""


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Served]:
    server = Served(tmp_path / "home", whole=True)
    server.data.parent.mkdir()
    kept.begin(server.data, Served, whole=True)
    asyncio.run(_keep_one_film(server.data))
    yield from _running(server)


@pytest.fixture
def elsewhere(tmp_path: Path, storage: str) -> Iterator[Served]:
    settings = {"CS3_STORAGE_URL": storage} if storage else {}
    yield from _running(Served(tmp_path / "elsewhere", demo=False, settings=settings))


async def _keep_one_film(data: Path) -> None:
    """One says what four would, and each takes the other CS3 a while to prepare, from the bin too."""
    database = embedded.start(data / "postgres")
    connection = await asyncpg.connect(database.dsn)
    await connection.execute(
        "DELETE FROM capture WHERE kind = 'video' AND id NOT IN"
        " (SELECT id FROM capture WHERE kind = 'video' ORDER BY taken_at DESC LIMIT 1)"
    )
    await connection.close()
    database.stop()


def _running(server: Served) -> Iterator[Served]:
    server.data.parent.mkdir(exist_ok=True)
    server.start()
    yield server
    server.stop()


def _until(what: Any, seconds: float) -> Any:
    ends = time.monotonic() + seconds
    while not (found := what()):
        assert time.monotonic() < ends, "never"
        time.sleep(0.5)
    return found


def _all_ready(client: httpx.Client, carnet: str) -> int:
    """How many images and letters there are, once each is prepared."""
    images = client.get(f"/api/carnets/{carnet}/captures?limit=200").json()["captures"]
    letters = client.get(f"/api/carnets/{carnet}/documents").json()["documents"]
    settled = all(i["state"] in {"ready", "refused"} for i in images + letters)
    return len(images + letters) if images and letters and settled else 0


def _take_away(client: httpx.Client, carnet: str) -> zipfile.ZipFile:
    base = f"/api/carnets/{carnet}/exports"
    asked = client.post(base)
    assert asked.status_code == 200, asked.text
    one = f"{base}/{asked.json()['id']}"
    _until(lambda: client.get(one).json()["state"] == "ready", 120)
    answer = client.get(f"{one}/archive", timeout=120)
    assert answer.status_code == 200
    return zipfile.ZipFile(io.BytesIO(answer.content))


async def _newcomer(server: Served) -> httpx.Cookies:
    """Somebody opens an account there, by the letter that it sends, with a passkey."""
    async with httpx.AsyncClient(base_url=server.base, headers={"Origin": server.base}) as client:
        mailbox = Mailbox(folder=server.data / "outbox", run_jobs=lambda: asyncio.sleep(0.3))
        original, tries = mailbox.new, 0

        async def wait_for_letters() -> Any:
            nonlocal tries
            while not (found := await original()) and tries < 100:
                tries += 1
            return found

        mailbox.new = wait_for_letters  # type: ignore[method-assign]
        people_link = people.LINK
        people.LINK = re.compile(re.escape(server.base) + r"/[a-z]*#[A-Za-z0-9_-]{43}")
        try:
            await people.sign_up(client, mailbox, "anne@ailleurs.example", given="Anne")
        finally:
            people.LINK = people_link
        key = Authenticator(origin=server.base)
        assert (await people.add_passkey(client, key)).status_code == 201
        return client.cookies


def _send(server: Served, client: httpx.Client, data: bytes) -> str:
    begun = client.post("/api/imports", json={"relation": "mère"})
    assert begun.status_code == 201, begun.text
    id = begun.json()["id"]
    values = {"carnet_id": id, "kind": "carnet", "filename": "carnet.zip", "capture_id": str(uuid4())}
    made = client.post(
        "/api/uploads",
        headers={**TUS, "Upload-Length": str(len(data)), "Upload-Metadata": metadata(**values)},
    )
    place = made.headers["location"].removeprefix(server.base)
    piece = {**TUS, "Content-Type": "application/offset+octet-stream"}
    half = len(data) // 2
    for start, stop in ((0, half), (half, len(data))):
        sent = client.patch(
            place, content=data[start:stop], headers={**piece, "Upload-Offset": str(start)}, timeout=120
        )
        assert sent.status_code == 204, sent.text
    return id


def _a_minute_passes(server: Served) -> None:
    """For what it held when it was killed: the minute after which that is another's."""

    async def age(dsn: str) -> None:
        connection = await asyncpg.connect(dsn)
        await connection.execute(
            "UPDATE procrastinate_workers SET last_heartbeat = last_heartbeat - interval '61 seconds'"
        )
        await connection.close()

    database = embedded.start(server.data / "postgres")
    asyncio.run(age(database.dsn))
    database.stop()


def _part(archive: zipfile.ZipFile, name: str) -> Any:
    return json.loads(archive.read(PARTS[name].path))  # type: ignore[index]


class Compared:
    """Two parts walked side by side: numbers map one to one, names gain « (import) », the rest is equal."""

    def __init__(self) -> None:
        self.numbers: dict[str, str] = {}
        self.wrong: list[str] = []

    def walk(self, old: Any, new: Any, at: str) -> None:
        place = re.sub(r"\[\d+\]", "[]", at)
        if place in TOLD_NOT_GIVEN or at.rpartition(".")[2] in ANEW:
            return
        if isinstance(old, dict) and isinstance(new, dict) and old.keys() == new.keys():
            for key in old:
                if (key in NAMES and not isinstance(old[key], dict)) or (
                    key == "name" and old.keys() == {"id", "name"}
                ):
                    self.equal(known_elsewhere_if_any(old[key]), new[key], f"{at}.{key}")
                else:
                    self.walk(old[key], new[key], f"{at}.{key}")
        elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
            for number, (one, other) in enumerate(zip(old, new, strict=True)):
                self.walk(one, other, f"{at}[{number}]")
        elif place.rpartition(".")[2].removesuffix("[]") in PLACES:
            self.equal(old, new, at)
        elif isinstance(old, str) and isinstance(new, str) and UUID.match(old) and UUID.match(new):
            self.equal(self.numbers.setdefault(old, new), new, at)
        else:
            self.equal(old, new, at)

    def equal(self, old: Any, new: Any, at: str) -> None:
        if old != new:
            self.wrong.append(f"{at}: {old!r} became {new!r}")


@pytest.mark.timeout(900)
def test_there_and_back(home: Served, elsewhere: Served) -> None:
    anne, carnet = home.sign_in(0), home.demo["carnets"][0]["id"]
    first = _take_away(anne, carnet)
    data = first.fp.getvalue()  # type: ignore[union-attr]
    home.stop()

    cookies = asyncio.run(_newcomer(elsewhere))
    client = httpx.Client(
        base_url=elsewhere.base, headers={"Origin": elsewhere.base}, cookies=cookies, timeout=60
    )
    id = _send(elsewhere, client, data)
    time.sleep(0.4)
    elsewhere.kill()
    _a_minute_passes(elsewhere)
    elsewhere.start()
    state = _until(lambda: (s := client.get(f"/api/imports/{id}").json())["state"] != "reading" and s, 180)
    assert (state["state"], state["fault"]) == ("opened", None), state
    _until(lambda: _all_ready(client, id), 240)
    second = _take_away(client, id)

    said, again = json.loads(first.read("manifest.json")), json.loads(second.read("manifest.json"))
    assert len(said["files"]) >= 15
    assert {f["path"]: f["sha256"] for f in said["files"]} == {f["path"]: f["sha256"] for f in again["files"]}
    for file in again["files"]:
        assert hashlib.sha256(second.read(file["path"])).hexdigest() == file["sha256"]
    assert again["problems"] == []
    compared = Compared()
    for name in PARTS:
        if name not in ("circle", "traces", "origins", "earlier_traces"):
            compared.walk(_part(first, name), _part(second, name), "$")
    assert not compared.wrong, "\n".join(compared.wrong[:40])
    assert len(set(compared.numbers.values())) == len(compared.numbers) > 50
    assert not compared.numbers.keys() & set(compared.numbers.values())

    # Told, not given: the circle, the codes, the traces.
    (alone,) = _part(second, "circle")["members"]
    assert (alone["profile"], alone["relation"]) == ("representative", "mère")
    assert _part(first, "urgent_sheet")["links"]
    assert _part(second, "urgent_sheet")["links"] == []
    (origin,) = client.get(f"/api/carnets/{id}/provenance").json()["origins"]
    assert len(origin["circle"]) == len(_part(first, "circle")["members"]) > 3
    earlier, before = [], ""
    while True:
        page = client.get(f"/api/carnets/{id}/provenance/traces?limit=200{before}").json()
        earlier += page["traces"]
        if page["next"] is None:
            break
        before = f"&before={page['next']}"
    told = _part(first, "traces")
    assert len(earlier) == len(told)
    assert {(t["at"][:19], t["tag"]) for t in told} == {(t["at"][:19], t["action"]) for t in earlier}
    # Taken away a second time, what was told of before goes too, still apart.
    assert len(_part(second, "earlier_traces")) == len(told)
    assert [o["made_by"] for o in _part(second, "origins")["origins"]] == [
        known_elsewhere_if_any(said["made_by"]["name"])
    ]
    own = {trace["tag"] for trace in _part(second, "traces")}
    assert "carnet:notebook:import" in own
    assert not own & {"emergency:code:open", "captures:video:add"}
