"""The pain passport: who may not, what a code gives of it, whose films, and that nothing of it is on a page unasked."""

from typing import Any
from uuid import uuid4

from tests.family import Family
from tests.rooms.emergency.carers import code, enter
from tests.rooms.emergency.pain import choose_film, put, ready_film, say, show, shown_passport, switch_url

SHEETS = "/api/carnets/{}/sheets/pain_passport"


async def test_who_may_not(family: Family) -> None:
    """It is of the habits; who may not read those learns of no passport. The switch is the representatives'."""
    words = await say(family, "sign_1", "Se raidit", who=family.granny)
    assert words["state"] == "holds"
    assert (await family.granny.client.get(switch_url(family))).json() == {"shown": False, "chosen": None}
    assert (await show(family, who=family.granny)).status_code == 404
    assert (await show(family, who=family.physio)).status_code == 404
    rights = (await family.access("Odile"))["rights"]
    await family.change_access(
        "Odile", rights={name: r for name, r in rights.items() if name != "sheets.habits"}
    )
    for url in (SHEETS.format(family.carnet_id), switch_url(family)):
        assert (await family.granny.client.get(url)).status_code == 404
        assert (await family.stranger.client.get(url)).status_code == 404
    assert (
        await put(family, "sign_1", {"kind": "pain_sign", "text": "x"}, who=family.stranger)
    ).status_code == 404


async def test_only_its_own_places_hold_it(family: Family) -> None:
    for place, content in (
        ("sign_4", {"kind": "pain_sign", "text": "x"}),
        ("film_calm", {"kind": "pain_words", "text": "x"}),
        ("sign_1", {"kind": "pain_film", "film": str(uuid4())}),
        (str(uuid4()), {"kind": "pain_words", "text": "x"}),
        ("sign_1", {"kind": "pain_sign", "text": " "}),
    ):
        assert (await put(family, place, content)).status_code == 422, (place, content)


async def test_nothing_behind_a_code_until_the_family_says_so(family: Family, query: Any) -> None:
    film_id = await ready_film(family)
    _, path = await code(family)
    await say(family, "sign_1", "Se raidit, ferme la main <b>")
    assert (await choose_film(family, "film_pain", film_id)).status_code == 200
    # Nothing is for emergencies: not even the way in is offered.
    assert "/soignant" not in (await family.doctor.get(path)).text
    assert (await show(family)).json()["chosen"]["by"]["name"] == "Anne Moreau"
    assert f"{path}/soignant" in (await family.doctor.get(path)).text
    for where in ("/douleur", f"/douleur/{film_id}/play"):
        answer = await family.doctor.get(path + where)
        assert (answer.status_code, answer.headers["location"]) == (303, f"{path}/soignant")

    assert (await enter(family, path)).status_code == 303
    assert f"{path}/douleur" in (await family.doctor.get(f"{path}/documents")).text
    page = await family.doctor.get(f"{path}/douleur")
    assert (page.status_code, page.headers["cache-control"]) == (200, "no-store")
    assert "media-src 'self'" in page.headers["content-security-policy"]
    assert "<script" not in page.text
    assert "Se raidit, ferme la main &lt;b&gt;" in page.text
    assert page.text.count("Pas noté.") == 2
    assert page.text.count("Pas de film.") == 1
    part = await family.doctor.get(f"{path}/douleur/{film_id}/play", headers={"Range": "bytes=0-99"})
    assert (part.status_code, len(part.content)) == (206, 100)
    assert part.headers["cache-control"] == "no-store"
    assert "sandbox" in part.headers["content-security-policy"]
    assert (
        (await family.doctor.get(f"{path}/douleur/{film_id}/poster"))
        .headers["content-type"]
        .startswith("image/")
    )
    for name in ("original", "clean", "large"):
        assert (await family.doctor.get(f"{path}/douleur/{film_id}/{name}")).status_code == 404
    read = await query("SELECT item_id FROM trace WHERE tag = 'emergency:pain:read' ORDER BY id")
    assert [str(row["item_id"]) for row in read] == ["None", film_id]

    # A film of the album that is not in the passport is not given, nor the passport once it is taken back.
    other = await ready_film(family)
    assert (await family.doctor.get(f"{path}/douleur/{other}/play")).status_code == 404
    assert (await show(family, False)).status_code == 200
    for where in ("/douleur", f"/douleur/{film_id}/play"):
        assert (await family.doctor.get(path + where)).status_code == 404


async def test_a_code_that_leaves_pain_out_says_nothing_of_it(family: Family) -> None:
    film_id = await ready_film(family)
    await shown_passport(family, film_id)
    _, bag = await code(family, name="École", left_out=["pain"])
    # Nothing else is marked: there is nothing to ask for.
    assert "/soignant" not in (await family.doctor.get(bag)).text
    id, card = await code(family)
    assert (await enter(family, card)).status_code == 303
    play = f"{card}/douleur/{film_id}/play"
    assert (await family.doctor.get(play)).status_code == 200
    cut = {"left_out": ["pain"], "documents": True, "seen": {}}
    changed = await family.mother.client.put(f"{family.sheet}/links/{id}/contents", json=cut)
    assert changed.status_code == 200, changed.text
    # For who is inside already too.
    for path in (f"{card}/douleur", play):
        assert (await family.doctor.get(path)).status_code == 404
    assert "/douleur" not in (await family.doctor.get(f"{card}/documents")).text


