import asyncio
from uuid import uuid4

import pypdfium2
import pytest

from tests.family import section
from tests.rooms.identity import people

MRI = {"section": "todo", "title": "IRM", "text": "contrôler la valve", "tone": "know"}


async def test_a_new_sheet_has_answered_nothing(family):
    sheet = await family.read()
    assert sheet["subject"]["given_name"] == "Théo"
    assert {s["answer"] for s in sheet["sections"]} == {"unanswered"}
    assert sheet["read"] is None
    assert sheet["check_after"] is None


async def test_a_line_says_who_wrote_it_and_when_and_counts_as_confirmed(family):
    line = await family.add(MRI)
    assert line["content"]["title"] == "IRM"
    assert line["written"]["by"]["name"] == line["confirmed"]["by"]["name"] == "Anne Moreau"
    assert line["to_confirm"] == []
    assert section(await family.read(family.granny), "todo")["answer"] == "lines"


async def test_an_empty_or_wrong_line_is_refused_and_says_which_field(family):
    for content, field in [
        ({"section": "todo", "title": " \u200b ", "tone": "do"}, "content.title"),
        ({"section": "pain"}, "content.shows"),
        (
            {"section": "todo", "title": "IRM", "tone": "do", "text": "\u0958" * 550},
            "content.text",
        ),
    ]:
        answer = await family.mother.client.post(f"{family.sheet}/lines", json={"content": content})
        assert answer.status_code == 422
        assert answer.json()["fields"][0]["name"] == field
    impossible = {"section": "todo", "title": "IRM", "tone": "perhaps"}
    answer = await family.mother.client.post(f"{family.sheet}/lines", json={"content": impossible})
    assert answer.status_code in {400, 422}


async def test_the_same_line_sent_twice_is_added_once(family):
    body = {"content": MRI, "id": "0199f0d0-0000-7000-8000-0000000000aa"}
    answers = await asyncio.gather(
        *(family.mother.client.post(f"{family.sheet}/lines", json=body) for _ in range(4))
    )
    assert {a.status_code for a in answers} == {201}
    assert len(section(await family.read(), "todo")["lines"]) == 1


async def test_of_two_changes_at_once_neither_is_lost(family):
    line = await family.add(MRI)
    path = f"{family.sheet}/lines/{line['id']}"
    answers = await asyncio.gather(
        family.mother.client.patch(path, json={"version": 1, "content": {**MRI, "text": "de maman"}}),
        family.father.client.patch(path, json={"version": 1, "content": {**MRI, "text": "de papa"}}),
    )
    assert sorted(a.status_code for a in answers) == [200, 409]
    late = next(a for a in answers if a.status_code == 409).json()
    assert late["code"] == "changed_meanwhile"
    now = section(late["current"], "todo")["lines"][0]
    assert now["version"] == 2
    assert now["content"]["text"] in {"de maman", "de papa"}


async def test_many_lines_added_at_once_are_all_there_in_places_of_their_own(family, query):
    clients = [family.mother.client, family.father.client]
    answers = await asyncio.gather(
        *(
            clients[n % 2].post(
                f"{family.sheet}/lines", json={"content": {"section": "calms", "text": f"Chanson {n}"}}
            )
            for n in range(12)
        )
    )
    assert {a.status_code for a in answers} == {201}
    rows = await query("SELECT position FROM emergency_line ORDER BY position")
    assert [row["position"] for row in rows] == list(range(12))


async def test_a_removed_line_comes_back_within_thirty_days(family, clock):
    line = await family.add(MRI)
    path = f"{family.sheet}/lines/{line['id']}"
    assert (await family.mother.client.delete(f"{path}?version=7")).status_code == 409
    gone = (await family.mother.client.delete(f"{path}?version=1")).json()
    assert section(gone, "todo")["answer"] == "unanswered"
    assert [r["id"] for r in gone["removed"]] == [line["id"]]
    assert (await family.read(family.granny))["removed"] == []
    clock.advance(days=29)
    assert (await people.sign_in_with(family.mother.client, family.mother.key)).status_code == 200
    back = (await family.mother.client.post(f"{path}/restore")).json()
    assert section(back, "todo")["lines"][0]["content"]["title"] == "IRM"
    assert back["removed"] == []


