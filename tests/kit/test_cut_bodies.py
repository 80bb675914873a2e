"""A JSON body that stops half way, or never ends: nothing is done, no connection is held, and it is over in time."""

import asyncio
from typing import Any

import pytest
from litestar import Litestar

from backend.kit import requests
from backend.kit.database import DB
from backend.kit.errors import BadRequest
from tests.conftest import browser
from tests.soak.cutting import cut

HALF = [b'{"email": "half@example.org", ', b'"locale": "f']


@pytest.mark.parametrize("path", ["/api/auth/signup", "/api/auth/password", "/api/auth/recovery"])
async def test_a_line_that_dies_leaves_nothing(app: Litestar, query: Any, path: str) -> None:
    async with browser(app) as client:
        status = await cut(
            app, client, "POST", path, HALF, **{"Content-Type": "application/json", "Content-Length": "900"}
        )
        assert status in (None, 400)
        for table in ("attempt", "email_link", "mail", "procrastinate_jobs"):
            assert await query(f"SELECT 1 FROM {table}") == [], table
        pool: Any = DB.pool
        assert pool.get_size() == pool.get_idle_size()
        assert (await client.get("/health/ready")).status_code == 200


async def test_a_line_that_goes_silent_is_let_go(app: Litestar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(requests, "BODY_SECONDS", 0.2)

    async def silent():
        yield HALF[0]
        await asyncio.sleep(5)

    async with browser(app) as client:
        answer = await asyncio.wait_for(client.post("/api/auth/signup", content=silent()), 4)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")


async def test_a_longer_body_has_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    """As slow a line as for any other: what may be twelve times as long may take twelve times as long."""
    monkeypatch.setattr(requests, "BODY_SECONDS", 0.05)
    scope: Any = {"type": "http", "headers": []}

    async def slow() -> Any:
        await asyncio.sleep(0.1)
        return {"type": "http.request", "body": b"{}", "more_body": False}

    assert await requests.whole_body(scope, slow, 12 * requests.BODY_LIMIT) == b"{}"
    with pytest.raises(BadRequest):
        await requests.whole_body(scope, slow, requests.BODY_LIMIT)


async def test_a_body_that_ends_early_is_not_understood(app: Litestar, query: Any) -> None:
    async with browser(app) as client:
        answer = await client.post(
            "/api/auth/signup", content=b"".join(HALF), headers={"Content-Type": "application/json"}
        )
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")
    assert await query("SELECT 1 FROM email_link") == []
