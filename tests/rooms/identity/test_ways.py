import asyncio

import pyotp
import pytest

from tests.conftest import browser
from tests.rooms.identity import people
from tests.rooms.identity.authenticator import Authenticator

CLAIRE = "claire@example.org"


@pytest.fixture
async def key(client, mailbox) -> Authenticator:
    """Claire is signed in with this passkey, just now."""
    await people.sign_up(client, mailbox, CLAIRE)
    made = Authenticator()
    assert (await people.add_passkey(client, made)).status_code == 201
    await mailbox.new()
    return made


async def ids(client) -> list[str]:
    return [p["id"] for p in (await client.get("/api/me/passkeys")).json()]


async def test_without_a_fresh_proof_no_way_in_changes(client, key, clock):
    (only,) = await ids(client)
    clock.advance(minutes=6)
    for method, path, body in [
        ("POST", "/api/me/passkeys/options", None),
        ("POST", "/api/me/passkeys", {"challenge_id": only, "credential": {}, "name": "x"}),
        ("DELETE", f"/api/me/passkeys/{only}", None),
        ("PUT", "/api/me/password", {"password": people.PASSWORD}),
        ("POST", "/api/me/totp", None),
        ("POST", "/api/me/totp/confirm", {"code": "000000"}),
        ("DELETE", "/api/me/totp", None),
        ("POST", "/api/me/recovery-codes", None),
    ]:
        answer = await client.request(method, path, json=body)
        assert (answer.status_code, answer.json()["code"]) == (403, "fresh_proof_needed"), path


async def test_another_persons_passkey_is_not_found(app, client, mailbox, key):
    (hers,) = await ids(client)
    async with browser(app) as other:
        await people.sign_up(other, mailbox, "paul@example.org", given="Paul")
        await people.add_passkey(other, Authenticator())
        assert (await other.patch(f"/api/me/passkeys/{hers}", json={"name": "mine"})).status_code == 404
        assert (await other.delete(f"/api/me/passkeys/{hers}")).status_code == 404
    assert await ids(client) == [hers]


async def test_the_last_way_in_stays(client, key):
    (only,) = await ids(client)
    answer = await client.delete(f"/api/me/passkeys/{only}")
    assert (answer.status_code, answer.json()["code"]) == (409, "last_way_in")
    # a password alone is no way in
    await client.put("/api/me/password", json={"password": people.PASSWORD})
    assert (await client.delete(f"/api/me/passkeys/{only}")).status_code == 409


async def test_with_password_and_code_the_passkey_may_go_and_then_they_may_not(client, key, clock):
    await people.set_code_way(client, clock.at)
    (only,) = await ids(client)
    assert (await client.delete(f"/api/me/passkeys/{only}")).status_code == 204
    assert (await client.get("/api/me")).status_code == 200  # this session stays
    answer = await client.delete("/api/me/totp")
    assert (answer.status_code, answer.json()["code"]) == (409, "last_way_in")


async def test_two_passkeys_removed_at_once_leave_one(client, key):
    await people.add_passkey(client, Authenticator(), name="Tablette")
    answers = await asyncio.gather(*(client.delete(f"/api/me/passkeys/{i}") for i in await ids(client)))
    assert sorted(a.status_code for a in answers) == [204, 409]
    assert len(await ids(client)) == 1


async def test_a_passkey_has_a_name_and_its_sessions_go_with_it(app, client, key):
    second = Authenticator()
    added = await people.add_passkey(client, second, name=" Tablette du salon ")
    assert added.json()["name"] == "Tablette du salon"
    tablet_id = added.json()["id"]
    renamed = await client.patch(f"/api/me/passkeys/{tablet_id}", json={"name": "Tablette"})
    assert renamed.json()["name"] == "Tablette"
    async with browser(app) as tablet:
        await people.sign_in_with(tablet, second)
        assert (await client.delete(f"/api/me/passkeys/{tablet_id}")).status_code == 204
        assert (await tablet.get("/api/me")).status_code == 401
        assert (await people.sign_in_with(tablet, second)).status_code == 401
    assert (await client.get("/api/me")).status_code == 200


async def test_a_device_is_not_registered_twice_nor_with_anothers_challenge(app, client, mailbox, key):
    answer = await people.add_passkey(client, key)
    assert (answer.status_code, answer.json()["code"]) == (422, "passkey_not_added")
    challenge = (await client.post("/api/me/passkeys/options")).json()
    known = [c["id"] for c in challenge["options"]["excludeCredentials"]]
    assert len(known) == 1
    async with browser(app) as other:
        await people.sign_up(other, mailbox, "paul@example.org", given="Paul")
        body = {
            "challenge_id": challenge["challenge_id"],
            "credential": Authenticator().create(challenge["options"]),
            "name": "x",
        }
        assert (await other.post("/api/me/passkeys", json=body)).status_code == 422


async def test_a_registration_from_another_address_is_refused(client, key):
    phishing = Authenticator(origin="https://cs3.evil.example")
    assert (await people.add_passkey(client, phishing)).status_code == 422


async def test_weak_and_common_passwords_say_which_they_are(client, key):
    for password, code in [
        ("zxcv9!", "weak_password"),
        ("Motdepasse123!", "common_password"),
        ("Moreau-7x!kqw", "common_password"),
    ]:
        answer = await client.put("/api/me/password", json={"password": password})
        assert (answer.status_code, answer.json()["code"]) == (422, code)
        assert [f["name"] for f in answer.json()["fields"]] == ["password"]
        assert password not in answer.text


