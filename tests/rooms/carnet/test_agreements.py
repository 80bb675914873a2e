"""What is contested needs both parents: asked by one, agreed to or refused by the other, for seven days; or a court has decided."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import httpx
import pytest

from backend.rooms.identity import pushing
from tests.conftest import MovingClock
from tests.family import Family, Member
from tests.rooms.carnet.test_closing import again, closings, exists, reopen, url
from tests.rooms.identity.people import text
from tests.rooms.identity.pushes import service, settings, subscribe

__all__ = ["service", "settings"]

WEEK = timedelta(days=7)


def base(family: Family, rest: str = "") -> str:
    return f"/api/carnets/{family.carnet_id}/agreements{rest}"


def decisions(family: Family, rest: str = "") -> str:
    return f"/api/carnets/{family.carnet_id}/decisions{rest}"


async def wants_closed(family: Family, who: Member) -> httpx.Response:
    await who.prove()
    return await who.client.post(url(family))


async def listed(family: Family, who: Member) -> list[dict[str, Any]]:
    answer = await who.client.get(base(family))
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()
    return found


async def answers(family: Family, who: Member, *, agree: bool) -> httpx.Response:
    (one,) = await listed(family, who)
    if agree:
        await who.prove()
    return await who.client.post(base(family, f"/{one['id']}/answer"), json={"agree": agree})


async def member(family: Family, relation: str, by: Member | None = None) -> dict[str, Any]:
    circle = (await (by or family.mother).client.get(f"/api/carnets/{family.carnet_id}/circle")).json()
    return next(m for m in circle["members"] if m["relation"] == relation)


async def removal(family: Family, who: Member, relation: str) -> httpx.Response:
    asked = {"habilitation_id": (await member(family, relation, who))["habilitation_id"]}
    await who.prove()
    return await who.client.post(base(family), json=asked)


async def record(family: Family, who: Member, kind: str, about: str, **more: Any) -> httpx.Response:
    said = {
        "kind": kind,
        "person_id": (await member(family, about, who))["person"]["id"],
        "since": "2026-03-03",
        "proof": "Jugement du 3 mars 2026, tribunal judiciaire de Grenoble",
    }
    await who.prove()
    return await who.client.post(decisions(family), json=said | more)


async def test_closing_waits_for_the_other_parent_who_is_told_at_once(family: Family, service: Any) -> None:
    await subscribe(family.father, service.phone("marc"))
    await family.mailbox.new()
    plan = (await family.mother.client.get(url(family))).json()
    assert (plan["representatives"], plan["must_agree"]) == (["Marc Moreau"], ["Marc Moreau"])
    asked = await wants_closed(family, family.mother)
    assert asked.status_code == 202
    said = asked.json()
    assert (said["act"], said["mine"], said["asks_me"], said["waits_for"]) == (
        "close",
        True,
        False,
        ["Marc Moreau"],
    )
    assert said["ends_at"] == "2026-11-28T09:00:00Z"
    for who in (family.mother, family.father, family.granny, family.physio):
        assert await exists(family, who)
    (letter,) = await family.mailbox.new()
    assert letter["To"] == "marc@example.org"
    assert "Rien ne se fait sans votre accord" in text(letter)
    assert f"/c/{family.carnet_id}/accords" in text(letter)
    await pushing.push_waiting()
    (shown,) = service.taken
    assert (shown.json["title"], shown.json["path"]) == (
        "Carnet\u202f: votre accord est demandé",
        f"/c/{family.carnet_id}/accords",
    )
    assert "Théo" not in shown.text
    (his,) = await listed(family, family.father)
    assert (his["mine"], his["asks_me"], his["asked_by"]) == (False, True, "Anne Moreau")
    done = await answers(family, family.father, agree=True)
    assert (done.status_code, done.json()) == (200, {"state": "done", "agreement": None})
    for who in (family.mother, family.father, family.granny):
        assert not await exists(family, who)
    (closed,) = await closings(family.mother)
    assert closed["closed_by"] == "Marc Moreau"
    assert (await reopen(family.mother, closed["id"])).status_code == 200
    assert await listed(family, family.mother) == [], "what was done is not asked again"


async def test_asking_for_what_the_other_asked_is_agreeing(family: Family) -> None:
    assert (await wants_closed(family, family.father)).status_code == 202
    assert (await wants_closed(family, family.father)).status_code == 202, "twice is once"
    assert len(await listed(family, family.father)) == 1
    closed = await wants_closed(family, family.mother)
    assert (closed.status_code, closed.json()["mine"]) == (200, True)


async def test_refused_nothing_changes_and_who_asked_is_told(family: Family, clock: MovingClock) -> None:
    await wants_closed(family, family.mother)
    await family.mailbox.new()
    clock.advance(minutes=30)
    assert (await answers(family, family.father, agree=False)).json()["state"] == "refused", (
        "needs no fresh proof"
    )
    assert await listed(family, family.mother) == []
    assert await exists(family, family.mother)
    (letter,) = await family.mailbox.new()
    assert letter["To"] == "anne@example.org"
    assert "Marc Moreau refuse" in text(letter)


async def test_agreeing_needs_a_fresh_proof_of_the_other_and_never_ones_own(
    family: Family, clock: MovingClock
) -> None:
    asked = (await wants_closed(family, family.mother)).json()
    path = base(family, f"/{asked['id']}/answer")
    assert (await family.mother.client.post(path, json={"agree": True})).status_code == 404
    clock.advance(minutes=6)
    stale = await family.father.client.post(path, json={"agree": True})
    assert (stale.status_code, stale.json()["code"]) == (403, "fresh_proof_needed")
    for who in (family.granny, family.physio, family.stranger):
        assert (await who.client.post(path, json={"agree": True})).status_code == 404
    assert await exists(family, family.mother)


async def test_taken_back_by_who_asked(family: Family) -> None:
    await wants_closed(family, family.mother)
    assert (await answers(family, family.mother, agree=False)).status_code == 200
    assert await listed(family, family.father) == []


async def test_after_seven_days_nothing_is_left_of_it(family: Family, clock: MovingClock) -> None:
    asked = (await wants_closed(family, family.mother)).json()
    clock.at += WEEK - timedelta(seconds=1)
    assert len(await listed(family, family.father)) == 1
    clock.advance(seconds=1)
    assert await listed(family, family.father) == []
    await family.father.prove()
    late = await family.father.client.post(base(family, f"/{asked['id']}/answer"), json={"agree": True})
    assert late.status_code == 404
    assert (await wants_closed(family, family.father)).status_code == 202, "asked anew, by the other"


async def test_a_single_representative_closes_alone_as_before(family: Family) -> None:
    his = (await member(family, "père"))["habilitation_id"]
    left = await family.father.client.delete(f"/api/carnets/{family.carnet_id}/habilitations/{his}")
    assert left.status_code == 204
    assert (await wants_closed(family, family.mother)).status_code == 200


async def test_what_was_asked_by_who_left_is_asked_no_more(family: Family) -> None:
    await wants_closed(family, family.father)
    his = (await member(family, "père"))["habilitation_id"]
    await family.father.client.delete(f"/api/carnets/{family.carnet_id}/habilitations/{his}")
    assert await listed(family, family.mother) == []


async def test_one_parent_is_removed_with_their_own_agreement_alone(family: Family) -> None:
    his = (await member(family, "père"))["habilitation_id"]
    await family.mother.prove()
    refused = await family.mother.client.delete(f"/api/carnets/{family.carnet_id}/habilitations/{his}")
    assert (refused.status_code, refused.json()["code"]) == (403, "other_representative")
    asked = await removal(family, family.mother, "père")
    assert (asked.json()["state"], asked.json()["agreement"]["about"]) == ("waiting", "Marc Moreau")
    assert await exists(family, family.father)
    assert (await answers(family, family.father, agree=True)).json()["state"] == "done"
    assert not await exists(family, family.father)
    assert await exists(family, family.mother)
    assert "père" not in str(
        (await family.mother.client.get(f"/api/carnets/{family.carnet_id}/circle")).json()
    )


async def test_each_asking_the_other_to_leave_at_once_waits_in_turn(family: Family) -> None:
    """Both hold on to the same rows: in the same order, or one of them would be thrown out by the database."""
    pairs = (family.mother, "père"), (family.father, "mère")
    asked = [(who, {"habilitation_id": (await member(family, of))["habilitation_id"]}) for who, of in pairs]
    for who, _ in asked:
        await who.prove()
    answers = await asyncio.gather(
        *(who.client.post(base(family), json=body) for who, body in asked for _ in range(4))
    )
    assert {a.status_code for a in answers} == {200}, [a.text for a in answers]


async def test_only_another_representative_is_asked_about(family: Family) -> None:
    for relation in ("mère", "grand-mère"):
        assert (await removal(family, family.mother, relation)).status_code == 404


async def test_asking_again_and_again_does_not_harass(family: Family, clock: MovingClock) -> None:
    for _ in range(3):
        assert (await wants_closed(family, family.mother)).status_code == 202
        await answers(family, family.mother, agree=False)
    many = await wants_closed(family, family.mother)
    assert (many.status_code, many.json()["code"]) == (429, "too_many_attempts")


# A court has decided.


async def test_a_recorded_decision_makes_one_enough_for_closing_and_the_other_is_told(family: Family) -> None:
    await family.mailbox.new()
    made = await record(family, family.mother, "exclusive", "mère")
    assert made.status_code == 201, made.text
    (letter,) = await family.mailbox.new()
    assert letter["To"] == "marc@example.org"
    assert "qui peut décider pour Théo" in text(letter)
    (his,) = (await family.father.client.get(decisions(family))).json()
    assert (his["proof"].startswith("Jugement"), his["mine"], his["contested"]) == (True, False, False)
    assert (await family.mother.client.get(url(family))).json()["must_agree"] == []
    # Who is left out by it decides nothing without her.
    assert (await wants_closed(family, family.father)).status_code == 202
    closed = await wants_closed(family, family.mother)
    assert closed.status_code == 200
    # He can still come back, as before: nothing was lost meanwhile.
    assert (await reopen(family.father, closed.json()["id"])).status_code == 200


async def test_contested_it_counts_for_nothing_until_that_is_taken_back(family: Family) -> None:
    (made,) = (await record(family, family.mother, "exclusive", "mère")).json()
    path = decisions(family, f"/{made['id']}/contest")
    assert (await family.mother.client.post(path, json={"contests": True})).status_code == 404
    assert (await family.physio.client.post(path, json={"contests": True})).status_code == 404
    (said,) = (await family.father.client.post(path, json={"contests": True})).json()
    assert (said["contested"], said["contested_by_me"]) == (True, True)
    assert (await wants_closed(family, family.mother)).status_code == 202
    await family.father.client.post(path, json={"contests": False})
    assert (await wants_closed(family, family.mother)).status_code == 200


async def test_an_access_ends_by_a_decision_only_after_a_week_without_objection(
    family: Family, clock: MovingClock
) -> None:
    """What could not be undone by whom it takes out: a word of one must not do it at once."""
    assert (await record(family, family.mother, "withdrawn", "père")).status_code == 201
    assert (await removal(family, family.mother, "père")).json()["state"] == "waiting"
    assert (await answers(family, family.mother, agree=False)).status_code == 200
    clock.at += WEEK
    done = await removal(family, family.mother, "père")
    assert done.json()["state"] == "done"
    assert not await exists(family, family.father)


async def test_to_whom_it_was_given_back_is_asked_before_their_access_ends(
    family: Family, clock: MovingClock
) -> None:
    assert (await record(family, family.mother, "withdrawn", "père")).status_code == 201
    assert (await record(family, family.mother, "authority", "père", since="2026-11-01")).status_code == 201
    clock.advance(days=8)
    assert (await removal(family, family.mother, "père")).json()["state"] == "waiting"


async def test_closing_takes_from_nobody_the_week_in_which_they_contest(
    family: Family, clock: MovingClock
) -> None:
    (made,) = (await record(family, family.mother, "withdrawn", "père")).json()
    clock.advance(days=2)
    assert (await wants_closed(family, family.mother)).status_code == 200
    clock.advance(days=20)
    await again(family.father)
    (closed,) = await closings(family.father)
    await family.father.prove()
    assert (await reopen(family.father, closed["id"])).status_code == 200
    clock.advance(days=4)
    contested = await family.father.client.post(
        decisions(family, f"/{made['id']}/contest"), json={"contests": True}
    )
    assert contested.status_code == 200


async def test_a_friends_objection_taken_back_leaves_the_other_a_week_to_object(
    family: Family, clock: MovingClock, query: Any
) -> None:
    """Else one parent's second self would object first, and nobody else could until it no longer helps."""
    made = (await record(family, family.mother, "withdrawn", "père")).json()[0]
    friend, mother = [
        UUID((await who.client.get("/api/me")).json()["id"]) for who in (family.stranger, family.mother)
    ]
    await query(
        "INSERT INTO habilitation (id, carnet_id, person_id, profile, profession, structure, relation, since, period)"
        " SELECT gen_random_uuid(), carnet_id, $1, profile, '', '', 'amie', since, period FROM habilitation"
        " WHERE carnet_id = $2 AND person_id = $3",
        friend,
        UUID(family.carnet_id),
        mother,
    )
    path = decisions(family, f"/{made['id']}/contest")
    assert (await family.stranger.client.post(path, json={"contests": True})).status_code == 200
    # Another joins; taken back by the first, it still counts for nothing.
    (both,) = (await family.father.client.post(path, json={"contests": True})).json()
    assert both["contested_by_me"]
    await family.mailbox.new()
    assert (await family.father.client.post(path, json={"contests": False})).json()[0]["contested"]
    assert await family.mailbox.new() == [], "nothing has changed for anybody"
    clock.at += WEEK
    await family.mailbox.new()
    (late,) = (await family.stranger.client.post(path, json={"contests": False})).json()
    assert (late["contested"], late["counts_from"][:10]) == (False, str((clock.at + WEEK).date()))
    assert "marc@example.org" in {letter["To"] for letter in await family.mailbox.new()}
    assert (await family.stranger.client.post(path, json={"contests": True})).json()[0]["contested"]
    clock.at += timedelta(days=1)
    await family.mailbox.new()
    # Leaving takes it back as well: nobody keeps out a decision from where they no longer are.
    own = (await member(family, "amie"))["habilitation_id"]
    left = await family.stranger.client.delete(f"/api/carnets/{family.carnet_id}/habilitations/{own}")
    assert left.status_code == 204, left.text
    told = {(letter["To"], letter["Subject"]) for letter in await family.mailbox.new()}
    assert ("marc@example.org", "Une décision enregistrée n’est plus contestée") in told
    (anew,) = (await family.father.client.get(decisions(family))).json()
    assert (anew["contested"], anew["counts_from"][:10]) == (False, str((clock.at + WEEK).date()))
    assert (await removal(family, family.mother, "père")).json()["state"] == "waiting"
    (said,) = (await family.father.client.post(path, json={"contests": True})).json()
    assert said["contested_by_me"]


