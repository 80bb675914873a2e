"""What is hidden from somebody does not exist for them: not in a list, a count, news, a trace, a file, an export, a notification.

Two ways of looking. From its first moment: every answer of every reading is the same, byte for byte, as if it were not there. And
hidden later: its number and its words are in no answer, and every address of it says that there is no such thing. Who sees what
is written in SEES, apart from the rule.
"""

import io
import re
import zipfile
from contextlib import AsyncExitStack
from typing import Any
from uuid import uuid4

import httpx
import pytest

from backend.rooms.agenda import reminding
from backend.rooms.audit import keys
from backend.rooms.audit.proofs import read_file
from backend.rooms.audit.service import seal
from backend.rooms.audit.verify import check
from tests.conftest import MovingClock, browser
from tests.family import Family
from tests.journeys.test_matrix import PLACE, _ask, operations
from tests.media.pdf_files import letter
from tests.rooms.captures.conftest import PIECE, TUS, add, jpeg, metadata
from tests.rooms.identity import people
from tests.rooms.identity.authenticator import Authenticator
from tests.soak.counts import some

WORD = "mirabelle"
LETTER = {"kind": "document", "category": "documents.medical", "title": f"Lettre {WORD}"}
DATE = {
    "kind": "appointment",
    "title": f"Rendez-vous {WORD}",
    "starts": "2026-11-22T14:30:00",
    "zone": "Europe/Paris",
}
SECRET = "L’enfant s’est opposé à ce que ses parents le sachent."
OPPOSED = {"refused": True, "sought": True}
PROFESSIONAL = [
    "circle",
    "emergency",
    "agenda",
    "photos",
    "documents.medical",
    "documents.school",
    "identity",
]

# mother, father (both represent), physio, colleague (both of care), granny (adds photos, sees her own)
SEES = {
    # by the mother
    ("mother", "everyone"): "mother father",
    ("mother", "person physio"): "mother father colleague",
    ("mother", "protection"): "mother father",
    ("mother", "protection colleague"): "mother father colleague",
    # by the physiotherapist, of what he added
    ("physio", "everyone"): "mother father physio",
    ("physio", "person colleague"): "mother father physio",
    ("physio", "representatives"): "physio",
    ("physio", "representatives colleague"): "physio colleague",
    ("physio", "protection"): "physio",
    ("physio", "protection colleague"): "physio colleague",
    ("physio", "protection family"): "mother father physio",
}
ACTS = {
    "exportTraces", "printHabits", "printEmergencyCard", "exportMeasures", "exportMeasurements", "exportJournal", "printJournal", "printRelay",
}  # fmt: skip
"""Readings that leave a trace each time: two of them in a row are not the same answer."""
EVERYBODY = ("mother", "father", "physio", "colleague", "granny")


class Circle:
    """The family's people and one more professional, who may add to the agenda."""

    def __init__(self, family: Family, colleague: httpx.AsyncClient, ids: dict[str, str]) -> None:
        self.family, self.ids = family, ids
        self.base = f"/api/carnets/{family.carnet_id}"
        self.clients = {
            "mother": family.mother.client,
            "father": family.father.client,
            "physio": family.physio.client,
            "colleague": colleague,
            "granny": family.granny.client,
        }

    async def hide(self, who: str, kind: str, item_id: str, how: str) -> dict[str, Any]:
        scope, *names = how.split()
        body: dict[str, Any] = {"kind": kind, "item_id": item_id, "scope": scope, "family": "family" in names}
        named = [self.ids[name] for name in names if name != "family"]
        body |= {"person_id": named[0]} if scope == "person" else {"named": named}
        body |= {"reason": SECRET, "opposition": OPPOSED if scope == "representatives" else None}
        answer = await self.clients[who].post(f"{self.base}/masks", json=body)
        assert answer.status_code == 201, answer.text
        return answer.json()


