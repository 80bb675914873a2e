from tests.conftest import browser
from tests.rooms.identity import people
from tests.rooms.identity.authenticator import Authenticator

CLAIRE = "claire@example.org"


def completed(token: str) -> dict[str, str]:
    return {"token": token, "given_name": "Claire", "family_name": "Moreau", "locale": "fr"}


async def test_a_link_that_is_none_opens_nothing(client):
    for token in ("", "A" * 43, "A" * 42, "<script>"):
        answer = await client.post("/api/auth/signup/complete", json=completed(token))
        assert answer.status_code in {410, 422}
        assert answer.status_code == 422 or answer.json()["code"] == "link_gone"
    assert "cs3_session" not in client.cookies


async def test_the_story(client, mailbox, query):
    answer = await client.post("/api/auth/signup", json={"email": CLAIRE, "locale": "fr"})
    assert (answer.status_code, answer.json()) == (202, {"mail": "outbox"})
    assert await query("SELECT 1 FROM person") == []
    (message,) = await mailbox.new()
    assert message["To"] == CLAIRE
    assert "24\u202fheures" in people.text(message)
    (token,) = people.links([message], CLAIRE, "bienvenue")
    me = (await client.post("/api/auth/signup/complete", json=completed(token))).json()
    assert me["ways"] == {"passkeys": 0, "password": False, "totp": False, "recovery_codes_left": 0}
    assert me["session"]["strength"] == "enrolling"
    before = people_session(client)
    assert (await people.add_passkey(client, Authenticator())).status_code == 201
    assert people_session(client) != before
    me = (await client.get("/api/me")).json()
    assert (me["session"]["strength"], me["ways"]["passkeys"]) == ("strong", 1)
    assert me["session"]["fresh_until"] is not None


def people_session(client) -> str:
    return [c.value for c in client.cookies.jar if c.name == "cs3_session"][-1]


async def test_the_link_serves_once_and_a_new_one_replaces_it(client, mailbox):
    await client.post("/api/auth/signup", json={"email": CLAIRE, "locale": "fr"})
    old = await mailbox.link_to(CLAIRE, "bienvenue")
    await client.post("/api/auth/signup", json={"email": CLAIRE, "locale": "fr"})
    new = await mailbox.link_to(CLAIRE, "bienvenue")
    assert (await client.post("/api/auth/signup/complete", json=completed(old))).status_code == 410
    assert (await client.post("/api/auth/signup/complete", json=completed(new))).status_code == 201
    assert (await client.post("/api/auth/signup/complete", json=completed(new))).status_code == 410


async def test_the_link_dies_after_a_day(client, mailbox, clock):
    await client.post("/api/auth/signup", json={"email": CLAIRE, "locale": "fr"})
    token = await mailbox.link_to(CLAIRE, "bienvenue")
    clock.advance(hours=24)
    assert (await client.post("/api/auth/signup/complete", json=completed(token))).status_code == 410


async def test_a_refused_name_does_not_spend_the_link(client, mailbox):
    await client.post("/api/auth/signup", json={"email": CLAIRE, "locale": "fr"})
    token = await mailbox.link_to(CLAIRE, "bienvenue")
    answer = await client.post("/api/auth/signup/complete", json={**completed(token), "given_name": "   "})
    assert answer.status_code == 422
    assert [f["name"] for f in answer.json()["fields"]] == ["given_name"]
    assert (await client.post("/api/auth/signup/complete", json=completed(token))).status_code == 201


async def test_someone_who_has_an_account_is_told_so_by_mail_only(client, mailbox):
    await people.sign_up(client, mailbox, CLAIRE)
    await people.add_passkey(client, Authenticator())
    await mailbox.new()
    answer = await client.post("/api/auth/signup", json={"email": CLAIRE.upper(), "locale": "en"})
    assert (answer.status_code, answer.json()) == (202, {"mail": "outbox"})
    (message,) = await mailbox.new()
    assert message["To"] == CLAIRE
    assert message["Subject"] == "Vous avez déjà un compte"
    assert people.links([message], CLAIRE, "bienvenue") == []


async def test_who_left_before_choosing_a_way_in_may_begin_again(app, client, mailbox, clock):
    first = await people.sign_up(client, mailbox, CLAIRE)
    assert (await client.put("/api/me/password", json={"password": people.PASSWORD})).status_code == 204
    async with browser(app) as other:
        second = await people.sign_up(other, mailbox, CLAIRE, given="Anne")
        assert second["id"] == first["id"]
        assert second["given_name"] == "Anne"
        assert second["ways"]["password"] is False
        assert (await client.get("/api/me")).status_code == 401
        # the half account never opens with the password of before
        answer = await other.post("/api/auth/password", json={"email": CLAIRE, "password": people.PASSWORD})
        assert answer.status_code == 401


async def test_a_link_asked_for_before_a_way_in_was_chosen_opens_nothing_after(app, client, mailbox):
    """Else the mailbox alone would open an account that has ways in."""
    await people.sign_up(client, mailbox, CLAIRE)
    await client.post("/api/auth/signup", json={"email": CLAIRE, "locale": "fr"})
    late = await mailbox.link_to(CLAIRE, "bienvenue")
    key = Authenticator()
    await people.add_passkey(client, key)
    async with browser(app) as other:
        answer = await other.post("/api/auth/signup/complete", json=completed(late))
        assert (answer.status_code, answer.json()["code"]) == (410, "link_gone")
        assert (await other.get("/api/me")).status_code == 401
        assert (await people.sign_in_with(other, key)).status_code == 200


async def test_who_never_chose_a_way_in_is_forgotten_after_a_week(client, mailbox, clock, query):
    from backend.kit.transaction import transaction
    from backend.rooms.identity.jobs import drop_dead

    await people.sign_up(client, mailbox, CLAIRE)
    for days, left in ((6, 1), (1, 0)):
        clock.advance(days=days)
        async with transaction():
            await drop_dead.run(timestamp=0)
        assert len(await query("SELECT 1 FROM person")) == left


async def test_messages_to_one_address_are_limited(client, mailbox):
    statuses = [
        (await client.post("/api/auth/signup", json={"email": CLAIRE, "locale": "fr"})).status_code
        for _ in range(7)
    ]
    assert statuses == [202] * 5 + [429] * 2
    assert len(await mailbox.new()) == 5


async def test_what_is_no_address_is_said_so(client):
    for address in ("claire", "a@b", "a@example.org\nBcc: b@example.org"):
        answer = await client.post("/api/auth/signup", json={"email": address, "locale": "fr"})
        assert answer.status_code == 422, address
        assert [f["name"] for f in answer.json()["fields"]] == ["email"]
