"""A representative's own address, phone and note: hidden unless they show it, and to whom."""

from typing import Any

import httpx

from tests.conftest import MovingClock
from tests.family import Family, Member
from tests.rooms.captures.conftest import add, jpeg
from tests.rooms.captures.test_album import told
from tests.rooms.documents.conftest import file_letter
from tests.rooms.documents.conftest import url as letter_url

ADDRESS, PHONE, NOTE = "12 rue des Lilas, Gières", "06 11 22 33 44", "Sonner deux fois"
BOTH = ["professionals", "representatives"]


def said(version: int = 0, **seen: list[str]) -> dict[str, Any]:
    texts = {"address": ADDRESS, "phone": PHONE, "note": NOTE}
    return {"version": version, **{n: {"text": t, "seen_by": seen.get(n, [])} for n, t in texts.items()}}


def url(family: Family, rest: str = "") -> str:
    return f"/api/carnets/{family.carnet_id}/details{rest}"


async def write(family: Family, body: dict[str, Any], who: Member | None = None) -> httpx.Response:
    who = who or family.mother
    await who.prove()
    return await who.client.put(url(family, "/mine"), json=body)


async def read(family: Family, who: Member) -> dict[str, Any]:
    answer = await who.client.get(url(family))
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def hers(family: Family, who: Member) -> tuple[str | None, str | None, str | None]:
    found = next(o for o in (await read(family, who))["others"] if o["relation"] == "mère")
    assert found["person"]["name"].startswith("Anne")
    return found["address"], found["phone"], found["note"]


async def test_who_may(family: Family) -> None:
    assert (await family.doctor.get(url(family))).status_code == 401
    for who in (family.stranger, family.granny):
        assert (await who.client.get(url(family))).status_code == 404
    for who in (family.stranger, family.granny, family.physio):
        assert (await write(family, said(), who)).status_code == 404


async def test_all_is_hidden_until_it_is_shown(family: Family) -> None:
    nothing = (None, None, None)
    assert await hers(family, family.father) == nothing, "nothing written looks the same"
    written = await write(family, said())
    assert (written.status_code, written.json()["address"]) == (200, {"text": ADDRESS, "seen_by": []})
    assert (await read(family, family.mother))["mine"]["phone"]["text"] == PHONE
    assert await hers(family, family.father) == nothing
    assert await hers(family, family.physio) == nothing
    assert (await read(family, family.physio))["mine"] is None


async def test_each_is_shown_to_whom_it_was_opened(family: Family) -> None:
    shown = said(address=["representatives"], phone=["professionals"], note=BOTH)
    assert (await write(family, shown)).status_code == 200
    assert await hers(family, family.father) == (ADDRESS, None, NOTE)
    assert await hers(family, family.physio) == (None, PHONE, NOTE)
    assert (await write(family, said(1))).status_code == 200
    assert await hers(family, family.father) == (None, None, None)


async def test_showing_needs_a_fresh_proof_and_hiding_none(family: Family, clock: MovingClock) -> None:
    assert (await write(family, said())).status_code == 200
    clock.advance(minutes=6)
    client = family.mother.client
    refused = await client.put(url(family, "/mine"), json=said(1, phone=["representatives"]))
    assert (refused.status_code, refused.json()["code"]) == (403, "fresh_proof_needed")
    assert await hers(family, family.father) == (None, None, None)
    assert (await write(family, said(1, phone=["representatives"]))).status_code == 200
    clock.advance(minutes=6)
    assert (await client.put(url(family, "/mine"), json=said(2))).status_code == 200


async def test_two_phones_of_one_person(family: Family) -> None:
    assert (await write(family, said())).status_code == 200
    late = await write(family, said(0))
    assert (late.status_code, late.json()["current"]["version"]) == (409, 1)
    assert (await write(family, said(7))).status_code == 409
    both = await family.mother.client.put(url(family, "/mine"), json=said(1) | {"extra": 1})
    assert both.status_code == 422


async def _tags(family: Family) -> list[str]:
    page = (await family.father.client.get(f"/api/carnets/{family.carnet_id}/traces?limit=200")).json()
    return [t["action"] for t in page["traces"]]


async def test_that_a_hidden_address_changed_is_told_to_nobody(family: Family) -> None:
    """It would say that she has moved."""
    await write(family, said())
    moved = said(1)
    moved["address"]["text"] = "Ailleurs"
    assert (await write(family, moved)).status_code == 200
    assert "access:details:change" not in await _tags(family)
    await write(family, said(2, note=["representatives"]))
    assert (await _tags(family)).count("access:details:change") == 1


async def test_who_leaves_takes_it_along(family: Family, query: Any) -> None:
    await write(family, said(note=BOTH))
    circle = (await family.mother.client.get(f"/api/carnets/{family.carnet_id}/circle")).json()
    own = next(m["habilitation_id"] for m in circle["members"] if m["me"])
    left = await family.mother.client.delete(f"/api/carnets/{family.carnet_id}/habilitations/{own}")
    assert left.status_code == 204
    assert (await read(family, family.father))["others"] == []
    assert await query("SELECT 1 FROM representative_details WHERE carnet_id = $1", family.carnet_id) == []


async def test_an_original_stays_its_authors_while_an_address_is_kept(family: Family, run_jobs: Any) -> None:
    """By both parents' default: what a camera wrote says where somebody lives."""
    photo = await add(family.mother.client, family.carnet_id, told())
    by_granny = await add(family.granny.client, family.carnet_id, told())
    his = await add(family.father.client, family.carnet_id, jpeg())
    letter = await file_letter(family)
    await run_jobs()
    base = f"/api/carnets/{family.carnet_id}/captures"
    originals = [f"{base}/{photo}/files/original", f"{base}/{by_granny}/files/original"]
    originals.append(letter_url(family, letter, "files/original"))
    for path in originals:
        for asked in ({}, {"Range": "bytes=0-9"}):
            kept = await family.father.client.get(path, headers=asked)
            assert (kept.status_code, kept.json()["code"]) == (403, "original_kept")
    assert (await family.father.client.head(originals[0])).status_code == 403
    assert (await family.mother.client.get(originals[0])).content == told()
    assert (await family.father.client.get(f"{base}/{his}/files/original")).content == jpeg()
    clean = f"{base}/{photo}/files/clean"
    assert (await family.father.client.get(clean)).status_code == 202
    await run_jobs()
    assert (await family.father.client.get(clean)).status_code == 200
    # Shown, they are open; hidden again, they are not.
    await write(family, said(address=["representatives"]))
    for path in originals:
        assert (await family.father.client.get(path)).status_code == 200
    await write(family, said(1, address=["professionals"]))
    for path in originals:
        assert (await family.father.client.get(path)).status_code == 403


async def test_with_a_single_representative_nothing_changes(family: Family, run_jobs: Any) -> None:
    opened = await family.stranger.client.post(
        "/api/carnets", json={"given_name": "Léa", "family_name": "B", "birth_date": "2023-01-01"}
    )
    id = opened.json()["id"]
    photo = await add(family.stranger.client, id, told())
    await run_jobs()
    got = await family.stranger.client.get(f"/api/carnets/{id}/captures/{photo}/files/original")
    assert got.content == told()
