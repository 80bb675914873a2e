"""At eighteen the notebook becomes theirs: told before, then a waiting state in which nothing is lost, then they decide who keeps what."""

import asyncio
from contextvars import Context
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from backend.kit.database import fetch
from backend.kit.transaction import transaction
from backend.rooms.access import service as access
from backend.rooms.carnet.erasing import erase_due
from backend.rooms.carnet.majority_telling import announce
from tests.conftest import MovingClock
from tests.family import Family, Member
from tests.paper import words
from tests.rooms.access.test_holder import base, let_in
from tests.rooms.captures.conftest import add, jpeg
from tests.rooms.carnet.test_closing import ALL, again, close, closings, reopen
from tests.rooms.identity.people import text

BIRTHDAY = datetime(2026, 12, 5, 8, tzinfo=UTC)
APPOINTMENT = {"kind": "appointment", "title": "EEG", "starts": "2026-12-10T14:30:00", "zone": "Europe/Paris"}


async def born_on(family: Family, day: str) -> None:
    version = (await family.mother.client.get(base(family, ""))).json()["version"]
    changed = await family.mother.client.patch(base(family, ""), json={"version": version, "birth_date": day})
    assert changed.status_code == 200, changed.text


async def said(family: Family, who: Member) -> dict[str, Any]:
    answer = await who.client.get(base(family, "majority"))
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def takes_over(family: Family, who: Member, *keeps: dict[str, Any]) -> Any:
    await who.prove()
    return await who.client.post(base(family, "majority"), json={"keeps": list(keeps)})


async def test_it_is_announced_once_to_the_parents_and_the_child_and_says_nothing_of_health(
    family: Family, clock: MovingClock
) -> None:
    await born_on(family, "2008-12-05")
    theo = await let_in(family)
    await family.mailbox.new()
    await announce(clock.now())
    await announce(clock.now() + timedelta(days=1))
    letters = await family.mailbox.new()
    assert sorted((m["To"], m["Subject"]) for m in letters) == [
        (family.mother.email, "Théo aura 18 ans le 5 déc. 2026"),
        (family.father.email, "Théo aura 18 ans le 5 déc. 2026"),
        (theo.email, "Ton carnet sera bientôt à toi"),
    ]
    assert not any("émiplégie" in text(m) or "Moreau" in text(m) for m in letters)
    assert (await said(family, theo))["state"] == "soon"
    await announce(BIRTHDAY)
    await announce(BIRTHDAY + timedelta(days=30))
    assert {m["Subject"] for m in await family.mailbox.new()} == {"Théo a 18 ans", "Ton carnet est à toi"}


async def test_from_the_birthday_who_represented_reads_and_decides_nothing(
    family: Family, clock: MovingClock
) -> None:
    await born_on(family, "2008-12-05")
    clock.at = BIRTHDAY - timedelta(days=1)
    assert "manage" in (await family.rights_of(family.mother))["circle"]
    clock.at = BIRTHDAY
    state = await said(family, family.mother)
    assert (state["state"], state["of_age_on"], state["holder"]) == ("waiting", "2026-12-05", None)
    client = family.mother.client
    await family.mother.prove()
    assert (await client.get(base(family, "emergency"))).status_code == 200
    assert (await client.get(base(family, "captures"))).status_code == 200
    for method, path in (
        ("PATCH", ""), ("POST", "invitations"), ("POST", "closing"), ("POST", "emergency/links"), ("POST", "exports"),
    ):  # fmt: skip
        answer = await client.request(method, base(family, path), json={})
        assert answer.status_code == 404, (path, answer.text)
    granny = await family.habilitation("Odile")
    assert (await client.delete(base(family, f"habilitations/{granny}"))).status_code == 404
    # What is left to them: letting in whose notebook it is. The account takes nothing over before the family could object.
    invited = await client.post(base(family, "majority/invitation"), json={"email": family.stranger.email})
    assert invited.status_code == 201, invited.text
    theo = family.stranger
    token = invited.json()["url"].partition("#")[2]
    assert (await theo.client.post("/api/invitations/accept", json={"token": token})).status_code == 200
    refused = await takes_over(family, theo)
    assert (refused.status_code, refused.json()["code"]) == (409, "account_too_new")
    clock.advance(days=7)
    theirs = await family.habilitation("Zoé")
    assert (await client.delete(base(family, f"habilitations/{theirs}"))).status_code == 403
    assert (await client.post(base(family, "majority/doubt"))).status_code == 409, "said in the first week"
    assert (await takes_over(family, theo)).status_code == 200


