"""A copy with something blurred says of which image it is one: to who sees that one, and to nobody else."""

from typing import Any
from uuid import uuid4

from tests.family import Family
from tests.rooms.captures.conftest import add, begin, jpeg
from tests.rooms.portability.archives import ByHand, numbered
from tests.rooms.portability.test_importing import opened


async def test_it_names_its_original_to_who_sees_both(family: Family, run_jobs: Any) -> None:
    mother, physio, base = (
        family.mother.client,
        family.physio.client,
        f"/api/carnets/{family.carnet_id}/captures",
    )
    whole = await add(mother, family.carnet_id, jpeg())
    copy = await add(mother, family.carnet_id, jpeg("navy"), copy_of=whole)
    await run_jobs()
    assert (await physio.get(f"{base}/{copy}")).json()["copy_of"] == whole
    await mother.delete(f"{base}/{whole}")
    assert (await physio.get(f"{base}/{copy}")).json()["copy_of"] is None  # there is nothing to go to
    await mother.post(f"{base}/{whole}/restore")
    assert (await physio.get(f"{base}/{copy}")).json()["copy_of"] == whole
    hidden = {"kind": "capture", "item_id": whole, "scope": "everyone"}
    assert (await mother.post(f"/api/carnets/{family.carnet_id}/masks", json=hidden)).status_code == 201
    assert (await physio.get(f"{base}/{copy}")).json()["copy_of"] is None
    listed = (await physio.get(base)).json()["captures"]
    assert [(one["id"], one["copy_of"]) for one in listed] == [(copy, None)]
    assert (await mother.get(f"{base}/{copy}")).json()["copy_of"] == whole


async def test_of_what_its_sender_does_not_see_nothing_is_said(family: Family, query: Any) -> None:
    """Nor is the copy refused: that would say that there is such an image."""
    theirs = await add(family.mother.client, family.carnet_id, jpeg())
    for of in (theirs, str(uuid4())):
        await add(family.granny.client, family.carnet_id, jpeg("navy"), copy_of=of)
    own = await add(family.granny.client, family.carnet_id, jpeg("teal"))
    await add(family.granny.client, family.carnet_id, jpeg("red"), copy_of=own)
    rows = await query("SELECT copy_of FROM capture WHERE copy_of IS NOT NULL")
    assert [str(row["copy_of"]) for row in rows] == [own]
    refused = await begin(family.granny.client, family.carnet_id, 10, copy_of="hier")
    assert (refused.status_code, refused.json()["fields"][0]["name"]) == (422, "copy_of")


async def test_it_comes_in_with_an_archive(family: Family, query: Any) -> None:
    """Under the numbers of here; one whose original is not in the archive is a copy of nothing."""
    archive = ByHand(claims={"version": 4})
    archive.parts["gait"] = {"treatments": [], "measures": []}
    archive.image()["copy_of"] = numbered(0x40)
    carnet_id = await opened(family, archive)
    (shown,) = await query("SELECT id, copy_of FROM capture WHERE carnet_id = $1", carnet_id)
    assert shown["copy_of"] == shown["id"] != numbered(0x40)
    archive.image()["copy_of"] = numbered(0x49)
    archive.parts["images"]["images"].append(archive.image() | {"id": numbered(0x49), "file": None})
    carnet_id = await opened(family, archive)
    (shown,) = await query("SELECT copy_of FROM capture WHERE carnet_id = $1", carnet_id)
    assert shown["copy_of"] is None
