"""An archive becomes a notebook: what it held, under names that are nobody's of this house."""

import hashlib
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import pytest

from backend.app import open_runtime
from tests.conftest import MovingClock
from tests.family import Family
from tests.media.pdf_files import letter
from tests.rooms.identity import people
from tests.rooms.portability.archives import (
    DAY,
    KARIM,
    LETTER,
    PHOTO,
    ByHand,
    begin_import,
    begin_sending,
    imported,
    numbered,
    send_archive,
)


async def opened(family: Family, archive: ByHand | None = None) -> str:
    told = await imported(
        family.stranger.client, family.mailbox, (archive or ByHand()).zip(), relation="mère"
    )
    assert (told["state"], told["fault"]) == ("opened", None), told
    return told["id"]


async def test_nobody_imports_without_a_fresh_proof(family: Family, clock: MovingClock, client: Any) -> None:
    assert (await client.post("/api/imports", json={})).status_code == 401
    clock.advance(minutes=6)
    answer = await family.stranger.client.post("/api/imports", json={})
    assert (answer.status_code, answer.json()["code"]) == (403, "fresh_proof_needed")


async def test_before_it_opens_it_exists_for_nobody(family: Family) -> None:
    client = family.stranger.client
    begun = await begin_import(client)
    assert (begun["state"], begun["limit"]) == ("awaiting", 50_000_000_000)
    assert (await client.get("/api/carnets")).json() == []
    for path in ("", "/home", "/circle", "/emergency", "/captures", "/habits", "/agenda", "/provenance"):
        assert (await client.get(f"/api/carnets/{begun['id']}{path}")).status_code == 404, path
    other = family.mother.client
    assert (await other.get(f"/api/imports/{begun['id']}")).status_code == 404
    assert (await other.delete(f"/api/imports/{begun['id']}")).status_code == 404
    assert (await begin_sending(other, begun["id"], 100)).status_code == 404
    # A photo does not go where an archive is awaited.
    refused = await begin_sending(client, begun["id"], 100, kind="photo", category="photos")
    assert refused.status_code == 404
    again = await begin_import(client)
    assert again["id"] == begun["id"]


async def test_all_of_it_is_there(family: Family, query: Any) -> None:
    archive = ByHand()
    archive.parts["urgent_sheet"]["card_months"] = 3
    carnet_id = await opened(family, archive)
    client = family.stranger.client
    base = f"/api/carnets/{carnet_id}"
    (card,) = (await client.get("/api/carnets")).json()
    assert (card["given_name"], card["me"]["profile"], card["me"]["relation"]) == (
        "Théo",
        "representative",
        "mère",
    )
    sheet = (await client.get(f"{base}/emergency")).json()
    allergies = next(s for s in sheet["sections"] if s["section"] == "allergies")
    assert allergies["lines"][0]["content"]["substance"] == "Pénicilline"
    assert sheet["card_months"] == 3
    habits = (await client.get(f"{base}/habits")).json()
    sleep = next(h for h in habits["headings"] if h["heading"] == "sleep")
    assert sleep["heads"][0]["text"] == "Une veilleuse, et Doudou."
    (date,) = (await client.get(f"{base}/agenda")).json()["coming"]
    assert (date["content"]["title"], date["author"]) == ("Ophtalmologiste", "Anne Moreau (import)")
    (image,) = (await client.get(f"{base}/captures")).json()["captures"]
    assert (image["state"], image["note"], image["tags"], image["category"]) == (
        "ready", "marche de face", ["attelle"], "gait",
    )  # fmt: skip
    original = await client.get(f"{base}/captures/{image['id']}/files/original")
    assert hashlib.sha256(original.content).digest() == hashlib.sha256(archive.files[PHOTO]).digest()
    assert (await client.get(f"{base}/captures/{image['id']}/files/large")).status_code == 200
    (document,) = (await client.get(f"{base}/documents")).json()["documents"]
    assert (document["state"], document["title"]) == ("ready", "Compte rendu")
    whole = await client.get(f"{base}/documents/{document['id']}/files/original")
    assert whole.content == archive.files[LETTER]
    # The archive itself is gone, and nothing waits.
    assert await query("SELECT * FROM received WHERE kind = 'carnet'") == []
    assert await query("SELECT * FROM imported_file") == []


