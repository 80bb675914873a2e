"""What the sheets hold stands on the urgent sheet as they say it, and only what was chosen."""

from uuid import UUID, uuid4

import pytest

from tests.family import section
from tests.rooms.identity import people

LATEX = {"kind": "allergy", "substance": "Latex"}
DOSE = {"kind": "treatment", "name": "Midazolam", "dose": "1 ampoule, ½ si besoin"}


def at(family, sheet, place):
    return f"/api/carnets/{family.carnet_id}/sheets/{sheet}/{place}"


async def write(family, sheet, content, *, who=None, place=None, bases=(), **more):
    """Its place and the number of its text."""
    place, id = place or str(uuid4()), str(uuid4())
    body = {"id": id, "content": content, "bases": list(bases), **more}
    answer = await (who or family.mother).client.put(at(family, sheet, place), json=body)
    assert answer.status_code == 200, answer.text
    return place, id


async def choose(family, sheet, place, shown, who=None, **looked):
    url = f"{at(family, sheet, place)}/urgent"
    return await (who or family.mother).client.put(url, json={"shown": shown, **looked})


async def page(family):
    if not hasattr(family, "url"):
        family.url = (await family.link())["code"]["url"]
    return (await family.doctor.get(family.url)).text


async def part(family, name, who=None):
    return section(await family.read(who), name)


async def test_who_may_not_choose(family):
    place, _ = await write(family, "allergies", LATEX)
    url, body = f"{at(family, 'allergies', place)}/urgent", {"shown": True}
    assert (await family.doctor.put(url, json=body)).status_code == 401
    for who in (family.stranger, family.physio, family.granny):
        assert (await who.client.put(url, json=body)).status_code == 404
        assert (await who.client.put(f"{family.sheet}/weight", json=body)).status_code == 404
    assert (await part(family, "allergies"))["answer"] == "not_stated"


async def test_who_writes_a_sheet_and_does_not_choose_is_told_and_nothing_is_written(family):
    await family.change_access("Karim", rights={"sheets.allergies": ["read", "add"]})
    place = str(uuid4())
    body = {"id": str(uuid4()), "content": LATEX, "bases": []}
    client, url = family.physio.client, at(family, "allergies", place)
    refused = await client.put(url, json=body | {"urgent": True})
    assert (refused.status_code, refused.json()["code"]) == (403, "may_not_choose")
    assert (await part(family, "allergies"))["answer"] == "unanswered"
    assert (await client.put(url, json=body)).status_code == 200
    assert (await part(family, "allergies"))["proposed"][0]["place"] == place


async def test_a_line_is_proposed_until_somebody_chooses_and_what_is_left_out_is_never_none(family):
    place, _ = await write(family, "allergies", LATEX)
    told = await part(family, "allergies")
    assert (told["answer"], told["more"], told["written_on"]) == ("not_stated", True, "allergies")
    assert [line["content"]["substance"] for line in told["proposed"]] == ["Latex"]
    seen = await page(family)
    assert "Latex" not in seen
    assert "non communiqué" in seen.split("Diagnostics")[0]
    for shown, name in ((True, "lines"), (False, "left_out")):
        line = await choose(family, "allergies", place, shown)
        assert line.json()["urgent"] == ("shown" if shown else "left_out")
        assert len((await part(family, "allergies"))[name]) == 1
        assert ("Latex" in await page(family)) is shown
    await write(family, "allergies", LATEX | {"substance": "Arachide"}, urgent=True)
    seen = await page(family)
    assert "Arachide" in seen
    assert "Latex" not in seen
    assert "D’autres lignes ne sont pas communiquées." in seen


async def test_choosing_twice_is_told_once(family, query):
    place, _ = await write(family, "allergies", LATEX)
    for _ in range(2):
        assert (await choose(family, "allergies", place, True)).status_code == 200
    rows = await query("SELECT tag FROM trace WHERE tag LIKE 'lines:line:%'")
    assert [row["tag"] for row in rows] == ["lines:line:show"]
    assert (await choose(family, "allergies", str(uuid4()), True)).status_code == 404


async def test_nobody_shows_a_text_that_was_not_on_their_screen(family):
    place, first = await write(family, "allergies", LATEX)
    rewritten = LATEX | {"note": "Mot du père"}
    _, second = await write(family, "allergies", rewritten, who=family.father, place=place, bases=[first])
    for seen in ([], [first]):
        refused = await choose(family, "allergies", place, True, seen=seen)
        assert (refused.status_code, refused.json()["code"]) == (409, "changed_meanwhile")
        assert [head["id"] for head in refused.json()["current"]["heads"]] == [second]
        assert "Latex" not in await page(family)
    assert (await choose(family, "allergies", place, False, seen=[])).status_code == 200
    assert (await choose(family, "allergies", place, True, seen=[second])).status_code == 200
    assert (await choose(family, "allergies", place, False)).status_code == 200
    assert (await choose(family, "allergies", place, True)).status_code == 200  # a phone of before