async def test_exclusive_exercise_takes_no_ones_reading(family: Family, clock: MovingClock) -> None:
    """373-2-1: the other parent is informed."""
    await record(family, family.mother, "exclusive", "mère")
    clock.at += WEEK
    assert await exists(family, family.father)
    assert (await removal(family, family.mother, "père")).json()["state"] == "waiting"
    assert await exists(family, family.father)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"since": "2027-01-01"}, "since"),
        ({"until": "2026-01-01"}, "until"),
        ({"proof": "     x "}, "proof"),
        ({"person_id": "01a1fd55-7a80-7000-8000-000000000000"}, "person_id"),
    ],
)
async def test_what_cannot_be_recorded(family: Family, wrong: dict[str, str], field: str) -> None:
    refused = await record(family, family.mother, "exclusive", "mère", **wrong)
    assert refused.status_code == 422
    assert [f["name"] for f in refused.json()["fields"]] == [field]


async def test_who_recorded_it_removes_it(family: Family) -> None:
    (made,) = (await record(family, family.mother, "exclusive", "mère")).json()
    assert (await family.father.client.delete(decisions(family, f"/{made['id']}"))).status_code == 404
    assert (await family.mother.client.delete(decisions(family, f"/{made['id']}"))).status_code == 204
    assert (await family.father.client.get(decisions(family))).json() == []
    assert (await wants_closed(family, family.mother)).status_code == 202
