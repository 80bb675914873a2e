"""Consent, as it is kept: the text, its fingerprint, who, when, on which device, for whom; withdrawn when. And its receipt."""

import hashlib
from typing import Any

import asyncpg
import httpx
import pypdfium2
import pytest

from backend.rooms.access.consent_texts import TEXTS
from tests.family import Family, Member

KEYS = {"give_team", "give_self", "give", "give_all", "medical", "professional", "none", "own", "represent"}


async def texts(family: Family, language: str = "fr") -> dict[str, dict[str, str]]:
    answer = await family.mother.client.get("/api/access/consents", headers={"Accept-Language": language})
    return {one["key"]: one for one in answer.json()}


def said(text: dict[str, str]) -> dict[str, str]:
    return {name: text[name] for name in ("version", "language", "sha256")}


async def invite(family: Family, **parts: Any) -> httpx.Response:
    body = {"email": family.stranger.email, "name": "Zoé", "model": "speech_therapist", **parts}
    return await family.mother.client.post(f"/api/carnets/{family.carnet_id}/invitations", json=body)


def words_of(answer: httpx.Response) -> str:
    assert answer.status_code == 200, answer.text
    document = pypdfium2.PdfDocument(answer.content)
    pages = [page.get_textpage().get_text_bounded() for page in document]
    return " ".join(" ".join(pages).replace("\u00a0", " ").split())


def test_every_text_is_there_in_both_languages_and_typeset() -> None:
    for version in TEXTS.values():
        assert set(version) == KEYS
        for by_language in version.values():
            assert set(by_language) == {"fr", "en"}
            assert not any(f" {sign}" in by_language["fr"] for sign in ":;!?»")
            assert "'" not in by_language["fr"] + by_language["en"]


async def test_what_was_seen_by_whom_and_when_is_kept_on_both_sides(family: Family, query: Any) -> None:
    give = (await texts(family))["give"]
    assert hashlib.sha256(give["text"].encode()).hexdigest() == give["sha256"]
    made = await invite(family, consent=said(give))
    assert made.status_code == 201, made.text
    token = made.json()["url"].partition("#")[2]
    preview = (await family.doctor.post("/api/invitations/open", json={"token": token})).json()
    assert preview["consent"]["key"] == "medical"
    body = {"token": token, "consent": said(preview["consent"])}
    assert (await family.stranger.client.post("/api/invitations/accept", json=body)).status_code == 200
    rows = await query(
        "SELECT * FROM consent WHERE habilitation_id IS NOT NULL AND text <> '' ORDER BY at, id"
    )
    assert [(r["act"], r["person_name"].split()[0], r["about_name"].split()[0]) for r in rows] == [
        ("give", "Anne", "Zoé"),
        ("accept", "Zoé", "Zoé"),
    ]
    assert [r["text"] for r in rows] == [give["text"], preview["consent"]["text"]]
    assert all(hashlib.sha256(r["text"].encode()).digest() == r["sha256"] for r in rows)
    assert all(r["device"] and r["version"] == "2026-11-21" and r["withdrawn_at"] is None for r in rows)
    assert rows[0]["rights"] == rows[1]["rights"]


@pytest.mark.parametrize(
    "wrong",
    [{"sha256": "0" * 64}, {"version": "2020-01-01"}, {"language": "en"}],
)
async def test_another_text_is_not_that_one(family: Family, wrong: dict[str, str]) -> None:
    known = await texts(family)
    answer = await invite(family, consent=said(known["give"]) | wrong)
    assert (answer.status_code, [f["name"] for f in answer.json()["fields"]]) == (422, ["consent"])
    # nor that of a representative, for somebody who is none
    answer = await invite(family, consent=said(known["give_all"]))
    assert answer.status_code == 422
    made = await invite(family, consent=said(known["give"]))
    token = made.json()["url"].partition("#")[2]
    body = {"token": token, "consent": said(known["none"])}
    assert (await family.stranger.client.post("/api/invitations/accept", json=body)).status_code == 422
    assert (await family.stranger.client.get(f"/api/carnets/{family.carnet_id}")).status_code == 404


async def enter(family: Family) -> str:
    """The habilitation of a speech therapist, with both texts."""
    made = await invite(family, consent=said((await texts(family))["give"]), reason="Bilan de langage")
    token = made.json()["url"].partition("#")[2]
    preview = (await family.stranger.client.post("/api/invitations/open", json={"token": token})).json()
    body = {"token": token, "consent": said(preview["consent"])}
    assert (await family.stranger.client.post("/api/invitations/accept", json=body)).status_code == 200
    return await family.habilitation("Zoé")