@pytest.fixture
async def circle(family: Family, app: Any) -> Any:
    async with AsyncExitStack() as stack:
        client = await stack.enter_async_context(browser(app))
        await people.sign_up(client, family.mailbox, "lise@example.org", given="Lise")
        assert (await people.add_passkey(client, Authenticator())).status_code == 201
        await family.mother.prove()
        rights = {name: ["read"] for name in PROFESSIONAL} | {
            "agenda": ["read", "add"],
            "documents.medical": ["read", "add"],
            "photos": ["read", "add"],
        }
        invited = await family.mother.client.post(
            f"/api/carnets/{family.carnet_id}/invitations",
            json={"email": "lise@example.org", "name": "Lise", "profile": "professional", "profession": "Orthophoniste", "rights": rights},
        )  # fmt: skip
        assert invited.status_code == 201, invited.text
        token = invited.json()["url"].partition("#")[2]
        assert (await client.post("/api/invitations/accept", json={"token": token})).status_code == 200
        members = (await family.mother.client.get(f"/api/carnets/{family.carnet_id}/circle")).json()[
            "members"
        ]
        names = {
            "Anne": "mother",
            "Marc": "father",
            "Karim": "physio",
            "Lise": "colleague",
            "Odile": "granny",
        }
        ids = {names[m["person"]["name"].split()[0]]: m["person"]["id"] for m in members}
        yield Circle(family, client, ids)


async def _readings(
    circle: Circle, who: str, items: dict[str, str], *, but: set[str] = ACTS
) -> dict[str, tuple[int, bytes]]:
    """Every reading of the notebook, and what is not under its address; with the ranges of files."""
    client, found = circle.clients[who], {}
    values = {
        "carnet_id": circle.family.carnet_id,
        "heading": "sleep",
        "section": "allergies",
        "sheet": "allergies",
        "place": PLACE,
        "measurement_id": str(uuid4()),
        "note_id": str(uuid4()),
    } | items
    for id, method, path in operations():
        if method != "GET" or not ("{carnet_id}" in path or path in {"/api/carnets", "/api/uploads"}):
            continue
        if id in but | {"downloadExport"}:
            continue
        answer = await _ask(client, method, path, dict(values))
        found[id] = (answer.status_code, _timeless(answer))
        if "files/" in path or "pages/" in path:
            url = path
            for name, value in values.items():
                url = url.replace("{" + name + "}", value)
            part = await client.get(url, headers={"Range": "bytes=0-9"})
            found[f"{id} range"] = (part.status_code, _timeless(part))
    for more in ("captures?kind=photo", "documents?category=documents.medical", "traces/days", "agenda/bin"):
        answer = await client.get(f"{circle.base}/{more}")
        found[more] = (answer.status_code, _timeless(answer))
    for words in ("", WORD, f"{WORD[:-1]}x"):  # as it stands, and with an error
        asked = {"words": words, "since": "2000-01-01"}
        answer = await client.post(f"{circle.base}/find", json=asked)
        found[f"find {words}"] = (answer.status_code, _timeless(answer))
    return found


def _timeless(answer: httpx.Response) -> bytes:
    """What is drawn at each asking differs each time by what says when: a PDF's number and its compressed streams."""
    if answer.content.startswith(b"%PDF"):
        return b"pdf"
    return re.sub(rb'"(request_id|instance)":"[^"]*"', b"", answer.content)


def _nowhere() -> dict[str, str]:
    """Values for the addresses of a hidden item, as somebody would ask who knew its number."""
    id = str(uuid4())
    return {
        "film_id": id, "treatment_id": id, "measure_id": id, "paper_id": id,
        "capture_id": id, "document_id": id, "file_id": id, "entry_id": id, "seen_id": id, "mask_id": id, "kind": "capture", "item_id": id,
        "rendition": "small", "number": "1", "name": "copy", "line_id": id, "link_id": id, "export_id": id, "trace_id": id,
        "habilitation_id": id, "invitation_id": id, "token": "x" * 30,
    }  # fmt: skip


