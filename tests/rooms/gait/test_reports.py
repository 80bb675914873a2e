"""Images of a film in a letter, and a clip: as somebody would use them to show a film to whom it is not open."""

import asyncio
import base64
import ctypes
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from backend.rooms.gait import report_pictures, reports
from backend.rooms.gait.report_paper import Paper, print_report
from tests.family import Family, Member
from tests.media.films import film as make_film
from tests.rooms.captures.conftest import add, jpeg
from tests.rooms.gait.test_gait import KNEE, base, film

WORD = "Mirabelle"
PARAMEDICAL = "documents.paramedical"


def body(film_id: str, measures: list[str] | None = None, **more: Any) -> dict[str, Any]:
    picture = base64.b64encode(jpeg(size=(640, 480))).decode()
    shot = {"film_id": film_id, "frame": 30, "picture": picture, "measures": measures or []}
    figures = [{"kind": "still", "shots": [shot], "words": "Milieu d’appui"}]
    return {
        "id": str(uuid4()), "category": PARAMEDICAL, "title": f"Marche {WORD}", "text": "Le pied se déroule.", "figures": figures,
    } | more  # fmt: skip


async def make(family: Family, who: Member, new: dict[str, Any]) -> httpx.Response:
    return await who.client.post(f"{base(family)}/reports", json=new)


async def reads(family: Family, who: Member, id: str) -> bool:
    answer = await who.client.get(f"{base(family)}/documents/{id}")
    listed = await who.client.get(f"{base(family)}/documents")
    found = await who.client.post(f"{base(family)}/find", json={"words": WORD})
    seen = {answer.status_code == 200, listed.status_code == 200 and id in listed.text, id in found.text}
    assert len(seen) == 1, "seen in one place, and not in another"
    return seen.pop()


