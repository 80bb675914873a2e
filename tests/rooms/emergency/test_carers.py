"""A carer with a code and the documents for emergencies: who may not, four hours, what the family is told, and how it ends."""

import re
from contextlib import suppress
from dataclasses import replace
from typing import Any
from uuid import UUID

import httpx
import msgspec
import pytest

from tests.conftest import browser
from tests.family import Family
from tests.media.pdf_files import letter
from tests.rooms.documents.conftest import file_letter, url
from tests.rooms.emergency.carers import code, enter, marked
from tests.rooms.emergency.test_carer_form import WHOLE


async def test_nothing_opens_to_who_has_not_said_who_they_are(family: Family, run_jobs: Any) -> None:
    id = await marked(family, run_jobs)
    _, path = await code(family)
    for where in ("/documents", f"/documents/{id}", f"/documents/{id}/{id}/1"):
        answer = await family.doctor.get(path + where)
        assert (answer.status_code, answer.headers["location"]) == (303, f"{path}/soignant")
    empty = await family.doctor.post(f"{path}/soignant", data={})
    assert (empty.status_code, "set-cookie" in empty.headers) == (422, False)
    # What a browser holds for one code opens nothing of another.
    assert (await enter(family, path)).status_code == 303
    held = family.doctor.cookies["cs3_carer"]
    _, second = await code(family, name="Bracelet")
    stolen = await family.doctor.get(f"{second}/documents", headers={"Cookie": f"cs3_carer={held}"})
    assert stolen.status_code == 303
    unknown = path[:-1] + ("A" if path[-1] != "A" else "B")
    assert (await family.doctor.get(f"{unknown}/documents")).status_code == 404
    assert (await family.doctor.post(f"{unknown}/soignant", data=WHOLE)).status_code == 404


async def test_the_form_is_the_same_for_every_address(family: Family, run_jobs: Any, query: Any) -> None:
    """It tells nobody which codes open."""
    await marked(family, run_jobs)
    _, path = await code(family)
    other = "/u/" + "A" * 43
    before = await query("SELECT count(*) AS n FROM trace")
    real, made_up = [await family.doctor.get(f"{one}/soignant") for one in (path, other)]
    assert real.status_code == made_up.status_code == 200
    assert real.text.replace(path, "") == made_up.text.replace(other, "")
    assert await query("SELECT count(*) AS n FROM trace") == before


async def test_a_form_that_does_not_hold_is_answered_the_same_for_every_address(
    family: Family, run_jobs: Any, statements: list[str]
) -> None:
    """Before anything is looked up: codes that open, that ask for digits, that are over, and none."""
    await marked(family, run_jobs)
    _, live = await code(family)
    _, asking = await code(family, passcode=True)
    over, revoked = await code(family)
    assert (await family.mother.client.delete(f"{family.sheet}/links/{over}")).status_code == 204
    answers = []
    statements.clear()
    for path in (live, asking, revoked, "/u/" + "A" * 43, "/u/x"):
        for typed in ({}, {"name": "Claire", "passcode": "123456"}):
            answers.append((await family.doctor.post(f"{path}/soignant", data=typed), path))
    assert {answer.status_code for answer, _ in answers} == {422}
    assert not any("emergency_link" in sql for sql in statements)
    assert len({answer.text.replace(path, "") for answer, path in answers}) == 2
    again = await family.doctor.post(f"{asking}/soignant?digits=1", data={"passcode": "123456"})
    assert (again.status_code, "name=passcode" in again.text, "?digits=1" in again.text) == (422, True, True)


