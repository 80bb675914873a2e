"""What a representative may give, to whom, for how long, and through which door the person comes in."""

from datetime import date, timedelta
from typing import Any

import httpx
import pytest

from backend.rooms.access.models import models
from tests.conftest import MovingClock
from tests.family import Family
from tests.rooms.identity import people

FACING: dict[str, Any] = {"name": "Zoé Petit", "model": "speech_therapist"}


async def invite(family: Family, **parts: Any) -> httpx.Response:
    return await family.mother.client.post(f"/api/carnets/{family.carnet_id}/invitations", json=parts)


async def made(family: Family, **parts: Any) -> dict[str, Any]:
    answer = await invite(family, **parts)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def enter(family: Family, invited: dict[str, Any], client: httpx.AsyncClient) -> httpx.Response:
    token = invited["url"].partition("#")[2]
    return await client.post("/api/invitations/accept", json={"token": token})


async def refused(family: Family, field: str, **parts: Any) -> None:
    answer = await invite(family, **parts)
    assert answer.status_code == 422, answer.text
    assert [f["name"].partition(".")[0] for f in answer.json()["fields"]] == [field], answer.text


async def test_a_model_gives_what_it_proposes(family: Family) -> None:
    invited = await made(family, email=family.stranger.email, **FACING)
    entered = await enter(family, invited, family.stranger.client)
    assert entered.status_code == 200, entered.text
    me = entered.json()["me"]
    proposed = models()["speech_therapist"].matrix
    assert {c: set(some) for c, some in me["rights"].items()} == {
        c.value: set(s) for c, s in proposed.items()
    }
    assert me["profile"] == "professional"
    members = (await family.mother.client.get(f"/api/carnets/{family.carnet_id}/circle")).json()["members"]
    told = next(m for m in members if m["person"]["name"].startswith("Zoé"))
    assert (told["model"], told["period"], told["until"], told["reason"]) == (
        "speech_therapist",
        "open",
        None,
        "",
    )
    assert told["rights"] == me["rights"]


async def test_the_family_changes_any_cell_says_why_and_until_when(
    family: Family, clock: MovingClock
) -> None:
    rights = {"photos": ["add", "read"], "gait": ["read"], "agenda": ["read", "add", "manage"]}
    last = str(clock.now().date() + timedelta(days=20))
    parts = FACING | {"rights": rights, "reason": "Stage  d’été", "period": "stay", "until": last}
    invited = await made(family, email=family.stranger.email, **parts)
    shown = invited["invitation"]
    assert (shown["reason"], shown["period"], shown["until"]) == ("Stage d’été", "stay", last)
    opened = await family.doctor.post(
        "/api/invitations/open", json={"token": invited["url"].partition("#")[2]}
    )
    seen = opened.json()
    assert seen["rights"] == shown["rights"]
    assert (seen["period"], seen["until"], seen["secrecy"]) == ("stay", last, "medical")
    assert "reason" not in seen
    me = (await enter(family, invited, family.stranger.client)).json()["me"]
    assert me["rights"] == {"identity": ["read"], "photos": ["read", "add"], "gait": ["read"], "agenda": ["read", "add", "manage"]}  # fmt: skip
    # the reason is for the family and the person themself
    for who, reason in ((family.father, "Stage d’été"), (family.physio, "")):
        members = (await who.client.get(f"/api/carnets/{family.carnet_id}/circle")).json()["members"]
        assert next(m["reason"] for m in members if m["person"]["name"].startswith("Zoé")) == reason


@pytest.mark.parametrize(
    ("field", "parts"),
    [
        ("profile", {"name": "Zoé", "email": "z@example.org"}),
        ("profile", FACING | {"profile": "carer"}),
        ("profile", FACING | {"email": "z@example.org", "profile": "representative"}),
        ("model", {"name": "Zoé", "email": "z@example.org", "model": "astrologer"}),
        ("rights", FACING | {"rights": {"dreams": ["read"]}}),
        ("rights", FACING | {"rights": {"photos": ["erase"]}}),
        ("rights", FACING | {"rights": {}}),
        ("rights", FACING | {"rights": {"identity": ["read"]}}),
        ("rights", FACING | {"rights": {"identity": ["read", "manage"], "photos": ["read"]}}),
        ("rights", FACING | {"rights": {"circle": ["read", "add", "manage"]}}),
        ("rights", FACING | {"rights": {"emergency": ["read", "add", "manage"]}}),
        ("rights", FACING | {"rights": {"documents.medical": ["manage"]}}),
        ("rights", FACING | {"rights": {"sheets.habits": ["add"]}}),
        (
            "rights",
            {
                "name": "M",
                "email": "m@example.org",
                "profile": "representative",
                "rights": {"photos": ["read"]},
            },
        ),
        ("email", {"name": "Marc", "profile": "representative"}),
        ("until", FACING | {"period": "stay"}),
        ("until", FACING | {"period": "until", "until": "2020-01-01"}),
        ("until", FACING | {"period": "open", "until": "2099-01-01"}),
    ],
)
async def test_what_is_not_understood_or_too_much_is_refused(
    family: Family, field: str, parts: dict[str, Any]
) -> None:
    await refused(family, field, **parts)
    circle = (await family.mother.client.get(f"/api/carnets/{family.carnet_id}/circle")).json()
    assert circle["invitations"] == []


