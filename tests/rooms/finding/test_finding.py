"""Finding, over HTTP: who may not first; then that nothing hidden ever tells; then that everything that changes is found as it stands."""

import logging
from typing import Any

import httpx
import pytest

from backend.kit.words import fold
from backend.rooms.finding.service import KINDS
from tests.conftest import browser
from tests.family import Family
from tests.media.pdf_files import letter
from tests.rooms.captures.conftest import add, jpeg
from tests.rooms.documents.conftest import file_letter, url

WORD = "mirabelle"
DATE = {"kind": "appointment", "title": "Kinésithérapeute", "starts": "2026-12-01T14:30:00", "zone": "Europe/Paris",
        "with_whom": "Karim Saïdi", "place": "12 rue des Cèdres", "note": "Apporter les orthèses"}  # fmt: skip


class Finder:
    def __init__(self, family: Family) -> None:
        self.family, self.url = family, f"/api/carnets/{family.carnet_id}/find"

    async def ask(self, words: str, client: httpx.AsyncClient | None = None, **more: Any) -> dict[str, Any]:
        answer = await (client or self.family.mother.client).post(self.url, json={"words": words, **more})
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    async def titles(self, words: str, client: httpx.AsyncClient | None = None, **more: Any) -> list[str]:
        groups = (await self.ask(words, client, **more))["groups"]
        return ["".join(p["text"] for p in hit["title"] or hit["text"]) for g in groups for hit in g["hits"]]


@pytest.fixture
def finder(family: Family) -> Finder:
    return Finder(family)


async def _dated(family: Family, **more: Any) -> str:
    added = await family.mother.client.post(
        f"/api/carnets/{family.carnet_id}/agenda", json={"content": DATE | more}
    )
    assert added.status_code == 201, added.text
    id: str = added.json()["id"]
    return id


async def _habit(family: Family, id: str, heading: str, text: str, bases: list[str]) -> None:
    written = await family.mother.client.put(
        f"/api/carnets/{family.carnet_id}/habits/{heading}", json={"id": id, "text": text, "bases": bases}
    )
    assert written.status_code == 200, written.text


NIGHT = "00000000-0000-4000-8000-000000000001"
LATER = "00000000-0000-4000-8000-000000000002"


async def test_who_may_not(family: Family, finder: Finder, app: Any) -> None:
    await file_letter(family, title=f"Lettre {WORD}")
    await add(family.mother.client, family.carnet_id, jpeg(), note=f"Photo {WORD}")
    own = await add(family.granny.client, family.carnet_id, jpeg("#222222"), note=f"La mienne, {WORD}")
    await _dated(family, title=f"Rendez-vous {WORD}")
    await _habit(family, NIGHT, "food", f"Une {WORD} au goûter", [])
    async with browser(app) as nobody:
        assert (await nobody.post(finder.url, json={"words": WORD})).status_code == 401
    stranger = await family.stranger.client.post(finder.url, json={"words": WORD})
    assert (stranger.status_code, stranger.json()["code"]) == (404, "not_found")
    # A carer: the habits, and of the images her own. Nothing else is counted, or there to choose from.
    hers = await finder.ask(WORD, family.granny.client)
    assert [(g["kind"], g["count"]) for g in hers["groups"]] == [("capture", 1), ("habit", 1)]
    assert hers["groups"][0]["hits"][0]["id"] == own
    assert {c["name"] for c in hers["categories"]} == {"photos", "sheets.habits"}
    assert {a["name"].split()[0] for a in hers["authors"]} == {"Odile", "Anne"}
    asked = await finder.ask(WORD, family.granny.client, category="documents.medical")
    assert (asked["count"], asked["groups"]) == (0, [])
    assert (await finder.ask(WORD))["count"] == 5
    # A right withdrawn is one at the next request.
    rights = await family.rights_of(family.physio)
    assert (await finder.ask(WORD, family.physio.client))["count"] == 5
    await family.change_access(
        "Karim", rights={c: r for c, r in rights.items() if c not in {"documents.medical", "agenda"}}
    )
    assert (await finder.ask(WORD, family.physio.client))["count"] == 3
    await family.change_access("Karim", rights={"circle": ["read"]})
    refused = await family.physio.client.post(finder.url, json={"words": WORD})
    assert refused.status_code == 404


