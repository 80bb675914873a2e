"""A document of several files, each with its versions: one added, replaced, taken back, given back, hidden, thrown away."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx

from backend.kit import runtime
from backend.kit.masked import Viewer
from backend.kit.transaction import transaction
from tests.family import Family
from tests.media.pdf_files import letter
from tests.rooms.captures.conftest import begin
from tests.rooms.documents.conftest import SAID, file_letter, opened, url


async def add_file(
    family: Family,
    document_id: str,
    client: httpx.AsyncClient | None = None,
    content: bytes | None = None,
    **more: str,
) -> str:
    """place: which file of the document it replaces; one more when it is not said."""
    content = letter(["Une autre"]) if content is None else content
    return await file_letter(family, client, content, document_id=document_id, **more)


def _told(document: dict[str, Any]) -> list[tuple[int, int, bool]]:
    return [(part["place"], part["number"], part["shown"]) for part in document["parts"]]


async def test_a_new_version_is_read_in_place_of_the_old_which_stays(family: Family, run_jobs: Any) -> None:
    id = await file_letter(family, content=letter(pages=2))
    await run_jobs()
    new = await add_file(family, id, content=letter(["Corrigé"], pages=1), place="1")
    await run_jobs()
    found = await opened(family, id)
    assert (found["pages"], found["files"], found["title"]) == (1, 1, "Compte rendu de consultation")
    assert _told(found) == [(1, 2, True), (1, 1, False)]
    assert found["parts"][0]["id"] == new
    physio = family.physio.client
    assert "Corrigé" in (await physio.get(url(family, id, "words"))).json()["pages"][0]
    old = url(family, id, f"versions/{id}")
    assert (await physio.get(f"{old}/pages/2")).status_code == 200
    assert len((await physio.get(f"{old}/words")).json()["pages"]) == 2
    assert (await physio.get(f"{old}/files/copy")).content.startswith(b"%PDF-")
    assert (await physio.get(f"{old}/files/original")).status_code == 403


async def test_a_version_that_cannot_be_read_replaces_nothing(
    family: Family, run_jobs: Any, clock: Any, query: Any
) -> None:
    from backend.rooms.documents import jobs

    id = await file_letter(family)
    await run_jobs()
    bad = await add_file(family, id, content=letter()[:-700], place="1")
    await run_jobs()
    found = await opened(family, id)
    assert (found["state"], [part["state"] for part in found["parts"]]) == ("ready", ["refused", "ready"])
    assert found["parts"][0]["reason_sentence"]
    clock.advance(days=31)
    await jobs.empty_bins.run(0)
    assert await query("SELECT 1 FROM document WHERE deleted_at IS NOT NULL") == []
    kept = await query("SELECT id, taken_back_at FROM document_file")
    assert {str(row["id"]): row["taken_back_at"] is not None for row in kept} == {bad: True, id: False}


async def test_a_first_version_that_cannot_be_read_is_erased_and_its_document_stays(
    family: Family, run_jobs: Any, clock: Any, query: Any
) -> None:
    """As every refused file: its document is numbered by it, and keeps the row."""
    from backend.rooms.documents import jobs
    from backend.rooms.documents.portable import portable
    from backend.rooms.uploads import integrity

    id = await file_letter(family, content=letter()[:-700])
    await run_jobs()
    good = await add_file(family, id, place="1")
    await run_jobs()
    (part,) = await query("SELECT object FROM part WHERE item_id = $1::uuid", id)
    names = runtime.get().storage.names

    async def is_stored() -> bool:
        return part["object"] in [name async for name in names("")]

    for column in ("settled_at", "taken_back_at"):
        assert await is_stored()
        await query(f"UPDATE document_file SET {column} = {column} - interval '31 days' WHERE id = '{id}'")
        await jobs.empty_bins.run(0)
        await run_jobs()
    assert not await is_stored()
    found = await opened(family, id)
    assert (found["state"], [one["id"] for one in found["parts"]]) == ("ready", [good])
    (mother,) = await query("SELECT id FROM person WHERE email = $1", family.mother.email)
    async with transaction():
        told, laid = await portable(UUID(family.carnet_id), Viewer(mother["id"], True))
    assert ([str(one.item_id) for one in laid], told.documents[0].size) == ([good], 0)
    looked = await integrity.look_at(before=clock.now(), at=clock.now(), most=1e9)
    assert (looked.files, looked.wrong) == (2, 0)


async def test_what_a_document_is_numbered_by_is_not_listed_once_it_is_gone(
    family: Family, run_jobs: Any, clock: Any, query: Any
) -> None:
    """A first version that could not be read, replaced by a good one: it stays for the document's sake alone."""
    id = await file_letter(family, content=letter()[:-700])
    good = await add_file(family, id, place="1")
    await run_jobs()
    for days, listed in ((29, [good, id]), (31, [good])):
        at = clock.now() - timedelta(days=days)
        await query("UPDATE document_file SET taken_back_at = $1 WHERE id = $2::uuid", at, id)
        assert [part["id"] for part in (await opened(family, id))["parts"]] == listed
    assert (await opened(family, id))["state"] == "ready"
    client = family.mother.client
    assert (await client.post(url(family, id, f"versions/{id}/restore"))).status_code == 404
    assert (await client.get(url(family, id, f"versions/{id}/files/original"))).status_code == 404