async def test_the_secret_is_shown_once_and_serves_once_confirmed(client, key, clock):
    begun = (await client.post("/api/me/totp")).json()
    assert begun["uri"].startswith("otpauth://totp/CS3:claire%40example.org?secret=" + begun["secret"])
    assert begun["qr_svg"].startswith("<svg")
    assert (await client.get("/api/me")).json()["ways"]["totp"] is False
    wrong = await client.post("/api/me/totp/confirm", json={"code": "000000"})
    assert (wrong.status_code, wrong.json()["code"]) == (401, "wrong_code")
    code = pyotp.TOTP(begun["secret"]).at(clock.at)
    codes = (await client.post("/api/me/totp/confirm", json={"code": code})).json()["recovery_codes"]
    assert len(set(codes)) == 10
    assert (await client.get("/api/me")).json()["ways"]["totp"] is True
    # the code that confirmed is spent
    assert (await client.post("/api/auth/proof/otp", json={"code": code})).status_code == 401
    assert (await client.post("/api/me/totp/confirm", json={"code": code})).status_code == 401


async def test_a_new_application_takes_over_only_when_confirmed(app, client, key, clock):
    old, _ = await people.set_code_way(client, clock.at)
    new = (await client.post("/api/me/totp")).json()["secret"]
    clock.advance(seconds=90)
    assert (
        await client.post("/api/auth/proof/otp", json={"code": pyotp.TOTP(old).at(clock.at)})
    ).status_code == 200
    answer = await client.post("/api/me/totp/confirm", json={"code": pyotp.TOTP(new).at(clock.at)})
    assert answer.status_code == 200
    clock.advance(seconds=90)
    assert (
        await client.post("/api/auth/proof/otp", json={"code": pyotp.TOTP(old).at(clock.at)})
    ).status_code == 401
    assert (
        await client.post("/api/auth/proof/otp", json={"code": pyotp.TOTP(new).at(clock.at)})
    ).status_code == 200


async def test_a_new_password_ends_what_the_old_one_opened(app, client, key, clock):
    secret, _ = await people.set_code_way(client, clock.at)
    clock.advance(minutes=2)
    async with browser(app) as other, browser(app) as waiting:
        assert (
            await people.sign_in_by_code(other, CLAIRE, pyotp.TOTP(secret).at(clock.at))
        ).status_code == 200
        await waiting.post("/api/auth/password", json={"email": CLAIRE, "password": people.PASSWORD})
        assert (
            await client.put("/api/me/password", json={"password": "sept tortues sous la table"})
        ).status_code == 204
        assert (await other.get("/api/me")).status_code == 401
        clock.advance(minutes=1)
        answer = await waiting.post("/api/auth/otp", json={"code": pyotp.TOTP(secret).at(clock.at)})
        assert answer.json()["code"] == "sign_in_again"
    assert (await client.get("/api/me")).status_code == 200


async def test_new_recovery_codes_replace_the_old_ones(client, key, clock):
    _, old = await people.set_code_way(client, clock.at)
    answer = await client.post("/api/me/recovery-codes")
    assert answer.status_code == 201
    new = answer.json()["recovery_codes"]
    assert not set(old) & set(new)
    await client.post("/api/auth/signout")
    await client.post("/api/auth/password", json={"email": CLAIRE, "password": people.PASSWORD})
    assert (await client.post("/api/auth/recovery-code", json={"code": old[0]})).status_code == 401
    assert (await client.post("/api/auth/recovery-code", json={"code": new[0]})).status_code == 200


async def test_removing_the_codes_removes_the_password(client, key, clock):
    await people.set_code_way(client, clock.at)
    assert (await client.delete("/api/me/totp")).status_code == 204
    ways = (await client.get("/api/me")).json()["ways"]
    assert (ways["password"], ways["totp"], ways["passkeys"]) == (False, False, 1)


async def test_each_change_is_told_by_mail(client, key, clock, mailbox):
    await people.add_passkey(client, Authenticator(), name="Tablette")
    await people.set_code_way(client, clock.at)
    await client.post("/api/me/recovery-codes")
    await client.delete("/api/me/totp")
    await client.delete(f"/api/me/passkeys/{(await ids(client))[0]}")
    subjects = [m["Subject"] for m in await mailbox.new()]
    assert subjects == ["Votre façon de vous connecter a changé"] * 6


async def test_password_then_code_make_a_full_session_in_either_order(app, mailbox, clock):
    for address, first in [("a@example.org", "password"), ("b@example.org", "totp")]:
        async with browser(app) as client:
            await people.sign_up(client, mailbox, address)

            async def strength() -> str:
                return (await client.get("/api/me")).json()["session"]["strength"]

            async def password() -> None:
                await client.put("/api/me/password", json={"password": people.PASSWORD})

            async def totp() -> None:
                secret = (await client.post("/api/me/totp")).json()["secret"]
                await client.post("/api/me/totp/confirm", json={"code": pyotp.TOTP(secret).at(clock.at)})

            steps = [password, totp] if first == "password" else [totp, password]
            await steps[0]()
            assert await strength() == "enrolling"
            await steps[1]()
            assert await strength() == "strong"
