"""Every operation of the OpenAPI document that touches a notebook, done once and refused once: each leaves exactly one trace."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import uuid4

import httpx
import pytest
from PIL import Image

from backend.kit.days import day_of
from backend.rooms.sheets.eleven import SHEETS
from tests.conftest import MovingClock
from tests.family import Family
from tests.journeys.test_matrix import (
    _LAST,
    APPOINTMENT,
    CONTACT,
    PLACE,
    TREATMENT,
    WEIGHT,
    _ask,
    _items,
    meal,
    operations,
    relayed,
)
from tests.media.films import film as make_film
from tests.media.pdf_files import letter
from tests.paper import number_of, signed
from tests.rooms.captures.conftest import PIECE, TUS, add, begin, jpeg, metadata
from tests.rooms.emergency.pain import ready_film, shown_passport
from tests.rooms.emergency.test_carer_form import WHOLE
from tests.rooms.gait.test_reports import body as report_of
from tests.team import Team

BESIDE = {
    "listCarnets", "openCarnet", "openInvitation", "acceptInvitation", "refuseInvitation", "listClosings", "reopenCarnet",
    "createUpload", "listUploads", "openEmergencySheet", "openEmergencySheetWithPasscode", "resolveEmergencyLink", "readEmergencyLinkFile",
    "openEmergencyDocuments", "listEmergencyDocuments", "leaveEmergencyNote", "readEmergencyDocument", "readEmergencyDocumentFile",
    "readEmergencyPain", "readEmergencyPainFilm",
    "openRelay", "finishEmergencyDocuments",
}  # fmt: skip
"""What touches a notebook without naming one in its address."""

ALSO_READS = {"makeReport": 2, "readSheets": len(SHEETS)}
"""What is read on the way leaves its own: the values of each film in a report; each sheet of all those shown."""
UNTRACED = {
    "listCarnets": "the names of one's own notebooks, at each start; opening one is traced",
    "listClosings": "that a notebook of one's own is closed, and until when it may be opened again; nothing of it",
    "readSeal": "a signed number, at each start of a phone; nothing of the notebook but, for a representative, how many lines there are",
    "markVisit": "that one is here; what is then read is traced",
    "openInvitation": "who holds the link sees a first name and who invites; entering or declining is traced",
    "createUpload": "nobody sees what has not arrived; whole, it is traced as an addition",
    "readUpload": "how far one's own sending is",
    "findSameCaptures": "whether a file that one holds is among those that one sees already; nothing of it is shown",
    "findSameDocuments": "whether a file that one holds is among those that one sees already; nothing of it is shown",
    "actForStructure": "for which of one's structures one acts: each act that follows says it",
    "listUploads": "how far one's own sendings are",
    "listShown": "what somebody wrote to oneself, and to which item of those that one sees it leads; opening it is traced",
    "endUpload": "one's own sending given up: nobody ever saw it",
}
"""Each with its reason. What is not here leaves exactly one trace."""

DOOR_OF_ONE_S_OWN = {
    "listCarnets", "openCarnet", "openInvitation", "acceptInvitation", "refuseInvitation", "listClosings", "reopenCarnet",
    "listUploads", "openEmergencySheet", "openEmergencySheetWithPasscode", "resolveEmergencyLink", "readEmergencyLinkFile",
    "openEmergencyDocuments", "listEmergencyDocuments", "leaveEmergencyNote", "readEmergencyDocument", "readEmergencyDocumentFile",
    "readEmergencyPain", "readEmergencyPainFilm",
    "openRelay", "finishEmergencyDocuments",
    "createUpload",
}  # fmt: skip
"""A stranger is not refused a notebook here: the answer is about what is theirs, or names none that they could ask for."""


@dataclass
class World:
    family: Family
    items: dict[str, str]
    base: str
    clock: MovingClock

    async def sheet(self) -> dict[str, Any]:
        return (await self.family.mother.client.get(f"{self.base}/emergency")).json()

    async def line(self) -> dict[str, Any]:
        calms = next(s for s in (await self.sheet())["sections"] if s["section"] == "calms")
        return next(line for line in calms["lines"] if line["id"] == self.items["line_id"])

    async def heading(self) -> dict[str, Any]:
        view = (await self.family.mother.client.get(f"{self.base}/habits")).json()
        return next(one for one in view["headings"] if one["heading"] == "sleep")

    async def version(self, path: str) -> int:
        return (await self.family.mother.client.get(f"{self.base}{path}")).json()["version"]

    async def invited(self) -> str:
        """The token of an invitation to who is nobody here yet."""
        await self.family.mother.prove()
        made = await self.family.mother.client.post(
            f"{self.base}/invitations",
            json={"email": self.family.stranger.email, "name": "Zoé", "profile": "carer"},
        )
        return made.json()["url"].partition("#")[2]

    async def waiting(self) -> str:
        id = str(uuid4())
        content = jpeg()
        assert (
            await begin(self.family.mother.client, self.family.carnet_id, len(content), capture_id=id)
        ).status_code == 201
        return id


def picture() -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 40), "#7a2f6e").save(out, "PNG")
    return out.getvalue()


Prepared = dict[str, Any]
Prepare = Callable[[World], Awaitable[Prepared]]


async def _change_carnet(w: World) -> Prepared:
    return {"json": {"version": await w.version(""), "diagnoses": "Hémiplégie droite"}}


async def _portrait(w: World) -> Prepared:
    return {"content": picture()}


async def _invite(w: World) -> Prepared:
    await w.family.mother.prove()
    return {"json": {"email": "oncle@example.org", "name": "Oncle", "profile": "carer"}}


async def _invite_holder(w: World) -> Prepared:
    await w.family.mother.prove()
    return {"json": {"email": "theo@example.org"}}


async def _of_age(w: World) -> Prepared:
    """On the phone of the grandmother, who has left the circle: Théo is eighteen in a week."""
    version = await w.version("")
    born = str(day_of(w.clock.now() + timedelta(days=7)).replace(year=w.clock.now().year - 18))
    changed = await w.family.mother.client.patch(w.base, json={"version": version, "birth_date": born})
    assert changed.status_code == 200, changed.text
    await w.family.mother.prove()
    url = f"{w.base}/majority/invitation"
    made = await w.family.mother.client.post(url, json={"email": w.family.granny.email})
    token = {"token": made.json()["url"].partition("#")[2]}
    accepted = await w.family.granny.client.post("/api/invitations/accept", json=token)
    assert accepted.status_code == 200, accepted.text
    w.clock.advance(days=7)
    await w.family.granny.prove()
    return {"json": {}, "client": w.family.granny.client}


async def _doubtful(w: World) -> Prepared:
    """In another notebook: an account that came the day after the birthday."""
    mother, stranger = w.family.mother, w.family.stranger
    born = str(day_of(w.clock.now() + timedelta(days=1)).replace(year=w.clock.now().year - 18))
    new = {"given_name": "Nino", "family_name": "Moreau", "birth_date": born}
    id = (await mother.client.post("/api/carnets", json=new)).json()["id"]
    w.clock.advance(days=1)
    await mother.prove()
    url = f"/api/carnets/{id}/majority/invitation"
    made = await mother.client.post(url, json={"email": stranger.email})
    token = {"token": made.json()["url"].partition("#")[2]}
    assert (await stranger.client.post("/api/invitations/accept", json=token)).status_code == 200
    return {"values": {"carnet_id": id}}


async def _proved(w: World) -> Prepared:
    await w.family.mother.prove()
    return {}


async def _details(w: World) -> Prepared:
    return {"json": {"version": 0, "address": {"text": "12 rue des Lilas"}, "phone": {}, "note": {}}}


async def _habilitation(w: World) -> Prepared:
    """The grandmother's: she leaves the circle last."""
    await w.family.mother.prove()
    hers = await w.family.access("Odile")
    body = {"version": hers["version"], "until": "2027-06-30"}
    return {"values": {"habilitation_id": hers["habilitation_id"]}, "json": body}


