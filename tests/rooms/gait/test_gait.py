"""The gait room over HTTP: who may not, a film's measures from one to the next of its readers, the bin, the table, the treatments."""

import csv
import io
from typing import Any
from uuid import uuid4

from tests.family import Family
from tests.journeys.test_matrix import CONTACT, TREATMENT
from tests.rooms.captures.conftest import add, begin, jpeg
from tests.rooms.portability.archives import ByHand, numbered
from tests.rooms.portability.test_importing import opened

KNEE = {
    "kind": "angle", "frame": 30, "file_us": 1_000_000, "width": 1280, "height": 720, "side": "left", "joint": "knee",
    "phase": "mid_stance", "convention": "flexion", "note": "=1+1",
    "one": {"x": 400, "y": 100}, "vertex": {"x": 400, "y": 300}, "other": {"x": 300, "y": 473.205},
}  # fmt: skip


async def film(family: Family, **more: str) -> str:
    """One that is still arriving: it may be looked at, and measured, before it is ready."""
    id, said = str(uuid4()), {"kind": "video", "category": "gait"} | more
    begun = await begin(family.mother.client, family.carnet_id, 10, capture_id=id, **said)
    assert begun.status_code == 201, begun.text
    return id


def base(family: Family) -> str:
    return f"/api/carnets/{family.carnet_id}"


async def test_what_is_measured_follows_the_film(family: Family) -> None:
    id = await film(family)
    url = f"{base(family)}/captures/{id}/measures"
    karim, mother, granny = family.physio.client, family.mother.client, family.granny.client
    new = {"id": str(uuid4()), "content": KNEE}
    assert (await granny.post(url, json=new)).status_code == 404
    for _ in range(2):  # the answer was lost, and it is sent again
        made = await karim.post(url, json=new)
        assert made.status_code == 201, made.text
    (one,) = made.json()["measures"]
    assert round(one["degrees"]) == 30
    assert (one["author"]["name"].split()[0], one["may_bin"]) == ("Karim", True)
    for frame, event, side in ((0, "contact", "left"), (18, "off", "left"), (30, "contact", "left")):
        body = {"id": str(uuid4()), "content": CONTACT | {"frame": frame, "event": event, "side": side}}
        told = (await mother.post(url, json=body)).json()
    assert (told["steps"]["left"]["stance"], told["steps"]["cadence"]) == (60.0, None)
    # Her own may not be binned by him; his may, by her who manages the album.
    hers = next(m["id"] for m in told["measures"] if m["content"]["kind"] == "mark")
    assert (await karim.delete(f"{url}/{hers}")).status_code == 404
    assert (await mother.delete(f"{url}/{one['id']}")).status_code == 204
    assert (await karim.get(url)).json()["binned"] == []
    assert (await karim.post(f"{url}/{one['id']}/restore")).status_code == 404
    back = await mother.post(f"{url}/{one['id']}/restore")
    assert [m["id"] for m in back.json()["measures"]].count(one["id"]) == 1

    table = await karim.get(f"{url}/table", headers={"Accept-Language": "fr"})
    assert "attachment" in table.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(table.text.removeprefix("\ufeff")), delimiter=";"))
    angle = next(row for row in rows if row["Mesure"] == "Angle")
    assert {row["Nature"] for row in rows} == {"annotation par une personne, pas un diagnostic"}
    assert (angle["Valeur"], angle["Côté"], angle["Articulation"], angle["Image"], angle["Note"]) == (
        "30,00", "gauche", "genou", "31", "'=1+1",
    )  # fmt: skip
    assert any(row["Mesure"] == "Appui, part du cycle" and row["Valeur"] == "60,00" for row in rows)

    # Hidden from him, its measures are not there either, nor counted.
    members = (await mother.get(f"{base(family)}/circle")).json()["members"]
    karim_id = next(m["person"]["id"] for m in members if m["person"]["name"].startswith("Karim"))
    assert (await karim.get(f"{base(family)}/gait")).json()["films"][0]["measures"] == 4
    mask = {"kind": "capture", "item_id": id, "scope": "person", "person_id": karim_id}
    assert (await mother.post(f"{base(family)}/masks", json=mask)).status_code == 201
    assert (await karim.get(url)).status_code == 404
    assert (await karim.post(url, json={"id": str(uuid4()), "content": CONTACT})).status_code == 404
    assert (await karim.get(f"{base(family)}/gait")).json()["films"] == []


async def test_what_cannot_be_measured_is_told(family: Family, query: Any) -> None:
    mother = family.mother.client
    id, photo = await film(family), await add(family.mother.client, family.carnet_id, jpeg())
    await query("UPDATE capture SET width = 1280, height = 720, frames = 31 WHERE id = $1", id)
    url = f"{base(family)}/captures/{id}/measures"

    async def said(content: dict[str, Any], to: str = url) -> tuple[int, str]:
        answer = await mother.post(to, json={"id": str(uuid4()), "content": content})
        return answer.status_code, answer.json()["code"]

    assert await said(KNEE, f"{base(family)}/captures/{photo}/measures") == (409, "not_a_film")
    assert await said(KNEE | {"frame": 31}) == (422, "invalid")
    assert await said(KNEE | {"width": 720, "height": 1280}) == (422, "invalid")
    assert await said(KNEE | {"other": {"x": 1281, "y": 2}}) == (422, "invalid")
    assert await said(KNEE | {"other": KNEE["vertex"]}) == (422, "invalid")
    assert (await mother.post(url, json={"id": str(uuid4()), "content": KNEE})).status_code == 201
    # A number given to a measure of another film is not found there.
    taken = (await mother.get(url)).json()["measures"][0]["id"]
    other = f"{base(family)}/captures/{await film(family)}/measures"
    assert (await mother.post(other, json={"id": taken, "content": CONTACT})).status_code == 404


