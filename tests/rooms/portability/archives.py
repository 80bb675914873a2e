"""An archive written by hand, as another CS3 would have made it: each of its parts may be altered before it is zipped."""

import copy
import hashlib
import io
import json
import zipfile
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

import httpx

from tests.media.pdf_files import letter
from tests.rooms.captures.conftest import TUS, jpeg, metadata, send
from tests.rooms.identity.people import Mailbox

ANNE = {"id": "018f0000-0000-7000-8000-00000000000a", "name": "Anne Moreau"}
KARIM = {"id": "018f0000-0000-7000-8000-00000000000b", "name": "Karim Saïdi"}
CARNET = "018f0000-0000-7000-8000-000000000001"
PHOTO, LETTER = "images/2026-05-12 marche.jpg", "documents/CR médicaux/2026-05-02 compte rendu.pdf"
PATHS = {
    "carnet": "carnet", "circle": "cercle", "urgent_sheet": "fiche-urgente", "habits": "habitudes",
    "images": "images", "documents": "documents", "agenda": "agenda", "traces": "traces", "origins": "provenance",
    "earlier_traces": "traces-anterieures", "gait": "marche", "sheets": "fiches", "measurements": "mesures", "journal": "feuille-du-jour",
}  # fmt: skip
DAY = "2026-05-12T08:00:00Z"


def numbered(number: int) -> str:
    return f"018f0000-0000-7000-8000-{number:012x}"


def _parts() -> dict[str, Any]:
    signed = {"by": KARIM, "at": DAY, "relation": ""}
    base, later = numbered(0x20), numbered(0x21)
    line = numbered(0x30)
    allergy = {"section": "allergies", "substance": "Pénicilline", "certainty": "confirmed"}
    return {
        "carnet": {
            "id": CARNET, "given_name": "Théo", "family_name": "Moreau", "birth_date": "2016-10-25", "sex": "male",
            "diagnoses": "Hémiplégie gauche", "opened_at": "2026-01-04T10:00:00Z", "opened_by": ANNE, "version": 3,
            "portrait": None,
        },
        "circle": {
            "members": [{
                "id": numbered(0x10), "person": KARIM, "profile": "professional", "profession": "kinésithérapeute",
                "structure": "", "relation": "", "granted_by": ANNE, "since": DAY, "until": None,
                "withdrawn_at": None, "withdrawn_by": None,
            }],
            "invitations": [],
        },
        "urgent_sheet": {
            "version": 2,
            "read": {"by": ANNE, "at": DAY, "relation": "mère"},
            "lines": [{
                "id": line, "section": "allergies", "position": 0, "content": allergy, "version": 1, "written": signed,
                "confirmed": signed, "phone_kept": False, "deleted_at": None,
            }, {
                "id": numbered(0x33), "section": "calms", "position": 0, "content": {"section": "calms", "text": "Sa chanson"}, "version": 1,
                "written": signed, "confirmed": signed, "phone_kept": False, "deleted_at": None,
            }],
            "answers": [
                {"section": "treatments", "answer": "none_known", "answered": signed},
                {"section": "directives", "answer": "none_known", "answered": signed},
            ],
            "changes": [{
                "id": numbered(0x31), "at": DAY, "person": KARIM, "action": "add", "section": "allergies",
                "line_id": line, "version": 1, "content": allergy, "phone_kept": False, "answer": None, "earlier": None,
            }],
            "links": [],
        },
        "habits": {"headings": [{
            "heading": "sleep", "heads": [later],
            "versions": [
                {"id": base, "text": "Une veilleuse.", "author": KARIM, "written_at": DAY, "noted_at": None,
                 "action": "write", "bases": [], "confirmations": []},
                {"id": later, "text": "Une veilleuse, et Doudou.", "author": ANNE, "written_at": "2026-05-13T08:00:00Z",
                 "noted_at": None, "action": "write", "bases": [base],
                 "confirmations": [{"by": KARIM, "at": "2026-05-14T08:00:00Z", "taken_back_at": None}]},
            ],
        }]},
        "images": {"images": [{
            "id": numbered(0x40), "file": PHOTO, "kind": "photo", "category": "gait", "state": "ready", "reason": None,
            "filename": "IMG_1.jpg", "note": "marche de face", "tags": ["attelle"], "said_at": DAY, "taken_at": DAY,
            "added_at": DAY, "added_by": KARIM, "media_type": "image/jpeg", "size": 0, "sha256": None, "width": 400,
            "height": 300, "duration_s": None, "fps": None, "frames": None, "duplicate_of": None, "version": 2,
            "deleted_at": None, "deleted_by": None,
        }]},
        "documents": {"documents": [{
            "id": numbered(0x50), "file": LETTER, "category": "documents.medical", "state": "ready", "reason": None,
            "filename": "cr.pdf", "title": "Compte rendu", "written_by": "Dr Benali", "written_on": "2026-05-02",
            "note": "", "added_at": DAY, "added_by": KARIM, "pages": 1, "size": 0, "sha256": None,
            "duplicate_of": None, "version": 1, "deleted_at": None, "deleted_by": None,
        }]},
        "agenda": {"items": [{
            "id": numbered(0x60),
            "content": {"kind": "appointment", "title": "Ophtalmologiste", "starts": "2026-12-01T14:30:00", "ends": None,
                        "zone": "Europe/Paris", "with_whom": "", "place": "", "bring": "", "note": "",
                        "reminders": ["P1D", "PT2H"]},
            "starts_at": "2026-12-01T13:30:00Z", "over_at": "2026-12-01T14:30:00Z", "author": ANNE, "added_at": DAY,
            "changed_at": None, "changed_by": "", "done_at": None, "done_by": "", "deleted_at": None, "version": 1,
            "reminders": [], "my_answers": [],
        }]},
        "traces": [
            {"id": numbered(0x70), "at": DAY, "tag": "captures:video:read", "category": "gait",
             "item_id": numbered(0x40), "person": KARIM, "profile": "professional",
             "sentence": "Karim Saïdi a regardé un film."},
            {"id": numbered(0x71), "at": DAY, "tag": "emergency:code:open", "category": "emergency", "item_id": None,
             "person": None, "profile": "", "sentence": "Quelqu’un, sans compte, a ouvert la fiche urgente avec le code."},
        ],
        "origins": {"origins": []},
        "earlier_traces": [],
    }  # fmt: skip


