"""Letters that are pictures of paper: read by a real Tesseract behind everything else, or said not to be."""

from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from backend.cli_status import words_sentence
from backend.rooms.documents import recognising, word_jobs
from backend.settings import Settings
from media.ocr import Tesseract
from tests.family import Family
from tests.media.test_ocr import scanned
from tests.rooms.documents.conftest import file_letter, opened, run_all
from tests.rooms.documents.test_words import read_words, text_of_copy


@pytest.fixture
def settings(settings: Settings, tesseract: str) -> Settings:
    return replace(settings, tesseract=tesseract)


def photographed(pages: int = 1) -> bytes:
    """Under each picture, letters that its scanner laid there, and that nobody sees."""
    out = BytesIO()
    page = Canvas(out, pagesize=(500, 210))
    for _ in range(pages):
        page.drawString(40, 100, "IMAGINAIRE")
        page.drawImage(ImageReader(scanned().convert("RGB")), 0, 0, 500, 210)
        page.showPage()
    page.save()
    return out.getvalue()


async def test_a_photographed_letter_is_read_behind_everything_else(
    family: Family, run_jobs: Any, query: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recognising, "PAGES_AT_ONCE", 1)
    id = await file_letter(family, content=photographed(2))
    await run_all(run_jobs, query)
    assert (await opened(family, id))["words"] == "recognised"
    told = await read_words(family, id, family.physio.client)
    assert (told["state"], told["read"]) == ("recognised", ["recognised"] * 2)
    for page in told["pages"]:
        assert "hémiplégie" in page
        assert "IMAGINAIRE" not in page
    assert all(0 < word["sure"] < 100 for page in told["placed"] for word in page)
    copy = await text_of_copy(family, id)
    assert all("hémiplégie" in page and "IMAGINAIRE" not in page for page in copy)
    rows = await query("SELECT unread, words_tries FROM document_file")
    assert [(row["unread"], row["words_tries"]) for row in rows] == [(0, 0)]


async def test_a_letter_sent_as_a_picture_is_read_and_found_like_any(
    family: Family, run_jobs: Any, query: Any
) -> None:
    """One that is sent now, and one of before."""
    out = BytesIO()
    scanned().convert("RGB").save(out, "JPEG", quality=90)
    id = await file_letter(family, content=out.getvalue(), filename="lettre.jpg", filetype="image/jpeg")
    await run_all(run_jobs, query)
    assert (await opened(family, id))["words"] == "recognised"
    await query("UPDATE document_file SET words = NULL, words_rules = 0, words_state = 'waiting', unread = 0")
    await query("DELETE FROM document_words")
    await word_jobs.sweep_words.run(0)
    await run_all(run_jobs, query)
    told = await read_words(family, id, family.physio.client)
    assert (told["state"], told["read"]) == ("recognised", ["recognised"])
    assert "hémiplégie" in told["pages"][0]
    found = await family.mother.client.post(
        f"/api/carnets/{family.carnet_id}/find", json={"words": "hemiplegie"}
    )
    assert found.json()["groups"][0]["hits"][0]["id"] == id


async def test_what_is_the_machines_fault_is_not_counted(
    family: Family, run_jobs: Any, query: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from media.storage import Missing, Unreachable

    id = await file_letter(family, content=photographed())
    await run_jobs()
    for error, tries in ((Unreachable(), 2), (OSError(), 1), (Missing(), 1)):

        async def fail(*_: Any, error: Exception = error, **__: Any) -> bool:
            raise error

        monkeypatch.setattr(recognising, "read_words", fail)
        if tries == 2:
            await query("UPDATE document_file SET words_tries = 3")
        with pytest.raises(type(error)):
            await word_jobs.read_words.run(id)
        assert (await query("SELECT words_tries FROM document_file"))[0]["words_tries"] == tries


async def test_without_it_the_letter_says_so_and_is_read_when_it_comes(
    family: Family, run_jobs: Any, query: Any, settings: Settings
) -> None:
    from backend.kit import runtime

    with_it = runtime.get()
    runtime.start(replace(with_it, settings=replace(settings, tesseract="off")))
    id = await file_letter(family, content=photographed())
    await run_all(run_jobs, query)
    found = await opened(family, id)
    assert (found["state"], found["words"]) == ("ready", "unknown")
    told = await read_words(family, id)
    assert (told["state"], told["read"], told["pages"]) == ("unknown", ["unread"], [""])
    await word_jobs.sweep_words.run(0)
    assert await query("SELECT 1 FROM procrastinate_jobs WHERE status = 'todo'") == []
    runtime.start(with_it)
    await word_jobs.sweep_words.run(0)
    await run_all(run_jobs, query)
    assert "hémiplégie" in (await read_words(family, id))["pages"][0]


async def test_a_page_that_cannot_be_read_is_not_tried_for_ever(
    family: Family, run_jobs: Any, query: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from media.refused import Reason, Refused

    async def refuse(*_: Any, **__: Any) -> None:
        raise Refused(Reason.TOO_HUNGRY)

    monkeypatch.setattr(recognising, "recognise", refuse)
    id = await file_letter(family, content=photographed())
    await run_all(run_jobs, query)
    told = await read_words(family, id)
    assert (told["state"], told["read"]) == ("unknown", ["failed"])
    await word_jobs.sweep_words.run(0)
    assert await query("SELECT 1 FROM procrastinate_jobs WHERE status = 'todo'") == []


def test_the_operator_is_told() -> None:
    from pathlib import Path

    assert "reconnu par /usr/bin/tesseract (fra+eng)" in words_sentence(
        Tesseract(Path("/usr/bin/tesseract"), "fra+eng"), 3
    )
    missing = words_sentence("not_installed", 12)
    assert "tesseract-ocr-fra" in missing
    assert "12" in missing
    assert all(words_sentence(why, 0).startswith("Texte") for why in ("off", "no_french", "broken"))
