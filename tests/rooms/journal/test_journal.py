"""The daily sheet over HTTP: who may not, then that nothing noted is lost or said in another's name, and what is questioned."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pypdfium2
import pytest

from backend.kit.days import day_of
from backend.rooms.journal import alert_queries, alerting
from tests.conftest import MovingClock
from tests.family import Family, Member
from tests.rooms.identity import people

LUNCH = {"kind": "meal", "amount": "half", "which": "lunch"}
WRITES = {"journal": ["read", "add"]}


def url(family: Family, *more: str) -> str:
    return "/".join([f"/api/carnets/{family.carnet_id}/journal", *more])


async def note(family: Family, who: Member, content: Any, at: Any, *, entry: str = "", **more: Any) -> Any:
    body = {"id": str(uuid4()), "content": content, "happened_at": at.isoformat(), **more}
    return await who.client.put(url(family, "entries", entry or str(uuid4())), json=body)


async def noted(family: Family, who: Member, content: Any, at: Any, **more: Any) -> Any:
    answer = await note(family, who, content, at, **more)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def read(family: Family, who: Member, clock: MovingClock, days: int = 7) -> Any:
    last = day_of(clock.now())
    answer = await who.client.get(
        url(family), params={"first": str(last - timedelta(days=days - 1)), "last": str(last)}
    )
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_who_may_not(family: Family, clock: MovingClock) -> None:
    entry, body = str(uuid4()), {"id": str(uuid4()), "content": LUNCH, "happened_at": clock.now().isoformat()}
    choice = {"kinds": ["meal"], "signs": [], "scales": [], "dess_base": False, "version": 0}
    calls = [
        ("GET", url(family) + "?first=2026-11-20&last=2026-11-20", None),
        ("GET", url(family, "removed"), None),
        ("PUT", url(family, "entries", entry), body),
        ("DELETE", url(family, "entries", entry), None),
        ("POST", url(family, "entries", entry, "restore"), None),
        ("POST", url(family, "entries", entry, "check"), None),
        ("GET", url(family, "entries", entry, "history"), None),
        ("PUT", url(family, "tracking"), choice),
        ("PUT", url(family, "alerts"), {"alerts": []}),
    ]
    for method, address, sent in calls:
        assert (await family.doctor.request(method, address, json=sent)).status_code == 401, (method, address)
        out = await family.stranger.client.request(method, address, json=sent)
        assert out.status_code == 404, (method, address)
    # Who writes the sheet sets no alert.
    assert (await family.physio.client.put(url(family, "alerts"), json={"alerts": []})).status_code == 404


async def test_several_carers_on_one_day_each_under_their_own_name(
    family: Family, clock: MovingClock
) -> None:
    at = clock.now()
    first = await noted(family, family.mother, LUNCH, at, noted_at=at.isoformat())
    await noted(family, family.father, {"kind": "meal", "amount": "all", "which": "lunch"}, at)
    found = (await read(family, family.mother, clock, 1))["entries"]
    assert {(e["author"]["name"].split()[0], e["content"]["amount"]) for e in found} == {
        ("Anne", "half"),
        ("Marc", "all"),
    }
    # Nobody corrects in another's name; who may manage takes away, and it comes back.
    other = await note(family, family.father, LUNCH | {"amount": "nothing"}, at, entry=first["id"])
    assert (other.status_code, other.json()["code"]) == (403, "not_your_entry")
    gone = await family.father.client.delete(url(family, "entries", first["id"]))
    assert gone.json()["removed_by"].startswith("Marc")
    assert len((await read(family, family.mother, clock, 1))["entries"]) == 1
    assert [e["id"] for e in (await family.mother.client.get(url(family, "removed"))).json()["entries"]] == [
        first["id"]
    ]
    # A correction that arrives after that is not swallowed.
    late = await note(family, family.mother, LUNCH | {"amount": "all"}, at, entry=first["id"])
    assert (late.status_code, late.json()["code"]) == (409, "entry_removed")
    assert "Marc" in late.json()["detail"]
    back = await family.mother.client.post(url(family, "entries", first["id"], "restore"))
    assert back.json()["removed_at"] is None


async def test_days_offline_arrive_once_with_both_times_and_a_correction_keeps_what_was_said(
    family: Family, clock: MovingClock
) -> None:
    happened, entry, version = clock.now(), str(uuid4()), str(uuid4())
    clock.advance(days=3)
    body = {
        "id": version,
        "content": LUNCH,
        "happened_at": happened.isoformat(),
        "noted_at": happened.isoformat(),
    }
    for _ in range(2):
        kept = await family.mother.client.put(url(family, "entries", entry), json=body)
        assert kept.status_code == 200, kept.text
    one = kept.json()
    assert (one["day"], one["versions"]) == (str(day_of(happened)), 1)
    assert one["noted_at"] < one["written_at"]
    clock.advance(minutes=5)
    corrected = await noted(family, family.mother, LUNCH | {"amount": "all"}, happened, entry=entry)
    assert corrected["versions"] == 2
    past = (await family.father.client.get(url(family, "entries", entry, "history"))).json()
    assert [v["content"]["amount"] for v in past["versions"]] == ["all", "half"]
    # The first version, sent once more by a phone that never heard: nothing goes back.
    again = await family.mother.client.put(url(family, "entries", entry), json=body)
    assert again.json()["content"]["amount"] == "all"
    taken = await family.father.client.put(url(family, "entries", str(uuid4())), json=body)
    assert (taken.status_code, taken.json()["code"]) == (409, "version_id_taken")
    other = await family.mother.client.put(
        url(family, "entries", entry), json=body | {"content": LUNCH | {"amount": "nothing"}}
    )
    assert (other.status_code, other.json()["code"]) == (409, "version_id_taken")


@pytest.mark.parametrize(
    ("content", "hours", "field"),
    [
        ({"kind": "meal"}, 0, "content.amount"),
        (LUNCH, 2, "happened_at"),
        (LUNCH, -24 * 400, "happened_at"),
        ({"kind": "pain", "dess": 7, "trained": "yes"}, 0, "content.dess"),
        ({"kind": "temperature", "celsius": 375}, 0, "content.celsius"),
    ],
)
async def test_what_is_refused_names_its_field(
    family: Family, clock: MovingClock, content: Any, hours: int, field: str
) -> None:
    answer = await note(family, family.mother, content, clock.now() + timedelta(hours=hours))
    assert answer.status_code in {400, 422}, answer.text
    assert field in str(answer.json()), answer.text
    assert (await read(family, family.mother, clock, 1))["entries"] == []


async def prescribed(family: Family) -> str:
    """The place of a treatment that is given at least six hours apart."""
    place = str(uuid4())
    # It is to be stopped: until then it is given, and the phone is told of the day.
    line = {
        "kind": "treatment",
        "name": "Paracétamol",
        "times": ["08:00"],
        "apart_hours": 6,
        "since": "2026-01-02",
        "stopped_on": "2100-01-01",
    }
    written = await family.mother.client.put(
        f"/api/carnets/{family.carnet_id}/sheets/medication/{place}",
        json={"id": str(uuid4()), "content": line, "bases": []},
    )
    assert written.status_code == 200, written.text
    return place


def given(place: str) -> dict[str, str]:
    return {"kind": "treatment", "name": "Paracétamol", "outcome": "given", "line": place}


async def test_two_who_send_the_same_dose_at_once_are_not_both_let_pass(
    family: Family, clock: MovingClock
) -> None:
    dose, at = given(await prescribed(family)), clock.now()
    both = await asyncio.gather(*(note(family, who, dose, at) for who in (family.mother, family.father)))
    assert sorted(answer.status_code for answer in both) == [200, 409]


async def test_a_dose_that_nobody_could_be_asked_about_is_seen_by_all_until_somebody_answers(
    family: Family, clock: MovingClock
) -> None:
    dose, at = given(await prescribed(family)), clock.now()
    for name in ("Odile", "Karim"):
        await family.change_access(name, rights=WRITES)
    await noted(family, family.mother, dose, at)
    kept = await noted(family, family.granny, dose, at + timedelta(minutes=5), late=True)
    assert kept["to_check"]
    seen = {one["id"]: one for one in (await read(family, family.father, clock, 1))["entries"]}
    assert [one["to_check"] for one in seen.values()] == [False, True]
    table = await family.father.client.get(
        url(family, "table"), params={"first": kept["day"], "last": kept["day"]}
    )
    assert table.text.count("à vérifier") == 1
    # By who noted it, or who may manage: the physiotherapist writes the sheet, and did not.
    check = url(family, "entries", kept["id"], "check")
    assert (await family.physio.client.post(check)).json()["code"] == "not_your_entry"
    assert (await family.mother.client.post(check)).json()["to_check"] is False
    # One that is taken away and comes back is asked about too.
    assert (await family.granny.client.delete(url(family, "entries", kept["id"]))).status_code == 200
    back = url(family, "entries", kept["id"], "restore")
    asked = await family.granny.client.post(back)
    assert (asked.status_code, asked.json()["code"]) == (409, "dose_close")
    assert (await family.granny.client.post(back, params={"confirmed": True})).json()["to_check"] is False


async def test_a_treatment_that_nobody_has_confirmed_for_long_says_so(
    family: Family, clock: MovingClock
) -> None:
    place = await prescribed(family)
    (due,) = (await read(family, family.mother, clock, 1))["treatments"]
    assert due["confirmed_on"] is None
    clock.advance(days=400)
    assert (await people.sign_in_with(family.mother.client, family.mother.key)).status_code == 200
    (due,) = (await read(family, family.mother, clock, 1))["treatments"]
    assert due["confirmed_on"] == "2026-11-21"
    sheet = f"/api/carnets/{family.carnet_id}/sheets/medication"
    (section, *_) = (await family.mother.client.get(sheet)).json()["sections"]
    (line,) = section["lines"]
    body = {"id": str(uuid4()), "version": line["heads"][0]["id"]}
    confirmed = await family.mother.client.post(f"{sheet}/{place}/confirm", json=body)
    assert confirmed.status_code in {200, 201}, confirmed.text
    (due,) = (await read(family, family.mother, clock, 1))["treatments"]
    assert due["confirmed_on"] is None


async def test_a_second_dose_within_the_interval_is_questioned_and_taken_when_confirmed(
    family: Family, clock: MovingClock
) -> None:
    place = await prescribed(family)
    (due,) = (await read(family, family.mother, clock, 1))["treatments"]
    assert (due["place"], due["times"], due["apart_hours"]) == (place, ["08:00"], 6)
    assert (due["since"], due["until"], due["stopped_on"]) == ("2026-01-02", None, "2100-01-01")
    dose, at = given(place), clock.now()
    await noted(family, family.mother, dose, at)
    # A refused one is no dose.
    await noted(family, family.father, dose | {"outcome": "refused"}, at - timedelta(hours=1))
    entry = str(uuid4())
    asked = await note(family, family.father, dose, at - timedelta(hours=5), entry=entry)
    assert (asked.status_code, asked.json()["code"]) == (409, "dose_close")
    assert asked.json()["current"]["author"]["name"].startswith("Anne")
    assert (await noted(family, family.father, dose, at - timedelta(hours=5), entry=entry, confirmed=True))[
        "id"
    ] == entry
    await noted(family, family.father, dose, at - timedelta(hours=11, minutes=1))


async def test_what_is_tracked_is_chosen_and_two_who_choose_at_once_are_told(
    family: Family, clock: MovingClock
) -> None:
    before = (await read(family, family.father, clock, 1))["tracking"]
    assert (before["chosen"], before["version"]) == (False, 0)
    choice = {
        "kinds": ["stool", "sleep"],
        "signs": ["raide", "raide", " "],
        "scales": [],
        "dess_base": True,
        "version": 0,
    }
    await family.change_access("Karim", rights=WRITES)
    # Who writes the sheet chooses with the family, and does not say for it that the base file exists.
    alone = await family.physio.client.put(url(family, "tracking"), json=choice)
    assert (alone.status_code, alone.json()["code"]) == (403, "base_file_not_yours")
    kept = (await family.father.client.put(url(family, "tracking"), json=choice)).json()
    assert (kept["kinds"], kept["signs"], kept["chosen"]) == (["sleep", "stool"], ["raide"], True)
    late = await family.mother.client.put(url(family, "tracking"), json=choice)
    assert (late.status_code, late.json()["current"]["version"]) == (409, 1)
    await noted(family, family.mother, {"kind": "pain", "dess": 7, "trained": "yes"}, clock.now())
    again = await family.physio.client.put(url(family, "tracking"), json=choice | {"version": 1})
    assert again.json()["version"] == 2


async def words_of(who: Member, family: Family, span: dict[str, str]) -> str:
    paper = await who.client.get(url(family, "print"), params=span)
    assert (paper.status_code, paper.content[:5]) == (200, b"%PDF-")
    pages = pypdfium2.PdfDocument(paper.content)
    return " ".join("".join(page.get_textpage().get_text_range() for page in pages).split())


async def _told(query: Any) -> int:
    return (await query("SELECT count(*) AS n FROM notification WHERE kind = 'journal'"))[0]["n"]


async def test_an_alert_is_told_once_until_it_has_ended(
    family: Family, clock: MovingClock, query: Any
) -> None:
    wanted = {"alerts": [{"rule": "no_stool", "threshold": 3}, {"rule": "seizures", "threshold": 2}]}
    assert (await family.mother.client.put(url(family, "alerts"), json=wanted)).status_code == 200
    await alerting.look_all()
    first = (await family.mother.client.get(url(family) + "?first=2026-11-20&last=2026-11-20")).json()[
        "alerts"
    ]
    assert [one["ringing_since"] for one in first] == [None, None]
    clock.advance(days=3)
    for _ in range(2):
        await alerting.look_all()
    both = await _told(query)
    assert both == 2  # the two parents, once each
    await noted(family, family.mother, {"kind": "stool", "looks": "soft"}, clock.now())
    await noted(family, family.mother, {"kind": "seizure"}, clock.now())
    assert await _told(query) == both
    await noted(family, family.mother, {"kind": "seizure"}, clock.now())
    assert await _told(query) == both + 2
    clock.advance(days=4)
    await alerting.look_all()
    assert await _told(query) == both + 4


async def test_of_two_parents_who_set_the_alerts_at_once_neither_undoes_the_other_unseen(
    family: Family,
) -> None:
    stool, seizures = {"rule": "no_stool", "threshold": 3}, {"rule": "seizures", "threshold": 2}
    answers = await asyncio.gather(
        family.mother.client.put(url(family, "alerts"), json={"alerts": [stool]}),
        family.father.client.put(url(family, "alerts"), json={"alerts": [seizures]}),
    )
    assert sorted(one.status_code for one in answers) == [200, 409]
    late = next(one for one in answers if one.status_code == 409).json()
    (standing,) = late["current"]
    seen = [{name: standing[name] for name in ("rule", "threshold")}]
    both = await family.father.client.put(
        url(family, "alerts"), json={"alerts": [stool, seizures], "seen": seen}
    )
    assert [one["rule"] for one in both.json()] == ["no_stool", "seizures"]


async def test_seizures_noted_offline_are_told_when_they_arrive_once(
    family: Family, clock: MovingClock, query: Any
) -> None:
    wanted = {"alerts": [{"rule": "seizures", "threshold": 2}]}
    assert (await family.mother.client.put(url(family, "alerts"), json=wanted)).status_code == 200
    await family.change_access("Odile", rights=WRITES)
    began = clock.now() + timedelta(hours=1)
    clock.advance(days=4)
    for n, told in ((0, 0), (1, 2), (2, 2)):
        await noted(family, family.granny, {"kind": "seizure"}, began + timedelta(hours=n))
        await alerting.look_all()
        assert await _told(query) == told
    # What was told is in sight for a day.
    (alert,) = (await read(family, family.father, clock))["alerts"]
    assert alert["ringing_since"]
    clock.advance(days=1)
    await alerting.look_all()
    (alert,) = (await read(family, family.father, clock))["alerts"]
    assert alert["ringing_since"] is None


async def test_a_notebook_that_cannot_be_looked_at_keeps_no_other_waiting(
    family: Family, clock: MovingClock, query: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = {"alerts": [{"rule": "silence", "threshold": 12}]}
    assert (await family.mother.client.put(url(family, "alerts"), json=wanted)).status_code == 200
    clock.advance(days=1)
    broken, alerts = uuid4(), alert_queries.alerts

    async def watched(**_: Any) -> list[UUID]:
        return [broken, UUID(family.carnet_id)]

    async def read_alerts(carnet_id: UUID, *, lock: bool = False) -> Any:
        if carnet_id == broken:
            raise RuntimeError
        return await alerts(carnet_id, lock=lock)

    monkeypatch.setattr(alert_queries, "watched", watched)
    monkeypatch.setattr(alert_queries, "alerts", read_alerts)
    await alerting.look_all()
    assert await _told(query) == 2


async def test_weeks_at_a_glance_and_taken_to_a_consultation(family: Family, clock: MovingClock) -> None:
    at, day = clock.now(), day_of(clock.now())
    await noted(
        family,
        family.mother,
        {"kind": "sleep", "wakings": 1},
        at - timedelta(hours=9),
        ended_at=at.isoformat(),
    )
    await noted(family, family.mother, {"kind": "pain", "signs": ["=raide"]}, at)
    await noted(
        family,
        family.father,
        {"kind": "seizure"},
        at - timedelta(minutes=2),
        ended_at=(at - timedelta(seconds=30)).isoformat(),
    )
    span = {"first": str(day - timedelta(days=27)), "last": str(day)}
    seen = (await family.father.client.get(url(family, "glance"), params=span)).json()
    assert len(seen["days"]) == 28
    last = seen["days"][-1]
    assert (
        last["sleep_minutes"],
        last["wakings"],
        last["pain"],
        last["seizures"],
        last["seizure_seconds"],
    ) == (540, 1, "signs", 1, 90)
    # Not noted is not « none ».
    assert (last["celsius"], seen["days"][0]["pain"], seen["days"][0]["sleep_minutes"]) == (None, "", None)
    table = await family.father.client.get(url(family, "table"), params=span)
    assert table.text.count("\r\n") == 4
    assert "Ses signes\u202f: =raide" in table.text
    await noted(family, family.mother, given(await prescribed(family)) | {"outcome": "vomited"}, at)
    await noted(family, family.mother, LUNCH, at)
    paper = await words_of(family.father, family, span)
    for said in ("Changements de traitement", "Médicaments notés", "vomi", "Noté aussi", "repas (1)"):
        assert said in paper, said
    assert "n’est pas ouverte" not in paper
    await family.change_access("Odile", rights=WRITES)
    closed = await words_of(family.granny, family, span)
    assert "n’est pas ouverte" in closed
    assert "Changements de traitement" not in closed
    assert (
        await family.father.client.get(url(family, "print"), params={**span, "first": "2020-01-01"})
    ).status_code == 422
