"""The person a notebook is about, on an account of their own: let in by a representative, both are told, and decides nothing."""

from typing import Any

import pytest

from tests.conftest import MovingClock
from tests.family import Family, Member
from tests.rooms.captures.conftest import add, jpeg
from tests.rooms.identity.people import text

NEW = {"model": "holder", "name": "Théo"}


def base(family: Family, rest: str) -> str:
    return f"/api/carnets/{family.carnet_id}/{rest}"


async def let_in(family: Family, who: Member | None = None, **more: Any) -> Member:
    """Théo, on the stranger's phone."""
    theo = who or family.stranger
    await family.mother.prove()
    made = await family.mother.client.post(
        base(family, "invitations"), json=NEW | {"email": theo.email} | more
    )
    assert made.status_code == 201, made.text
    token = made.json()["url"].partition("#")[2]
    accepted = await theo.client.post("/api/invitations/accept", json={"token": token})
    assert accepted.status_code == 200, accepted.text
    assert accepted.json()["me"]["profile"] == "holder"
    return theo


async def test_the_child_is_let_in_and_everybody_is_told(family: Family) -> None:
    await family.mailbox.new()
    theo = await let_in(family)
    letters = await family.mailbox.new()
    to_child = next(text(m) for m in letters if m["To"] == theo.email and "carnet" in m["Subject"])
    assert "Bonjour Théo" in to_child
    assert "tu peux le lire" in to_child
    to_father = [m["Subject"] for m in letters if m["To"] == family.father.email]
    assert "Un compte à soi pour Théo" in to_father
    rights = await family.rights_of(theo)
    assert rights["sheets.habits"] == ["read", "add"]
    assert "documents.medical" not in rights
    assert not any("manage" in some for some in rights.values())


async def test_there_is_one_and_nobody_opens_more_than_reading_and_adding(family: Family) -> None:
    await let_in(family)
    await family.mother.prove()
    again = await family.mother.client.post(
        base(family, "invitations"), json=NEW | {"email": "leo@example.org"}
    )
    assert (again.status_code, again.json()["code"]) == (409, "holder_is_there")
    theirs = await family.habilitation("Zoé")
    url = base(family, f"habilitations/{theirs}")
    await family.mother.prove()
    wider = await family.mother.client.patch(
        url,
        json={"version": 1, "rights": {"identity": ["read"], "circle": ["read", "add", "manage"]}},
    )
    assert wider.status_code == 422
    ended = await family.mother.client.patch(url, json={"version": 1, "until": "2026-12-31"})
    assert ended.status_code == 422
    await family.change_access("Zoé", rights={"identity": ["read"], "documents.medical": ["read"]})


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("model", {"profile": "holder"}),
        ("profile", {"profile": "holder", "model": "relative"}),
        ("profile", {"profile": "carer", "model": "holder"}),
    ],
)
async def test_profile_and_model_go_together(family: Family, field: str, said: dict[str, str]) -> None:
    await family.mother.prove()
    answer = await family.mother.client.post(
        base(family, "invitations"), json={"name": "Théo", "email": "theo@example.org"} | said
    )
    assert (answer.status_code, answer.json()["fields"][0]["name"]) == (422, field)


async def test_two_invitations_let_one_in(family: Family) -> None:
    await family.mother.prove()
    tokens: list[str] = []
    for email in ("", family.stranger.email):
        made = await family.mother.client.post(base(family, "invitations"), json=NEW | {"email": email})
        assert made.status_code == 201, made.text
        tokens.append(made.json()["url"].partition("#")[2])
    assert (
        await family.stranger.client.post("/api/invitations/accept", json={"token": tokens[1]})
    ).status_code == 200
    other = await family.doctor.post("/api/invitations/accept", json={"token": tokens[0]})
    assert other.status_code == 401
    granny = await family.granny.client.post("/api/invitations/accept", json={"token": tokens[0]})
    assert granny.status_code == 409


async def test_what_the_child_adds_and_keeps_is_not_there_for_the_parents(
    family: Family, run_jobs: Any, clock: MovingClock
) -> None:
    theo = await let_in(family)
    clock.advance(minutes=1)
    before = (await family.mother.client.get(base(family, "home"))).json()["news"]
    kept = await add(theo.client, family.carnet_id, jpeg("navy"), hide="representatives")
    shown = await add(theo.client, family.carnet_id, jpeg("olive"))
    await run_jobs()
    url = base(family, "captures")
    assert {c["id"] for c in (await theo.client.get(url)).json()["captures"]} == {kept, shown}
    for parent in (family.mother, family.father):
        album = (await parent.client.get(url)).json()["captures"]
        assert [c["id"] for c in album] == [shown]
        assert (await parent.client.get(f"{url}/{kept}")).status_code == 404
        assert (await parent.client.get(base(family, f"masks/capture/{kept}"))).status_code == 404
    news = (await family.mother.client.get(base(family, "home"))).json()["news"]
    assert len(news) == len(before) + 1
    lines = (await family.mother.client.get(base(family, "traces"))).text
    assert kept not in lines
    # Whom the child names sees it; the child alone shows it again.
    assert (await family.physio.client.get(f"{url}/{kept}")).status_code == 404
    karim = (await family.physio.client.get("/api/me")).json()["id"]
    asked = {"kind": "capture", "item_id": kept, "scope": "representatives", "named": [karim]}
    hidden = await theo.client.post(base(family, "masks"), json=asked)
    assert hidden.status_code == 201, hidden.text
    assert (await family.physio.client.get(f"{url}/{kept}")).status_code == 200
    mask = hidden.json()["masks"][0]["id"]
    assert (await family.mother.client.delete(base(family, f"masks/{mask}"))).status_code == 404
    assert (await family.physio.client.delete(base(family, f"masks/{mask}"))).status_code == 404
    assert (await theo.client.delete(base(family, f"masks/{mask}"))).status_code == 204
    assert (await family.mother.client.get(f"{url}/{kept}")).status_code == 200