async def test_treatments_and_how_films_were_filmed(family: Family) -> None:
    mother, karim = family.mother.client, family.physio.client
    gait = f"{base(family)}/gait"
    assert (await family.granny.client.get(gait)).status_code == 404
    id = await film(family, seen_from="left", worn="barefoot,aid", worn_words="déambulateur")
    new = {"id": str(uuid4()), "said": TREATMENT}
    assert (await karim.post(f"{gait}/treatments", json=new)).status_code == 201
    again = await karim.post(f"{gait}/treatments", json=new)
    assert again.json()["version"] == 1
    told = (await mother.get(gait)).json()
    (shown,) = told["films"]
    assert (shown["capture"]["seen_from"], shown["capture"]["worn"]) == ("left", ["barefoot", "aid"])
    assert [t["said"]["site"] for t in told["treatments"]] == ["Triceps sural gauche"]

    capture = f"{base(family)}/captures/{id}"
    wrong = await mother.patch(capture, json={"version": 1, "worn": ["barefoot", "shoes"]})
    assert (wrong.status_code, wrong.json()["fields"][0]["name"]) == (422, "worn")
    noted = await mother.patch(capture, json={"version": 1, "seen_from": None, "worn": ["shoes"]})
    assert (noted.json()["seen_from"], noted.json()["worn"]) == (None, ["shoes"])

    one = f"{gait}/treatments/{new['id']}"
    changed = await mother.patch(one, json={"version": 1, "said": TREATMENT | {"dose": "80 U"}})
    assert (changed.json()["version"], changed.json()["changed_by"]) == (2, "Anne Moreau")
    late = await karim.patch(one, json={"version": 1, "said": TREATMENT})
    assert (late.status_code, late.json()["current"]["said"]["dose"]) == (409, "80 U")
    for said, field in ((TREATMENT | {"kind": "other"}, "name"), (TREATMENT | {"day": "2226-01-01"}, "day")):
        answer = await mother.patch(one, json={"version": 2, "said": said})
        assert (answer.status_code, answer.json()["fields"][0]["name"]) == (422, field)
    assert (await mother.delete(one)).status_code == 204
    assert [t["id"] for t in (await mother.get(gait)).json()["binned"]] == [new["id"]]
    assert (await karim.post(f"{one}/restore")).status_code == 404  # she put it there
    assert (await mother.post(f"{one}/restore")).json()["deleted_at"] is None


async def test_it_comes_in_with_an_archive(family: Family, query: Any) -> None:
    """Each under its author's name of there; a measure whose film is not in the archive is left out with it."""
    archive = ByHand(claims={"version": 3})
    archive.image().update({"kind": "video", "seen_from": "front", "worn": ["orthoses"], "worn_words": "AFO"})
    who = {"id": numbered(0xB), "name": "Karim Saïdi"}
    signed = {"author": who, "added_at": "2026-05-12T08:00:00Z", "deleted_at": None, "deleted_by": None}
    absent = archive.image() | {"id": numbered(0x41), "file": None}
    archive.parts["images"]["images"].append(absent)
    measures = [
        {"id": numbered(0x80 + n), "film": film, "film_sha256": None, "content": KNEE, "degrees": 999.0}
        | signed
        for n, film in enumerate((numbered(0x40), numbered(0x41)))
    ]
    treatment = {"id": numbered(0x90), "said": TREATMENT, "changed_at": None, "changed_by": "", "version": 2}
    archive.parts["gait"] = {"treatments": [treatment | signed], "measures": measures}
    carnet_id = await opened(family, archive)
    (measure,) = await query("SELECT * FROM gait_measure WHERE carnet_id = $1", carnet_id)
    assert measure["author_name"] == "Karim Saïdi (import)"
    # What an archive says that points come to is not believed: it is computed.
    url = f"/api/carnets/{carnet_id}/captures/{measure['capture_id']}/measures"
    (read,) = (await family.stranger.client.get(url)).json()["measures"]
    assert round(read["degrees"]) == 30
    told = (await family.stranger.client.get(f"/api/carnets/{carnet_id}/gait")).json()
    assert [(t["said"]["dose"], t["author"]["name"]) for t in told["treatments"]] == [
        ("100 U", "Karim Saïdi (import)")
    ]
    (shown,) = await query("SELECT seen_from, worn, worn_words FROM capture WHERE carnet_id = $1", carnet_id)
    assert tuple(shown.values()) == ("front", ["orthoses"], "AFO")
