"""Whatever is read of a notebook leaves a trace: every reading of the OpenAPI document, tried one by one."""

from typing import Any

from tests.conftest import MovingClock
from tests.family import Family
from tests.journeys.test_matrix import _ask, _items, operations

UNTRACED = {
    "listEmergencyLinks": "names and dates of codes, for those who made them; showing a code is traced",
}


async def test_every_reading_leaves_a_trace(family: Family, query: Any) -> None:
    items = await _items(family)
    items |= {"carnet_id": family.carnet_id, "section": "allergies", "heading": "sleep"}
    silent: set[str] = set()
    tried = 0
    for id, method, path in operations():
        if method != "GET" or "{carnet_id}" not in path:
            continue
        await query("DELETE FROM viewing")
        before = (await query("SELECT count(*) AS n FROM trace"))[0]["n"]
        answer = await _ask(family.mother.client, method, path, dict(items))
        assert answer.status_code == 200, (id, answer.text)
        tried += 1
        if (await query("SELECT count(*) AS n FROM trace"))[0]["n"] == before:
            silent.add(id)
    assert tried >= 12
    assert silent == set(UNTRACED)


async def test_a_clock_that_went_back_hides_no_reading(family: Family, clock: MovingClock) -> None:
    async def read() -> int:
        assert (await family.physio.client.get(f"/api/carnets/{family.carnet_id}")).status_code == 200
        page = (await family.mother.client.get(f"/api/carnets/{family.carnet_id}/traces")).json()
        return sum(t["action"] == "carnet:notebook:read" for t in page["traces"])

    clock.advance(hours=6)
    assert await read() == 1
    clock.advance(minutes=20)
    assert await read() == 1
    clock.advance(hours=-5)
    assert await read() == 2
    clock.advance(minutes=29)
    assert await read() == 2
    clock.advance(minutes=2)
    assert await read() == 3