async def _added_hidden(circle: Circle, who: str, how: str) -> dict[str, str]:
    """A photo, a letter and a date, hidden from their first moment."""
    client, hidden = circle.clients[who], {"hide": how, "hide_reason": SECRET}
    photo = await add(client, circle.family.carnet_id, jpeg("#123456"), note=WORD, **hidden)
    paper = await add(client, circle.family.carnet_id, letter(), **LETTER, **hidden)
    dated = await client.post(
        f"{circle.base}/agenda", json={"content": DATE, "hide": {"scope": how, "reason": SECRET}}
    )
    assert dated.status_code == 201, dated.text
    await circle.family.mailbox.run_jobs()
    return {"capture": photo, "document": paper, "agenda": dated.json()["id"]}


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("who", "how", "blind"),
    some(
        *(("colleague", "representatives", ("mother", "physio")), ("colleague", "protection", ("father",))),
        besides=[("mother", "everyone", ("physio", "granny"))],
    ),
)
async def test_from_its_first_moment_nothing_tells_of_it(
    circle: Circle, who: str, how: str, blind: tuple[str, ...]
) -> None:
    await add(circle.clients["mother"], circle.family.carnet_id, jpeg())
    await circle.family.mailbox.run_jobs()
    nowhere = _nowhere()
    for _ in range(2):  # the first leaves its own traces
        before = {name: await _readings(circle, name, nowhere) for name in (*blind, who)}
    items = await _added_hidden(circle, who, how)
    for kind, name in (("capture", "image"), ("document", "letter"), ("agenda", "date")):
        assert await _status(circle, who, kind, items[kind]) == 200, name
    for name in blind:
        after = await _readings(circle, name, nowhere)
        different = [id for id in before[name] if before[name][id] != after[id]]
        assert different == [], (name, [(id, before[name][id], after[id]) for id in different])
        known = nowhere | _addresses(items)
        asked = await _readings(circle, name, known)
        wrong = [id for id in asked if asked[id] != after[id] and not _own_number(after[id], asked[id])]
        assert wrong == [], (name, wrong)


def _addresses(items: dict[str, str]) -> dict[str, str]:
    return {
        "capture_id": items["capture"],
        "film_id": items["capture"],
        "document_id": items["document"],
        "file_id": items["document"],
        "entry_id": items["agenda"],
        "seen_id": items["capture"],
        "item_id": items["capture"],
    }


def _own_number(one: tuple[int, bytes], other: tuple[int, bytes]) -> bool:
    return one[0] == other[0] == 404


async def _status(circle: Circle, who: str, kind: str, item_id: str) -> int:
    paths = {"capture": "captures", "document": "documents", "agenda": "agenda"}
    return (await circle.clients[who].get(f"{circle.base}/{paths[kind]}/{item_id}")).status_code


@pytest.mark.timeout(300)
async def test_hidden_later_it_is_in_no_answer(circle: Circle) -> None:
    """Each line of SEES on a photo and on a letter; a carer never had them."""
    family = circle.family
    for (who, how), sees in SEES.items():
        client = circle.clients[who]
        photo = await add(client, family.carnet_id, jpeg(), note=f"{WORD} {uuid4().hex}")
        paper = await add(client, family.carnet_id, letter(), **LETTER)
        await family.mailbox.run_jobs()
        for kind, item in (("capture", photo), ("document", paper)):
            assert await _status(circle, "colleague", kind, item) == 200
            mask = (await circle.hide(who, kind, item, how))["masks"][0]
            for name in EVERYBODY:
                expected = 200 if name in sees.split() else 404
                assert await _status(circle, name, kind, item) == expected, (who, how, name)
        values = _nowhere() | {
            "capture_id": photo,
            "film_id": photo,
            "document_id": paper,
            "file_id": paper,
            "seen_id": photo,
        }
        blind = sorted(set(EVERYBODY) - set(sees.split()))
        name = blind[
            len(how) % len(blind)
        ]  # one of them reads everything: each has been tried at each address above
        if name:
            for id, (_, body) in (await _readings(circle, name, values, but=set())).items():
                assert photo.encode() not in body, (who, how, name, id)
                assert paper.encode() not in body, (who, how, name, id)
        shown = await client.delete(f"{circle.base}/masks/{mask['id']}")
        assert shown.status_code == 204
        assert await _status(circle, "colleague", "document", paper) == 200


