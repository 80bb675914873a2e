"""Who may not, first: a letter is opened by its category."""

from typing import Any

import httpx

from tests.conftest import browser
from tests.family import Family
from tests.rooms.captures.conftest import begin
from tests.rooms.documents.conftest import SAID, file_letter, opened, url


async def test_nobody_signed_in_and_strangers_learn_nothing(family: Family, app: Any, run_jobs: Any) -> None:
    id = await file_letter(family)
    await run_jobs()
    paths = ["", id, f"{id}/words", f"{id}/pages/1", f"{id}/files/copy", "bin", "categories"]
    async with browser(app) as nobody:
        for path in paths:
            assert (await nobody.get(url(family, path))).status_code == 401
    for path in paths:
        for client in (family.stranger.client, family.granny.client):
            assert (await client.get(url(family, path))).status_code == 404, path


async def test_a_carer_adds_no_letter(family: Family) -> None:
    assert (await begin(family.granny.client, family.carnet_id, 10, **SAID)).status_code == 404


async def test_a_category_that_is_closed_does_not_exist(family: Family, run_jobs: Any) -> None:
    """A professional to whom psychology is closed, while the rest of the library is open."""
    secret = await file_letter(family, category="documents.psychology", title="Bilan")
    await run_jobs()
    rights = await family.rights_of(family.physio)
    await family.change_access(
        "Karim", rights={c: some for c, some in rights.items() if c != "documents.psychology"}
    )
    physio = family.physio.client
    for path in (secret, f"{secret}/words", f"{secret}/pages/1", f"{secret}/files/copy"):
        assert (await physio.get(url(family, path))).status_code == 404, path
    assert (await physio.get(url(family))).json()["documents"] == []
    named = (await physio.get(url(family, "categories"))).json()
    assert "documents.psychology" not in [one["category"] for one in named]
    asked = await physio.get(url(family), params={"category": "documents.psychology"})
    assert asked.json()["documents"] == []
    refused = await begin(physio, family.carnet_id, 10, **(SAID | {"category": "documents.psychology"}))
    assert refused.status_code == 404
    told = (await family.mother.client.get(f"/api/carnets/{family.carnet_id}/traces")).json()["traces"]
    assert any("refusé" in one["sentence"] for one in told)
    # what is new in there is not told to them either
    home = (await physio.get(f"/api/carnets/{family.carnet_id}/home")).json()
    assert all(one["category"] != "documents.psychology" for one in home["news"])


async def test_who_may_only_add_sees_what_they_added(family: Family, run_jobs: Any) -> None:
    rights = await family.rights_of(family.granny)
    await family.change_access("Odile", rights=rights | {"documents.liaison": ["add"]})
    await file_letter(family, category="documents.liaison")
    own = await file_letter(family, family.granny.client, category="documents.liaison")
    await run_jobs()
    listed = (await family.granny.client.get(url(family))).json()["documents"]
    assert [one["id"] for one in listed] == [own]
    assert (await family.granny.client.get(url(family, own, "pages/1"))).status_code == 200


async def test_a_letter_is_filed_where_one_may_only_add(family: Family) -> None:
    rights = await family.rights_of(family.physio)
    managed = {"documents.medical": ["read", "add", "manage"], "documents.liaison": ["add"]}
    await family.change_access("Karim", rights=rights | managed)
    id = await file_letter(family)
    filed = await family.physio.client.patch(
        url(family, id), json={"version": 1, "category": "documents.liaison"}
    )
    assert (filed.status_code, filed.json()["category"]) == (200, "documents.liaison")
    assert (await opened(family, id))["category"] == "documents.liaison"
    assert (await family.physio.client.get(url(family, id))).status_code == 404


async def test_professionals_change_and_bin_their_own_only(family: Family, run_jobs: Any) -> None:
    theirs, own = await file_letter(family), await file_letter(family, family.physio.client)
    await run_jobs()
    physio = family.physio.client
    assert (await physio.patch(url(family, theirs), json={"version": 1, "title": "x"})).status_code == 404
    assert (await physio.delete(url(family, theirs))).status_code == 404
    changed = await physio.patch(url(family, own), json={"version": 1, "title": "Bilan  de\nmarche"})
    assert (changed.status_code, changed.json()["title"]) == (200, "Bilan de marche")
    assert (await physio.delete(url(family, own))).status_code == 204
    # what a parent binned is the parents' to restore, even its author's
    assert (await family.mother.client.post(url(family, own, "restore"))).status_code == 200
    assert (await family.mother.client.delete(url(family, own))).status_code == 204
    assert (await physio.post(url(family, own, "restore"))).status_code == 404


async def test_the_original_is_for_representatives(family: Family, run_jobs: Any) -> None:
    id = await file_letter(family)
    await run_jobs()
    refused = await family.physio.client.get(url(family, id, "files/original"))
    assert (refused.status_code, refused.json()["code"]) == (403, "original_for_representatives")
    assert (await family.mother.client.get(url(family, id, "files/original"))).status_code == 200
    kept = await family.father.client.get(url(family, id, "files/original"))
    assert (kept.status_code, kept.json()["code"]) == (403, "original_kept")


async def test_a_right_withdrawn_closes_the_next_page(family: Family, run_jobs: Any) -> None:

    id = await file_letter(family)
    await run_jobs()
    physio: httpx.AsyncClient = family.physio.client
    assert (await physio.get(url(family, id, "pages/1"))).status_code == 200
    base = f"/api/carnets/{family.carnet_id}"
    members = (await family.mother.client.get(f"{base}/circle")).json()["members"]
    right = next(m["habilitation_id"] for m in members if m["profile"] == "professional")
    await family.mother.prove()
    assert (await family.mother.client.delete(f"{base}/habilitations/{right}")).status_code == 204
    assert (await physio.get(url(family, id, "pages/1"))).status_code == 404