async def test_what_is_sent_twice_is_one_asking_and_one_note(
    family: Family, run_jobs: Any, clock: Any, query: Any
) -> None:
    import asyncio

    await marked(family, run_jobs)
    _, path = await code(family)
    await family.mailbox.new()
    twice = await asyncio.gather(enter(family, path), enter(family, path))
    assert [answer.status_code for answer in twice] == [303, 303]
    assert twice[0].headers["set-cookie"] == twice[1].headers["set-cookie"]
    assert len(await family.mailbox.new()) == 2  # one for each parent
    for _ in range(2):
        sent = await family.doctor.post(f"{path}/documents", data={"text": "Vu à 14 h"})
        assert sent.headers["location"].endswith("?left=1")
    assert len(await family.mailbox.new()) == 2
    # Said again later, or by another, it is another.
    assert (await enter(family, path, name="Dr Paul Roux")).status_code == 303
    clock.advance(minutes=6)
    assert (await enter(family, path)).status_code == 303
    for table, count in (("emergency_carer", 3), ("emergency_note", 1)):
        assert len(await query(f"SELECT 1 FROM {table}")) == count
    rows = await query("SELECT tag FROM trace WHERE tag IN ('emergency:carer:ask', 'emergency:note:add')")
    assert len(rows) == 4


async def test_four_hours_with_what_the_family_marked_and_nothing_else(
    family: Family, run_jobs: Any, clock: Any, query: Any
) -> None:
    id = await marked(family, run_jobs, content=letter(pages=2), title="Protocole de crise")
    kept_back = await file_letter(family, title="Entretien de couple")
    await run_jobs()
    _, path = await code(family)
    sheet = (await family.doctor.get(path)).text
    assert f"{path}/soignant" in sheet
    answer = await enter(family, path)
    assert (answer.status_code, answer.headers["location"]) == (303, f"{path}/documents")
    cookie = answer.headers["set-cookie"]
    assert f"Path={path}" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    held = family.doctor.cookies["cs3_carer"]
    for table in ("emergency_carer", "trace", "procrastinate_jobs"):
        assert not any(held in row["t"] for row in await query(f"SELECT t::text AS t FROM {table} t"))
    listed = await family.doctor.get(f"{path}/documents")
    assert "Protocole de crise" in listed.text
    assert "Entretien de couple" not in listed.text
    assert "Théo MOREAU" in listed.text
    assert listed.headers["cache-control"] == "no-store"
    assert "default-src 'none'" in listed.headers["content-security-policy"]
    assert "<script" not in listed.text
    page = await family.doctor.get(f"{path}/documents/{id}")
    pictures = re.findall(r'<img src="(\S+)"', page.text)
    assert len(pictures) == 2
    for where in pictures:
        picture = await family.doctor.get(where)
        assert (picture.status_code, picture.headers["content-type"]) == (200, "image/png")
        assert picture.headers["cache-control"] == "no-store"
        assert "sandbox" in picture.headers["content-security-policy"]
    copy = await family.doctor.get(f"{path}/documents/{id}/{id}/copy", headers={"Range": "bytes=0-4"})
    assert (copy.status_code, copy.content) == (206, b"%PDF-")
    for nothing in (
        f"/documents/{id}/{id}/original",
        f"/documents/{id}/{id}/3",
        f"/documents/{id}/{id}/x",
        f"/documents/{kept_back}",
        f"/documents/{kept_back}/{kept_back}/1",
        f"/documents/{id}/{kept_back}/1",
        "/documents/x",
    ):
        answer = await family.doctor.get(path + nothing)
        assert (answer.status_code, answer.headers["content-type"]) == (404, "text/html; charset=utf-8"), (
            nothing
        )
    clock.advance(hours=4)
    over = await family.doctor.get(f"{path}/documents/{id}")
    assert (over.status_code, "quatre heures" in over.text) == (410, True)
    assert (await family.doctor.get(pictures[0])).status_code == 410