async def _changes(circle: Circle, who: str, items: dict[str, str]) -> dict[str, int]:
    client = circle.clients[who]
    photo, paper, date = items["capture"], items["document"], items["agenda"]
    head = {**TUS, "Upload-Offset": "0"}
    asked = {
        "change photo": client.patch(f"{circle.base}/captures/{photo}", json={"version": 1, "note": "x"}),
        "bin photo": client.delete(f"{circle.base}/captures/{photo}"),
        "restore photo": client.post(f"{circle.base}/captures/{photo}/restore"),
        "head photo": client.head(f"{circle.base}/captures/{photo}/files/small"),
        "change letter": client.patch(f"{circle.base}/documents/{paper}", json={"version": 1, "note": "x"}),
        "bin letter": client.delete(f"{circle.base}/documents/{paper}"),
        "restore letter": client.post(f"{circle.base}/documents/{paper}/restore"),
        "done date": client.put(f"{circle.base}/agenda/{date}/done", json={"done": True}),
        "bin date": client.delete(f"{circle.base}/agenda/{date}"),
        "hide photo": client.post(
            f"{circle.base}/masks", json={"kind": "capture", "item_id": photo, "scope": "everyone"}
        ),
        "head upload": client.head(f"/api/uploads/{photo}", headers=TUS),
        "send upload": client.patch(f"/api/uploads/{photo}", headers={**PIECE, **head}, content=b"x"),
        "stop upload": client.delete(f"/api/uploads/{photo}", headers=TUS),
    }
    return {name: (await answer).status_code for name, answer in asked.items()}


async def test_what_is_hidden_cannot_be_changed_either_and_no_refusal_says_that_it_is_there(
    circle: Circle, query: Any
) -> None:
    items = await _added_hidden(circle, "colleague", "representatives")
    refusals = "SELECT count(*) AS n FROM trace WHERE tag = 'access:door:refuse'"
    before = (await query(refusals))[0]["n"]
    for name in ("mother", "father"):
        assert set((await _changes(circle, name, items)).values()) == {404}
    assert (await query(refusals))[0]["n"] == before


async def test_an_upload_under_way_is_its_senders_alone(circle: Circle) -> None:
    client, id = circle.clients["physio"], str(uuid4())
    said = metadata(
        carnet_id=circle.family.carnet_id, kind="photo", category="photos", filename="a.jpg", capture_id=id,
        hide="representatives", hide_reason=SECRET,
    )  # fmt: skip
    begun = await client.post("/api/uploads", headers={**TUS, "Upload-Length": "10", "Upload-Metadata": said})
    assert begun.status_code == 201, begun.text
    assert (await client.head(f"/api/uploads/{id}", headers=TUS)).status_code == 200
    mother = circle.clients["mother"]
    assert (await mother.head(f"/api/uploads/{id}", headers=TUS)).status_code == 404
    assert id not in (await mother.get(f"{circle.base}/captures")).text
    assert (await mother.get(f"{circle.base}/captures/{id}")).status_code == 404


async def _archive(circle: Circle, who: str) -> tuple[str, bytes]:
    member = circle.family.mother if who == "mother" else circle.family.father
    await member.prove()
    asked = await member.client.post(f"{circle.base}/exports")
    assert asked.status_code == 200, asked.text
    await circle.family.mailbox.run_jobs()
    url = f"{circle.base}/exports/{asked.json()['id']}"
    return url, (await member.client.get(f"{url}/archive")).content