async def test_nothing_hidden_is_found_counted_or_guessed(family: Family, finder: Finder) -> None:
    """By its word, by a slip of it, by a filter; kept from the helpers, from the parents, or of child protection."""
    letter = await file_letter(family, title="Lettre ordinaire")
    hidden = await file_letter(family, title=f"Compte rendu {WORD}", written_by="Dr Prune")
    secret = await file_letter(
        family, family.physio.client, title=f"Secret {WORD}", hide="representatives", hide_reason="Opposition"
    )
    base = f"/api/carnets/{family.carnet_id}"
    masked = await family.mother.client.post(
        f"{base}/masks", json={"kind": "document", "item_id": hidden, "scope": "everyone"}
    )
    assert masked.status_code == 201, masked.text
    slip = "mirabele"
    for client, sees in (
        (family.mother.client, hidden),
        (family.father.client, hidden),
        (family.physio.client, secret),
    ):
        for words in (WORD, slip, WORD[:5]):
            found = await finder.ask(words, client)
            assert [hit["id"] for g in found["groups"] for hit in g["hits"]] == [sees], words
    everything = await finder.ask("", family.physio.client, category="documents.medical")
    assert {hit["id"] for g in everything["groups"] for hit in g["hits"]} == {letter, secret}
    assert everything["count"] == everything["groups"][0]["count"] == 2
    assert "Dr Prune" not in {a["name"] for a in everything["authors"]}
    assert (await finder.ask("", family.physio.client, author="Dr Prune"))["count"] == 0
    # One letter away from a word of a hidden letter only: as if that word were nowhere.
    assert (await finder.ask("prume", family.physio.client))["count"] == 0
    assert (await finder.ask("prume"))["count"] == 1
    # To child protection nobody but who is named comes near.
    protected = await family.mother.client.post(
        f"{base}/masks", json={"kind": "document", "item_id": letter, "scope": "protection"}
    )
    assert protected.status_code == 201, protected.text
    assert (await finder.ask("ordinaire", family.physio.client))["count"] == 0
    assert (await finder.ask("ordinaire", family.father.client))["count"] == 1


async def test_what_changes_is_found_as_it_stands(family: Family, finder: Finder) -> None:
    mother, base = family.mother.client, f"/api/carnets/{family.carnet_id}"
    id = await file_letter(family, title="Bilan du genou", note="Marche mieux")
    changed = await mother.patch(url(family, id), json={"version": 1, "note": f"Aime la {WORD}"})
    assert changed.status_code == 200, changed.text
    assert await finder.titles("marche") == []
    assert await finder.titles(WORD) == ["Bilan du genou"]
    moved = await mother.patch(url(family, id), json={"version": 2, "category": "documents.school"})
    assert moved.status_code == 200, moved.text
    assert await finder.titles(WORD, category="documents.medical") == []
    assert await finder.titles(WORD, category="documents.school") == ["Bilan du genou"]
    assert (await mother.delete(url(family, id))).status_code == 204
    assert (await finder.ask(WORD))["count"] == 0
    assert (await mother.post(url(family, id, "restore"))).status_code == 200
    assert (await finder.ask(WORD))["count"] == 1
    photo = await add(mother, family.carnet_id, jpeg(), note="Au parc", tags="fauteuil")
    assert await finder.titles("fauteuils") == ["Au parc"]
    assert (
        await mother.patch(f"{base}/captures/{photo}", json={"version": 1, "tags": []})
    ).status_code == 200
    assert (await finder.ask("fauteuil"))["count"] == 0
    dated = await _dated(family)
    content = DATE | {"title": "Orthoptiste"}
    await mother.patch(f"{base}/agenda/{dated}", json={"version": 1, "content": content})
    assert await finder.titles("kinésithérapeute") == []
    assert await finder.titles("orthoptist") == ["Orthoptiste"]
    await _habit(family, NIGHT, "sleep", "Dort avec son lapin", [])
    await _habit(family, LATER, "sleep", "Dort avec son ours", [NIGHT])
    assert (await finder.ask("lapin"))["count"] == 0
    assert await finder.titles("ours") == ["Sommeil nocturne, sieste"]
    for parent, status in ((family.father, 202), (family.mother, 200)):
        await parent.prove()
        assert (await parent.client.post(f"{base}/closing")).status_code == status
    assert (await mother.post(finder.url, json={"words": WORD})).status_code == 404