async def test_a_report_opens_a_film_to_nobody(
    family: Family, query: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    mother, karim, granny = family.mother, family.physio, family.granny
    id = await film(family)
    # She reads the letters of rehabilitation, and no film.
    await family.change_access(
        "Odile", rights={"identity": ["read"], "photos": ["add"], PARAMEDICAL: ["read", "add"]}
    )
    odile = (await family.access("Odile"))["person"]["id"]
    place = {"category": PARAMEDICAL, "films": [id]}
    his = (await karim.client.post(f"{base(family)}/reports/readers", json=place)).json()
    assert ([one["person_id"] for one in his["others"]], his["may"]) == ([odile], False)

    # He may add letters there, and knows her number: the film is not his to open. She has no film to take images of.
    for agreed in ([], [odile]):
        refused = await make(family, karim, body(id, agreed=agreed))
        assert (refused.status_code, refused.json()["code"]) == (409, "opens_to_others"), refused.text
    assert (await make(family, granny, body(id))).status_code == 404
    assert (await granny.client.post(f"{base(family)}/reports/readers", json=place)).status_code == 404
    assert (await make(family, family.stranger, body(id))).status_code == 404
    # What is no picture, another film's measure, no JSON: nothing is left of it.
    broken = body(id, agreed=[odile])
    broken["figures"][0]["shots"][0]["picture"] = base64.b64encode(b"%PDF-1.4 no picture").decode()
    assert (await make(family, mother, broken)).status_code == 422
    assert (await make(family, mother, body(id, [str(uuid4())], agreed=[odile]))).status_code == 404
    assert (await mother.client.post(f"{base(family)}/reports", content=b"{")).status_code == 400
    assert (await make(family, mother, body(id) | {"title": ""})).json()["fields"][0]["name"] == "title"
    assert (await make(family, mother, body(id))).status_code == 409  # she is asked first
    assert await query("SELECT 1 FROM document") == []

    # Who decides to whom the films are open decides it of their images; made once, however often it is sent.
    new = body(id, agreed=[odile])
    printed: list[str] = []

    def printing(paper: Paper, language: str) -> bytes:
        printed.append(language)
        return print_report(paper, language)

    monkeypatch.setattr(reports, "print_report", printing)
    answers = await asyncio.gather(*(make(family, mother, new) for _ in range(2)))
    made = {answer.json()["id"] for answer in answers}
    assert (len(made), len(printed)) == (1, 1)  # the second waited
    (report,) = made
    # Once more, in another language or with other names agreed to: it is there. Put right meanwhile, it is another.
    assert (await make(family, mother, new | {"agreed": []})).json()["id"] == report
    elsewhere = await make(family, mother, new | {"category": "documents.medical", "text": "Le pied gauche."})
    assert elsewhere.json()["id"] != report
    right = (await mother.client.get(f"{base(family)}/documents/{elsewhere.json()['id']}")).json()
    assert right["category"] == "documents.medical"
    assert len(await query("SELECT 1 FROM document")) == 2
    assert (await mother.client.delete(f"{base(family)}/documents/{right['id']}")).status_code == 204
    assert await reads(family, karim, report)
    assert await reads(family, granny, report)

    # What hides the film hides its report, from its first moment too; shown again, both are.
    karims = (await family.access("Karim"))["person"]["id"]
    mask = {"kind": "capture", "item_id": id, "scope": "person", "person_id": karims}
    hidden = await mother.client.post(f"{base(family)}/masks", json=mask)
    assert hidden.status_code == 201, hidden.text
    assert not await reads(family, karim, report)
    assert await reads(family, granny, report)
    seen = (await mother.client.get(f"{base(family)}/masks/document/{report}")).json()
    assert {one["name"].split()[0]: one["sees"] for one in seen["people"]}["Karim"] is False
    told = (await mother.client.post(f"{base(family)}/reports/readers", json=place)).json()
    assert karims not in {one["person_id"] for one in told["readers"]}
    later = (await make(family, mother, body(id, agreed=[odile]))).json()["id"]
    assert not await reads(family, karim, later)
    assert (
        await mother.client.delete(f"{base(family)}/masks/{hidden.json()['masks'][0]['id']}")
    ).status_code == 204
    assert await reads(family, karim, report)
    everyone = await mother.client.post(
        f"{base(family)}/masks", json={"kind": "capture", "item_id": id, "scope": "everyone"}
    )
    assert everyone.status_code == 201
    for who, sees in ((karim, False), (granny, False), (family.father, True)):
        assert await reads(family, who, report) is sees

    # Erased for good, the film still hides its report; who decides finds there what hides it, and shows it again.
    await query("DELETE FROM received WHERE id = $1", id)
    (hides,) = (await mother.client.get(f"{base(family)}/masks/document/{report}")).json()["masks"]
    assert (hides["scope"], hides["drawn"], hides["may_show"]) == ("everyone", True, True)
    assert (await karim.client.delete(f"{base(family)}/masks/{hides['id']}")).status_code == 404
    assert not await reads(family, karim, report)
    assert (await mother.client.delete(f"{base(family)}/masks/{hides['id']}")).status_code == 204
    assert await reads(family, karim, report)


async def test_who_does_not_see_the_circle_learns_who_is_in_it_from_no_report(
    family: Family, query: Any
) -> None:
    karim = family.physio
    id, other = await film(family), await film(family)
    place = {"category": PARAMEDICAL, "films": [id, other]}
    url = f"{base(family)}/reports/readers"
    told = (await karim.client.post(url, json=place)).json()
    assert told["told"]
    assert told["readers"]
    looked = await query("SELECT item_id FROM trace WHERE tag = 'access:mask:read'")
    assert {str(row["item_id"]) for row in looked} == {id, other}

    await family.change_access("Odile", rights={"photos": ["add"], PARAMEDICAL: ["read"]})
    await family.change_access("Karim", rights={"gait": ["read", "add"], PARAMEDICAL: ["read", "add"]})
    told = (await karim.client.post(url, json=place)).json()
    assert told == {"readers": [], "others": [], "told": False, "opens": True, "may": False}


async def test_the_door_is_asked_again_once_it_is_made(
    family: Family, query: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Making it takes a while: hidden meanwhile, nothing of the film is in a letter. What was read for it is in the trace."""
    mother, karim = family.mother, family.physio
    id = await film(family)
    karims = (await family.access("Karim"))["person"]["id"]
    mask = {"kind": "capture", "item_id": id, "scope": "person", "person_id": karims}
    open_them = report_pictures.checked

    async def hidden_meanwhile(*given: Any) -> list[bytes]:
        assert (await mother.client.post(f"{base(family)}/masks", json=mask)).status_code == 201
        return await open_them(*given)

    monkeypatch.setattr(report_pictures, "checked", hidden_meanwhile)
    assert (await make(family, karim, body(id))).status_code == 404
    assert await query("SELECT 1 FROM document") == []
    assert await query("SELECT 1 FROM drawn_from") == []
    assert [
        str(row["item_id"])
        for row in await query("SELECT item_id FROM trace WHERE tag = 'gait:measures:read'")
    ] == [id]


async def test_what_is_printed_names_each_value(family: Family) -> None:
    mother, karim = family.mother, family.physio
    id = await film(family, seen_from="left", worn="barefoot")
    measure = str(uuid4())
    set_ = await karim.client.post(
        f"{base(family)}/captures/{id}/measures", json={"id": measure, "content": KNEE}
    )
    assert set_.status_code == 201
    made = await make(family, mother, body(id, [measure]))  # who added a letter has its original
    assert made.status_code == 201, made.text
    report = f"{base(family)}/documents/{made.json()['id']}"
    await family.mailbox.run_jobs()
    shown = (await mother.client.get(report)).json()
    assert (shown["state"], shown["category"], shown["written_by"].split()[0]) == (
        "ready",
        PARAMEDICAL,
        "Anne",
    )
    original = await mother.client.get(f"{report}/files/original")
    assert original.status_code == 200, original.text
    document = pypdfium2.PdfDocument(original.content)
    said = document[0].get_textpage().get_text_bounded().replace("\r\n", " ").replace("\n", " ")
    for words in (
        "Ce n’est pas un diagnostic",
        "30,0°",
        "genou gauche",
        "milieu d’appui",
        "flexion",
        "par Karim",
        "image 31",
        "pieds nus",
        "Le pied se déroule.",
    ):
        assert words in said, (words, said)
    assert pdfium.FPDFCatalog_IsTagged(document)
    tree = pdfium.FPDF_StructTree_GetForPage(document[0])
    whole = pdfium.FPDF_StructTree_GetChildAtIndex(tree, 0)
    alts: list[str] = []
    for number in range(pdfium.FPDF_StructElement_CountChildren(whole)):
        text = ctypes.create_string_buffer(2000)
        size = pdfium.FPDF_StructElement_GetAltText(
            pdfium.FPDF_StructElement_GetChildAtIndex(whole, number), text, 2000
        )
        alts += [text.raw[:size].decode("utf-16-le")] if size > 2 else []
    assert len(alts) == 1
    assert "image 31" in alts[0]
    assert "30,0°" in alts[0]


async def test_a_clip_is_hidden_with_its_film(family: Family, tmp_path: Path, query: Any) -> None:
    mother, karim = family.mother, family.physio
    path = make_film(tmp_path / "a.mp4", rate=30, seconds=1.0, sound=None)
    id = await add(mother.client, family.carnet_id, path.read_bytes(), kind="video", category="gait")
    url = f"{base(family)}/captures/{id}/clips"
    new = {"id": str(uuid4()), "first": 7, "last": 19}
    assert (await karim.client.post(url, json=new)).json()["code"] == "film_not_ready"
    await family.mailbox.run_jobs()
    for wrong in ({"first": 19, "last": 7}, {"last": 30}):
        assert (await karim.client.post(url, json=new | wrong)).status_code == 422
    assert (await family.granny.client.post(url, json=new)).status_code == 404
    film_url = f"{base(family)}/captures/{id}"
    version = (await mother.client.get(film_url)).json()["version"]
    await mother.client.patch(film_url, json={"version": version, "confirmed_fps": 240})
    cuts = [await karim.client.post(url, json=new) for _ in range(2)]
    assert {one.status_code for one in cuts} == {201}, cuts[0].text
    (clip,) = {one.json()["id"] for one in cuts}
    # Seen at once by who sees the film, as a film being prepared, of which there is no file yet.
    clip_url = f"{base(family)}/captures/{clip}"
    shown = (await mother.client.get(clip_url)).json()
    assert (shown["state"], shown["size"], shown["confirmed_rate"]["fps"]) == ("preparing", 0, 240)
    assert (await karim.client.get(f"{clip_url}/files/clean")).status_code == 404
    # Other seconds under the same number are another clip; of one whose film is erased meanwhile it is said that it was not cut.
    gone = (await karim.client.post(url, json=new | {"last": 20})).json()["id"]
    assert gone != clip
    await query("UPDATE capture SET cut_from = $2 WHERE id = $1", gone, uuid4())
    await family.mailbox.run_jobs()
    shown = (await mother.client.get(clip_url)).json()
    assert (shown["state"], shown["frames"], shown["category"]) == ("ready", 13, "gait")
    assert "images 8 à 20" in shown["note"]
    refused = (await mother.client.get(f"{base(family)}/captures/{gone}")).json()
    assert (refused["state"], refused["reason"]) == ("refused", "not_cut")
    assert await query("SELECT 1 FROM capture WHERE cut_from IS NOT NULL") == []
    sizes = await query(
        "SELECT c.size, r.size AS kept FROM capture c JOIN received r USING (id) WHERE c.id = $1", clip
    )
    assert sizes[0]["size"] == sizes[0]["kept"] == shown["size"] > 0
    # Whose it is does not put it where others would see it; who decides does.
    seen = body(id)
    seen["figures"][0]["shots"][0]["frame"] = 29
    made = await make(family, karim, seen)
    assert made.status_code == 201, made.text
    report = made.json()["id"]
    for item, elsewhere in ((f"captures/{clip}", "photos"), (f"documents/{report}", "documents.medical")):
        url = f"{base(family)}/{item}"
        moved = {"version": (await karim.client.get(url)).json()["version"], "category": elsewhere}
        refused = await karim.client.patch(url, json=moved)
        assert (refused.status_code, refused.json()["code"]) == (409, "stays_there"), refused.text
        assert (await mother.client.patch(url, json=moved)).json()["category"] == elsewhere
    karims = (await family.access("Karim"))["person"]["id"]
    mask = {"kind": "capture", "item_id": id, "scope": "person", "person_id": karims}
    assert (await mother.client.post(f"{base(family)}/masks", json=mask)).status_code == 201
    assert (await karim.client.get(f"{base(family)}/captures/{clip}")).status_code == 404
    assert clip not in (await karim.client.get(f"{base(family)}/captures")).text
    assert [
        str(row["source_id"])
        for row in await query("SELECT source_id FROM drawn_from WHERE item_id = $1", clip)
    ] == [id]
