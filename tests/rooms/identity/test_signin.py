import asyncio
import statistics
import time
from datetime import timedelta
from http.cookies import SimpleCookie

import httpx
import pyotp
import pytest

from tests.conftest import MovingClock, browser
from tests.rooms.identity import people
from tests.rooms.identity.authenticator import Authenticator

CLAIRE = "claire@example.org"


@pytest.fixture
async def claire(client, mailbox, clock: MovingClock):
    """Claire has a password and codes, and is signed out; the secret and her recovery codes."""
    await people.sign_up(client, mailbox, CLAIRE)
    secret, codes = await people.set_code_way(client, clock.at)
    await client.post("/api/auth/signout")
    clock.advance(minutes=2)
    return pyotp.TOTP(secret), codes


def cookie(answer: httpx.Response, name: str) -> str:
    for header in answer.headers.get_list("set-cookie"):
        jar = SimpleCookie(header)
        if name in jar:
            return header
    raise AssertionError(f"no {name} cookie")


async def test_nobody_is_not_signed_in(client):
    for method, path in [
        ("GET", "/api/me"), ("PATCH", "/api/me"), ("GET", "/api/me/passkeys"), ("GET", "/api/me/sessions"),
        ("DELETE", "/api/me/sessions"), ("PUT", "/api/me/password"), ("POST", "/api/me/totp"),
        ("POST", "/api/me/recovery-codes"), ("GET", "/api/me/vouches"), ("POST", "/api/auth/proof/otp"),
    ]:  # fmt: skip
        answer = await client.request(method, path, json={} if method in {"PATCH", "PUT", "POST"} else None)
        assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in"), path


async def test_a_change_from_another_site_is_refused(app, claire):
    async with browser(app, Origin="https://evil.example") as evil:
        answer = await evil.post("/api/auth/password", json={"email": CLAIRE, "password": people.PASSWORD})
    assert (answer.status_code, answer.json()["code"]) == (403, "foreign_origin")


async def test_a_password_alone_opens_nothing(client, claire):
    answer = await client.post("/api/auth/password", json={"email": CLAIRE, "password": people.PASSWORD})
    assert answer.json() == {"next": "otp"}
    assert (await client.get("/api/me")).status_code == 401
    assert "cs3_session" not in client.cookies


async def test_the_pending_cookie_is_no_session_and_lasts_five_minutes(client, claire, clock):
    totp, _ = claire
    answer = await client.post("/api/auth/password", json={"email": CLAIRE, "password": people.PASSWORD})
    header = cookie(answer, "cs3_pending")
    assert "HttpOnly" in header
    assert "Max-Age=300" in header
    client.cookies.set("cs3_session", client.cookies["cs3_pending"])
    assert (await client.get("/api/me")).status_code == 401
    clock.advance(minutes=5)
    answer = await client.post("/api/auth/otp", json={"code": totp.at(clock.at)})
    assert (answer.status_code, answer.json()["code"]) == (401, "sign_in_again")


async def test_a_code_without_a_password_opens_nothing(client, claire, clock):
    totp, codes = claire
    for path, code in [("otp", totp.at(clock.at)), ("recovery-code", codes[0])]:
        answer = await client.post(f"/api/auth/{path}", json={"code": code})
        assert (answer.status_code, answer.json()["code"]) == (401, "sign_in_again")


async def test_password_and_code_sign_in(client, claire, clock):
    totp, _ = claire
    answer = await people.sign_in_by_code(client, CLAIRE.upper(), totp.at(clock.at))
    assert answer.status_code == 200, answer.text
    me = answer.json()
    assert me["email"] == CLAIRE
    assert me["session"]["strength"] == "strong"
    assert me["ways"] == {"passkeys": 0, "password": True, "totp": True, "recovery_codes_left": 10}
    header = cookie(answer, "cs3_session")
    assert "HttpOnly" in header
    assert "samesite=lax" in header.lower()
    assert "Path=/" in header
    assert (await client.get("/api/me")).json()["id"] == me["id"]


