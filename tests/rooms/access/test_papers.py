"""A consent signed on paper: of the very terms that were printed, its scan for both sides, and for nobody else."""

from typing import Any
from uuid import uuid4

import pypdfium2 as pdfium

from tests.family import Family
from tests.media.pdf_files import letter
from tests.paper import number_of, signed, words
from tests.rooms.captures.conftest import add


async def test_from_the_printed_paper_to_the_withdrawal(family: Family, query: Any) -> None:
    mother, physio = family.mother, family.physio
    hers = (await family.access("Karim"))["habilitation_id"]
    base = f"/api/carnets/{family.carnet_id}"
    url = f"{base}/habilitations/{hers}"
    number = await number_of(family, hers)
    # The same terms have the same number, in whichever side's hands; another language is another text.
    assert number == await number_of(family, hers, physio) != await number_of(family, hers, language="en")
    for who in (family.granny, family.stranger):
        assert (await who.client.get(f"{url}/paper")).status_code == 404
        assert (await who.client.get(f"{url}/papers")).status_code == 404
    kept = {"kind": "document", "category": "documents.projects", "filename": "papier.pdf"}
    scan = await add(mother.client, family.carnet_id, letter(), **kept)
    await family.mailbox.run_jobs()
    for parts, field in (
        ({"number": "0000-0000-0000"}, "number"),
        ({"document_id": str(uuid4())}, "document_id"),
        ({"signed_on": "2027-01-01"}, "signed_on"),
        ({"signed_by": " "}, "signed_by"),
    ):
        await mother.prove()
        refused = await mother.client.post(f"{url}/papers", json=signed(number, scan) | parts)
        assert (refused.status_code, [f["name"] for f in refused.json()["fields"]]) == (422, [field]), parts
    assert (await family.granny.client.post(f"{url}/papers", json=signed(number, scan))).status_code == 404
    said = signed(number.lower().replace("-", " "), scan)
    done = await mother.client.post(f"{url}/papers", json=said)
    assert done.status_code == 201, done.text
    again = await mother.client.post(f"{url}/papers", json=said)
    assert (again.status_code, len(again.json())) == (201, 1)  # the answer was lost on the way
    (row,) = await query("SELECT * FROM consent WHERE act = 'paper'")
    assert (row["paper"], str(row["document_id"]), row["language"]) == (number, scan, "fr")
    assert "J’ouvre à cette personne" in row["text"]
    assert "secret" in row["text"]
    # Both sides read the scan, and the receipt; the professional's rights do not matter, a mask does.
    await family.change_access("Karim", rights={"sheets.habits": ["read"]})
    scanned = f"{url}/papers/{done.json()[0]['id']}/scan"
    assert (await physio.client.get(f"{base}/documents/{scan}")).status_code == 404
    for who in (mother, family.father, physio):
        found = await who.client.get(scanned)
        assert (found.status_code, found.content[:5]) == (200, b"%PDF-"), found.text
        assert number in words((await who.client.get(f"{url}/receipt")).content)
    assert (await family.granny.client.get(scanned)).status_code == 404
    # The terms are others now: that paper is of those before.
    assert await number_of(family, hers) != number
    (kept_one,) = (await mother.client.get(f"{url}/papers")).json()
    assert (done.json()[0]["current"], kept_one["current"], kept_one["withdrawn_at"]) == (True, False, None)
    await mother.prove()
    assert (await mother.client.post(f"{url}/papers", json=signed(number, scan))).status_code == 422
    hidden = {"kind": "document", "item_id": scan, "scope": "everyone"}
    assert (await mother.client.post(f"{base}/masks", json=hidden)).status_code == 201
    assert (await physio.client.get(scanned)).status_code == 404
    assert (await mother.client.get(scanned)).status_code == 200
    # One tap: the paper is withdrawn with the access, stays for the family, and nothing more is signed for it.
    assert (await mother.client.delete(f"{base}/habilitations/{hers}")).status_code == 204
    (now,) = (await mother.client.get(f"{url}/papers")).json()
    assert now["withdrawn_at"]
    assert (await physio.client.get(scanned)).status_code == 404
    assert (await mother.client.get(f"{url}/paper")).status_code == 404


async def test_what_was_signed_is_not_swapped_afterwards(family: Family, clock: Any) -> None:
    """By a newer version of the letter that it is: neither shown as the consent, nor instead of it."""
    mother = family.mother
    hers = (await family.access("Karim"))["habilitation_id"]
    url = f"/api/carnets/{family.carnet_id}/habilitations/{hers}"
    kept = {"kind": "document", "category": "documents.projects", "filename": "papier.pdf"}
    scan = await add(mother.client, family.carnet_id, letter(["Signé"]), **kept)
    await family.mailbox.run_jobs()
    await mother.prove()
    done = await mother.client.post(f"{url}/papers", json=signed(await number_of(family, hers), scan))
    assert done.status_code == 201, done.text
    clock.advance(minutes=1)
    newer = letter(["Autre"], pages=2)
    await add(mother.client, family.carnet_id, newer, **kept, document_id=scan, place="1")
    await family.mailbox.run_jobs()
    read = await family.physio.client.get(f"{url}/papers/{done.json()[0]['id']}/scan")
    assert read.status_code == 200, read.text
    assert "Signé" in pdfium.PdfDocument(read.content)[0].get_textpage().get_text_range()


async def test_nobody_ties_the_familys_letter_to_their_own_access(family: Family) -> None:
    """Read today, it would still be read by it once the family has closed the letters."""
    hers = (await family.access("Karim"))["habilitation_id"]
    url = f"/api/carnets/{family.carnet_id}/habilitations/{hers}"
    kept = {"kind": "document", "category": "documents.projects", "filename": "lettre.pdf"}
    scan = await add(family.mother.client, family.carnet_id, letter(), **kept)
    await family.mailbox.run_jobs()
    physio = family.physio.client
    assert (await physio.get(f"/api/carnets/{family.carnet_id}/documents/{scan}")).status_code == 200
    refused = await physio.post(f"{url}/papers", json=signed(await number_of(family, hers), scan))
    assert (refused.status_code, [f["name"] for f in refused.json()["fields"]]) == (422, ["document_id"])
    assert (await physio.get(f"{url}/papers")).json() == []
