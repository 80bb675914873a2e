"""HEAD says what GET would, without the body; a reading by HEAD leaves the trace of a reading."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
import uvicorn
from litestar import Litestar, get
from litestar.response import Stream

from tests.conftest import browser
from tests.family import Family

SAME = ("content-type", "content-length", "cache-control", "content-security-policy")


@pytest.mark.parametrize("path", ["/health/live", "/health/ready", "/schema/openapi.json", "/cercle"])
async def test_a_page_answers_head_as_get(client: httpx.AsyncClient, path: str) -> None:
    got, head = await client.get(path), await client.head(path)
    assert head.status_code == got.status_code
    assert head.content == b""
    assert {k: head.headers.get(k) for k in SAME} == {k: got.headers.get(k) for k in SAME}


async def test_who_may_not_read_may_not_look_ahead(family: Family) -> None:
    home = f"/api/carnets/{family.carnet_id}/home"
    assert (await family.doctor.head(home)).status_code == 401
    assert (await family.stranger.client.head(home)).status_code == 404


async def test_a_look_ahead_at_a_notebook_leaves_its_trace(family: Family) -> None:
    base = f"/api/carnets/{family.carnet_id}"
    head = await family.physio.client.head(f"{base}/emergency")
    assert (head.status_code, head.content) == (200, b"")
    told = (await family.mother.client.get(f"{base}/traces")).json()["traces"]
    assert "Karim Moreau a lu la fiche urgente." in [t["sentence"] for t in told]


async def test_what_is_long_is_not_read_for_a_look_ahead(app: Litestar) -> None:
    read: list[int] = []

    async def pages() -> AsyncIterator[bytes]:
        for number in range(3):
            await asyncio.sleep(0)  # as whatever is read from the database
            read.append(number)
            yield b"x"

    @get("/long")
    async def long() -> Stream:
        return Stream(pages(), headers={"X-Said": "yes"})

    app.register(long)
    async with browser(app) as one:
        head = await one.head("/long")
        assert (head.status_code, head.headers["x-said"], head.content, read) == (200, "yes", b"", [])
        assert (await one.get("/long")).content == b"xxx"


async def test_what_cannot_be_read_cannot_be_looked_at(client: httpx.AsyncClient) -> None:
    head = await client.head("/api/auth/otp")
    assert (head.status_code, head.content) == (405, b"")


async def test_under_u_nothing_is_shown(client: httpx.AsyncClient) -> None:
    assert (await client.head("/u/")).status_code == 404
    assert (await client.head("/u/a/b")).content == b""


async def test_on_a_socket_the_next_answer_is_not_taken_for_a_body(app) -> None:
    server = uvicorn.Server(
        uvicorn.Config(app, host="127.0.0.1", port=0, log_level="warning", lifespan="off")
    )
    serving = asyncio.create_task(server.serve())
    try:
        while not server.started:  # noqa: ASYNC110 - uvicorn says it by a flag alone
            await asyncio.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for path in ("/health/live", "/schema/openapi.json", "/u/x"):
            writer.write(f"HEAD {path} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
            answer = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 10)
            assert answer.startswith(b"HTTP/1.1 200"), (path, answer)
        writer.close()
    finally:
        server.should_exit = True
        await serving