async def _token(w: World) -> Prepared:
    return {"json": {"token": await w.invited()}, "client": w.family.stranger.client}


async def _create_upload(w: World) -> Prepared:
    said = metadata(carnet_id=w.family.carnet_id, kind="photo", category="photos", filename="a.jpg")
    return {"headers": {**TUS, "Upload-Length": "10", "Upload-Metadata": said}}


async def _waiting(w: World) -> Prepared:
    return {"values": {"item_id": await w.waiting()}, "headers": TUS}


async def _whole(w: World) -> Prepared:
    headers = {**PIECE, "Upload-Offset": "0", "X-HTTP-Method-Override": "PATCH"}
    return {"values": {"item_id": await w.waiting()}, "headers": headers, "content": jpeg()}


async def _agenda(w: World) -> Prepared:
    content = APPOINTMENT | {"title": f"Kiné {uuid4()}"}
    return {"json": {"content": content, "version": await w.version(f"/agenda/{w.items['entry_id']}")}}


async def _new_date(w: World) -> Prepared:
    return {"json": {"content": APPOINTMENT}}


async def _done(w: World) -> Prepared:
    return {"json": {"done": True}}


async def _capture(w: World) -> Prepared:
    return {"json": {"version": await w.version(f"/captures/{w.items['capture_id']}"), "note": "Genou"}}


