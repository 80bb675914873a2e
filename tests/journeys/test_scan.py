"""Théo falls at school. A doctor of the emergency room scans the code of his school bag, with no account."""

import email
from email import policy
from typing import Any

from tests.conftest import MovingClock
from tests.family import Family
from tests.journeys.conftest import Phones
from tests.rooms.identity import people

PENICILLIN = {"section": "allergies", "substance": "Pénicilline", "reaction": "choc anaphylactique"}


async def test_the_doctors_scan(
    family: Family, phone: Phones, query: Any, clock: MovingClock, settings: Any
) -> None:
    await family.add(PENICILLIN)
    await family.add({"section": "weight", "kg": 27, "measured_on": "2026-11-02"})
    link = await family.link("Carte du cartable")
    url = link["code"]["url"]
    shlink = url.partition("#")[2]
    page = url.partition("#")[0]
    assert len(page.rpartition("/")[2]) >= 43  # 256 bits
    assert not shlink or shlink.startswith("shlink:/")
    await family.mailbox.new()
    clock.advance(hours=5)

    # One request, no script, the allergy among the first bytes.
    doctor = await phone()
    answer = await doctor.get(page)
    assert answer.status_code == 200
    assert 0 < answer.content.index("Pénicilline".encode()) < 4096
    assert "<script" not in answer.text
    assert "cs3" not in str(answer.cookies)

    # Before any job has run: the trace and the word to the family are there together, in one transaction.
    (trace,) = await query("SELECT *, xmin::text AS written FROM trace WHERE tag = 'emergency:code:open'")
    jobs = await query(
        "SELECT status::text, args, xmin::text AS written FROM procrastinate_jobs WHERE task_name LIKE '%tell_opening%'"
    )
    assert [job["status"] for job in jobs] == ["todo"]
    assert jobs[0]["written"] == trace["written"]
    assert (trace["person_id"], trace["person_name"], trace["device"]) == (None, "", "Chrome sur Android")
    assert page.rpartition("/")[2] not in str(jobs)
    assert not any("urgence" in m["Subject"] for m in _read(settings.outbox))

    # The jobs run: a letter to each representative, and to nobody else.
    letters = await family.mailbox.new()
    assert sorted(m["To"] for m in letters) == [family.mother.email, family.father.email]
    for letter in letters:
        assert "Pénicilline" not in people.text(letter)
        assert page.rpartition("/")[2] not in people.text(letter)

    # A reload, a messaging app's preview, the mother's own look: nobody is alarmed again.
    assert (await doctor.get(page)).status_code == 200
    preview = await (await phone()).get(page, headers={"User-Agent": "WhatsApp/2.23"})
    assert "Pénicilline" not in preview.text
    assert (await family.mother.client.get(page)).status_code == 200
    assert await family.mailbox.new() == []

    # That evening they see who looked.
    home = (await family.father.client.get(f"/api/carnets/{family.carnet_id}/home")).json()
    assert "Quelqu’un, sans compte, a ouvert la fiche urgente avec le code." in [
        n["sentence"] for n in home["news"]
    ]
    assert home["seen_today"] >= 1

    # The bag is lost: the code is replaced in one tap. The old one says what it is, and shows nothing.
    renew = f"{family.sheet}/links/{link['link']['id']}/renew"
    stale = await family.mother.client.post(renew)
    assert (stale.status_code, stale.json()["code"]) == (403, "fresh_proof_needed")
    await family.mother.prove()
    renewed = await family.mother.client.post(renew)
    assert renewed.status_code == 201, renewed.text
    old = await (await phone()).get(page)
    assert old.status_code == 410
    assert "remplacé" in old.text
    assert "Théo" not in old.text
    new = await (await phone()).get(renewed.json()["code"]["url"].partition("#")[0])
    assert (new.status_code, "Pénicilline" in new.text) == (200, True)


def _read(folder: Any) -> list[Any]:
    return [email.message_from_bytes(p.read_bytes(), policy=policy.default) for p in folder.glob("[!.]*.eml")]