async def test_what_was_asked_on_the_eve_is_done_by_nobody_after_the_birthday(
    family: Family, clock: MovingClock
) -> None:
    """Else both parents, who decide nothing any more, would close the notebook of an adult."""
    await born_on(family, "2008-12-05")
    clock.at = BIRTHDAY - timedelta(days=1)
    await family.mother.prove()
    asked = await family.mother.client.post(base(family, "closing"))
    assert asked.status_code == 202, asked.text
    clock.at = BIRTHDAY
    await family.father.prove()
    answer = await family.father.client.post(
        base(family, f"agreements/{asked.json()['id']}/answer"), json={"agree": True}
    )
    assert answer.status_code == 404, answer.text
    assert (await family.father.client.get(base(family, "agreements"))).json() == []
    assert (await said(family, family.father))["state"] == "waiting"


async def test_in_the_waiting_state_the_urgent_sheet_is_kept_up_and_nobody_else_keeps_it(
    family: Family, clock: MovingClock
) -> None:
    await born_on(family, "2008-12-05")
    lost, bag = await family.link("Cartable"), await family.link("Fauteuil")
    camp = await family.link("Colonie", until="2026-12-04")
    clock.at = BIRTHDAY
    sheet, client = base(family, "emergency"), family.mother.client
    # Corrected, confirmed, printed: with the rights that she had, and no others.
    new = {"content": {"section": "todo", "title": "IRM", "tone": "know"}}
    written = await client.post(f"{sheet}/lines", json=new)
    assert written.status_code == 201, written.text
    for content in (
        {"section": "allergies", "substance": "Latex"},
        {"section": "treatments", "name": "Baclofène"},
        {"section": "devices", "name": "Orthèse"},
        {"section": "diagnoses", "name": "Épilepsie"},
        {"section": "contacts", "name": "Marc"},
        {"section": "weight", "kg": 61, "measured_on": "2026-11-20"},
    ):
        await family.add(content)
    read = await family.reread(family.father)
    assert read["read"]["by"]["name"] == "Marc Moreau"
    card = await client.get(f"{sheet}/links/{bag['link']['id']}/card")
    assert (card.status_code, card.content[:5]) == (200, b"%PDF-")
    dated = await client.post(base(family, "agenda"), json={"content": APPOINTMENT})
    assert dated.status_code == 201, dated.text
    # A lost code: revoked, or one for one; never one that opens what was closed, nor one more.
    await family.mother.prove()
    replaced = await client.post(f"{sheet}/links/{lost['link']['id']}/renew")
    assert replaced.status_code == 201, replaced.text
    assert (await family.doctor.get(lost["code"]["url"])).status_code == 410
    assert "Latex" in (await family.doctor.get(replaced.json()["code"]["url"])).text
    assert (await client.delete(f"{sheet}/links/{bag['link']['id']}")).status_code == 204
    assert (await family.doctor.get(bag["code"]["url"])).status_code == 404
    assert (await client.post(f"{sheet}/links/{camp['link']['id']}/renew")).status_code == 404
    assert (await client.post(f"{sheet}/links", json={"name": "Encore"})).status_code == 404
    # The last one revoked by mistake, or run out: one is put back in its place, and no second.
    last = replaced.json()["link"]["id"]
    assert (await client.delete(f"{sheet}/links/{last}")).status_code == 204
    assert (await client.post(f"{sheet}/links/{lost['link']['id']}/renew")).status_code == 404
    assert (await client.post(f"{sheet}/links/{last}/renew")).status_code == 201
    assert (await client.post(f"{sheet}/links/{camp['link']['id']}/renew")).status_code == 404
    # Once a guardian represents, the other parent is narrowed by that, and keeps nothing up any more.
    me = (await client.get("/api/me")).json()["id"]
    guardian = {"kind": "guardian", "person_id": me, "since": "2026-12-05", "proof": "Jugement"}
    assert (await client.post(base(family, "decisions"), json=guardian)).status_code == 201
    assert "manage" in (await family.rights_of(family.father))["emergency"]
    clock.advance(days=7)
    fathers = await family.rights_of(family.father)
    assert (fathers["emergency"], fathers["agenda"]) == (["read"], ["read"])
    assert (await family.father.client.post(f"{sheet}/lines", json=new)).status_code == 404


