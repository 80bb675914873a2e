"""The agenda over HTTP: who may not, then what works, then what is refused and why."""

import asyncio
from typing import Any
from uuid import uuid4

import pytest

from tests.conftest import MovingClock
from tests.family import Family

EYES = {
    "kind": "appointment",
    "title": "Ophtalmologiste",
    "starts": "2026-11-22T14:30:00",
    "zone": "Europe/Paris",
    "with_whom": "Dr Lenoir",
    "place": "CHU, porte B",
    "bring": "ordonnance",
}
CARD = {"kind": "deadline", "sort": "disability_card", "ends_on": "2027-08-31", "zone": "Europe/Paris"}


def url(family: Family, *more: str) -> str:
    return "/".join([f"/api/carnets/{family.carnet_id}/agenda", *more])


async def added(family: Family, content: dict[str, Any], **more: Any) -> dict[str, Any]:
    answer = await family.mother.client.post(url(family), json={"content": content, **more})
    assert answer.status_code == 201, answer.text
    return answer.json()


async def test_who_may_not(family: Family, client: Any) -> None:
    item = await added(family, EYES)
    for who, status in ((client, 401), (family.stranger.client, 404), (family.granny.client, 404)):
        assert (await who.get(url(family))).status_code == status
        assert (await who.post(url(family), json={"content": EYES})).status_code == status
    karim = family.physio.client
    assert (await karim.get(url(family))).status_code == 200
    assert (await karim.post(url(family), json={"content": EYES})).status_code == 404
    assert (
        await karim.patch(url(family, item["id"]), json={"version": 1, "content": EYES})
    ).status_code == 404
    assert (await karim.put(url(family, item["id"], "done"), json={"done": True})).status_code == 404
    assert (await karim.delete(url(family, item["id"]))).status_code == 404


async def test_an_appointment_is_there_for_the_others_with_its_moments(family: Family) -> None:
    item = await added(family, EYES)
    assert item["starts_at"] == "2026-11-22T13:30:00Z"
    assert [(r["lead"], r["at"]) for r in item["reminders"]] == [
        ("P7D", "2026-11-15T13:30:00Z"),
        ("P1D", "2026-11-21T13:30:00Z"),
        ("PT2H", "2026-11-22T11:30:00Z"),
    ]
    agenda = (await family.father.client.get(url(family))).json()
    assert [one["content"]["title"] for one in agenda["coming"]] == ["Ophtalmologiste"]
    assert agenda["coming"][0]["author"] == "Anne Moreau" or agenda["coming"][0]["author"].startswith("Anne")
    traces = (await family.mother.client.get(f"/api/carnets/{family.carnet_id}/traces")).json()["traces"]
    said = [one["sentence"] for one in traces]
    assert any("a ajouté une date à l’agenda" in one for one in said)
    assert any("a regardé l’agenda" in one and one.startswith("Marc") for one in said)


async def test_home_says_what_is_next_to_who_may_read_it(family: Family, query: Any) -> None:
    await added(family, EYES)
    later = await added(family, {**EYES, "title": "Dans longtemps", "starts": "2026-12-10T09:00:00"})
    await query(  # however many come in between
        "INSERT INTO agenda_item (id, carnet_id, content, starts_at, over_at, added_at, author_id, author_name)"
        " SELECT gen_random_uuid(), carnet_id, content, starts_at, over_at, added_at, author_id, author_name"
        " FROM agenda_item, generate_series(1, 45) WHERE id = $1",
        later["id"],
    )
    await added(
        family, {"kind": "deadline", "sort": "paper_card", "ends_on": "2028-02-29", "zone": "Europe/Paris"}
    )
    home = f"/api/carnets/{family.carnet_id}/home"
    told = (await family.father.client.get(home)).json()["next"]
    assert [(one["title"], one["sort"], one["last_day"]) for one in told] == [
        ("Ophtalmologiste", "", "2026-11-22"),
        ("", "paper_card", "2026-12-31"),
    ]
    assert (await family.granny.client.get(home)).json()["next"] == []


async def test_a_deadline_has_its_lead_times_and_says_that_they_are_advice(family: Family) -> None:
    item = await added(family, CARD)
    assert [r["at"] for r in item["reminders"]] == [
        "2026-11-30T08:00:00Z",
        "2027-02-28T08:00:00Z",
        "2027-04-30T07:00:00Z",
    ]
    assert item["verify"] is True
    other = await added(family, {**CARD, "sort": "equipment", "title": "Corset"})
    assert other["verify"] is False