async def test_an_export_holds_nothing_of_it(circle: Circle) -> None:
    shown = await add(circle.clients["colleague"], circle.family.carnet_id, jpeg("#445566"), note="cerise")
    items = await _added_hidden(circle, "colleague", "representatives")
    _, content = await _archive(circle, "mother")
    archive = zipfile.ZipFile(io.BytesIO(content))
    every = b"".join(archive.read(name) for name in archive.namelist()) + "".join(archive.namelist()).encode()
    assert shown.encode() in every  # the notebook is in it
    for gone in (*items.values(), WORD, SECRET):
        assert gone.encode() not in every, gone
    plan = (await circle.clients["mother"].get(f"{circle.base}/closing")).json()
    assert (plan["goes"]["photos"], plan["goes"]["documents"], plan["goes"]["dates"]) == (1, 0, 0)


async def test_the_sealed_history_does_not_say_what_is_hidden(circle: Circle) -> None:
    items = await _added_hidden(circle, "colleague", "representatives")
    await seal.run()
    await circle.family.mother.prove()
    taken = await circle.clients["mother"].get(f"{circle.base}/traces/sealed")
    assert taken.status_code == 200, taken.text
    for gone in (*items.values(), "access:mask:hide", "documents:document:add"):
        assert gone.encode() not in taken.content, gone
    held = check(read_file(taken.content), keys.of_house().public)
    assert held.withheld >= 6  # three were added, three hidden
    assert held.ended == 0


async def test_an_export_made_before_is_over_and_does_not_say_why(circle: Circle) -> None:
    photo = await add(circle.clients["colleague"], circle.family.carnet_id, jpeg(), note=WORD)
    url, content = await _archive(circle, "father")
    assert photo.encode() in content
    await circle.hide("colleague", "capture", photo, "representatives")
    ended = (await circle.clients["father"].get(url)).json()
    assert (ended["state"], ended["reason"]) == ("ended", "expired")
    assert (await circle.clients["father"].get(f"{url}/archive")).status_code == 410


async def test_child_protection_keeps_its_mark_in_an_export(circle: Circle) -> None:
    paper = await add(circle.clients["mother"], circle.family.carnet_id, letter(), **LETTER)
    await circle.hide("mother", "document", paper, "protection colleague")
    _, content = await _archive(circle, "father")
    masks = zipfile.ZipFile(io.BytesIO(content)).read("donnees/cercle.json")
    assert b'"protection"' in masks
    assert paper.encode() in masks


async def test_whoever_is_named_is_told_that_the_parents_do_not_know(circle: Circle) -> None:
    paper = await add(circle.clients["physio"], circle.family.carnet_id, letter(), **LETTER)
    for how, marks in (
        ("representatives colleague", ["representatives"]),
        ("protection colleague", ["protection", "representatives"]),
    ):
        await circle.hide("physio", "document", paper, how)
        seen = (await circle.clients["colleague"].get(f"{circle.base}/documents/{paper}")).json()
        assert seen["masks"] == marks


async def test_reminders_are_not_told_of_it(circle: Circle, query: Any, clock: MovingClock) -> None:
    await _added_hidden(circle, "colleague", "representatives")
    plain = await circle.clients["mother"].post(f"{circle.base}/agenda", json={"content": DATE})
    later = await circle.clients["colleague"].post(f"{circle.base}/agenda", json={"content": DATE})
    assert plain.status_code == later.status_code == 201
    clock.advance(hours=5)
    await reminding.tell_due()
    told = "SELECT DISTINCT subject_id::text AS id FROM notification WHERE kind = 'reminder'"
    assert {row["id"] for row in await query(told)} == {plain.json()["id"], later.json()["id"]}
    await circle.hide("colleague", "agenda", later.json()["id"], "representatives")
    assert {row["id"] for row in await query(told)} == {plain.json()["id"]}


