"""Every operation of the OpenAPI document, tried by every kind of person."""

from contextlib import AsyncExitStack
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from PIL import Image

from backend.app import assemble
from backend.kit.ids import new_id
from backend.rooms.access import matrix
from backend.rooms.access.categories import Profile
from backend.rooms.audit.service import seal
from tests.conftest import browser
from tests.family import Family
from tests.journeys.expectations import EXPECTED, KINDS, ON_A_CLOSED_NOTEBOOK
from tests.journeys.expectations_minor import as_minor
from tests.media.pdf_files import letter
from tests.paper import number_of, signed
from tests.rooms.captures.conftest import TUS, add, begin, metadata
from tests.rooms.emergency.carers import enter
from tests.rooms.identity import people
from tests.rooms.identity.authenticator import Authenticator
from tests.team import Team

ITEMS = (
    "line_id",
    "link_id",
    "address_id",
    "invitation_id",
    "habilitation_id",
    "capture_id",
    "document_id",
    "file_id",
    "item_id",
    "entry_id",
    "treatment_id",
    "measure_id",
    "measurement_id",
    "export_id",
    "seen_id",
    "shown_id",
    "mask_id",
    "trace_id",
    "agreement_id",
    "decision_id",
    "opening_id",
    "paper_id",
    "note_id",
    "carer_id",
    "carer_note_id",
)
PLACE = "018f0000-0000-7000-8000-000000000abc"
"""Of a line of a sheet."""
APPOINTMENT = {
    "kind": "appointment",
    "title": "Ophtalmologiste",
    "starts": "2026-12-01T14:30:00",
    "zone": "Europe/Paris",
}


WEIGHT = {"kind": "weight", "value": "31.4", "on": "2026-11-20"}
TREATMENT = {"kind": "toxin", "day": "2026-10-12", "site": "Triceps sural gauche", "dose": "100 U"}
CONTACT = {"kind": "mark", "event": "contact", "side": "left", "frame": 12}
_SAME = {"x": 10, "y": 10}
NO_ANGLE = {
    "kind": "angle", "frame": 1, "width": 40, "height": 30, "one": _SAME, "vertex": _SAME, "other": _SAME,
    "convention": "between",
}  # fmt: skip
"""Understood, and refused to whoever may add one."""


def meal() -> dict[str, object]:
    """Something noted of a day."""
    content = {"kind": "meal", "amount": "half"}
    return {"id": str(uuid4()), "content": content, "happened_at": "2026-11-21T08:30:00Z"}


@cache
def operations() -> tuple[tuple[str, str, str], ...]:
    """(operation id, method, path), from the document that the world sees."""
    document = assemble(Path("/nonexistent")).openapi_schema.to_schema()
    return tuple(
        (operation["operationId"], method.upper(), path)
        for path, methods in document["paths"].items()
        for method, operation in methods.items()
    )


def test_every_operation_has_its_line_and_no_line_is_left_over() -> None:
    assert {id for id, _, _ in operations()} == set(EXPECTED)
    assert all(len(line.replace(" ", "")) == len(KINDS) for line in EXPECTED.values())


def relayed() -> dict[str, Any]:
    """An address for the relay sheet, until long after the clock of the tests."""
    return {"name": "Mamie", "until": "2026-11-25T09:00:00Z", "parts": ["day", "contacts"]}