async def test_a_code_gives_no_film_that_is_hidden_binned_or_gone(family: Family) -> None:
    film_id = await ready_film(family)
    await shown_passport(family, film_id)
    _, path = await code(family)
    assert (await enter(family, path)).status_code == 303
    film = f"{path}/douleur/{film_id}/play"
    base = f"/api/carnets/{family.carnet_id}"

    async def gone() -> bool:
        page = (await family.doctor.get(f"{path}/douleur")).text
        assert "Se raidit" in page
        assert ("Ce film ne peut pas être montré ici." in page) == (film_id not in page)
        return film_id not in page and (await family.doctor.get(film)).status_code == 404

    assert not await gone()
    hidden = {"kind": "capture", "item_id": film_id, "scope": "protection", "named": []}
    masked = await family.mother.client.post(f"{base}/masks", json=hidden)
    assert masked.status_code == 201, masked.text
    assert await gone()

    film_id = await ready_film(family)
    film = f"{path}/douleur/{film_id}/play"
    line = (await family.mother.client.get(SHEETS.format(family.carnet_id))).json()["sections"][2]["lines"][0]
    again = await choose_film(family, "film_pain", film_id, bases=(line["heads"][0]["id"],))
    assert again.status_code == 200
    assert not await gone()
    assert (await family.mother.client.delete(f"{base}/captures/{film_id}")).status_code == 204
    assert await gone()


async def test_who_keeps_up_the_urgent_sheet_chooses_films_once_they_are_shown(family: Family) -> None:
    """What a stranger may see is not swapped by who only writes the habits; the words stay everyone's."""
    film_id, other = await ready_film(family), await ready_film(family)
    sent = {"id": str(uuid4()), "content": {"kind": "pain_film", "film": film_id}, "bases": []}
    url, client = f"{SHEETS.format(family.carnet_id)}/film_calm", family.granny.client
    assert (await client.put(url, json=sent)).status_code == 200
    await shown_passport(family, film_id)
    # Its answer was lost: what was kept is kept, and is no new choice.
    assert (await client.put(url, json=sent)).status_code == 200
    refused = await choose_film(family, "film_calm", other, who=family.granny)
    assert (refused.status_code, refused.json()["code"]) == (403, "film_shown")
    assert (await choose_film(family, "film_calm", other)).status_code == 200
    await say(family, "soothes", "Sur le ventre", who=family.granny)


async def test_nobody_shows_what_they_have_not_read(family: Family) -> None:
    await say(family, "sign_1", "Se raidit")
    url, put = switch_url(family), family.mother.client.put
    for seen in ([], [str(uuid4())]):
        late = await put(url, json={"shown": True, "seen": seen})
        assert (late.status_code, late.json()["code"]) == (409, "changed_meanwhile")
        assert late.json()["current"]["shown"] is False
    sheet = (await family.mother.client.get(SHEETS.format(family.carnet_id))).json()
    read = [head["id"] for one in sheet["sections"] for line in one["lines"] for head in line["heads"]]
    assert (await put(url, json={"shown": True, "seen": read})).json()["shown"] is True


async def test_two_texts_written_at_once_are_both_read(family: Family) -> None:
    await say(family, "seizure", "Il suit des yeux", who=family.granny)
    await say(family, "seizure", "Il répond à son nom")
    await show(family)
    _, path = await code(family)
    assert (await enter(family, path)).status_code == 303
    page = (await family.doctor.get(f"{path}/douleur")).text
    assert "Il suit des yeux" in page
    assert "Il répond à son nom" in page
    assert "pas encore départagés" in page


async def test_a_film_that_one_parent_took_away_is_shown_to_nobody_until_it_is_settled(
    family: Family,
) -> None:
    film_id = await ready_film(family)
    first = (await choose_film(family, "film_pain", film_id)).json()
    was = tuple(head["id"] for head in first["heads"])
    await say(family, "sign_1", "Se raidit")
    await show(family)
    _, path = await code(family)
    assert (await enter(family, path)).status_code == 303
    play = f"{path}/douleur/{film_id}/play"
    assert (await family.doctor.get(play)).status_code == 200
    again = await choose_film(family, "film_pain", film_id, who=family.father, bases=was)
    assert (again.status_code, len(again.json()["heads"])) == (200, 1)
    gone = await put(family, "film_pain", None, bases=was)
    assert {head["content"] is None for head in gone.json()["heads"]} == {False, True}
    assert (await family.doctor.get(play)).status_code == 404
    page = (await family.doctor.get(f"{path}/douleur")).text
    assert film_id not in page
    assert "pas encore départagés" in page
    # Settled either way, it is.
    both = tuple(head["id"] for head in gone.json()["heads"])
    assert (await choose_film(family, "film_pain", film_id, bases=both)).status_code == 200
    assert (await family.doctor.get(play)).status_code == 200


async def test_the_daily_sheet_offers_its_signs_to_who_reads_it(family: Family) -> None:
    await say(family, "sign_2", "Ne joue plus")
    await say(family, "sign_1", "Se raidit")
    base = f"/api/carnets/{family.carnet_id}/journal"

    async def signs(who: Any) -> Any:
        day = await who.client.get(base, params={"first": "2026-11-20", "last": "2026-11-20"})
        assert day.status_code == 200, day.text
        return day.json()["pain_signs"]

    assert await signs(family.mother) == ["Se raidit", "Ne joue plus"]
    rights = (await family.access("Karim"))["rights"]
    await family.change_access("Karim", rights={n: r for n, r in rights.items() if n != "sheets.habits"})
    assert await signs(family.physio) == []
