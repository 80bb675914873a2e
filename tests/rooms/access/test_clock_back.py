"""A server whose clock goes back: what was used stays used, a proof from the future proves nothing, nobody is thrown out."""

from tests.conftest import MovingClock
from tests.family import Family
from tests.rooms.access.test_invitations import accept, token_for


async def test_a_used_or_cancelled_invitation_stays_so(family: Family, clock: MovingClock) -> None:
    used = await token_for(family, family.stranger)
    assert (await accept(family.stranger, used)).status_code == 200
    made = await family.mother.client.post(
        f"/api/carnets/{family.carnet_id}/invitations",
        json={"email": "rose@example.org", "name": "Rose", "profile": "carer"},
    )
    id, token = made.json()["invitation"]["id"], made.json()["url"].partition("#")[2]
    url = f"/api/carnets/{family.carnet_id}/invitations/{id}"
    assert (await family.mother.client.delete(url)).status_code == 204
    clock.advance(hours=-1)
    for gone in (used, token):
        opened = await family.doctor.post("/api/invitations/open", json={"token": gone})
        assert (opened.status_code, opened.json()["code"]) == (404, "invitation_gone")


async def test_a_session_goes_on_but_a_proof_from_the_future_proves_nothing(
    family: Family, clock: MovingClock
) -> None:
    clock.advance(hours=1)
    await family.mother.prove()
    clock.advance(minutes=-10)
    assert (await family.mother.client.get(f"/api/carnets/{family.carnet_id}")).status_code == 200
    new = {"email": "rose@example.org", "name": "Rose", "profile": "carer"}
    asked = await family.mother.client.post(f"/api/carnets/{family.carnet_id}/invitations", json=new)
    assert (asked.status_code, asked.json()["code"]) == (403, "fresh_proof_needed")
    await family.mother.prove()
    asked = await family.mother.client.post(f"/api/carnets/{family.carnet_id}/invitations", json=new)
    assert asked.status_code == 201


async def test_what_was_withdrawn_does_not_come_back(family: Family, clock: MovingClock) -> None:
    members = (await family.mother.client.get(f"/api/carnets/{family.carnet_id}/circle")).json()["members"]
    his = next(m["habilitation_id"] for m in members if m["profile"] == "professional")
    clock.advance(minutes=3)
    answer = await family.mother.client.delete(f"/api/carnets/{family.carnet_id}/habilitations/{his}")
    assert answer.status_code == 204
    clock.advance(minutes=-2)
    assert (await family.physio.client.get(f"/api/carnets/{family.carnet_id}")).status_code == 404
