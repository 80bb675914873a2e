import pytest

from tests.conftest import MovingClock, browser
from tests.rooms.identity import people
from tests.rooms.identity.authenticator import Authenticator

CLAIRE = "claire@example.org"
ANDROID = "Mozilla/5.0 (Linux; Android 15; K) AppleWebKit/537.36 Chrome/156.0.0.0 Mobile Safari/537.36"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile/15E148 Safari/604.1"


@pytest.fixture
async def key(client, mailbox) -> Authenticator:
    """Claire is signed in with this passkey."""
    await people.sign_up(client, mailbox, CLAIRE)
    made = Authenticator()
    assert (await people.add_passkey(client, made)).status_code == 201
    return made


async def test_another_persons_session_is_not_found(app, client, mailbox, key):
    async with browser(app) as other:
        await people.sign_up(other, mailbox, "paul@example.org", given="Paul")
        await people.add_passkey(other, Authenticator())
        theirs = (await other.get("/api/me/sessions")).json()[0]["id"]
        answer = await client.delete(f"/api/me/sessions/{theirs}")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
        assert (await other.get("/api/me")).status_code == 200


async def test_devices_are_named_and_one_can_be_signed_out(app, client, key):
    async with (
        browser(app, **{"User-Agent": ANDROID}) as phone,
        browser(app, **{"User-Agent": IPHONE}) as other,
    ):
        await people.sign_in_with(phone, key)
        await people.sign_in_with(other, key)
        seen = (await phone.get("/api/me/sessions")).json()
        assert {s["label"] for s in seen} == {"Chrome sur Android", "Safari sur iPhone", "Appareil inconnu"}
        assert [s["label"] for s in seen if s["current"]] == ["Chrome sur Android"]
        iphone = next(s["id"] for s in seen if s["label"] == "Safari sur iPhone")
        assert (await phone.delete(f"/api/me/sessions/{iphone}")).status_code == 204
        assert (await other.get("/api/me")).status_code == 401
        assert (await phone.delete("/api/me/sessions")).status_code == 204
        assert (await client.get("/api/me")).status_code == 401
        assert (await phone.get("/api/me")).status_code == 200


async def test_two_weeks_without_use_end_it(client, key, clock: MovingClock):
    clock.advance(days=13, hours=23)
    assert (await client.get("/api/me")).status_code == 200
    clock.advance(days=13, hours=23)
    assert (await client.get("/api/me")).status_code == 200
    clock.advance(days=14)
    assert (await client.get("/api/me")).status_code == 401


async def test_ninety_days_end_it_however_used(client, key, clock):
    for _ in range(8):
        clock.advance(days=11)
        assert (await client.get("/api/me")).status_code == 200
    clock.advance(days=2)
    assert (await client.get("/api/me")).status_code == 401


async def test_the_last_use_is_written_at_most_once_a_minute(client, key, clock, query):
    async def seen():
        return (await query("SELECT last_seen_at, xmin::text FROM session"))[0]

    clock.advance(seconds=59)
    before = await seen()
    for _ in range(5):
        await client.get("/api/me")
    assert await seen() == before
    clock.advance(seconds=1)
    for _ in range(5):
        await client.get("/api/me")
    after = await seen()
    assert after["last_seen_at"] == clock.at
    await client.get("/api/me")
    assert await seen() == after


async def test_an_enrolling_session_can_only_set_up_ways_in(client, mailbox, clock):
    await people.sign_up(client, mailbox, CLAIRE)
    assert (await client.get("/api/me")).json()["session"]["strength"] == "enrolling"
    for method, path in [
        ("PATCH", "/api/me"), ("GET", "/api/me/sessions"), ("POST", "/api/auth/proof/otp"),
        ("POST", "/api/me/recovery-codes"), ("DELETE", "/api/me/totp"), ("GET", "/api/me/vouches"),
        ("GET", "/api/carnets"),
    ]:  # fmt: skip
        answer = await client.request(method, path, json={} if method in {"PATCH", "POST"} else None)
        assert (answer.status_code, answer.json()["code"]) == (403, "enrolling"), path
    clock.advance(hours=1)
    assert (await client.get("/api/me")).status_code == 401


