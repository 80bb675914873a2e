"""Anne's phone is at the bottom of a lake. With her recovery codes she is back in minutes; without, in three days, and not
if anybody objects."""

from typing import Any

import pytest

from backend.kit.transaction import transaction
from backend.rooms.identity.vouching_jobs import announce_vouchings
from tests.conftest import MovingClock
from tests.family import Family
from tests.journeys.conftest import Phones
from tests.rooms.identity import people
from tests.rooms.identity.authenticator import Authenticator


async def _link(family: Family, phone: Any) -> str:
    asked = await phone.post("/api/auth/recovery", json={"email": family.mother.email})
    assert asked.status_code == 202
    return await family.mailbox.link_to(family.mother.email, "recuperation")


async def _complete(phone: Any, token: str, **proof: str) -> Any:
    return await phone.post("/api/auth/recovery/complete", json={"token": token, **proof})


async def _hours_pass(clock: MovingClock, hours: float) -> None:
    """And the clockwork job of the house has run since."""
    clock.advance(hours=hours)
    async with transaction():
        await announce_vouchings.run(timestamp=0)


async def test_back_in_with_a_recovery_code(family: Family, phone: Phones, clock: MovingClock) -> None:
    _, codes = await people.set_code_way(family.mother.client, clock.at)
    await family.mailbox.new()
    lost = family.mother.client
    clock.advance(hours=1)

    new = await phone()
    token = await _link(family, new)
    opened = (await new.post("/api/auth/recovery/open", json={"token": token})).json()
    assert "recovery_code" in opened["can"]
    assert (await _complete(new, token, recovery_code="AAAA-AAAA-AAAA")).status_code == 401
    assert (await _complete(new, token, recovery_code=codes[3])).status_code == 200
    # In, but only to choose how she will come in from now on.
    assert (await new.get(f"/api/carnets/{family.carnet_id}")).status_code == 403
    key = Authenticator()
    assert (await people.add_passkey(new, key)).status_code == 201
    assert (await new.get(f"/api/carnets/{family.carnet_id}")).json()["given_name"] == "Théo"

    # The phone in the lake is nobody's any more; neither is its passkey, nor the code that was used.
    assert (await lost.get("/api/me")).status_code == 401
    finder = await phone()
    assert (await people.sign_in_with(finder, family.mother.key)).status_code == 401
    token = await _link(family, finder)
    assert (await _complete(finder, token, recovery_code=codes[3])).status_code == 401


async def _vouched(family: Family, new: Any, clock: MovingClock) -> str:
    """They have kept the notebook together for a month. Anne loses everything; she asks Marc, who says it is her."""
    clock.advance(days=30)
    for member in (family.mother, family.father, family.physio, family.granny, family.stranger):
        assert (await people.sign_in_with(member.client, member.key)).status_code == 200
    token = await _link(family, new)
    opened = (await new.post("/api/auth/recovery/open", json={"token": token})).json()
    assert opened["can"] == ["vouch"]
    assert (await new.post("/api/auth/recovery/vouch", json={"token": token})).status_code == 202
    letters = await family.mailbox.new()
    assert sorted(m["To"] for m in letters) == [family.mother.email, family.father.email]
    for other in (family.physio, family.granny, family.stranger):
        assert (await other.client.get("/api/me/vouches")).json() == []
    (vouch,) = (await family.father.client.get("/api/me/vouches")).json()
    await family.father.prove()
    said = await family.father.client.post(f"/api/me/vouches/{vouch['id']}", json={"decision": "vouch"})
    assert (said.status_code, said.json()["state"]) == (200, "vouched")
    return vouch["id"]


async def test_back_in_three_days_after_the_other_parent_vouched(
    family: Family, phone: Phones, clock: MovingClock
) -> None:
    new = await phone()
    await _vouched(family, new, clock)
    assert len(await family.mailbox.new()) == 2

    await _hours_pass(clock, 71.9)
    assert await family.mailbox.new() == []
    token = await _link(family, new)
    early = await _complete(new, token)
    assert (early.status_code, early.json()["code"]) == (403, "vouching_not_ready")

    await _hours_pass(clock, 0.2)
    letters = await family.mailbox.new()
    assert sorted(m["To"] for m in letters) == [family.mother.email, family.father.email]
    (mine,) = people.links(letters, family.mother.email, "recuperation")
    assert people.links(letters, family.father.email, "recuperation") == []
    assert (await _complete(new, mine)).status_code == 200
    assert (await people.add_passkey(new, Authenticator())).status_code == 201
    assert (await new.get(f"/api/carnets/{family.carnet_id}")).json()["given_name"] == "Théo"
    finder = await phone()
    assert (await people.sign_in_with(finder, family.mother.key)).status_code == 401


@pytest.mark.parametrize(
    "who", ["the father's letter", "her own letter", "the father, on screen", "she finds it"]
)
async def test_anybody_concerned_stops_it(
    family: Family, phone: Phones, clock: MovingClock, who: str
) -> None:
    new = await phone()
    vouch = await _vouched(family, new, clock)
    letters = await family.mailbox.new()
    await _hours_pass(clock, 50)
    if "letter" in who:
        address = family.father.email if "father" in who else family.mother.email
        stop = people.links(letters, address, "stop")[-1]
        anywhere = await phone()
        assert (await anywhere.post("/api/auth/recovery/stop", json={"token": stop})).status_code == 204
    elif "screen" in who:
        said = await family.father.client.post(f"/api/me/vouches/{vouch}", json={"decision": "stop"})
        assert said.json()["state"] == "stopped"
    else:  # the phone was in the other bag
        assert (await people.sign_in_with(await phone(), family.mother.key)).status_code == 200
    assert {m["To"] for m in await family.mailbox.new()} >= {family.mother.email, family.father.email}

    await _hours_pass(clock, 30)
    token = await _link(family, new)
    refused = await _complete(new, token)
    assert (refused.status_code, refused.json()["code"]) == (403, "vouching_not_ready")
    assert (await new.get("/api/me")).status_code == 401
    assert (await family.mother.client.get("/api/me")).status_code == 200  # her own phone still serves