async def test_an_old_card_on_paper_ends_with_the_year_2026(family: Family) -> None:
    item = await added(family, {**CARD, "sort": "paper_card", "ends_on": "2028-02-29"})
    assert item["last_day"] == "2026-12-31"
    assert item["content"]["ends_on"] == "2028-02-29"
    assert item["over_at"] == "2026-12-31T23:00:00Z"


async def test_29_february(family: Family) -> None:
    item = await added(family, {**CARD, "ends_on": "2028-02-29", "reminders": ["P24M", "P12M", "P6M"]})
    assert [r["at"][:10] for r in item["reminders"]] == ["2026-02-28", "2027-02-28", "2027-08-29"]
    answer = await family.mother.client.post(url(family), json={"content": {**CARD, "ends_on": "2027-02-29"}})
    assert answer.status_code in {400, 422}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"ends": "2026-11-22T14:00:00"}, "ends"),
        ({"ends": "2026-11-22T14:30:00"}, "ends"),
        ({"ends": "2027-01-22T14:00:00"}, "ends"),
        ({"ends": "0001-01-01T00:00:00"}, "ends"),
        ({"ends": "9999-12-31T23:59:00", "zone": "America/Los_Angeles"}, "ends"),
        ({"starts": "2027-03-28T02:30:00"}, "starts"),
        ({"starts": "1999-03-28T12:30:00"}, "starts"),
        ({"starts": "2226-03-28T12:30:00"}, "starts"),
        ({"zone": "Mars/Olympus"}, "zone"),
        ({"title": "\u202e \u200b"}, "title"),
        ({"place": "\ufb2c" * 290}, "place"),
    ],
)
async def test_what_cannot_be_is_refused_by_its_field(family: Family, change: Any, field: str) -> None:
    answer = await family.mother.client.post(url(family), json={"content": {**EYES, **change}})
    assert answer.status_code == 422, answer.text
    assert [one["name"] for one in answer.json()["fields"]] == [field]


@pytest.mark.parametrize(
    "change",
    [
        {"starts": "2026-11-22T14:30:00Z"},
        {"starts": "tomorrow"},
        {"starts": "2026-02-29T14:30:00"},
        {"reminders": ["P0D"]},
        {"reminders": ["PT2H\n"]},
        {"reminders": ["P1D"] * 7},
        {"title": ""},
        {"title": "x" * 121},
        {"more": 1},
    ],
)
async def test_what_is_not_understood_is_refused(family: Family, change: Any) -> None:
    answer = await family.mother.client.post(url(family), json={"content": {**EYES, **change}})
    assert answer.status_code in {400, 422}, answer.text
    assert (await family.mother.client.get(url(family))).json()["coming"] == []


async def test_hours_are_not_for_deadlines(family: Family) -> None:
    answer = await family.mother.client.post(url(family), json={"content": {**CARD, "reminders": ["PT2H"]}})
    assert [one["name"] for one in answer.json()["fields"]] == ["reminders"]


async def test_the_same_id_twice_is_added_once_and_another_family_s_is_not_there(family: Family) -> None:
    id = str(uuid4())
    assert (await added(family, EYES, id=id))["id"] == id
    await added(family, {**EYES, "title": "Autre"}, id=id)
    assert [
        i["content"]["title"] for i in (await family.mother.client.get(url(family))).json()["coming"]
    ] == ["Ophtalmologiste"]
    zoe = family.stranger.client
    hers = (
        await zoe.post(
            "/api/carnets", json={"given_name": "Léa", "family_name": "B", "birth_date": "2023-01-01"}
        )
    ).json()["id"]
    answer = await zoe.post(f"/api/carnets/{hers}/agenda", json={"id": id, "content": EYES})
    assert answer.status_code == 404


async def test_asked_again_with_its_secret_it_is_hidden(family: Family) -> None:
    """The answer to the first was lost, and she has thought again: what her phone then sends is what counts."""
    item = await added(family, EYES)
    await added(family, EYES, id=item["id"], hide={"scope": "everyone"})
    assert (await family.physio.client.get(url(family, item["id"]))).status_code == 404
    (mask,) = (await family.mother.client.get(_masks(family, item["id"]))).json()["masks"]
    assert (await family.mother.client.delete(_masks(family, mask["id"], ""))).status_code == 204
    # shown again since: what was asked before is over
    await added(family, EYES, id=item["id"], hide={"scope": "everyone"})
    assert (await family.physio.client.get(url(family, item["id"]))).status_code == 200