async def test_a_proof_is_fresh_for_five_minutes(client, key, clock):
    clock.advance(minutes=5)
    answer = await client.post("/api/me/recovery-codes")
    assert (answer.status_code, answer.json()["code"]) == (403, "fresh_proof_needed")
    answer = await people.prove_with(client, key)
    assert answer.status_code == 200, answer.text
    assert answer.json()["fresh_until"].startswith("2026-11-21T09:10:00")
    clock.advance(minutes=4, seconds=59)
    assert (await client.post("/api/me/recovery-codes")).status_code == 201
    clock.advance(seconds=1)
    assert (await client.post("/api/me/recovery-codes")).status_code == 403


async def test_another_persons_passkey_proves_nothing(app, client, mailbox, key, clock):
    async with browser(app) as other:
        await people.sign_up(other, mailbox, "paul@example.org", given="Paul")
        his = Authenticator()
        await people.add_passkey(other, his)
        clock.advance(minutes=6)
        answer = await people.prove_with(client, his)
        assert (answer.status_code, answer.json()["code"]) == (401, "wrong_passkey")
        # nor does one's own, answered in another session
        challenge = (await other.post("/api/auth/proof/passkey/options")).json()
        body = {"challenge_id": challenge["challenge_id"], "credential": key.get(challenge["options"])}
        assert (await client.post("/api/auth/proof/passkey", json=body)).status_code == 401


async def test_a_code_proves_too_and_wrong_ones_are_limited(client, key, clock):
    import pyotp

    secret, _ = await people.set_code_way(client, clock.at)
    clock.advance(minutes=6)
    for _ in range(3):
        assert (await client.post("/api/auth/proof/otp", json={"code": "000000"})).json()[
            "code"
        ] == "wrong_code"
    code = pyotp.TOTP(secret).at(clock.at)
    assert (await client.post("/api/auth/proof/otp", json={"code": code})).status_code == 200
    assert (await client.post("/api/auth/proof/otp", json={"code": code})).status_code == 401
    statuses = [
        (await client.post("/api/auth/proof/otp", json={"code": "000000"})).status_code for _ in range(11)
    ]
    assert statuses[-1] == 429


async def test_names_and_language_are_changed_and_used_at_once(client, key):
    answer = await client.patch("/api/me", json={"given_name": "  Anne   Claire ", "locale": "en"})
    assert answer.status_code == 200, answer.text
    assert (answer.json()["given_name"], answer.json()["locale"]) == ("Anne Claire", "en")
    unknown = "/api/me/sessions/0193a1b2-0000-7000-8000-000000000001"
    missing = await client.delete(unknown, headers={"Accept-Language": "*"})
    assert missing.json()["detail"] == "Not found, or not open to you."
    answer = await client.patch("/api/me", json={"given_name": "Anne\u202eerialC"})
    assert answer.status_code == 422


async def test_the_house_is_kept(client, key, clock, query):
    from backend.kit.transaction import transaction
    from backend.rooms.identity.jobs import drop_dead

    await client.post("/api/auth/passkey/options")
    clock.advance(days=15)
    async with transaction():
        await drop_dead.run(timestamp=0)
    for table in ("session", "challenge", "pending_sign_in", "email_link", "attempt", "mail"):
        assert await query(f"SELECT 1 FROM {table}") == [], table
    assert len(await query("SELECT 1 FROM person")) == 1


async def test_status_is_for_everyone(client):
    answer = await client.get("/api/status")
    assert answer.status_code == 200
    assert answer.json()["mail"] == "outbox"
    assert answer.json()["demo"] is False