async def test_a_document_comes_with_its_files_and_versions(family: Family) -> None:
    """And of a letter whose first file is missing, what is there stands in its place."""
    archive = ByHand()
    (kept,) = archive.parts["documents"]["documents"]
    second = letter(["Deuxième version"])
    annex = letter(["Annexe"])
    archive.files |= {"documents/2.pdf": second, "documents/3.pdf": annex, "documents/4.pdf": annex + b"\n"}
    said = {"kind": "pdf", "state": "ready", "reason": None, "filename": "a.pdf", "added_at": DAY, "added_by": KARIM, "pages": 1,
            "size": 0, "sha256": None, "taken_back_at": None, "taken_back_by": None}  # fmt: skip
    kept |= {"structure": "CHU", "tags": ["genou"], "more": [
        said | {"id": numbered(0x51), "file": "documents/2.pdf", "place": 1, "number": 2, "title": ""},
        said | {"id": numbered(0x52), "file": "documents/3.pdf", "place": 2, "number": 1, "title": "Radio"},
    ]}  # fmt: skip
    lost = kept | {"id": numbered(0x53), "file": None, "title": "Autre", "more": [
        said | {"id": numbered(0x54), "file": "documents/4.pdf", "place": 2, "number": 1, "title": "Radio"},
    ]}  # fmt: skip
    # Of a third only what was taken back came whole, and its newer version not; of a fourth, both versions of what went with it, out of order.
    archive.files |= {f"documents/{n}.pdf": annex + b"\n" * n for n in (5, 6, 7)}
    taken = kept | {"id": numbered(0x55), "file": "documents/5.pdf", "title": "Repris", "taken_back_at": DAY, "more": [
        said | {"id": numbered(0x56), "file": None, "place": 1, "number": 2, "title": ""},
    ]}  # fmt: skip
    unordered = lost | {"id": numbered(0x57), "title": "Désordre", "more": [
        said | {"id": numbered(0x58), "file": "documents/6.pdf", "place": 3, "number": 5, "title": "Radio"},
        said | {"id": numbered(0x59), "file": "documents/7.pdf", "place": 3, "number": 1, "title": "Radio"},
    ]}  # fmt: skip
    archive.parts["documents"]["documents"] += [lost, taken, unordered]
    carnet_id = await opened(family, archive)
    client, base = family.stranger.client, f"/api/carnets/{carnet_id}/documents"
    by_title = {one["title"]: one["id"] for one in (await client.get(base)).json()["documents"]}
    whole = (await client.get(f"{base}/{by_title['Compte rendu']}")).json()
    parts = [(part["place"], part["number"], part["shown"], part["title"]) for part in whole["parts"]]
    assert parts == [(1, 2, True, ""), (1, 1, False, ""), (2, 1, True, "Radio")]
    assert (whole["structure"], whole["tags"]) == ("CHU", ["genou"])
    assert (await client.get(f"{base}/{whole['id']}/files/original")).content == second
    alone = (await client.get(f"{base}/{by_title['Autre']}")).json()
    assert [(part["place"], part["number"], part["shown"]) for part in alone["parts"]] == [(1, 1, True)]
    again = (await client.get(f"{base}/{by_title['Repris']}")).json()
    assert [(part["number"], part["taken_back_at"]) for part in again["parts"]] == [(1, None)]
    ordered = (await client.get(f"{base}/{by_title['Désordre']}")).json()
    numbers = [(part["place"], part["number"], part["id"] == ordered["id"]) for part in ordered["parts"]]
    assert numbers == [(1, 5, False), (1, 1, True)]


