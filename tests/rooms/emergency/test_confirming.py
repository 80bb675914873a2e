from tests.family import section
from tests.rooms.identity import people

MIDAZOLAM = {
    "section": "treatments",
    "name": "Midazolam",
    "prescribed_on": "2026-03-10",
    "prescriber": "Dr Lenoir",
}


async def answer(family, name, said):
    return await family.mother.client.put(f"{family.sheet}/sections/{name}", json={"answer": said})


async def test_none_known_not_stated_and_not_yet_noted_are_three(family):
    said = []
    for word in ("none_known", "not_stated", "unanswered"):
        told = await answer(family, "allergies", word)
        assert told.status_code == 200
        said.append(section(told.json(), "allergies"))
    assert [s["answer"] for s in said] == ["none_known", "not_stated", "unanswered"]
    assert said[0]["answered"]["by"]["name"] == "Anne Moreau"
    assert said[2]["answered"] is None


async def test_none_is_no_answer_where_it_makes_no_sense(family):
    assert (await answer(family, "weight", "none_known")).status_code == 422
    assert (await answer(family, "weight", "not_stated")).status_code == 200
    assert (await answer(family, "nowhere", "not_stated")).status_code in {400, 404, 422}


async def test_a_line_takes_the_place_of_none_known_and_none_known_of_no_line(family):
    await answer(family, "allergies", "none_known")
    line = await family.add({"section": "allergies", "substance": "Latex"})
    assert section(await family.read(), "allergies")["answer"] == "lines"
    told = await answer(family, "allergies", "none_known")
    assert (told.status_code, told.json()["code"]) == (409, "section_has_lines")
    await family.mother.client.delete(f"{family.sheet}/lines/{line['id']}?version=1")
    assert section(await family.read(), "allergies")["answer"] == "unanswered"


async def test_a_line_too_old_is_to_be_confirmed_and_confirming_it_says_who(family, clock):
    line = await family.add({"section": "allergies", "substance": "Latex"})
    await answer(family, "devices", "none_known")
    clock.advance(days=400)
    assert (await people.sign_in_with(family.father.client, family.father.key)).status_code == 200
    sheet = await family.read(family.father)
    (why,) = section(sheet, "allergies")["lines"][0]["to_confirm"]
    assert why["kind"] == "long_ago"
    assert why["sentence"].startswith("pas relu depuis le 21 nov. 2026")
    assert section(sheet, "devices")["to_confirm"][0]["kind"] == "long_ago"
    told = await family.father.client.post(
        f"{family.sheet}/lines/{line['id']}/confirm", json={"version": line["version"]}
    )
    now = section(told.json(), "allergies")["lines"][0]
    assert now["to_confirm"] == []
    assert now["confirmed"]["by"]["name"] == "Marc Moreau"
    assert now["written"]["by"]["name"] == "Anne Moreau"


async def test_reading_it_in_full_confirms_everything_that_was_on_the_screen(family, clock):
    await family.add({"section": "allergies", "substance": "Latex"})
    await answer(family, "devices", "none_known")
    seen = (await family.read())["version"]
    await family.add({"section": "contacts", "name": "Marc"}, family.father)
    late = await family.mother.client.post(f"{family.sheet}/confirm", json={"version": seen})
    assert late.status_code == 409
    assert section(late.json()["current"], "contacts")["lines"][0]["content"]["name"] == "Marc"
    clock.advance(days=2)
    told = await family.mother.client.post(
        f"{family.sheet}/confirm", json={"version": late.json()["current"]["version"]}
    )
    sheet = told.json()
    assert sheet["read"]["by"]["name"] == "Anne Moreau"
    assert sheet["read"]["relation"] == "mère"
    assert section(sheet, "contacts")["lines"][0]["confirmed"]["by"]["name"] == "Anne Moreau"
    assert section(sheet, "devices")["answered"]["at"].startswith("2026-11-23")
    assert sheet["check_after"] == "2027-11-23"


async def test_confirming_in_full_is_undone_while_nothing_else_happened(family, clock):
    await family.add({"section": "allergies", "substance": "Latex"})
    await family.add({"section": "contacts", "name": "Marc"}, family.father)
    await answer(family, "devices", "none_known")
    before = await family.read()
    clock.advance(days=2)
    told = (
        await family.mother.client.post(f"{family.sheet}/confirm", json={"version": before["version"]})
    ).json()
    assert section(told, "contacts")["lines"][0]["confirmed"]["by"]["name"] == "Anne Moreau"
    # only by who did it, and knowing the sheet of now
    undo = f"{family.sheet}/confirm?version="
    assert (await family.father.client.delete(f"{undo}{told['version']}")).status_code == 409
    assert (await family.mother.client.delete(f"{undo}{before['version']}")).status_code == 409
    now = (await family.mother.client.delete(f"{undo}{told['version']}")).json()
    assert now["sections"] == before["sections"]
    assert now["read"] is None
    assert now["version"] == told["version"] + 1
    # it is said, and not done twice
    history = (await family.mother.client.get(f"{family.sheet}/history")).json()["changes"]
    assert [change["action"] for change in history[:2]] == ["unread", "read"]
    assert (await family.mother.client.delete(f"{undo}{now['version']}")).status_code == 409


async def test_confirming_does_not_clear_what_only_a_prescriber_can(family):
    line = await family.add(MIDAZOLAM)
    assert [w["kind"] for w in line["to_confirm"]] == ["age_band"]
    sheet = await family.read()
    told = await family.mother.client.post(f"{family.sheet}/confirm", json={"version": sheet["version"]})
    assert section(told.json(), "treatments")["lines"][0]["to_confirm"][0]["sentence"] == (
        "prescrit avant ses 10 ans"
    )


async def test_a_weight_that_changed_by_a_fifth_puts_treatments_in_question(family):
    weight = await family.add({"section": "weight", "kg": 20, "measured_on": "2026-10-26"})
    await family.add({**MIDAZOLAM, "prescribed_on": "2026-10-27"})
    path = f"{family.sheet}/lines/{weight['id']}"
    body = {"version": 1, "content": {"section": "weight", "kg": 24.5, "measured_on": "2026-11-20"}}
    sheet = (await family.mother.client.patch(path, json=body)).json()
    (why,) = section(sheet, "treatments")["lines"][0]["to_confirm"]
    assert why == {"kind": "weight_shift", "sentence": "prescrit à 20\u202fkg, 24,5\u202fkg aujourd’hui"}


async def test_confirming_a_line_that_changed_meanwhile_says_so(family):
    line = await family.add({"section": "allergies", "substance": "Latex"})
    path = f"{family.sheet}/lines/{line['id']}"
    changed = {"section": "allergies", "substance": "Latex", "note": "gants"}
    await family.father.client.patch(path, json={"version": 1, "content": changed})
    assert (await family.mother.client.post(f"{path}/confirm", json={"version": 1})).status_code == 409