async def _document(w: World) -> Prepared:
    return {"json": {"version": await w.version(f"/documents/{w.items['document_id']}"), "note": "Lu"}}


async def _annex(w: World) -> Prepared:
    said = {
        "kind": "document",
        "category": "documents.medical",
        "filename": "annexe.pdf",
        "document_id": w.items["document_id"],
    }
    return {
        "values": {
            "file_id": await add(w.family.mother.client, w.family.carnet_id, letter(["Annexe"]), **said)
        }
    }


async def _entitled(w: World) -> Prepared:
    return await _annex(w) | {"json": {"title": "Radio du bassin"}}


async def _taken_back(w: World) -> Prepared:
    prepared = await _annex(w)
    file = f"{w.base}/documents/{w.items['document_id']}/versions/{prepared['values']['file_id']}"
    assert (await w.family.mother.client.delete(file)).status_code == 200
    return prepared


async def _find(w: World) -> Prepared:
    return {"json": {"words": "genou"}}


async def _binned(kind: str, w: World) -> Prepared:
    name = {
        "captures": "capture_id",
        "documents": "document_id",
        "agenda": "entry_id",
        "measurements": "measurement_id",
    } | {
        "gait/treatments": "treatment_id",
        f"captures/{w.items['film_id']}/measures": "measure_id",
    }
    assert (await w.family.mother.client.delete(f"{w.base}/{kind}/{w.items[name[kind]]}")).status_code == 204
    return {}


async def _new_treatment(w: World) -> Prepared:
    return {"json": {"id": str(uuid4()), "said": TREATMENT}}


async def _treatment(w: World) -> Prepared:
    return {"json": {"version": 1, "said": TREATMENT | {"dose": "80 U"}}}


async def _new_measure(w: World) -> Prepared:
    return {"json": {"id": str(uuid4()), "content": CONTACT}}


async def _confirm_habit(w: World) -> Prepared:
    """Of what somebody else wrote: the author's own text needs no confirming."""
    version = (await w.heading())["heads"][0]["id"]
    return {"json": {"version": version}, "client": w.family.physio.client}


async def _unconfirm_habit(w: World) -> Prepared:
    number = str(uuid4())
    heads = (await w.heading())["heads"]
    said = await w.family.father.client.post(
        f"{w.base}/habits/sleep/confirm", json={"version": heads[0]["id"], "id": number}
    )
    assert said.status_code == 200, said.text
    return {"values": {"confirmation_id": number}, "client": w.family.father.client}


async def _write_habit(w: World) -> Prepared:
    bases = [head["id"] for head in (await w.heading())["heads"]]
    return {"json": {"id": str(uuid4()), "text": "Dort avec son lapin", "bases": bases}}


async def _write_line(w: World) -> Prepared:
    return {"json": {"id": str(uuid4()), "content": {"kind": "allergy", "substance": "Latex"}, "bases": []}}


