"""The page to be read: what people typed is text in it, whatever it looks like."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec

from backend.kit.days import day_of
from backend.rooms.documents.portable import PortableDocument
from backend.rooms.portability.page_letters import letter_list
from backend.rooms.portability.page_sheets import sheets_html
from backend.rooms.portability.page_texts import Words
from backend.rooms.sheets.portable_lines import PortableSheets
from tests.conftest import MovingClock
from tests.family import Family
from tests.rooms.captures.conftest import add, jpeg
from tests.rooms.documents.conftest import file_letter
from tests.rooms.portability.archives import DAY, KARIM, ByHand, numbered
from tests.rooms.portability.conftest import opened, take

HOSTILE = "<img src=x onerror=alert(1)>\"'><script>alert(2)</script><a href=javascript:alert(3)>"


async def test_nothing_that_was_typed_becomes_a_tag(family: Family) -> None:
    await add(family.granny.client, family.carnet_id, jpeg(), note=HOSTILE, tags="<b>x</b>")
    await file_letter(family, title=HOSTILE[:100], written_by="<svg onload=alert(4)>")
    await family.add({"section": "allergies", "substance": HOSTILE[:100]})
    written = {"id": "0190aaaa-0000-7000-8000-000000000001", "text": HOSTILE, "bases": []}
    assert (
        await family.granny.client.put(f"/api/carnets/{family.carnet_id}/habits/sleep", json=written)
    ).status_code == 200
    await family.mother.client.patch(
        f"/api/carnets/{family.carnet_id}", json={"version": 1, "given_name": "<i>Théo", "diagnoses": HOSTILE}
    )
    await family.mailbox.run_jobs()
    zipped = opened((await take(family))[1])
    for page in ("index.html", "index.en.html"):
        text = zipped.read(page).decode()
        for tag in ("<script", "<img src=x", "<svg", "<a href=javascript", "<b>x", "<i>"):
            assert tag not in text, tag
        assert "&lt;script&gt;alert(2)" in text
        assert "script-src 'none'" in text


def test_two_versions_of_what_goes_with_a_letter_have_two_names() -> None:
    (document,) = ByHand().parts["documents"]["documents"]
    of_a_file = {"kind": "pdf", "state": "ready", "reason": None, "filename": "", "added_at": DAY, "added_by": KARIM, "pages": 1, "size": 9,
                 "sha256": None, "taken_back_at": None, "taken_back_by": None, "title": "Radio", "place": 2}  # fmt: skip
    more = [of_a_file | {"id": numbered(n), "file": f"documents/{n}.pdf", "number": n} for n in (1, 2)]
    letters = msgspec.convert([document | {"more": more}], list[PortableDocument])
    page = letter_list(letters, {}, Words("fr"))
    assert re.findall(r">(Lire|Radio[^<]*)<", page) == ["Lire", "Radio", "Radio, version 1"]


def test_a_sheet_names_what_is_said_of_a_section_and_a_number_that_is_kept() -> None:
    said = {
        "author": KARIM,
        "written_at": DAY,
        "noted_at": None,
        "action": "write",
        "bases": [],
        "confirmations": [],
    }
    answer = {"kind": "answer", "of": "allergy", "answer": "none_known"}
    relative = {"kind": "relative", "name": "Anne", "phone_seen": "me"}

    def sheet(name: str, place: str, content: dict[str, Any], *, kept: bool) -> dict[str, Any]:
        version = said | {"id": numbered(1), "content": content, "phone_kept": kept}
        return {"sheet": name, "lines": [{"place": place, "kind": content["kind"], "versions": [version]}]}

    sheets = [
        sheet("allergies", "answer-allergy", answer, kept=False),
        sheet("contacts", numbered(2), relative, kept=True),
    ]
    part = msgspec.convert({"sheets": sheets}, PortableSheets)
    french, english = (re.sub("<[^>]+>", "", sheets_html(part, Words(one))) for one in ("fr", "en"))
    assert re.search(r"Allergies.:.aucune connue", french)
    assert re.search(r"Téléphone.:.numéro gardé", french)
    assert "Allergies: none known" in english
    assert "Phone: number kept" in english


async def test_the_urgent_part_tells_what_is_given_on_the_day_of_the_copy(
    family: Family, clock: MovingClock
) -> None:
    """Not what was stopped, and what changes tomorrow as it is today."""
    sheet = f"/api/carnets/{family.carnet_id}/sheets/medication"

    async def written(place: UUID, content: dict[str, Any], bases: list[str]) -> str:
        body = {
            "id": str(uuid4()),
            "content": {"kind": "treatment"} | content,
            "bases": bases,
            "urgent": True,
        }
        answer = await family.mother.client.put(f"{sheet}/{place}", json=body)
        assert answer.status_code == 200, answer.text
        clock.advance(minutes=1)
        return str(body["id"])

    today = day_of(clock.now())
    tomorrow, yesterday = str(today + timedelta(days=1)), str(today - timedelta(days=1))
    changed, stopped = uuid4(), uuid4()
    dose = {"name": "Valproate", "amount": 250, "unit": "mg"}
    first = await written(changed, dose, [])
    await written(changed, dose | {"amount": 300, "since": tomorrow}, [first])
    await written(stopped, {"name": "Clobazam", "stopped_on": yesterday}, [])
    both = uuid4()
    begun = await written(both, {"name": "Midazolam"}, [])
    await written(both, {"name": "Midazolam", "note": "le soir"}, [begun])
    await written(both, {"name": "Midazolam", "stopped_on": yesterday}, [begun])
    text = (
        opened((await take(family))[1])
        .read("index.html")
        .decode()
        .replace("\u202f", " ")
        .replace("\xa0", " ")
    )
    urgent, rest = re.search("id=.fiche.(.*?)</section>(.*)", text, re.DOTALL).groups()  # type: ignore[union-attr]
    told = re.findall("<li>(.*?)</li>", urgent)
    assert [re.sub("<[^>]+>", "", one).strip() for one in told if "Valproate" in one] == [
        "Valproate : jusqu’au 21 nov. 2026, 250 mg",
        "À partir du 22 nov. 2026 : Valproate, 300 mg",
    ]
    assert "Clobazam" not in urgent
    # two at once, one of whom says that it is over: what still stands is not told as if nothing were
    (doubtful,) = [one for one in told if "Midazolam" in one]
    assert "départager" in doubtful
    assert urgent.count("départager") == 1
    assert "Clobazam" in rest


async def test_an_empty_notebook_says_so(family: Family) -> None:
    text = opened((await take(family))[1]).read("index.html").decode()
    for words in ("pas encore noté", "Aucune image.", "Aucun document.", "Aucune date."):
        assert words in text