async def test_nobody_of_the_archive_is_somebody_here(family: Family, query: Any) -> None:
    """Not even by the number of an account of this house, nor by its person's own."""
    people = await query("SELECT id, given_name, family_name FROM person")
    mother = next(p for p in people if p["given_name"] == "Anne")
    stranger = next(p for p in people if p["given_name"] == "Zoé")
    archive = ByHand()
    for forged in (mother, stranger):
        person = {"id": str(forged["id"]), "name": f"{forged['given_name']} {forged['family_name']}"}
        line = archive.line()
        line["written"]["by"] = line["confirmed"]["by"] = person
        archive.parts["urgent_sheet"]["read"]["by"] = person
        archive.image()["added_by"] = person
        archive.parts["circle"]["members"][0] |= {"person": person, "profile": "representative"}
        archive.parts["traces"][0]["person"] = person
        carnet_id = await opened(family, archive)
        base = f"/api/carnets/{carnet_id}"
        client = family.stranger.client
        ours = {str(p["id"]) for p in people}
        sheet = (await client.get(f"{base}/emergency")).json()
        signed = next(s for s in sheet["sections"] if s["section"] == "allergies")["lines"][0]["confirmed"]
        assert signed["by"]["id"] not in ours
        assert signed["by"]["name"] == f"{person['name']} (import)"
        assert sheet["read"]["by"]["name"] == f"{person['name']} (import)"
        (image,) = (await client.get(f"{base}/captures")).json()["captures"]
        assert (image["author"]["id"] in ours, image["mine"]) == (False, False)
        circle = (await client.get(f"{base}/circle")).json()
        assert [m["me"] for m in circle["members"]] == [True]
        assert circle["invitations"] == []
        traces = (await client.get(f"{base}/traces")).json()["traces"]
        assert all(t["person"]["id"] == str(stranger["id"]) for t in traces if t["person"])
        assert "carnet:notebook:import" in [t["action"] for t in traces]
        assert (await family.mother.client.get(base)).status_code == 404
        # Their names stay theirs in what the family reads of before.
        earlier = (await client.get(f"{base}/provenance/traces")).json()["traces"]
        assert f"{person['name']} (import) a regardé un film." in [t["sentence"] for t in earlier]
        # No row of this notebook carries anybody's number but the importer's own rights and acts.
        for table, column in (
            ("capture", "author_id"), ("received", "author_id"), ("document", "author_id"),
            ("sheet_version", "author_id"), ("emergency_line", "author_id"), ("emergency_line", "confirmed_by"),
            ("emergency_change", "person_id"), ("emergency_answer", "answered_by"), ("agenda_item", "author_id"),
            ("imported_trace", "person_id"),
        ):  # fmt: skip
            rows = await query(f"SELECT {column}::text AS id FROM {table} WHERE carnet_id = $1", carnet_id)
            assert rows
            assert not ours & {row["id"] for row in rows}, table


async def test_the_page_behind_a_code_is_new_and_names_them_as_imported(family: Family) -> None:
    carnet_id = await opened(family)
    client = family.stranger.client
    links = (await client.get(f"/api/carnets/{carnet_id}/emergency/links")).json()
    assert links == [] or links.get("links") == []
    made = await client.post(f"/api/carnets/{carnet_id}/emergency/links", json={"name": "Carte"})
    page = await family.doctor.get("/u/" + made.json()["code"]["url"].rpartition("/")[2].partition("#")[0])
    assert page.status_code == 200
    assert "Pénicilline" in page.text
    assert "Anne Moreau (import)" in page.text
    assert "Anne Moreau," not in page.text


