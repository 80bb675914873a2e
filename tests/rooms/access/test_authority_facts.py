"""Facts about who may decide, over HTTP: recorded, told, waited for, contested; and what they leave at the door."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx

from backend.kit.transaction import transaction
from backend.rooms.access import service as access
from backend.rooms.access.portable import portable
from tests.conftest import MovingClock
from tests.family import Family, Member
from tests.media import pdf_files
from tests.rooms.access.test_invitations import accept, invite, token_for
from tests.rooms.carnet.test_agreements import WEEK, base, decisions, member, record, wants_closed
from tests.rooms.carnet.test_closing import again, closings, reopen
from tests.rooms.documents.conftest import file_letter
from tests.rooms.identity.people import text


async def manages(family: Family, who: Member) -> bool:
    """Whether giving access is open to them."""
    await who.prove()
    answer = await invite(family, who, profile="carer")
    assert answer.status_code in {201, 404}, answer.text
    return answer.status_code == 201


async def reads(family: Family, who: Member) -> bool:
    return (await who.client.get(f"/api/carnets/{family.carnet_id}/captures")).status_code == 200


async def deciders(family: Family, who: Member) -> dict[str, tuple[str, str | None]]:
    found = (await who.client.get(decisions(family, "/people"))).json()
    return {one["relation"]: (one["standing"], one["then"]) for one in found}


async def contest(family: Family, who: Member, id: str, contests: bool = True) -> httpx.Response:
    return await who.client.post(decisions(family, f"/{id}/contest"), json={"contests": contests})


async def test_exclusive_exercise_narrows_the_other_after_a_week(family: Family, clock: MovingClock) -> None:
    await family.mailbox.new()
    (made,) = (await record(family, family.mother, "exclusive", "mère")).json()
    assert made["articles"] == [{"text": "373-2-1 code civil", "read": False}]
    (letter,) = await family.mailbox.new()
    assert (letter["To"], "28 nov" in text(letter)) == ("marc@example.org", True)
    assert await deciders(family, family.father) == {
        "mère": ("alone", None),
        "père": ("represents", "informed"),
    }
    assert await manages(family, family.father)
    older = await token_for(family, family.stranger, by=family.father)
    clock.at += WEEK
    assert await reads(family, family.father)
    assert not await manages(family, family.father)
    assert (await wants_closed(family, family.father)).status_code == 404
    assert (await family.father.client.post(f"/api/carnets/{family.carnet_id}/exports")).status_code == 404
    # An invitation is no more than who gave it may still give.
    assert (await accept(family.stranger, older)).status_code == 404
    # He leaves, hides his own address, and reads what is recorded; he does not record.
    details = {name: {"text": "", "seen_by": []} for name in ("address", "phone", "note")}
    hidden = await family.father.client.put(
        f"/api/carnets/{family.carnet_id}/details/mine", json={"version": 0, **details}
    )
    assert hidden.status_code == 200, hidden.text
    assert (await record_as(family, family.father)).status_code == 404
    # Contested, even then, it counts for nothing.
    assert (await contest(family, family.father, made["id"])).status_code == 200
    assert await manages(family, family.father)
    # It leaves with the notebook, with who objects.
    async with transaction():
        (fact,) = (await portable(UUID(family.carnet_id), reader=UUID(made["person"]["id"]))).facts
    assert (fact.kind, fact.person.name, fact.proof) == ("exclusive", "Anne Moreau", made["proof"])
    assert [one.name for one in fact.contested_by] == ["Marc Moreau"]


async def test_who_only_is_informed_lets_in_nobody_as_the_child(family: Family, clock: MovingClock) -> None:
    """Who is to lose what they have would keep an account."""
    await family.father.prove()
    url, said = f"/api/carnets/{family.carnet_id}/majority/invitation", {"email": family.stranger.email}
    before = (await family.father.client.post(url, json=said)).json()["url"].partition("#")[2]
    await record(family, family.mother, "exclusive", "mère")
    clock.at += WEEK
    await family.father.prove()
    assert (await family.father.client.post(url, json=said)).status_code == 404
    assert (await accept(family.stranger, before)).status_code == 404
    # Nor do they undo that the other lets the child in.
    await family.mother.prove()
    made = await family.mother.client.post(url, json={"email": "enfant@example.org"})
    one = f"/api/carnets/{family.carnet_id}/invitations/{made.json()['invitation']['id']}"
    assert (await family.father.client.delete(one)).status_code == 404
    assert (await family.mother.client.delete(one)).status_code == 204


async def record_as(family: Family, who: Member) -> httpx.Response:
    mother = (await member(family, "mère"))["person"]["id"]
    await who.prove()
    said = {"kind": "withdrawn", "person_id": mother, "since": "2026-03-03", "proof": "Jugement"}
    return await who.client.post(decisions(family), json=said)


async def test_withdrawn_authority_leaves_nothing_and_is_given_back_by_another(
    family: Family, clock: MovingClock
) -> None:
    (out,) = (await record(family, family.mother, "withdrawn", "père")).json()
    clock.at += WEEK
    assert (await family.father.client.get(f"/api/carnets/{family.carnet_id}")).status_code == 404
    assert (await family.father.client.get("/api/carnets")).json() == []
    assert (await contest(family, family.father, out["id"])).status_code == 404
    await family.mailbox.new()
    made = await record(family, family.mother, "authority", "père", since="2026-11-01")
    assert made.status_code == 201, made.text
    assert {letter["To"] for letter in await family.mailbox.new()} == {"marc@example.org"}
    assert await manages(family, family.father)
    # The gift taken back: he has his week again, and can contest what it stood against.
    await family.mailbox.new()
    back = next(one["id"] for one in made.json() if one["kind"] == "authority")
    assert (await family.mother.client.delete(decisions(family, f"/{back}"))).status_code == 204
    assert {letter["To"] for letter in await family.mailbox.new()} == {"marc@example.org"}
    assert await manages(family, family.father)
    assert (await contest(family, family.father, out["id"])).status_code == 200
    clock.at += WEEK
    assert await manages(family, family.father)


async def test_who_was_put_out_is_let_in_again_once_it_is_given_back(
    family: Family, clock: MovingClock, query: Any
) -> None:
    """Else they would accept, and find no notebook."""
    await record(family, family.mother, "withdrawn", "père")
    clock.at += WEEK
    father = await member(family, "père")
    await family.mother.prove()
    ended = {"habilitation_id": father["habilitation_id"]}
    assert (await family.mother.client.post(base(family), json=ended)).json()["state"] == "done"
    invited = {"email": family.father.email, "profile": "representative", "relation": "père"}
    refused = await invite(family, **invited)
    assert (refused.status_code, refused.json()["code"]) == (409, "not_given_back")
    # By an address that was not his then, he is told so as he accepts.
    token = await token_for(family, family.stranger, profile="representative", relation="père")
    await query(
        "UPDATE invitation SET email = $1 WHERE email = $2", family.father.email, family.stranger.email
    )
    refused = await accept(family.father, token)
    assert (refused.status_code, refused.json()["code"]) == (409, "not_given_back")
    back = {
        "kind": "authority",
        "person_id": father["person"]["id"],
        "since": "2026-11-01",
        "proof": "Jugement",
    }
    assert (await family.mother.client.post(decisions(family), json=back)).status_code == 201
    made = await invite(family, **invited)
    assert made.status_code == 201, made.text
    entered = await accept(family.father, made.json()["url"].partition("#")[2])
    assert "manage" in entered.json()["me"]["rights"]["circle"]


async def test_who_is_left_nothing_is_told_of_nothing(family: Family, clock: MovingClock) -> None:
    await record(family, family.mother, "withdrawn", "père")
    clock.at += WEEK
    id = UUID(family.carnet_id)
    mother, father = [
        UUID((await who.client.get("/api/me")).json()["id"]) for who in (family.mother, family.father)
    ]
    async with transaction():
        assert await access.representatives(id, at=clock.at) == [mother]
        assert await access.family(id, at=clock.at) == [mother]
        assert await access.representatives_of_many([id], at=clock.at) == {id: [mother]}
        assert await access.co_representatives(mother, at=clock.at) == []
        assert await access.co_representatives(father, at=clock.at) == []
    await family.mailbox.new()
    assert (await wants_closed(family, family.mother)).status_code == 200
    await again(family.mother)
    (closed,) = await closings(family.mother)
    assert (await reopen(family.mother, closed["id"])).status_code == 200
    assert {letter["To"] for letter in await family.mailbox.new()}.isdisjoint({family.father.email})


async def test_a_notebook_is_never_left_with_nobody_who_decides(family: Family, clock: MovingClock) -> None:
    father = {
        "kind": "withdrawn",
        "person_id": (await member(family, "père"))["person"]["id"],
        "since": "2026-03-03",
    }
    tried = await family.mother.client.post(decisions(family, "/try"), json=father | {"proof": "Jugement"})
    assert [(one["standing"], one["then"]) for one in tried.json()] == [
        ("represents", None),
        ("represents", "nothing"),
    ]
    assert (await family.mother.client.get(decisions(family))).json() == []
    (hers,) = (await record(family, family.mother, "exclusive", "mère")).json()
    for kind in ("withdrawn", "foster"):
        refused = await record(family, family.father, kind, "mère")
        assert (refused.status_code, refused.json()["code"]) == (409, "nobody_left"), kind
    # Contested, another is recorded; taking the objection back would leave nobody.
    assert (await contest(family, family.father, hers["id"])).status_code == 200
    assert (await record(family, family.father, "withdrawn", "mère")).status_code == 201
    assert (await contest(family, family.father, hers["id"], False)).json()["code"] == "nobody_left"
    # Nor does the last one leave.
    own = (await member(family, "père"))["habilitation_id"]
    left = await family.father.client.delete(f"/api/carnets/{family.carnet_id}/habilitations/{own}")
    assert (left.status_code, left.json()["code"]) == (409, "last_representative")


async def test_a_foster_carer_is_no_representative(family: Family, clock: MovingClock) -> None:
    token = await token_for(family, family.stranger, profile="carer", relation="famille d’accueil")
    assert (await accept(family.stranger, token)).status_code == 200
    (made,) = (await record(family, family.mother, "foster", "famille d’accueil")).json()
    own = await member(family, "famille d’accueil")
    path = f"/api/carnets/{family.carnet_id}/habilitations/{own['habilitation_id']}"
    assert (await family.mother.client.delete(path)).status_code == 204
    await family.mother.prove()
    refused = await invite(family, email=family.stranger.email, profile="representative")
    assert (refused.status_code, refused.json()["code"]) == (403, "foster_carer")
    assert (await invite(family, email=family.stranger.email, profile="carer")).status_code == 201
    # Contested, it counts for nothing.
    assert (await contest(family, family.father, made["id"])).status_code == 200
    assert (await invite(family, email=family.stranger.email, profile="representative")).status_code == 201


async def test_of_a_representative_who_is_one_the_end_of_that_access_is_asked(family: Family) -> None:
    assert (await record(family, family.mother, "foster", "père")).status_code == 201
    (asked,) = (await family.father.client.get(base(family))).json()
    assert (asked["act"], asked["asks_me"], asked["about"]) == ("remove", True, "Marc Moreau")


async def test_an_informed_parent_still_answers_what_is_asked_of_them(
    family: Family, clock: MovingClock
) -> None:
    await record(family, family.mother, "exclusive", "mère")
    clock.at += WEEK
    his = (await member(family, "père"))["habilitation_id"]
    await family.mother.prove()
    asked = await family.mother.client.post(base(family), json={"habilitation_id": his})
    assert asked.json()["state"] == "waiting"
    (one,) = (await family.father.client.get(base(family))).json()
    refused = await family.father.client.post(base(family, f"/{one['id']}/answer"), json={"agree": False})
    assert refused.json()["state"] == "refused"


async def test_each_kind_has_its_age_and_its_people(family: Family, run_jobs: Any) -> None:
    async def fields(kind: str, about: str, who: Member = family.mother, **more: Any) -> list[str]:
        answer = await record(family, who, kind, about, **more)
        assert answer.status_code == 422, answer.text
        return [field["name"] for field in answer.json()["fields"]]

    assert await fields("guardian", "mère") == ["kind"]
    assert await fields("curator", "père") == ["kind"]
    assert await fields("shared", "grand-mère") == ["person_id"]
    nowhere = "01a1fd55-7a80-7000-8000-000000000000"
    assert await fields("shared", "père", document_id=nowhere) == ["document_id"]
    broken = await file_letter(family, content=pdf_files.letter()[:-700])
    await run_jobs()
    assert await fields("shared", "père", document_id=broken) == ["document_id"]  # nobody can read it
    # Of an adult it is the other way round, and not from before they were one.
    born = {"version": 1, "birth_date": "2000-05-01"}
    assert (
        await family.mother.client.patch(f"/api/carnets/{family.carnet_id}", json=born)
    ).status_code == 200
    assert await fields("exclusive", "mère") == ["kind"]
    assert await fields("guardian", "mère", since="2017-01-01") == ["since"]
    assert (await record(family, family.mother, "guardian", "mère")).status_code == 201
    assert await deciders(family, family.father) == {
        "mère": ("represents", None),
        "père": ("represents", "informed"),
    }


async def test_an_objection_taken_back_takes_nothing_at_once(family: Family, clock: MovingClock) -> None:
    """Shared by a ground of his own that ends; withdrawn, and contested; shared anew by himself: without the objection, his last word
    stands no longer, and the ground that is over would be all he has."""
    ends = {"since": "2026-01-01", "until": "2026-12-01"}
    assert (await record(family, family.father, "shared", "père", **ends)).status_code == 201
    clock.at += WEEK
    out = (await record(family, family.mother, "withdrawn", "père")).json()[-1]
    assert (await contest(family, family.father, out["id"])).status_code == 200
    clock.at += timedelta(hours=1)
    anew = await record(family, family.father, "shared", "père", since="2026-11-28")
    assert anew.status_code == 201, anew.text
    clock.at += WEEK
    assert await manages(family, family.father)
    await family.mailbox.new()
    assert (await contest(family, family.father, out["id"], contests=False)).status_code == 200
    assert {letter["To"] for letter in await family.mailbox.new()} == {"anne@example.org"}
    assert await manages(family, family.father)
    clock.at += WEEK
    assert not await reads(family, family.father)


async def test_an_objection_taken_back_gives_nobody_more_than_they_had(
    family: Family, clock: MovingClock
) -> None:
    """He is informed alone, by what a court gave to the mother: that does not wait again because of what he contested."""
    ends = {"since": "2026-01-01", "until": "2026-12-10"}
    assert (await record(family, family.father, "shared", "père", **ends)).status_code == 201
    clock.at += WEEK
    out = (await record(family, family.mother, "withdrawn", "père")).json()[-1]
    assert (await contest(family, family.father, out["id"])).status_code == 200
    clock.at += timedelta(hours=1)
    assert (await record(family, family.father, "shared", "père", since="2026-11-28")).status_code == 201
    clock.at += timedelta(hours=1)
    assert (await record(family, family.mother, "exclusive", "mère", since="2026-11-28")).status_code == 201
    for _ in range(2):
        clock.at += WEEK
        assert await reads(family, family.father)
        assert not await manages(family, family.father)
    assert (await contest(family, family.father, out["id"], contests=False)).status_code == 200
    assert await reads(family, family.father)
    assert not await manages(family, family.father)
    clock.at += WEEK
    assert not await reads(family, family.father)
