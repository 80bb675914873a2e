"""Phone and codes both lost: another representative vouches, 72 hours pass, everyone is told, anyone can stop it."""

from datetime import datetime, timedelta
from uuid import UUID, uuid4

import pytest

from backend.kit.transaction import transaction
from backend.rooms.identity import vouchers
from backend.rooms.identity.vouching_jobs import announce_vouchings
from tests.conftest import BEGINNING, browser
from tests.rooms.identity import people
from tests.rooms.identity.authenticator import Authenticator
from tests.rooms.identity.test_recovery import ask, complete

CLAIRE, PAUL, ZOE, STRANGER = "claire@example.org", "paul@example.org", "zoe@example.org", "x@example.org"


class Family:
    """Claire, Paul and Zoé represent one child; the rooms above would say so."""

    def __init__(self) -> None:
        self.carnet = uuid4()
        self.members: list[UUID] = []
        self.since: dict[UUID, datetime] = {}

    def _together(self, *people: UUID) -> datetime:
        return max(self.since.get(person, BEGINNING - timedelta(days=200)) for person in people)

    async def co_representatives(self, person_id: UUID, at: datetime) -> list[vouchers.CoRepresentative]:
        if person_id not in self.members:
            return []
        return [
            vouchers.CoRepresentative(
                person_id=other,
                carnet_id=self.carnet,
                carnet_given_name="Théo",
                together_since=self._together(person_id, other),
            )
            for other in self.members
            if other != person_id
        ]


@pytest.fixture
async def family(app, mailbox):
    """(the family, {address: (browser, passkey)})"""
    made, opened, all_of_them = Family(), {}, []
    for address in (CLAIRE, PAUL, ZOE, STRANGER):
        held = browser(app)
        client = await held.__aenter__()
        all_of_them.append(held)
        me = await people.sign_up(client, mailbox, address, given=address.split("@")[0].title())
        key = Authenticator()
        await people.add_passkey(client, key)
        opened[address] = (client, key)
        if address != STRANGER:
            made.members.append(UUID(me["id"]))
    before = vouchers._co_representatives
    vouchers.co_representatives_from(made.co_representatives)
    await mailbox.new()
    yield made, opened
    vouchers.co_representatives_from(before)
    for held in all_of_them:
        await held.__aexit__(None, None, None)


async def announce() -> None:
    async with transaction():
        await announce_vouchings.run(timestamp=0)


async def begin(client, mailbox) -> str:
    """Claire asks; the token of her link."""
    token = await ask(client, mailbox)
    opened = (await client.post("/api/auth/recovery/open", json={"token": token})).json()
    assert opened["can"] == ["vouch"]
    answer = await client.post("/api/auth/recovery/vouch", json={"token": token})
    assert (answer.status_code, answer.json()) == (202, {"ready_at": None})
    return token


async def vouch_of(opened, address: str) -> dict:
    (vouch,) = (await opened[address][0].get("/api/me/vouches")).json()
    return vouch


async def vouch_of_newest(opened, address: str) -> dict:
    return (await opened[address][0].get("/api/me/vouches")).json()[0]


async def stands(client, token: str) -> str:
    return (await client.post("/api/auth/recovery/open", json={"token": token})).json()["vouching"]["state"]


async def decide(opened, address: str, vouch_id: str, decision: str):
    return await opened[address][0].post(f"/api/me/vouches/{vouch_id}", json={"decision": decision})


async def test_nobody_else_sees_it_or_decides(client, mailbox, family):
    _, opened = family
    await begin(client, mailbox)
    vouch = await vouch_of(opened, PAUL)
    for address in (STRANGER, CLAIRE):
        assert (await opened[address][0].get("/api/me/vouches")).json() == []
        for decision in ("vouch", "stop"):
            assert (await decide(opened, address, vouch["id"], decision)).status_code == 404
    assert (await client.get("/api/me/vouches")).status_code == 401