@pytest.mark.parametrize(("shown", "meanwhile"), [(False, True), (True, False)])
async def test_a_choice_that_was_not_seen_is_not_undone_and_nothing_is_half_written(family, shown, meanwhile):
    place, first = await write(family, "allergies", LATEX)
    assert (await choose(family, "allergies", place, meanwhile, who=family.father)).status_code == 200
    url, client = at(family, "allergies", place), family.mother.client
    late = {"id": str(uuid4()), "content": LATEX | {"note": "Depuis 2020"}, "bases": [first]}
    chosen = late | {"urgent": shown, "urgent_seen": "proposed"}
    stands = "shown" if meanwhile else "left_out"
    for refused in (
        await client.put(url, json=chosen),
        await choose(family, "allergies", place, shown, stood="proposed", seen=[first]),
    ):
        assert (refused.status_code, refused.json()["code"]) == (409, "changed_meanwhile")
        now = refused.json()["current"]
        assert ([head["id"] for head in now["heads"]], now["urgent"]) == ([first], stands)
    # As the phone sends it then: the words alone. Once kept it is kept, whatever was chosen with it.
    kept = (await client.put(url, json=late)).json()
    assert ([head["id"] for head in kept["heads"]], kept["urgent"]) == ([late["id"]], stands)
    assert (await client.put(url, json=chosen)).json()["urgent"] == stands
    # Who has seen what stands may undo it; the same choice as the one that came is no other.
    again = {"id": str(uuid4()), "content": LATEX, "bases": [late["id"]], "urgent": shown}
    assert (await client.put(url, json=again | {"urgent_seen": stands})).status_code == 200
    same = await choose(family, "allergies", place, shown, stood="proposed")
    assert (same.status_code, same.json()["urgent"]) == (200, "shown" if shown else "left_out")


async def test_a_line_taken_away_keeps_its_choice_for_who_has_its_form_open(family):
    place, first = await write(family, "allergies", LATEX, urgent=True)
    url = at(family, "allergies", place)
    gone = await family.father.client.put(url, json={"id": str(uuid4()), "content": None, "bases": [first]})
    assert (gone.json()["state"], gone.json()["urgent"]) == ("removed", "shown")
    assert "Latex" not in await page(family)
    # Written again from a form that was open: what its box said is what stands.
    await write(family, "allergies", LATEX, place=place, bases=[gone.json()["heads"][0]["id"]])
    assert "Latex" in await page(family)


async def test_showing_a_line_while_writing_it_shows_no_text_that_was_not_read(family):
    place, first = await write(family, "allergies", LATEX)
    await write(
        family, "allergies", LATEX | {"note": "Mot du père"}, who=family.father, place=place, bases=[first]
    )
    late = {"id": str(uuid4()), "content": LATEX | {"note": "Depuis 2020"}, "bases": [first]}
    url = at(family, "allergies", place)
    refused = await family.mother.client.put(url, json=late | {"urgent": True, "urgent_seen": "proposed"})
    assert (refused.status_code, refused.json()["code"]) == (409, "changed_meanwhile")
    assert "Latex" not in await page(family)
    kept = (await family.mother.client.put(url, json=late)).json()
    assert (len(kept["heads"]), kept["urgent"]) == (2, "proposed")


async def test_what_has_no_place_there_is_not_chosen(family):
    body = {"id": str(uuid4()), "content": {"kind": "school", "name": "École"}, "bases": [], "urgent": True}
    refused = await family.mother.client.put(at(family, "schooling", str(uuid4())), json=body)
    assert (refused.status_code, refused.json()["fields"][0]["name"]) == (422, "urgent")
    place, _ = await write(family, "schooling", {"kind": "school", "name": "École"})
    assert (await choose(family, "schooling", place, True)).status_code == 409


async def test_who_does_not_read_a_sheet_sees_what_is_shown_and_no_more(family):
    await write(family, "allergies", LATEX, urgent=True)
    await write(family, "allergies", LATEX | {"substance": "Arachide"})
    await family.change_access("Odile", rights={"emergency": ["read"]})
    told = await part(family, "allergies", family.granny)
    assert [line["content"]["substance"] for line in told["lines"]] == ["Latex"]
    assert (told["proposed"], told["left_out"], told["may_choose"], told["more"]) == ([], [], False, True)