async def test_behind_tls_the_cookie_is_bound_to_the_host(settings, database, clock):
    from dataclasses import replace

    from backend.app import open_runtime
    from backend.rooms.identity import sessions

    open_runtime(replace(settings, public_url="https://carnet.example.org"), clock=clock)
    made = sessions.session_cookie("x")
    assert made.key == "__Host-cs3_session"
    assert (made.secure, made.httponly, made.path, made.domain) == (True, True, "/", None)


async def test_a_code_is_never_accepted_twice(app, client, claire, clock):
    totp, _ = claire
    code = totp.at(clock.at)
    assert (await people.sign_in_by_code(client, CLAIRE, code)).status_code == 200
    async with browser(app) as other:
        answer = await people.sign_in_by_code(other, CLAIRE, code)
        assert (answer.status_code, answer.json()["code"]) == (401, "code_used")
        assert "a déjà servi. Attendez" in answer.json()["detail"]
        earlier = totp.at(clock.at - timedelta(seconds=30))
        assert (await other.post("/api/auth/otp", json={"code": earlier})).json()["code"] == "code_used"
        older = totp.at(clock.at - timedelta(seconds=90))
        assert (await other.post("/api/auth/otp", json={"code": older})).json()["code"] == "wrong_code"
        later = totp.at(clock.at + timedelta(seconds=30))
        assert (await other.post("/api/auth/otp", json={"code": later})).status_code == 200


async def test_one_code_sent_twenty_times_at_once_opens_once(app, claire, clock):
    totp, _ = claire
    code = totp.at(clock.at)
    clients = [browser(app) for _ in range(8)]
    opened = [await c.__aenter__() for c in clients]
    for c in opened:
        await c.post("/api/auth/password", json={"email": CLAIRE, "password": people.PASSWORD})
    answers = await asyncio.gather(*(c.post("/api/auth/otp", json={"code": code}) for c in opened))
    assert sorted(a.status_code for a in answers) == [200] + [401] * 7
    for c in clients:
        await c.__aexit__(None, None, None)


async def test_a_clock_set_back_frees_no_code(app, client, claire, clock):
    totp, _ = claire
    code = totp.at(clock.at)
    assert (await people.sign_in_by_code(client, CLAIRE, code)).status_code == 200
    clock.advance(hours=-1)
    async with browser(app) as other:
        for drift in (0, 3600):
            answer = await people.sign_in_by_code(other, CLAIRE, totp.at(clock.at + timedelta(seconds=drift)))
            assert answer.status_code == 401
    # A proof made in what is now the future is none.
    assert (await client.get("/api/me")).json()["session"]["fresh_until"] is None
    assert (await client.delete("/api/me/totp")).json()["code"] == "fresh_proof_needed"


async def test_fifty_wrong_codes_at_once_are_all_counted_and_few_verified(
    client, claire, clock, query, monkeypatch
):
    from backend.rooms.identity import codes

    totp, _ = claire
    await client.post("/api/auth/password", json={"email": CLAIRE, "password": people.PASSWORD})
    verified = 0
    real = codes.matching_step

    def counted(**arguments):
        nonlocal verified
        verified += 1
        return real(**arguments)

    monkeypatch.setattr(codes, "matching_step", counted)
    wrong = f"{(int(totp.at(clock.at)) + 500_000) % 1_000_000:06}"
    answers = await asyncio.gather(*(client.post("/api/auth/otp", json={"code": wrong}) for _ in range(50)))
    codes_seen = sorted(a.json()["code"] for a in answers)
    assert verified == 10
    assert codes_seen == ["too_many_attempts"] * 40 + ["wrong_code"] * 10
    assert max(row["count"] for row in await query("SELECT count FROM attempt")) >= 50
    late = next(a for a in answers if a.status_code == 429)
    assert 0 < int(late.headers["Retry-After"]) <= 900
    # Four quarters of an hour of guessing, and the day is over for them.
    assert await query("SELECT 1 FROM attempt WHERE count = 10 AND ends_at - began_at = interval '1 day'")
    # The right code does not help now, and does after the wait.
    assert (await client.post("/api/auth/otp", json={"code": totp.at(clock.at)})).status_code == 429
    clock.advance(seconds=901)
    await client.post("/api/auth/password", json={"email": CLAIRE, "password": people.PASSWORD})
    assert (await client.post("/api/auth/otp", json={"code": totp.at(clock.at)})).status_code == 200


