import asyncio
from datetime import timedelta

import pypdfium2
import pytest
import zxingcpp


async def test_a_code_is_shown_again_and_its_token_stands_nowhere_in_clear(family, query):
    made = await family.link()
    url = made["code"]["url"]
    token = url.rpartition("/")[2]
    assert url.startswith("http://localhost:8000/u/")
    assert len(token) == 43
    shown = await family.father.client.get(f"{family.sheet}/links/{made['link']['id']}/code")
    assert shown.json() == made["code"]
    assert shown.json()["svg"].startswith("<svg")
    (row,) = await query("SELECT * FROM emergency_link")
    assert token.encode() not in row["sealed"]
    assert token not in str(row)
    for table in ("emergency_change", "trace", "procrastinate_jobs"):
        rows = await query(f"SELECT t::text AS text FROM {table} t")
        assert rows or table != "trace"
        assert not any(token in str(r["text"]) for r in rows), table


async def test_a_revoked_code_opens_nothing_and_revoking_twice_is_once(family):
    made = await family.link()
    path = f"{family.sheet}/links/{made['link']['id']}"
    assert (await family.doctor.get(made["code"]["url"])).status_code == 200
    for _ in range(2):
        assert (await family.father.client.delete(path)).status_code == 204
    assert (await family.doctor.get(made["code"]["url"])).status_code == 404
    for method, what in [("GET", "/code"), ("GET", "/card"), ("POST", "/renew")]:
        answer = await family.mother.client.request(method, path + what)
        assert (answer.status_code, answer.json()["code"]) == (410, "link_over")
    (link,) = (await family.mother.client.get(f"{family.sheet}/links")).json()
    assert link["state"] == "revoked"


async def test_a_renewed_code_keeps_its_name_and_the_old_one_says_it_was_replaced(family):
    made = await family.link("Cartable")
    path = f"{family.sheet}/links/{made['link']['id']}"
    new = (await family.mother.client.post(f"{path}/renew")).json()
    assert new["link"]["name"] == "Cartable"
    assert new["code"]["url"] != made["code"]["url"]
    old = await family.doctor.get(made["code"]["url"])
    assert old.status_code == 410
    assert "remplacé" in old.text
    assert "Théo" not in old.text
    assert (await family.doctor.get(new["code"]["url"])).status_code == 200
    assert (await family.mother.client.post(f"{path}/renew")).status_code == 410
    states = {e["id"]: e["state"] for e in (await family.mother.client.get(f"{family.sheet}/links")).json()}
    assert states == {made["link"]["id"]: "replaced", new["link"]["id"]: "live"}


async def test_two_renewals_at_once_leave_one_code(family):
    made = await family.link()
    path = f"{family.sheet}/links/{made['link']['id']}/renew"
    answers = await asyncio.gather(family.mother.client.post(path), family.father.client.post(path))
    assert sorted(a.status_code for a in answers) == [201, 410]
    live = [
        e for e in (await family.mother.client.get(f"{family.sheet}/links")).json() if e["state"] == "live"
    ]
    assert len(live) == 1


async def test_a_code_for_a_time_ends_with_its_last_day(family, clock):
    made = await family.link("Colonie", until="2026-11-22")
    url = made["code"]["url"]
    assert made["link"]["expires_at"].startswith("2026-11-22T23:00")  # midnight in France
    clock.at += timedelta(hours=37)
    assert (await family.doctor.get(url)).status_code == 200
    clock.at += timedelta(hours=2)
    over = await family.doctor.get(url)
    assert over.status_code == 410
    assert "expiré" in over.text
    past = await family.mother.client.post(
        f"{family.sheet}/links", json={"name": "Hier", "until": "2026-11-20"}
    )
    assert past.status_code in {403, 422}


async def test_a_code_has_a_name_and_a_day_to_come(family):
    for body, field in [({"name": " \u200b "}, "name"), ({"name": "x", "until": "2026-11-20"}, "until")]:
        answer = await family.mother.client.post(f"{family.sheet}/links", json=body)
        assert answer.status_code == 422
        assert answer.json()["fields"][0]["name"] == field


async def test_twenty_codes_are_enough(family):
    for n in range(20):
        await family.link(f"Carte {n}")
    answer = await family.mother.client.post(f"{family.sheet}/links", json={"name": "Encore"})
    assert (answer.status_code, answer.json()["code"]) == (409, "too_many_links")


async def test_twenty_are_enough_however_many_are_asked_for_at_once(family):
    for n in range(18):
        await family.link(f"Carte {n}")
    answers = await asyncio.gather(
        *(family.mother.client.post(f"{family.sheet}/links", json={"name": f"Encore {n}"}) for n in range(6))
    )
    assert sorted(answer.status_code for answer in answers) == [201] * 2 + [409] * 4


@pytest.mark.parametrize("language", ["fr", "en"])
async def test_the_card_holds_the_code_and_is_traced(family, query, language):
    await family.add({"section": "allergies", "substance": "Pénicilline"})
    made = await family.link()
    answer = await family.mother.client.get(
        f"{family.sheet}/links/{made['link']['id']}/card", params={"language": language}
    )
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "no-store"
    page = pypdfium2.PdfDocument(answer.content)[0]
    (found,) = zxingcpp.read_barcodes(page.render(scale=200 / 72).to_pil())
    assert found.text == f"{made['code']['url']}#{made['code']['shlink']}"
    assert "PÉNICILLINE" in page.get_textpage().get_text_range()
    rows = await query("SELECT 1 FROM trace WHERE tag = 'emergency:card:print'")
    assert len(rows) == 1


async def test_a_code_until_the_last_day_there_is(family):
    made = await family.link(until="9999-12-31")
    assert made["link"]["expires_at"].startswith("9999-12-30T23:00")
