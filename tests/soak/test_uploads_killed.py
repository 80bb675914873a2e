"""A film sent at 675 kb/s to two servers of one house: the line is cut, a connection hangs, a server is killed at any byte, and the
other takes over. It arrives whole, hardly anything is sent twice, and nothing is left that no row names."""

import asyncio
import hashlib
import random
import socket
import struct
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import httpx
import pytest

from backend.kit.clock import SystemClock
from backend.rooms.carnet.service import vault
from tests.conftest import ORIGIN, MovingClock, browser, copied, database_named, settings_in, started
from tests.family import mailbox_of
from tests.rooms.captures.conftest import TUS, begin
from tests.rooms.identity import people
from tests.rooms.identity.authenticator import Authenticator
from tests.soak.counts import SEED, dice, times
from tests.soak.processes import PATIENCE, Process, free_port

RATE = 675_000 // 8
PACKET = 4096
"""Bytes a second, and at once: about twenty packets a second, as a phone's radio sends them."""
SOAK = times(0, 1) == 1
LONGEST = 4.0 if SOAK else 0.5
"""Seconds between two cuts, at most."""
HAPPENS = ("cut", "reset", "hang", "kill")


@dataclass
class Server:
    process: Process
    port: int

    async def answers(self) -> None:
        ends = asyncio.get_running_loop().time() + PATIENCE
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{self.port}", timeout=2) as client:
            while asyncio.get_running_loop().time() < ends:
                try:
                    if (await client.get("/health/ready")).status_code == 200:
                        return
                except httpx.HTTPError:
                    pass
                assert self.process.alive, self.process.log.read_text()[-2000:]
                await asyncio.sleep(0.05)
        raise AssertionError(f"no answer within {PATIENCE} s")


@dataclass
class Phone:
    """Sends at the pace of its line. `lost`: bytes that left and did not stand afterwards, by what happened: a line that ends, one that
    is reset (what the system had not handed over is gone), one that hangs while its person comes back, a server that is killed."""

    id: str
    film: bytes
    cookies: dict[str, str]
    lost: dict[str, int] = field(default_factory=lambda: dict.fromkeys(HAPPENS, 0))
    hanging: list[socket.socket] = field(default_factory=list)

    async def offset(self, server: Server) -> int:
        # another process waits no longer for a dead one's sign of life than it has to
        async with httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{server.port}", cookies=self.cookies, timeout=60
        ) as client:
            answer = await client.head(f"/api/uploads/{self.id}", headers=TUS)
            assert answer.status_code == 200, answer.status_code
            return int(answer.headers["upload-offset"])

    async def send(self, server: Server, at: int, most: int) -> tuple[socket.socket, int]:
        """Says that it sends all the rest, and sends up to `most` bytes of it."""
        line = socket.create_connection(("127.0.0.1", server.port))
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        head = (
            f"PATCH /api/uploads/{self.id} HTTP/1.1\r\nHost: localhost:8000\r\nOrigin: {ORIGIN}\r\nCookie: {cookies}\r\n"
            f"Tus-Resumable: 1.0.0\r\nUpload-Offset: {at}\r\nContent-Type: application/offset+octet-stream\r\n"
            f"Content-Length: {len(self.film) - at}\r\n\r\n"
        )
        line.sendall(head.encode())
        sent = 0
        while sent < most:
            packet = self.film[at + sent : at + min(sent + PACKET, most)]
            line.sendall(packet)
            sent += len(packet)
            await asyncio.sleep(len(packet) / RATE)
        return line, sent

    def end(self) -> None:
        for line in self.hanging:
            line.close()


def _reset(line: socket.socket) -> None:
    """As a tunnel does: no goodbye."""
    line.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    line.close()