async def test_an_owners_right_codes_do_not_wash_off_a_thiefs_wrong_ones(app, client, claire, clock):
    """Someone with the password, who tries nine codes each time its owner comes in: forty a day all the same."""
    totp, _ = claire
    statuses: list[int] = []
    async with browser(app) as thief:
        for _ in range(4):
            clock.advance(minutes=1)
            await thief.post("/api/auth/password", json={"email": CLAIRE, "password": people.PASSWORD})
            for _ in range(9):
                wrong = f"{(int(totp.at(clock.at)) + 500_000) % 1_000_000:06}"
                statuses.append((await thief.post("/api/auth/otp", json={"code": wrong})).status_code)
            clock.advance(minutes=1)
            assert (await people.sign_in_by_code(client, CLAIRE, totp.at(clock.at))).status_code == 200
        for _ in range(6):
            statuses.append((await thief.post("/api/auth/otp", json={"code": "000000"})).status_code)
        assert statuses == [401] * 40 + [429] * 2
        clock.advance(hours=23)
        await thief.post("/api/auth/password", json={"email": CLAIRE, "password": people.PASSWORD})
        assert (await thief.post("/api/auth/otp", json={"code": "000000"})).status_code == 429


async def test_right_codes_are_not_counted(client, claire, clock):
    totp, _ = claire
    assert (await people.sign_in_by_code(client, CLAIRE, totp.at(clock.at))).status_code == 200
    for _ in range(45):
        clock.advance(minutes=1)
        assert (await client.post("/api/auth/proof/otp", json={"code": totp.at(clock.at)})).status_code == 200


async def test_codes_tried_in_many_places_share_one_count(app, claire, clock):
    """Sign-in, recovery codes and another browser: one person, one count."""
    statuses = []
    for turn in range(12):
        async with browser(app) as other:
            await other.post("/api/auth/password", json={"email": CLAIRE, "password": people.PASSWORD})
            path = "otp" if turn % 2 else "recovery-code"
            statuses.append((await other.post(f"/api/auth/{path}", json={"code": "000000"})).status_code)
    assert statuses == [401] * 10 + [429] * 2


async def test_wrong_passwords_are_limited_by_account_and_a_right_one_clears_them(client, claire, clock):
    for _ in range(9):
        answer = await client.post("/api/auth/password", json={"email": CLAIRE, "password": "not this one"})
        assert answer.json()["code"] == "wrong_credentials"
    assert (
        await client.post("/api/auth/password", json={"email": CLAIRE, "password": people.PASSWORD})
    ).status_code == 200
    statuses = [
        (await client.post("/api/auth/password", json={"email": CLAIRE, "password": "no"})).status_code
        for _ in range(12)
    ]
    assert statuses == [401] * 10 + [429] * 2


async def test_passwords_tried_on_many_accounts_are_limited_by_address(client, query):
    async def tried(name: str) -> int:
        answer = await client.post(
            "/api/auth/password", json={"email": f"{name}@example.org", "password": "x"}
        )
        return answer.status_code

    assert await tried("a") == 401
    await query("UPDATE attempt SET count = count + 297")  # as after 297 more, without hashing them all
    assert [await tried(name) for name in ("b", "c", "d", "e")] == [401, 401, 429, 429]


async def test_no_answer_tells_whether_an_address_has_an_account(app, claire):
    async with browser(app) as one:
        known = await one.post("/api/auth/password", json={"email": CLAIRE, "password": "not this one"})
        unknown = await one.post(
            "/api/auth/password", json={"email": "nobody@example.org", "password": "not this one"}
        )
        assert _without_id(known) == _without_id(unknown)
        for path in ("/api/auth/signup", "/api/auth/recovery"):
            body = {"locale": "fr"} if "signup" in path else {}
            known = await one.post(path, json={"email": CLAIRE, **body})
            unknown = await one.post(path, json={"email": "nobody@example.org", **body})
            assert known.status_code == 202
            assert _without_id(known) == _without_id(unknown)
            assert known.headers.get("set-cookie") == unknown.headers.get("set-cookie")