async def _items(family: Family) -> dict[str, str]:
    """One item of each kind in this family's notebook."""
    base = f"/api/carnets/{family.carnet_id}"
    line = await family.add({"section": "calms", "text": "Sa chanson"})
    link = await family.link()
    invited = await family.mother.client.post(
        f"{base}/invitations", json={"email": "tata@example.org", "name": "Tata", "profile": "carer"}
    )
    members = (await family.mother.client.get(f"{base}/circle")).json()["members"]
    habilitation = next(m for m in members if m["relation"] == "père")
    # A portrait, so that reading one is more than being told that there is none.
    picture = BytesIO()
    Image.new("RGB", (40, 40), "#0b6e6e").save(picture, "PNG")
    assert (await family.mother.client.put(f"{base}/portrait", content=picture.getvalue())).status_code == 200
    # An upload that waits: what is asked of uploads finds one, and the album finds its capture.
    capture_id = str(uuid4())
    begun = await begin(family.mother.client, family.carnet_id, 10, capture_id=capture_id)
    assert begun.status_code == 201, begun.text
    ready = await add(family.mother.client, family.carnet_id, picture.getvalue())
    written = {"kind": "document", "category": "documents.medical", "filename": "lettre.pdf"}
    letter_id = await add(family.mother.client, family.carnet_id, letter(), **written)
    await family.mailbox.run_jobs()
    dated = await family.mother.client.post(f"{base}/agenda", json={"content": APPOINTMENT})
    assert dated.status_code == 201, dated.text
    film_id = str(uuid4())
    filmed = await begin(
        family.mother.client, family.carnet_id, 10, capture_id=film_id, kind="video", category="gait"
    )
    assert filmed.status_code == 201, filmed.text
    treatment_id, measure_id, measurement_id = str(uuid4()), str(uuid4()), str(uuid4())
    for path, body in (
        ("/gait/treatments", {"id": treatment_id, "said": TREATMENT}),
        ("/measurements", {"id": measurement_id, "content": WEIGHT}),
        (f"/captures/{film_id}/measures", {"id": measure_id, "content": CONTACT}),
    ):
        made = await family.mother.client.post(f"{base}{path}", json=body)
        assert made.status_code == 201, made.text
    note_id = str(uuid4())
    noted = await family.mother.client.put(f"{base}/journal/entries/{note_id}", json=meal())
    assert noted.status_code == 200, noted.text
    await family.mother.prove()
    export = await family.mother.client.post(f"{base}/exports")
    assert export.status_code == 200, export.text
    await family.mailbox.run_jobs()
    traces = (await family.mother.client.get(f"{base}/traces", params={"kind": "additions"})).json()["traces"]
    asked = await family.mother.client.post(
        f"{base}/agreements", json={"habilitation_id": habilitation["habilitation_id"]}
    )
    me = next(m["person"]["id"] for m in members if m["me"])
    decision = {"kind": "exclusive", "person_id": me, "since": "2026-01-01", "proof": "Jugement"}
    recorded = await family.mother.client.post(f"{base}/decisions", json=decision)
    assert recorded.status_code == 201, recorded.text
    granny = next(m for m in members if m["relation"] == "grand-mère")["person"]["id"]
    hidden = await family.mother.client.post(
        f"{base}/masks",
        json={"kind": "document", "item_id": letter_id, "scope": "person", "person_id": granny},
    )
    assert hidden.status_code == 201, hidden.text
    # To the other parent: by the team or by their own right, nobody else may open what he is shown.
    fathers_id = habilitation["person"]["id"]
    showing = await family.mother.client.post(f"{base}/shown/capture/{ready}", json={"to": [fathers_id]})
    assert showing.status_code == 200, showing.text
    shown = next(one for one in showing.json()["people"] if one["person_id"] == fathers_id)
    await family.mother.prove()
    team = await Team.founded(family.physio)
    # What a professional has without a model: the two are then expected the same.
    opened = await team.opened_by(
        family, {"speech_therapist": matrix.written(matrix.BEGINNING[Profile.PROFESSIONAL])}
    )
    fathers = habilitation["habilitation_id"]
    paper = signed(await number_of(family, fathers), letter_id)
    kept = await family.mother.client.post(f"{base}/habilitations/{fathers}/papers", json=paper)
    assert kept.status_code == 201, kept.text
    # A carer who holds the code said who they are, and left a note.
    token = link["code"]["url"].rpartition("/")[2]
    marked = await family.mother.client.put(f"{base}/emergency/documents/{letter_id}", json={"marked": True})
    assert marked.status_code == 204, marked.text
    assert (await enter(family, f"/u/{token}")).status_code == 303
    assert (await family.doctor.post(f"/u/{token}/documents", data={"text": "Vu"})).status_code == 303
    carers = (await family.mother.client.get(f"{base}/emergency/carers")).json()
    await family.mother.prove()
    relay = await family.mother.client.post(f"{base}/relay/links", json=relayed())
    assert relay.status_code == 201, relay.text
    await seal.run()
    return {
        "address_id": relay.json()["link"]["id"],
        "address": relay.json()["url"].rpartition("/")[2],
        "carer_id": carers["carers"][0]["id"],
        "carer_note_id": carers["notes"][0]["id"],
        "document": letter_id,
        "file": letter_id,
        "note_id": note_id,
        "paper_id": kept.json()[0]["id"],
        "structure_id": team.id,
        "opening_id": opened,
        "person_id": me,
        "agreement_id": asked.json()["agreement"]["id"],
        "decision_id": recorded.json()[0]["id"],
        "kind": "capture",
        "seen_id": ready,
        "shown_id": shown["passed"]["id"],
        "mask_id": hidden.json()["masks"][0]["id"],
        "trace_id": traces[0]["id"],
        "export_id": export.json()["id"],
        "item_id": capture_id,
        "entry_id": dated.json()["id"],
        "capture_id": ready,
        "film_id": film_id,
        "film": film_id,
        "treatment_id": treatment_id,
        "measure_id": measure_id,
        "measurement_id": measurement_id,
        "rendition": "small",
        "document_id": letter_id,
        "file_id": letter_id,
        "number": "1",
        "name": "copy",
        "line_id": line["id"],
        "link_id": link["link"]["id"],
        "invitation_id": invited.json()["invitation"]["id"],
        "habilitation_id": habilitation["habilitation_id"],
        "token": token,
    }


