"""An invitation: for one address, once, seven days; and what a hostile one is told."""

import asyncio
from typing import Any

import httpx
import pytest

from tests.conftest import MovingClock
from tests.family import Family, Member
from tests.rooms.identity import people


async def invite(family: Family, by: Member | None = None, **parts: Any) -> httpx.Response:
    body = {"email": "zoé@example.org", "name": "Zoé", "profile": "carer", **parts}
    return await (by or family.mother).client.post(f"/api/carnets/{family.carnet_id}/invitations", json=body)


async def token_for(family: Family, who: Member, by: Member | None = None, **parts: Any) -> str:
    answer = await invite(family, by, email=who.email, **parts)
    assert answer.status_code == 201, answer.text
    return answer.json()["url"].partition("#")[2]


async def accept(who: Member, token: str) -> httpx.Response:
    return await who.client.post("/api/invitations/accept", json={"token": token})


async def test_nobody_is_invited_as_the_one_it_is_about(family: Family) -> None:
    refused = await invite(family, profile="representative", relation=" Moi-même ")
    assert (refused.status_code, [f["name"] for f in refused.json()["fields"]]) == (422, ["relation"])
    assert (await invite(family, profile="carer", relation="Moi-même")).status_code == 201


async def test_two_accepts_at_once_enter_once(family: Family, query: Any) -> None:
    token = await token_for(family, family.stranger)
    answers = await asyncio.gather(*(accept(family.stranger, token) for _ in range(6)))
    assert sorted(a.status_code for a in answers) == [200, 404, 404, 404, 404, 404]
    assert {a.json()["code"] for a in answers if a.status_code == 404} == {"invitation_gone"}
    rows = await query("SELECT 1 FROM habilitation WHERE profile = 'carer' AND relation = ''")
    assert len(rows) == 1


async def test_an_older_link_lets_nobody_back_in_who_was_withdrawn(family: Family) -> None:
    older = await token_for(family, family.stranger)
    shown = await family.mother.client.post(
        f"/api/carnets/{family.carnet_id}/invitations",
        json={"name": "Lise", "profile": "professional"},
    )
    assert shown.status_code == 201, shown.text
    assert (await accept(family.stranger, shown.json()["url"].partition("#")[2])).status_code == 200
    circle = (await family.mother.client.get(f"/api/carnets/{family.carnet_id}/circle")).json()
    me = (await family.stranger.client.get("/api/me")).json()["id"]
    (hers,) = [m for m in circle["members"] if m["person"]["id"] == me]
    path = f"/api/carnets/{family.carnet_id}/habilitations/{hers['habilitation_id']}"
    assert (await family.mother.client.delete(path)).status_code == 204
    assert (await accept(family.stranger, older)).status_code == 404


async def test_it_is_for_the_invited_address_and_stays_for_it(family: Family) -> None:
    token = await token_for(family, family.stranger)
    for name in ("accept", "refuse"):
        answer = await family.granny.client.post(f"/api/invitations/{name}", json={"token": token})
        assert (answer.status_code, answer.json()["code"]) == (403, "invitation_for_another")
    assert (await accept(family.stranger, token)).status_code == 200


async def test_it_dies_after_seven_days_when_cancelled_refused_or_replaced(
    family: Family, clock: MovingClock
) -> None:
    first = await token_for(family, family.stranger)
    second = await token_for(family, family.stranger)
    assert (await accept(family.stranger, first)).status_code == 404
    assert (
        await family.stranger.client.post("/api/invitations/refuse", json={"token": second})
    ).status_code == 204
    assert (await accept(family.stranger, second)).status_code == 404
    made = (await invite(family, email=family.stranger.email)).json()
    base = f"/api/carnets/{family.carnet_id}/invitations"
    assert (await family.mother.client.delete(f"{base}/{made['invitation']['id']}")).status_code == 204
    assert (await accept(family.stranger, made["url"].partition("#")[2])).status_code == 404
    last = await token_for(family, family.stranger)
    clock.advance(days=7)
    await people.sign_in_with(family.stranger.client, family.stranger.key)
    assert (await accept(family.stranger, last)).json()["code"] == "invitation_gone"


async def test_it_dies_with_the_right_of_who_gave_it_even_to_be_looked_at(family: Family) -> None:
    token = await token_for(family, family.stranger, family.father)
    members = (await family.father.client.get(f"/api/carnets/{family.carnet_id}/circle")).json()["members"]
    own = next(m["habilitation_id"] for m in members if m["me"])
    left = await family.father.client.delete(f"/api/carnets/{family.carnet_id}/habilitations/{own}")
    assert left.status_code == 204
    opened = await family.doctor.post("/api/invitations/open", json={"token": token})
    assert (opened.status_code, opened.json()["code"]) == (404, "invitation_gone")
    assert (await accept(family.stranger, token)).json()["code"] == "invitation_gone"


async def test_it_dies_with_the_last_day_it_would_give(family: Family, clock: MovingClock) -> None:
    token = await token_for(family, family.stranger, until=str(clock.now().date()))
    clock.advance(days=2)
    opened = await family.doctor.post("/api/invitations/open", json={"token": token})
    assert (opened.status_code, opened.json()["code"]) == (404, "invitation_gone")
    assert (await accept(family.stranger, token)).json()["code"] == "invitation_gone"


async def test_a_representative_is_never_one_until_a_day(family: Family) -> None:
    """Nobody limits the other parent: not afterwards, and not by the way they are invited."""
    answer = await invite(family, profile="representative", until="2030-01-01")
    assert answer.status_code == 422
    assert [f["name"] for f in answer.json()["fields"]] == ["until"]


@pytest.mark.parametrize("field", ["name", "profession", "structure", "relation"])
async def test_its_one_line_fields_hold_one_line(family: Family, field: str) -> None:
    answer = await invite(family, **{field: "Zoé\u202egro.elpmaxe"})
    assert answer.status_code == 422
    assert [f["name"] for f in answer.json()["fields"]] == [field]
    answer = await invite(family, **{field: "Zoé\r\n  Petit"})
    assert answer.status_code == 201
    assert answer.json()["invitation"].get(field, "Zoé Petit") == "Zoé Petit"


@pytest.mark.parametrize("name", ["", "   ", "\u202e", "\x00"])
async def test_a_name_of_nothing_is_refused(family: Family, name: str) -> None:
    assert (await invite(family, name=name)).status_code == 422
