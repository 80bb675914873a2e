"""A copy of « Qui a vu » to keep: what the filters tell, asked with a fresh proof, traced."""

import csv
import io
from typing import Any

import httpx
import pypdfium2

from backend.rooms.audit.tags import Tag
from tests.conftest import MovingClock
from tests.family import Family


async def _copy(family: Family, **asked: str) -> httpx.Response:
    return await family.mother.client.get(f"/api/carnets/{family.carnet_id}/traces/export", params=asked)


def _rows(answer: httpx.Response, sign: str = ";") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"), newline=""), delimiter=sign))


def _words(answer: httpx.Response) -> str:
    pdf: Any = pypdfium2.PdfDocument(answer.content)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in pdf).split()).replace(
        "\u00a0", " "
    )


async def test_it_takes_a_fresh_proof_and_leaves_a_trace(family: Family, clock: MovingClock) -> None:
    clock.advance(hours=1)
    refused = await _copy(family)
    assert (refused.status_code, refused.json()["code"]) == (403, "fresh_proof_needed")
    await family.mother.prove()
    for _ in range(2):
        assert (await _copy(family)).status_code == 200
    base = f"/api/carnets/{family.carnet_id}"
    traces = (await family.mother.client.get(f"{base}/traces")).json()["traces"]
    assert [t["action"] for t in traces].count(Tag.TRACES_EXPORT) == 2
    await family.physio.prove()
    assert (await family.physio.client.get(f"{base}/traces/export")).status_code == 404


async def test_each_act_is_a_row_that_computes_nothing(
    family: Family, query: Any, clock: MovingClock
) -> None:
    name = '=HYPERLINK("http://x";"Karim")'
    await query("UPDATE person SET given_name = $1 WHERE given_name = 'Karim'", name)
    clock.advance(hours=14, minutes=20)
    await family.physio.client.get(f"/api/carnets/{family.carnet_id}/habits")
    await family.mother.prove()
    answer = await _copy(family, category="sheets.habits")
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="qui-a-vu-2026-11-22.csv"'
    (row,) = _rows(answer)
    assert row["Personne"] == f"'{name} Moreau"
    row.pop("Personne")
    assert list(row.values())[:10] == [
        "2026-11-22", "00:20:00", "kinésithérapeute", "", "a lu les habitudes de vie", "Habitudes de vie", "lecture",
        "Habitudes de vie\u202f: lire", "Chrome sur Android", "la nuit, première fois",
    ]  # fmt: skip
    english = _rows(await _copy(family, category="sheets.habits", language="en"), ",")
    assert (english[0]["Act"], english[0]["Right"]) == ("read the daily habits", "Daily habits: read")


async def test_the_sentences_are_on_pages(family: Family, clock: MovingClock) -> None:
    clock.advance(minutes=1)
    for path in ("habits", "agenda"):
        await family.physio.client.get(f"/api/carnets/{family.carnet_id}/{path}")
    await family.mother.prove()
    answer = await _copy(family, format="pdf", category="agenda")
    assert answer.headers["content-type"] == "application/pdf"
    said = _words(answer)
    assert "Qui a vu · Carnet de Théo" in said
    assert "Samedi 21 nov. 2026" in said
    assert "Karim Moreau, kinésithérapeute, a regardé l’agenda." in said
    assert "Filtres : Agenda." in said
    assert "habitudes" not in said
    empty = _words(await _copy(family, format="pdf", to="2020-01-01", language="en"))
    assert "Nothing answers these filters." in empty
