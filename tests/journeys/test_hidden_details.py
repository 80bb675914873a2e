"""The other parent as an attacker: every way a hidden address, phone or note might leave, tried with words that stand nowhere else.

What is tried is written in docs/decisions/0022-representatives.md.
"""

import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
import pypdfium2  # type: ignore[import-untyped]
import pytest
from PIL import Image

from tests.family import Family
from tests.journeys.test_matrix import PLACE, operations
from tests.media.films import film
from tests.media.photographs import SECRETS, XMP, telltale_exif
from tests.media.photographs import jpeg as picture
from tests.push.push_service import PushService
from tests.rooms.access.test_details import write
from tests.rooms.captures.conftest import add, metadata
from tests.rooms.documents.conftest import file_letter
from tests.rooms.identity.people import text
from tests.rooms.identity.pushes import service, settings, subscribe
from tests.rooms.portability.conftest import ask, opened

__all__ = ["service", "settings"]

ADDRESS, PHONE, NOTE = "7 impasse Zibeline Canari", "06 55 44 33 22", "Le chien Zanzibar mord"
URGENT = "07 88 77 66 55"
"""A number of the urgent sheet, kept by the mother: another room's hidden field, and the same rule."""
WORDS = (
    "Zibeline",
    "Zanzibar",
    PHONE,
    PHONE.replace(" ", ""),
    URGENT,
    URGENT.replace(" ", ""),
    "%20Zibeline",
)
FILM = (b"+45.1885+005.7245", b"TelephoneDeCamille")
IN_FILES = (
    *SECRETS,
    *FILM,
    b"Secr\xe9taire Dupont",
    "Secrétaire Dupont".encode(),
    "Secrétaire".encode("utf-16-be"),
)
HIDDEN = (*(form for word in WORDS for form in (word.encode(), word.encode("utf-16-be"))), *IN_FILES)
"""As bytes. What a camera wrote (place, phone, owner), and what a scanner's program wrote in a letter."""