async def test_after_thirty_days_it_is_over(family, clock):
    line = await family.add(MRI)
    path = f"{family.sheet}/lines/{line['id']}"
    await family.mother.client.delete(f"{path}?version=1")
    clock.advance(days=31)
    assert (await people.sign_in_with(family.mother.client, family.mother.key)).status_code == 200
    assert (await family.read())["removed"] == []
    assert (await family.mother.client.post(f"{path}/restore")).status_code == 404


async def test_lines_stand_in_the_order_that_was_given(family):
    made = [await family.add({"section": "calms", "text": n}) for n in ("Une", "Deux", "Trois")]
    ids = [line["id"] for line in reversed(made)]
    answer = await family.mother.client.put(
        f"{family.sheet}/order", json={"section": "calms", "line_ids": ids}
    )
    assert [line["id"] for line in section(answer.json(), "calms")["lines"]] == ids
    for wrong in (ids[:2], [*ids, ids[0]], []):
        answer = await family.mother.client.put(
            f"{family.sheet}/order", json={"section": "calms", "line_ids": wrong}
        )
        assert answer.status_code == 409


@pytest.mark.parametrize(("name", "most"), [("hearing", 1), ("calms", 40)])
async def test_a_section_holds_so_many_lines_and_no_more(family, name, most):
    content = {"section": name, "text": "x"}
    for _ in range(most):
        await family.add(content)
    answer = await family.mother.client.post(f"{family.sheet}/lines", json={"content": content})
    assert (answer.status_code, answer.json()["code"]) == (409, "section_full")


async def test_every_change_is_kept_with_its_author(family):
    line = await family.add(MRI)
    path = f"{family.sheet}/lines/{line['id']}"
    changed = {**MRI, "title": "Scanner"}
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
    assert [c["content"]["title"] for c in told] == ["Scanner", "Scanner", "IRM"]
    assert rest["next"] is None


async def test_a_number_that_one_parent_keeps_never_reaches_the_other(family):
    kept = {"section": "contacts", "name": "Marc", "phone": "06 99 99 99 99", "phone_seen": "me"}
    line = await family.add(kept, family.father)
    assert line["content"]["phone"] == "06 99 99 99 99"
    place = f"/api/carnets/{family.carnet_id}/sheets/contacts/{line['place']}"

    async def rewrite(seen: str, over: str) -> str:
        said = {"kind": "relative", "name": "Marc", "phone": "06 99 99 99 99", "phone_seen": seen}
        id = str(uuid4())
        answer = await family.father.client.put(place, json={"id": id, "content": said, "bases": [over]})
        assert answer.status_code == 200, answer.text
        return id

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

    await nowhere_for_mother()
    seen = section(await family.read(), "contacts")["lines"][0]
    assert (seen["phone_kept"], seen["content"]["phone"]) == (True, "")
    # what she could read before he kept it is kept too, in the history of before
    open_to_all = await rewrite("everyone", line["id"])
    assert "99 99" in (await family.mother.client.get(family.sheet)).text
    again = await rewrite("me", open_to_all)
    await nowhere_for_mother()
    # on the page behind the code only if he chooses so
    url = (await family.link())["code"]["url"]
    assert "99 99" not in (await family.doctor.get(url)).text
    await rewrite("sheet", again)
    assert "99 99" in (await family.doctor.get(url)).text
    await nowhere_for_mother()


async def test_a_number_of_an_older_change_is_left_out_once_somebody_keeps_it(family, query):
    """A change of before the sheets held the people to call, and which everyone could read then."""
    old = '{"section": "contacts", "name": "Marc", "phone": "06.99.99.99.99", "phone_seen": "everyone"}'
    await query(
        "INSERT INTO emergency_change (id, carnet_id, at, person_id, person_name, action, section, content)"
        " VALUES (gen_random_uuid(), $1, now(), gen_random_uuid(), 'Marc', 'add', 'contacts', $2::jsonb)",
        family.carnet_id,
        old,
    )
    history = f"{family.sheet}/history"
    assert "99.99" in (await family.mother.client.get(history)).text
    kept = {"section": "contacts", "name": "Marc", "phone": "06 99 99 99 99", "phone_seen": "me"}
    await family.add(kept, family.father)
    assert "99.99" not in (await family.mother.client.get(history)).text
    assert "99.99" in (await family.father.client.get(history)).text