def _masks(family: Family, id: str, kind: str = "agenda") -> str:
    return "/".join(filter(None, [f"/api/carnets/{family.carnet_id}/masks", kind, id]))


async def test_two_who_change_it_at_once(family: Family, query: Any) -> None:
    item = await added(family, EYES)
    mine = {"version": 1, "content": {**EYES, "starts": "2026-11-23T10:00:00"}}
    changed = await family.father.client.patch(url(family, item["id"]), json=mine)
    assert changed.status_code == 200
    assert changed.json()["version"] == 2
    assert changed.json()["changed_by"].startswith("Marc")
    late = await family.mother.client.patch(url(family, item["id"]), json={"version": 1, "content": EYES})
    assert late.status_code == 409
    assert late.json()["current"]["content"]["starts"] == "2026-11-23T10:00:00"
    due = await query("SELECT lead, due_at::text FROM agenda_moment ORDER BY due_at")
    assert [(one["lead"], one["due_at"][:16]) for one in due] == [
        ("P7D", "2026-11-16 09:00"),
        ("P1D", "2026-11-22 09:00"),
        ("PT2H", "2026-11-23 07:00"),
    ]


async def test_bin_and_back(family: Family, clock: MovingClock, query: Any) -> None:
    item = await added(family, EYES)
    assert (await family.mother.client.delete(url(family, item["id"]))).status_code == 204
    assert (await family.mother.client.get(url(family))).json()["coming"] == []
    assert [i["id"] for i in (await family.mother.client.get(url(family, "bin"))).json()] == [item["id"]]
    back = await family.father.client.post(url(family, item["id"], "restore"))
    assert back.json()["deleted_at"] is None
    await family.mother.client.delete(url(family, item["id"]))
    clock.advance(days=31)
    from backend.rooms.agenda import service

    await service.empty_bins(at=clock.now())
    assert await query("SELECT 1 AS one FROM agenda_item UNION ALL SELECT 1 FROM agenda_moment") == []


async def test_what_is_done_or_over_is_in_the_past(family: Family, clock: MovingClock) -> None:
    item, card = await added(family, EYES), await added(family, CARD)
    done = await family.mother.client.put(url(family, card["id"], "done"), json={"done": True})
    assert done.json()["done_by"].startswith("Anne")
    clock.advance(days=1, hours=6)
    agenda = (await family.father.client.get(url(family))).json()
    assert agenda["coming"] == []
    assert {one["id"] for one in agenda["past"]} == {item["id"], card["id"]}
    again = await family.mother.client.put(url(family, card["id"], "done"), json={"done": False})
    assert again.json()["done_at"] is None
    assert len((await family.father.client.get(url(family))).json()["coming"]) == 1


async def test_the_agenda_holds_five_hundred_dates_whoever_writes_at_once(family: Family, query: Any) -> None:
    first = await added(family, EYES)
    await query(
        "INSERT INTO agenda_item (id, carnet_id, content, starts_at, over_at, added_at, author_id, author_name)"
        " SELECT gen_random_uuid(), carnet_id, content, starts_at, over_at, added_at, author_id, author_name"
        " FROM agenda_item, generate_series(1, 497)"
    )
    binned = await added(family, EYES)
    assert (await family.mother.client.delete(url(family, binned["id"]))).status_code == 204
    done = await added(family, EYES)
    ended = await family.mother.client.put(url(family, done["id"], "done"), json={"done": True})
    assert ended.status_code == 200
    clients = [family.mother.client, family.father.client]
    at_once = [
        *(clients[n % 2].post(url(family), json={"content": EYES}) for n in range(6)),
        clients[0].post(url(family, binned["id"], "restore")),
        clients[1].put(url(family, done["id"], "done"), json={"done": False}),
    ]
    answers = await asyncio.gather(*at_once)
    refused = [answer for answer in answers if answer.status_code == 409]
    assert len(refused) == len(answers) - 2, [answer.status_code for answer in answers]
    assert {answer.json()["code"] for answer in refused} == {"agenda_full"}
    assert len((await family.mother.client.get(url(family))).json()["coming"]) == 500
    # What is there is still changed, and settled.
    changed = {"version": 1, "content": {**EYES, "title": "Ophtalmo"}}
    assert (await family.mother.client.patch(url(family, first["id"]), json=changed)).status_code == 200
    ended = await family.mother.client.put(url(family, first["id"], "done"), json={"done": True})
    assert ended.status_code == 200
