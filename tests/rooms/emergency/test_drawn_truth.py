"""What could mislead a doctor: an old « none », a prescription that ended, two people who wrote at once, a weight that is told by the way."""

from datetime import timedelta
from uuid import uuid4

import pytest

from backend.kit.days import day_of
from tests.rooms.emergency.test_drawn import DOSE, LATEX, at, page, part, write

NONE = {"kind": "answer", "of": "allergy", "answer": "none_known"}
NO_TREATMENT = {"kind": "answer", "of": "treatment", "answer": "none_known"}


async def remove(family, sheet, place, bases, who=None):
    body = {"id": str(uuid4()), "content": None, "bases": bases}
    answer = await (who or family.mother).client.put(at(family, sheet, place), json=body)
    assert answer.status_code == 200, answer.text


async def test_a_none_from_before_a_line_never_comes_back_by_itself(family, clock):
    _, said = await write(family, "allergies", NONE, place="answer-allergy")
    assert (await part(family, "allergies"))["answer"] == "none_known"
    clock.advance(minutes=1)
    place, line = await write(family, "allergies", LATEX, urgent=True)
    await remove(family, "allergies", place, [line])
    assert (await part(family, "allergies"))["answer"] == "unanswered"
    assert "aucune connue" not in (await page(family)).partition("Diagnostics")[0]
    # On its sheet it asks to be said again, and why; said again, it speaks.
    sheet = (await family.mother.client.get(f"/api/carnets/{family.carnet_id}/sheets/allergies")).json()
    answer = sheet["sections"][0]["answer"]
    assert (answer["state"], answer["to_confirm"][0]["kind"]) == ("to_confirm", "lines_since")
    clock.advance(minutes=1)
    again = await family.mother.client.post(
        f"{at(family, 'allergies', 'answer-allergy')}/confirm", json={"version": said}
    )
    assert again.status_code == 200, again.text

    assert (await part(family, "allergies"))["answer"] == "none_known"


async def test_a_treatment_whose_prescription_ended_stays_and_says_so(family, clock):
    await page(family)
    await write(family, "medication", NO_TREATMENT, place="answer-treatment")
    clock.advance(minutes=1)
    until = day_of(clock.now())
    await write(family, "medication", DOSE | {"until": str(until)}, urgent=True)
    clock.advance(days=3)
    told = await part(family, "treatments")
    assert [why["kind"] for why in told["lines"][0]["to_confirm"]] == ["ended"]
    seen = await page(family)
    assert "Midazolam" in seen
    assert "allait jusqu’au" in seen


async def test_a_treatment_that_has_not_begun_is_not_given_as_taken(family, clock):
    begins = day_of(clock.now()) + timedelta(days=2)
    await write(family, "medication", DOSE | {"since": str(begins)}, urgent=True)
    seen = await page(family)
    assert "<b>À partir du 23 nov. 2026</b>\u202f: Midazolam" in seen
    assert "<b>Midazolam</b>" not in seen
    clock.advance(days=2)
    assert "<b>Midazolam</b>" in await page(family)


async def test_a_day_of_stopping_that_is_to_come_silences_nothing(family, clock):
    await page(family)
    await write(family, "medication", DOSE | {"stopped_on": "2062-01-01"}, urgent=True)
    clock.advance(days=400)
    assert "pas relu depuis le 21 nov. 2026" in await page(family)


@pytest.mark.parametrize("other", ["removed", "stopped"])
async def test_of_two_texts_at_once_the_one_that_ends_it_is_said(family, other):
    place, first = await write(family, "medication", DOSE, urgent=True)
    if other == "removed":
        await remove(family, "medication", place, [first])
    else:
        await write(family, "medication", DOSE | {"stopped_on": "2026-11-20"}, place=place, bases=[first])
    await write(family, "medication", DOSE | {"dose": "2 ampoules"}, place=place, bases=[first])
    (line,) = (await part(family, "treatments"))["lines"]
    assert [why["kind"] for why in line["to_confirm"]] == ["conflict"]
    assert "un autre texte, écrit en même temps, dit que ce n’est plus vrai" in await page(family)
    # Read in full, it stays to be settled.
    assert (await family.reread())["read"]
    assert "dit que ce n’est plus vrai" in await page(family)


