"""A professional asks for an access, the family answers: what an asker may learn, what a family is spared, what enters."""

from typing import Any

import httpx

from tests.conftest import MovingClock
from tests.family import Family, Member
from tests.rooms.access.test_consent import said, texts
from tests.rooms.identity import people

ASKED = {
    "model": "speech_therapist",
    "child": "Le petit Théo, suivi depuis mars",
    "reason": "Bilan de langage",
}


async def ask(who: Member, **parts: Any) -> httpx.Response:
    return await who.client.post("/api/askings", json={**ASKED, **parts})


async def mine(who: Member) -> list[dict[str, Any]]:
    return (await who.client.get("/api/askings")).json()


async def received(who: Member) -> list[dict[str, Any]]:
    return (await who.client.get("/api/askings/received")).json()


async def give(family: Family, asking_id: str, by: Member | None = None, **parts: Any) -> httpx.Response:
    who = by or family.mother
    await who.prove()
    body = {
        "asking_id": asking_id,
        "email": "quelqu.un@example.org",
        "name": "Autre",
        "model": "speech_therapist",
        **parts,
    }
    return await who.client.post(f"/api/carnets/{family.carnet_id}/invitations", json=body)


def bare(answer: httpx.Response, email: str) -> Any:
    """What the answer says, but for its number and moment."""
    text = answer.text.replace(email, "X")
    body = httpx.Response(answer.status_code, text=text).json()
    return answer.status_code, body | {
        "asking": {**body["asking"], "id": "", "asked_at": "", "expires_at": ""}
    }


async def test_from_the_asking_to_the_circle(family: Family, query: Any) -> None:
    asker, mother = family.stranger, family.mother
    made = await ask(asker, email=" ANNE@example.org ")
    assert (made.status_code, made.json()["url"]) == (201, "")
    letters = [m for m in await family.mailbox.new() if m["To"] == mother.email]
    assert letters == []  # a phone is told first: nobody has one here, so the letter follows in ten minutes
    assert [
        (r["kind"], r["path"])
        for r in await query("SELECT kind, path FROM notification WHERE kind = 'asking'")
    ] == [("asking", "/demandes")]
    assert await received(family.father) == []
    (waits,) = await received(mother)
    assert waits["person"]["name"].startswith("Zoé")
    assert waits["email"] == asker.email
    assert (waits["profession"], waits["child"], waits["reason"]) == (
        "orthophoniste",
        ASKED["child"],
        ASKED["reason"],
    )
    # Somebody else's is not there, to refuse or to give.
    assert (await family.father.client.post(f"/api/askings/{waits['id']}/refuse", json={})).status_code == 404
    assert (await give(family, waits["id"], family.father)).status_code == 404
    assert (await give(family, waits["id"], profile="representative", model="")).json()["fields"][0][
        "name"
    ] == "profile"
    too_much = await give(family, waits["id"], rights={"circle": ["read", "add", "manage"]})
    assert too_much.status_code == 422
    agreed = said((await texts(family))["give"])
    given = await give(family, waits["id"], consent=agreed, rights={"documents.paramedical": ["read", "add"]})
    assert given.status_code == 201, given.text
    invitation = given.json()["invitation"]
    # The account that asked, whatever address was sent with it.
    assert invitation["email"] == asker.email
    assert invitation["name"].startswith("Zoé")
    assert await received(mother) == []
    assert (await give(family, waits["id"])).status_code == 404
    (told,) = await mine(asker)
    assert (told["state"], told["opened_by"]) == ("opened", "Anne Moreau")
    path = f"/api/askings/{told['id']}/invitation"
    assert (await family.physio.client.get(path)).status_code == 404
    offered = (await asker.client.get(path)).json()
    assert offered["carnet_given_name"] == "Théo"
    assert offered["rights"]["documents.paramedical"] == [
        "read",
        "add",
    ]
    entered = await asker.client.post(f"{path}/accept", json={"consent": said(offered["consent"])})
    assert entered.status_code == 200, entered.text
    assert (await mine(asker))[0]["state"] == "given"
    # As for any new access: both consents, a trace, word to both parents.
    rows = await query(
        "SELECT act, text, habilitation_id FROM consent WHERE about_name LIKE 'Zoé%' ORDER BY act"
    )
    assert [r["act"] for r in rows] == ["accept", "give"]
    assert all(r["text"] and r["habilitation_id"] for r in rows)
    tags = [r["tag"] for r in await query("SELECT tag FROM trace WHERE tag LIKE 'access:%' ORDER BY id")]
    assert tags.count("access:asking:give") == 1
    assert tags.count("access:invitation:accept") == 4
    written = [m["To"] for m in await family.mailbox.new() if "acceptée" in m["Subject"]]
    assert sorted(written) == [family.mother.email, family.father.email]
    assert (await family.rights_of(asker))["documents.paramedical"] == ["read", "add"]


