"""Archives that were cut, forged, edited or made by somebody else: refused with a reason that names the place, and nothing stays."""

import hashlib
import io
import json
import random
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from backend.rooms.portability import import_contents
from tests.family import Family
from tests.rooms.portability.archives import (
    LETTER,
    PHOTO,
    ByHand,
    begin_import,
    imported,
    send_archive,
    zipped,
)

Edit = Callable[[ByHand], Any]


async def refusal(family: Family, data: bytes) -> tuple[str, str, str]:
    """Code, file, field."""
    told = await imported(family.stranger.client, family.mailbox, data)
    assert told["state"] == "refused", told
    assert told["fault_sentence"]
    return told["fault"], told["file"], told["field"]


async def nothing_stays(family: Family, query: Any, settings: Any) -> None:
    """But a notebook without a name, to which another archive may be sent."""
    await family.mailbox.run_jobs()
    (begun,) = await query("SELECT carnet_id, state FROM carnet_import")
    id = begun["carnet_id"]
    for table in (
        "received", "capture", "document", "sheet_version", "emergency_line", "emergency_sheet", "agenda_item",
        "imported_file", "imported_trace", "emergency_change", "emergency_answer", "sheet_place",
    ):  # fmt: skip
        assert await query(f"SELECT 1 FROM {table} WHERE carnet_id = $1", id) == [], table
    (carnet,) = await query("SELECT given_name, portrait FROM carnet WHERE id = $1", id)
    assert (carnet["given_name"], carnet["portrait"]) == ("", None)
    if not settings.storage_url.startswith("s3"):
        kept = (settings.data / "files").rglob("*")
        assert [p for p in kept if str(id) in str(p) and p.is_file()] == []
    assert (await family.stranger.client.get("/api/carnets")).json() == []


def _set(*path: Any, value: Any) -> Edit:
    def edit(archive: ByHand) -> None:
        place = archive.parts
        for step in path[:-1]:
            place = place[step]
        place[path[-1]] = value

    return edit


FUTURE = "2031-01-01T00:00:00Z"
LINE = ("urgent_sheet", "lines", 0)
EDITED: list[tuple[str, Edit, str, str]] = [
    ("an unknown field", _set("carnet", "password", value="x"), "not_understood", "donnees/carnet.json"),
    ("a wrong type", _set("images", "images", 0, "note", value=3), "not_understood", "donnees/images.json"),
    ("a field that lacks", lambda a: a.line().pop("content"), "not_understood", "donnees/fiche-urgente.json"),
    ("no such category", _set("images", "images", 0, "category", value="identity"), "not_understood", "donnees/images.json"),
    ("born in the future", _set("carnet", "birth_date", value="2031-01-01"), "impossible", "donnees/carnet.json"),
    ("no name", _set("carnet", "given_name", value=" \u202e "), "impossible", "donnees/carnet.json"),
    ("confirmed in the future", _set(*LINE, "confirmed", "at", value=FUTURE), "impossible", "donnees/fiche-urgente.json"),
    ("written in the future", _set("habits", "headings", 0, "versions", 0, "written_at", value=FUTURE), "impossible", "donnees/habitudes.json"),
    ("traced in the future", _set("traces", 1, "at", value=FUTURE), "impossible", "donnees/traces.json"),
    ("a line of another section", _set(*LINE, "section", value="doctor"), "impossible", "donnees/fiche-urgente.json"),
    ("an action that is none", _set("urgent_sheet", "changes", 0, "action", value="drop table"), "impossible", "donnees/fiche-urgente.json"),
    ("a change of no line", _set("urgent_sheet", "changes", 0, value=ByHand().parts["urgent_sheet"]["changes"][0] | {"section": "calms", "content": None, "line_id": ByHand().parts["carnet"]["id"]}), "impossible", "donnees/fiche-urgente.json"),
    ("none, where none makes no sense", _set("urgent_sheet", "answers", 0, "section", value="weight"), "impossible", "donnees/fiche-urgente.json"),
    ("an answer beside lines", _set("urgent_sheet", "answers", 0, "section", value="allergies"), "impossible", "donnees/fiche-urgente.json"),
    ("the same line twice", lambda a: a.parts["urgent_sheet"]["lines"].append(a.line()), "impossible", "donnees/fiche-urgente.json"),
    ("a version without end", _set(*LINE, "version", value=2**31), "impossible", "donnees/fiche-urgente.json"),
    ("a text over itself", _set("habits", "headings", 0, "versions", 0, "bases", value=["018f0000-0000-7000-8000-000000000021"]), "impossible", "donnees/habitudes.json"),
    ("a heading twice", lambda a: a.parts["habits"]["headings"].append(a.parts["habits"]["headings"][0]), "impossible", "donnees/habitudes.json"),
    ("a day of another age", _set("agenda", "items", 0, "content", "starts", value="9999-12-31T23:59:00"), "impossible", "donnees/agenda.json"),
    ("a zone that is none", _set("agenda", "items", 0, "content", "zone", value="Mars/Olympus"), "impossible", "donnees/agenda.json"),
    ("a letter of year 1", _set("documents", "documents", 0, "written_on", value="0001-01-01"), "impossible", "donnees/documents.json"),
    ("a weight of year 9999", _set(*LINE, value=ByHand().line() | {"section": "weight", "content": {"section": "weight", "kg": 20, "measured_on": "9999-12-31"}}), "impossible", "donnees/fiche-urgente.json"),
    ("a place too long once tidied", _set("agenda", "items", 0, "content", "place", value="\ufb2c" * 290), "impossible", "donnees/agenda.json"),
    ("a reaction too long once tidied", _set(*LINE, "content", "reaction", value="\u0958" * 550), "impossible", "donnees/fiche-urgente.json"),
    ("recalled in the year 1", _set("agenda", "items", 0, "reminders", value=[{"lead": "P1D", "due_at": "2026-06-01T00:00:00Z", "told_at": "0001-01-01T00:00:00+14:00"}]), "impossible", "donnees/agenda.json"),
    ("two lines of one file", lambda a: a.parts["images"]["images"].append(a.image() | {"id": "018f0000-0000-7000-8000-000000000041"}), "impossible", "donnees/images.json"),
]  # fmt: skip