async def test_where_it_comes_from_is_told(family: Family) -> None:
    carnet_id = await opened(family)
    told = (await family.stranger.client.get(f"/api/carnets/{carnet_id}/provenance")).json()
    (origin,) = told["origins"]
    assert origin["imported_by"].startswith("Zoé")
    assert origin["made_by"] == "Anne Moreau (import)"
    assert origin["traces"] == 2  # as many as there are, whatever the manifest says
    (member,) = origin["circle"]
    assert (member["name"], member["profile"], member["over"]) == (
        "Karim Saïdi (import)",
        "professional",
        False,
    )
    theirs = (await family.mother.client.get(f"/api/carnets/{family.carnet_id}/provenance")).json()
    assert theirs["origins"] == []
    page = (await family.stranger.client.get(f"/api/carnets/{carnet_id}/provenance/traces?limit=1")).json()
    assert len(page["traces"]) == 1
    more = await family.stranger.client.get(
        f"/api/carnets/{carnet_id}/provenance/traces", params={"before": page["next"]}
    )
    assert len(more.json()["traces"]) == 1
    assert more.json()["next"] is None


async def test_a_number_kept_from_others_stays_kept(family: Family) -> None:
    """The archive's maker kept it; whoever holds the archive keeps it on."""
    archive = ByHand()
    contact = {"section": "contacts", "name": "Mamie", "phone": "06 12 34 56 78", "phone_seen": "me"}
    line = archive.line() | {"id": numbered(0x32), "section": "contacts", "content": contact}
    archive.parts["urgent_sheet"]["lines"].append(line)
    carnet_id = await opened(family, archive)
    base = f"/api/carnets/{carnet_id}"
    own = await family.stranger.client.get(f"{base}/emergency")
    assert "06 12 34 56 78" in own.text
    await family.stranger.prove()
    invited = await family.stranger.client.post(
        f"{base}/invitations",
        json={"email": family.father.email, "name": "Marc", "profile": "representative"},
    )
    token = invited.json()["url"].partition("#")[2]
    accepted = await family.father.client.post("/api/invitations/accept", json={"token": token})
    assert accepted.status_code == 200
    seen = await family.father.client.get(f"{base}/emergency")
    assert "Mamie" in seen.text
    assert "06 12 34 56 78" not in seen.text


async def test_what_hid_an_item_that_was_erased_since_keeps_no_archive_out(
    family: Family, query: Any
) -> None:
    archive = ByHand()
    mask = {"kind": "capture", "item_id": archive.image()["id"], "author": KARIM["id"], "scope": "everyone", "person": None, "named": [],
            "family": False, "reason": "", "made_at": DAY, "made_by": KARIM, "lifted_at": None, "lifted_by": None}  # fmt: skip
    archive.parts["circle"]["masks"] = [mask, mask | {"item_id": numbered(0x61)}]
    carnet_id = await opened(family, archive)
    (kept,) = await query("SELECT item_id, scope FROM mask WHERE carnet_id = $1", UUID(carnet_id))
    (photo,) = (await family.stranger.client.get(f"/api/carnets/{carnet_id}/captures")).json()["captures"]
    assert (str(kept["item_id"]), kept["scope"]) == (photo["id"], "everyone")


async def test_what_poses_as_a_photo_is_looked_at_as_any_upload(family: Family) -> None:
    for false in (b"<html><script>alert(1)</script></html>", b"<svg xmlns='http://www.w3.org/2000/svg'/>"):
        archive = ByHand()
        archive.files[PHOTO] = false
        archive.files[LETTER] = b"%PDF-nothing"
        carnet_id = await opened(family, archive)
        (image,) = (await family.stranger.client.get(f"/api/carnets/{carnet_id}/captures")).json()["captures"]
        assert (image["state"], image["reason"]) == ("refused", "unknown_type")
        base = f"/api/carnets/{carnet_id}/captures/{image['id']}/files"
        original = await family.stranger.client.get(f"{base}/original")
        assert original.headers["content-type"] == "application/octet-stream"
        assert original.headers["content-disposition"].startswith("attachment")
        (document,) = (await family.stranger.client.get(f"/api/carnets/{carnet_id}/documents")).json()[
            "documents"
        ]
        assert document["state"] == "refused"


