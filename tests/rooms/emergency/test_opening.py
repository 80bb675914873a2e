"""The doctor's scan: what is seen, what is traced, who is told, and who is not."""

import asyncio
import logging
import re
from datetime import timedelta

import pytest

from backend.rooms.emergency.page import HEADERS, WIRE
from tests.conftest import browser
from tests.family import PHONE
from tests.rooms.identity.people import text

PENICILLIN = {"section": "allergies", "substance": "Pénicilline", "reaction": "choc anaphylactique"}


@pytest.fixture
async def url(family) -> str:
    await family.add(PENICILLIN)
    return (await family.link())["code"]["url"]


async def openings(query) -> list[dict]:
    return await query("SELECT * FROM trace WHERE tag = 'emergency:code:open' ORDER BY at, id")


async def mails(family) -> list[tuple[str, str]]:
    found = await family.mailbox.new()
    return sorted((m["To"], m["Subject"]) for m in found if "urgence" in m["Subject"])


async def test_someone_without_an_account_reads_it_at_once_and_the_family_is_told(family, url, query):
    answer = await family.doctor.get(url)
    assert answer.status_code == 200
    for said in (
        "Théo MOREAU, 10 ans, garçon",
        "Pénicilline",
        "choc anaphylactique",
        "Jamais relue en entier",
    ):
        assert said in answer.text
    assert "Hémiplégie gauche" in answer.text  # said when the notebook was opened
    (trace,) = await openings(query)
    assert trace["person_name"] == ""
    assert trace["device"] == "Chrome sur Android"
    told = await family.mailbox.new()
    assert sorted(m["To"] for m in told) == ["anne@example.org", "marc@example.org"]
    assert "10 h 00" in text(told[0]).replace("\u202f", " ")
    assert "Pénicilline" not in text(told[0])
    assert url.rpartition("/")[2] not in text(told[0])


async def test_the_headers_are_few_and_strict(family, url):
    answer = await family.doctor.get(url)
    headers = answer.headers
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert "noindex" in headers["x-robots-tag"]
    assert headers["x-content-type-options"] == "nosniff"
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "script-src" not in policy
    assert re.search(r"style-src 'sha256-[A-Za-z0-9+/=]{44}'", policy)
    assert "set-cookie" not in headers
    size = sum(len(name) + len(value) + 4 for name, value in headers.items())
    # the status line, what a proxy adds (date, server, transport security, connection), and a blank line
    assert size + 300 <= HEADERS < WIRE


