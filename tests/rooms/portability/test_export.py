"""A notebook taken away whole: every file as it arrived, everything written, and nothing that is not this person's."""

import base64
import hashlib
import json
from typing import Any

import msgspec

from backend.rooms.identity.push_jobs import push_waiting
from backend.rooms.portability.format import PARTS, Manifest
from tests.family import Family
from tests.rooms.captures.conftest import jpeg
from tests.rooms.identity import people
from tests.rooms.portability.conftest import SECRET, ask, download, opened, take, url


async def test_every_file_is_there_as_it_arrived_and_everything_written_follows_its_schema(
    family: Family,
    filled: dict[str, str],
) -> None:
    ready, archive = await take(family)
    assert ready["size"] == len(archive)
    zipped = opened(archive)
    manifest = msgspec.json.decode(zipped.read("manifest.json"), type=Manifest)
    files = {str(file.item_id): file for file in manifest.files}
    assert zipped.read(files[filled["photo"]].path) == jpeg()
    assert zipped.read(files[filled["binned"]].path) == jpeg("#334455")
    assert files[filled["photo"]].path.endswith(" Marche de face sans attelle.jpg")
    assert files[filled["binned"]].path.startswith("corbeille/images/")
    assert files[filled["letter"]].path == "documents/CR médicaux/2026-11-03 Compte rendu de consultation.pdf"
    assert files["None"].path == "portrait.webp"
    for file in manifest.files:
        content = zipped.read(file.path)
        assert (len(content), hashlib.sha256(content).hexdigest()) == (file.size, file.sha256)
    for part in manifest.parts:
        content = zipped.read(part.path)
        assert hashlib.sha256(content).hexdigest() == part.sha256
        msgspec.json.decode(content, type=PARTS[part.name].type)  # strict: an unknown field is refused
        json.loads(zipped.read(part.schema))
    assert {part.name for part in manifest.parts} == set(PARTS)
    assert manifest.problems == []
    pages = {"index.html", "index.en.html", "LISEZ-MOI.txt", "manifest.json", "schema/manifest.schema.json"}
    assert set(zipped.namelist()) == pages | {f.path for f in manifest.files} | {
        name for p in manifest.parts for name in (p.path, p.schema)
    }


def read(zipped: Any, name: str) -> Any:
    return json.loads(zipped.read(PARTS[name].path))  # type: ignore[index]


async def test_what_people_wrote_is_in_the_parts(family: Family, filled: dict[str, str]) -> None:
    limit = await family.mother.client.put(f"{family.sheet}/card-limit", json={"months": 6})
    assert limit.status_code == 200, limit.text
    zipped = opened((await take(family))[1])
    assert read(zipped, "urgent_sheet")["card_months"] == 6
    assert read(zipped, "carnet")["given_name"] == "Théo"
    circle = read(zipped, "circle")
    assert [m["relation"] for m in circle["members"]] == ["mère", "père", "", "grand-mère"]
    assert {i["email"] for i in circle["invitations"]} == {
        "marc@example.org",
        "karim@example.org",
        "odile@example.org",
    }
    sheet = read(zipped, "urgent_sheet")
    assert sheet["lines"][0]["content"]["text"] == "La chanson du bateau"
    (allergy,) = next(s for s in read(zipped, "sheets")["sheets"] if s["sheet"] == "allergies")["lines"]
    assert (allergy["versions"][0]["content"]["substance"], allergy["urgent"]["shown"]) == (
        "Pénicilline",
        True,
    )
    assert {change["action"] for change in sheet["changes"]} == {"add", "change"}
    assert [link["name"] for link in sheet["links"]] == ["Carte du cartable"]
    sleep = next(h for h in read(zipped, "habits")["headings"] if h["heading"] == "sleep")
    texts = {v["id"]: v["text"] for v in sleep["versions"]}
    assert set(texts.values()) == {"S’endort avec la chanson.", "Veilleuse bleue."}
    assert [texts[head] for head in sleep["heads"]] == ["Veilleuse bleue."]
    images = {image["id"]: image for image in read(zipped, "images")["images"]}
    assert images[filled["photo"]]["note"].endswith("au parc")
    assert images[filled["photo"]]["tags"] == ["marche"]
    assert images[filled["binned"]]["deleted_at"]
    (letter,) = read(zipped, "documents")["documents"]
    assert letter["written_by"] == "Dr Lenoir, CHU"
    (date,) = read(zipped, "agenda")["items"]
    assert [r["lead"] for r in date["reminders"]] == ["P7D", "P1D", "PT2H"]
    traces = read(zipped, "traces")
    assert "portability:export:ask" in {t["tag"] for t in traces}
    assert all(t["sentence"] for t in traces)


async def test_the_pages_name_what_is_there_and_hold_no_script(
    family: Family, filled: dict[str, str]
) -> None:
    zipped = opened((await take(family))[1])
    for page, words in (("index.html", "Habitudes de vie"), ("index.en.html", "Daily habits")):
        text = zipped.read(page).decode()
        for said in (
            words,
            "Pénicilline",
            "Veilleuse bleue.",
            "Ophtalmologiste",
            "Compte rendu de consultation",
            SECRET,
        ):
            assert said in text
        assert "<script" not in text
        assert "http" not in text.replace('http-equiv="Content-Security-Policy"', "")
    assert "images/2026-" in zipped.read("index.html").decode()


