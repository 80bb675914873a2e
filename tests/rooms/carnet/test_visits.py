"""What is new stays new during a visit; a visit ends when the person has been away."""

from datetime import UTC, datetime
from typing import Any

from tests.conftest import MovingClock
from tests.family import Family


async def _home(family: Family) -> dict[str, Any]:
    answer = await family.mother.client.get(f"/api/carnets/{family.carnet_id}/home")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def _here(family: Family) -> None:
    answer = await family.mother.client.post(f"/api/carnets/{family.carnet_id}/visit")
    assert answer.status_code == 204, answer.text


def _weight(kilograms: float) -> dict[str, Any]:
    return {"section": "weight", "kg": kilograms, "measured_on": "2026-11-02"}


async def test_coming_back_to_the_home_screen_hides_nothing(family: Family, clock: MovingClock):
    await _here(family)
    clock.advance(hours=3)
    await family.add(_weight(27), family.father)
    first = await _home(family)
    await _here(family)
    clock.advance(minutes=2)
    again = await _home(family)
    assert first["fresh"]
    assert again["fresh"]
    assert [n["trace_id"] for n in again["news"]] == [n["trace_id"] for n in first["news"]] != []
    assert again["since"] == first["since"] is not None


async def test_after_an_absence_what_was_seen_is_recalled_but_not_new(family: Family, clock: MovingClock):
    clock.advance(minutes=1)
    await family.add(_weight(27), family.father)
    await _here(family)
    seen_at = clock.at
    clock.advance(hours=3)
    home = await _home(family)
    assert not home["fresh"]
    assert home["news"]
    assert home["since"][:19] == seen_at.isoformat()[:19]


async def test_what_came_between_two_visits_is_new_and_my_own_is_not(family: Family, clock: MovingClock):
    await _here(family)
    clock.advance(hours=3)
    await family.add(_weight(27))
    await family.add({"section": "history", "name": "Opéré en 2020"}, family.father)
    home = await _home(family)
    assert home["fresh"]
    assert {n["person"]["name"] for n in home["news"]} == {"Marc Moreau"}


async def test_a_clock_that_goes_back_hides_nothing(family: Family, clock: MovingClock):
    await _here(family)
    clock.advance(hours=3)
    await family.add(_weight(27), family.father)
    await _here(family)
    clock.advance(hours=-2)
    await _here(family)
    clock.advance(hours=2, minutes=1)
    assert (await _home(family))["fresh"]


async def test_who_looked_today_counts_from_midnight_in_france(family: Family, clock: MovingClock):
    clock.at = datetime(2026, 11, 22, 22, 59, tzinfo=UTC)  # 23 h 59
    await family.read(family.father)
    assert (await _home(family))["seen_today"] == 1
    clock.at = datetime(2026, 11, 22, 23, 0, tzinfo=UTC)
    assert (await _home(family))["seen_today"] == 0
    await family.read(family.physio)
    clock.advance(hours=2)  # past midnight in UTC too: the same day
    assert (await _home(family))["seen_today"] == 1