async def _ask(client: httpx.AsyncClient, method: str, path: str, values: dict[str, str]) -> httpx.Response:
    numbers = (
        "asking_id",
        "device_id",
        "passkey_id",
        "session_id",
        "vouch_id",
        "closing_id",
        "confirmation_id",
        "import_id",
        "member_id",
        "film_id",
        "treatment_id",
        "measure_id",
        "note_id",
        "opening_id",
        "person_id",
        "structure_id",
    )
    for name in numbers:
        values.setdefault(name, str(uuid4()))
    url = path.replace("{capture_id}/measures", "{film_id}/measures")
    for name, value in values.items():
        url = url.replace("{" + name + "}", value)
    assert "{" not in url, f"the matrix does not know how to fill {path}"
    # Nothing is sent that would change anything: past the door, an empty object is refused for what it lacks.
    headers = TUS if "/uploads" in path else {}
    body = {"version": 999} if "/captures/" in path or "/documents/" in path else {}
    if method == "PATCH" and "/versions/" in path:
        body = {"title": "Annexe"}
    if "{treatment_id}" in path:
        body = {"version": 999, "said": TREATMENT}
    if "{measurement_id}" in path:
        body = {"version": 999, "content": WEIGHT}
    if path.endswith("/clips"):
        body = {"id": str(uuid4()), "first": 0, "last": 1}
    if path.endswith("/measures"):
        body = {"id": str(uuid4()), "content": NO_ANGLE}
    return await client.request(
        method, url, json=body if method in {"POST", "PUT", "PATCH"} else None, headers=headers
    )


_BARE = {401: "not_signed_in", 404: "not_found"}


def _outcome(answer: httpx.Response) -> str:
    assert answer.status_code < 500, answer.text
    problem = answer.headers.get("content-type", "").startswith("application/problem+json")
    # An answer to HEAD has no body to read a code from.
    code = answer.json()["code"] if problem and answer.content else _BARE.get(answer.status_code)
    if answer.status_code == 401 and code == "not_signed_in":
        return "A"
    if answer.status_code == 404 and code == "not_found":
        return "N"
    return "P"


_LAST = (
    "withdrawHabilitation",
    "cancelInvitation",
    "revokeEmergencyLink",
    "closeRelayLink",
    "endOtherSessions",
    "removeTotp",
    "endExport",
    "binCapture",
    "binDocument",
    "binAgendaItem",
    "binMeasure",
    "binMeasurement",
    "binTreatment",
    "takeBackShown",
    "endUpload",
    "removeDecision",
    "withdrawTeamOpening",
    "closeCarnet",
    "signOut",
)