async def test_what_cannot_be_read_is_told(family: Family, finder: Finder, run_jobs: Any) -> None:
    good = await file_letter(family, title="Jugement")
    bad = await file_letter(family, title="Jugement", content=letter()[:-700])
    await run_jobs()
    (group,) = (await finder.ask("jugement", kind="document"))["groups"]
    assert {hit["id"]: hit["ready"] for hit in group["hits"]} == {good: True, bad: False}


async def test_by_forms_errors_and_filters(family: Family, finder: Finder, query: Any) -> None:
    await file_letter(
        family, title="Opérée du GENOU", category="documents.medical", taken_at="2026-03-01T12:00:00Z",
        note="Œdème après l’intervention. La marche reprend doucement.", written_by="Dr Noël",
    )  # fmt: skip
    await file_letter(
        family, title="Bilan orthophonique", category="documents.paramedical", written_by="Mme Roy"
    )
    await add(family.mother.client, family.carnet_id, jpeg(), note="À la piscine", tags="été,genou")
    await _dated(family)
    card = {"kind": "deadline", "sort": "disability_card", "ends_on": "2027-03-01", "zone": "Europe/Paris"}
    added = await family.mother.client.post(f"/api/carnets/{family.carnet_id}/agenda", json={"content": card})
    assert added.status_code == 201, added.text
    for words, titles in {
        "operer": ["Opérée du GENOU"],
        "OPERATION opérée": ["Opérée du GENOU"],  # nothing has both: what has the most
        "oedeme": ["Opérée du GENOU"],
        "genoux": ["Opérée du GENOU", "À la piscine"],
        "interventions": ["Opérée du GENOU"],
        "ortophonique": ["Bilan orthophonique"],
        "orth": ["Bilan orthophonique", "Kinésithérapeute"],
        "saidi": ["Kinésithérapeute"],
        "le bilan de l'orthophoniste": ["Bilan orthophonique"],
        "été": ["À la piscine"],
        "carte mobilité": ["Carte mobilité inclusion (CMI)"],
        "zzz": [],
        "?!": [],
    }.items():
        assert await finder.titles(words) == titles, words
    # In its sentence, and nothing but what was asked for set apart.
    hit = (await finder.ask("marcher"))["groups"][0]["hits"][0]
    assert "".join(p["text"] for p in hit["text"]) == "La marche reprend doucement."
    assert [p["text"] for p in hit["text"] if p["found"]] == ["marche"]
    # Filters, with and without words; each choice says what it would leave.
    assert await finder.titles("genou", kind="capture") == ["À la piscine"]
    assert await finder.titles("", tag="ETE") == ["À la piscine"]
    assert await finder.titles("", author="dr noel") == ["Opérée du GENOU"]
    assert await finder.titles("", until="2026-06-30", since="2026-02-01") == ["Opérée du GENOU"]
    choices = await finder.ask("genou", kind="capture")
    assert {c["name"]: c["count"] for c in choices["kinds"]} == {"document": 1, "capture": 1}
    assert [c["name"] for c in choices["tags"]] == ["été", "genou"]
    nothing = await finder.ask("")
    assert (nothing["count"], nothing["groups"]) == (0, [])
    assert {c["name"] for c in nothing["kinds"]} == set(KINDS) - {"habit", "line"}
    some = await finder.ask("", kind="document", limit=1)
    assert (some["count"], len(some["groups"][0]["hits"])) == (2, 1)
    for wrong in ({"words": "a" * 201}, {"limit": 0}, {"since": "hier"}, {"kind": "lines"}, {"more": 1}):
        answer = await family.mother.client.post(finder.url, json=wrong)
        assert answer.status_code == 422, wrong
    # The database and the application fold alike: what is found is what is shown as found.
    for said in (
        "Œdème",
        "ÇA",
        "Noël",
        "Straße",
        "Łódź",
        "ｗｉｄｅ",
        "Ψυχή",
        "fiancé",
        "x" * 60,
        "İzmir",
        "naïve",
        "ﬁn",
    ):
        row = await query("SELECT find_fold(lower(normalize($1, NFC))) AS folded", said)
        assert row[0]["folded"] == fold(said), said


