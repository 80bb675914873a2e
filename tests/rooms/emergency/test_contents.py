"""What one code shows: less than another, never less than what could kill in the first minute, and never « none » for what is left out."""

import base64
import io
import json

import pypdfium2
from jwcrypto.jwe import JWE
from jwcrypto.jwk import JWK

from backend.rooms.interop.shl import key_of
from tests.family import section
from tests.rooms.emergency.carers import code, enter, marked


async def _written(family):
    await family.add({"section": "allergies", "substance": "Arachide"})
    await family.add({"section": "treatments", "name": "Valproate", "dose": "5 ml"})
    await family.add({"section": "weight", "kg": 27, "measured_on": "2026-11-02"})
    await family.add({"section": "calms", "text": "La chanson du bateau"})
    await family.answer("devices", "none_known")


async def test_who_may_not_choose(family):
    made = await family.link()
    path = f"{family.sheet}/links/{made['link']['id']}/contents"
    wanted = {"left_out": ["calms"], "seen": {}}
    for who in (family.physio, family.granny, family.stranger):
        assert (await who.client.put(path, json=wanted)).status_code == 404
    assert (await family.doctor.put(path, json=wanted)).status_code == 401


async def test_a_section_left_out_of_a_code_is_not_communicated_behind_it_and_stands_behind_the_others(
    family,
):
    await _written(family)
    bag = await family.link("École", left_out=["devices", "treatments", "weight", "calms"])
    card = await family.link("Fauteuil")
    assert bag["link"]["left_out"] == ["weight", "treatments", "calms", "devices"]
    assert card["link"]["left_out"] == []
    read = (await family.doctor.get(bag["code"]["url"])).text
    assert "Arachide" in read
    for hidden in ("Valproate", "27", "chanson"):
        assert hidden not in read
    assert "Aucun" not in read.partition("Matériel")[2][:60]
    assert read.lower().count("non communiqué") >= 1
    whole = (await family.doctor.get(card["code"]["url"])).text
    for shown in ("Arachide", "Valproate", "27", "chanson"):
        assert shown in whole
    # The preview of that code and its printed card say the same.
    preview = await family.mother.client.get(f"{family.sheet}/preview?link={bag['link']['id']}")
    assert "Arachide" in preview.text
    assert "Valproate" not in preview.text
    printed = await family.mother.client.get(f"{family.sheet}/links/{bag['link']['id']}/card")
    words = "".join(
        page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(io.BytesIO(printed.content))
    )
    assert "ARACHIDE" in words
    assert "Valproate" not in words
    # The circle's own sheet is whole.
    assert section(await family.read(), "treatments")["lines"]


async def test_what_could_kill_in_the_first_minute_stands_behind_every_code(family):
    for name in ("allergies", "todo"):
        refused = await family.mother.client.post(
            f"{family.sheet}/links", json={"name": "École", "left_out": ["calms", name]}
        )
        assert refused.status_code == 422
        assert refused.json()["fields"][0]["name"] == "left_out"
    assert (await family.mother.client.get(f"{family.sheet}/links")).json() == []
    unknown = await family.mother.client.post(f"{family.sheet}/links", json={"name": "É", "left_out": ["x"]})
    assert unknown.status_code == 422


async def test_it_is_changed_on_a_card_that_is_already_printed_and_renewed_as_it_is(family, query):
    await _written(family)
    made = await family.link("École")
    path = f"{family.sheet}/links/{made['link']['id']}"
    assert "Valproate" in (await family.doctor.get(made["code"]["url"])).text
    chosen = {"left_out": ["treatments"], "documents": False}
    for seen in ({}, chosen):
        changed = await family.mother.client.put(f"{path}/contents", json=chosen | {"seen": seen})
        assert (changed.status_code, changed.json()["left_out"]) == (200, ["treatments"])
    assert len(await query("SELECT 1 FROM trace WHERE tag = 'emergency:link:contents'")) == 1
    assert "Valproate" not in (await family.doctor.get(made["code"]["url"])).text
    new = (await family.mother.client.post(f"{path}/renew")).json()
    assert (new["link"]["left_out"], new["link"]["documents"]) == (["treatments"], False)
    assert "Valproate" not in (await family.doctor.get(new["code"]["url"])).text
    over = await family.mother.client.put(f"{path}/contents", json=chosen | {"seen": chosen})
    assert (over.status_code, over.json()["code"]) == (410, "link_over")


async def test_a_system_reads_no_more_than_the_page(family):
    await _written(family)
    made = await family.link("Colonie", left_out=["treatments"])
    token = made["code"]["url"].rpartition("/")[2].partition("#")[0]
    body = {"recipient": "SAMU 38", "embeddedLengthMax": 1_000_000}
    manifest = await family.doctor.post(f"/shl/{token}", json=body)
    assert manifest.status_code == 200, manifest.text
    jwe = JWE()
    key = base64.urlsafe_b64encode(key_of(token)).decode().rstrip("=")
    jwe.deserialize(manifest.json()["files"][0]["embedded"], JWK(kty="oct", k=key))
    summary = json.loads(jwe.payload)
    assert "Arachide" in str(summary)
    assert "Valproate" not in str(summary)
    (medicines,) = [
        one
        for one in summary["entry"][0]["resource"]["section"]
        if one["code"]["coding"][0]["code"] == "10160-0"
    ]
    assert medicines["emptyReason"]["coding"][0]["code"] == "withheld"


async def test_the_documents_stay_closed_behind_a_code_that_does_not_show_them(family, run_jobs):
    await marked(family, run_jobs)
    link_id, path = await code(family, name="École", documents=False)
    assert "soignant" not in (await family.doctor.get(path)).text
    assert (await enter(family, path)).status_code == 404
    contents = f"{family.sheet}/links/{link_id}/contents"
    assert (
        await family.mother.client.put(contents, json={"documents": True, "seen": {"documents": False}})
    ).status_code == 200
    assert (await enter(family, path)).status_code == 303
    listed = path.partition("#")[0] + "/documents"
    assert (await family.doctor.get(listed)).status_code == 200
    # Somebody is reading when the family takes them off this code.
    assert (
        await family.mother.client.put(contents, json={"documents": False, "seen": {}})
    ).status_code == 200
    assert (await family.doctor.get(listed)).status_code == 404


async def test_what_one_parent_closes_is_not_opened_by_the_other_s_old_screen(family):
    made = await family.link("Fauteuil")
    contents = f"{family.sheet}/links/{made['link']['id']}/contents"
    closed = {"left_out": ["treatments"], "documents": False}
    assert (await family.mother.client.put(contents, json=closed | {"seen": {}})).status_code == 200
    late = await family.father.client.put(contents, json={"left_out": ["calms"], "seen": {}})
    assert (late.status_code, late.json()["code"]) == (409, "changed_meanwhile")
    assert {name: late.json()["current"][name] for name in closed} == closed
    (link,) = (await family.mother.client.get(f"{family.sheet}/links")).json()
    assert {name: link[name] for name in closed} == closed
