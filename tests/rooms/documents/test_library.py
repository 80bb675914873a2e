"""Letters filed, listed, read, changed, thrown away and taken back."""

from io import BytesIO
from typing import Any
from uuid import UUID, uuid4

import pytest
from PIL import Image

from backend.rooms.documents.errors import reason_sentence
from tests.family import Family
from tests.media import pdf_files
from tests.media.pdf_files import letter
from tests.rooms.captures.conftest import begin
from tests.rooms.documents.conftest import SAID, file_letter, opened, url


async def test_a_letter_is_filed_and_read(family: Family, run_jobs: Any) -> None:
    content = letter(pages=2)
    id = await file_letter(family, content=content)
    assert (await opened(family, id))["state"] == "preparing"
    await run_jobs()
    found = await opened(family, id)
    assert (found["state"], found["pages"], found["category"]) == ("ready", 2, "documents.medical")
    assert (found["title"], found["written_by"]) == ("Compte rendu de consultation", "Dr Lenoir, CHU")
    assert (found["written_on"], found["added_by"]["name"]) == ("2026-11-03", "Anne Moreau")
    page = await family.physio.client.get(url(family, id, "pages/2"))
    drawn = Image.open(BytesIO(page.content))
    assert {"number": 2, "width": drawn.width, "height": drawn.height} == found["page_sizes"][1]
    words = (await family.physio.client.get(url(family, id, "words"))).json()["pages"]
    assert words[1].endswith("Théo marche mieux.\npage 2")
    assert (await family.mother.client.get(url(family, id, "files/original"))).content == content
    for none in ("0", "3", "-1", "9" * 30):
        assert (await family.mother.client.get(url(family, id, f"pages/{none}"))).status_code == 404


async def test_what_leaves_cannot_be_run(family: Family, run_jobs: Any) -> None:
    id = await file_letter(family, content=pdf_files.HOSTILE["a page of the web behind it"])
    await run_jobs()
    for name in ("original", "copy"):
        headers = (await family.mother.client.get(url(family, id, f"files/{name}"))).headers
        assert headers["content-type"] == "application/pdf"
        assert headers["content-disposition"].startswith("attachment")
        assert headers["x-content-type-options"] == "nosniff"
        assert "sandbox" in headers["content-security-policy"]
    page = await family.mother.client.get(url(family, id, "pages/1"))
    assert page.headers["content-type"] in {"image/png", "image/jpeg"}
    assert page.headers["x-content-type-options"] == "nosniff"


async def test_the_copy_tells_no_more_than_is_seen(family: Family, run_jobs: Any) -> None:
    content = letter(pages=3)
    assert b"Dupont" in content
    id = await file_letter(family, content=content)
    await run_jobs()
    whole = await family.physio.client.get(url(family, id, "files/copy"))
    assert whole.content.startswith(b"%PDF-")
    assert b"Dupont" not in whole.content
    assert len(whole.content) == int(whole.headers["content-length"])
    for start, stop in ((0, 9), (500, 1700), (len(whole.content) - 40, len(whole.content) - 1)):
        part = await family.physio.client.get(
            url(family, id, "files/copy"), headers={"Range": f"bytes={start}-{stop}"}
        )
        assert (part.status_code, part.content) == (206, whole.content[start : stop + 1])
    again = await file_letter(family, content=whole.content)
    await run_jobs()
    assert (await opened(family, again))["pages"] == 3


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"<!doctype html><script>alert(1)</script>%PDF-1.7 %%EOF", "unknown_type"),
        (letter()[:-700], "truncated"),
        (pdf_files.many_pages(400), "too_many_pages"),
    ],
    ids=["empty", "html", "cut", "pages"],
)
async def test_what_cannot_be_read_says_why_and_stays_for_the_family(
    family: Family, run_jobs: Any, content: bytes, reason: str
) -> None:
    if content:
        bad = await file_letter(family, content=content)
    else:
        bad = str(uuid4())
        assert (
            await begin(family.mother.client, family.carnet_id, 0, capture_id=bad, **SAID)
        ).status_code == 201
    good = await file_letter(family)
    await run_jobs()
    found = await opened(family, bad)
    assert (found["state"], found["reason"]) == ("refused", reason)
    assert found["reason_sentence"]
    assert reason_sentence(reason, "en") not in {None, found["reason_sentence"]}
    assert (await family.mother.client.get(url(family, bad, "pages/1"))).status_code == 404
    assert (await family.mother.client.get(url(family, bad, "files/copy"))).status_code == 404
    kept = await family.mother.client.get(url(family, bad, "files/original"))
    assert (kept.content, kept.headers["content-type"]) == (content, "application/octet-stream")
    assert (await opened(family, good))["state"] == "ready"