async def test_the_family_is_told_at_once_and_every_reading_is_traced(
    family: Family, run_jobs: Any, query: Any
) -> None:
    id = await marked(family, run_jobs)
    _, path = await code(family)
    await family.mailbox.new()
    await enter(family, path, name="Dr Martin http://evil.example")
    letters = await family.mailbox.new()
    assert sorted(str(one["To"]) for one in letters) == ["anne@example.org", "marc@example.org"]
    said = letters[0].get_body(("plain",)).get_content()
    assert f"/c/{family.carnet_id}/urgence/soignants" in said
    assert "urgentiste" in said
    assert "evil.example" not in said
    assert WHOLE["reason"] not in said
    for where in (
        "/documents",
        f"/documents/{id}",
        f"/documents/{id}",
        f"/documents/{id}/{id}/1",
        f"/documents/{id}/{id}/copy",
    ):
        assert (await family.doctor.get(path + where)).status_code == 200
    rows = await query(
        "SELECT tag, category, item_id, structure, person_id, right_used FROM trace WHERE tag LIKE 'emergency:carer:%' OR tag LIKE 'emergency:document%' ORDER BY at, id"
    )
    assert [(row["tag"], row["category"]) for row in rows] == [
        ("emergency:carer:ask", "emergency"),
        ("emergency:documents:read", "emergency"),
        ("emergency:document:read", "documents.medical"),
        ("emergency:document:copy", "documents.medical"),
    ]
    assert {(row["person_id"], row["right_used"]) for row in rows} == {(None, "emergency:code")}
    assert rows[0]["structure"].endswith("urgentiste, Urgences, CHU de Grenoble")
    assert str(rows[2]["item_id"]) == id


async def test_a_representative_who_tries_it_alerts_nobody(family: Family, run_jobs: Any, query: Any) -> None:
    await marked(family, run_jobs)
    _, path = await code(family)
    await family.mailbox.new()
    assert (await family.father.client.post(f"{path}/soignant", data=WHOLE)).status_code == 303
    assert await family.mailbox.new() == []
    (row,) = await query("SELECT person_name FROM trace WHERE tag = 'emergency:carer:ask'")
    assert row["person_name"].startswith("Marc")


async def test_the_family_closes_in_one_tap_and_the_next_click_says_so(family: Family, run_jobs: Any) -> None:
    id = await marked(family, run_jobs)
    _, path = await code(family)
    await enter(family, path)
    (carer,) = (await family.mother.client.get(f"{family.sheet}/carers")).json()["carers"]
    assert (carer["open"], carer["name"], carer["phone"]) == (True, WHOLE["name"], WHOLE["phone"])
    for who in (family.granny, family.physio, family.stranger):
        assert (await who.client.get(f"{family.sheet}/carers")).status_code == 404
        assert (await who.client.post(f"{family.sheet}/carers/{carer['id']}/close")).status_code == 404
    for _ in range(2):
        closed = await family.father.client.post(f"{family.sheet}/carers/{carer['id']}/close")
        assert closed.status_code == 204
    for where in ("/documents", f"/documents/{id}", f"/documents/{id}/{id}/1"):
        over = await family.doctor.get(path + where)
        assert (over.status_code, "La famille a fermé" in over.text) == (410, True)
    (carer,) = (await family.mother.client.get(f"{family.sheet}/carers")).json()["carers"]
    assert (carer["open"], carer["closed"]["by"]["name"][:4]) == (False, "Marc")


async def test_who_has_finished_leaves_nothing_open_behind_them(
    family: Family, run_jobs: Any, clock: Any, query: Any
) -> None:
    id = await marked(family, run_jobs)
    _, path = await code(family)
    await enter(family, path)
    held = family.doctor.cookies["cs3_carer"]
    assert f'action="{path}/fini"' in (await family.doctor.get(f"{path}/documents")).text
    clock.advance(minutes=10)
    for _ in range(2):  # reloaded, it says the same
        finished = await family.doctor.post(f"{path}/fini")
        assert (finished.status_code, "Les documents ne s’ouvrent plus" in finished.text) == (200, True)
    assert "cs3_carer" not in family.doctor.cookies
    again = await family.doctor.get(f"{path}/documents/{id}")
    assert (again.status_code, again.headers["location"]) == (303, f"{path}/soignant")
    kept = await family.doctor.get(f"{path}/documents/{id}", headers={"Cookie": f"cs3_carer={held}"})
    assert kept.status_code == 410
    (carer,) = (await family.mother.client.get(f"{family.sheet}/carers")).json()["carers"]
    assert (carer["open"], carer["closed"]) == (False, None)
    assert carer["until"] == clock.now().isoformat().replace("+00:00", "Z")
    assert len(await query("SELECT 1 FROM trace WHERE tag = 'emergency:carer:leave'")) == 1
    # The very same words, said again at once, are somebody who comes back.
    assert (await enter(family, path)).status_code == 303
    assert (await family.doctor.get(f"{path}/documents/{id}")).status_code == 200
    unknown = await family.doctor.post("/u/" + "A" * 43 + "/fini")
    assert unknown.text.replace("A" * 43, path[3:]) == finished.text


