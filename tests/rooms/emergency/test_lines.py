import asyncio

import pypdfium2
import pytest

from tests.family import section
from tests.rooms.identity import people

PENICILLIN = {
    "section": "allergies",
    "substance": "Pénicilline",
    "reaction": "choc",
    "certainty": "confirmed",
}


async def test_a_new_sheet_has_answered_nothing(family):
    sheet = await family.read()
    assert sheet["subject"]["given_name"] == "Théo"
    assert {s["answer"] for s in sheet["sections"]} == {"unanswered"}
    assert sheet["read"] is None
    assert sheet["check_after"] is None


async def test_a_line_says_who_wrote_it_and_when_and_counts_as_confirmed(family):
    line = await family.add(PENICILLIN)
    assert line["content"]["substance"] == "Pénicilline"
    assert line["written"]["by"]["name"] == line["confirmed"]["by"]["name"] == "Anne Moreau"
    assert line["to_confirm"] == []
    assert section(await family.read(family.granny), "allergies")["answer"] == "lines"


async def test_an_empty_or_wrong_line_is_refused_and_says_which_field(family):
    for content, field in [
        ({"section": "allergies", "substance": " \u200b "}, "content.substance"),
        ({"section": "pain"}, "content.shows"),
        (
            {"section": "allergies", "substance": "Pénicilline", "reaction": "\u0958" * 550},
            "content.reaction",
        ),
    ]:
        answer = await family.mother.client.post(f"{family.sheet}/lines", json={"content": content})
        assert answer.status_code == 422
        assert answer.json()["fields"][0]["name"] == field
    impossible = {"section": "weight", "kg": 27, "measured_on": "2026-02-30"}
    answer = await family.mother.client.post(f"{family.sheet}/lines", json={"content": impossible})
    assert answer.status_code in {400, 422}


async def test_the_same_line_sent_twice_is_added_once(family):
    body = {"content": PENICILLIN, "id": "0199f0d0-0000-7000-8000-0000000000aa"}
    answers = await asyncio.gather(
        *(family.mother.client.post(f"{family.sheet}/lines", json=body) for _ in range(4))
    )
    assert {a.status_code for a in answers} == {201}
    assert len(section(await family.read(), "allergies")["lines"]) == 1


async def test_of_two_changes_at_once_neither_is_lost(family):
    line = await family.add(PENICILLIN)
    path = f"{family.sheet}/lines/{line['id']}"
    answers = await asyncio.gather(
        family.mother.client.patch(path, json={"version": 1, "content": {**PENICILLIN, "note": "de maman"}}),
        family.father.client.patch(path, json={"version": 1, "content": {**PENICILLIN, "note": "de papa"}}),
    )
    assert sorted(a.status_code for a in answers) == [200, 409]
    late = next(a for a in answers if a.status_code == 409).json()
    assert late["code"] == "changed_meanwhile"
    now = section(late["current"], "allergies")["lines"][0]
    assert now["version"] == 2
    assert now["content"]["note"] in {"de maman", "de papa"}


async def test_many_lines_added_at_once_are_all_there_in_places_of_their_own(family, query):
    clients = [family.mother.client, family.father.client]
    answers = await asyncio.gather(
        *(
            clients[n % 2].post(
                f"{family.sheet}/lines", json={"content": {"section": "contacts", "name": f"Proche {n}"}}
            )
            for n in range(12)
        )
    )
    assert {a.status_code for a in answers} == {201}
    rows = await query("SELECT position FROM emergency_line ORDER BY position")
    assert [row["position"] for row in rows] == list(range(12))


async def test_a_removed_line_comes_back_within_thirty_days(family, clock):
    line = await family.add(PENICILLIN)
    path = f"{family.sheet}/lines/{line['id']}"
    assert (await family.mother.client.delete(f"{path}?version=7")).status_code == 409
    gone = (await family.mother.client.delete(f"{path}?version=1")).json()
    assert section(gone, "allergies")["answer"] == "unanswered"
    assert [r["id"] for r in gone["removed"]] == [line["id"]]
    assert (await family.read(family.granny))["removed"] == []
    clock.advance(days=29)
    assert (await people.sign_in_with(family.mother.client, family.mother.key)).status_code == 200
    back = (await family.mother.client.post(f"{path}/restore")).json()
    assert section(back, "allergies")["lines"][0]["content"]["substance"] == "Pénicilline"
    assert back["removed"] == []


async def test_after_thirty_days_it_is_over(family, clock):
    line = await family.add(PENICILLIN)
    path = f"{family.sheet}/lines/{line['id']}"
    await family.mother.client.delete(f"{path}?version=1")
    clock.advance(days=31)
    assert (await people.sign_in_with(family.mother.client, family.mother.key)).status_code == 200
    assert (await family.read())["removed"] == []
    assert (await family.mother.client.post(f"{path}/restore")).status_code == 404