async def test_a_change_is_held_to_the_same_rules(family: Family) -> None:
    url = f"/api/carnets/{family.carnet_id}/habilitations/{await family.habilitation('Odile')}"
    before = await family.rights_of(family.granny)
    for body in (
        {},
        {"rights": {}},
        {"rights": {"circle": ["read", "add", "manage"]}},
        {"rights": {"dreams": ["read"]}},
        {"period": "stay"},
        {"until": "2020-01-01"},
        {"rights": {"photos": ["read"]}, "period": "until", "until": "2020-01-01"},
    ):
        refused = await family.mother.client.patch(url, json={"version": 1, **body})
        assert refused.status_code == 422, body
    assert await family.rights_of(family.granny) == before
    other = f"/api/carnets/{family.carnet_id}/habilitations/{await family.habilitation('Marc')}"
    answer = await family.mother.client.patch(other, json={"version": 1, "rights": {"photos": ["read"]}})
    assert (answer.status_code, answer.json()["code"]) == (403, "other_representative")


async def test_a_period_and_its_day_change_together(family: Family, clock: MovingClock) -> None:
    today = clock.now().date()
    later = str(today + timedelta(days=9))
    for body, expected in (
        ({"period": "stay", "until": later}, ("stay", later)),
        ({"until": str(today)}, ("stay", str(today))),
        ({"period": "consultation"}, ("consultation", str(today))),
        ({"period": "open"}, ("open", None)),
        ({"period": "consultation"}, ("consultation", str(today))),
        ({"until": None}, ("open", None)),
        ({"until": later}, ("until", later)),
    ):
        await family.change_access("Odile", **body)
        granny = await family.access("Odile")
        assert (granny["period"], granny["until"]) == expected, body


async def test_who_was_slower_overwrites_nothing_and_reads_what_stands(family: Family) -> None:
    """The mother closes the photos while the father, who still sees them open, gives until a later day."""
    before = await family.access("Odile", family.father)
    url = f"/api/carnets/{family.carnet_id}/habilitations/{before['habilitation_id']}"
    await family.change_access("Odile", rights={"sheets.habits": ["read"]})
    await family.father.prove()
    body = {"version": before["version"], "rights": before["rights"], "reason": "vacances"}
    slower = await family.father.client.patch(url, json=body)
    assert (slower.status_code, slower.json()["code"]) == (409, "changed_meanwhile")
    now = slower.json()["current"]
    assert now["rights"] == {"identity": ["read"], "sheets.habits": ["read"]}
    assert await family.rights_of(family.granny) == now["rights"]
    body = {"version": now["version"], "reason": "vacances"}
    assert (await family.father.client.patch(url, json=body)).status_code == 204
    stands = await family.access("Odile")
    assert (stands["rights"], stands["reason"]) == (now["rights"], "vacances")


async def test_a_consultation_ends_with_its_day(family: Family, clock: MovingClock) -> None:
    invited = await made(family, **(FACING | {"period": "consultation"}))
    assert date.fromisoformat(invited["invitation"]["until"]) == clock.now().date()
    assert (await enter(family, invited, family.stranger.client)).status_code == 200
    url = f"/api/carnets/{family.carnet_id}"
    assert (await family.stranger.client.get(url)).status_code == 200
    clock.advance(days=1)
    await people.sign_in_with(family.stranger.client, family.stranger.key)
    assert (await family.stranger.client.get(url)).status_code == 404


async def test_facing_you_a_quarter_of_an_hour_once_and_you_are_told_who(
    family: Family, clock: MovingClock
) -> None:
    base = f"/api/carnets/{family.carnet_id}/invitations"
    invited = await made(family, **FACING)
    shown = invited["invitation"]
    assert (shown["face_to_face"], shown["email"]) == (True, "")
    assert await family.mailbox.new() == []
    state = (await family.mother.client.get(f"{base}/{shown['id']}")).json()
    assert (state["state"], state["entered"]) == ("waiting", "")
    opened = await family.doctor.post(
        "/api/invitations/open", json={"token": invited["url"].partition("#")[2]}
    )
    assert (opened.json()["face_to_face"], opened.json()["email_hint"]) == (True, "")
    assert (await enter(family, invited, family.stranger.client)).status_code == 200
    state = (await family.father.client.get(f"{base}/{shown['id']}")).json()
    assert (state["state"], state["entered"]) == ("accepted", "Zoé Moreau")
    told = await family.mailbox.new()
    assert sorted(str(m["To"]) for m in told) == sorted([family.mother.email, family.father.email])
    assert all("Zoé Moreau" in people.text(m) for m in told)
    assert (await enter(family, invited, family.doctor)).status_code == 401
    assert (await enter(family, invited, family.granny.client)).json()["code"] == "invitation_gone"
    late = await made(family, **FACING)
    clock.advance(minutes=15)
    assert (await enter(family, late, family.stranger.client)).json()["code"] == "invitation_gone"
    state = (await family.mother.client.get(f"{base}/{late['invitation']['id']}")).json()
    assert state["state"] == "expired"


async def test_old_phones_still_invite_by_kind_alone(family: Family) -> None:
    body = {"email": family.stranger.email, "name": "Zoé", "profile": "carer", "profession": "", "structure": "",
            "relation": "tante", "until": None, "message": "Bonjour"}  # fmt: skip
    me = (await enter(family, await made(family, **body), family.stranger.client)).json()["me"]
    assert me["rights"] == {
        "identity": ["read"], "emergency": ["read"], "photos": ["add"], "sheets.habits": ["read", "add"],
    }  # fmt: skip