async def test_no_document_goes_out_of_sight_with_its_last_good_file(
    family: Family, run_jobs: Any, query: Any
) -> None:
    """A letter that cannot be read: beside it, a good annex; then a version on its way that is given up; then nothing but what was taken back."""
    from backend.rooms.documents import jobs

    id = await file_letter(family, content=letter()[:-700])
    await run_jobs()
    annex = await add_file(family, id, title="Radio")
    await run_jobs()
    mother = family.mother.client
    begun = await begin(mother, family.carnet_id, 10, **SAID, document_id=id, place="1")
    assert begun.status_code == 201, begun.text

    async def listed() -> list[tuple[str, str, int]]:
        found = (await mother.get(url(family))).json()["documents"]
        return [(one["id"], one["state"], one["files"]) for one in found]

    await query("UPDATE document_file SET settled_at = settled_at - interval '31 days'")
    await jobs.empty_bins.run(0)
    given_up = await mother.delete(begun.headers["location"], headers={"Tus-Resumable": "1.0.0"})
    assert given_up.status_code == 204
    assert await listed() == [(id, "refused", 2)]
    await jobs.empty_bins.run(0)
    assert await listed() == [(id, "refused", 2)]  # its annex is good
    # As the house left some: its letter taken back, and nothing in its place.
    await query(f"UPDATE document_file SET taken_back_at = now() WHERE id = '{id}'")
    assert await listed() == [(id, "refused", 1)]
    for client in (mother, family.physio.client):
        told = (await client.get(url(family, id))).json()
        assert {part["id"]: part["shown"] for part in told["parts"]} == {id: True, annex: True}
    assert (await mother.post(url(family, id, f"versions/{id}/restore"))).status_code == 200
    assert (await mother.delete(url(family, id, f"versions/{annex}"))).status_code == 200
    await jobs.empty_bins.run(0)
    assert await listed() == []
    assert len((await mother.get(url(family, "bin"))).json()) == 1