async def test_a_guardian_is_recorded_in_the_waiting_state_and_represents_after_a_week(
    family: Family, clock: MovingClock
) -> None:
    await born_on(family, "2008-12-05")
    clock.at = BIRTHDAY
    me = (await family.mother.client.get("/api/me")).json()["id"]
    new = {"kind": "guardian", "person_id": me, "since": "2026-12-05", "proof": "Jugement du 5 décembre 2026"}
    url = base(family, "decisions")
    await family.mother.prove()
    assert (await family.mother.client.post(url, json=new | {"kind": "exclusive"})).status_code == 404
    assert (await family.mother.client.post(url, json=new)).status_code == 201
    assert "manage" not in (await family.rights_of(family.mother))["circle"]
    clock.advance(days=7)
    assert "manage" in (await family.rights_of(family.mother))["circle"]
    people = (await family.mother.client.get(f"{url}/people")).json()
    assert [p["standing"] for p in people if not p["me"]] == ["informed"]


async def test_the_young_adult_is_told_of_a_guardian_and_one_of_the_eve_keeps_nobody_in(
    family: Family, clock: MovingClock
) -> None:
    await born_on(family, "2008-12-05")
    theo = await let_in(family)
    clock.at = BIRTHDAY
    me = (await family.mother.client.get("/api/me")).json()["id"]
    new = {"kind": "curator", "person_id": me, "since": "2026-12-05", "proof": "Jugement du 5 décembre 2026"}
    await family.mother.prove()
    await family.mailbox.new()
    url = base(family, "decisions")
    (wrong,) = (await family.mother.client.post(url, json=new | {"kind": "guardian"})).json()
    told = {m["To"]: m for m in await family.mailbox.new()}
    assert set(told) == {theo.email, family.father.email}
    assert f"/c/{family.carnet_id}/majorite" in text(told[theo.email])
    # Who recorded it by mistake takes it away, though they decide nothing else.
    assert (await family.mother.client.delete(f"{url}/{wrong['id']}")).status_code == 204
    assert (await family.mother.client.post(url, json=new)).status_code == 201
    assert {p["relation"] for p in (await said(family, theo))["representatives"]} == {"mère", "père"}
    assert (await takes_over(family, theo)).status_code == 200
    assert (await family.mother.client.get(base(family, "captures"))).status_code == 404