@pytest.mark.timeout(240)
async def test_what_is_written_was_edited(family: Family, query: Any, settings: Any) -> None:
    for said, edit, code, file in EDITED:
        archive = ByHand()
        edit(archive)
        found = await refusal(family, archive.zip())
        assert found[:2] == (code, file), (said, found)
        await nothing_stays(family, query, settings)


CLAIMS: list[tuple[str, Callable[[dict[str, Any]], Any], str, str]] = [
    ("another format", lambda m: m.update(format="mon-carnet"), "not_a_carnet", ""),
    ("a newer version", lambda m: m.update(version=6, more=1), "newer", ""),
    ("another notebook", lambda m: m.update(carnet_id="018f0000-0000-7000-8000-0000000000ff"), "impossible", "manifest.json"),
    ("a part less", lambda m: m["parts"].pop(), "not_understood", "manifest.json"),
    ("a part twice", lambda m: m["parts"].append(m["parts"][0]), "not_understood", "manifest.json"),
    ("a part elsewhere", lambda m: m["parts"][0].update(path="index.html"), "not_understood", "manifest.json"),
    ("a file that is not there", lambda m: m["files"][0].update(path="images/autre.jpg"), "missing_file", "images/autre.jpg"),
    ("a file outside", lambda m: m["files"][0].update(path="../../etc/passwd"), "missing_file", "../../etc/passwd"),
    ("a name that cannot be written", lambda m: m["files"][0].update(path="images/\u0000\u202egpj.exe"), "missing_file", "images/??gpj.exe"),
    ("a field that cannot be written", lambda m: m.update({" - at `$.\u0000\u202e`": 1}), "not_understood", "manifest.json"),
    ("a file of another size", lambda m: m["files"][0].update(size=7), "wrong_file", PHOTO),
    ("a file of another sum", lambda m: m["files"][0].update(sha256="0" * 64), "wrong_file", PHOTO),
    ("the last file of another sum", lambda m: m["files"][1].update(sha256="0" * 64), "wrong_file", LETTER),
    ("a part of another sum", lambda m: m["parts"][3].update(sha256="0" * 64), "wrong_file", "donnees/habitudes.json"),
    ("traces of another sum", lambda m: m["parts"][7].update(sha256="0" * 64), "wrong_file", "donnees/traces.json"),
    ("a file of nobody", lambda m: m["files"][0].update(item_id=None, of="portrait"), "impossible", "manifest.json"),
    ("a file that is a part", lambda m: m["files"].append(m["files"][0] | {"path": "donnees/carnet.json"}), "impossible", "manifest.json"),
    ("a file the page is", lambda m: m["files"].append({"path": "index.html", "item_id": None, "of": "image", "media_type": "", "size": 15, "sha256": "0" * 64}), "impossible", "manifest.json"),
    ("an unknown field", lambda m: m.update(more=1), "not_understood", "manifest.json"),
]  # fmt: skip


@pytest.mark.timeout(240)
async def test_the_manifest_says_otherwise(family: Family, query: Any, settings: Any) -> None:
    for said, edit, code, file in CLAIMS:
        archive = ByHand()
        manifest = archive.manifest()
        edit(manifest)
        found = await refusal(family, archive.zip(manifest))
        assert found[:2] == (code, file), (said, found)
        await nothing_stays(family, query, settings)


async def test_the_field_is_named_and_not_what_it_holds(family: Family) -> None:
    archive = ByHand()
    archive.image()["note"] = {"secret": "Pénicilline"}
    told = await imported(family.stranger.client, family.mailbox, archive.zip())
    assert told["field"] == "$.images[0].note"
    assert "Pénicilline" not in json.dumps(told, ensure_ascii=False)