async def _line_of_sheet(w: World) -> str:
    """The version of a line that the mother wrote."""
    url = f"{w.base}/sheets/allergies/{PLACE}"
    body = {"id": str(uuid4()), "content": {"kind": "allergy", "substance": "Latex"}, "bases": []}
    written = await w.family.mother.client.put(url, json=body)
    assert written.status_code == 200, written.text
    return str(written.json()["heads"][0]["id"])


async def _confirm_line(w: World) -> Prepared:
    return {"json": {"version": await _line_of_sheet(w)}, "client": w.family.father.client}


async def _unconfirm_line(w: World) -> Prepared:
    number, father = str(uuid4()), w.family.father.client
    body = {"version": await _line_of_sheet(w), "id": number}
    said = await father.post(f"{w.base}/sheets/allergies/{PLACE}/confirm", json=body)
    assert said.status_code == 200, said.text
    return {"values": {"confirmation_id": number}, "client": father}


async def _choice(w: World) -> Prepared:
    await _line_of_sheet(w)
    return {"json": {"shown": True}}


async def _new_weight(_: World) -> Prepared:
    return {"json": {"id": str(uuid4()), "content": WEIGHT}}


async def _weight(_: World) -> Prepared:
    return {"json": {"version": 1, "content": WEIGHT | {"value": "31.6"}}}


async def _span(_: World) -> Prepared:
    return {"params": {"first": "2026-11-15", "last": "2026-11-21"}}


async def _note(w: World) -> Prepared:
    return {"json": meal(), "values": {"note_id": str(uuid4())}}


async def _noted(w: World) -> Prepared:
    number = str(uuid4())
    noted = await w.family.mother.client.put(f"{w.base}/journal/entries/{number}", json=meal())
    assert noted.status_code == 200, noted.text
    return {"values": {"note_id": number}}


async def _note_taken_away(w: World) -> Prepared:
    noted = await _noted(w)
    gone = await w.family.mother.client.delete(f"{w.base}/journal/entries/{noted['values']['note_id']}")
    assert gone.status_code == 200, gone.text
    return noted


async def _dose_kept(w: World) -> Prepared:
    """A second dose that arrived once nobody could be asked."""
    line, number = str(uuid4()), ""
    written = await w.family.mother.client.put(
        f"{w.base}/sheets/medication/{line}",
        json={
            "id": str(uuid4()),
            "content": {"kind": "treatment", "name": "Essai", "apart_hours": 6},
            "bases": [],
        },
    )
    assert written.status_code == 200, written.text
    for _ in range(2):
        number = str(uuid4())
        dose = {"kind": "treatment", "name": "Essai", "outcome": "given", "line": line}
        body = meal() | {"content": dose, "late": True}
        noted = await w.family.mother.client.put(f"{w.base}/journal/entries/{number}", json=body)
        assert noted.status_code == 200, noted.text
    return {"values": {"note_id": number}}


async def _tracking(_: World) -> Prepared:
    return {"json": {"kinds": ["meal"], "signs": [], "scales": [], "dess_base": False, "version": 0}}


async def _alerts(_: World) -> Prepared:
    return {"json": {"alerts": [{"rule": "no_stool", "threshold": 3}]}}


async def _new_relay(w: World) -> Prepared:
    await w.family.mother.prove()
    return {"json": relayed()}


async def _relayed(w: World) -> Prepared:
    await w.family.mother.prove()
    made = await w.family.mother.client.post(f"{w.base}/relay/links", json=relayed())
    assert made.status_code == 201, made.text
    return {"client": w.family.doctor, "values": {"address": made.json()["url"].rpartition("/")[2]}}


async def _weight_choice(_: World) -> Prepared:
    return {"json": {"shown": False}}


async def _card_limit(_: World) -> Prepared:
    return {"json": {"months": 3}}


async def _new_line(w: World) -> Prepared:
    return {"json": {"content": {"section": "calms", "text": "Son lapin"}}}


async def _change_line(w: World) -> Prepared:
    content = {"section": "calms", "text": f"Sa chanson {uuid4()}"}
    return {"json": {"version": (await w.line())["version"], "content": content}}


async def _line_version(w: World) -> Prepared:
    return {"json": {"version": (await w.line())["version"]}}


