"""One viewing is one trace, whatever becomes of the clock. That every act leaves one: test_every_act.py."""

from tests.conftest import MovingClock
from tests.family import Family


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
