"""A body that has changed under a treatment or in a device: facts that a line shows, to who may read them."""

from typing import Any
from uuid import uuid4

import pytest

from tests.rooms.sheets.test_lines import read, write

DEVICE = {"kind": "device", "name": "Attelle de nuit", "supplier": "Ortho Lyon"}
TREATMENT = {"kind": "treatment", "name": "Baclofène"}


async def measured(family: Any, kind: str, value: str, on: str) -> None:
    content = {"kind": kind, "value": value, "on": on, "checked": True}
    url = f"/api/carnets/{family.carnet_id}/measurements"
    answer = await family.mother.client.post(url, json={"id": str(uuid4()), "content": content})
    assert answer.status_code == 201, answer.text


@pytest.mark.parametrize(
    ("device", "kinds", "words"),
    [
        ({"weight_limit_kg": 30}, ["weight_limit"], "27\u202fkg, pour 30\u202fkg au plus"),
        ({"weight_limit_kg": 30.5}, [], ""),
        ({"height_limit_cm": 140.5}, ["height_limit"], "133\u202fcm, pour 140,5\u202fcm au plus"),
        ({"fitted_on": "2026-01-20"}, ["grew"], "5,5\u202fcm de plus depuis la pose, le 20 janv. 2026"),
        ({"fitted_on": "2026-05-20"}, [], ""),
        ({"fitted_on": "2024-01-01"}, [], ""),
        ({"weight_limit_kg": 20, "returned_on": "2026-10-01"}, [], ""),
    ],
)
async def test_a_device_somebody_grows_out_of(family, device, kinds, words):
    for value, on in (("127.5", "2026-01-10"), ("130", "2026-05-10"), ("133", "2026-11-02")):
        await measured(family, "height", value, on)
    await measured(family, "weight", "27", "2026-11-02")
    line = await write(family, family.mother, DEVICE | device, [], place=str(uuid4()), sheet="equipment")
    assert [why["kind"] for why in line["to_review"]] == kinds
    assert words in "".join(why["sentence"] for why in line["to_review"])
    assert line["state"] == "holds", "saying that it is true would change nothing"


async def test_a_treatment_confirmed_at_another_weight(family, clock):
    await measured(family, "weight", "25", "2026-11-02")
    place = str(uuid4())
    line = await write(family, family.mother, TREATMENT, [], place=place, sheet="medication")
    assert line["state"] == "holds"
    clock.advance(days=1)
    await measured(family, "weight", "30", "2026-11-22")
    (now,) = (await read(family, family.mother, "medication"))["sections"][0]["lines"]
    (why,) = now["to_confirm"]
    assert (now["state"], why["kind"]) == ("to_confirm", "weight_shift")
    assert why["sentence"] == "25\u202fkg quand c’était relu, 30\u202fkg maintenant"
    url = f"/api/carnets/{family.carnet_id}/sheets/medication/{place}/confirm"
    said = await family.father.client.post(url, json={"version": now["heads"][0]["id"]})
    assert said.json()["state"] == "holds"


async def test_who_may_not_read_weights_learns_none_by_it(family, clock):
    await measured(family, "weight", "29", "2026-11-02")
    await write(
        family, family.mother, DEVICE | {"weight_limit_kg": 30}, [], place=str(uuid4()), sheet="equipment"
    )
    await write(family, family.mother, TREATMENT, [], place=str(uuid4()), sheet="medication")
    clock.advance(days=1)
    await measured(family, "weight", "36", "2026-11-22")
    rights = (await family.access("Karim"))["rights"] | {"sheets.medication": ["read"]}
    for growth, kinds in ((["read"], (["weight_limit"], ["weight_shift"])), ([], ([], []))):
        await family.change_access("Karim", rights=rights | {"sheets.growth": growth})
        (device,) = (await read(family, family.physio, "equipment"))["sections"][0]["lines"]
        (treatment,) = (await read(family, family.physio, "medication"))["sections"][0]["lines"]
        shown = (
            [why["kind"] for why in device["to_review"]],
            [why["kind"] for why in treatment["to_confirm"]],
        )
        assert shown == kinds
        listed = (await family.physio.client.get(f"/api/carnets/{family.carnet_id}/sheets")).json()["sheets"]
        assert next(one for one in listed if one["sheet"] == "medication")["to_confirm"] == len(kinds[1])