@pytest.mark.slow
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("line", range(times(1, 4)))
async def test_two_servers_are_killed_and_cut_and_the_film_is_whole(
    line: int, tmp_path: Path, postgres: str, template: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each line: a film of 250 cuts, half an hour at its pace; with `-n 4` they go on beside each other."""
    die, wanted, kills = dice(f"uploads killed {line}"), times(4, 250), times(1, 10)
    plan = {"reset": times(0, 120), "hang": kills, "kill": kills}
    plan["cut"] = wanted - sum(plan.values())
    order = [what for what in HAPPENS for _ in range(plan[what])]
    if SOAK:  # in the slice the one kill comes last: what is killed need not come back
        die.shuffle(order)
    story = [(what, int(die.uniform(0.05, LONGEST) * RATE)) for what in order]
    async with AsyncExitStack() as stack:
        dsn = database_named(postgres, await stack.enter_async_context(copied(postgres, template)))
        settings = settings_in(tmp_path, "")
        phone = await _begun(settings, dsn, die.randbytes(sum(most for _, most in story) + PACKET))
        stack.callback(phone.end)
        servers = [_server(tmp_path, dsn, number) for number in range(2)]
        for one in servers:
            stack.callback(one.process.end)
            one.process.start()
        await asyncio.gather(*(one.answers() for one in servers))

        for what, most in story:
            await _one(what, most, phone, servers, die)
        last = next(one for one in servers if one.process.alive)
        at = await phone.offset(last)
        connection, sent = await phone.send(last, at, len(phone.film) - at)
        assert b" 204 " in await asyncio.to_thread(connection.recv, 100)
        connection.close()
        assert sent == len(phone.film) - at
        assert phone.lost["cut"] == 0, (SEED, phone.lost)
        line_lost = sum(lost for what, lost in phone.lost.items() if what != "kill")
        assert line_lost <= max(len(phone.film) // 100, PACKET), (SEED, phone.lost)
        # A server that is killed loses what it had not put on the disk yet: of one request, and no more.
        assert phone.lost["kill"] <= kills * LONGEST * RATE, (SEED, phone.lost)
        for one in servers:
            one.process.end()
        await _whole_and_alone(settings, dsn, phone)
    with capsys.disabled():
        print(
            f"\nseed {SEED}, line {line}: {plan}; of {len(phone.film)} bytes sent again: {phone.lost}",
            flush=True,
        )


async def _one(what: str, most: int, phone: Phone, servers: list[Server], die: random.Random) -> None:
    """Up to `most` bytes of what is missing leave, then it happens."""
    first, other = die.sample(servers, 2)
    at = await phone.offset(first)
    line, sent = await phone.send(first, at, most)
    if what == "kill":
        first.process.kill()
        line.close()
        first, other = other, first
    elif what == "hang":
        phone.hanging.append(line)
        first, other = other, first
    elif what == "reset":
        _reset(line)
    else:
        line.close()
    now = await phone.offset(first)
    assert at <= now <= at + sent, (SEED, what, at, now, sent)
    phone.lost[what] += at + sent - now
    if what == "kill" and SOAK:
        other.process.start()
        await other.answers()


def _server(folder: Path, dsn: str, number: int) -> Server:
    port = free_port()
    said = {"CS3_DATABASE_URL": dsn, "CS3_PUBLIC_URL": ORIGIN, "CS3_WORKER": "apart", "CS3_POOL_SIZE": "4"}
    arguments = ("serve", "--data", str(folder / "data"), "--port", str(port))
    return Server(Process(arguments, said, folder / f"serve-{number}.log"), port)


async def _begun(settings: Any, dsn: str, film: bytes) -> Phone:
    async with started(settings, dsn, SystemClock()) as app, browser(app) as client:  # type: ignore[arg-type]
        await people.sign_up(client, mailbox_of(settings, dsn), "anne@example.org", given="Anne")
        assert (await people.add_passkey(client, Authenticator())).status_code == 201
        child = {"given_name": "Théo", "family_name": "Moreau", "birth_date": "2016-10-25", "sex": "male"}
        opened = await client.post("/api/carnets", json={**child, "diagnoses": "", "relation": "mère"})
        assert opened.status_code == 201, opened.text
        id = str(uuid4())
        begun = await begin(
            client, opened.json()["id"], len(film), capture_id=id, kind="video", category="gait"
        )
        assert begun.status_code == 201, begun.text
        return Phone(id, film, {one.name: one.value or "" for one in client.cookies.jar})


async def _whole_and_alone(settings: Any, dsn: str, phone: Phone) -> None:
    """What is kept is the film; two days later nothing else of it lies in the folder."""
    from backend.rooms.uploads import jobs

    connection = await asyncpg.connect(dsn)
    try:
        rows = await connection.fetch(
            "SELECT p.*, r.carnet_id FROM part p JOIN received r ON r.id = p.item_id WHERE r.id = $1 ORDER BY start",
            UUID(phone.id),
        )
        assert await connection.fetchval("SELECT count(*) FROM upload") == 0
    finally:
        await connection.close()
    ends = [row["start"] + row["size"] for row in rows]
    assert [row["start"] for row in rows] == [0, *ends[:-1]]
    assert ends[-1] == len(phone.film)
    clock = MovingClock()
    clock.at = datetime.now(UTC) + timedelta(days=3)
    async with started(settings, dsn, clock):
        kept, store = hashlib.sha256(), await vault(rows[0]["carnet_id"])
        for row in rows:
            async for chunk in store.open(row["object"]):
                kept.update(chunk)
        assert kept.digest() == hashlib.sha256(phone.film).digest(), SEED
        files = Path(settings.data) / "files"
        before = {path.relative_to(files).as_posix() for path in files.rglob("*") if path.is_file()}
        await jobs.sweep.run(0)
        left = {path.relative_to(files).as_posix() for path in files.rglob("*") if path.is_file()}
        assert left >= {row["object"] for row in rows}
        assert {one for one in left if phone.id in one} == {row["object"] for row in rows}, len(before)
