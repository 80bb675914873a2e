"""What happens between the moment a person is let through and the moment their change is written."""

import asyncio
from typing import Any

import httpx
import pytest

from backend.rooms.identity import passwords
from tests.conftest import browser
from tests.rooms.identity import people
from tests.rooms.identity.authenticator import Authenticator

CLAIRE = "claire@example.org"


@pytest.fixture
async def key(client: httpx.AsyncClient, mailbox) -> Authenticator:
    await people.sign_up(client, mailbox, CLAIRE)
    made = Authenticator()
    assert (await people.add_passkey(client, made)).status_code == 201
    return made


@pytest.fixture
def hashing(monkeypatch: pytest.MonkeyPatch) -> tuple[asyncio.Event, asyncio.Event]:
    """(a hash is being made, it may be finished): the real one, held as long as the test wants."""
    begun, may_end = asyncio.Event(), asyncio.Event()
    really = passwords.make_hash

    async def held(password: str) -> str:
        begun.set()
        await may_end.wait()
        return await really(password)

    monkeypatch.setattr(passwords, "make_hash", held)
    return begun, may_end


async def test_a_device_signed_out_from_afar_changes_nothing_any_more(
    app, client: httpx.AsyncClient, key: Authenticator, query: Any, hashing
) -> None:
    begun, may_end = hashing
    async with browser(app) as thief:
        assert (await people.sign_in_with(thief, key)).status_code == 200
        late = asyncio.create_task(thief.put("/api/me/password", json={"password": people.PASSWORD}))
        await begun.wait()
        assert (await client.delete("/api/me/sessions")).status_code == 204
        may_end.set()
        answer = await late
    assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")
    assert await query("SELECT 1 FROM person_password") == []


async def test_a_session_that_sets_up_ways_in_becomes_a_full_one_once(
    app, client: httpx.AsyncClient, mailbox, query: Any
) -> None:
    await people.sign_up(client, mailbox, CLAIRE)
    first, second = Authenticator(), Authenticator()

    asked = [await client.post("/api/me/passkeys/options") for _ in range(2)]
    bodies = [
        {
            "challenge_id": a.json()["challenge_id"],
            "credential": k.create(a.json()["options"]),
            "name": "Téléphone",
        }
        for a, k in zip(asked, (first, second), strict=True)
    ]
    answers = await asyncio.gather(*(client.post("/api/me/passkeys", json=body) for body in bodies))
    assert sorted(a.status_code for a in answers) == [201, 401]
    assert len(await query("SELECT 1 FROM passkey")) == 1
    assert (await client.get("/api/me")).json()["session"]["strength"] == "strong"