@pytest.mark.timeout(300)
async def test_who_may(family: Family, app: Any, clock: Any, query: Any) -> None:
    items = await _items(family)
    base = f"/api/carnets/{family.carnet_id}"
    async with AsyncExitStack() as stack:

        async def newcomer(given: str) -> tuple[httpx.AsyncClient, str]:
            client = await stack.enter_async_context(browser(app))
            address = f"{given.lower()}@example.org"
            await people.sign_up(client, family.mailbox, address, given=given)
            assert (await people.add_passkey(client, Authenticator())).status_code == 201
            return client, address

        async def joins(given: str, **more: Any) -> httpx.AsyncClient:
            client, address = await newcomer(given)
            await family.mother.prove()
            invited = await family.mother.client.post(
                f"{base}/invitations",
                json={"email": address, "name": given, **(more or {"profile": "professional"})},
            )
            assert invited.status_code == 201, invited.text
            token = invited.json()["url"].partition("#")[2]
            assert (await client.post("/api/invitations/accept", json={"token": token})).status_code == 200
            return client

        represents = {
            given: await joins(given, profile="representative") for given in ("Inès", "Omar", "Gaël")
        }
        await _recorded_long_ago(family, query)
        other, _ = await newcomer("Paul")
        opened = await other.post(
            "/api/carnets", json={"given_name": "Léa", "family_name": "B", "birth_date": "2023-01-01"}
        )
        assert opened.status_code == 201
        revoked = await joins("Rose")
        members = (await family.mother.client.get(f"{base}/circle")).json()["members"]
        gone = next(m["habilitation_id"] for m in members if m["person"]["name"].startswith("Rose"))
        await family.mother.prove()
        assert (await family.mother.client.delete(f"{base}/habilitations/{gone}")).status_code == 204
        team = Team(items["structure_id"], family.physio)
        team_member, left, unopened = [(await newcomer(given))[0] for given in ("Nour", "Luc", "Ève")]
        deputy = await team.takes(team_member, "Nour")
        named = await team.referent.client.put(f"/api/teams/{team.id}/deputy", json={"member_id": deputy})
        assert named.status_code == 200, named.text
        items["person_id"] = (await team_member.get("/api/me")).json()["id"]
        await team.ends(await team.takes(left, "Luc"))
        await team.takes(unopened, "Ève", "psychologist")
        expired = await joins("Élie", profile="professional", until=str(clock.now().date()))
        minor = await joins("Théo", model="holder")
        clock.advance(days=2)
        clients = {
            "anonymous": await stack.enter_async_context(browser(app)),
            "emergency link": family.doctor,
            "stranger": family.stranger.client,
            "other family": other,
            "revoked": revoked,
            "expired": expired,
            "carer": family.granny.client,
            "professional": family.physio.client,
            "representative": family.mother.client,
            "minor": minor,
            "informed parent": represents["Inès"],
            "parent without authority": represents["Omar"],
            "guardian": represents["Gaël"],
            "team member": team_member,
            "ex-member": left,
            "unopened profession": unopened,
        }
        assert (await family.doctor.get(f"/u/{items['token']}")).status_code == 200
        where = await family.doctor.post(
            f"/shl/{items['token']}", json={"recipient": "CHU", "embeddedLengthMax": 0}
        )
        items["ticket"] = where.json()["files"][0]["location"].rpartition("/")[2]
        wrong: list[str] = []
        ordered = sorted(operations(), key=lambda o: _LAST.index(o[0]) if o[0] in _LAST else -1)
        for id, method, path in ordered:
            line = [*zip(KINDS, EXPECTED[id].replace(" ", ""), strict=True), ("minor", as_minor(id))]
            for kind, expected in line:
                answer = await _ask(
                    clients[kind],
                    method,
                    path,
                    {
                        **items,
                        "carnet_id": family.carnet_id,
                        "section": "directives",
                        "heading": "sleep",
                        "sheet": "allergies",
                        "place": PLACE,
                    },
                )
                if (found := _outcome(answer)) != expected:
                    wrong.append(f"{id} as {kind}: {expected} expected, {found} found ({answer.status_code})")
        assert not wrong, "\n".join(wrong)


async def _recorded_long_ago(family: Family, query: Any) -> None:
    """Uncontested for more than a week: Omar has no authority any more, Gaël and the mother are guardians, whom Inès leaves to decide."""
    members = (await family.mother.client.get(f"/api/carnets/{family.carnet_id}/circle")).json()["members"]
    people = {m["person"]["name"].split()[0]: UUID(m["person"]["id"]) for m in members}
    long_ago = datetime(2026, 11, 1, tzinfo=UTC)
    for kind, given in (("withdrawn", "Omar"), ("guardian", "Gaël"), ("guardian", "Anne")):
        await query(
            "INSERT INTO authority_fact (id, carnet_id, kind, person_id, since, proof, recorded_by, recorded_at)"
            " VALUES ($1, $2, $3, $4, '2026-03-03', 'Jugement', $5, $6)",
            new_id(long_ago),  # a number says when it was written
            UUID(family.carnet_id),
            kind,
            people[given],
            people["Anne"],
            long_ago,
        )


_OF_A_NOTEBOOK = ("{carnet_id}", "{item_id}")