async def test_gzip_only_for_who_takes_it(family, url):
    packed = await family.doctor.get(url)
    assert packed.headers["content-encoding"] == "gzip"
    plain = await family.doctor.get(url, headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    refused = await family.doctor.get(url, headers={"Accept-Encoding": "gzip;q=0, br"})
    assert "content-encoding" not in refused.headers
    assert plain.text == packed.text == refused.text


async def test_english_for_an_english_browser(family, url):
    answer = await family.doctor.get(url, headers={"Accept-Language": "en-GB,en;q=0.8"})
    assert "<html lang=en>" in answer.text
    assert "10 years, boy" in answer.text
    assert answer.headers["content-language"] == "en"


@pytest.mark.parametrize("path", ["the sheet", "/u/", "/u/not-a-code"])
@pytest.mark.parametrize(
    ("accept", "language"),
    [
        ("de-DE,de;q=0.9", "en"),
        ("ar", "en"),
        ("pt-BR,pt;q=0.9,*;q=0.1", "en"),
        ("de,en;q=0.5,fr;q=0.4", "en"),
        ("de,en;q=0.4,fr;q=0.5", "fr"),
        ("de,fr;q=0.2", "fr"),
        ("fr;q=0,it", "en"),
        ("*", "fr"),
        ("", "fr"),
        (";;,=\x7f", "fr"),
    ],
)
async def test_a_browser_that_asks_for_neither_gets_english(family, url, accept, language, path):
    where = url if path == "the sheet" else path
    answer = await family.doctor.get(where, headers={"Accept-Language": accept})
    assert f"<html lang={language}>" in answer.text
    assert answer.headers["content-language"] == language
    assert len(answer.content) < WIRE


async def test_a_browser_that_says_nothing_gets_french(family, url):
    del family.doctor.headers["Accept-Language"]
    assert "<html lang=fr>" in (await family.doctor.get(url)).text


async def test_a_reload_does_not_alert_again_and_a_later_look_does(family, url, query, clock):
    answers = await asyncio.gather(*(family.doctor.get(url) for _ in range(5)))
    assert {a.status_code for a in answers} == {200}
    clock.advance(minutes=29)
    await family.doctor.get(url)
    assert len(await openings(query)) == 1
    assert len(await mails(family)) == 2
    clock.advance(minutes=2)
    await family.doctor.get(url)
    assert len(await openings(query)) == 2
    assert len(await mails(family)) == 2


async def test_another_device_is_another_reader(app, family, url, query):
    await family.doctor.get(url)
    async with browser(app, **{"User-Agent": PHONE.replace("Chrome", "Firefox")}) as other:
        await other.get(url)
    assert len(await openings(query)) == 2
    stored = str(await openings(query))
    assert "127.0.0.1" not in stored
    assert "Mozilla" not in stored


async def test_the_familys_own_look_alerts_nobody_and_is_traced(family, url, query):
    answer = await family.father.client.get(url)
    assert answer.status_code == 200
    assert "personne n’est alerté" in answer.text.replace("\u202f", " ")
    (trace,) = await openings(query)
    assert trace["person_name"] == "Marc Moreau"
    assert await mails(family) == []
    links = (await family.mother.client.get(f"{family.sheet}/links")).json()
    assert links[0]["last_used_at"] is None


async def test_a_professional_or_stranger_who_scans_is_named_to_the_family(family, url, query):
    for who in (family.physio, family.stranger):
        assert "prévenue" in (await who.client.get(url)).text
    assert {t["person_name"] for t in await openings(query)} == {"Karim Moreau", "Zoé Moreau"}
    assert len(await mails(family)) == 4


@pytest.mark.parametrize(
    "agent", ["WhatsApp/2.23.20.0", "TelegramBot (like TwitterBot)", "facebookexternalhit/1.1"]
)
async def test_a_preview_holds_nothing_and_alerts_nobody(app, family, url, query, agent):
    async with browser(app, **{"User-Agent": agent}) as machine:
        answer = await machine.get(url)
        same = await machine.get(url[:-43] + "A" * 43)
    assert answer.status_code == 200
    assert answer.text == same.text
    assert "Théo" not in answer.text
    assert "Pénicilline" not in answer.text
    assert await openings(query) == []
    assert await mails(family) == []


async def test_head_and_prefetch_hold_nothing_and_alert_nobody(family, url, query):
    unknown = url[:-43] + "A" * 43
    heads = [await family.doctor.head(u) for u in (url, unknown)]
    assert [h.status_code for h in heads] == [200, 200]
    assert heads[0].headers["cache-control"] == "no-store"
    ahead = await family.doctor.get(url, headers={"Sec-Purpose": "prefetch"})
    assert ahead.status_code == 503
    assert "Théo" not in ahead.text
    assert await openings(query) == []
    assert await mails(family) == []


async def test_unknown_revoked_and_malformed_codes_look_the_same(family, url):
    made = await family.link("autre")
    await family.mother.client.delete(f"{family.sheet}/links/{made['link']['id']}")
    base = url[:-43]
    answers = [
        await family.doctor.get(u)
        for u in (
            made["code"]["url"],
            base + "A" * 43,
            base + "short",
            base + "%2e%2e%2fetc",
            base + "é" * 43,
        )
    ]
    assert {a.status_code for a in answers} == {404}
    assert len({a.text for a in answers}) == 1
    kept = [{k: v for k, v in a.headers.items() if k != "x-request-id"} for a in answers]
    assert all(headers == kept[0] for headers in kept)
    assert "appelez le 15" in answers[0].text
    assert "Théo" not in answers[0].text


async def test_unknown_codes_are_limited_by_address_and_known_ones_still_open(family, url, query):
    unknown = url[:-43] + "A" * 43
    answers = await asyncio.gather(*(family.doctor.get(unknown) for _ in range(50)))
    codes = [a.status_code for a in answers]
    assert codes.count(404) == 30
    assert codes.count(429) == 20
    busy = next(a for a in answers if a.status_code == 429)
    assert int(busy.headers["retry-after"]) > 0
    assert "Trop d’essais" in busy.text
    assert (await family.doctor.get(url)).status_code == 200
    assert len(await openings(query)) == 1


async def test_the_token_never_reaches_a_log(family, url, caplog):
    with caplog.at_level(logging.DEBUG):
        await family.doctor.get(url)
        await family.doctor.get(url[:-43] + "A" * 43)
        await family.mailbox.run_jobs()
    token = url.rpartition("/")[2]
    for record in caplog.records:
        # httpx is this test's own client, not the server
        if record.name.split(".")[0] not in {"httpx", "httpcore"}:
            assert token not in f"{record.getMessage()} {record.__dict__}", record.name


async def test_when_the_database_is_away_the_doctor_still_gets_a_page(family, url, monkeypatch):
    async def away(*_: object) -> None:
        raise OSError("the database is away")

    from backend.rooms.emergency import link_queries

    monkeypatch.setattr(link_queries, "by_digest", away)
    answer = await family.doctor.get(url)
    assert answer.status_code == 503
    assert answer.headers["content-type"].startswith("text/html")
    assert "La fiche ne répond pas" in answer.text
    assert "tel:112" in answer.text


async def test_if_the_notice_cannot_be_queued_nothing_is_traced_either(family, url, query, monkeypatch):
    from backend.rooms.emergency import jobs

    async def fails(**_: object) -> None:
        raise RuntimeError("no queue")

    monkeypatch.setattr(type(jobs.tell_opening), "defer", lambda self, **values: fails(**values))
    assert (await family.doctor.get(url)).status_code == 503
    assert await openings(query) == []


async def test_a_clock_set_back_neither_hides_nor_breaks_anything(family, url, query, clock):
    await family.doctor.get(url)
    clock.at -= timedelta(hours=3)
    assert (await family.doctor.get(url)).status_code == 200
    (link,) = await query("SELECT last_used_at FROM emergency_link")
    assert link["last_used_at"] == clock.at + timedelta(hours=3)


async def test_the_overloaded_sheet_of_a_real_notebook_fits_the_wire(family, url):
    for n in range(30):
        await family.add({"section": "history", "name": f"Antécédent {n}", "note": f"{n} " * 200})
        await family.add({"section": "todo", "title": f"À faire {n}", "text": "été " * 140, "tone": "do"})
    for encoding in ("gzip", "identity"):
        async with family.doctor.stream("GET", url, headers={"Accept-Encoding": encoding}) as answer:
            body = b"".join([chunk async for chunk in answer.aiter_raw()])
            sent = sum(len(k) + len(v) + 4 for k, v in answer.headers.raw) + len(body)
        assert sent <= WIRE