async def test_it_ends_with_the_code_and_with_the_mark(family: Family, run_jobs: Any, clock: Any) -> None:
    id = await marked(family, run_jobs)
    link, path = await code(family)
    await enter(family, path)
    await family.mother.client.put(f"{family.sheet}/documents/{id}", json={"marked": False})
    assert (await family.doctor.get(f"{path}/documents/{id}")).status_code == 404
    assert "n’a pas mis" in (await family.doctor.get(f"{path}/documents")).text
    assert "/soignant" not in (await family.doctor.get(path)).text
    none = await family.doctor.post(f"{path}/soignant", data=WHOLE)
    assert none.status_code == 404
    await family.mother.client.put(f"{family.sheet}/documents/{id}", json={"marked": True})
    assert (await family.doctor.get(f"{path}/documents/{id}")).status_code == 200
    await family.mother.client.delete(url(family, id))
    assert (await family.doctor.get(f"{path}/documents/{id}")).status_code == 404
    await family.mother.client.post(url(family, id, "restore"))
    await family.mother.prove()
    await family.mother.client.post(f"{family.sheet}/links/{link}/renew")
    for where in ("/documents", f"/documents/{id}", f"/documents/{id}/{id}/1"):
        replaced = await family.doctor.get(path + where)
        assert (replaced.status_code, "remplacé" in replaced.text) == (410, True)
    (carer,) = (await family.mother.client.get(f"{family.sheet}/carers")).json()["carers"]
    assert carer["open"] is False
    clock.advance(minutes=1)


async def test_a_code_with_a_passcode_asks_for_it_first(family: Family, run_jobs: Any) -> None:
    await marked(family, run_jobs)
    made = await family.link(passcode=True)
    path, digits = "/" + made["code"]["url"].split("/", 3)[3], made["code"]["passcode"]
    sheet = await family.doctor.post(path, data={"passcode": digits})
    assert f"{path}/soignant?digits=1" in sheet.text
    assert "name=passcode" in (await family.doctor.get(f"{path}/soignant?digits=1")).text
    without = await enter(family, path)
    assert (without.status_code, "name=passcode" in without.text) == (401, True)
    assert 'value="Dr Claire Martin"' in without.text
    wrong = await enter(family, path, passcode=f"{(int(digits) + 1) % 1_000_000:06}")
    assert (wrong.status_code, "Essais qui restent\u202f: 9" in wrong.text) == (401, True)
    assert (await enter(family, path, passcode=digits)).status_code == 303


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_what_is_wrong_is_named_and_what_was_typed_stays(
    family: Family, run_jobs: Any, language: str
) -> None:
    await marked(family, run_jobs)
    _, path = await code(family)
    typed = {
        "name": "<b>Claire",
        "profession": "nurse",
        "structure": "",
        "phone": "",
        "rpps": "123",
        "reason": "« Crise »",
    }
    again = await family.doctor.post(f"{path}/soignant", data=typed, headers={"Accept-Language": language})
    assert (again.status_code, again.headers["content-language"]) == (422, language)
    said = {"fr": "Écrivez votre service", "en": "Write your ward"}[language]
    assert again.text.count(said) == 2  # above, and beside the field
    assert 'value="&lt;b&gt;Claire"' in again.text
    assert "<option value=nurse selected>" in again.text
    assert "« Crise »</textarea>" in again.text
    assert 'value="123"' in again.text