async def test_nobody_else_ends_the_account_of_somebody_of_age_and_a_doubt_puts_it_off_once(
    family: Family, clock: MovingClock
) -> None:
    await born_on(family, "2008-12-05")
    clock.at = BIRTHDAY
    await family.mother.prove()
    url = base(family, "majority/invitation")
    invited = await family.mother.client.post(url, json={"email": family.stranger.email})
    token = invited.json()["url"].partition("#")[2]
    zoe, father = family.stranger.client, family.father.client
    assert (await zoe.post("/api/invitations/accept", json={"token": token})).status_code == 200
    await family.mailbox.new()
    theirs = await family.habilitation("Zoé")
    refused = await father.delete(base(family, f"habilitations/{theirs}"))
    assert (refused.status_code, refused.json()["code"]) == (403, "their_own_account")
    (letter,) = await family.mailbox.new()
    assert (letter["To"], "Marc" in text(letter)) == (family.stranger.email, True)
    assert (await said(family, family.father))["may_doubt"]
    assert (await zoe.post(base(family, "majority/doubt"))).status_code == 404
    doubted = (await father.post(base(family, "majority/doubt"))).json()
    assert (doubted["doubted"], doubted["takes_over_on"]) == (True, "2027-01-04")
    assert {m["To"] for m in await family.mailbox.new()} == {family.stranger.email, family.mother.email}
    # Once, whoever says it; the account reads as before.
    clock.advance(days=2)
    anew = (await family.mother.client.post(base(family, "majority/doubt"))).json()
    assert (anew["takes_over_on"], anew["may_doubt"], await family.mailbox.new()) == (
        "2027-01-04",
        False,
        [],
    )
    assert (await zoe.get(base(family, "captures"))).status_code == 200
    clock.advance(days=8)
    assert (await takes_over(family, family.stranger)).json()["code"] == "account_too_new"
    clock.advance(days=21)
    await again(family.stranger)
    assert (await takes_over(family, family.stranger)).status_code == 200


async def test_a_guardian_neither_ends_nor_narrows_the_account_of_the_adult(
    family: Family, clock: MovingClock
) -> None:
    """And the young adult says, as they take over, that the guardianship is not so: it then keeps nobody in."""
    await born_on(family, "2008-12-05")
    theo = await let_in(family)
    clock.at = BIRTHDAY
    assert (await family.mother.client.post(base(family, "majority/doubt"))).status_code == 409
    me = (await family.mother.client.get("/api/me")).json()["id"]
    new = {"kind": "guardian", "person_id": me, "since": "2026-12-05", "proof": "Jugement"}
    await family.mother.prove()
    assert (await family.mother.client.post(base(family, "decisions"), json=new)).status_code == 201
    clock.advance(days=8)
    url = base(family, f"habilitations/{await family.habilitation('Zoé')}")
    await family.mother.prove()
    for answer in (
        await family.mother.client.delete(url),
        await family.mother.client.patch(
            url, json={"version": 1, "rights": {"identity": ["read"], "photos": ["read"]}}
        ),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "their_own_account")
    await again(theo)
    (measure,) = (await said(family, theo))["measures"]
    assert (measure["kind"], measure["relation"]) == ("guardian", "mère")
    await theo.prove()
    said_wrong = {"contests": ["01a1fd55-7a80-7000-8000-000000000000"]}
    assert (await theo.client.post(base(family, "majority"), json=said_wrong)).status_code == 422
    taken = await theo.client.post(base(family, "majority"), json={"contests": [measure["decision_id"]]})
    assert (taken.status_code, taken.json()["measures"]) == (200, [])
    assert (await family.mother.client.get(base(family, "captures"))).status_code == 404
    # Whom the young adult invites to decide with them finds the notebook, though they represented a minor once.
    invited = {"email": family.mother.email, "name": "Anne", "profile": "representative"}
    made = await theo.client.post(base(family, "invitations"), json=invited)
    token = made.json()["url"].partition("#")[2]
    assert (
        await family.mother.client.post("/api/invitations/accept", json={"token": token})
    ).status_code == 200
    assert "manage" in (await family.rights_of(family.mother))["circle"]