async def test_the_whole_story(app, client, mailbox, family, clock):
    _, opened = family
    await begin(client, mailbox)
    told = await mailbox.new()
    assert sorted(m["To"] for m in told) == [CLAIRE, PAUL, ZOE]
    assert all(len(people.links([m], m["To"], "stop")) == 1 for m in told)
    assert all("Théo" not in people.text(m) for m in told)

    vouch = await vouch_of(opened, PAUL)
    assert vouch["person"] == {"given_name": "Claire", "family_name": "Moreau"}
    assert (vouch["carnet"]["given_name"], vouch["state"], vouch["ready_at"]) == ("Théo", "waiting", None)
    clock.advance(minutes=10)
    stale = await decide(opened, PAUL, vouch["id"], "vouch")
    assert (stale.status_code, stale.json()["code"]) == (403, "fresh_proof_needed")
    assert (await people.prove_with(*opened[PAUL])).status_code == 200
    answer = await decide(opened, PAUL, vouch["id"], "vouch")
    assert answer.status_code == 200, answer.text
    assert (answer.json()["state"], answer.json()["ready_at"]) == ("vouched", "2026-11-24T09:10:00Z")
    told = await mailbox.new()
    assert sorted(m["To"] for m in told) == [CLAIRE, PAUL, ZOE]
    assert "24\u00a0novembre à 10\u202fh\u202f10" in people.text(told[0])

    # a second one vouching does not move the date, and a minute too early is too early
    clock.advance(hours=1)
    await people.prove_with(*opened[ZOE])
    again = await decide(opened, ZOE, vouch["id"], "vouch")
    assert again.json()["ready_at"] == "2026-11-24T09:10:00Z"
    clock.advance(hours=70, minutes=59)
    await announce()
    assert await mailbox.new() == []
    token = await ask(client, mailbox)
    shown = (await client.post("/api/auth/recovery/open", json={"token": token})).json()["vouching"]
    assert shown == {"state": "vouched", "ready_at": "2026-11-24T09:10:00Z"}
    assert (await complete(client, token)).json()["code"] == "vouching_not_ready"

    clock.advance(minutes=1)
    await announce()
    await announce()
    told = await mailbox.new()
    assert sorted(m["To"] for m in told) == [CLAIRE, PAUL, ZOE]
    (mine,) = people.links(told, CLAIRE, "recuperation")
    assert people.links(told, PAUL, "recuperation") == []
    answer = await complete(client, mine)
    assert answer.status_code == 200, answer.text
    assert answer.json()["session"]["strength"] == "enrolling"
    told = await mailbox.new()
    assert sorted(m["To"] for m in told) == [CLAIRE, CLAIRE, PAUL, ZOE]
    # used once: a link asked for now gives nothing any more
    token = await ask(client, mailbox)
    async with browser(app) as other:
        assert (await complete(other, token)).status_code == 403
    new = Authenticator()
    assert (await people.add_passkey(client, new)).status_code == 201
    async with browser(app) as thief:
        assert (await people.sign_in_with(thief, opened[CLAIRE][1])).status_code == 401
        assert (await people.sign_in_with(thief, new)).status_code == 200


async def vouched(opened, client, mailbox, clock) -> str:
    token = await begin(client, mailbox)
    vouch = await vouch_of(opened, PAUL)
    assert (await decide(opened, PAUL, vouch["id"], "vouch")).status_code == 200
    return token


@pytest.mark.parametrize("who", [CLAIRE, PAUL, ZOE])
async def test_anyone_concerned_can_stop_it_by_the_link(app, client, mailbox, family, clock, who):
    _, opened = family
    await vouched(opened, client, mailbox, clock)
    stop = people.links(await mailbox.new(), who, "stop")[-1]
    async with browser(app) as other:
        assert (await other.post("/api/auth/recovery/stop", json={"token": "A" * 43})).status_code == 410
        for _ in range(2):
            assert (await other.post("/api/auth/recovery/stop", json={"token": stop})).status_code == 204
    told = await mailbox.new()
    assert sorted(m["To"] for m in told) == [CLAIRE, PAUL, ZOE]
    clock.advance(hours=100)
    await announce()
    token = await ask(client, mailbox)
    shown = (await client.post("/api/auth/recovery/open", json={"token": token})).json()
    assert shown["vouching"]["state"] == "stopped"
    assert (await complete(client, token)).status_code == 403