def _bomb() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("manifest.json", b" " * 80_000_000)
    return buffer.getvalue()


def _huge() -> dict[str, bytes]:
    archive = ByHand()
    archive.parts["carnet"]["diagnoses"] = "x"
    manifest = archive.manifest()
    huge = b'{"a":' + b"[" * 40_000_000 + b"]" * 40_000_000 + b"}"
    manifest["parts"][0] |= {"size": len(huge), "sha256": "0" * 64}
    return archive.entries(manifest) | {"donnees/carnet.json": huge}


FOREIGN: list[tuple[str, Callable[[], bytes], str]] = [
    ("a photo", lambda: ByHand().files[PHOTO], "not_a_zip"),
    ("a zip of holidays", lambda: zipped({"a.jpg": b"1", "b.jpg": b"2"}), "not_a_carnet"),
    (
        "a manifest of an app",
        lambda: zipped({"manifest.json": b'{"name": "CS3", "icons": []}'}),
        "not_a_carnet",
    ),
    ("a manifest of nothing", lambda: zipped({"manifest.json": b"\xff\xfe{"}), "not_a_carnet"),
    ("deep", lambda: zipped({"manifest.json": b"[" * 1_000_000}), "not_a_carnet"),
    ("cut", lambda: ByHand().zip()[:-50], "truncated"),
    ("a slip", lambda: zipped(ByHand().entries() | {"../../.ssh/authorized_keys": b"x"}), "bad_name"),
    ("a bomb", _bomb, "bomb"),
    ("something before", lambda: b"MZ" * 100 + ByHand().zip(), "prepended"),
    ("a huge JSON", lambda: zipped(_huge()), "too_large"),
]


@pytest.mark.timeout(240)
async def test_what_is_no_archive_of_ours(family: Family, query: Any, settings: Any) -> None:
    for said, make, code in FOREIGN:
        assert (await refusal(family, make()))[0] == code, said
        await nothing_stays(family, query, settings)


async def test_a_file_larger_than_any_photo_is_refused_before_anything_is_kept(
    family: Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(import_contents.IMAGE_BYTES, "photo", 100)
    told = await imported(family.stranger.client, family.mailbox, ByHand().zip())
    assert (told["state"], told["fault"], told["field"]) == ("refused", "impossible", "$.images[0].file")
    assert (told["files"], told["files_done"]) == (0, 0)


def test_a_small_archive_cannot_fill_a_disk() -> None:
    """Thousands of files of a megabyte of zeros pass one by one."""
    assert import_contents.limits(70_000_000).total < 1_500_000_000
    assert import_contents.limits(20_000_000_000).total == import_contents.TOTAL_BYTES


async def test_traces_written_otherwise(family: Family) -> None:
    for said in (b"", b"{}", b"[\n{}\n]", b"[]\n[]", b"[\n" + b"x" * 40_000, b'[\n"a"\n]', b"[" * 3000):
        archive = ByHand()
        manifest = archive.manifest()
        manifest["parts"][7] |= {"size": len(said), "sha256": hashlib.sha256(said).hexdigest()}
        data = zipped(archive.entries(manifest) | {"donnees/traces.json": said})
        found = await refusal(family, data)
        assert found[:2] == ("not_understood", "donnees/traces.json"), said[:20]


async def test_zipped_again_by_a_computer_it_is_taken(family: Family) -> None:
    entries = {f"Carnet/{name}": data for name, data in ByHand().entries().items()}
    data = zipped(entries | {"__MACOSX/Carnet/._manifest.json": b"x"}, zipfile.ZIP_DEFLATED)
    assert (await imported(family.stranger.client, family.mailbox, data))["state"] == "opened"


async def test_after_a_refusal_the_right_one_is_taken(family: Family) -> None:
    client = family.stranger.client
    refused = await imported(client, family.mailbox, ByHand().zip()[:-9])
    assert refused["state"] == "refused"
    begun = await begin_import(client)
    assert begun["id"] == refused["id"]
    await send_archive(client, begun["id"], ByHand().zip())
    await family.mailbox.run_jobs()
    told = (await client.get(f"/api/imports/{begun['id']}")).json()
    assert (told["state"], told["fault"], told["file"]) == ("opened", None, "")


@pytest.mark.timeout(240)
async def test_altered_at_random_it_is_all_or_nothing(family: Family, query: Any) -> None:
    """Bytes changed anywhere in an archive: each is opened whole, or refused, and none leaves the job in error."""
    chance = random.Random(7)
    whole = ByHand().zip()
    opened = 0
    for _ in range(25):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 3)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        told = await imported(family.stranger.client, family.mailbox, bytes(data))
        assert told["state"] in {"opened", "refused"}, told
        opened += told["state"] == "opened"
    failed = await query("SELECT task_name FROM procrastinate_jobs WHERE status = 'failed' OR attempts > 1")
    assert failed == []
    assert opened < 25