def _without_id(answer: httpx.Response) -> tuple[int, dict[str, object]]:
    return answer.status_code, {k: v for k, v in answer.json().items() if k != "request_id"}


async def test_limits_look_the_same_for_an_address_without_account(client, claire):
    seen = []
    for address in (CLAIRE, "nobody@example.org"):
        seen.append(
            [
                (
                    await client.post("/api/auth/password", json={"email": address, "password": "no"})
                ).status_code
                for _ in range(12)
            ]
        )
    assert seen[0] == seen[1]


async def test_an_unknown_address_takes_the_same_time(client, claire, query):
    """Medians of alternating tries; the attempts are forgotten between them so that each is verified."""
    took: dict[str, list[float]] = {CLAIRE: [], "nobody@example.org": []}
    for _ in range(15):
        for address, times in took.items():
            await query("DELETE FROM attempt")
            began = time.perf_counter()
            answer = await client.post(
                "/api/auth/password", json={"email": address, "password": "not this one"}
            )
            times.append(time.perf_counter() - began)
            assert answer.status_code == 401
    ratio = statistics.median(took[CLAIRE]) / statistics.median(took["nobody@example.org"])
    assert 0.6 < ratio < 1.6, ratio


async def test_a_recovery_code_signs_in_once(app, client, claire):
    _, codes = claire
    await client.post("/api/auth/password", json={"email": CLAIRE, "password": people.PASSWORD})
    answer = await client.post("/api/auth/recovery-code", json={"code": codes[3].lower().replace("-", " ")})
    assert answer.status_code == 200
    assert answer.json()["ways"]["recovery_codes_left"] == 9
    async with browser(app) as other:
        await other.post("/api/auth/password", json={"email": CLAIRE, "password": people.PASSWORD})
        answer = await other.post("/api/auth/recovery-code", json={"code": codes[3]})
        assert (answer.status_code, answer.json()["code"]) == (401, "wrong_code")


async def test_session_fixation_the_token_is_new_at_each_sign_in_and_the_old_one_dies(
    app, client, claire, clock
):
    totp, _ = claire
    client.cookies.set("cs3_session", "A" * 43, domain="localhost.local")  # planted by someone else
    assert (await people.sign_in_by_code(client, CLAIRE, totp.at(clock.at))).status_code == 200
    first = _session_of(client)
    assert first != "A" * 43
    clock.advance(seconds=30)
    assert (await people.sign_in_by_code(client, CLAIRE, totp.at(clock.at))).status_code == 200
    second = _session_of(client)
    assert second != first
    async with browser(app) as thief:
        for token in ("A" * 43, first):
            thief.cookies.set("cs3_session", token)
            assert (await thief.get("/api/me")).status_code == 401


def _session_of(client: httpx.AsyncClient) -> str:
    (value,) = [c.value for c in client.cookies.jar if c.name == "cs3_session"]
    return value or ""


async def test_the_database_holds_no_token(client, claire, clock, query):
    totp, _ = claire
    await people.sign_in_by_code(client, CLAIRE, totp.at(clock.at))
    token = _session_of(client)
    rows = await query("SELECT token_hash, browser, system FROM session")
    assert all(token.encode() not in bytes(row["token_hash"]) for row in rows)
    held = await query("SELECT sealed FROM person_totp")
    assert all(len(row["sealed"]) > 60 for row in held)


async def test_a_passkey_signs_in_without_a_name(app, client, mailbox, clock):
    await people.sign_up(client, mailbox, CLAIRE)
    key = Authenticator(counts=True)
    await people.add_passkey(client, key)
    async with browser(app) as other:
        answer = await people.sign_in_with(other, key)
        assert answer.status_code == 200, answer.text
        assert answer.json()["email"] == CLAIRE
        assert answer.json()["session"]["fresh_until"] is not None
        shown = (await other.get("/api/me/passkeys")).json()
        assert shown[0]["last_used_at"] is not None