async def test_ids_that_exist_here_become_new_ones(family: Family) -> None:
    first, second = await opened(family), await opened(family)
    lists = [
        (await family.stranger.client.get(f"/api/carnets/{id}/captures")).json()["captures"]
        for id in (first, second)
    ]
    assert {c["id"] for c in lists[0]} & {c["id"] for c in lists[1]} == set()
    assert numbered(0x40) not in {c["id"] for captures in lists for c in captures}


async def test_given_up_nothing_remains(family: Family, query: Any, settings: Any) -> None:
    client = family.stranger.client
    begun = await begin_import(client)
    data = ByHand().zip()
    sending = await begin_sending(client, begun["id"], len(data))
    upload = sending.headers["location"].removeprefix("http://localhost:8000")
    from tests.rooms.captures.conftest import send

    assert (await send(client, upload, data[:1000], 0)).status_code == 204
    state = (await client.get(f"/api/imports/{begun['id']}")).json()
    assert (state["upload"]["offset"], state["upload"]["length"]) == (1000, len(data))
    assert (await client.delete(f"/api/imports/{begun['id']}")).status_code == 204
    assert (await send(client, upload, data[1000:], 1000)).status_code == 404
    assert (await client.get("/api/imports")).json() == []
    await family.mailbox.run_jobs()
    for table, column in (
        ("carnet", "id"), ("carnet_key", "carnet_id"), ("habilitation", "carnet_id"), ("received", "carnet_id"),
        ("carnet_import", "carnet_id"),
    ):  # fmt: skip
        assert await query(f"SELECT 1 FROM {table} WHERE {column} = $1", begun["id"]) == [], table
    kept = settings.data / "files"
    assert not kept.exists() or not [p for p in kept.rglob("*") if begun["id"] in str(p) and p.is_file()]


async def test_one_that_waited_too_long_is_sent_anew(family: Family, clock: MovingClock) -> None:
    """Before the night's sweep too: what is over is not offered to be continued."""
    client = family.stranger.client
    begun = await begin_import(client)
    assert (await begin_sending(client, begun["id"], 5000)).status_code == 201
    address = f"/api/imports/{begun['id']}"
    assert (await client.get(address)).json()["upload"]["length"] == 5000
    clock.advance(days=7, minutes=1)
    assert (await people.sign_in_with(client, family.stranger.key)).status_code == 200
    now = (await client.get(address)).json()
    assert (now["state"], now["upload"]) == ("awaiting", None)
    await send_archive(client, begun["id"], ByHand().zip())
    await family.mailbox.run_jobs()
    assert (await client.get(address)).json()["state"] == "opened"


async def test_another_archive_takes_the_place_of_the_one_being_sent(family: Family, query: Any) -> None:
    client = family.stranger.client
    begun = await begin_import(client)
    assert (await begin_sending(client, begun["id"], 5000)).status_code == 201
    await send_archive(client, begun["id"], ByHand().zip())
    assert len(await query("SELECT 1 FROM received WHERE carnet_id = $1", begun["id"])) == 1
    late = await begin_sending(client, begun["id"], 5000)
    assert (late.status_code, late.json()["code"]) == (409, "import_under_way")
    await family.mailbox.run_jobs()
    assert (await client.get(f"/api/imports/{begun['id']}")).json()["state"] == "opened"
    assert (await begin_sending(client, begun["id"], 5000)).status_code == 404
    assert (await client.delete(f"/api/imports/{begun['id']}")).status_code == 404


async def test_an_archive_that_is_too_large_is_told_so(family: Family) -> None:
    begun = await begin_import(family.stranger.client)
    answer = await begin_sending(family.stranger.client, begun["id"], 50_000_000_001)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