async def test_a_closed_notebook_exists_for_nobody(family: Family, app: Any) -> None:
    """Every operation under its address, or on an item of it, and the few that name it otherwise."""
    items = await _items(family)
    asked = await family.mother.client.post(
        f"/api/carnets/{family.carnet_id}/invitations",
        json={"email": family.stranger.email, "name": "Zoé", "profile": "carer"},
    )
    token = asked.json()["url"].partition("#")[2]
    for parent, status in ((family.father, 202), (family.mother, 200)):
        await parent.prove()
        closed = await parent.client.post(f"/api/carnets/{family.carnet_id}/closing")
        assert closed.status_code == status, closed.text
    values = {
        **items,
        "carnet_id": family.carnet_id,
        "section": "directives",
        "heading": "sleep",
        "sheet": "allergies",
        "place": PLACE,
        "closing_id": closed.json()["id"],
    }
    upload = metadata(carnet_id=family.carnet_id, kind="photo", category="photos", filename="a.jpg")
    bodies = {id: {"token": token} for id in ("openInvitation", "acceptInvitation", "refuseInvitation")}
    async with AsyncExitStack() as stack:
        clients = {
            "anonymous": await stack.enter_async_context(browser(app)),
            "emergency link": family.doctor,
            "stranger": family.stranger.client,
            "carer": family.granny.client,
            "professional": family.physio.client,
            "representative": family.father.client,
        }
        wrong: list[str] = []
        tried: set[str] = set()
        for id, method, path in sorted(operations(), key=lambda o: o[0] == "reopenCarnet"):
            inside = any(name in path for name in _OF_A_NOTEBOOK)
            if not inside and id not in ON_A_CLOSED_NOTEBOOK:
                continue
            tried.add(id)
            line = ON_A_CLOSED_NOTEBOOK.get(id, "AA NN NN NNN").replace(" ", "")
            for kind, client in clients.items():
                expected = line[KINDS.index(kind)]
                if id == "createUpload":
                    more = {**TUS, "Upload-Length": "10", "Upload-Metadata": upload}
                    answer = await client.post("/api/uploads", headers=more)
                elif id in bodies:
                    answer = await client.request(method, path, json=bodies[id])
                else:
                    answer = await _ask(client, method, path, dict(values))
                found = _outcome(answer)
                if answer.status_code == 404 and id in bodies:
                    found = "N"  # `invitation_gone`: it looks as one that never was
                if kind == "emergency link":
                    expected = line[0]
                if found != expected:
                    wrong.append(f"{id} as {kind}: {expected} expected, {found} found ({answer.status_code})")
                scanned = await client.get(f"/u/{items['token']}") if id == "readCarnet" else None
                assert scanned is None or scanned.status_code == 410
        assert not wrong, "\n".join(wrong)
        assert len(tried) > 60


async def test_an_item_of_another_notebook_is_not_there(family: Family) -> None:
    """Under one's own notebook's address, with an item of somebody else's."""
    items = await _items(family)
    opened = await family.stranger.client.post(
        "/api/carnets", json={"given_name": "Léa", "family_name": "B", "birth_date": "2023-01-01"}
    )
    own = {"carnet_id": opened.json()["id"], "section": "directives"}
    bodies = {
        "changeEmergencyLine": {"version": 1, "content": {"section": "calms", "text": "Sa chanson"}},
        "confirmEmergencyLine": {"version": 1},
        "chooseUrgentLine": {"shown": True},
        "changeHabilitation": {"version": 1, "until": None},
        "changeCapture": {"version": 1},
        "changeDocument": {"version": 1},
        "changeDocumentFile": {"title": "Annexe"},
        "changeTreatment": {"version": 1, "said": TREATMENT},
        "changeMeasurement": {"version": 1, "content": WEIGHT},
        "showToSomebody": {"to": [str(uuid4())]},
        "addMeasure": {"id": str(uuid4()), "content": CONTACT},
        "cutClip": {"id": str(uuid4()), "first": 0, "last": 1},
        "writeEntry": meal(),
        "changeAgendaItem": {"version": 1, "content": APPOINTMENT},
        "setAgendaItemDone": {"done": True},
        "answerAgreement": {"agree": False},
        "contestDecision": {"contests": True},
        "changeTeamOpening": {"version": 1, "reason": "Bilan"},
        "keepSignedPaper": signed("0000-0000-0000", items["document_id"]),
        "markDocument": {"marked": True},
        "chooseEmergencyLinkContents": {"seen": {}},
        "decideCarerNote": {"state": "kept"},
    }
    tried = 0
    for id, method, path in operations():
        if not any("{" + item + "}" in path for item in ITEMS):
            continue
        url = path
        for name, value in {**items, **own}.items():
            url = url.replace("{" + name + "}", value)
        if id == "removeEmergencyLine":
            url += "?version=1"
        headers = TUS if "/uploads" in path else {}
        answer = await family.stranger.client.request(method, url, json=bodies.get(id), headers=headers)
        if method == "HEAD":
            assert answer.status_code == 404, id
            continue
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), id
        tried += 1
    assert tried >= 10