async def test_lines_stand_in_the_order_that_was_given(family):
    made = [await family.add({"section": "contacts", "name": n}) for n in ("Anne", "Marc", "Odile")]
    ids = [line["id"] for line in reversed(made)]
    answer = await family.mother.client.put(
        f"{family.sheet}/order", json={"section": "contacts", "line_ids": ids}
    )
    assert [line["id"] for line in section(answer.json(), "contacts")["lines"]] == ids
    for wrong in (ids[:2], [*ids, ids[0]], []):
        answer = await family.mother.client.put(
            f"{family.sheet}/order", json={"section": "contacts", "line_ids": wrong}
        )
        assert answer.status_code == 409


@pytest.mark.parametrize(("name", "most"), [("hearing", 1), ("contacts", 40)])
async def test_a_section_holds_so_many_lines_and_no_more(family, name, most):
    content = {"section": name, "text": "x"} if name == "hearing" else {"section": name, "name": "x"}
    for _ in range(most):
        await family.add(content)
    answer = await family.mother.client.post(f"{family.sheet}/lines", json={"content": content})
    assert (answer.status_code, answer.json()["code"]) == (409, "section_full")


async def test_every_change_is_kept_with_its_author(family):
    line = await family.add(PENICILLIN)
    path = f"{family.sheet}/lines/{line['id']}"
    changed = {**PENICILLIN, "substance": "Amoxicilline"}
    await family.father.client.patch(path, json={"version": 1, "content": changed})
    await family.mother.client.delete(f"{path}?version=2")
    first = (await family.mother.client.get(f"{family.sheet}/history?limit=2")).json()
    rest = (
        await family.mother.client.get(f"{family.sheet}/history", params={"before": first["next"]})
    ).json()
    told = [*first["changes"], *rest["changes"]]
    assert [(c["action"], c["person"]["name"]) for c in told] == [
        ("remove", "Anne Moreau"),
        ("change", "Marc Moreau"),
        ("add", "Anne Moreau"),
    ]
    assert [c["content"]["substance"] for c in told] == ["Amoxicilline", "Amoxicilline", "Pénicilline"]
    assert rest["next"] is None


async def test_a_number_that_one_parent_keeps_never_reaches_the_other(family):
    kept = {"section": "contacts", "name": "Marc", "phone": "06 99 99 99 99", "phone_seen": "me"}
    line = await family.add(kept, family.father)
    path = f"{family.sheet}/lines/{line['id']}"
    assert line["content"]["phone"] == "06 99 99 99 99"

    async def nowhere_for_mother():
        client = family.mother.client
        link = (await family.link())["link"]["id"]
        for where in ("", "/history", "/preview"):
            answer = await client.get(family.sheet + where)
            assert answer.status_code == 200
            assert "99 99" not in answer.text, where
        card = await client.get(f"{family.sheet}/links/{link}/card")
        text = " ".join(p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(card.content))
        assert "Marc" in text
        assert "99 99" not in text
        late = await client.patch(path, json={"version": 99, "content": {"section": "contacts", "name": "M"}})
        assert late.status_code == 409
        assert "99 99" not in late.text

    await nowhere_for_mother()
    seen = section(await family.read(), "contacts")["lines"][0]
    assert seen["phone_kept"]
    assert seen["content"]["phone"] == ""
    # she may mend the name, never the number, and mending it does not lose it
    new = {"section": "contacts", "name": "Marc (papa)", "phone_seen": "me"}
    for wrong in ({**new, "phone": "06 11 11 11 11"}, {**new, "phone_seen": "everyone"}):
        answer = await family.mother.client.patch(path, json={"version": 1, "content": wrong})
        assert (answer.status_code, answer.json()["code"]) == (403, "number_kept")
    assert (await family.mother.client.patch(path, json={"version": 1, "content": new})).status_code == 200
    his = section(await family.read(family.father), "contacts")["lines"][0]
    assert (his["content"]["name"], his["content"]["phone"]) == ("Marc (papa)", "06 99 99 99 99")
    # what she could read before he kept it is not shown by the history either
    shown = {**kept, "phone_seen": "everyone"}
    assert (await family.father.client.patch(path, json={"version": 2, "content": shown})).status_code == 200
    assert "99 99" in (await family.mother.client.get(family.sheet)).text
    assert (await family.father.client.patch(path, json={"version": 3, "content": kept})).status_code == 200
    await nowhere_for_mother()
    # on the page behind the code only if he chooses so
    url = (await family.link())["code"]["url"]
    assert "99 99" not in (await family.doctor.get(url)).text
    chosen = {**kept, "phone_seen": "sheet"}
    assert (await family.father.client.patch(path, json={"version": 4, "content": chosen})).status_code == 200
    assert "99 99" in (await family.doctor.get(url)).text
    await nowhere_for_mother()
