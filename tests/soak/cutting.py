"""A request whose line dies half way, as the server sees it: some bytes, then nobody."""

from collections.abc import Iterator
from typing import Any

import httpx
from litestar import Litestar


async def cut(
    app: Litestar, client: httpx.AsyncClient, method: str, path: str, pieces: list[bytes], **headers: str
) -> int | None:
    """Sends `pieces` of a body that was said to be longer; the status of the answer that nobody reads, or None."""
    request = client.build_request(method, path, headers={"Content-Length": "1000000", **headers})
    scope: dict[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "root_path": "",
        "headers": [(name.lower(), value) for name, value in request.headers.raw],
        "client": ("127.0.0.1", 1),
        "server": ("localhost", 8000),
    }
    coming: Iterator[bytes] = iter(pieces)
    status: int | None = None

    async def receive() -> dict[str, Any]:
        piece = next(coming, None)
        if piece is None:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": piece, "more_body": True}

    async def send(message: dict[str, Any]) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = message["status"]

    await app(scope, receive, send)  # type: ignore[arg-type]
    return status