async def test_one_who_was_asked_can_stop_it_without_delay(client, mailbox, family, clock):
    _, opened = family
    await vouched(opened, client, mailbox, clock)
    clock.advance(hours=80)  # no fresh proof any more
    vouch = await vouch_of(opened, ZOE)
    assert vouch["state"] == "ready"
    answer = await decide(opened, ZOE, vouch["id"], "stop")
    assert (answer.status_code, answer.json()["state"]) == (200, "stopped")
    assert (await decide(opened, PAUL, vouch["id"], "stop")).json()["code"] == "vouching_over"
    token = await ask(client, mailbox)
    assert (await complete(client, token)).status_code == 403


async def test_signing_in_as_before_stops_it(app, client, mailbox, family, clock):
    """Someone in the mailbox and a co-representative together cannot take over a person who is still there."""
    _, opened = family
    await vouched(opened, client, mailbox, clock)
    clock.advance(hours=73)
    # a phone still signed in shows it
    shown = (await opened[CLAIRE][0].get("/api/me")).json()["vouching"]
    assert shown == {"state": "ready", "ready_at": "2026-11-24T09:00:00Z"}
    assert (await opened[PAUL][0].get("/api/me")).json()["vouching"] is None
    async with browser(app) as phone:
        signed_in = await people.sign_in_with(phone, opened[CLAIRE][1])
        assert (signed_in.status_code, signed_in.json()["vouching"]) == (200, None)
    token = await ask(client, mailbox)
    assert (await complete(client, token)).status_code == 403
    assert (await vouch_of(opened, PAUL))["state"] == "stopped"


async def test_who_no_longer_represents_the_child_cannot_vouch(client, mailbox, family, clock):
    made, opened = family
    await begin(client, mailbox)
    vouch = await vouch_of(opened, PAUL)
    made.members.pop(1)
    assert (await opened[PAUL][0].get("/api/me/vouches")).json() == []
    assert (await decide(opened, PAUL, vouch["id"], "vouch")).status_code == 404


async def test_who_came_less_than_thirty_days_ago_cannot_vouch(client, mailbox, family, clock):
    made, opened = family
    claire, paul, zoe = made.members
    made.since = {paul: clock.at - timedelta(days=30) + timedelta(seconds=1), zoe: clock.at}
    token = await ask(client, mailbox)
    found = (await client.post("/api/auth/recovery/open", json={"token": token})).json()
    assert (found["can"], found["vouch_from"]) == ([], "2026-11-21T09:00:01Z")
    assert (await client.post("/api/auth/recovery/vouch", json={"token": token})).status_code == 202
    assert await mailbox.new() == []  # nobody was asked
    assert (await opened[PAUL][0].get("/api/me/vouches")).json() == []
    clock.advance(seconds=1)
    found = (await client.post("/api/auth/recovery/open", json={"token": token})).json()
    assert (found["can"], found["vouch_from"]) == (["vouch"], None)
    assert (await client.post("/api/auth/recovery/vouch", json={"token": token})).status_code == 202
    assert sorted(m["To"] for m in await mailbox.new()) == [CLAIRE, PAUL]  # not Zoé, who has just come
    vouch = await vouch_of(opened, PAUL)
    made.since[claire] = clock.at  # she left and came back: it is she who is new
    assert (await decide(opened, PAUL, vouch["id"], "vouch")).status_code == 404


