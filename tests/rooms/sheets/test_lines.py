"""The sheets made of lines: who may not, then that nothing written is ever lost, and that nobody's silence becomes a « none »."""

import asyncio
import random
from typing import Any
from uuid import uuid4

import pytest

from backend.rooms.sheets.eleven import SHEETS, Sheet

ALLERGY = {"kind": "allergy", "substance": "Pénicilline", "severity": "severe", "certainty": "confirmed"}
TREATMENT = {"kind": "treatment", "name": "Baclofène", "amount": 5, "unit": "mg", "times": ["20:00", "08:00"]}
LATEX = {"kind": "allergy", "substance": "Latex"}


def base(family: Any) -> str:
    return f"/api/carnets/{family.carnet_id}/sheets"


async def write(
    family: Any,
    who: Any,
    content: Any,
    bases: list[str],
    *,
    place: str,
    sheet: str = "allergies",
    **more: Any,
) -> Any:
    body = {"id": str(uuid4()), "content": content, "bases": bases, **more}
    answer = await who.client.put(f"{base(family)}/{sheet}/{place}", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def read(family: Any, who: Any, sheet: str = "allergies") -> Any:
    answer = await who.client.get(f"{base(family)}/{sheet}")
    assert answer.status_code == 200, answer.text
    return answer.json()


def ids(line: Any) -> list[str]:
    return [head["id"] for head in line["heads"]]


async def test_nobody_outside_the_circle(family):
    root, place = base(family), str(uuid4())
    calls = [
        ("GET", root, None),
        ("GET", f"{root}/allergies", None),
        ("PUT", f"{root}/allergies/{place}", {"id": str(uuid4()), "content": LATEX, "bases": []}),
        ("POST", f"{root}/allergies/{place}/confirm", {"version": str(uuid4())}),
        ("DELETE", f"{root}/allergies/{place}/confirm/{uuid4()}", None),
        ("GET", f"{root}/allergies/{place}/history", None),
    ]
    for method, url, body in calls:
        assert (await family.doctor.request(method, url, json=body)).status_code == 401, (method, url)
        out = await family.stranger.client.request(method, url, json=body)
        assert out.status_code == 404, (method, url)


async def test_each_sheet_is_a_door_of_its_own(family):
    """A grandparent keeps to what is open to them, and learns nothing of the others."""
    listed = await family.granny.client.get(base(family))
    assert [one["sheet"] for one in listed.json()["sheets"]] == ["pain_passport"]  # of the habits
    rights = (await family.access("Odile"))["rights"]
    del rights["sheets.habits"]
    await family.change_access("Odile", rights=rights)
    assert (await family.granny.client.get(base(family))).status_code == 404
    await family.change_access("Odile", rights=rights | {"sheets.allergies": ["read"]})
    listed = await family.granny.client.get(base(family))
    assert [one["sheet"] for one in listed.json()["sheets"]] == ["allergies"]
    for sheet in Sheet:
        answer = await family.granny.client.get(f"{base(family)}/{sheet}")
        assert answer.status_code == (200 if sheet == "allergies" else 404), sheet
    assert (await family.mother.client.get(f"{base(family)}/passwords")).status_code == 404


async def test_each_sheet_that_is_shown_leaves_its_own_trace(family, query):
    """Found again by its category, whether somebody looked or a phone keeps a copy."""
    for params in ({"keep": "true"}, {}):
        for _ in range(2):
            assert (await family.mother.client.get(f"{base(family)}/whole", params=params)).status_code == 200
    left = await query("SELECT tag, category, right_used FROM trace WHERE tag LIKE 'lines:%'")
    assert {row["right_used"] for row in left} == {f"{row['category']}:read" for row in left}
    shown = sorted((row["tag"], row["category"]) for row in left)
    looked = [(f"lines:{sheet}:read", about.category.value) for sheet, about in SHEETS.items()]
    kept = [("lines:list:keep", about.category.value) for about in SHEETS.values()]
    assert shown == sorted(looked + kept)


async def test_a_line_is_written_read_taken_away_and_brought_back(family, clock):
    place = str(uuid4())
    empty = await read(family, family.mother)
    assert [s["lines"] for s in empty["sections"]] == [[]]
    assert empty["sections"][0]["answer"] is None
    line = await write(family, family.mother, ALLERGY, [], place=place)
    assert (line["state"], line["heads"][0]["content"]["reaction"]) == ("holds", "")
    clock.advance(minutes=1)
    gone = await write(family, family.father, None, ids(line), place=place)
    assert gone["state"] == "removed"
    clock.advance(minutes=1)
    now = await read(family, family.mother)
    assert (now["sections"][0]["lines"], [one["place"] for one in now["removed"]]) == ([], [place])
    back = await write(family, family.mother, ALLERGY, ids(gone), place=place, restores=ids(line)[0])
    assert (back["state"], back["heads"][0]["action"]) == ("holds", "restore")
    past = (await family.mother.client.get(f"{base(family)}/allergies/{place}/history")).json()["versions"]
    assert [one["action"] for one in past] == ["restore", "remove", "write"]


async def test_two_at_once_are_both_read_until_a_person_settles(family):
    place = str(uuid4())
    first = await write(family, family.mother, ALLERGY, [], place=place)
    await write(family, family.father, None, ids(first), place=place)
    both = await write(family, family.mother, {**ALLERGY, "reaction": "Choc"}, ids(first), place=place)
    assert both["state"] == "conflict"
    assert {head["content"] is None for head in both["heads"]} == {True, False}
    shown = (await read(family, family.father))["sections"][0]["lines"]
    assert [one["state"] for one in shown] == ["conflict"]
    refused = await family.mother.client.post(
        f"{base(family)}/allergies/{place}/confirm", json={"version": ids(both)[0]}
    )
    assert (refused.status_code, len(refused.json()["current"]["heads"])) == (409, 2)
    settled = await write(family, family.father, ALLERGY, ids(both), place=place)
    assert (settled["state"], settled["heads"][0]["action"]) == ("holds", "settle")


@pytest.mark.parametrize("seed", range(4))
async def test_any_interleaving_loses_nothing(family, seed):
    """Three phones write over what they last saw, in any order: every text stays in the history, and one person can settle."""
    dice = random.Random(seed)
    place, seen, written = str(uuid4()), dict[str, list[str]](), set[str]()
    people = {"mother": family.mother, "father": family.father, "physio": family.physio}
    for step in range(12):
        name = dice.choice(list(people))
        if dice.random() < 0.3:
            lines = (await read(family, family.mother))["sections"][0]["lines"]
            seen[name] = ids(lines[0]) if lines else []
        text = f"{name} {step}"
        answer = await people[name].client.put(
            f"{base(family)}/allergies/{place}",
            json={
                "id": str(uuid4()),
                "content": {"kind": "allergy", "substance": text},
                "bases": seen.get(name, []),
            },
        )
        if answer.status_code == 404:  # this profession does not write here
            del people[name]
            continue
        written.add(text)
    (line,) = (await read(family, family.mother))["sections"][0]["lines"]
    past = (await family.mother.client.get(f"{base(family)}/allergies/{place}/history?limit=100")).json()
    assert {one["content"]["substance"] for one in past["versions"]} == written
    settled = await write(family, family.mother, ALLERGY, ids(line), place=place)
    assert len(settled["heads"]) == 1


async def test_none_known_is_somebodys_word_and_never_a_silence(family, query):
    answer = {"kind": "answer", "of": "allergy", "answer": "none_known"}
    said = await write(family, family.mother, answer, [], place="answer-allergy")
    assert said["state"] == "holds"
    await query("UPDATE sheet_version SET written_at = written_at - interval '370 days'")
    listed = (await family.father.client.get(base(family))).json()["sheets"][-2]
    assert (listed["sheet"], listed["lines"], listed["to_confirm"]) == ("allergies", 0, 1)
    await write(family, family.father, LATEX, [], place=str(uuid4()))
    listed = (await family.father.client.get(base(family))).json()["sheets"][-2]
    assert (listed["lines"], listed["to_confirm"]) == (1, 0)
    section = (await read(family, family.mother))["sections"][0]
    assert len(section["lines"]) == 1
    assert section["answer"]["heads"][0]["author"]["name"].startswith("Anne")
    for place, content in (
        ("answer-treatment", {**answer, "of": "treatment"}),
        ("answer-allergy", {**answer, "of": "treatment"}),
    ):
        body = {"id": str(uuid4()), "content": content, "bases": []}
        refused = await family.mother.client.put(f"{base(family)}/allergies/{place}", json=body)
        assert refused.status_code == 422, place


async def test_bad_input_names_its_field_and_writes_nothing(family):
    place = str(uuid4())
    for sheet, where, content, field in (
        ("allergies", place, {"kind": "allergy", "substance": "  "}, "content.substance"),
        ("allergies", place, TREATMENT, "content.kind"),
        ("clinical", place, {"kind": "classification", "level": "II"}, "content.kind"),
        ("medication", place, {**TREATMENT, "since": "0202-05-01"}, "content.since"),
        ("medication", place, {**TREATMENT, "until": "2226-05-01"}, "content.until"),
        ("clinical", "gmfcs-2", {"kind": "classification", "level": "II"}, "content.kind"),
    ):
        body = {"id": str(uuid4()), "content": content, "bases": []}
        refused = await family.mother.client.put(f"{base(family)}/{sheet}/{where}", json=body)
        assert refused.status_code == 422, refused.text
        assert [one["name"] for one in refused.json()["fields"]] == [field]
    for content in ({**TREATMENT, "amount": -1}, {**TREATMENT, "times": ["25:00"]}, {"kind": "secret"}):
        body = {"id": str(uuid4()), "content": content, "bases": []}
        refused = await family.mother.client.put(f"{base(family)}/medication/{place}", json=body)
        assert refused.status_code in {400, 422}, refused.text
    assert (await family.mother.client.get(base(family))).json()["sheets"][-1]["lines"] == 0
    never = await family.mother.client.put(
        f"{base(family)}/allergies/{place}", json={"id": str(uuid4()), "content": None, "bases": []}
    )
    assert (never.status_code, never.json()["code"]) == (404, "no_line")


async def test_a_kept_number_stays_with_who_gave_it(family):
    place = str(uuid4())
    hers = {"kind": "relative", "name": "Anne", "phone": "06 00 00 00 01", "phone_seen": "me"}
    line = await write(family, family.mother, hers, [], place=place, sheet="contacts")
    assert line["heads"][0]["content"]["phone"] == "06 00 00 00 01"
    seen = (await read(family, family.father, "contacts"))["sections"][0]["lines"][0]["heads"][0]
    assert (seen["content"]["phone"], seen["phone_kept"]) == ("", True)
    changed = {**seen["content"], "relation": "mère"}
    await write(family, family.father, changed, ids(line), place=place, sheet="contacts")
    now = (await read(family, family.mother, "contacts"))["sections"][0]["lines"][0]["heads"][0]
    assert (now["content"]["phone"], now["content"]["relation"]) == ("06 00 00 00 01", "mère")
    body = {"id": str(uuid4()), "content": {**changed, "phone": "07 11 11 11 11"}, "bases": [now["id"]]}
    refused = await family.father.client.put(f"{base(family)}/contacts/{place}", json=body)
    assert (refused.status_code, refused.json()["code"]) == (403, "number_kept")
    past = (await family.father.client.get(f"{base(family)}/contacts/{place}/history")).text
    assert "06 00 00 00 01" not in past
    found = await family.father.client.post(
        f"/api/carnets/{family.carnet_id}/find", json={"words": "06 00 00 00 01"}
    )
    assert "Anne" not in found.text


async def test_lines_stand_in_the_order_that_somebody_gave_them(family, clock):
    places = [str(uuid4()) for _ in range(3)]
    for name, place in zip("ABC", places, strict=True):
        clock.advance(seconds=5)
        person = {"kind": "relative", "name": name}
        await write(family, family.mother, person, [], place=place, sheet="contacts")
    order = {"kind": "order", "of": "relative", "places": [places[2], places[0]]}
    await write(family, family.mother, order, [], place="order-relative", sheet="contacts")
    section = (await read(family, family.father, "contacts"))["sections"][0]
    assert [one["heads"][0]["content"]["name"] for one in section["lines"]] == ["C", "A", "B"]


async def test_what_is_old_or_over_is_to_be_looked_at(family, clock):
    today = clock.now().date()
    place, other = str(uuid4()), str(uuid4())
    until = {**TREATMENT, "until": today.isoformat()}
    await write(family, family.mother, until, [], place=place, sheet="medication")
    clock.advance(minutes=1)
    stopped = {**until, "name": "Ancien", "stopped_on": today.isoformat()}
    await write(family, family.mother, stopped, [], place=other, sheet="medication")
    lines = (await read(family, family.mother, "medication"))["sections"][0]["lines"]
    assert [one["state"] for one in lines] == ["holds", "holds"]
    assert lines[0]["heads"][0]["content"]["times"] == ["08:00", "20:00"]
    clock.advance(days=1, hours=1)
    first, second = (await read(family, family.mother, "medication"))["sections"][0]["lines"]
    assert [why["kind"] for why in first["to_confirm"]] == ["ended"]
    assert second["state"] == "holds"
    listed = (await family.mother.client.get(base(family))).json()["sheets"]
    assert {one["sheet"]: one["to_confirm"] for one in listed}["medication"] == 1


async def test_fifty_at_once_at_one_place_all_stay(family):
    place = str(uuid4())
    sent = [
        family.mother.client.put(
            f"{base(family)}/allergies/{place}",
            json={"id": str(uuid4()), "content": {"kind": "allergy", "substance": f"n{n}"}, "bases": []},
        )
        for n in range(20)
    ]
    assert {one.status_code for one in await asyncio.gather(*sent)} == {200}
    (line,) = (await read(family, family.mother))["sections"][0]["lines"]
    assert len(line["heads"]) == 20
