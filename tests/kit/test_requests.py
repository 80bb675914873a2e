"""What every request goes through: origin, size, id, headers, language, and errors that name the field."""

import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from types import SimpleNamespace
from typing import Any, cast
from uuid import UUID

import httpx
import pytest
from asyncpg import DataError
from litestar import Litestar

from backend.kit import runtime
from backend.kit.database import fetch
from backend.kit.problems import answer_error
from backend.kit.requests import client_address
from backend.settings import Settings
from tests.conftest import browser
from tests.family import Family


@pytest.mark.parametrize(
    "origin", ["https://elsewhere.example", "null", "http://localhost:8000.evil.example", ""]
)
async def test_a_change_from_another_page_is_refused(app: Litestar, origin: str) -> None:
    async with browser(app, Origin=origin) as client:
        answer = await client.post("/api/auth/signout")
    assert answer.status_code == 403
    assert answer.json()["code"] == "foreign_origin"


async def test_json_of_50_mb_is_refused_before_it_is_read(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/auth/password", content=b"[" + b" " * 50_000_000 + b"]")
    assert answer.status_code == 413
    assert answer.json()["code"] == "too_large"
    assert "limite" in answer.json()["detail"]


async def test_a_body_without_length_is_bounded_too(client: httpx.AsyncClient) -> None:
    async def endless():
        for _ in range(40):
            yield b" " * 100_000

    answer = await client.post("/api/auth/password", content=endless())
    assert answer.status_code == 413


async def test_every_answer_has_an_id_and_careful_headers(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/me", headers={"X-Request-ID": "abcdefgh12345678"})
    assert answer.headers["x-request-id"] == "abcdefgh12345678"
    assert answer.json()["request_id"] == "abcdefgh12345678"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]


async def test_an_id_that_is_not_one_is_replaced(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/me", headers={"X-Request-ID": "<script>"})
    assert answer.headers["x-request-id"] != "<script>"


@pytest.mark.parametrize(
    ("accept", "word"),
    [("fr", "Connectez"), ("en-GB,en;q=0.9", "Sign in"), ("de", "Connectez"), ("en;q=0.1, fr", "Connectez")],
)
async def test_the_sentence_is_in_the_language_asked_for(
    client: httpx.AsyncClient, accept: str, word: str
) -> None:
    answer = await client.get("/api/me", headers={"Accept-Language": accept})
    assert answer.status_code == 401
    assert answer.json()["detail"].startswith(word)


async def test_a_wrong_field_is_named_and_its_value_not_repeated(client: httpx.AsyncClient) -> None:
    answer = await client.post("/api/auth/password", json={"email": "a@b.example", "password": 12345678})
    assert answer.status_code == 422
    body = answer.json()
    assert body["code"] == "invalid"
    assert [field["name"] for field in body["fields"]] == ["password"]
    assert "12345678" not in answer.text


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b'{"email": "a"', b"null"])
async def test_what_is_not_the_expected_json_is_a_clear_refusal(
    client: httpx.AsyncClient, content: bytes
) -> None:
    answer = await client.post(
        "/api/auth/password", content=content, headers={"Content-Type": "application/json"}
    )
    assert answer.status_code in {400, 422}
    assert answer.headers["content-type"].startswith("application/problem+json")


async def test_no_page_answers_like_every_error(client: httpx.AsyncClient) -> None:
    for path in ("/api/nowhere", "/api/carnets/not-a-uuid", "/assets/gone.js"):
        answer = await client.get(path)
        assert answer.status_code == 404, path
        assert answer.json()["code"] == "not_found"


async def test_a_method_that_is_not_taken_says_so(client: httpx.AsyncClient) -> None:
    answer = await client.put("/api/me")
    assert answer.status_code == 405
    assert answer.json()["code"] == "method_not_allowed"


async def test_health(client: httpx.AsyncClient) -> None:
    assert (await client.get("/health/live")).json() == {"status": "live"}
    assert (await client.get("/health/ready")).json() == {
        "status": "ready",
        "database": "ready",
        "storage": "ready",
    }


@pytest.mark.parametrize(
    ("kind", "sent"),
    [
        ("text", "a\x00b"),
        ("int", 10**30),
        ("timestamptz", datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=12)))),
    ],
)
async def test_what_no_database_can_hold_is_not_understood(
    app: Litestar, caplog: pytest.LogCaptureFixture, kind: str, sent: object
) -> None:
    """A room refuses or cleans it; one that forgets does not answer that the house is at fault, and is named in the log."""
    with pytest.raises(DataError) as caught:
        await fetch(f"SELECT $1::{kind}", sent)
    asked = SimpleNamespace(scope={"state": {}}, headers={})
    answer = answer_error(cast(Any, asked), caught.value)
    assert (answer.status_code, json.loads(answer.content)["code"]) == (400, "bad_request")
    assert [record.name for record in caplog.records] == ["cs3.problem"]


@pytest.mark.parametrize("content", [b'{"a":' * 5000, b"[" * 100_000])
async def test_json_nested_without_end_is_not_understood(client: httpx.AsyncClient, content: bytes) -> None:
    answer = await client.post(
        "/api/auth/password", content=content, headers={"Content-Type": "application/json"}
    )
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")


async def test_a_portrait_is_not_read_before_it_is_known_who_sends_it(client: httpx.AsyncClient) -> None:
    """Anyone could otherwise have the server hold 15 MB for each of many connections."""
    read = 0

    async def picture():
        nonlocal read
        for _ in range(150):
            read += 1
            yield b"\0" * 100_000

    answer = await client.put(f"/api/carnets/{UUID(int=7)}/portrait", content=picture())
    assert answer.status_code == 401
    assert read <= 1


async def test_a_portrait_too_large_is_refused_as_it_comes(family: Family) -> None:
    async def picture():
        for _ in range(400):
            yield b"\0" * 100_000

    answer = await family.mother.client.put(f"/api/carnets/{family.carnet_id}/portrait", content=picture())
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def scope(address: str, *forwarded: str) -> Any:
    headers = [(b"x-forwarded-for", line.encode()) for line in forwarded]
    return {"type": "http", "client": (address, 1), "headers": headers}


def test_only_a_known_proxy_says_who_calls(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    trusting = replace(settings, trusted_proxies=("10.0.0.1", "10.0.0.2"))
    monkeypatch.setattr(runtime, "get", lambda: SimpleNamespace(settings=trusting))
    assert client_address(scope("203.0.113.7", "198.51.100.1")) == "203.0.113.7"
    assert client_address(scope("10.0.0.1", "198.51.100.1, 203.0.113.7")) == "203.0.113.7"
    assert client_address(scope("10.0.0.1", "203.0.113.7, 10.0.0.2")) == "203.0.113.7"
    # A proxy may add its line below the one that the caller made up.
    assert client_address(scope("10.0.0.1", "198.51.100.1", "203.0.113.7")) == "203.0.113.7"
    assert client_address(scope("10.0.0.1")) == "10.0.0.1"