async def test_a_none_that_one_of_two_people_took_back_does_not_speak(family):
    place, said = await write(family, "allergies", NONE, place="answer-allergy")
    await remove(family, "allergies", place, [said])
    await write(family, "allergies", NONE, place=place, bases=[said])
    assert (await part(family, "allergies"))["answer"] == "unanswered"


async def test_the_diagnosis_of_the_opening_gives_way_to_the_sheet_for_good(family):
    assert "Hémiplégie gauche" in await page(family)
    place, line = await write(
        family, "clinical", {"kind": "diagnosis", "name": "Paralysie cérébrale"}, urgent=True
    )
    await remove(family, "clinical", place, [line])
    assert "Hémiplégie gauche" not in await page(family)


async def test_a_weight_left_out_of_a_code_is_in_no_reason_behind_it(family, clock):
    await page(family)
    less = (await family.link("École", left_out=["weight"]))["code"]["url"]
    await family.weigh({"kg": 20, "measured_on": "2026-11-02"})
    await write(family, "medication", DOSE, urgent=True)
    clock.advance(days=5)
    url = f"/api/carnets/{family.carnet_id}/measurements"
    heavier = {"kind": "weight", "value": "27", "on": str(day_of(clock.now())), "checked": True}
    assert (
        await family.mother.client.post(url, json={"id": str(uuid4()), "content": heavier})
    ).status_code == 201
    assert "27\u202fkg maintenant" in await page(family)
    seen = (await family.doctor.get(less)).text
    assert "kg" not in seen.partition("<body>")[2]
    assert "le poids a beaucoup changé depuis" in seen


async def test_nobody_shows_a_text_that_they_have_not_read(family):
    place, first = await write(family, "allergies", LATEX)
    await write(
        family, "allergies", LATEX | {"substance": "Rien"}, who=family.father, place=place, bases=[first]
    )
    url = f"{at(family, 'allergies', place)}/urgent"
    late = await family.mother.client.put(url, json={"shown": True, "seen": [first]})
    assert (late.status_code, late.json()["code"]) == (409, "changed_meanwhile")
    assert [head["content"]["substance"] for head in late.json()["current"]["heads"]] == ["Rien"]
    assert (await part(family, "allergies"))["answer"] == "not_stated"
    read = [head["id"] for head in late.json()["current"]["heads"]]
    assert (await family.mother.client.put(url, json={"shown": True, "seen": read})).status_code == 200
    # Kept back at once, whatever stands there.
    assert (await family.mother.client.put(url, json={"shown": False, "seen": [first]})).status_code == 200


async def head_of(family, place):
    sheet = (await family.mother.client.get(f"/api/carnets/{family.carnet_id}/sheets/medication")).json()
    return next(one for one in sheet["sections"][0]["lines"] if one["place"] == place)


async def test_what_is_taken_today_is_said_until_what_takes_its_place_begins(family, clock):
    today = day_of(clock.now())
    monday = today + timedelta(days=2)
    now = {"kind": "treatment", "name": "Dépakine", "amount": 250, "unit": "mg", "times": ["08:00"]}
    place, first = await write(family, "medication", now, urgent=True)
    later = now | {"amount": 300, "since": str(monday)}
    clock.advance(minutes=1)
    _, changed = await write(family, "medication", later, place=place, bases=[first])
    seen = await page(family)
    assert "<b>Dépakine</b>\u202f: jusqu’au 22 nov. 2026, 250 mg" in seen
    assert "<b>À partir du 23 nov. 2026</b>\u202f: Dépakine, 300 mg" in seen
    assert seen.index("250 mg") < seen.index("300 mg")
    told = await part(family, "treatments")
    assert [(one["content"]["amount"], one["last"], one["begins"]) for one in told["lines"]] == [
        (250, "2026-11-22", None),
        (300, None, "2026-11-23"),
    ]
    assert (await family.read())["check_after"] == "2026-11-22"
    line = await head_of(family, place)
    assert (line["until_then"]["content"]["amount"], line["until_then"]["last"]) == (250, "2026-11-22")
    # Put off before it begins: the text that never held is not told, on any day.
    clock.advance(minutes=1)
    put_off = later | {"since": str(monday + timedelta(days=2))}
    _, last = await write(family, "medication", put_off, place=place, bases=[changed])
    assert (await family.reread())["read"]
    line = await head_of(family, place)
    assert (line["heads"][0]["id"], line["state"]) == (last, "holds")
    clock.advance(days=3)
    seen = await page(family)
    assert "jusqu’au 24 nov. 2026, 250 mg" in seen
    assert "<b>Dépakine</b>\u202f: 300 mg" not in seen
    clock.advance(days=1)
    seen = await page(family)
    assert "250 mg" not in seen
    assert "<b>Dépakine</b>\u202f: 300 mg" in seen
    assert (await head_of(family, place))["until_then"] is None