async def test_limits_and_categories_are_said_before_a_byte_is_sent(family: Family) -> None:
    client, carnet = family.mother.client, family.carnet_id
    too_large = await begin(client, carnet, 60_000_000, **SAID)
    assert (too_large.status_code, "50" in too_large.json()["detail"]) == (413, True)
    nowhere = await begin(client, carnet, 10, **(SAID | {"category": "photos"}))
    assert [f["name"] for f in nowhere.json()["fields"]] == ["category"]
    assert "documents.liaison" in nowhere.text
    assert (await begin(client, carnet, 10, **(SAID | {"category": "liaison"}))).status_code == 201


async def test_the_list_is_by_category_and_by_date_page_after_page(family: Family) -> None:
    ids = []
    for day in range(1, 8):
        more = {
            "taken_at": f"2026-10-0{day}T12:00:00Z",
            "category": "documents.school" if day % 2 else "documents.medical",
        }
        ids.append(await file_letter(family, **more))
    seen: list[str] = []
    before: dict[str, str] = {}
    while True:
        page = (await family.mother.client.get(url(family), params={"limit": "3", **before})).json()
        seen += [one["id"] for one in page["documents"]]
        if page["next"] is None:
            break
        before = {"before": page["next"]}
    assert seen == ids[::-1]
    school = await family.mother.client.get(url(family), params={"category": "documents.school"})
    assert [one["id"] for one in school.json()["documents"]] == ids[::2][::-1]
    counts = (await family.mother.client.get(url(family, "categories"))).json()
    assert [one["category"] for one in counts][:3] == [
        "documents.medical",
        "documents.paramedical",
        "documents.syntheses",
    ]
    assert [one["count"] for one in counts] == [3, 0, 0, 0, 0, 0, 4, 0, 0, 0]
    assert (await family.mother.client.get(f"{url(family)}?before=nonsense")).status_code == 422
    assert (await family.mother.client.get(f"{url(family)}?category=photos")).status_code == 422


async def test_two_people_changing_what_is_said_lose_nothing(family: Family, run_jobs: Any) -> None:
    id = await file_letter(family)
    await run_jobs()
    first = await family.father.client.patch(url(family, id), json={"version": 1, "note": "Papa"})
    assert (first.status_code, first.json()["version"]) == (200, 2)
    second = await family.mother.client.patch(url(family, id), json={"version": 1, "note": "Maman"})
    assert (second.status_code, second.json()["current"]["note"]) == (409, "Papa")
    future = await family.mother.client.patch(
        url(family, id), json={"version": 2, "written_on": "2031-01-01"}
    )
    assert [f["name"] for f in future.json()["fields"]] == ["written_on"]
    moved = {"version": 2, "category": "documents.syntheses", "written_on": "2026-02-28"}
    answer = await family.mother.client.patch(url(family, id), json=moved)
    assert (answer.json()["category"], answer.json()["written_on"]) == ("documents.syntheses", "2026-02-28")


async def test_without_a_title_the_file_gives_one_and_without_a_date_today(family: Family) -> None:
    id = await file_letter(family, title="", taken_at="", filename="../..\\Certificat médical.PDF")
    found = await opened(family, id)
    assert (found["title"], found["written_on"]) == ("Certificat médical", "2026-11-21")


