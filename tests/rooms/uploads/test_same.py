"""A file that is in the notebook already is recognised before it leaves, and only by who sees it there."""

import hashlib

from tests.family import Family
from tests.media.pdf_files import letter
from tests.rooms.captures.conftest import add, jpeg
from tests.rooms.documents.conftest import file_letter


async def _same(client, family: Family, room: str, *contents: bytes) -> list[str]:
    sums = [hashlib.sha256(content).hexdigest() for content in contents]
    answer = await client.post(f"/api/carnets/{family.carnet_id}/{room}/same", json={"sha256": sums})
    assert answer.status_code == 200, answer.text
    found = {one["sha256"]: one["id"] for one in answer.json()}
    return [found.get(one, "") for one in sums]


async def test_what_is_there_is_recognised_by_who_sees_it(family: Family, run_jobs) -> None:
    mother, granny = family.mother.client, family.granny.client
    red, green = jpeg("red"), jpeg("green")
    gait = await add(mother, family.carnet_id, red, category="gait")
    pdf = letter()
    written = await file_letter(family, content=pdf)
    assert await _same(mother, family, "captures", red) == [""]  # its bytes are here, not read yet
    await run_jobs()
    assert await _same(mother, family, "captures", green, red) == ["", gait]
    assert await _same(mother, family, "documents", pdf) == [written]
    # granny adds photos, and sees neither the gait nor the letters
    assert await _same(granny, family, "captures", red) == [""]
    url = f"/api/carnets/{family.carnet_id}/documents/same"
    assert (await granny.post(url, json={"sha256": []})).status_code == 404
    # what is hidden from somebody, or in the bin, is not there
    photo = await add(mother, family.carnet_id, green)
    await run_jobs()
    physio = family.physio.client
    assert await _same(physio, family, "captures", green) == [photo]
    hide = {"kind": "capture", "item_id": photo, "scope": "everyone"}
    assert (await mother.post(f"/api/carnets/{family.carnet_id}/masks", json=hide)).status_code == 201
    assert await _same(physio, family, "captures", green) == [""]
    assert await _same(mother, family, "captures", green) == [photo]
    assert (await mother.delete(f"/api/carnets/{family.carnet_id}/captures/{photo}")).status_code == 204
    assert await _same(mother, family, "captures", green) == [""]


async def test_only_hashes_are_taken(family: Family) -> None:
    url = f"/api/carnets/{family.carnet_id}/captures/same"
    for sums in (["A" * 64], ["0" * 63], ["0" * 64] * 101, "0" * 64):
        assert (await family.mother.client.post(url, json={"sha256": sums})).status_code == 422
