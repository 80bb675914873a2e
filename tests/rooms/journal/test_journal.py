"""The daily sheet over HTTP: who may not, then that nothing noted is lost or said in another's name, and what is questioned."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from backend.kit.days import day_of
from backend.rooms.journal import alerting
from tests.conftest import MovingClock
from tests.family import Family, Member

LUNCH = {"kind": "meal", "amount": "half", "which": "lunch"}


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


async def test_a_second_dose_within_the_interval_is_questioned_and_taken_when_confirmed(
    family: Family, clock: MovingClock
) -> None:
    place = str(uuid4())
    line = {"kind": "treatment", "name": "Paracétamol", "times": ["08:00"], "apart_hours": 6}
    written = await family.mother.client.put(
        f"/api/carnets/{family.carnet_id}/sheets/medication/{place}",
        json={"id": str(uuid4()), "content": line, "bases": []},
    )
    assert written.status_code == 200, written.text
    (due,) = (await read(family, family.mother, clock, 1))["treatments"]
    assert (due["place"], due["times"], due["apart_hours"]) == (place, ["08:00"], 6)
    dose = {"kind": "treatment", "name": "Paracétamol", "outcome": "given", "line": place}
    at = clock.now()
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
    kept = (await family.father.client.put(url(family, "tracking"), json=choice)).json()
    assert (kept["kinds"], kept["signs"], kept["chosen"]) == (["sleep", "stool"], ["raide"], True)
    late = await family.mother.client.put(url(family, "tracking"), json=choice)
    assert (late.status_code, late.json()["current"]["version"]) == (409, 1)
    await noted(family, family.mother, {"kind": "pain", "dess": 7, "trained": "yes"}, clock.now())


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
    paper = await family.father.client.get(url(family, "print"), params=span)
    assert (paper.status_code, paper.content[:5]) == (200, b"%PDF-")
    assert (
        await family.father.client.get(url(family, "print"), params={**span, "first": "2020-01-01"})
    ).status_code == 422