async def test_a_passkey_challenge_serves_once_for_five_minutes_and_one_purpose(app, client, mailbox, clock):
    await people.sign_up(client, mailbox, CLAIRE)
    key = Authenticator()
    await people.add_passkey(client, key)
    async with browser(app) as other:
        challenge = (await other.post("/api/auth/passkey/options")).json()
        body = {"challenge_id": challenge["challenge_id"], "credential": key.get(challenge["options"])}
        assert (await other.post("/api/auth/passkey", json=body)).status_code == 200
        again = await other.post("/api/auth/passkey", json=body)
        assert (again.status_code, again.json()["code"]) == (401, "wrong_passkey")
        challenge = (await other.post("/api/auth/passkey/options")).json()
        body = {"challenge_id": challenge["challenge_id"], "credential": key.get(challenge["options"])}
        clock.advance(minutes=5)
        assert (await other.post("/api/auth/passkey", json=body)).status_code == 401
        # one issued for a proof does not sign in
        challenge = (await client.post("/api/auth/proof/passkey/options")).json()
        body = {"challenge_id": challenge["challenge_id"], "credential": key.get(challenge["options"])}
        assert (await other.post("/api/auth/passkey", json=body)).status_code == 401


async def test_a_failed_answer_spends_the_challenge(app, client, mailbox):
    await people.sign_up(client, mailbox, CLAIRE)
    key = Authenticator()
    await people.add_passkey(client, key)
    challenge = (await client.post("/api/auth/passkey/options")).json()
    good = key.get(challenge["options"])
    bad = {**good, "response": {**good["response"], "signature": good["response"]["signature"][:-4] + "AAAA"}}
    for credential in (bad, good):
        answer = await client.post(
            "/api/auth/passkey", json={"challenge_id": challenge["challenge_id"], "credential": credential}
        )
        assert answer.status_code == 401


async def test_a_passkey_must_say_whose_it_is(app, client, mailbox):
    await people.sign_up(client, mailbox, CLAIRE)
    key = Authenticator()
    await people.add_passkey(client, key)
    for handle in (b"", bytes(32)):
        challenge = (await client.post("/api/auth/passkey/options")).json()
        credential = key.get(challenge["options"], handle=handle)
        answer = await client.post(
            "/api/auth/passkey", json={"challenge_id": challenge["challenge_id"], "credential": credential}
        )
        assert answer.status_code == 401


async def test_a_copied_key_is_found_out_by_its_counter(app, client, mailbox):
    await people.sign_up(client, mailbox, CLAIRE)
    key = Authenticator(counts=True)
    await people.add_passkey(client, key)
    for _ in range(3):
        assert (await people.sign_in_with(client, key)).status_code == 200
    key.count = 1
    assert (await people.sign_in_with(client, key)).status_code == 401


async def test_signing_out_says_yes_twice_and_ends_the_session(app, client, claire, clock):
    totp, _ = claire
    await people.sign_in_by_code(client, CLAIRE, totp.at(clock.at))
    token = _session_of(client)
    for _ in range(2):
        assert (await client.post("/api/auth/signout")).status_code == 204
    async with browser(app) as thief:
        thief.cookies.set("cs3_session", token)
        assert (await thief.get("/api/me")).status_code == 401


async def test_too_long_a_password_costs_nothing_and_opens_nothing(client, claire):
    answer = await client.post("/api/auth/password", json={"email": CLAIRE, "password": "x" * 900})
    assert answer.json()["code"] == "wrong_credentials"
    answer = await client.post("/api/auth/password", json={"email": CLAIRE, "password": "x" * 5000})
    assert answer.status_code == 422


async def test_unknown_fields_are_refused(client, claire):
    answer = await client.post(
        "/api/auth/password", json={"email": CLAIRE, "password": "x", "strength": "strong"}
    )
    assert answer.status_code == 422


@pytest.mark.parametrize("email", ["a\x00b@example.org", "no address", "\u202e@x.fr"])
async def test_what_is_no_address_has_no_account(client, email):
    answer = await client.post(
        "/api/auth/password", json={"email": email, "password": "quatre tasses bleues"}
    )
    assert (answer.status_code, answer.json()["code"]) == (401, "wrong_credentials")
