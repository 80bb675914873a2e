"""Getting back in with a link and a code."""

import asyncio

import pyotp
import pytest

from tests.conftest import browser
from tests.rooms.identity import people
from tests.rooms.identity.authenticator import Authenticator

CLAIRE = "claire@example.org"


@pytest.fixture
async def claire(app, mailbox, clock):
    """Claire has a passkey, a password, codes and a phone that is signed in."""
    async with browser(app) as phone:
        await people.sign_up(phone, mailbox, CLAIRE)
        key = Authenticator()
        await people.add_passkey(phone, key)
        secret, codes = await people.set_code_way(phone, clock.at)
        await mailbox.new()
        clock.advance(minutes=2)
        yield phone, key, pyotp.TOTP(secret), codes


async def ask(client, mailbox, address: str = CLAIRE) -> str:
    answer = await client.post("/api/auth/recovery", json={"email": address})
    assert (answer.status_code, answer.json()) == (202, {"mail": "outbox"})
    return await mailbox.link_to(address, "recuperation")


async def complete(client, token: str, **proof: str):
    return await client.post("/api/auth/recovery/complete", json={"token": token, **proof})


async def test_the_link_alone_opens_nothing(client, mailbox, claire):
    token = await ask(client, mailbox)
    opened = (await client.post("/api/auth/recovery/open", json={"token": token})).json()
    assert opened == {"can": ["otp", "recovery_code"], "vouching": None, "vouch_from": None}
    answer = await complete(client, token)
    assert (answer.status_code, answer.json()["code"]) == (403, "vouching_not_ready")
    assert (await client.get("/api/me")).status_code == 401


async def test_a_code_without_the_link_opens_nothing(client, mailbox, claire, clock):
    _, _, totp, codes = claire
    for token in ("A" * 43, "x"):
        for proof in ({"otp": totp.at(clock.at)}, {"recovery_code": codes[0]}):
            answer = await complete(client, token, **proof)
            assert (answer.status_code, answer.json()["code"]) == (410, "link_gone")


async def test_an_unknown_address_is_told_by_mail_only(client, mailbox, claire):
    answer = await client.post("/api/auth/recovery", json={"email": "nobody@example.org"})
    assert (answer.status_code, answer.json()) == (202, {"mail": "outbox"})
    (message,) = await mailbox.new()
    assert message["To"] == "nobody@example.org"
    assert message["Subject"] == "Pas de compte à cette adresse"
    assert "#" not in people.text(message)


async def test_the_link_dies_after_half_an_hour_and_serves_once(app, client, mailbox, claire, clock):
    _, _, _, codes = claire
    token = await ask(client, mailbox)
    clock.advance(minutes=30)
    assert (await complete(client, token, recovery_code=codes[0])).status_code == 410
    token = await ask(client, mailbox)
    assert (await complete(client, token, recovery_code=codes[0])).status_code == 200
    async with browser(app) as other:
        assert (await complete(other, token, recovery_code=codes[1])).status_code == 410


async def test_wrong_codes_are_limited_before_they_are_verified(client, mailbox, claire, clock):
    _, _, totp, _ = claire
    token = await ask(client, mailbox)
    answers = await asyncio.gather(*(complete(client, token, otp="000000") for _ in range(15)))
    assert sorted(a.status_code for a in answers) == [401] * 10 + [429] * 5
    assert (await complete(client, token, otp=totp.at(clock.at))).status_code == 429


async def test_a_wrong_code_does_not_spend_the_link(client, mailbox, claire, clock):
    _, _, totp, _ = claire
    token = await ask(client, mailbox)
    assert (await complete(client, token, otp="000000")).json()["code"] == "wrong_code"
    assert (await complete(client, token, otp=totp.at(clock.at))).status_code == 200