async def test_a_file_beside_the_letter_has_its_own_title_and_pages(
    family: Family, run_jobs: Any, query: Any
) -> None:
    id = await file_letter(family)
    await run_jobs()
    annex = await add_file(family, id, content=letter(["Annexe"], pages=3), title="Radio du bassin")
    await run_jobs()
    found = await opened(family, id)
    assert (found["files"], found["pages"], _told(found)) == (2, 1, [(1, 1, True), (2, 1, True)])
    assert (found["parts"][1]["title"], len(found["parts"][1]["page_sizes"])) == ("Radio du bassin", 3)
    assert (await family.physio.client.get(url(family, id, f"versions/{annex}/pages/3"))).status_code == 200
    listed = (await family.mother.client.get(url(family))).json()["documents"]
    assert [(one["id"], one["files"]) for one in listed] == [(id, 2)]
    # Called something else, its next version too; the letter bears the document's title, and nothing is called nothing.
    client, part = family.mother.client, url(family, id, f"versions/{annex}")
    assert (await family.physio.client.patch(part, json={"title": "À moi"})).status_code == 404
    for wrong, said, field in (
        (part, " ", "title"),
        (url(family, id, f"versions/{id}"), "Lettre", "file_id"),
    ):
        refused = await client.patch(wrong, json={"title": said})
        assert (refused.status_code, refused.json()["fields"][0]["name"]) == (422, field)
    assert (await client.patch(part, json={"title": " Radio,  face "})).json()["parts"][1][
        "title"
    ] == "Radio, face"
    await add_file(family, id, place="2", filename="IMG_2.pdf", title="IMG 2")
    assert {p["title"] for p in (await opened(family, id))["parts"]} == {"", "Radio, face"}
    # As an archive may number them: there is room for eighteen more.
    await query(f"UPDATE document_file SET place = 20 WHERE id = '{annex}'")
    more = await begin(family.mother.client, family.carnet_id, 10, **SAID, document_id=id)
    assert more.status_code == 201, more.text


async def test_the_last_version_is_taken_back_and_given_back(family: Family, run_jobs: Any) -> None:
    id = await file_letter(family, content=letter(pages=2))
    await run_jobs()
    new = await add_file(family, id, place="1")
    await run_jobs()
    client = family.mother.client
    assert (await client.delete(url(family, id, f"versions/{id}"))).status_code == 422  # not the last
    back = await client.delete(url(family, id, f"versions/{new}"))
    assert (back.status_code, back.json()["pages"]) == (200, 2)
    assert (await client.delete(url(family, id, f"versions/{id}"))).status_code == 422  # the only one
    physio = family.physio.client
    assert (await physio.get(url(family, id, f"versions/{new}/pages/1"))).status_code == 404
    assert new not in (await physio.get(url(family, id))).text
    given = await client.post(url(family, id, f"versions/{new}/restore"))
    assert (given.status_code, _told(given.json())) == (200, [(1, 2, True), (1, 1, False)])


async def test_what_was_taken_back_is_gone_thirty_days_later(
    family: Family, run_jobs: Any, clock: Any, query: Any
) -> None:
    from backend.kit import runtime
    from backend.rooms.documents import jobs

    id = await file_letter(family)
    await run_jobs()
    new, other = await add_file(family, id), await add_file(family, id, place="1")
    await run_jobs()
    await family.mother.client.delete(url(family, id, f"versions/{new}"))
    clock.advance(days=31)
    await jobs.empty_bins.run(0)
    await run_jobs()
    assert {str(row["id"]) for row in await query("SELECT id FROM document_file")} == {id, other}
    assert not [name async for name in runtime.get().storage.names("") if new in name]
    await query("UPDATE document SET deleted_at = $1", clock.now())
    clock.advance(days=31)
    await jobs.empty_bins.run(0)
    await run_jobs()
    for table in ("document", "document_file", "document_page", "received", "part"):
        assert await query(f"SELECT 1 FROM {table}") == [], table
    assert not [name async for name in runtime.get().storage.names("") if "/documents/" in name]


