"""The words of letters: what is seen of them is read, and laid over the copy; those of before are made again."""

from io import BytesIO
from typing import Any

import httpx
import pypdfium2 as pdfium
from reportlab.pdfgen.canvas import Canvas

from tests.family import Family
from tests.rooms.documents.conftest import file_letter, run_all, url


async def read_words(family: Family, id: str, client: httpx.AsyncClient | None = None) -> dict[str, Any]:
    answer = await (client or family.mother.client).get(url(family, id, "words"))
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def text_of_copy(family: Family, id: str) -> list[str]:
    copy = (await family.physio.client.get(url(family, id, "files/copy"))).content
    document = pdfium.PdfDocument(copy)
    return [document[n].get_textpage().get_text_range() for n in range(len(document))]


SEEN = "Centre hospitalier, service de pédiatrie, à la famille\nSignalé par le 3 mai"


def barred() -> bytes:
    """A letter with a name under a black bar."""
    out = BytesIO()
    page = Canvas(out)
    page.drawString(60, 740, "Centre hospitalier, service de pédiatrie, à la famille")
    page.drawString(60, 700, "Signalé par CONFIDENTIEL le 3 mai")
    page.rect(60 + page.stringWidth("Signalé par ", "Helvetica", 12) - 2, 696, 92, 16, fill=1)
    page.save()
    return out.getvalue()


async def test_what_is_barred_is_neither_read_out_nor_in_the_copy(family: Family, run_jobs: Any) -> None:
    content = barred()
    id = await file_letter(family, content=content)
    await run_jobs()
    told = await read_words(family, id, family.physio.client)
    assert (told["state"], told["read"], told["pages"]) == ("known", ["typed"], [SEEN])
    first = told["placed"][0][0]
    assert (first["text"], first["sure"]) == ("Centre", 100)
    copy = (await text_of_copy(family, id))[0]
    assert ("Signalé" in copy, "CONFI" in copy, "TIEL" in copy) == (True, False, False)
    # The file as it was received is what it was.
    assert (await family.mother.client.get(url(family, id, "files/original"))).content == content


async def test_words_of_before_are_shown_to_nobody_and_made_again(
    family: Family, run_jobs: Any, query: Any
) -> None:
    from backend.kit import runtime
    from backend.rooms.documents import word_jobs

    id = await file_letter(family, content=barred())
    await run_jobs()
    before = (await query("SELECT words FROM document_file"))[0]["words"]
    old = await family.physio.client.get(url(family, id, "files/copy"))
    await query("UPDATE document_file SET words_rules = 0, words_state = 'waiting'")
    told = await read_words(family, id)
    assert (told["state"], told["pages"]) == ("waiting", [])
    found = await family.mother.client.post(
        f"/api/carnets/{family.carnet_id}/find", json={"words": "pédiatrie"}
    )
    assert found.json()["count"] == 0  # nor found by what was taken from it then
    assert (await text_of_copy(family, id))[0].strip() == ""
    # A download that was begun then does not go on with other bytes.
    again = await family.physio.client.get(
        url(family, id, "files/copy"), headers={"Range": "bytes=9-", "If-Range": old.headers["etag"]}
    )
    assert again.status_code == 200
    await word_jobs.sweep_words.run(0)
    await word_jobs.sweep_words.run(0)
    assert [
        r["n"] for r in await query("SELECT count(*) AS n FROM procrastinate_jobs WHERE status = 'todo'")
    ] == [1]
    await run_all(run_jobs, query)
    told = await read_words(family, id)
    assert (told["state"], told["pages"]) == ("known", [SEEN])
    row = (await query("SELECT words, words_tries FROM document_file"))[0]
    assert (row["words"] != before, row["words_tries"]) == (True, 0)
    assert before not in [name async for name in runtime.get().storage.names("")]
    assert len(await query("SELECT 1 FROM document_words")) == 1


async def test_what_is_written_is_sealed_in_its_row(family: Family, run_jobs: Any, query: Any) -> None:
    import zlib

    id = await file_letter(family)
    await run_jobs()
    row = (await query("SELECT found, pages FROM document_words"))[0]
    for column in ("found", "pages"):
        assert b"marche" not in row[column]
        for start in range(0, 40):
            try:
                plain = zlib.decompressobj().decompress(row[column][start:])
            except zlib.error:
                continue
            assert b"marche" not in plain
    # Gone with its letter.
    await query(f"DELETE FROM document WHERE id = '{id}'")
    assert await query("SELECT 1 FROM document_words") == []


async def test_a_letter_whose_words_cannot_be_made_is_tried_a_few_times(
    family: Family, run_jobs: Any, query: Any
) -> None:
    from backend.rooms.documents import word_jobs

    await file_letter(family)
    await run_jobs()
    await query("UPDATE document_file SET words_rules = 0")
    for tries in range(1, word_jobs.TRIES + 3):
        await word_jobs.sweep_words.run(0)
        await query("DELETE FROM procrastinate_jobs")
        assert (await query("SELECT words_tries FROM document_file"))[0]["words_tries"] == min(
            tries, word_jobs.TRIES
        )
    await query("UPDATE document_file SET words_tries = 0")
    await query("UPDATE document SET deleted_at = now()")
    await word_jobs.sweep_words.run(0)
    assert await query("SELECT 1 FROM procrastinate_jobs") == []