async def _remove_line(w: World) -> Prepared:
    return {"params": {"version": (await w.line())["version"]}}


async def _sheet_version(w: World) -> Prepared:
    sheet = await w.sheet()
    seen = {"version": sheet["version"], "seen": sheet["seen"]}
    return {"json": seen, "params": {"version": sheet["version"]}}


async def _confirmed_sheet(w: World) -> Prepared:
    await w.family.reread()
    return await _sheet_version(w)


async def _order(w: World) -> Prepared:
    await w.family.add({"section": "calms", "text": "La lumière basse"})
    calms = next(s for s in (await w.sheet())["sections"] if s["section"] == "calms")
    return {"json": {"section": "calms", "line_ids": [line["id"] for line in reversed(calms["lines"])]}}


async def _answer(w: World) -> Prepared:
    return {"json": {"answer": "none_known"}, "values": {"section": "directives"}}


async def _new_link(w: World) -> Prepared:
    return {"json": {"name": "Sac de sport"}}


async def _doctor(w: World) -> Prepared:
    return {
        "client": w.family.doctor,
        "values": {"token": (await w.family.link("Frigo"))["code"]["url"].rpartition("/")[2]},
    }


async def _with_passcode(w: World) -> Prepared:
    code = (await w.family.link("Consultation", passcode=True))["code"]
    return {
        "client": w.family.doctor,
        "values": {"token": code["url"].rpartition("/")[2]},
        "data": {"passcode": code["passcode"]},
    }


async def _marked(w: World) -> Prepared:
    path = f"{w.base}/emergency/documents/{w.items['document_id']}"
    assert (await w.family.mother.client.put(path, json={"marked": True})).status_code == 204
    return {"json": {"marked": False}}


async def _carer(w: World) -> Prepared:
    await _marked(w)
    return await _doctor(w) | {"data": WHOLE}


async def _reads(w: World) -> Prepared:
    """A carer who said who they are."""
    prepared = await _carer(w)
    token = prepared["values"]["token"]
    assert (await w.family.doctor.post(f"/u/{token}/soignant", data=prepared.pop("data"))).status_code == 303
    return prepared


async def _writes(w: World) -> Prepared:
    return await _reads(w) | {"data": {"text": "Vu à 14 h"}}


async def _pain(w: World) -> Prepared:
    """A carer in front of the passport, which shows a film that is ready."""
    film_id = await ready_film(w.family)
    await shown_passport(w.family, film_id)
    prepared = await _reads(w)
    prepared["values"] |= {"film": film_id, "name": "play"}
    return prepared


async def _note_kept(_: World) -> Prepared:
    return {"json": {"state": "kept"}}


async def _system(w: World) -> Prepared:
    return await _doctor(w) | {"json": {"recipient": "CHU"}}


async def _located(w: World) -> Prepared:
    """A location, asked for by another reader than the one the manifest was given to: a viewing of their own."""
    prepared = await _doctor(w)
    token = prepared["values"]["token"]
    asked = await w.family.doctor.post(f"/shl/{token}", json={"recipient": "CHU", "embeddedLengthMax": 0})
    ticket = asked.json()["files"][0]["location"].rpartition("/")[2]
    return {"client": w.family.doctor, "values": {"token": token, "ticket": ticket}}


async def _link(w: World) -> Prepared:
    return {"values": {"link_id": (await w.family.link("Doudou"))["link"]["id"]}}


async def _less(w: World) -> Prepared:
    return await _link(w) | {"json": {"left_out": ["calms"], "seen": {}}}


async def _opened(w: World) -> Prepared:
    return {"json": {"given_name": "Léa", "family_name": "B", "birth_date": "2023-01-01"}}


async def _closing(w: World) -> Prepared:
    """The father asked for it: she is the last to agree."""
    for parent in (w.family.father, w.family.mother):
        await parent.prove()
    assert (await w.family.father.client.post(f"{w.base}/closing")).status_code == 202
    return {}


async def _removal(w: World) -> Prepared:
    await w.family.mother.prove()
    return {"json": {"habilitation_id": w.items["habilitation_id"]}}


