"""What is no PDF: pictures as pages, sounds and films that are played, tables and texts given back as they came."""

from pathlib import Path
from typing import Any

from tests.family import Family
from tests.media.pdf_files import letter
from tests.media.test_kinds import DOCX, PLAIN, SECRET, sound
from tests.rooms.captures.conftest import jpeg
from tests.rooms.documents.conftest import file_letter, opened, url


async def test_an_office_file_is_given_as_it_came_to_who_reads_its_category(
    family: Family, run_jobs: Any
) -> None:
    id = await file_letter(family, content=DOCX, filename="emploi.docx", filetype="application/msword")
    await run_jobs()
    found = await opened(family, id)
    assert (found["state"], found["kind"], found["pages"], found["original"]) == ("ready", "other", 0, True)
    given = await family.physio.client.get(url(family, id, "files/original"))
    assert (given.status_code, given.content) == (200, DOCX)
    assert given.headers["content-type"] == "application/octet-stream"
    assert given.headers["content-disposition"].startswith("attachment")
    assert given.headers["x-content-type-options"] == "nosniff"
    for name in ("copy", "play", "poster"):
        assert (await family.mother.client.get(url(family, id, f"files/{name}"))).status_code == 404, name
    # It may tell an address that the other parent keeps from him.
    kept = await family.father.client.get(url(family, id, "files/original"))
    assert (kept.status_code, kept.json()["code"]) == (403, "original_kept")
    assert (await family.granny.client.get(url(family, id, "files/original"))).status_code == 404


async def test_a_pdf_that_asks_for_a_password_is_kept_and_said(family: Family, run_jobs: Any) -> None:
    content = letter(password="ouvre-moi")
    id = await file_letter(family, content=content)
    await run_jobs()
    found = await opened(family, id)
    part = found["parts"][0]
    assert (found["state"], part["kind"], part["reason"], found["pages"]) == (
        "ready",
        "other",
        "encrypted",
        0,
    )
    assert "mot de passe" in part["reason_sentence"]
    given = await family.mother.client.get(url(family, id, "files/original"))
    assert (given.status_code, given.content) == (200, content)
    assert given.headers["content-disposition"].startswith("attachment")
    for name in ("files/copy", "pages/1", "words"):
        assert (await family.mother.client.get(url(family, id, name))).status_code == 404, name
    assert (await family.granny.client.get(url(family, id, "files/original"))).status_code == 404


async def test_a_sound_is_played_from_a_clean_copy(family: Family, run_jobs: Any, tmp_path: Path) -> None:
    content = sound(tmp_path, "a.mp3")
    id = await file_letter(family, content=content, filename="rendez-vous.mp3", filetype="audio/mpeg")
    await run_jobs()
    found = await opened(family, id)
    assert (found["state"], found["kind"], found["reason"]) == ("ready", "sound", None)
    assert 0.4 < found["parts"][0]["seconds"] < 0.8
    played = await family.physio.client.get(url(family, id, "files/play"), headers={"Range": "bytes=0-99"})
    assert (played.status_code, played.headers["content-type"]) == (206, "audio/mp4")
    copy = await family.physio.client.get(url(family, id, "files/copy"))
    assert copy.headers["content-disposition"].startswith("attachment")
    assert SECRET.encode() not in copy.content
    refused = await family.physio.client.get(url(family, id, "files/original"))
    assert (refused.status_code, refused.json()["code"]) == (403, "original_for_representatives")
    assert (await family.mother.client.get(url(family, id, "files/original"))).content == content


async def test_a_picture_is_a_page(family: Family, run_jobs: Any) -> None:
    id = await file_letter(family, content=jpeg(), filename="radio.jpg", filetype="image/jpeg")
    await run_jobs()
    found = await opened(family, id)
    assert (found["state"], found["kind"], found["pages"]) == ("ready", "picture", 1)
    page = await family.physio.client.get(url(family, id, "pages/1"))
    assert page.headers["content-type"] in {"image/png", "image/jpeg"}
    assert (await family.physio.client.get(url(family, id, "files/copy"))).content.startswith(b"%PDF-")
    # What is written on it is looked for in the picture; whether there was anybody to read it, its screen says.
    told = (await family.physio.client.get(url(family, id, "words"))).json()
    assert (told["state"], told["read"], told["pages"]) == ("waiting", ["unread"], [""])


async def test_a_version_may_be_of_another_kind(family: Family, run_jobs: Any) -> None:
    id = await file_letter(family)
    await run_jobs()
    await file_letter(
        family, content=PLAIN, filename="notes.txt", filetype="text/plain", document_id=id, place="1"
    )
    await run_jobs()
    found = await opened(family, id)
    assert [(part["kind"], part["media_type"]) for part in found["parts"]] == [
        ("other", "text/plain"),
        ("pdf", "application/pdf"),
    ]