async def test_one_that_no_day_would_take_is_told_so_too(
    family: Family, settings: Any, clock: MovingClock
) -> None:
    open_runtime(replace(settings, day_gigabytes=2), clock=clock)
    begun = await begin_import(family.stranger.client)
    assert begun["limit"] == 2_000_000_000
    answer = await begin_sending(family.stranger.client, begun["id"], 2_000_000_001)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


@pytest.mark.parametrize(
    ("minutes", "data", "subject"),
    [
        (2, ByHand().zip(), "Le carnet de Théo est ouvert"),
        (2, b"no zip", "Un carnet n’a pas pu être repris"),
        (0, ByHand().zip(), None),
    ],
    ids=["opened", "refused", "before their eyes"],
)
async def test_how_a_long_one_ended_is_written(
    family: Family, clock: MovingClock, minutes: int, data: bytes, subject: str | None
) -> None:
    begun = await begin_import(family.stranger.client)
    await send_archive(family.stranger.client, begun["id"], data)
    clock.advance(minutes=minutes)
    letters = await family.mailbox.new()
    assert [(one["To"], one["Subject"]) for one in letters] == (
        [(family.stranger.email, subject)] if subject else []
    )


async def test_a_representative_cannot_send_an_archive_to_a_notebook_that_is_open(family: Family) -> None:
    answer = await begin_sending(family.mother.client, family.carnet_id, 100, capture_id=str(uuid4()))
    assert answer.status_code == 404


async def test_what_is_past_rings_nobody(family: Family, query: Any) -> None:
    archive = ByHand()
    item = archive.parts["agenda"]["items"][0]
    item["content"]["starts"] = "2026-11-22T10:00:00"
    carnet_id = await opened(family, archive)
    rows = await query(
        "SELECT lead, told_at FROM agenda_moment m JOIN agenda_item i ON i.id = m.item_id WHERE i.carnet_id = $1",
        carnet_id,
    )
    assert {row["lead"]: row["told_at"] is not None for row in rows} == {"P1D": True, "PT2H": False}


@pytest.mark.parametrize(
    "name",
    [
        "Karim Saïdi (import)",
        "Karim Saïdi (import) (import)",
        "Karim\u2003\u00a0\u3000 Saïdi\u2028(import)\u00a0",
    ],
)
async def test_an_import_of_an_import_says_it_once(family: Family, name: str) -> None:
    archive = ByHand()
    archive.image()["added_by"] = KARIM | {"name": name}
    carnet_id = await opened(family, archive)
    (image,) = (await family.stranger.client.get(f"/api/carnets/{carnet_id}/captures")).json()["captures"]
    assert image["author"]["name"] == "Karim Saïdi (import)"


async def test_what_was_before_goes_on_being_told(family: Family) -> None:
    """Imported, taken away, imported again: each house that it came from, and all that people did there."""
    first = await opened(family)
    await family.stranger.prove()
    base = f"/api/carnets/{first}/exports"
    asked = await family.stranger.client.post(base)
    await family.mailbox.run_jobs()
    archive = await family.stranger.client.get(f"{base}/{asked.json()['id']}/archive")
    assert archive.status_code == 200
    told = await imported(family.stranger.client, family.mailbox, archive.content)
    assert (told["state"], told["fault"]) == ("opened", None), told
    second = f"/api/carnets/{told['id']}/provenance"
    origins = (await family.stranger.client.get(second)).json()["origins"]
    assert [origin["made_by"] for origin in origins] == ["Zoé Moreau (import)", "Anne Moreau (import)"]
    assert [len(origin["circle"]) for origin in origins] == [1, 1]
    traces = (await family.stranger.client.get(f"{second}/traces?limit=200")).json()["traces"]
    sentences = [trace["sentence"] for trace in traces]
    assert "Karim Saïdi (import) a regardé un film." in sentences
    assert "Zoé Moreau (import) a repris ce carnet depuis une archive." in sentences
