from tests.family import section
from tests.rooms.identity import people

CALMS = {"section": "calms", "text": "Sa chanson"}


async def answer(family, name, said):
    return await family.mother.client.put(f"{family.sheet}/sections/{name}", json={"answer": said})


async def test_none_known_not_stated_and_not_yet_noted_are_three(family):
    said = []
    for word in ("none_known", "not_stated", "unanswered"):
        told = await answer(family, "directives", word)
        assert told.status_code == 200
        said.append(section(told.json(), "directives"))
    assert [s["answer"] for s in said] == ["none_known", "not_stated", "unanswered"]
    assert said[0]["answered"]["by"]["name"] == "Anne Moreau"
    assert said[2]["answered"] is None


async def test_none_is_no_answer_where_it_makes_no_sense(family):
    assert (await answer(family, "hearing", "none_known")).status_code == 422
    assert (await answer(family, "hearing", "not_stated")).status_code == 200
    assert (await answer(family, "nowhere", "not_stated")).status_code in {400, 404, 422}


async def test_a_line_takes_the_place_of_none_known_and_none_known_of_no_line(family):
    await answer(family, "todo", "none_known")
    line = await family.add({"section": "todo", "title": "IRM", "tone": "know"})
    assert section(await family.read(), "todo")["answer"] == "lines"
    told = await answer(family, "todo", "none_known")
    assert (told.status_code, told.json()["code"]) == (409, "section_has_lines")
    await family.mother.client.delete(f"{family.sheet}/lines/{line['id']}?version=1")
    assert section(await family.read(), "todo")["answer"] == "unanswered"


async def test_a_line_too_old_is_to_be_confirmed_and_confirming_it_says_who(family, clock):
    line = await family.add(CALMS)
    await answer(family, "directives", "none_known")
    clock.advance(days=400)
    assert (await people.sign_in_with(family.father.client, family.father.key)).status_code == 200
    sheet = await family.read(family.father)
    (why,) = section(sheet, "calms")["lines"][0]["to_confirm"]
    assert why["kind"] == "long_ago"
    assert why["sentence"].startswith("pas relu depuis le 21 nov. 2026")
    assert section(sheet, "directives")["to_confirm"][0]["kind"] == "long_ago"
    told = await family.father.client.post(
        f"{family.sheet}/lines/{line['id']}/confirm", json={"version": line["version"]}
    )
    now = section(told.json(), "calms")["lines"][0]
    assert now["to_confirm"] == []
    assert now["confirmed"]["by"]["name"] == "Marc Moreau"
    assert now["written"]["by"]["name"] == "Anne Moreau"


async def test_reading_it_in_full_confirms_everything_that_was_on_the_screen(family, clock):
    await family.add({"section": "allergies", "substance": "Latex"})
    await family.add(CALMS)
    await family.answer("devices", "none_known")
    before = await family.read()
    seen = {"version": before["version"], "seen": before["seen"]}
    await family.add({"section": "contacts", "name": "Marc"}, family.father)
    late = await family.mother.client.post(f"{family.sheet}/confirm", json=seen)
    assert late.status_code == 409
    assert section(late.json()["current"], "contacts")["lines"][0]["content"]["name"] == "Marc"
    clock.advance(days=2)
    sheet = await family.reread()
    assert sheet["read"]["by"]["name"] == "Anne Moreau"
    assert sheet["read"]["relation"] == "mère"
    for name in ("contacts", "calms", "allergies"):
        (line,) = section(sheet, name)["lines"]
        assert line["confirmed"]["by"]["name"] == "Anne Moreau"
        assert line["confirmed"]["at"].startswith("2026-11-23"), name
    assert section(sheet, "devices")["answered"]["at"].startswith("2026-11-23")
    assert sheet["check_after"] == "2027-11-23"
    # the sheet itself says so too: there is one signature
    contacts = (await family.father.client.get(f"/api/carnets/{family.carnet_id}/sheets/contacts")).json()
    (head,) = contacts["sections"][0]["lines"][0]["heads"]
    assert (head["author"]["name"], head["confirmed_by"]["name"]) == ("Marc Moreau", "Anne Moreau")


async def test_a_card_is_out_of_date_when_the_family_says_so(family, clock):
    await family.add(CALMS)
    limit = f"{family.sheet}/card-limit"
    first = await family.mother.client.put(limit, json={"months": 3})
    assert first.status_code == 200, first.text
    # nobody has read all of it: from the line that was confirmed first
    assert (first.json()["card_months"], first.json()["check_after"]) == (3, "2027-02-21")
    # chosen by the other parent meanwhile, and not put back by who has not seen it
    stale = await family.father.client.put(limit, json={"months": 6, "seen": 12})
    assert (stale.status_code, stale.json()["current"]["card_months"]) == (409, 3)
    again = await family.mother.client.put(limit, json={"months": 3, "seen": 12})
    assert (again.status_code, again.json()["version"]) == (200, first.json()["version"])
    clock.advance(days=2)
    assert (await family.reread())["check_after"] == "2027-02-23"
    clock.advance(days=120)
    assert (await people.sign_in_with(family.father.client, family.father.key)).status_code == 200
    late = await family.read(family.father)
    assert late["check_after"] == "2027-02-23"
    assert section(late, "calms")["lines"][0]["to_confirm"] == [], "the card is old; the line still holds"
    await family.father.client.put(limit, json={"months": 12})
    assert (await family.read(family.father))["check_after"] == "2027-11-23"
    # never beyond what a line says of itself, nor what is not offered
    wrong = await family.father.client.put(limit, json={"months": 24})
    assert (wrong.status_code, wrong.json()["fields"][0]["name"]) == (422, "months")


async def test_confirming_in_full_is_undone_while_nothing_else_happened(family, clock):
    await family.add(CALMS)
    await family.add({"section": "contacts", "name": "Marc"}, family.father)
    await family.answer("devices", "none_known")
    before = await family.read()
    clock.advance(days=2)
    told = await family.reread()
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


async def test_confirming_a_line_that_changed_meanwhile_says_so(family):
    line = await family.add(CALMS)
    path = f"{family.sheet}/lines/{line['id']}"
    await family.father.client.patch(path, json={"version": 1, "content": {**CALMS, "text": "Son lapin"}})
    assert (await family.mother.client.post(f"{path}/confirm", json={"version": 1})).status_code == 409