async def test_who_may_hide_what_and_from_whom(circle: Circle) -> None:
    family = circle.family
    own = await add(circle.clients["physio"], family.carnet_id, jpeg())
    of_mother = await add(circle.clients["mother"], family.carnet_id, jpeg("#222222"))
    of_granny = await add(circle.clients["granny"], family.carnet_id, jpeg("#333333"))
    await family.mailbox.run_jobs()

    async def hidden(who: str, item: str, scope: str, **more: Any) -> int:
        body = {
            "kind": "capture",
            "item_id": item,
            "scope": scope,
            "reason": SECRET,
            "opposition": OPPOSED,
            **more,
        }
        return (await circle.clients[who].post(f"{circle.base}/masks", json=body)).status_code

    # a parent keeps nothing from the other, whoever added it
    assert await hidden("mother", of_mother, "representatives") == 404
    assert await hidden("mother", of_mother, "person", person_id=circle.ids["father"]) == 422
    assert await hidden("mother", own, "person", person_id=circle.ids["physio"]) == 422
    # of what another added, only the family decides
    assert await hidden("physio", of_mother, "everyone") == 404
    assert await hidden("granny", of_mother, "everyone") == 404
    # a carer decides of their own, and keeps it from no representative
    assert await hidden("granny", of_granny, "representatives") == 404
    assert await hidden("granny", of_granny, "protection", family=False) == 201
    assert await _status(circle, "mother", "capture", of_granny) == 200
    # the opposition is written down; representatives are not named among those who see
    assert await hidden("physio", own, "representatives", reason=" ") == 422
    for said in (None, {"refused": False, "sought": True}, {"refused": True, "sought": False}):
        assert await hidden("physio", own, "representatives", opposition=said) == 422
    assert await hidden("physio", own, "representatives", named=[circle.ids["mother"]]) == 422
    assert await hidden("physio", own, "person", person_id=str(uuid4())) == 422
    assert await hidden("physio", own, "representatives") == 201
    # twice is once; who is not of the notebook finds nothing
    assert await hidden("physio", own, "representatives") == 201
    seen = (await circle.clients["physio"].get(f"{circle.base}/masks/capture/{own}")).json()
    assert [(mask["reason"], mask["ground"]) for mask in seen["masks"]] == [(SECRET, "L.1110-4")]
    # whom one names afterwards counts, and what another hid is never said to be hidden otherwise
    assert await hidden("physio", own, "representatives", named=[circle.ids["granny"]]) == 201
    seen = (await circle.clients["physio"].get(f"{circle.base}/masks/capture/{own}")).json()
    assert [len(mask["named"]) for mask in seen["masks"]] == [1]
    assert await hidden("mother", of_granny, "protection", family=True) == 409
    stranger = await family.stranger.client.get(f"{circle.base}/masks/capture/{own}")
    assert stranger.status_code == 404


async def test_taking_a_mask_away_keeps_its_history(circle: Circle, query: Any) -> None:
    photo = await add(circle.clients["mother"], circle.family.carnet_id, jpeg())
    await circle.family.mailbox.run_jobs()
    mask = (await circle.hide("mother", "capture", photo, "everyone"))["masks"][0]
    view = (await circle.clients["mother"].get(f"{circle.base}/captures/{photo}")).json()
    assert view["masks"] == ["everyone"]
    assert (await circle.clients["physio"].delete(f"{circle.base}/masks/{mask['id']}")).status_code == 404
    # the other parent decides alike
    assert (await circle.clients["father"].delete(f"{circle.base}/masks/{mask['id']}")).status_code == 204
    assert (await circle.clients["father"].delete(f"{circle.base}/masks/{mask['id']}")).status_code == 404
    row = (await query("SELECT made_name, lifted_name, lifted_at FROM mask"))[0]
    assert row["made_name"].startswith("Anne")
    assert row["lifted_name"].startswith("Marc")
    assert row["lifted_at"]
    traces = (await circle.clients["mother"].get(f"{circle.base}/traces")).json()["traces"]
    assert [t["action"] for t in traces if t["item_id"] == photo and ":mask:" in t["action"]] == [
        "access:mask:show",
        "access:mask:hide",
    ]