@pytest.mark.parametrize("how", ["gone", "back since"])
async def test_after_the_72_hours_who_vouched_must_still_be_one_who_may(client, mailbox, family, clock, how):
    made, opened = family
    await vouched(opened, client, mailbox, clock)
    clock.advance(hours=73)
    await mailbox.new()
    paul = made.members[1]
    if how == "gone":
        made.members.remove(paul)
    else:
        made.since[paul] = clock.at
    token = await ask(client, mailbox)
    answer = await complete(client, token)
    assert (answer.status_code, answer.json()["code"]) == (403, "vouching_not_ready")
    shown = (await client.post("/api/auth/recovery/open", json={"token": token})).json()
    assert (shown["vouching"]["state"], shown["can"]) == ("stopped", ["vouch"])  # Zoé may be asked
    await announce()
    told = await mailbox.new()
    assert {m["To"] for m in told} == {CLAIRE, PAUL, ZOE}
    assert all("arrêtée" in people.text(m) for m in told)
    assert (await client.post("/api/auth/recovery/vouch", json={"token": token})).status_code == 202
    assert (await vouch_of_newest(opened, ZOE))["state"] == "waiting"


async def test_asking_again_ends_what_rests_on_nobody(client, mailbox, family, clock):
    made, opened = family
    token = await vouched(opened, client, mailbox, clock)
    made.members.remove(made.members[1])
    clock.advance(minutes=1)
    assert (await client.post("/api/auth/recovery/vouch", json={"token": token})).status_code == 202
    assert (await vouch_of_newest(opened, ZOE))["state"] == "waiting"
    assert await stands(client, token) == "waiting"


async def test_asking_twice_asks_once(client, mailbox, family, clock):
    _, opened = family
    token = await begin(client, mailbox)
    assert len(await mailbox.new()) == 3
    assert (await client.post("/api/auth/recovery/vouch", json={"token": token})).status_code == 202
    assert await mailbox.new() == []
    await vouch_of(opened, PAUL)


async def test_someone_alone_can_ask_nobody(client, mailbox, family):
    made, _ = family
    made.members.clear()
    token = await ask(client, mailbox)
    assert (await client.post("/api/auth/recovery/open", json={"token": token})).json()["can"] == []
    assert (await client.post("/api/auth/recovery/vouch", json={"token": token})).json() == {"ready_at": None}
    assert await mailbox.new() == []


async def test_a_clock_set_back_makes_nothing_ready(client, mailbox, family, clock):
    _, opened = family
    await vouched(opened, client, mailbox, clock)
    clock.advance(hours=73)
    await announce()
    token = people.links(await mailbox.new(), CLAIRE, "recuperation")[-1]
    clock.advance(hours=-2)
    assert (await complete(client, token)).status_code == 403


async def test_what_nobody_follows_ends_by_itself(client, mailbox, family, clock):
    _, _opened = family
    await begin(client, mailbox)
    await mailbox.new()
    clock.advance(days=14)
    await announce()
    told = await mailbox.new()
    assert sorted(m["To"] for m in told) == [CLAIRE, PAUL, ZOE]
    assert all("expiré" in people.text(m) for m in told)


async def test_asked_stopped_and_asked_again_tires_nobody_out(client, mailbox, family, clock):
    """Whoever holds the mailbox could otherwise write to the whole family without end, until someone says yes."""
    _, opened = family
    token = await ask(client, mailbox)
    for _ in range(3):
        assert (await client.post("/api/auth/recovery/vouch", json={"token": token})).status_code == 202
        clock.advance(minutes=1)
        newest = (await opened[ZOE][0].get("/api/me/vouches")).json()[0]
        assert (await decide(opened, ZOE, newest["id"], "stop")).status_code == 200
    await mailbox.new()
    answer = await client.post("/api/auth/recovery/vouch", json={"token": token})
    assert (answer.status_code, answer.json()["code"]) == (429, "too_many_attempts")
    assert await mailbox.new() == []