async def _refused(w: World) -> Prepared:
    (asked,) = (await w.family.father.client.get(f"{w.base}/agreements")).json()
    return {
        "json": {"agree": False},
        "client": w.family.father.client,
        "values": {"agreement_id": asked["id"]},
    }


async def _decision(w: World) -> Prepared:
    await w.family.mother.prove()
    me = (await w.family.mother.client.get("/api/me")).json()["id"]
    return {"json": {"kind": "exclusive", "person_id": me, "since": "2026-01-01", "proof": "Jugement"}}


async def _contested(w: World) -> Prepared:
    return {"json": {"contests": True}, "client": w.family.father.client}


async def _closed(w: World) -> Prepared:
    """By the act before."""
    (closing,) = (await w.family.mother.client.get("/api/closings")).json()
    return {"values": {"closing_id": closing["id"]}}


async def _hide(w: World) -> Prepared:
    return {"json": {"kind": "capture", "item_id": w.items["capture_id"], "scope": "everyone"}}


async def _other_team(w: World) -> Prepared:
    await w.family.mother.prove()
    team = await Team.founded(w.family.physio, "CAMSP")
    return {"json": {"token": await team.token(), "professions": {"nurse": None}}}


async def _fewer(w: World) -> Prepared:
    return {"json": {"version": 1, "reason": "Bilan"}}


async def _report(w: World) -> Prepared:
    return {"json": report_of(w.items["film_id"], category="documents.medical")}


async def _report_place(w: World) -> Prepared:
    return {"json": {"category": "documents.medical", "films": [w.items["film_id"]]}}


async def _clip(w: World) -> Prepared:
    """Of a film whose copy is there."""
    with TemporaryDirectory() as folder:
        content = make_film(Path(folder) / "a.mp4", seconds=0.5, sound=None).read_bytes()
    film = await add(w.family.mother.client, w.family.carnet_id, content, kind="video", category="gait")
    await w.family.mailbox.run_jobs()
    return {"values": {"capture_id": film}, "json": {"id": str(uuid4()), "first": 0, "last": 3}}


async def _as_father(w: World) -> Prepared:
    return {"client": w.family.father.client}


async def _show(w: World) -> Prepared:
    return {"json": {"to": [(await w.family.access("Marc"))["person"]["id"]]}}


async def _sums(_: World) -> Prepared:
    return {"json": {"sha256": ["0" * 64]}}


async def _acting(w: World) -> Prepared:
    zoe = w.family.stranger.client
    if (await zoe.get(f"/api/teams/{w.items['structure_id']}")).status_code == 404:
        await Team(w.items["structure_id"], w.family.physio).takes(zoe, "Zoé")
    return {"client": zoe, "json": {"structure_id": w.items["structure_id"]}}


async def _of_a_member(w: World) -> Prepared:
    zoe = (await _acting(w))["client"]
    return {"values": {"person_id": (await zoe.get("/api/me")).json()["id"]}}


async def _paper(w: World) -> Prepared:
    await w.family.mother.prove()
    number = await number_of(w.family, w.items["habilitation_id"])
    return {"json": signed(number, w.items["document_id"], signed_by="Anne et Marc Tagorre")}