async def test_what_is_hidden_from_me_is_in_no_byte_of_my_copy(
    family: Family, filled: dict[str, str]
) -> None:
    """The number was everyone's once, is in the history, and is kept now. The addresses of others are nowhere either."""
    await family.mother.client.post(
        f"/api/carnets/{family.carnet_id}/invitations",
        json={
            "email": "refuge@example.org",
            "name": "Lise",
            "profile": "carer",
            "message": "Nouvelle adresse : 3 rue X",
        },
    )
    zipped = opened((await take(family, family.father))[1])
    everything = (
        b"\n".join(zipped.read(name) for name in zipped.namelist()) + "\n".join(zipped.namelist()).encode()
    )
    for hidden in (
        SECRET,
        SECRET.replace(" ", ""),
        "refuge@example.org",
        "3 rue X",
        "anne@example.org",
        "karim@example.org",
    ):
        assert hidden.encode() not in everything, hidden
        assert json.dumps(hidden)[1:-1].encode() not in everything
    (line,) = next(s for s in read(zipped, "sheets")["sheets"] if s["sheet"] == "contacts")["lines"]
    for version in line["versions"]:  # the first of them was everyone's
        assert (version["phone_kept"], version["content"].get("phone", "")) == (True, "")
    assert json.loads(zipped.read("manifest.json"))["kept_from_me"] == 1
    assert "gardé par" in zipped.read("index.html").decode()
    mine = opened((await take(family))[1])
    assert SECRET in mine.read(PARTS["sheets"].path).decode()  # the test would see it


async def test_no_secret_of_the_house_is_in_it(family: Family, filled: dict[str, str], query: Any) -> None:
    zipped = opened((await take(family))[1])
    everything = b"\n".join(zipped.read(name) for name in zipped.namelist())
    columns = await query(
        "SELECT table_name AS t, column_name AS c FROM information_schema.columns WHERE table_schema = 'public'"
        " AND (data_type = 'bytea' OR column_name IN ('session_id', 'endpoint', 'device'))"
    )
    shown = {
        ("capture", "sha256"),
        ("document", "sha256"),
        ("document_file", "sha256"),
        ("export_entry", "sha256"),
        ("capture", "tints"),
    }
    found: set[str] = set()
    for table, column in {(c["t"], c["c"]) for c in columns} - shown:
        for row in await query(f'SELECT "{column}" AS v FROM "{table}" WHERE "{column}" IS NOT NULL'):
            value = row["v"] if isinstance(row["v"], bytes) else str(row["v"]).encode()
            if not value:
                continue
            found.add(f"{table}.{column}")
            for form in (value, value.hex().encode(), base64.b64encode(value)):
                assert form not in everything, (table, column)
    assert {
        "carnet_key.wrapped",
        "session.token_hash",
        "emergency_link.sealed",
        "trace.session_id",
        "trace.device",
    } <= found


async def test_asked_twice_it_is_the_same_and_each_has_their_own(family: Family) -> None:
    first = await ask(family)
    assert (await ask(family))["id"] == first["id"]
    await family.mailbox.run_jobs()
    assert (await ask(family))["id"] == first["id"]
    other = await ask(family, family.father)
    assert other["id"] != first["id"]
    for rest in ("", "/archive"):
        hidden = await family.father.client.get(url(family, f"/{first['id']}{rest}"))
        assert hidden.status_code == 404
    mine = (await family.father.client.get(url(family))).json()["mine"]
    assert [one["id"] for one in mine] == [other["id"]]


async def test_asking_wants_a_fresh_proof_and_the_other_parent_is_told(family: Family, clock: Any) -> None:
    await family.mailbox.new()
    clock.advance(minutes=30)
    answer = await family.mother.client.post(url(family))
    assert (answer.status_code, answer.json()["code"]) == (403, "fresh_proof_needed")
    await ask(family)
    await family.mailbox.run_jobs()
    clock.advance(minutes=11)
    await push_waiting.defer(once="push")
    letters = await family.mailbox.new()
    assert [str(one["To"]) for one in letters] == ["marc@example.org"]  # no phone of his has shown it
    assert "a demandé une copie" in people.text(letters[0])
    assert "Théo" not in people.text(letters[0])
    traces = (await family.father.client.get(f"/api/carnets/{family.carnet_id}/traces")).json()["traces"]
    assert any(t["sentence"].endswith("a demandé une copie entière du carnet.") for t in traces)


async def test_what_there_is_to_take_is_known_beforehand(family: Family, filled: dict[str, str]) -> None:
    held = (await family.father.client.get(url(family))).json()["held"]
    assert (held["photos"], held["films"], held["documents"], held["kept_from_me"]) == (2, 0, 1, 1)
    assert held["size"] > len(jpeg())


async def test_each_download_is_traced(family: Family, filled: dict[str, str]) -> None:
    ready, _ = await take(family)
    await download(family.mother.client, family, ready["id"])
    await download(family.mother.client, family, ready["id"], Range="bytes=100-200")
    await download(family.mother.client, family, ready["id"], Range="bytes=300-400")
    traces = (await family.father.client.get(f"/api/carnets/{family.carnet_id}/traces")).json()["traces"]
    said = [t for t in traces if t["action"] == "portability:archive:read"]
    assert len(said) == 3  # two whole ones, and one that is resumed however often