async def test_closed_just_before_eighteen_it_waits_for_the_young_adult(
    family: Family, clock: MovingClock
) -> None:
    await born_on(family, "2008-12-05")
    theo = await let_in(family)
    closed = await close(family)
    assert closed["ends_at"].startswith("2027-12-04T23:00")
    assert await closings(theo) == []
    await family.mailbox.new()
    clock.at = BIRTHDAY + timedelta(days=25)
    for _ in range(3):
        await erase_due(clock.at)
        clock.advance(hours=1)
    (letter,) = await family.mailbox.new()
    assert (letter["To"], "5 déc. 2027" in text(letter)) == (theo.email, True)
    await again(theo)
    (waits,) = await closings(theo)
    assert waits["state"] == "closed"
    assert (await reopen(theo, waits["id"])).status_code == 200
    assert (await said(family, theo))["state"] == "waiting"


async def test_what_cannot_wait_yet_is_not_erased_meanwhile(
    family: Family, clock: MovingClock, monkeypatch: pytest.MonkeyPatch, query: Any
) -> None:
    """The mail server, the database: whatever failed, nobody who came of age meanwhile loses what is theirs by it."""
    await born_on(family, "2008-12-05")
    await close(family)
    # As those that were closed before closings looked at the birthday.
    await query("UPDATE closing SET ends_at = closed_at + interval '30 days'")
    clock.at += ALL
    with monkeypatch.context() as away:
        away.setattr("backend.rooms.access.closing.wait_for_adult", _fails)
        for _ in range(3):
            await erase_due(clock.at)
            clock.at += timedelta(hours=1)
    assert len(await query("SELECT 1 FROM carnet")) == 1
    await erase_due(clock.at)
    clock.at += timedelta(hours=1)
    await erase_due(clock.at)
    assert len(await query("SELECT 1 FROM carnet")) == 1


async def _fails(*_: Any, **__: Any) -> None:
    raise OSError("away")


async def test_the_young_adult_takes_over_and_decides_what_each_keeps(
    family: Family, clock: MovingClock, run_jobs: Any, query: Any
) -> None:
    await born_on(family, "2008-12-05")
    theo = await let_in(family)
    own = await add(theo.client, family.carnet_id, jpeg("navy"), hide="representatives")
    kept = await add(family.physio.client, family.carnet_id, jpeg("olive"))
    await run_jobs()
    hidden = {"kind": "capture", "item_id": kept, "scope": "representatives", "reason": "Théo s’y oppose",
              "opposition": {"refused": True, "sought": True}}  # fmt: skip
    assert (await family.physio.client.post(base(family, "masks"), json=hidden)).status_code == 201
    early = await takes_over(family, theo)
    assert (early.status_code, early.json()["code"]) == (409, "not_of_age_yet")
    clock.at = BIRTHDAY
    assert (await family.mother.client.post(base(family, "majority"), json={})).status_code == 404
    unproved = await theo.client.post(base(family, "majority"), json={})
    assert (unproved.status_code, unproved.json()["code"]) == (403, "fresh_proof_needed")
    parents = (await said(family, theo))["representatives"]
    anne = next(p["habilitation_id"] for p in parents if p["relation"] == "mère")
    granny = await family.habilitation("Odile")
    rights = {"identity": ["read"], "photos": ["read"]}
    wrong = await takes_over(family, theo, {"habilitation_id": granny, "rights": rights})
    assert wrong.status_code == 422
    await family.mailbox.new()
    done = await takes_over(family, theo, {"habilitation_id": anne, "rights": rights})
    assert (done.status_code, done.json()["state"], done.json()["mine"]) == (200, "own", True), done.text
    assert {m["To"] for m in await family.mailbox.new()} == {family.mother.email, family.father.email}

    # Théo decides of all of it; his mother reads what he granted; his father nothing; the others what they had.
    assert "manage" in (await family.rights_of(theo))["circle"]
    assert await family.rights_of(family.mother) == rights
    for path in ("", "majority", "captures"):
        assert (await family.father.client.get(base(family, path))).status_code == 404
    assert (await family.granny.client.get(base(family, "habits"))).status_code == 200
    # What was kept from his parents is his to read, and not theirs still.
    album = {c["id"] for c in (await theo.client.get(base(family, "captures"))).json()["captures"]}
    assert {own, kept} <= album
    hers = await family.mother.client.get(base(family, "captures"))
    assert {c["id"] for c in hers.json()["captures"]}.isdisjoint({own, kept})
    assert [r["kind"] for r in await query("SELECT kind FROM authority_fact")] == ["taken_over"]
    # Nothing is announced any more, and it is taken over once.
    await announce(clock.now())
    assert await family.mailbox.new() == []
    assert (await takes_over(family, theo)).status_code == 404