async def test_a_network_admits_twelve_a_day_and_leaves_the_door_open_to_the_next(
    family: Family, run_jobs: Any, clock: Any, app: Any, query: Any
) -> None:
    await marked(family, run_jobs)
    _, path = await code(family)
    for n in range(12):
        assert (await enter(family, path, name=f"Dr {n}")).status_code == 303
    full = await enter(family, path)
    assert full.status_code == 429
    assert 0 < int(full.headers["retry-after"]) <= 86_400
    assert "demandes" in full.text
    assert (await family.doctor.get(f"{path}/documents")).status_code == 200
    async with browser(app, "198.51.100.7") as elsewhere:
        assert (await elsewhere.post(f"{path}/soignant", data=WHOLE)).status_code == 303
    _, second = await code(family, name="Bracelet")
    assert (await enter(family, second)).status_code == 303
    assert len(await query("SELECT 1 FROM emergency_carer")) == 14
    clock.advance(days=1, minutes=1)
    assert (await enter(family, path)).status_code == 303
    # By one address, forms of any code.
    for _ in range(40):
        last = await family.doctor.post("/u/" + "A" * 43 + "/soignant", data={})
    assert last.status_code == 429


async def test_a_code_admits_no_more_than_four_networks_would_fill(
    family: Family, run_jobs: Any, app: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from backend.rooms.emergency import carers

    monkeypatch.setattr(carers, "A_DAY", replace(carers.A_DAY, count=2))
    await marked(family, run_jobs)
    _, path = await code(family)
    # One subscriber has a whole /64.
    for address, status in (("2001:db8::1", 303), ("2001:db8:0:1::1", 303), ("2001:db8:0:2::1", 429)):
        async with browser(app, address) as other:
            assert (
                await other.post(f"{path}/soignant", data=WHOLE | {"name": address})
            ).status_code == status


async def test_notes_of_one_network_leave_room_for_the_next(
    family: Family, run_jobs: Any, app: Any, query: Any
) -> None:
    await marked(family, run_jobs)
    _, path = await code(family)

    async def leave(by: httpx.AsyncClient, text: str) -> httpx.Response:
        return await by.post(f"{path}/documents", data={"text": text})

    for n in range(2):
        await enter(family, path, name=f"Dr {n}")
        for word in ("un", "deux", "trois"):
            assert (await leave(family.doctor, word)).status_code == 303
    full = await family.doctor.get(f"{path}/documents")
    assert "Vous avez laissé trois mots" in full.text
    await enter(family, path, name="Dr Encore")
    refused = await leave(family.doctor, "<i>Rappelez-moi")
    assert (refused.status_code, "Appelez la famille" in refused.text) == (422, True)
    assert "&lt;i&gt;Rappelez-moi</textarea>" in refused.text
    async with browser(app, "198.51.100.7") as elsewhere:
        await elsewhere.post(f"{path}/soignant", data=WHOLE)
        assert (await leave(elsewhere, "Vu à 14 h")).status_code == 303
    assert len(await query("SELECT 1 FROM emergency_note")) == 7


async def test_who_marks_reads_the_document_and_manages_the_sheet(
    family: Family, run_jobs: Any, query: Any
) -> None:
    id = await file_letter(family, client=family.physio.client)
    await run_jobs()
    path = f"{family.sheet}/documents/{id}"
    for who in (family.physio, family.granny, family.stranger):
        assert (await who.client.put(path, json={"marked": True})).status_code == 404
    assert (await family.mother.client.put(path, json={"marked": True})).status_code == 204
    (mine,) = (await family.mother.client.get(f"{family.sheet}/documents")).json()
    assert (mine["id"], mine["given"]) == (id, True)
    assert (await family.mother.client.get(url(family, id))).json()["emergency"] is True
    _, code_path = await code(family)
    assert (await enter(family, code_path)).status_code == 303
    assert (await family.doctor.get(f"{code_path}/documents/{id}")).status_code == 200
    # Kept from the parents meanwhile: one of them may hold the code.
    await query(
        "INSERT INTO mask (id, carnet_id, kind, item_id, author_id, scope, made_at, made_by, made_name)"
        " SELECT gen_random_uuid(), carnet_id, 'document', id, author_id, 'representatives', now(), author_id, author_name FROM document"
    )
    assert (await family.doctor.get(f"{code_path}/documents/{id}")).status_code == 404
    assert (await family.mother.client.get(f"{family.sheet}/documents")).json() == []
    assert (await family.mother.client.put(path, json={"marked": True})).status_code == 404


async def test_no_more_are_marked_than_are_read_in_a_hurry_by_two_at_once_either(
    family: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    import asyncio

    from backend.rooms.documents import urgent, urgent_queries

    counted, both, count = 0, asyncio.Event(), urgent_queries.how_many

    async def counting(carnet_id: UUID) -> int:
        """Leaves the other the time to count too."""
        nonlocal counted
        found = await count(carnet_id)
        counted += 1
        if counted == 2:
            both.set()
        with suppress(TimeoutError):
            await asyncio.wait_for(both.wait(), 0.3)
        return found

    monkeypatch.setattr(urgent, "MOST", 1)
    monkeypatch.setattr(urgent_queries, "how_many", counting)
    ids = [await file_letter(family, title=title) for title in ("Protocole", "Ordonnance")]
    answers = await asyncio.gather(
        *(
            who.client.put(f"{family.sheet}/documents/{id}", json={"marked": True})
            for who, id in zip((family.mother, family.father), ids, strict=True)
        )
    )
    assert sorted(answer.status_code for answer in answers) == [204, 409]
    assert len((await family.mother.client.get(f"{family.sheet}/documents")).json()) == 1


async def test_a_table_as_it_came_is_not_given_while_an_address_is_kept(
    family: Family, run_jobs: Any
) -> None:
    id = await marked(
        family, run_jobs, content=b"jour;crises\n1;2\n", filename="crises.csv", filetype="text/csv"
    )
    _, path = await code(family)
    await enter(family, path)
    page = (await family.doctor.get(f"{path}/documents/{id}")).text
    assert "n’est pas donné par un code" in page
    assert (await family.doctor.get(f"{path}/documents/{id}/{id}/original")).status_code == 404


async def test_three_documents_are_asked_for_in_as_many_statements_as_one(
    family: Family, run_jobs: Any, statements: list[str]
) -> None:
    await marked(family, run_jobs, content=letter(pages=2))
    _, path = await code(family)
    await enter(family, path)

    async def counted() -> tuple[int, int]:
        await family.doctor.get(f"{path}/documents")  # what a first reading writes is written
        statements.clear()
        page = await family.doctor.get(f"{path}/documents")
        assert page.status_code == 200
        behind_the_code = len(statements)
        statements.clear()
        listed = await family.mother.client.get(f"{family.sheet}/documents")
        assert all(one["given"] for one in listed.json())
        return behind_the_code, len(statements)

    one = await counted()
    for title in ("Protocole", "Ordonnance"):
        await marked(family, run_jobs, title=title)
    assert await counted() == one
    page = (await family.doctor.get(f"{path}/documents")).text
    assert (page.count("<li>"), "2 pages" in page) == (3, True)


async def test_a_refused_file_is_not_among_them(family: Family, run_jobs: Any) -> None:
    await marked(family, run_jobs, title="Illisible", content=letter()[:-700])
    _, path = await code(family)
    assert "/soignant" not in (await family.doctor.get(path)).text
    (told,) = (await family.mother.client.get(f"{family.sheet}/documents")).json()
    assert told["given"] is False


async def test_the_list_comes_while_the_storage_is_down_and_a_file_says_so(
    family: Family, run_jobs: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from backend.rooms.carnet import service as carnet
    from media.storage.errors import Unreachable

    id = await marked(family, run_jobs)
    _, path = await code(family)
    await enter(family, path)

    async def away(*_: Any) -> Any:
        raise Unreachable("away")

    monkeypatch.setattr(carnet, "vault", away)
    assert (await family.doctor.get(f"{path}/documents")).status_code == 200
    assert (await family.doctor.get(f"{path}/documents/{id}")).status_code == 200
    for name in ("1", "copy"):
        answer = await family.doctor.get(f"{path}/documents/{id}/{id}/{name}")
        assert (answer.status_code, "Le fichier ne répond pas" in answer.text) == (503, True), name
        assert answer.headers["retry-after"] == "60"


async def test_a_note_is_the_familys_until_it_keeps_it(
    family: Family, run_jobs: Any, clock: Any, query: Any
) -> None:
    from backend.rooms.emergency import carer_jobs

    await marked(family, run_jobs)
    _, path = await code(family)
    assert (
        (await family.doctor.post(f"{path}/documents", data={"text": "x"}))
        .headers["location"]
        .endswith("/soignant")
    )
    await enter(family, path)
    await family.mailbox.new()
    for text, why in ((" ", "Écrivez votre mot"), ("x" * 2001, "trop long")):
        wrong = await family.doctor.post(f"{path}/documents", data={"text": text})
        assert (wrong.status_code, why in wrong.text) == (422, True)
    sent = await family.doctor.post(f"{path}/documents", data={"text": "Midazolam donné à 14 h 10."})
    assert (sent.status_code, sent.headers["location"]) == (303, f"{path}/documents?left=1")
    assert "remis à la famille" in (await family.doctor.get(sent.headers["location"])).text
    told = await family.mailbox.new()
    assert sorted(str(one["To"]) for one in told) == ["anne@example.org", "marc@example.org"]
    assert not any("Midazolam" in one.as_string() for one in told)
    (note,) = (await family.mother.client.get(f"{family.sheet}/carers")).json()["notes"]
    assert (note["state"], note["carer"]["name"]) == ("waiting", WHOLE["name"])
    kept = f"{family.sheet}/notes"
    assert (await family.granny.client.get(kept)).json() == []
    for who in (family.granny, family.physio, family.stranger):
        assert (await who.client.put(f"{kept}/{note['id']}", json={"state": "kept"})).status_code == 404
    assert (await family.mother.client.put(f"{kept}/{note['id']}", json={"state": "kept"})).json()[
        "state"
    ] == "kept"
    (read,) = (await family.granny.client.get(kept)).json()
    assert (read["text"], read["carer"]["structure"]) == ("Midazolam donné à 14 h 10.", WHOLE["structure"])
    await family.father.client.put(f"{kept}/{note['id']}", json={"state": "dropped"})
    assert (await family.granny.client.get(kept)).json() == []
    await carer_jobs.erase_notes.run(0)
    for state in ("waiting", "dropped"):
        said = await family.father.client.put(f"{kept}/{note['id']}", json={"state": state})
        assert said.status_code == 200
    clock.advance(days=31)
    await carer_jobs.erase_notes.run(0)
    assert await query("SELECT 1 FROM emergency_note") == []
    tags = {row["tag"] for row in await query("SELECT tag FROM trace WHERE tag LIKE 'emergency:note:%'")}
    assert tags == {f"emergency:note:{what}" for what in ("add", "accept", "drop", "undo")}


async def test_three_notes_at_most_however_many_at_once(family: Family, run_jobs: Any, query: Any) -> None:
    import asyncio

    await marked(family, run_jobs)
    _, path = await code(family)
    await enter(family, path)
    sent = await asyncio.gather(
        *(family.doctor.post(f"{path}/documents", data={"text": f"Mot {n}"}) for n in range(8))
    )
    assert sorted(answer.status_code for answer in sent) == [303] * 3 + [422] * 5
    assert len(await query("SELECT 1 FROM emergency_note")) == 3


async def test_an_archive_has_them_and_they_open_nothing_elsewhere(
    family: Family, run_jobs: Any, query: Any
) -> None:
    from backend.kit.arriving import Arrival
    from backend.kit.ids import new_id
    from backend.kit.transaction import transaction
    from backend.rooms.emergency import carer_portable

    await marked(family, run_jobs)
    _, path = await code(family)
    await enter(family, path)
    await family.doctor.post(f"{path}/documents", data={"text": "Vu à 14 h"})
    async with transaction():
        left = await carer_portable.portable(UUID(family.carnet_id))
        at = left[0].asked_at
        arrival = Arrival(carnet_id=new_id(at), person_id=new_id(at), at=at)
        await carer_portable.take_in(
            arrival, msgspec.json.decode(msgspec.json.encode(left), type=list[carer_portable.PortableCarer])
        )
        again = await carer_portable.portable(arrival.carnet_id)
    assert (again[0].name, again[0].reason, again[0].code) == (WHOLE["name"], WHOLE["reason"], None)
    assert (again[0].notes[0].text, again[0].notes[0].state) == ("Vu à 14 h", "waiting")
    rows = await query("SELECT digest FROM emergency_carer WHERE carnet_id = $1", arrival.carnet_id)
    assert [row["digest"] for row in rows] == [None]
