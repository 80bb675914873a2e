"""What comes before a body has a bound, as `cs3 serve` speaks it on a socket."""

import asyncio
from typing import Any

import pytest
import uvicorn

from backend.kit.bounded_heads import MOST, BoundedHeads

OPENING = b"POST / HTTP/1.1\r\nHost: localhost\r\n"


async def _app(scope: Any, receive: Any, send: Any) -> None:
    size, more = 0, True
    while more:
        message = await receive()
        size, more = size + len(message.get("body", b"")), message.get("more_body", False)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": str(size).encode()})


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (OPENING + b"Upload-Metadata: " + b"x" * 20_000 + b"\r\nContent-Length: 900000\r\n\r\n" + b"y" * 900_000, b"200"),
        (OPENING + b"".join(b"X-%d: %s\r\n" % (n, b"x" * 1000) for n in range(80)) + b"\r\n", b"431"),
        (OPENING + b"X-Endless: " + b"x" * 20 * MOST, b"431"),
        (b"GET /" + b"x" * 20 * MOST, b"431"),
        (OPENING + b"Transfer-Encoding: chunked\r\n\r\n1\r\ny\r\n0\r\nX-After: " + b"x" * 20 * MOST, b"431"),
        (b"nonsense\r\n\r\n", b"400"),
    ],
    ids=["metadata and a body", "many lines", "a line without end", "an address without end", "after the body", "no HTTP"],
)  # fmt: skip
async def test_a_head_is_64_kib_at_most(sent: bytes, status: bytes) -> None:
    server = uvicorn.Server(
        uvicorn.Config(_app, port=0, log_level="critical", lifespan="off", http=BoundedHeads)
    )
    serving = asyncio.create_task(server.serve())
    try:
        while not server.started:  # noqa: ASYNC110 - uvicorn says it by a flag alone
            await asyncio.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        sending = asyncio.create_task(_send(writer, sent))
        answer = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 10)
        assert answer.split(b" ")[1] == status
        sending.cancel()
        writer.close()
    finally:
        server.should_exit = True
        await serving


async def test_what_came_before_the_line_died_is_given_first() -> None:
    """To who takes it late, too: the door was still being asked."""
    seen: asyncio.Queue[tuple[int, str]] = asyncio.Queue()

    async def slow(scope: Any, receive: Any, send: Any) -> None:
        await asyncio.sleep(0.05)
        size = 0
        while (message := await receive())["type"] == "http.request":
            size += len(message["body"])
            assert message["more_body"]
        await seen.put((size, message["type"]))

    server = uvicorn.Server(
        uvicorn.Config(slow, port=0, log_level="critical", lifespan="off", http=BoundedHeads)
    )
    serving = asyncio.create_task(server.serve())
    try:
        while not server.started:  # noqa: ASYNC110 - uvicorn says it by a flag alone
            await asyncio.sleep(0.01)
        port = server.servers[0].sockets[0].getsockname()[1]
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(OPENING + b"Content-Length: 900000\r\n\r\n" + b"y" * 30_000)
        writer.close()
        assert await asyncio.wait_for(seen.get(), 10) == (30_000, "http.disconnect")
    finally:
        server.should_exit = True
        await serving


async def _send(writer: asyncio.StreamWriter, sent: bytes) -> None:
    for start in range(0, len(sent), 8000):
        writer.write(sent[start : start + 8000])
        await writer.drain()
