"""The relay sheet over HTTP: who may not, then that it tells all of what is open and nothing else, and that its addresses die."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import pypdfium2
import pytest

from backend.kit.days import ZONE, day_of
from tests.conftest import MovingClock
from tests.family import Family, Member
from tests.rooms.identity import people

ALL = ["allergies", "day", "treatments", "habits", "contacts", "changes"]


def url(family: Family, *more: str) -> str:
    return "/".join([f"/api/carnets/{family.carnet_id}/relay", *more])


async def written(family: Family, sheet: str, content: dict[str, Any], place: str = "") -> None:
    address = f"/api/carnets/{family.carnet_id}/sheets/{sheet}/{place or uuid4()}"
    body = {"id": str(uuid4()), "content": content, "bases": []}
    answer = await family.mother.client.put(address, json=body)
    assert answer.status_code == 200, answer.text


async def noted(family: Family, content: dict[str, Any], at: datetime) -> None:
    body = {"id": str(uuid4()), "content": content, "happened_at": at.isoformat()}
    answer = await family.mother.client.put(
        f"/api/carnets/{family.carnet_id}/journal/entries/{uuid4()}", json=body
    )
    assert answer.status_code == 200, answer.text


async def read(family: Family, who: Member, language: str = "fr") -> Any:
    answer = await who.client.get(url(family), headers={"Accept-Language": language})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def address(
    family: Family, clock: MovingClock, parts: list[str] | None = None, hours: float = 12
) -> Any:
    until = (clock.now() + timedelta(hours=hours)).isoformat()
    body = {"name": "Mamie et Papi", "until": until, "parts": parts or ALL}
    await family.mother.prove()
    made = await family.mother.client.post(url(family, "links"), json=body)
    assert made.status_code == 201, made.text
    return made.json()


@pytest.fixture
async def evening(family: Family, clock: MovingClock) -> Family:
    """Written at ten in the morning; it is now 21 h 30: the dose of noon was given, nobody noted the one of 20 h."""
    line = str(uuid4())
    times = ["09:00", "12:00", "20:00", "22:00"]
    said: list[tuple[str, str, dict[str, Any]]] = [
        (
            "medication",
            line,
            {"kind": "treatment", "name": "Valproate", "amount": 2.5, "unit": "ml", "times": times},
        ),
        (
            "medication",
            "",
            {"kind": "treatment", "name": "Midazolam", "schedule": "si crise", "apart_hours": 6},
        ),
        (
            "medication",
            "",
            {"kind": "treatment", "name": "Ancien", "times": ["22:00"], "stopped_on": "2026-01-01"},
        ),
        ("allergies", "", {"kind": "allergy", "substance": "Arachide", "reaction": "œdème"}),
        (
            "contacts",
            "",
            {"kind": "relative", "name": "Odile", "relation": "grand-mère", "phone": "06 11 22 33 44"},
        ),
        (
            "contacts",
            "",
            {"kind": "relative", "name": "Voisin", "phone": "06 99 99 99 99", "phone_seen": "me"},
        ),
    ]
    for sheet, place, content in said:
        await written(family, sheet, content, place)
    clock.advance(hours=11, minutes=30)
    noon = clock.now() - timedelta(hours=9, minutes=25)
    dose = {"kind": "treatment", "name": "Valproate", "outcome": "given", "line": line, "due": "12:00"}
    await noted(family, dose, noon)
    await noted(family, {"kind": "good", "text": "A ri à la balançoire"}, noon)
    return family


async def test_who_may_not(family: Family, clock: MovingClock) -> None:
    body = {"name": "Mamie", "until": (clock.now() + timedelta(hours=2)).isoformat(), "parts": ["day"]}
    calls = [
        ("GET", url(family), None),
        ("GET", url(family, "print"), None),
        ("GET", url(family, "links"), None),
        ("POST", url(family, "links"), body),
        ("DELETE", url(family, "links", str(uuid4())), None),
    ]
    for method, where, sent in calls:
        assert (await family.doctor.request(method, where, json=sent)).status_code == 401, (method, where)
        assert (await family.stranger.client.request(method, where, json=sent)).status_code == 404, (
            method,
            where,
        )
    for who in (family.physio, family.granny):
        for method, where, sent in calls[2:]:
            assert (await who.client.request(method, where, json=sent)).status_code == 404, (method, where)


async def test_it_tells_what_was_given_what_was_not_and_what_is_to_be(evening: Family) -> None:
    sheet = await read(evening, evening.mother)
    assert sheet["parts"] == ALL
    told = [(one["name"], one["state"], one["outcome"]) for one in sheet["doses"]]
    assert told == [
        ("Valproate", "noted", "donné"),  # 12 h; at nine in the morning the sheet did not ask for it yet
        ("Valproate", "late", ""),  # 20 h
        ("Valproate", "due", ""),  # 22 h
        ("Valproate", "due", ""),  # 9 h, tomorrow
        ("Midazolam", "no_hour", ""),
    ]
    assert {one["dose"] for one in sheet["doses"][:4]} == {"2,5 ml"}
    assert sheet["allergies"] == {
        "lines": [
            {"name": "Arachide", "text": "Ce qui se passe\u202f: œdème", "doubt": False, "confirmed_on": None}
        ],
        "answer": "",
    }
    assert [one["words"] for one in sheet["day"] if one["kind"] == "good"] == [["A ri à la balançoire"]]
    english = await read(evening, evening.mother, "en")
    assert english["doses"][0]["dose"] == "2.5 ml"
    assert english["doses"][0]["outcome"] == "given"


async def test_each_sees_the_parts_that_are_open_to_them(evening: Family) -> None:
    await evening.change_access("Odile", rights={"sheets.habits": ["read"]})
    sheet = await read(evening, evening.granny)
    assert sheet["parts"] == ["habits", "changes"]
    assert (sheet["allergies"], sheet["doses"], sheet["day"], sheet["contacts"], sheet["changes"]) == (
        None,
        [],
        [],
        [],
        [],
    )
    assert (sheet["may_share"], sheet["readings"]) == (False, [])
    # A number that its owner keeps is kept here too.
    contacts = {one["name"]: one for one in (await read(evening, evening.father))["contacts"]}
    assert contacts["Odile"]["phone"] == "06 11 22 33 44"
    assert (contacts["Voisin"]["phone"], contacts["Voisin"]["phone_kept"]) == ("", True)


async def test_what_changed_is_told_since_this_person_last_read(evening: Family, clock: MovingClock) -> None:
    first = await read(evening, evening.father)
    assert first["first"] is True
    assert {one["where"] for one in first["changes"]} >= {"Traitement médicamenteux", "Allergies"}
    clock.advance(hours=2)
    assert (await read(evening, evening.father))["changes"] == []
    clock.advance(minutes=1)
    await written(evening, "allergies", {"kind": "allergy", "substance": "Latex"})
    clock.advance(minutes=30)
    again = await read(evening, evening.father)
    assert [(one["text"], one["by"].split()[0]) for one in again["changes"]] == [("Latex", "Anne")]
    # Opened again a moment later it is still told, and whoever wrote it is told nothing of it.
    clock.advance(minutes=30)
    assert len((await read(evening, evening.father))["changes"]) == 1
    mother = await read(evening, evening.mother)
    assert mother["changes"] == []
    assert [one["name"].split()[0] for one in mother["readings"]].count("Marc") == 3


async def test_an_address_opens_it_to_who_has_no_account_until_it_dies(
    evening: Family, clock: MovingClock, query: Any
) -> None:
    made = await address(evening, clock, ["treatments", "contacts"])
    page = await evening.doctor.get(made["url"])
    assert page.status_code == 200, page.text
    assert page.headers["cache-control"] == "no-store"
    assert "default-src 'none'" in page.headers["content-security-policy"]
    text = page.text
    assert (
        "Non communiqué ici\u202f: allergies, comment le jour s’est passé, habitudes, ce qui a changé" in text
    )
    assert "Valproate 2,5 ml" in text
    assert "prévu, pas noté" in text
    assert "06 11 22 33 44" in text
    for closed in ("06 99 99 99 99", "Arachide", "balançoire"):
        assert closed not in text
    (trace,) = await query("SELECT * FROM trace WHERE tag = 'relay:address:read'")
    assert (trace["person_name"], trace["device"]) == ("", "Chrome sur Android")
    (link,) = (await evening.mother.client.get(url(evening, "links"))).json()
    assert (link["live"], link["readings"]) == (True, 1)
    assert "Mamie et Papi" in [one["name"] for one in (await read(evening, evening.mother))["readings"]]
    clock.advance(hours=12, minutes=1)
    over = await evening.doctor.get(made["url"])
    assert over.status_code == 404
    assert "n’ouvre plus rien" in over.text
    assert "Valproate" not in over.text


async def test_an_address_dies_when_it_is_closed_and_with_the_right_of_who_made_it(
    evening: Family, clock: MovingClock
) -> None:
    made = await address(evening, clock)
    closing = url(evening, "links", made["link"]["id"])
    for _ in range(2):
        assert (await evening.mother.client.delete(closing)).status_code == 204
    assert (await evening.doctor.get(made["url"])).status_code == 404
    await evening.father.prove()
    fathers = await evening.father.client.post(
        url(evening, "links"),
        json={"name": "École", "until": (clock.now() + timedelta(days=20)).isoformat(), "parts": ["day"]},
    )
    assert fathers.status_code == 201
    assert (await evening.doctor.get(fathers.json()["url"])).status_code == 200
    # By a recorded decision he decides nothing more.
    mother = (await evening.access("Anne"))["person"]["id"]
    decision = {"kind": "exclusive", "person_id": mother, "since": "2026-01-01", "proof": "Jugement"}
    decided = await evening.mother.client.post(f"/api/carnets/{evening.carnet_id}/decisions", json=decision)
    assert decided.status_code == 201, decided.text
    assert (await evening.doctor.get(fathers.json()["url"])).status_code == 200, "it takes effect in a week"
    clock.advance(days=7, minutes=1)
    assert (await evening.doctor.get(fathers.json()["url"])).status_code == 404


async def test_what_an_address_may_be(evening: Family, clock: MovingClock) -> None:
    await evening.mother.prove()
    later = (clock.now() + timedelta(hours=1)).isoformat()
    for wrong, field in (
        ({"name": " \u200b ", "until": later, "parts": ["day"]}, "name"),
        ({"name": "A", "until": clock.now().isoformat(), "parts": ["day"]}, "until"),
        ({"name": "A", "until": (clock.now() + timedelta(days=32)).isoformat(), "parts": ["day"]}, "until"),
    ):
        answer = await evening.mother.client.post(url(evening, "links"), json=wrong)
        assert (answer.status_code, answer.json()["fields"][0]["name"]) == (422, field), answer.text
    shows_less = {"name": "A", "until": later, "parts": ["day", "nothing"]}
    assert (await evening.mother.client.post(url(evening, "links"), json=shows_less)).status_code == 422
    for _ in range(20):
        await address(evening, clock, ["day"])
    body = {"name": "A", "until": later, "parts": ["day"]}
    full = await evening.mother.client.post(url(evening, "links"), json=body)
    assert (full.status_code, full.json()["code"]) == (409, "too_many_relay_links")


async def test_a_preview_reads_nothing_and_an_unknown_address_is_not_guessed(
    evening: Family, clock: MovingClock
) -> None:
    made = await address(evening, clock)
    seen = await evening.doctor.get(made["url"], headers={"User-Agent": "WhatsApp/2.23"})
    assert seen.status_code == 200
    assert "Valproate" not in seen.text
    (link,) = (await evening.mother.client.get(url(evening, "links"))).json()
    assert link["readings"] == 0
    # nor does a parent who tries it
    assert (await evening.mother.client.get(made["url"])).status_code == 200
    (link,) = (await evening.mother.client.get(url(evening, "links"))).json()
    assert link["readings"] == 0
    wrong = made["url"][:-3] + "AAA"
    answers = [(await evening.doctor.get(wrong)).status_code for _ in range(31)]
    assert set(answers[:30]) == {404}
    assert answers[30] == 429
    assert (await evening.doctor.get(made["url"])).status_code == 200


async def test_on_paper_it_is_one_page_with_boxes(evening: Family) -> None:
    answer = await evening.mother.client.get(url(evening, "print"), params={"language": "fr"})
    assert answer.status_code == 200, answer.text
    paper = pypdfium2.PdfDocument(answer.content)
    assert len(paper) == 1
    text = paper[0].get_textpage().get_text_bounded().replace("\u00a0", " ")
    for said in (
        "Feuille de relais · Théo Moreau",
        "Valproate 2,5 ml",
        "prévu, pas noté",
        "Arachide",
        "[ ",
        "06 11 22 33 44",
    ):
        assert said in text, said


async def test_a_dose_that_changes_tomorrow_is_asked_for_as_it_is_tonight(
    family: Family, clock: MovingClock
) -> None:
    """On the relay sheet and on the daily sheet, on both sides of midnight."""
    place, first = str(uuid4()), str(uuid4())
    now = {"kind": "treatment", "name": "Dépakine", "amount": 250, "unit": "mg", "times": ["08:00", "23:00"]}
    address = f"/api/carnets/{family.carnet_id}/sheets/medication/{place}"
    tomorrow = str(day_of(clock.now()) + timedelta(days=1))
    later = now | {"amount": 300, "since": tomorrow, "times": ["08:00", "22:00"]}
    for id, content, bases in ((first, now, []), (str(uuid4()), later, [first])):
        body = {"id": id, "content": content, "bases": bases}
        assert (await family.mother.client.put(address, json=body)).status_code == 200
        clock.advance(minutes=1)
    clock.advance(hours=12)

    async def asked() -> list[str]:
        doses = (await read(family, family.mother))["doses"]
        return [
            f"{datetime.fromisoformat(one['at']).astimezone(ZONE):%d %H:%M} {one['dose']}" for one in doses
        ]

    assert await asked() == ["21 23:00 250 mg", "22 08:00 300 mg"]
    # Half past midnight: the evening's, which nobody noted, is still the former one.
    clock.advance(hours=2)
    assert (await asked())[:2] == ["21 23:00 250 mg", "22 08:00 300 mg"]
    span = {"first": tomorrow, "last": tomorrow}
    day = (await family.mother.client.get(f"/api/carnets/{family.carnet_id}/journal", params=span)).json()
    told = [(one["dose"], one["since"], one["until"]) for one in day["treatments"]]
    assert told == [("300 mg", tomorrow, None), ("250 mg", None, "2026-11-21")]


async def test_the_dose_of_midnight_that_was_given_before_it_stays_noted_the_next_evening(
    family: Family, clock: MovingClock
) -> None:
    place = str(uuid4())
    line = {"kind": "treatment", "name": "Dépakine", "times": ["00:00"]}
    await written(family, "medication", line, place)
    clock.at = clock.at.replace(hour=22, minute=50)  # 23 h 50
    dose = {"kind": "treatment", "name": "Dépakine", "line": place, "due": "00:00", "outcome": "given"}
    await noted(family, dose | {"due_on": "2026-11-22"}, clock.at)
    for hours in (1, 18):
        clock.advance(hours=hours)
        rows = (await read(family, family.mother))["doses"]
        midnight = datetime(2026, 11, 22, tzinfo=ZONE)
        states = [one["state"] for one in rows if one["at"] and datetime.fromisoformat(one["at"]) == midnight]
        assert states == ["noted"], hours


async def test_what_nobody_has_confirmed_for_long_says_so_with_its_date(
    evening: Family, clock: MovingClock
) -> None:
    """An allergy and a treatment, on the screen, the page and paper; not once somebody has said that they hold."""
    view = await read(evening, evening.mother)
    assert {one["confirmed_on"] for one in view["doses"] + view["allergies"]["lines"]} == {None}
    clock.advance(days=400)
    mother = evening.mother
    assert (await people.sign_in_with(mother.client, mother.key)).status_code == 200
    view = await read(evening, mother)
    stale = [
        one["name"]
        for one in view["allergies"]["lines"] + view["doses"]
        if one["confirmed_on"] == "2026-11-21"
    ]
    assert stale == ["Arachide", "Valproate", "Midazolam"], "each once"
    held = "confirmé pour la dernière fois le 21 nov. 2026"
    made = await address(evening, clock)
    page = (await evening.doctor.get(made["url"])).text.replace("\u202f", " ").replace("\xa0", " ")
    assert page.count(held) == len(stale)
    printed = await mother.client.get(url(evening, "print"), params={"language": "fr"})
    text = pypdfium2.PdfDocument(printed.content)[0].get_textpage().get_text_bounded()
    assert " ".join(text.replace("\xa0", " ").replace("\u202f", " ").split()).count(held) == len(stale)
    sheets = f"/api/carnets/{evening.carnet_id}/sheets"
    for sheet in ("allergies", "medication"):
        (section, *_) = (await mother.client.get(f"{sheets}/{sheet}")).json()["sections"]
        for line in section["lines"]:
            body = {"id": str(uuid4()), "version": line["heads"][0]["id"]}
            address_ = f"{sheets}/{sheet}/{line['place']}/confirm"
            assert (await mother.client.post(address_, json=body)).status_code in {200, 201}
    view = await read(evening, mother)
    assert {one["confirmed_on"] for one in view["doses"] + view["allergies"]["lines"]} == {None}


async def test_a_weight_that_moved_is_a_reason_only_for_who_may_read_weights(
    family: Family, clock: MovingClock
) -> None:
    """No address may: who holds one would learn it from the reason."""

    async def weighs(value: str, day: str) -> None:
        content = {"kind": "weight", "value": value, "on": day, "checked": True}
        body = {"id": str(uuid4()), "content": content}
        answer = await family.mother.client.post(f"/api/carnets/{family.carnet_id}/measurements", json=body)
        assert answer.status_code == 201, answer.text

    await weighs("20", "2026-11-20")
    await written(family, "medication", {"kind": "treatment", "name": "Valproate", "times": ["20:00"]})
    clock.advance(days=3)
    await weighs("27", "2026-11-24")
    doses = (await read(family, family.mother))["doses"]
    assert "2026-11-21" in {one["confirmed_on"] for one in doses}
    made = await address(family, clock)
    page = (await family.doctor.get(made["url"])).text
    assert "Valproate" in page
    assert "à confirmer" not in page