def found_in(content: bytes, *, deep: int = 0) -> set[bytes]:
    """What of it is read there: as it stands, and opened: a zip, a PDF (its streams, its words), a picture's own notes."""
    seen = {word for word in HIDDEN if word.lower() in content.lower()}
    for plain in re.findall(rb'\\u[0-9a-f]{4}[^"]*', content):
        seen |= {w for w in HIDDEN if w in json.loads(b'"' + plain + b'"').encode(errors="replace")}
    if deep < 3 and content[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(BytesIO(content)) as zipped:
            for name in zipped.namelist():
                seen |= found_in(name.encode(), deep=3) | found_in(zipped.read(name), deep=deep + 1)
    if content[:5] == b"%PDF-":
        for packed in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", content, re.S):
            try:
                seen |= found_in(zlib.decompress(packed), deep=3)
            except zlib.error:
                seen |= found_in(packed, deep=3)
        paper = pypdfium2.PdfDocument(content)
        said = " ".join(map(str, paper.get_metadata_dict().values()))
        said += "".join(page.get_textpage().get_text_range() for page in paper)
        seen |= found_in(said.encode(), deep=3)
    if content[:3] == b"\xff\xd8\xff" or content[8:12] == b"WEBP" or content[:4] == b"\x89PNG":
        notes = Image.open(BytesIO(content))
        exif = notes.getexif()
        if exif.get_ifd(0x8825):
            seen.add(b"GPS")
        seen |= found_in(repr((dict(exif), exif.get_ifd(0x8769), notes.info.get("xmp"))).encode(), deep=3)
    return seen


def scanned() -> bytes:
    """A letter as a phone scans it: the photo with its notes inside the PDF, and an author."""
    held = io.BytesIO()
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen import canvas

    drawn = canvas.Canvas(held, pagesize=(595, 842))
    drawn.setAuthor("Secrétaire Dupont")
    photo = BytesIO(telling())
    drawn.drawImage(ImageReader(photo), 60, 400, 200, 150)
    drawn.showPage()
    drawn.save()
    return held.getvalue()


def telling(color: str = "#0b6e6e") -> bytes:
    return picture(Image.new("RGB", (320, 240), color), exif=telltale_exif(), xmp=XMP)


def test_the_search_finds_what_is_there(tmp_path: Path) -> None:
    """Else the rest would prove nothing."""
    assert set(SECRETS) | {b"GPS"} <= found_in(telling())
    assert "Secrétaire Dupont".encode() in found_in(scanned())
    zipped = BytesIO()
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("a/b.jpg", telling())
        out.writestr("data.json", json.dumps({"address": ADDRESS, "é": NOTE}))
    assert {b"GPS", b"Zibeline", b"Zanzibar"} <= found_in(zipped.getvalue())


def recorded(folder: Path) -> bytes:
    place = ("-metadata", "location=+45.1885+005.7245/", "-metadata", "artist=TelephoneDeCamille")
    return film(folder / "film.mp4", *place, "-movflags", "use_metadata_tags", seconds=0.5).read_bytes()


async def _fill(family: Family, folder: Path) -> dict[str, str]:
    """What the mother writes and sends, in every room; nothing of it shown."""
    mother, base = family.mother.client, f"/api/carnets/{family.carnet_id}"
    hidden = {n: {"text": t} for n, t in (("address", ADDRESS), ("phone", PHONE), ("note", NOTE))}
    assert (await write(family, {"version": 0, **hidden})).status_code == 200
    assert (await write(family, {"version": 1, **hidden})).status_code == 200
    assert (await mother.put(f"{base}/portrait", content=telling())).status_code == 200
    photo = await add(mother, family.carnet_id, telling(), note="Au parc")
    again = await add(mother, family.carnet_id, telling(), note="La même")
    binned = await add(mother, family.carnet_id, telling("#334455"))
    filmed = await add(mother, family.carnet_id, recorded(folder), kind="video", filename="a.mp4")
    by_granny = await add(family.granny.client, family.carnet_id, telling("#8a5200"))
    bad = await add(mother, family.carnet_id, telling()[:700] + b"\0" * 40)
    letter = await file_letter(family, content=scanned())
    await family.mailbox.run_jobs()
    assert (await mother.delete(f"{base}/captures/{binned}")).status_code == 204
    contact = {"section": "contacts", "name": "Anne", "relation": "mère", "phone": URGENT, "phone_seen": "me"}
    await family.add(contact)
    line = await family.add({"section": "calms", "text": "Sa chanson"})
    waiting = str(uuid4())
    said = metadata(
        carnet_id=family.carnet_id, kind="photo", category="photos", filename="b.jpg", capture_id=waiting
    )
    begun = await mother.post(
        "/api/uploads", headers={"Tus-Resumable": "1.0.0", "Upload-Length": "9", "Upload-Metadata": said}
    )
    assert begun.status_code == 201, begun.text
    link = await family.link()
    date = {
        "kind": "appointment",
        "title": "Dentiste",
        "starts": "2026-12-01T14:30:00",
        "zone": "Europe/Paris",
    }
    dated = await mother.post(f"{base}/agenda", json={"content": date})
    await family.mother.prove()
    await ask(family, family.mother)
    await family.mailbox.run_jobs()
    circle = (await family.father.client.get(f"{base}/circle")).json()
    hers = next(m["habilitation_id"] for m in circle["members"] if m["relation"] == "mère")
    return {
        "carnet_id": family.carnet_id, "capture_id": photo, "again": again, "binned": binned, "film": filmed,
        "granny": by_granny, "bad": bad, "document_id": letter, "line_id": line["id"], "item_id": waiting,
        "link_id": link["link"]["id"], "token": link["code"]["url"].rpartition("/")[2], "habilitation_id": hers,
        "entry_id": dated.json()["id"], "section": "contacts", "heading": "sleep", "sheet": "contacts", "place": PLACE, "number": "1",
    }  # fmt: skip


_NOT_HIS = {"signOut", "endOtherSessions", "closeCarnet", "setPassword", "removeTotp", "endSession"}
"""They end the attack; closing is tried last, apart."""
BODIES: dict[str, Any] = {
    "changeDetails": [
        {"version": v, **{n: {"text": ""} for n in ("address", "phone", "note")}} for v in (0, 9)
    ],
    "changeCapture": [{"version": 99}, {"version": 1, "tags": ["genou"]}],
    "changeDocument": [{"version": 99}, {"version": 1}],
    "changeCarnet": [{"version": 99}, {"version": 1}],
    "changeEmergencyLine": [
        {"version": v, "content": {"section": "calms", "text": "Son lapin"}} for v in (99, 1)
    ],
    "confirmEmergencyLine": [{"version": 99}],
    "confirmEmergencySheet": [{"version": 99}],
    "orderEmergencyLines": [{"section": "calms", "line_ids": []}],
    "createEmergencyLink": [{"name": "À moi"}],
    "invite": [{"email": "tata@example.org", "name": "Tata", "profile": "carer"}],
    "changeHabilitation": [{"version": v, "until": "2027-01-01"} for v in (99, 1)],
    "putPush": [{"endpoint": "https://push.example/1"}],
}


def _files(id: str, names: Iterable[str]) -> list[str]:
    return [f"/captures/{id}/files/{name}" for name in names]


async def _try_every_operation(family: Family, made: dict[str, str]) -> dict[str, bytes]:
    """Every answer the father can get, by what he asked: its status line, headers and body."""
    await family.father.prove()
    client = family.father.client
    heard: dict[str, bytes] = {}

    async def hear(method: str, url: str, body: Any = None) -> httpx.Response:
        for language in ("fr", "en"):
            headers = {"Accept-Language": language, "Tus-Resumable": "1.0.0"}
            answer = await client.request(method, url, json=body, headers=headers)
            heads = "\n".join(f"{k}: {v}" for k, v in answer.headers.items()).encode()
            heard[f"{language} {method} {url} {json.dumps(body)}"] = answer.content
            heard[f"{language} {method} {url} {json.dumps(body)} (heads)"] = heads
            if method not in {"GET", "HEAD"}:
                break
        return answer

    done: set[str] = set()
    for id, method, path in sorted(operations(), key=lambda o: (o[1] not in {"GET", "HEAD"}, o[0])):
        done.add(id)
        if id in _NOT_HIS:
            continue
        url = path
        for name in re.findall(r"\{(\w+)\}", path):
            url = url.replace(
                "{" + name + "}",
                {**made, "rendition": "original", "name": "original"}.get(name) or str(uuid4()),
            )
        for body in BODIES.get(id, [{}] if method in {"POST", "PUT", "PATCH"} else [None]):
            await hear(method, url, body)
        if id == "removeEmergencyLine":
            await hear(method, f"{url}?version=99")
    assert len(done) > 100
    base = f"/api/carnets/{family.carnet_id}"
    every = ("small", "medium", "large", "poster", "play", "clean", "original")
    for id in (made[name] for name in ("capture_id", "again", "binned", "film", "granny", "bad")):
        for path in _files(id, every):
            await hear("GET", base + path)
    await family.mailbox.run_jobs()
    for id in (made[name] for name in ("capture_id", "film", "granny")):
        assert (await hear("GET", f"{base}/captures/{id}/files/clean")).status_code == 200
    for path in ("files/copy", "files/original", "words", "pages/1"):
        await hear("GET", f"{base}/documents/{made['document_id']}/{path}")
    for word in ("Zibeline", "zanzibar", "06554433", "Anne"):  # what looks like a search is no way in either
        for room in ("captures", "documents", "agenda", "circle", "traces", "details", "emergency/history"):
            await hear("GET", f"{base}/{room}?q={word}&search={word}&title={word}")
        assert (await hear("POST", f"{base}/find", {"words": word, "since": "2000-01-01"})).status_code == 200
    before = None
    for _ in range(20):  # to the end of the history
        page = (
            await hear("GET", f"{base}/traces?limit=200" + (f"&before={before}" if before else ""))
        ).json()
        if not (before := page["next"]):
            break
    for language in ("fr", "en"):
        await hear("GET", f"/u/{made['token']}?lang={language}")
    return heard


def _wrong(heard: dict[str, bytes]) -> list[str]:
    return [f"{what}: {sorted(found)}" for what, content in heard.items() if (found := found_in(content))]


@pytest.mark.timeout(400)
async def test_the_other_parent_never_learns_it(
    family: Family, query: Any, tmp_path: Path, service: PushService
) -> None:
    phone = service.phone("marc")
    await subscribe(family.father, phone)
    await family.mailbox.new()
    made = await _fill(family, tmp_path)
    heard = await _try_every_operation(family, made)
    assert _wrong(heard) == []
    answered = [what for what, content in heard.items() if content and "(heads)" not in what]
    assert len(answered) > 200

    # His own copy of all of it: every byte of every file in it, and its name.
    await ask(family, family.father)
    await family.mailbox.run_jobs()
    (his,) = [e for e in (await family.father.client.get(f"/api/carnets/{family.carnet_id}/exports")).json()["mine"]
              if e["state"] == "ready"]  # fmt: skip
    archive = await family.father.client.get(f"/api/carnets/{family.carnet_id}/exports/{his['id']}/archive")
    zipped = opened(archive.content)
    manifest = json.loads(zipped.read("manifest.json"))
    there = {file["item_id"]: file for file in manifest["files"]}
    assert all(
        there[made[name]]["cleaned"] for name in ("capture_id", "binned", "film", "granny", "document_id")
    )
    assert [p["item_id"] for p in manifest["problems"] if p["problem"] == "withheld"] == [made["bad"]]
    assert found_in(archive.content) == set()
    # Hers has it all: the search would have seen it, and she loses nothing.
    (own,) = [e for e in (await family.mother.client.get(f"/api/carnets/{family.carnet_id}/exports")).json()["mine"]
              if e["state"] == "ready"]  # fmt: skip
    whole = await family.mother.client.get(f"/api/carnets/{family.carnet_id}/exports/{own['id']}/archive")
    assert {b"GPS", b"Camille", *FILM} <= found_in(whole.content)
    stolen = await family.father.client.get(f"/api/carnets/{family.carnet_id}/exports/{own['id']}/archive")
    assert stolen.status_code == 404

    # What reaches him without his asking: letters, with all their headers, and notifications.
    await family.mother.prove()
    closed = await family.mother.client.post(f"/api/carnets/{family.carnet_id}/closing")
    assert closed.status_code in {200, 202}
    await family.mother.client.post("/api/auth/signout")
    letters = [m for m in await family.mailbox.new() if m["To"] == family.father.email]
    assert len(letters) >= 2
    told = {f"letter {n}": m.as_bytes() + text(m).encode() for n, m in enumerate(letters)}
    told |= {
        f"push {n}": json.dumps(taken.json, ensure_ascii=False).encode()
        for n, taken in enumerate(service.taken)
    }
    assert any(name.startswith("push") for name in told)
    assert _wrong(told) == []
    assert all(m["Reply-To"] is None and "anne@" not in m.as_string() for m in letters)
    closings = await family.father.client.get("/api/closings")
    assert found_in(closings.content) == set()

    # And it stands in one table only: nothing that copies, counts, queues or tells holds it.
    tables = [
        str(r["t"]) for r in await query("SELECT tablename AS t FROM pg_tables WHERE schemaname = 'public'")
    ]
    for word in ("Zibeline", "Zanzibar", PHONE):
        holding = {
            t
            for t in tables
            if await query(f'SELECT 1 FROM "{t}" x WHERE x::text LIKE $1 LIMIT 1', f"%{word}%")
        }
        assert holding == {"representative_details"}, word