async def test_files_are_added_and_taken_back_by_who_may_change_the_document(
    family: Family, run_jobs: Any
) -> None:
    theirs, own = await file_letter(family), await file_letter(family, family.physio.client)
    await run_jobs()
    physio, said = family.physio.client, SAID | {"filetype": "application/pdf"}
    refused = await begin(physio, family.carnet_id, 10, **said, document_id=theirs, place="1")
    assert refused.status_code == 404
    mine = await add_file(family, own, physio, title="Suite")
    await run_jobs()
    for client in (family.granny.client, family.stranger.client):
        gone = await client.delete(url(family, own, f"versions/{mine}"))
        assert gone.status_code == 404
    stolen = await physio.delete(url(family, theirs, f"versions/{mine}"))
    assert stolen.status_code == 404  # of another document
    nowhere = await begin(physio, family.carnet_id, 10, **said, document_id=str(uuid4()))
    assert nowhere.status_code == 404
    assert (await physio.delete(url(family, own, f"versions/{mine}"))).status_code == 200


async def test_what_cannot_be_is_said_before_a_byte_is_sent(family: Family, run_jobs: Any) -> None:
    id = await file_letter(family)
    await run_jobs()
    client, carnet = family.mother.client, family.carnet_id
    for more, field in (
        ({"document_id": "nonsense"}, "document_id"),
        ({"document_id": id, "place": "0"}, "place"),
        ({"document_id": id, "place": "7"}, "place"),
        ({"document_id": id, "place": "١"}, "place"),
        ({"document_id": id, "place": "0001" + 5000 * "1"}, "place"),
    ):
        answer = await begin(client, carnet, 10, **(SAID | more))
        assert (answer.status_code, [f["name"] for f in answer.json()["fields"]]) == (422, [field]), more
    await client.delete(url(family, id))
    binned = await begin(client, carnet, 10, **(SAID | {"document_id": id}))
    assert (binned.status_code, binned.json()["fields"][0]["name"]) == (422, "document_id")


async def test_a_hidden_document_hides_all_its_files(family: Family, run_jobs: Any) -> None:
    id = await file_letter(family)
    await run_jobs()
    annex, new = await add_file(family, id), await add_file(family, id, place="1")
    await run_jobs()
    physio = family.physio.client
    assert (await physio.get(url(family, id, f"versions/{annex}/pages/1"))).status_code == 200
    hidden = await family.mother.client.post(
        f"/api/carnets/{family.carnet_id}/masks",
        json={"kind": "document", "item_id": id, "scope": "everyone"},
    )
    assert hidden.status_code < 300, hidden.text
    for file in (id, annex, new):
        for rest in ("pages/1", "words", "files/copy", "files/original"):
            gone = await physio.get(url(family, id, f"versions/{file}/{rest}"))
            assert gone.status_code == 404, (file, rest)
    assert (await begin(physio, family.carnet_id, 10, **SAID, document_id=id)).status_code == 404
    assert (await family.mother.client.get(url(family, id, f"versions/{annex}/pages/1"))).status_code == 200


async def test_what_is_hidden_or_thrown_away_while_a_version_comes_takes_it_no_more(
    family: Family, run_jobs: Any, query: Any
) -> None:
    mother, physio = family.mother.client, family.physio.client
    content, tus = (
        letter(["Suite"]),
        {"Tus-Resumable": "1.0.0", "Content-Type": "application/offset+octet-stream"},
    )
    hidden, binned = await file_letter(family, physio), await file_letter(family, physio)
    await run_jobs()
    sent = [
        (await begin(mother, family.carnet_id, len(content), **SAID, document_id=id, place="1")).headers["location"]
        for id in (hidden, binned)
    ]  # fmt: skip
    mask = {"kind": "document", "item_id": hidden, "scope": "representatives", "reason": "Opposition",
            "opposition": {"refused": True, "sought": True}}  # fmt: skip
    kept = await physio.post(f"/api/carnets/{family.carnet_id}/masks", json=mask)
    assert kept.status_code == 201, kept.text
    assert (await physio.delete(url(family, binned))).status_code == 204
    for where in sent:
        answer = await mother.patch(where, content=content, headers=tus | {"Upload-Offset": "0"})
        assert answer.status_code == 404, answer.text
    assert await query("SELECT 1 FROM document_file WHERE number = 2 AND state <> 'receiving'") == []


