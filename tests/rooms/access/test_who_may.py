"""Who may not touch the circle; and what a proof that is no longer fresh no longer opens."""

from typing import Any
from uuid import uuid4

import pytest

from tests.conftest import MovingClock
from tests.family import Family, Member

NEW = {"email": "rose@example.org", "name": "Rose", "profile": "carer"}


def _asked(family: Family, habilitation: str) -> list[tuple[str, str, dict[str, Any] | None]]:
    base = f"/api/carnets/{family.carnet_id}"
    return [
        ("POST", f"{base}/invitations", NEW),
        ("GET", f"{base}/invitations/{uuid4()}", None),
        ("DELETE", f"{base}/invitations/{uuid4()}", None),
        ("PATCH", f"{base}/habilitations/{habilitation}", {"version": 1, "until": None}),
        ("DELETE", f"{base}/habilitations/{habilitation}", None),
        ("GET", f"{base}/traces", None),
    ]


async def habilitation_of(family: Family, name: str) -> str:
    members = (await family.mother.client.get(f"/api/carnets/{family.carnet_id}/circle")).json()["members"]
    return next(m["habilitation_id"] for m in members if m["person"]["name"].startswith(name))


async def test_nobody_who_is_not_signed_in(family: Family) -> None:
    for method, path, body in _asked(family, await habilitation_of(family, "Odile")):
        answer = await family.doctor.request(method, path, json=body)
        assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in"), path


@pytest.mark.parametrize("who", ["stranger", "granny", "physio"])
async def test_nobody_but_a_representative(family: Family, who: str) -> None:
    """For all of them it is as if there were nothing there; and nothing changed."""
    member: Member = getattr(family, who)
    for method, path, body in _asked(family, await habilitation_of(family, "Marc")):
        answer = await member.client.request(method, path, json=body)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), path
    circle = (await family.mother.client.get(f"/api/carnets/{family.carnet_id}/circle")).json()
    assert (len(circle["members"]), circle["invitations"]) == (4, [])


async def test_a_professional_sees_the_circle_but_not_who_came_when(family: Family) -> None:
    base = f"/api/carnets/{family.carnet_id}"
    assert (await family.mother.client.post(f"{base}/invitations", json=NEW)).status_code == 201
    await family.granny.client.get(base)
    seen = (await family.physio.client.get(f"{base}/circle")).json()
    assert {m["person"]["name"] for m in seen["members"]} == {
        "Anne Moreau", "Marc Moreau", "Karim Moreau", "Odile Moreau",
    }  # fmt: skip
    assert seen["invitations"] == []
    assert {m["last_seen_at"] for m in seen["members"]} == {None}
    assert [m["person"]["name"] for m in seen["members"] if m["me"]] == ["Karim Moreau"]
    theirs = (await family.father.client.get(f"{base}/circle")).json()
    assert [i["email"] for i in theirs["invitations"]] == ["rose@example.org"]
    assert all(m["last_seen_at"] for m in theirs["members"] if m["profile"] != "professional")
    for who in (family.granny, family.stranger):
        assert (await who.client.get(f"{base}/circle")).status_code == 404


async def test_opening_more_wants_a_fresh_proof_and_taking_back_one_tap(
    family: Family, clock: MovingClock
) -> None:
    granny = await habilitation_of(family, "Odile")
    had = await family.rights_of(family.granny)
    clock.advance(minutes=6)
    base = f"/api/carnets/{family.carnet_id}"
    one = f"{base}/habilitations/{granny}"
    less = {category: some for category, some in had.items() if category != "photos"}
    for body in ({"until": "2030-01-01"}, {"rights": less}, {"until": "2029-01-01"}, {"reason": "vacances"}):
        version = (await family.access("Odile"))["version"]
        assert (
            await family.mother.client.patch(one, json={"version": version, **body})
        ).status_code == 204, body
    version = (await family.access("Odile"))["version"]
    assert await family.rights_of(family.granny) == less
    for method, path, body in (
        ("POST", f"{base}/invitations", NEW),
        ("PATCH", one, {"version": version, "until": "2029-01-02"}),
        ("PATCH", one, {"version": version, "until": None}),
        ("PATCH", one, {"version": version, "rights": had}),
        ("PATCH", one, {"version": version, "rights": less | {"gait": ["read"]}}),
    ):
        answer = await family.mother.client.request(method, path, json=body)
        assert (answer.status_code, answer.json()["code"]) == (403, "fresh_proof_needed"), (method, body)
    assert await family.rights_of(family.granny) == less
    await family.mother.prove()
    again = {"version": version, "rights": had}
    assert (await family.mother.client.patch(one, json=again)).status_code == 204
    assert await family.rights_of(family.granny) == had
    clock.advance(minutes=6)
    assert (await family.mother.client.delete(one)).status_code == 204
    assert (await family.granny.client.get(base)).status_code == 404
    # Leaving needs none: nobody is kept.
    own = await habilitation_of(family, "Karim")
    assert (await family.physio.client.delete(f"{base}/habilitations/{own}")).status_code == 204


async def test_an_invitation_is_cancelled_in_its_own_notebook_only(family: Family) -> None:
    opened = await family.stranger.client.post(
        "/api/carnets", json={"given_name": "Léa", "family_name": "Petit", "birth_date": "2023-01-01"}
    )
    other = f"/api/carnets/{opened.json()['id']}"
    made = await family.stranger.client.post(f"{other}/invitations", json=NEW)
    id = made.json()["invitation"]["id"]
    here = f"/api/carnets/{family.carnet_id}/invitations/{id}"
    assert (await family.mother.client.delete(here)).status_code == 404
    assert (await family.stranger.client.delete(f"{other}/invitations/{id}")).status_code == 204
    assert (await family.stranger.client.delete(f"{other}/invitations/{id}")).status_code == 404