async def test_the_same_letter_sent_twice_says_so(family: Family, run_jobs: Any) -> None:
    content = letter()
    first = await file_letter(family, content=content)
    await run_jobs()
    second = await file_letter(family, family.father.client, content)
    await run_jobs()
    assert (await opened(family, second))["duplicate_of"] == first


async def test_one_viewing_is_one_trace_and_news_for_the_others(
    family: Family, run_jobs: Any, query: Any, clock: Any
) -> None:
    clock.advance(minutes=5)
    id = await file_letter(family)
    await run_jobs()
    for rest in ("pages/1", "pages/1", "words"):
        assert (await family.physio.client.get(url(family, id, rest))).status_code == 200
    read = await query(
        "SELECT person_name, category, item_id FROM trace WHERE tag = 'documents:document:read'"
    )
    assert [(row["category"], row["item_id"]) for row in read] == [("documents.medical", UUID(id))]
    told = (await family.mother.client.get(f"/api/carnets/{family.carnet_id}/traces")).json()["traces"]
    assert any(one["sentence"].endswith("a lu un document.") for one in told)
    home = (await family.father.client.get(f"/api/carnets/{family.carnet_id}/home")).json()
    news = [(one["sentence"], one["category"], one["item_id"]) for one in home["news"]]
    assert ("Anne Moreau a ajouté un document.", "documents.medical", id) in news


async def test_pages_are_kept_by_the_phone_and_asked_again(family: Family, run_jobs: Any) -> None:
    id = await file_letter(family)
    await run_jobs()
    page = await family.mother.client.get(url(family, id, "pages/1"))
    known = {"If-None-Match": page.headers["etag"]}
    assert (await family.mother.client.get(url(family, id, "pages/1"), headers=known)).status_code == 304
    head = await family.mother.client.head(url(family, id, "pages/1"))
    assert (head.status_code, head.headers["content-length"], head.content) == (
        200,
        str(len(page.content)),
        b"",
    )


async def test_the_bin_gives_back_for_thirty_days_then_nothing_is_left(
    family: Family, run_jobs: Any, clock: Any, query: Any
) -> None:
    from backend.rooms.documents import jobs

    id = await file_letter(family)
    await run_jobs()
    assert (await family.mother.client.delete(url(family, id))).status_code == 204
    assert (await family.mother.client.get(url(family))).json()["documents"] == []
    assert (await family.physio.client.get(url(family, id, "pages/1"))).status_code == 404
    assert [one["id"] for one in (await family.mother.client.get(url(family, "bin"))).json()] == [id]
    assert (await family.mother.client.post(url(family, id, "restore"))).json()["deleted_at"] is None
    await family.mother.client.delete(url(family, id))
    clock.advance(days=29)
    await jobs.empty_bins.run(0)
    assert len(await query("SELECT 1 FROM document")) == 1
    clock.advance(days=2)
    await jobs.empty_bins.run(0)
    await run_jobs()
    for table in ("document", "document_page", "document_words", "received", "part"):
        assert await query(f"SELECT 1 FROM {table}") == [], table
    assert [name for name in await _names() if "/documents/" in name] == []


async def test_words_and_pages_are_sealed_at_rest(family: Family, run_jobs: Any) -> None:
    from backend.kit import runtime

    await file_letter(family)
    await run_jobs()
    names = [name for name in await _names() if "/documents/" in name]
    assert len(names) == 3
    for name in names:
        kept = b"".join([chunk async for chunk in runtime.get().storage.open(name)])
        assert b"marche mieux" not in kept
        assert not kept.startswith((b"%PDF", b"\x89PNG", b"["))


async def test_what_a_death_left_behind_is_swept(
    family: Family, run_jobs: Any, clock: Any, query: Any
) -> None:
    from backend.rooms.uploads import jobs

    id = await file_letter(family)
    await run_jobs()
    await query("DELETE FROM document_page")
    before = len(await _names())
    clock.advance(days=2)
    await jobs.sweep.run(0)
    assert len(await _names()) == before - 1
    words = await family.mother.client.get(url(family, id, "words"))
    assert words.status_code == 200


async def _names() -> list[str]:
    from backend.kit import runtime

    return [name async for name in runtime.get().storage.names("")]