async def test_who_added_and_who_took_back_is_told(family: Family, run_jobs: Any) -> None:
    id = await file_letter(family)
    await run_jobs()
    new = await add_file(family, id, place="1")
    await run_jobs()
    base = url(family, id, f"versions/{new}")
    await family.mother.client.delete(base)
    await family.mother.client.post(f"{base}/restore")
    moved = {"version": 1, "category": "documents.school"}
    assert (await family.mother.client.patch(url(family, id), json=moved)).status_code == 200
    told = (await family.father.client.get(f"/api/carnets/{family.carnet_id}/traces")).json()["traces"]
    said = {one["sentence"] for one in told}
    assert {
        "Anne Moreau a ajouté un fichier à un document.",
        "Anne Moreau a retiré un fichier d’un document.",
        "Anne Moreau a remis un fichier dans un document.",
        "Anne Moreau a déplacé un document vers une autre catégorie.",
    } <= said


async def test_who_gains_and_who_loses_sight_is_said_before_a_move(family: Family, run_jobs: Any) -> None:
    id = await file_letter(family)
    rights = await family.rights_of(family.physio)
    await family.change_access(
        "Karim", rights={c: some for c, some in rights.items() if c != "documents.school"}
    )
    mother, physio = family.mother.client, family.physio.client
    to = {"category": "documents.school"}
    said = (await mother.get(url(family, id, "move"), params=to)).json()
    assert (said["told"], said["gains"], said["loses"]) == (True, [], ["Karim Moreau"])
    stays = (await mother.get(url(family, id, "move"), params={"category": "documents.imaging"})).json()
    assert (stays["gains"], stays["loses"]) == ([], [])
    assert (await physio.get(url(family, id, "move"), params=to)).status_code == 404  # not theirs to decide
    await mother.patch(url(family, id), json={"version": 1, **to})
    back = (await mother.get(url(family, id, "move"), params={"category": "documents.medical"})).json()
    assert (back["gains"], back["loses"]) == (["Karim Moreau"], [])


async def test_what_is_proposed_tells_nothing_of_what_is_hidden(family: Family) -> None:
    said = {"structure": "Clinique Secrète", "tags": "mot-secret", "written_by": "Dr Caché"}
    hidden = await file_letter(family, **said, hide="everyone")
    await file_letter(family, structure="CHU", tags="genou", written_by="Dr Lenoir")
    mothers = (await family.mother.client.get(url(family, "proposals"))).json()
    assert {"Clinique Secrète", "CHU"} <= set(mothers["structures"])
    assert any(one.startswith("Karim Moreau") for one in mothers["authors"])
    seen = (await family.physio.client.get(url(family, "proposals"))).text
    assert "genou" in seen
    assert not [word for word in (*said.values(), hidden) if word in seen]


async def test_structure_and_tags_are_kept_changed_and_found(family: Family, run_jobs: Any) -> None:
    id = await file_letter(family, structure="SESSAD  Les Tilleuls", tags="genou, toxine,genou")
    found = await opened(family, id)
    assert (found["structure"], found["tags"]) == ("SESSAD Les Tilleuls", ["genou", "toxine"])
    changed = await family.mother.client.patch(
        url(family, id), json={"version": 1, "structure": "CHU", "tags": ["marche"]}
    )
    assert (changed.json()["structure"], changed.json()["tags"]) == ("CHU", ["marche"])
    for words in ("chu", "marche"):
        answer = await family.mother.client.post(
            f"/api/carnets/{family.carnet_id}/find", json={"words": words}
        )
        assert [hit["id"] for group in answer.json()["groups"] for hit in group["hits"]] == [id], words
    by_structure = await family.mother.client.post(
        f"/api/carnets/{family.carnet_id}/find", json={"words": "", "author": "CHU"}
    )
    assert by_structure.json()["count"] == 1