PREPARE: dict[str, Prepare] = {
    "keepSignedPaper": _paper,
    "hideItem": _hide, "openToTeam": _other_team, "changeTeamOpening": _fewer, "actForStructure": _acting, "readTeamMemberReceipt": _of_a_member,
    "changeCarnet": _change_carnet, "setPortrait": _portrait, "invite": _invite, "changeDetails": _details, "openCarnet": _opened,
    "changeHabilitation": _habilitation, "withdrawHabilitation": _habilitation, "cancelInvitation": _proved,
    "openInvitation": _token, "acceptInvitation": _token, "refuseInvitation": _token,
    "createUpload": _create_upload, "readUpload": _waiting, "endUpload": _waiting, "continueUpload": _whole, "overrideUpload": _whole,
    "cutClip": _clip, "listReportReaders": _report_place, "makeReport": _report,
    "showToSomebody": _show, "openShown": _as_father,
    "findSameCaptures": _sums, "findSameDocuments": _sums,
    "addAgendaItem": _new_date, "changeAgendaItem": _agenda, "setAgendaItemDone": _done,
    "restoreAgendaItem": lambda w: _binned("agenda", w), "restoreCapture": lambda w: _binned("captures", w),
    "addTreatment": _new_treatment, "changeTreatment": _treatment, "addMeasure": _new_measure,
    "addMeasurement": _new_weight, "changeMeasurement": _weight,
    "restoreMeasurement": lambda w: _binned("measurements", w),
    "restoreTreatment": lambda w: _binned("gait/treatments", w),
    "restoreMeasure": lambda w: _binned(f"captures/{w.items['film_id']}/measures", w),
    "restoreDocument": lambda w: _binned("documents", w),
    "changeDocumentFile": _entitled, "takeBackDocumentFile": _annex, "restoreDocumentFile": _taken_back,
    "findInCarnet": _find, "changeCapture": _capture, "changeDocument": _document,
    "writeHabit": _write_habit, "confirmHabit": _confirm_habit, "unconfirmHabit": _unconfirm_habit,
    "writeLine": _write_line, "confirmLine": _confirm_line, "unconfirmLine": _unconfirm_line, "chooseUrgentLine": _choice, "chooseUrgentWeight": _weight_choice, "limitEmergencyCard": _card_limit,
    "readJournal": _span, "readJournalGlance": _span, "exportJournal": _span, "printJournal": _span, "writeEntry": _note,
    "removeEntry": _noted, "restoreEntry": _note_taken_away, "checkEntry": _dose_kept, "chooseTracking": _tracking, "setJournalAlerts": _alerts,
    "createRelayLink": _new_relay, "openRelay": _relayed,
    "addEmergencyLine": _new_line, "changeEmergencyLine": _change_line, "confirmEmergencyLine": _line_version,
    "removeEmergencyLine": _remove_line, "confirmEmergencySheet": _sheet_version, "unconfirmEmergencySheet": _confirmed_sheet,
    "orderEmergencyLines": _order, "answerEmergencySection": _answer, "createEmergencyLink": _new_link, "revokeEmergencyLink": _link, "chooseEmergencyLinkContents": _less, "openEmergencySheet": _doctor, "openEmergencySheetWithPasscode": _with_passcode,
    "markDocument": _marked, "openEmergencyDocuments": _carer, "listEmergencyDocuments": _reads, "leaveEmergencyNote": _writes,
    "readEmergencyDocument": _reads, "readEmergencyDocumentFile": _reads, "readEmergencyPain": _pain, "readEmergencyPainFilm": _pain, "choosePain": _choice, "finishEmergencyDocuments": _reads, "decideCarerNote": _note_kept,
    "resolveEmergencyLink": _system, "readEmergencyLinkFile": _located,
    "exportTraces": _proved, "downloadSealedTraces": _proved, "askExport": _proved, "closeCarnet": _closing,
    "askRemoval": _removal, "answerAgreement": _refused, "recordDecision": _decision, "tryDecision": _decision,
    "contestDecision": _contested, "reopenCarnet": _closed,
    "inviteHolder": _invite_holder, "takeOver": _of_age, "doubtHolder": _doubtful,
}  # fmt: skip
"""What an act needs to succeed; one that is not here needs nothing."""

LATE = (
    "renewEmergencyLink",
    "removeEmergencyLine",
    "restoreEmergencyLine",
    "refuseInvitation",
    "acceptInvitation",
    *_LAST,
    "reopenCarnet",
    "doubtHolder",
    "takeOver",
)
FIRST = ("writeHabit",)


def touching() -> list[tuple[str, str, str]]:
    found = [
        (id, method, path)
        for id, method, path in operations()
        if "{carnet_id}" in path or "{item_id}" in path or id in BESIDE
    ]
    place = lambda id: LATE.index(id) + 1 if id in LATE else -1 if id in FIRST else 0  # noqa: E731
    return sorted(found, key=lambda one: place(one[0]))


@pytest.fixture
async def world(family: Family, clock: MovingClock) -> World:
    items = await _items(family)
    items |= {
        "carnet_id": family.carnet_id,
        "section": "directives",
        "heading": "sleep",
        "sheet": "allergies",
        "place": PLACE,
    }
    return World(family, items, f"/api/carnets/{family.carnet_id}", clock)


