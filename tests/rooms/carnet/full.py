"""A notebook with something of everything that a room keeps: made by its people, over HTTP."""

from typing import Any
from uuid import uuid4

from backend.rooms.audit.service import seal
from tests.family import Family
from tests.journeys.test_matrix import CONTACT, PLACE, TREATMENT, WEIGHT, meal
from tests.media.pdf_files import letter
from tests.rooms.agenda.test_agenda import CARD, EYES, added
from tests.rooms.captures.conftest import add, begin, jpeg, send


async def fill_by_hand(family: Family, query: Any) -> None:
    """Ways that are long and told elsewhere: the father has lost everything, and asked her; it once came in an archive."""
    await query(
        "WITH p AS (SELECT id FROM person WHERE email LIKE 'marc@%'), v AS (INSERT INTO vouching (id, person_id, asked_at)"
        " SELECT gen_random_uuid(), id, now() FROM p RETURNING id) INSERT INTO vouching_asked SELECT v.id, p.id, $1 FROM v, p",
        family.carnet_id,
    )
    await query(
        "INSERT INTO carnet_import (carnet_id, person_id, person_name, state, begun_at, moved_at)"
        " VALUES ($1, gen_random_uuid(), 'Anne', 'opened', now(), now())",
        family.carnet_id,
    )
    await query(
        "INSERT INTO majority_told (carnet_id, months, told_at) VALUES ($1, 12, now())", family.carnet_id
    )
    await query(
        "INSERT INTO imported_file (carnet_id, path, sha256, size, object) VALUES ($1, 'a.jpg', '', 1, 'x/y')",
        family.carnet_id,
    )
    await query(
        "INSERT INTO imported_trace (carnet_id, id, at, tag, category, person_name, profile, sentence)"
        " VALUES ($1, gen_random_uuid(), now(), '', '', 'Zoé', '', '')",
        family.carnet_id,
    )
    await query(
        "WITH s AS (INSERT INTO structure (id, kind, name, referent_id, founded_by, founded_at, confirmed_at) VALUES"
        " (gen_random_uuid(), 'sessad', 'SESSAD', gen_random_uuid(), gen_random_uuid(), now(), now()) RETURNING id)"
        " INSERT INTO team_opening (id, carnet_id, structure_id, rights, period,"
        " granted_by, since) SELECT gen_random_uuid(), $1, id, '{}', 'open', gen_random_uuid(), now() FROM s",
        family.carnet_id,
    )
    await query(
        "INSERT INTO drawn_from (carnet_id, item_id, source_id, kind) VALUES ($1, gen_random_uuid(), gen_random_uuid(), 'capture')",
        family.carnet_id,
    )
    await query(
        "INSERT INTO team_visit (carnet_id, person_id) VALUES ($1, gen_random_uuid())", family.carnet_id
    )

    await query(
        "WITH c AS (INSERT INTO emergency_carer (id, carnet_id, name, profession, profession_said, structure, phone, rpps, reason, asked_at, until)"
        " VALUES (gen_random_uuid(), $1, 'Zoé', '', '', '', '', '', '', now(), now()) RETURNING id)"
        " INSERT INTO emergency_note (id, carnet_id, carer_id, text, written_at, state)"
        " SELECT gen_random_uuid(), $1, id, 'x', now(), 'waiting' FROM c",
        family.carnet_id,
    )
    await query(
        "WITH l AS (INSERT INTO relay_link (id, carnet_id, digest, name, parts, created_by, created_name, created_at, ends_at)"
        " VALUES (gen_random_uuid(), $1, 'x', 'Mamie', '{}', gen_random_uuid(), 'Anne', now(), now()) RETURNING id)"
        " INSERT INTO relay_reading (id, carnet_id, link_id, name, device, at) SELECT gen_random_uuid(), $1, id, '', '', now() FROM l",
        family.carnet_id,
    )


