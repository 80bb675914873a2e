"""A matrix of one's own, at every door: lists, counts, thumbnails, what is new, uploads under way, what resembles what."""

from typing import Any

from tests.family import Family
from tests.media.pdf_files import letter
from tests.rooms.captures.conftest import TUS, add, begin, jpeg, send
from tests.rooms.documents.conftest import file_letter, url


async def test_the_films_without_the_photos(family: Family, run_jobs: Any) -> None:
    """Neither list nor count nor picture tells that there is a photo, nor that a film is the same picture as one."""
    mother, physio = family.mother.client, family.physio.client
    base = f"/api/carnets/{family.carnet_id}"
    picture = jpeg()
    photo = await add(mother, family.carnet_id, picture)
    await run_jobs()
    same = await add(mother, family.carnet_id, picture, category="gait")
    await run_jobs()
    whole = {c["id"]: c for c in (await physio.get(f"{base}/captures")).json()["captures"]}
    assert whole[same]["duplicate_of"] == photo
    await family.change_access("Karim", rights={"gait": ["read"]})
    listed = (await physio.get(f"{base}/captures")).json()["captures"]
    assert [(c["id"], c["duplicate_of"]) for c in listed] == [(same, None)]
    assert sum(m["count"] for m in (await physio.get(f"{base}/captures/months")).json()) == 1
    assert (await physio.get(f"{base}/captures/{same}/files/small")).status_code == 200
    for path in (photo, f"{photo}/files/small", f"{photo}/files/medium"):
        assert (await physio.get(f"{base}/captures/{path}")).status_code == 404, path
    news = (await physio.get(f"{base}/home")).json()["news"]
    assert {one["category"] for one in news} <= {"gait"}
    assert (await begin(physio, family.carnet_id, 10)).status_code == 404
    assert (await begin(physio, family.carnet_id, 10, category="gait")).status_code == 404
    # everything else is as if it were not there
    for path in ("circle", "emergency", "agenda", "habits", "documents", "documents/categories"):
        assert (await physio.get(f"{base}/{path}")).status_code == 404, path


async def test_an_upload_under_way_ends_with_the_right_to_add(family: Family) -> None:
    granny, base = family.granny.client, f"/api/carnets/{family.carnet_id}"
    content = jpeg()
    begun = await begin(granny, family.carnet_id, len(content))
    where = begun.headers["location"]
    assert (await send(granny, where, content[:100], 0)).status_code == 204
    assert len((await granny.get("/api/uploads")).json()) == 1
    rights = await family.rights_of(family.granny)
    await family.change_access("Odile", rights={c: some for c, some in rights.items() if c != "photos"})
    assert (await send(granny, where, content[100:], 100)).status_code == 404
    assert (await granny.head(where, headers=TUS)).status_code == 404
    assert (await granny.get("/api/uploads")).json() == []
    assert (await granny.get(f"{base}/captures")).status_code == 404
    # given back, it goes on where it was
    await family.change_access("Odile", rights=rights)
    assert (await send(granny, where, content[100:], 100)).status_code == 204


async def test_what_one_added_is_shown_while_one_may_add(family: Family, run_jobs: Any) -> None:
    granny, base = family.granny.client, f"/api/carnets/{family.carnet_id}"
    own = await add(granny, family.carnet_id, jpeg())
    await run_jobs()
    assert [c["id"] for c in (await granny.get(f"{base}/captures")).json()["captures"]] == [own]
    assert (await granny.delete(f"{base}/captures/{own}")).status_code == 204
    assert len((await granny.get(f"{base}/bin")).json()) == 1
    await family.change_access("Odile", rights={"gait": ["read"]})
    assert (await granny.get(f"{base}/captures")).json()["captures"] == []
    assert (await granny.get(f"{base}/captures/months")).json() == []
    assert (await granny.get(f"{base}/bin")).json() == []


async def test_one_category_of_letters_in_ten(family: Family, run_jobs: Any) -> None:
    physio = family.physio.client
    content = letter()
    secret = await file_letter(family, content=content, category="documents.psychology")
    await run_jobs()
    same = await file_letter(family, content=content, category="documents.psychology")
    await run_jobs()
    moved = {"version": 1, "category": "documents.liaison"}
    assert (await family.mother.client.patch(url(family, same), json=moved)).status_code == 200
    assert (await physio.get(url(family, same))).json()["duplicate_of"] == secret
    await family.change_access("Karim", rights={"documents.liaison": ["read", "add"]})
    listed = (await physio.get(url(family))).json()["documents"]
    assert [(d["id"], d["duplicate_of"]) for d in listed] == [(same, None)]
    counted = (await physio.get(url(family, "categories"))).json()
    assert [(c["category"], c["count"]) for c in counted] == [("documents.liaison", 1)]
    assert (await physio.get(url(family, secret, "pages/1"))).status_code == 404
    own = await file_letter(family, physio, category="documents.liaison")
    await run_jobs()
    moved = await physio.patch(url(family, own), json={"version": 1, "category": "documents.psychology"})
    assert moved.status_code == 404


async def test_a_right_to_manage_is_a_right_to_manage(family: Family) -> None:
    """Given to somebody who is no representative, and nothing beside it."""
    base = f"/api/carnets/{family.carnet_id}"
    await family.change_access("Odile", rights={"agenda": ["read", "add", "manage"]})
    granny = family.granny.client
    dated = {"kind": "appointment", "title": "Kiné", "starts": "2026-12-01T14:30:00", "zone": "Europe/Paris"}
    made = await granny.post(f"{base}/agenda", json={"content": dated})
    assert made.status_code == 201, made.text
    assert (await granny.delete(f"{base}/agenda/{made.json()['id']}")).status_code == 204
    assert len((await granny.get(f"{base}/agenda/bin")).json()) == 1
    for path in ("traces", "exports", "closing", "emergency/links", "provenance"):
        assert (await granny.get(f"{base}/{path}")).status_code == 404, path


async def test_a_row_of_another_age_opens_nothing(family: Family, query: Any) -> None:
    base = f"/api/carnets/{family.carnet_id}"
    for stored in ("{}", '{"photos": ["look"]}', '["photos"]', '{"everything": ["read"]}', '"all"'):
        await query("UPDATE habilitation SET rights = $1::jsonb WHERE profile = 'professional'", stored)
        for path in ("", "/captures", "/documents", "/emergency", "/home"):
            assert (await family.physio.client.get(f"{base}{path}")).status_code == 404, (stored, path)
    listed = await family.physio.client.get("/api/carnets")
    assert (listed.status_code, listed.json()) == (200, [])
