"""What one person may add to one notebook in a day: generous, and an end all the same."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from uuid import uuid4

import pytest

from backend.app import open_runtime
from tests.family import Family
from tests.rooms.captures.conftest import TUS, add, begin, jpeg


@pytest.fixture
def small(settings, clock, app):
    """Three files a day, two gigabytes."""
    open_runtime(replace(settings, day_files=3, day_gigabytes=2), clock=clock)


async def test_a_day_takes_so_many_files(family: Family, small, run_jobs, clock) -> None:
    clock.at = datetime(2026, 11, 21, 20, tzinfo=UTC)  # 21 h in France
    carer = family.granny.client
    for color in ("red", "green", "blue"):
        id = await add(carer, family.carnet_id, jpeg(color))
    await run_jobs()
    refused = await begin(carer, family.carnet_id, 10)
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_today")
    assert "demain" in refused.json()["detail"]
    assert int(refused.headers["retry-after"]) == 3 * 3600
    # putting one in the bin makes no room; another person is not concerned, nor another day
    base = f"/api/carnets/{family.carnet_id}/captures/{id}"
    assert (await family.mother.client.delete(base)).status_code == 204
    assert (await begin(carer, family.carnet_id, 10)).status_code == 429
    assert (await begin(family.father.client, family.carnet_id, 10)).status_code == 201
    clock.advance(hours=3)
    assert (await begin(carer, family.carnet_id, 10)).status_code == 201


async def test_begun_all_at_once_they_are_no_more(family: Family, small, query) -> None:
    begun = await asyncio.gather(*(begin(family.granny.client, family.carnet_id, 10) for _ in range(10)))
    assert sorted(answer.status_code for answer in begun) == [201] * 3 + [429] * 7
    assert len(await query("SELECT 1 FROM capture")) == 3


async def test_a_day_takes_so_many_bytes(family: Family, small, query) -> None:
    film = {"kind": "video", "category": "gait"}
    physio = family.physio.client
    assert (await begin(physio, family.carnet_id, 1_200_000_000, **film)).status_code == 201
    refused = await begin(physio, family.carnet_id, 1_200_000_000, **film)
    assert (refused.status_code, refused.json()["code"]) == (429, "too_many_today")
    # what was refused is not there, and does not count
    assert len(await query("SELECT 1 FROM capture")) == 1
    assert (await begin(physio, family.carnet_id, 800_000_000, **film)).status_code == 201


async def test_what_was_begun_goes_on(family: Family, small) -> None:
    """The same asked again, after a cut, is not one more."""
    carer, ids = family.granny.client, [str(uuid4()) for _ in range(3)]
    for id in ids:
        assert (await begin(carer, family.carnet_id, 10, capture_id=id)).status_code == 201
    for id in ids:
        assert (await begin(carer, family.carnet_id, 10, capture_id=id)).status_code == 201
    assert (await begin(carer, family.carnet_id, 10)).status_code == 429
    # given up before it was whole, it is as if it had not been
    assert (await carer.delete(f"/api/uploads/{ids[0]}", headers=TUS)).status_code == 204
    assert (await begin(carer, family.carnet_id, 10)).status_code == 201