async def receipt(family: Family, who: Member, habilitation: str, language: str = "fr") -> httpx.Response:
    url = f"/api/carnets/{family.carnet_id}/habilitations/{habilitation}/receipt"
    return await who.client.get(url, params={"language": language})


async def test_both_have_the_receipt_and_nobody_else(family: Family, app: Any) -> None:
    id = await enter(family)
    for who in (family.mother, family.father, family.stranger):
        read = words_of(await receipt(family, who, id))
        for part in (
            "Théo",
            "Zoé Moreau",
            "Orthophoniste",
            "Bilan de langage",
            "secret médical",
            "CR paramédicaux",
            "SHA-256",
        ):
            assert part in read, part
        assert "Ne voit pas" in read
    assert "medical secrecy" in words_of(await receipt(family, family.mother, id, "en"))
    # each reads on it the device they used, and nobody else's
    assert "Chrome" in words_of(await receipt(family, family.mother, id))
    assert "Chrome" not in words_of(await receipt(family, family.father, id))
    for who in (family.physio, family.granny):
        assert (await receipt(family, who, id)).status_code == 404
    assert (
        await family.doctor.get(f"/api/carnets/{family.carnet_id}/habilitations/{id}/receipt")
    ).status_code == 401
    told = (await family.mother.client.get(f"/api/carnets/{family.carnet_id}/traces")).text
    assert "a pris le reçu d’un accès" in told


async def test_a_change_and_a_withdrawal_are_on_it(family: Family) -> None:
    id = await enter(family)
    await family.change_access("Zoé", rights={"sheets.habits": ["read"]})
    url = f"/api/carnets/{family.carnet_id}/habilitations/{id}"
    assert (await family.mother.client.delete(url)).status_code == 204
    read = words_of(await receipt(family, family.father, id))
    assert "a changé cet accès" in read
    assert "Accès retiré le" in read
    assert "Retiré par Anne Moreau" in read
    assert (await receipt(family, family.stranger, id)).status_code == 404


async def test_phones_of_before_show_no_text_and_the_receipt_says_so(family: Family) -> None:
    read = words_of(await receipt(family, family.mother, await family.habilitation("Karim")))
    assert "n’affichait pas de texte" in read
    own = await family.habilitation("Anne")
    assert "rien n’a été gardé" in words_of(await receipt(family, family.mother, own))


async def test_what_was_agreed_to_is_never_rewritten(family: Family, query: Any) -> None:
    await enter(family)
    for change in ("text = 'autre'", "at = now()", "rights = '{}'", "habilitation_id = gen_random_uuid()"):
        with pytest.raises(asyncpg.RaiseError):
            await query(f"UPDATE consent SET {change} WHERE habilitation_id IS NOT NULL")


async def test_a_cancelled_refused_or_replaced_invitation_withdraws_it(family: Family, query: Any) -> None:
    await invite(family, name="Zoé, mal écrit")
    made = (await invite(family)).json()
    base = f"/api/carnets/{family.carnet_id}/invitations/{made['invitation']['id']}"
    assert (await family.mother.client.delete(base)).status_code == 204
    again = (await invite(family)).json()["url"].partition("#")[2]
    assert (
        await family.stranger.client.post("/api/invitations/refuse", json={"token": again})
    ).status_code == 204
    rows = await query("SELECT withdrawn_name FROM consent WHERE model = 'speech_therapist' ORDER BY at, id")
    assert [r["withdrawn_name"].split()[0] for r in rows] == ["Anne", "Anne", "Zoé"]


async def test_who_enters_by_one_link_ends_what_was_agreed_with_the_others(
    family: Family, query: Any
) -> None:
    await invite(family)
    facing = (await invite(family, email="")).json()["url"].partition("#")[2]
    entered = await family.stranger.client.post("/api/invitations/accept", json={"token": facing})
    assert entered.status_code == 200, entered.text
    rows = await query(
        "SELECT act, withdrawn_at IS NULL AS stands FROM consent WHERE model = 'speech_therapist' ORDER BY at, id"
    )
    assert [(r["act"], r["stands"]) for r in rows] == [("give", False), ("give", True), ("accept", True)]