async def fill(family: Family) -> dict[str, str]:
    """Names of what was made: `code` (an address), `capture`, `upload` (half sent), `document`, `item`, `line`."""
    base, client = f"/api/carnets/{family.carnet_id}", family.mother.client
    assert (await client.put(f"{base}/portrait", content=jpeg())).status_code == 200
    line = await family.add({"section": "swallowing", "text": "Petits morceaux"})
    other = await family.add({"section": "calms", "text": "Sa chanson"})
    gone = await client.delete(f"{base}/emergency/lines/{other['id']}", params={"version": 1})
    assert gone.status_code == 200, gone.text
    answered = await client.put(f"{base}/emergency/sections/directives", json={"answer": "none_known"})
    assert answered.status_code == 200, answered.text
    code = (await family.link())["code"]["url"]
    invited = await client.post(
        f"{base}/invitations", json={"email": "tata@example.org", "name": "Tata", "profile": "carer"}
    )
    assert invited.status_code == 201, invited.text
    details = {"version": 0, "address": {"text": "3 rue du Lac"}, "phone": {"text": ""}, "note": {"text": ""}}
    assert (await client.put(f"{base}/details/mine", json=details)).status_code == 200
    asked = {"habilitation_id": next(m["habilitation_id"] for m in (await client.get(f"{base}/circle")).json()["members"]
                                     if m["relation"] == "père")}  # fmt: skip
    await family.mother.prove()
    assert (await client.post(f"{base}/agreements", json=asked)).json()["state"] == "waiting"
    me = (await client.get("/api/me")).json()["id"]
    decision = {"kind": "exclusive", "person_id": me, "since": "2026-01-01", "proof": "Jugement, à contester"}
    recorded = await client.post(f"{base}/decisions", json=decision)
    assert recorded.status_code == 201, recorded.text
    contest = f"{base}/decisions/{recorded.json()[0]['id']}/contest"
    assert (await family.father.client.post(contest, json={"contests": True})).status_code == 200
    capture = await add(family.granny.client, family.carnet_id, jpeg("#8a5200"))
    binned = await add(client, family.carnet_id, jpeg("#225577"))
    upload = str(uuid4())
    filmed = await begin(client, family.carnet_id, 10, capture_id=upload, kind="video", category="gait")
    assert filmed.status_code == 201
    assert (await send(client, f"/api/uploads/{upload}", b"12345", 0)).status_code == 204
    for path, body in (
        ("/gait/treatments", {"id": str(uuid4()), "said": TREATMENT}),
        (f"/captures/{upload}/measures", {"id": str(uuid4()), "content": CONTACT}),
    ):
        assert (await client.post(f"{base}{path}", json=body)).status_code == 201
    written = {"kind": "document", "category": "documents.medical", "filename": "lettre.pdf"}
    document = await add(client, family.carnet_id, letter(), **written)
    await family.mailbox.run_jobs()
    assert (await client.delete(f"{base}/captures/{binned}")).status_code < 300
    first = str(uuid4())
    for id, text, bases in ((first, "Un", []), (str(uuid4()), "Deux", [first])):
        answer = await client.put(f"{base}/habits/sleep", json={"id": id, "text": text, "bases": bases})
        assert answer.status_code == 200, answer.text
    assert (await client.post(f"{base}/habits/sleep/confirm", json={"version": id})).status_code == 200
    allergy = {"kind": "allergy", "substance": "Latex"}
    for method, path, body in (
        ("PUT", f"/sheets/allergies/{PLACE}", {"id": str(uuid4()), "content": allergy, "bases": [], "urgent": True}),
        ("POST", "/measurements", {"id": str(uuid4()), "content": WEIGHT}),
        ("PUT", f"/journal/entries/{uuid4()}", meal()),
        ("PUT", "/journal/tracking", {"kinds": ["meal"], "signs": [], "scales": [], "dess_base": False, "version": 0}),
        ("PUT", "/journal/alerts", {"alerts": [{"rule": "no_stool", "threshold": 3}]}),
    ):  # fmt: skip
        kept = await client.request(method, f"{base}{path}", json=body)
        assert kept.status_code < 300, kept.text
    await family.mother.prove()
    asked = await client.post(f"{base}/exports")
    assert asked.status_code == 200, asked.text
    await family.mailbox.run_jobs()
    assert (await client.get(f"{base}/exports/{asked.json()['id']}")).json()["state"] == "ready"
    item = (await added(family, EYES))["id"]
    card = (await added(family, CARD))["id"]
    assert (await client.delete(f"{base}/agenda/{card}")).status_code < 300
    await family.mother.prove()
    assert (await client.post(f"{base}/exports")).status_code == 200
    await family.mailbox.run_jobs()
    await seal.run()
    father = (await family.father.client.get("/api/me")).json()["id"]
    shown = await client.post(f"{base}/shown/capture/{capture}", json={"to": [father], "words": ""})
    assert shown.status_code < 300, shown.text
    hidden = await client.post(
        f"{base}/masks", json={"kind": "document", "item_id": document, "scope": "everyone"}
    )
    assert hidden.status_code == 201, hidden.text
    return {
        "code": code,
        "capture": capture,
        "upload": upload,
        "document": document,
        "item": item,
        "line": line["id"],
    }