async def test_the_sheet_is_the_one_truth_of_a_dose(family):
    place, first = await write(family, "medication", DOSE, urgent=True)
    assert "1 ampoule, ½ si besoin" in await page(family)
    later = DOSE | {"dose": "", "amount": 0.0625, "unit": "mg", "times": ["08:00", "20:30"]}
    _, second = await write(family, "medication", later, place=place, bases=[first])
    seen = await page(family)
    assert "0,0625 mg" in seen
    assert "8\u202fh, 20\u202fh\u202f30" in seen
    assert "ampoule" not in seen
    stopped = later | {"stopped_on": "2026-11-20"}
    await write(family, "medication", stopped, place=place, bases=[second])
    told = await part(family, "treatments")
    assert (told["lines"], told["answer"]) == ([], "unanswered")
    assert "Midazolam" not in await page(family)


async def test_two_texts_written_at_once_both_stand_and_are_flagged(family):
    place, _ = await write(family, "medication", DOSE, urgent=True)
    await write(family, "medication", DOSE | {"dose": "2 ampoules"}, who=family.father, place=place)
    told = await part(family, "treatments")
    assert {line["content"]["dose"] for line in told["lines"]} == {"1 ampoule, ½ si besoin", "2 ampoules"}
    assert {why["kind"] for line in told["lines"] for why in line["to_confirm"]} == {"conflict"}
    seen = await page(family)
    assert seen.count("deux textes ont été écrits en même temps") == 2
    assert (await family.reread())["read"]


async def test_an_answer_of_the_sheet_is_its_answer_here_with_its_signature(family, clock):
    await family.answer("allergies", "none_known")
    told = await part(family, "allergies")
    assert (told["answer"], told["answered"]["by"]["name"]) == ("none_known", "Anne Moreau")
    assert "aucune connue" in await page(family)
    await write(family, "allergies", LATEX)
    told = await part(family, "allergies")
    assert told["answer"] == "not_stated"
    assert "aucune connue" not in (await page(family)).split("Diagnostics")[0]


async def test_a_stale_allergy_is_flagged_with_its_date(family, clock):
    await write(family, "allergies", LATEX, urgent=True)
    assert "à confirmer" not in await page(family)
    clock.advance(days=400)
    assert "pas relu depuis le 21 nov. 2026" in await page(family)
    assert (await people.sign_in_with(family.father.client, family.father.key)).status_code == 200
    (line,) = (await part(family, "allergies", family.father))["lines"]
    assert line["to_confirm"][0]["kind"] == "long_ago"


@pytest.mark.parametrize("shown", [True, False])
async def test_the_newest_weight_is_told_unless_the_family_left_it_out(family, shown):
    async def weigh(value, on, **more):
        content = {"kind": "weight", "value": value, "on": on, **more}
        url = f"/api/carnets/{family.carnet_id}/measurements"
        kept = await family.mother.client.post(url, json={"id": str(uuid4()), "content": content})
        assert kept.status_code == 201, kept.text

    await weigh("20", "2026-10-25")
    await write(family, "medication", DOSE, urgent=True)
    await weigh("27.125", "2026-11-20", checked=True)
    assert "27,125\u202fkg (20 nov. 2026)" in await page(family)
    chosen = await family.mother.client.put(f"{family.sheet}/weight", json={"shown": shown})
    told = section(chosen.json(), "weight")
    assert (told["answer"], told["written_on"]) == ("lines" if shown else "not_stated", "growth")
    seen = await page(family)
    assert ("27,125" in seen) is shown
    assert ("poids non communiqué" in seen) is not shown
    assert (
        await family.mother.client.put(f"{family.sheet}/weight", json={"shown": shown})
    ).status_code == 200


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/lines", {"content": {"section": "allergies", "substance": "Latex"}}),
        ("POST", "/lines", {"content": {"section": "weight", "kg": 27, "measured_on": "2026-11-01"}}),
        (
            "PATCH",
            f"/lines/{UUID(int=1)}",
            {"version": 1, "content": {"section": "doctor", "name": "Dr Lenoir"}},
        ),
        ("PUT", "/order", {"section": "contacts", "line_ids": []}),
        ("PUT", "/sections/devices", {"answer": "none_known"}),
    ],
)
async def test_what_a_sheet_holds_is_not_written_here_and_the_refusal_says_where(family, method, path, body):
    refused = await family.mother.client.request(method, f"{family.sheet}{path}", json=body)
    assert (refused.status_code, refused.json()["code"]) == (409, "written_elsewhere")
    named = {
        "allergies": "Allergies",
        "weight": "Poids / taille",
        "doctor": "Contacts",
        "contacts": "Contacts",
    }
    wanted = body.get("section") or body.get("content", {}).get("section")
    assert named.get(wanted, "Aides techniques") in refused.json()["detail"]