@pytest.mark.parametrize("ended", ["removed", "stopped"])
async def test_what_was_ended_is_not_given_until_it_begins_again(family, clock, ended):
    place, first = await write(family, "medication", DOSE, urgent=True)
    id = str(uuid4())
    gone = None if ended == "removed" else DOSE | {"stopped_on": str(day_of(clock.now()))}
    body = {"id": id, "content": gone, "bases": [first]}
    assert (await family.mother.client.put(at(family, "medication", place), json=body)).status_code == 200
    clock.advance(minutes=1)
    again = DOSE | {"since": str(day_of(clock.now()) + timedelta(days=2))}
    await write(family, "medication", again, place=place, bases=[id])
    (line,) = (await part(family, "treatments"))["lines"]
    assert line["begins"] == "2026-11-23"
    assert "<b>Midazolam</b>" not in await page(family)


async def test_of_two_texts_at_once_the_one_to_come_hides_nothing(family, clock):
    place, first = await write(family, "medication", DOSE, urgent=True)
    monday = str(day_of(clock.now()) + timedelta(days=2))
    clock.advance(minutes=1)
    await write(family, "medication", DOSE | {"dose": "2", "since": monday}, place=place, bases=[first])
    await write(family, "medication", DOSE | {"note": "au frais"}, place=place, bases=[first])
    told = [(one["content"]["note"], one["begins"]) for one in (await part(family, "treatments"))["lines"]]
    assert told == [("au frais", None), ("", "2026-11-23")]
    assert "deux textes ont été écrits en même temps" in await page(family)


async def test_a_none_said_before_a_line_that_it_could_not_know_does_not_outlive_it(family, clock):
    monday = clock.now()
    clock.advance(days=1)
    place, line = await write(family, "allergies", LATEX, who=family.father)
    await remove(family, "allergies", place, [line], who=family.father)
    clock.advance(days=1)
    _, said = await write(
        family, "allergies", NONE, place="answer-allergy", noted_at=monday.isoformat()
    )  # no network until now
    assert (await part(family, "allergies"))["answer"] == "unanswered"
    clock.advance(minutes=1)
    url = f"{at(family, 'allergies', 'answer-allergy')}/confirm"
    assert (await family.mother.client.post(url, json={"version": said})).status_code == 200
    assert (await part(family, "allergies"))["answer"] == "none_known"


async def test_who_takes_a_line_away_without_a_network_and_then_says_none_is_believed(family, clock):
    place, line = await write(family, "allergies", LATEX)
    clock.advance(minutes=5)
    removed = {"id": str(uuid4()), "content": None, "bases": [line], "noted_at": clock.now().isoformat()}
    clock.advance(minutes=1)
    said = clock.now().isoformat()
    clock.advance(days=1)
    answer = await family.mother.client.put(at(family, "allergies", place), json=removed)
    assert answer.status_code == 200, answer.text
    clock.advance(minutes=1)
    await write(family, "allergies", NONE, place="answer-allergy", noted_at=said)
    assert (await part(family, "allergies"))["answer"] == "none_known"