async def test_an_asker_learns_nothing_of_an_address(family: Family, query: Any, clock: MovingClock) -> None:
    """Somebody's who represents, somebody's who does not, nobody's; refused, kept out, unanswered: the same, from the first day to the last."""
    asker = family.stranger
    addresses = [family.mother.email, family.father.email, family.granny.email, "personne@example.org"]
    answers = [bare(await ask(asker, email=one), one) for one in addresses]
    assert all(one == answers[0] for one in answers)
    assert answers[0][0] == 201
    messages = await family.mailbox.new()
    assert not [m for m in messages if m["To"] in {family.granny.email, "personne@example.org"}]
    assert {str(r["person_id"]) for r in await query("SELECT person_id FROM notification")} == {
        (await who.client.get("/api/me")).json()["id"] for who in (family.mother, family.father)
    }
    for parent, never in ((family.mother, False), (family.father, True)):
        (waits,) = await received(parent)
        body = {"never_again": never}
        assert (await parent.client.post(f"/api/askings/{waits['id']}/refuse", json=body)).status_code == 204
        assert await received(parent) == []
    assert {one["state"] for one in await mine(asker)} == {"waiting"}
    again = [await ask(asker, email=one) for one in addresses]
    assert {(a.status_code, a.json()["code"]) for a in again} == {(409, "already_asked")}
    clock.advance(days=30)
    for who in (asker, family.mother, family.father):
        assert (await people.sign_in_with(who.client, who.key)).status_code == 200
    assert {one["state"] for one in await mine(asker)} == {"ended"}
    # Refused once, she may be asked anew; kept out, he is not, and nobody can tell.
    once_more = [bare(await ask(asker, email=one), one) for one in addresses]
    assert all(one == answers[0] for one in once_more)
    assert len(await received(family.mother)) == 1
    assert await received(family.father) == []
    (kept,) = (await family.father.client.get("/api/askings/kept-out")).json()
    url = f"/api/askings/kept-out/{kept['person']['id']}"
    assert [(await family.father.client.delete(url)).status_code for _ in range(2)] == [204, 404]
    assert len(await received(family.father)) == 1


async def test_how_often_one_may_ask(family: Family, query: Any) -> None:
    """Counted by who asks, whoever is asked: cancelled ones too. What is told to one person in a day has its own end, unseen."""
    asker = family.stranger
    for _ in range(3):
        id = (await ask(asker, email="personne@example.org")).json()["asking"]["id"]
        assert (await family.mother.client.delete(f"/api/askings/{id}")).status_code == 404
        assert (await asker.client.delete(f"/api/askings/{id}")).status_code == 204
    assert (await ask(asker, email="PERSONNE@example.org")).status_code == 429
    assert await mine(asker) == []
    for n in range(7):
        assert (await ask(asker, email=f"personne{n}@example.org")).status_code == 201
    assert (await ask(asker, email=family.mother.email)).status_code == 429
    for who in (family.physio, family.granny):
        assert (await ask(who, email=family.mother.email)).status_code == 201
    await query("UPDATE asking SET to_email = $1 WHERE to_email LIKE 'personne%'", family.mother.email)
    for row in await query(
        "SELECT id FROM asking WHERE asker_id = (SELECT id FROM person WHERE email = $1)", asker.email
    ):
        await query("UPDATE asking SET asker_id = gen_random_uuid() WHERE id = $1", row["id"])
    await family.mailbox.run_jobs()
    assert len(await query("SELECT 1 FROM notification WHERE kind = 'asking'")) == 3


async def test_what_is_no_asking_is_refused(family: Family) -> None:
    asker = family.stranger
    for parts, field in (
        ({"email": asker.email}, "email"),
        ({"email": "anne@example.org", "model": "relative"}, "model"),
        ({"email": "anne@example.org", "model": "nobody"}, "model"),
        ({"email": "anne@example.org", "child": " "}, "child"),
        (
            {"email": "anne@example.org", "structure_id": "0192f0c1-2b3c-7d4e-8f50-616263646566"},
            "structure_id",
        ),
    ):
        answer = await ask(asker, **parts)
        assert (answer.status_code, [f["name"] for f in answer.json()["fields"]]) == (422, [field]), parts
    assert (await ask(asker, email="anne")).status_code == 422


async def test_a_code_is_taken_by_one_person(family: Family, clock: MovingClock) -> None:
    """Shown by who asks: whoever aims at it first reads who they are, and alone may answer."""
    made = (await ask(family.stranger, child="", reason="")).json()
    token = {"token": made["url"].partition("#")[2]}
    assert (await family.stranger.client.post("/api/askings/code", json=token)).status_code == 404
    taken = await family.mother.client.post("/api/askings/code", json=token)
    assert taken.status_code == 200
    assert taken.json()["by_code"]
    assert (await family.mother.client.post("/api/askings/code", json=token)).status_code == 200
    other = await family.father.client.post("/api/askings/code", json=token)
    assert (other.status_code, other.json()["code"]) == (404, "asking_code_gone")
    clock.advance(days=10)
    assert [one["id"] for one in await received(family.mother)] == [taken.json()["id"]]
    late = (await ask(family.stranger, child="")).json()["url"].partition("#")[2]
    clock.advance(days=1, minutes=1)
    assert (await family.mother.client.post("/api/askings/code", json={"token": late})).status_code == 404


async def test_cancelling_declines_what_was_offered(family: Family, query: Any) -> None:
    id = (await ask(family.stranger, email=family.mother.email)).json()["asking"]["id"]
    made = await give(family, id)
    assert made.status_code == 201, made.text
    assert (await family.stranger.client.delete(f"/api/askings/{id}")).status_code == 204
    link = {"token": made.json()["url"].partition("#")[2]}
    assert (await family.stranger.client.post("/api/invitations/accept", json=link)).status_code == 404
    assert [
        r["withdrawn_at"] is not None
        for r in await query("SELECT withdrawn_at FROM consent WHERE about_name LIKE 'Zoé%'")
    ] == [True]