async def test_a_search_leaves_one_line_and_its_words_nowhere(
    family: Family, finder: Finder, query: Any, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for words in (WORD, f"{WORD}s", "zzz"):
        await finder.ask(words)
    await finder.ask(WORD, kind="document")
    wrong = await family.mother.client.post(finder.url, json={"words": WORD, "limit": WORD})
    assert wrong.status_code == 422
    lines = await query("SELECT tag, right_used FROM trace WHERE tag LIKE 'finding:%' ORDER BY tag")
    assert [line["tag"] for line in lines] == ["finding:carnet:read", "finding:documents:read"]
    tables = await query("SELECT tablename AS t FROM pg_tables WHERE schemaname = 'public'")
    for table in tables:
        held = await query(f'SELECT 1 FROM "{table["t"]}" x WHERE x::text ILIKE $1 LIMIT 1', f"%{WORD}%")
        assert held == [], table["t"]
    assert WORD not in caplog.text
    assert WORD not in wrong.text


async def test_the_home_cards_read_no_page(
    family: Family, finder: Finder, run_jobs: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is told of a letter is its title; its pages are unsealed for who looks for words."""
    from backend.rooms.documents import words

    asked: list[int] = []
    said = words.said

    async def counted(carnet_id: Any, ids: Any) -> Any:
        asked.append(len(ids))
        return await said(carnet_id, ids)

    monkeypatch.setattr(words, "said", counted)
    id = await file_letter(family)
    await run_jobs()
    circle = (await family.mother.client.get(f"/api/carnets/{family.carnet_id}/shown/document/{id}")).json()
    to = [one["person_id"] for one in circle["people"]]
    base = f"/api/carnets/{family.carnet_id}/shown"
    assert (await family.mother.client.post(f"{base}/document/{id}", json={"to": to})).status_code == 200
    assert len((await family.physio.client.get(base)).json()) == 1
    await finder.ask("", category="documents.medical")
    assert asked == []
    await finder.ask("marche")
    assert asked == [1]


async def test_what_is_written_on_a_page_is_found_where_it_stands(
    family: Family, finder: Finder, run_jobs: Any, query: Any
) -> None:
    """On its page, in its line; and to nobody who may not read the letter, not even by a slip, a count or a guess."""
    id = await file_letter(
        family,
        title="Bilan",
        note="Une note",
        content=letter([f"Il aime beaucoup la {WORD}", "et les opérations."], pages=2),
    )
    other = await file_letter(family, title=f"La {WORD}", content=letter(["Rien de plus."]))
    assert await finder.titles(f"{WORD}s") == [f"La {WORD}"]  # before its pages are read
    await run_jobs()
    assert await finder.titles(f"{WORD}s") == [f"La {WORD}", "Bilan"]  # a title says more
    for words in ("opérées", "mirabele bilan", "beaucoup aimer"):
        hits = (await finder.ask(words))["groups"][0]["hits"]
        assert [hit["id"] for hit in hits] == [id], words
    hit = (await finder.ask("bilan operation"))["groups"][0]["hits"][0]
    assert (hit["page"], hit["recognised"]) == (1, False)
    assert [p["text"] for p in hit["text"] if p["found"]] == ["opérations"]
    titled = (await finder.ask(WORD))["groups"][0]["hits"][0]
    assert (titled["id"], titled["page"], titled["text"]) == (other, None, [])
    # What nobody may see of it.
    carer = await finder.ask(WORD, family.granny.client)
    assert (carer["count"], carer["groups"]) == (0, [])
    masked = await family.mother.client.post(
        f"/api/carnets/{family.carnet_id}/masks",
        json={"kind": "document", "item_id": id, "scope": "everyone"},
    )
    assert masked.status_code == 201, masked.text
    for words in ("operations", "opperations", "beaucoup"):
        assert (await finder.ask(words, family.physio.client))["count"] == 0, words
        assert (await finder.ask(words))["count"] == 1, words
    assert (await family.mother.client.delete(url(family, id))).status_code == 204
    assert (await finder.ask("operations"))["count"] == 0
    # Sealed: the row holds nothing that reads.
    for row in await query("SELECT x::text AS said FROM document_words x"):
        assert WORD not in row["said"]
        assert WORD.encode().hex() not in row["said"]