async def _do(w: World, method: str, path: str, prepared: Prepared) -> httpx.Response:
    client = prepared.pop("client", w.family.mother.client)
    url = path.replace("{capture_id}/measures", "{film_id}/measures")
    for name, value in {**w.items, **prepared.pop("values", {})}.items():
        url = url.replace("{" + name + "}", value)
    assert "{" not in url, f"nobody says how to fill {path}"
    return await client.request(method, url, **prepared)


async def _traces(query: Any) -> list[dict[str, Any]]:
    return await query("SELECT id, tag, right_used, person_name, device FROM trace ORDER BY id")


@pytest.mark.timeout(180)
async def test_every_act_leaves_one_trace(world: World, query: Any) -> None:
    wrong: list[str] = []
    tried: set[str] = set()
    for id, method, path in touching():
        prepared = await PREPARE[id](world) if id in PREPARE else {}
        if id == "endExport":
            await world.family.mailbox.run_jobs()
        await query("DELETE FROM viewing")
        before = {row["id"] for row in await _traces(query)}
        answer = await _do(world, method, path, prepared)
        assert answer.status_code < 400, f"{id} needs a line in PREPARE: {answer.status_code} {answer.text}"
        tried.add(id)
        left = [row for row in await _traces(query) if row["id"] not in before]
        expected = 0 if id in UNTRACED else ALSO_READS.get(id, 1)
        if len(left) != expected:
            wrong.append(f"{id}: {expected} expected, {[row['tag'] for row in left]} found")
        wrong += [
            f"{id}: {row['tag']} without its right or device"
            for row in left
            if not (row["right_used"] and row["device"])
        ]
    assert not wrong, "\n".join(wrong)
    assert set(PREPARE) | set(UNTRACED) <= tried
    assert len(tried) > 85


@pytest.mark.timeout(180)
async def test_every_refusal_leaves_one_trace(world: World, query: Any) -> None:
    wrong: list[str] = []
    tried = 0
    for id, method, path in touching():
        if id in DOOR_OF_ONE_S_OWN:
            continue
        await query("DELETE FROM viewing")
        before = {row["id"] for row in await _traces(query)}
        answer = await _ask(world.family.stranger.client, method, path, dict(world.items))
        assert answer.status_code == 404, (id, answer.status_code)
        tried += 1
        left = [row for row in await _traces(query) if row["id"] not in before]
        if [row["tag"] for row in left] != ["access:door:refuse"] or not left[0]["right_used"]:
            wrong.append(f"{id}: {[row['tag'] for row in left]} found")
    assert not wrong, "\n".join(wrong)
    assert tried > 80


async def test_what_is_refused_behind_the_door_is_traced_too(world: World, query: Any) -> None:
    """The original asked by who may only have the copy; the other parent's access; somebody else's invitation."""
    members = (await world.family.mother.client.get(f"{world.base}/circle")).json()["members"]
    father = next(m for m in members if m["relation"] == "père")["habilitation_id"]
    token = await world.invited()
    await world.family.mother.prove()
    physio, mother = world.family.physio.client, world.family.mother.client
    for client, method, path, body in (
        (physio, "GET", f"/captures/{world.items['capture_id']}/files/original", None),
        (physio, "GET", f"/documents/{world.items['document_id']}/files/original", None),
        (mother, "DELETE", f"/habilitations/{father}", None),
        (mother, "PATCH", f"/habilitations/{father}", {"version": 1, "until": "2026-12-01"}),
        (physio, "POST", "/api/invitations/accept", {"token": token}),
        (physio, "POST", "/api/invitations/refuse", {"token": token}),
    ):
        await query("DELETE FROM viewing")
        before = {row["id"] for row in await _traces(query)}
        url = path if path.startswith("/api/") else f"{world.base}{path}"
        answer = await client.request(method, url, json=body)
        assert answer.status_code == 403, (path, answer.text)
        left = [row["tag"] for row in await _traces(query) if row["id"] not in before]
        assert left == ["access:door:refuse"], path
