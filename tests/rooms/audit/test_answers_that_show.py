"""An answer that shows what a notebook holds is a reading, also when it refuses a change or changes nothing."""

from typing import Any
from uuid import uuid4

import httpx

from tests.conftest import MovingClock
from tests.family import Family
from tests.rooms.captures.conftest import add, jpeg

OLD = {"version": 99}


async def _actions(family: Family) -> list[str]:
    """What stands in the trace of the father, who only ever asks for changes here."""
    page = (await family.mother.client.get(f"/api/carnets/{family.carnet_id}/traces")).json()
    return [t["action"] for t in page["traces"] if t["person"] and t["person"]["name"].startswith("Marc")]


async def _asked(family: Family, method: str, path: str, body: Any = None) -> httpx.Response:
    return await family.father.client.request(
        method, f"/api/carnets/{family.carnet_id}{path}", **({} if body is None else {"json": body})
    )


async def test_the_diagnoses_of_now_in_a_refusal_are_read(family: Family) -> None:
    late = await _asked(family, "PATCH", "", {**OLD, "given_name": "Tho"})
    assert (late.status_code, late.json()["current"]["diagnoses"]) == (409, "Hémiplégie gauche")
    assert (await _actions(family)).count("carnet:notebook:read") == 1


async def test_a_change_of_nothing_is_a_reading(family: Family) -> None:
    same = await _asked(family, "PATCH", "", {"version": 1})
    assert (same.status_code, same.json()["diagnoses"]) == (200, "Hémiplégie gauche")
    assert (await _actions(family)).count("carnet:notebook:read") == 1


async def test_the_sheet_of_now_in_a_refusal_is_read(family: Family, clock: MovingClock) -> None:
    calms = {"section": "calms", "text": "Sa chanson"}
    line = (await family.add(calms))["id"]
    tries: list[tuple[str, str, Any]] = [
        ("PATCH", f"/emergency/lines/{line}", {**OLD, "content": calms}),
        ("DELETE", f"/emergency/lines/{line}?version=99", None),
        ("POST", f"/emergency/lines/{line}/confirm", OLD),
        ("PUT", "/emergency/order", {"section": "calms", "line_ids": []}),
        ("POST", "/emergency/confirm", OLD),
        ("DELETE", "/emergency/confirm?version=99", None),
    ]
    for method, path, body in tries:
        clock.advance(minutes=31)  # another viewing
        before = (await _actions(family)).count("emergency:sheet:read")
        answer = await _asked(family, method, path, body)
        assert answer.status_code == 409, (path, answer.text)
        assert "Sa chanson" in str(answer.json()["current"])
        assert (await _actions(family)).count("emergency:sheet:read") == before + 1, path


async def test_the_sheet_after_nothing_was_done_is_read(family: Family, clock: MovingClock) -> None:
    calms = {"section": "calms", "text": "Sa chanson"}
    line = (await family.add(calms))["id"]
    for method, path, body in (
        ("POST", f"/emergency/lines/{line}/restore", None),
        ("POST", "/emergency/lines", {"id": line, "content": calms}),
    ):
        clock.advance(minutes=31)
        before = (await _actions(family)).count("emergency:sheet:read")
        answer = await _asked(family, method, path, body)
        assert answer.status_code < 300, answer.text
        assert "Sa chanson" in answer.text
        assert (await _actions(family)).count("emergency:sheet:read") == before + 1, path


async def test_a_note_shown_without_a_change_is_read(
    family: Family, clock: MovingClock, run_jobs: Any
) -> None:
    id = await add(family.mother.client, family.carnet_id, jpeg(), note="Genou droit")
    await run_jobs()
    for method, path, body, status in (
        ("PATCH", f"/captures/{id}", {**OLD, "note": ""}, 409),
        ("PATCH", f"/captures/{id}", {"version": 1}, 200),
        ("POST", f"/captures/{id}/restore", None, 200),
        ("GET", "/captures/months", None, 200),
    ):
        clock.advance(minutes=31)
        before = (await _actions(family)).count("captures:list:read")
        answer = await _asked(family, method, path, body)
        assert answer.status_code == status, answer.text
        assert (await _actions(family)).count("captures:list:read") == before + 1, path


async def test_the_habit_of_now_in_a_refusal_is_read(family: Family) -> None:
    habit = {"id": str(uuid4()), "text": "Dort avec son lapin", "bases": []}
    path = f"/api/carnets/{family.carnet_id}/habits/sleep"
    assert (await family.mother.client.put(path, json=habit)).status_code < 300
    late = await _asked(family, "POST", "/habits/sleep/confirm", {"version": str(uuid4())})
    assert late.status_code == 409
    assert "lapin" in str(late.json()["current"])
    assert (await _actions(family)).count("sheets:habits:read") == 1


async def test_an_appointment_shown_without_a_change_is_read(family: Family, clock: MovingClock) -> None:
    eyes = {"kind": "appointment", "title": "Ophtalmologiste", "starts": "2026-11-22T14:30:00"}
    eyes |= {"zone": "Europe/Paris"}
    agenda = f"/api/carnets/{family.carnet_id}/agenda"
    made = await family.mother.client.post(agenda, json={"content": eyes})
    assert made.status_code == 201, made.text
    id, content = made.json()["id"], made.json()["content"]
    for method, path, body, status in (
        ("PATCH", f"/agenda/{id}", {**OLD, "content": content}, 409),
        ("PATCH", f"/agenda/{id}", {"version": 1, "content": content}, 200),
        ("POST", "/agenda", {"id": id, "content": content}, 201),
        ("PUT", f"/agenda/{id}/done", {"done": False}, 200),
        ("POST", f"/agenda/{id}/restore", None, 200),
    ):
        clock.advance(minutes=31)
        before = (await _actions(family)).count("agenda:list:read")
        answer = await _asked(family, method, path, body)
        assert answer.status_code == status, answer.text
        assert "Ophtalmologiste" in answer.text
        assert (await _actions(family)).count("agenda:list:read") == before + 1, path