async def test_an_adult_who_opened_their_own_notebook_waits_for_nobody(family: Family) -> None:
    opened = await family.stranger.client.post(
        "/api/carnets", json={"given_name": "Zoé", "family_name": "B", "birth_date": "1980-02-02"}
    )
    assert "manage" in opened.json()["me"]["rights"]["circle"]


async def test_beside_somebody_who_represents_themself_nobody_waits(
    family: Family, clock: MovingClock, query: Any
) -> None:
    await born_on(family, "2008-12-05")
    clock.at = BIRTHDAY
    assert "manage" in (await family.rights_of(family.mother))["emergency"]
    await query(
        "UPDATE habilitation SET relation = 'moi-même', profile = profile WHERE relation = 'père' RETURNING id"
    )
    assert "manage" in (await family.rights_of(family.father))["circle"]
    assert (await family.rights_of(family.mother))["emergency"] == ["read"]


async def test_asked_twice_at_once_it_is_taken_over_once(family: Family, clock: MovingClock) -> None:
    await born_on(family, "2008-12-05")
    theo = await let_in(family)
    clock.at = BIRTHDAY
    await theo.prove()
    both = await asyncio.gather(*(theo.client.post(base(family, "majority"), json={}) for _ in range(2)))
    assert sorted(one.status_code for one in both) in ([200, 404], [200, 409])
    assert "manage" in (await family.rights_of(theo))["circle"]


async def test_a_curator_who_stays_reads_nothing_that_was_kept_and_brings_in_no_second_account(
    family: Family, clock: MovingClock, run_jobs: Any
) -> None:
    await born_on(family, "2008-12-05")
    theo = await let_in(family)
    own = await add(theo.client, family.carnet_id, jpeg("navy"), hide="representatives")
    await run_jobs()
    clock.at = BIRTHDAY
    me = (await family.mother.client.get("/api/me")).json()["id"]
    new = {"kind": "curator", "person_id": me, "since": "2026-12-05", "proof": "Jugement du 5 décembre 2026"}
    await family.mailbox.new()
    await family.mother.prove()
    assert (await family.mother.client.post(base(family, "decisions"), json=new)).status_code == 201
    letters = {m["To"]: m["Subject"] for m in await family.mailbox.new()}
    assert letters[theo.email] == "Une décision sur toi est notée dans ton carnet"
    await said(family, theo)
    clock.advance(days=8)
    assert (await takes_over(family, theo)).status_code == 200
    album = (await family.mother.client.get(base(family, "captures"))).json()["captures"]
    assert own not in {c["id"] for c in album}
    assert (await theo.client.get(base(family, f"captures/{own}"))).status_code == 200
    await family.mother.prove()
    second = await family.mother.client.post(
        base(family, "majority/invitation"), json={"email": "autre@example.org"}
    )
    assert (second.status_code, second.json()["code"]) == (409, "holder_is_there")


async def test_whom_a_fact_left_nothing_is_not_told_that_it_is_taken_over(
    family: Family, clock: MovingClock
) -> None:
    theo = await let_in(family)
    father = (await family.father.client.get("/api/me")).json()["id"]
    new = {
        "kind": "withdrawn",
        "person_id": father,
        "since": "2026-11-01",
        "proof": "Jugement du 1 novembre 2026",
    }
    await family.mother.prove()
    assert (await family.mother.client.post(base(family, "decisions"), json=new)).status_code == 201
    await born_on(family, "2008-12-05")
    clock.at = BIRTHDAY
    await family.mailbox.new()
    assert (await takes_over(family, theo)).status_code == 200
    assert {m["To"] for m in await family.mailbox.new()} == {family.mother.email}