async def test_old_ways_serve_until_a_new_one_is_set_and_close_then(app, client, mailbox, claire, clock):
    phone, old, _totp, codes = claire
    token = await ask(client, mailbox)
    answer = await complete(client, token, recovery_code=codes[0])
    assert answer.status_code == 200
    assert answer.json()["session"]["strength"] == "enrolling"
    assert (await client.get("/api/me/sessions")).json()["code"] == "enrolling"
    async with browser(app) as other:
        assert (await people.sign_in_with(other, old)).status_code == 200
    assert (await phone.get("/api/me")).status_code == 200
    new = Authenticator()
    assert (await people.add_passkey(client, new)).status_code == 201
    me = (await client.get("/api/me")).json()
    assert me["session"]["strength"] == "strong"
    assert me["ways"] == {"passkeys": 1, "password": False, "totp": False, "recovery_codes_left": 9}
    assert (await phone.get("/api/me")).status_code == 401
    async with browser(app) as other:
        assert (await people.sign_in_with(other, old)).status_code == 401
        assert (await people.sign_in_with(other, new)).status_code == 200
        answer = await other.post("/api/auth/password", json={"email": CLAIRE, "password": people.PASSWORD})
        assert answer.status_code == 401
    subjects = [m["Subject"] for m in await mailbox.new()]
    assert subjects == ["Votre façon de vous connecter a changé"] * 2


async def test_after_a_recovery_code_an_old_one_time_code_does_not_complete_a_new_password(
    client, mailbox, claire, clock
):
    _, _, _totp, codes = claire
    token = await ask(client, mailbox)
    await complete(client, token, recovery_code=codes[0])
    assert (
        await client.put("/api/me/password", json={"password": "sept tortues sous la table"})
    ).status_code == 204
    assert (await client.get("/api/me")).json()["session"]["strength"] == "enrolling"
    secret = (await client.post("/api/me/totp")).json()["secret"]
    answer = await client.post("/api/me/totp/confirm", json={"code": pyotp.TOTP(secret).at(clock.at)})
    assert answer.status_code == 200
    me = (await client.get("/api/me")).json()
    assert (me["session"]["strength"], me["ways"]["passkeys"]) == ("strong", 0)


async def test_who_lost_only_the_password_keeps_the_codes(app, client, mailbox, claire, clock):
    _, _, totp, _ = claire
    token = await ask(client, mailbox)
    assert (await complete(client, token, otp=totp.at(clock.at))).status_code == 200
    assert (
        await client.put("/api/me/password", json={"password": "sept tortues sous la table"})
    ).status_code == 204
    me = (await client.get("/api/me")).json()
    assert (me["session"]["strength"], me["ways"]["passkeys"], me["ways"]["totp"]) == ("strong", 0, True)
    clock.advance(minutes=2)
    async with browser(app) as other:
        answer = await people.sign_in_by_code(
            other, CLAIRE, totp.at(clock.at), password="sept tortues sous la table"
        )
        assert answer.status_code == 200


async def test_a_recovery_left_halfway_changes_nothing(app, client, mailbox, claire, clock):
    """Even after a new password was chosen: until a code stands beside it, the old one serves, and the new one does not."""
    _, old, totp, codes = claire
    token = await ask(client, mailbox)
    await complete(client, token, recovery_code=codes[0])
    new = "sept tortues sous la table"
    assert (await client.put("/api/me/password", json={"password": new})).status_code == 204
    assert (await client.post("/api/me/totp")).status_code == 201
    clock.advance(hours=1)
    assert (await client.get("/api/me")).status_code == 401
    async with browser(app) as other:
        refused = await other.post("/api/auth/password", json={"email": CLAIRE, "password": new})
        assert refused.status_code == 401
        answer = await people.sign_in_by_code(other, CLAIRE, totp.at(clock.at))
        assert answer.status_code == 200
    async with browser(app) as other:
        answer = await people.sign_in_with(other, old)
        assert answer.json()["ways"] == {
            "passkeys": 1,
            "password": True,
            "totp": True,
            "recovery_codes_left": 9,
        }


async def test_after_a_recovery_a_new_code_beside_the_old_password_is_not_enough(
    app, client, mailbox, claire, clock
):
    _, _, totp, codes = claire
    token = await ask(client, mailbox)
    await complete(client, token, recovery_code=codes[0])
    secret = (await client.post("/api/me/totp")).json()["secret"]
    answer = await client.post("/api/me/totp/confirm", json={"code": pyotp.TOTP(secret).at(clock.at)})
    assert (answer.status_code, answer.json()["code"]) == (409, "password_first")
    me = (await client.get("/api/me")).json()
    assert (me["session"]["strength"], me["ways"]["passkeys"]) == ("enrolling", 1)
    async with browser(app) as other:
        assert (await people.sign_in_by_code(other, CLAIRE, totp.at(clock.at))).status_code == 200