@dataclass
class ByHand:
    """parts: by name, as JSON. files: by path. claims: what the manifest is made to say besides. Sizes and sums are true unless
    altered in `manifest()`'s answer."""

    parts: dict[str, Any] = field(default_factory=_parts)
    files: dict[str, bytes] = field(default_factory=lambda: {PHOTO: jpeg(), LETTER: letter()})
    claims: dict[str, Any] = field(default_factory=dict)

    def image(self) -> dict[str, Any]:
        return self.parts["images"]["images"][0]

    def line(self) -> dict[str, Any]:
        return self.parts["urgent_sheet"]["lines"][0]

    def encoded(self) -> dict[str, bytes]:
        told = {f"donnees/{PATHS[n]}.json": json.dumps(p).encode() for n, p in self.parts.items()}
        for name in ("traces", "earlier_traces"):
            lines = ",\n".join(json.dumps(trace) for trace in self.parts[name])
            told[f"donnees/{PATHS[name]}.json"] = f"[\n{lines}\n]\n".encode()
        return told

    def manifest(self) -> dict[str, Any]:
        written = self.encoded()
        owners = {i["file"]: ("image", i["id"]) for i in self.parts["images"]["images"]}
        letters = self.parts["documents"]["documents"]
        owners |= {d["file"]: ("document", d["id"]) for one in letters for d in (one, *one.get("more", []))}
        owners |= {self.parts["carnet"]["portrait"]: ("portrait", None)}
        return {
            "format": "cs3-carnet", "version": 1, "made_at": "2026-11-20T10:00:00Z", "made_by": ANNE,
            "made_with": "CS3 0.3", "carnet_id": CARNET, "subject": "Théo Moreau",
            "parts": [
                {"name": name, "path": path, "schema": f"schema/{PATHS[name]}.schema.json", "size": len(written[path]),
                 "sha256": hashlib.sha256(written[path]).hexdigest(), "records": 1}
                for name in self.parts
                for path in [f"donnees/{PATHS[name]}.json"]
            ],
            "files": [
                {"path": path, "item_id": owners[path][1], "of": owners[path][0], "media_type": "",
                 "size": len(data), "sha256": hashlib.sha256(data).hexdigest()}
                for path, data in self.files.items()
            ],
            "problems": [], "kept_from_me": 0,
        } | self.claims  # fmt: skip

    def entries(self, manifest: dict[str, Any] | None = None) -> dict[str, bytes]:
        said = json.dumps(manifest if manifest is not None else self.manifest()).encode()
        return {"manifest.json": said, **self.encoded(), **self.files, "index.html": b"<!doctype html>"}

    def zip(self, manifest: dict[str, Any] | None = None) -> bytes:
        return zipped(self.entries(manifest))


def zipped(entries: dict[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return buffer.getvalue()


async def begin_import(client: httpx.AsyncClient, **body: str) -> dict[str, Any]:
    answer = await client.post("/api/imports", json=body)
    assert answer.status_code == 201, answer.text
    return answer.json()


async def begin_sending(
    client: httpx.AsyncClient, carnet_id: str, length: int, **more: str
) -> httpx.Response:
    values = {
        "carnet_id": carnet_id,
        "kind": "carnet",
        "filename": "Carnet de Théo.zip",
        "capture_id": str(uuid4()),
    }
    return await client.post(
        "/api/uploads", headers={**TUS, "Upload-Length": str(length), "Upload-Metadata": metadata(**values | more)}
    )  # fmt: skip


async def send_archive(client: httpx.AsyncClient, carnet_id: str, data: bytes) -> UUID:
    begun = await begin_sending(client, carnet_id, len(data))
    assert begun.status_code == 201, begun.text
    upload = begun.headers["location"].removeprefix("http://localhost:8000")
    for at in range(0, len(data), 1_000_000):
        sent = await send(client, upload, data[at : at + 1_000_000], at)
        assert sent.status_code == 204, sent.text
    return UUID(upload.rpartition("/")[2])


async def imported(client: httpx.AsyncClient, mailbox: Mailbox, data: bytes, **body: str) -> dict[str, Any]:
    """How the import of an archive ended."""
    begun = await begin_import(client, **body)
    await send_archive(client, begun["id"], data)
    await mailbox.run_jobs()
    answer = await client.get(f"/api/imports/{begun['id']}")
    assert answer.status_code == 200, answer.text
    return copy.deepcopy(answer.json())