async def test_no_corrected_birth_ends_at_once_what_the_family_decides(
    family: Family, clock: MovingClock
) -> None:
    url = base(family, "")
    clock.advance(days=10)
    for born in ("2008-11-25", "2008-12-05"):
        answer = await family.mother.client.patch(url, json={"version": 1, "birth_date": born})
        assert [f["name"] for f in answer.json()["fields"]] == ["birth_date"], answer.text
    await born_on(family, "2000-01-01")  # an adult's, when it was opened
    answer = await family.mother.client.patch(url, json={"version": 2, "birth_date": "2008-11-25"})
    assert answer.status_code == 422
    await born_on(family, "2009-01-05")
    await announce(clock.now())
    await born_on(family, "2009-01-06")
    await family.mailbox.new()
    await announce(clock.now() + timedelta(days=1))
    assert {m["Subject"] for m in await family.mailbox.new()} == {"Théo aura 18 ans le 6 janv. 2027"}


async def test_a_birth_takes_the_circle_before_the_notebook(family: Family) -> None:
    """As whoever lets in or takes over does: in the other order, each would wait for the other."""
    version = (await family.mother.client.get(base(family, ""))).json()["version"]
    async with transaction():
        await access.hold_circle(UUID(family.carnet_id))
        url, said_ = base(family, ""), {"version": version, "birth_date": "2012-01-01"}
        # In a context of its own, as another request is: not in this transaction.
        changing = asyncio.create_task(family.mother.client.patch(url, json=said_), context=Context())
        for _ in range(300):
            await asyncio.sleep(0.01)
            if await fetch(
                "SELECT FROM pg_stat_activity WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))"
            ):
                break
        else:
            raise AssertionError("it waits for nothing")
        await fetch("SELECT FROM carnet WHERE id = $1 FOR UPDATE NOWAIT", UUID(family.carnet_id))
    assert (await changing).status_code == 200


async def test_an_invitation_to_the_wrong_address_is_taken_back_in_the_waiting_state(
    family: Family, clock: MovingClock
) -> None:
    await born_on(family, "2008-12-05")
    await family.mother.prove()
    other = await family.mother.client.post(
        base(family, "invitations"), json={"email": "oncle@example.org", "name": "Oncle", "profile": "carer"}
    )
    clock.at = BIRTHDAY
    await family.mother.prove()
    shown = {one["key"]: one for one in (await family.mother.client.get("/api/access/consents")).json()}

    async def agreeing_to(key: str) -> Any:
        consent = {name: shown[key][name] for name in ("version", "language", "sha256")}
        body = {"email": "faute@example.org", "consent": consent}
        return await family.mother.client.post(base(family, "majority/invitation"), json=body)

    assert (await agreeing_to("give_all")).status_code == 422
    made = await agreeing_to("give_self")
    url = base(family, "invitations")
    father = family.father.client
    assert (await father.delete(f"{url}/{made.json()['invitation']['id']}")).status_code == 204
    assert (await father.delete(f"{url}/{other.json()['invitation']['id']}")).status_code == 404


async def test_the_paper_of_an_adults_own_access_says_that_nobody_takes_it_back(
    family: Family, clock: MovingClock
) -> None:
    await born_on(family, "2008-12-05")
    theo = await let_in(family)
    members = (await theo.client.get(base(family, "circle"))).json()["members"]
    own = next(m["habilitation_id"] for m in members if m["me"])

    async def printed() -> str:
        return words((await theo.client.get(base(family, f"habilitations/{own}/paper"))).content)

    assert "retirer à tout moment" in await printed()
    clock.at = BIRTHDAY
    assert "ni limiter ni retirer son accès" in await printed()
