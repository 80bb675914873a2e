"""« Qui a vu »: what is written, once a viewing, page by page, and never changed afterwards."""

import asyncio
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import pytest

from backend.kit.transaction import transaction
from backend.rooms.audit import service as audit
from backend.rooms.audit.service import Who
from backend.rooms.audit.tags import Tag
from tests.conftest import MovingClock
from tests.family import Family, Member


async def _page(family: Family, who: Member | None = None, **asked: Any) -> dict[str, Any]:
    client = (who or family.mother).client
    answer = await client.get(f"/api/carnets/{family.carnet_id}/traces", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def _write(family: Family, clock: MovingClock, count: int, *, apart: float = 0) -> None:
    who = Who(person_id=uuid4(), person_name="Rose Petit", profile="carer")
    for _ in range(count):
        clock.advance(seconds=apart)
        async with transaction():
            await audit.record(
                who, Tag.PHOTO_ADD, carnet_id=UUID(family.carnet_id), category="photos", at=clock.at
            )


async def test_only_representatives_read_them(family: Family) -> None:
    url = f"/api/carnets/{family.carnet_id}/traces"
    assert (await family.doctor.get(url)).status_code == 401
    for who in (family.stranger, family.granny, family.physio):
        assert (await who.client.get(url)).status_code == 404
    assert (await family.father.client.get(url)).status_code == 200


async def test_who_what_when_and_under_which_right(family: Family, clock: MovingClock, query: Any) -> None:
    clock.advance(minutes=3)
    await family.physio.client.get(f"/api/carnets/{family.carnet_id}")
    trace = next(t for t in (await _page(family))["traces"] if t["person"]["name"].startswith("Karim"))
    assert trace["sentence"] == "Karim Moreau a consulté le carnet."
    assert trace["person"]["profile"] == "professional"
    assert trace["at"].startswith("2026-11-21T09:03:00")
    (row,) = await query("SELECT * FROM trace WHERE id = $1", UUID(trace["id"]))
    assert row["habilitation_id"]
    assert row["session_id"]
    assert row["device"] == "Chrome sur Android"


async def test_they_are_said_in_the_language_of_who_reads(family: Family) -> None:
    await family.physio.client.get(f"/api/carnets/{family.carnet_id}")
    family.father.client.headers["Accept-Language"] = "en"
    said = {t["sentence"] for t in (await _page(family, family.father))["traces"]}
    assert "Karim Moreau looked at the notebook." in said
    assert "Karim Moreau a consulté le carnet." in {t["sentence"] for t in (await _page(family))["traces"]}


async def test_newest_first_and_each_page_goes_on_where_the_last_ended(
    family: Family, clock: MovingClock
) -> None:
    """Many of the same instant, and new ones written meanwhile: none is missed, none comes twice."""
    await _write(family, clock, 9)
    await _write(family, clock, 6, apart=40)
    seen: list[dict[str, Any]] = []
    page = await _page(family, limit=4)
    first = page["traces"][0]["at"]
    while True:
        seen += page["traces"]
        if page["next"] is None:
            break
        await _write(family, clock, 1, apart=10)
        page = await _page(family, limit=4, before=page["next"])
        assert len(page["traces"]) <= 4
    ids = [t["id"] for t in seen]
    assert len(ids) == len(set(ids))
    everything = [t["id"] for t in (await _page(family, limit=200))["traces"] if t["at"] <= first]
    assert ids == everything
    assert [t["at"] for t in seen] == sorted((t["at"] for t in seen), reverse=True)


async def test_days_follow_one_another(family: Family, clock: MovingClock) -> None:
    """The screen groups by day as they come: no day is ever begun twice."""
    await _write(family, clock, 7, apart=11 * 3600)
    days = [t["at"][:10] for t in (await _page(family, limit=200))["traces"]]
    assert len(set(days)) >= 4
    assert days == sorted(days, reverse=True)


@pytest.mark.parametrize(
    "asked",
    [{"limit": 0}, {"limit": 201}, {"limit": "many"}, {"before": "x"}, {"before": "A" * 32}, {"before": "é"}],
)
async def test_a_page_that_is_none_is_refused(family: Family, asked: dict[str, Any]) -> None:
    answer = await family.mother.client.get(f"/api/carnets/{family.carnet_id}/traces", params=asked)
    if asked == {"before": "A" * 32}:  # 1970: a page, with nothing on it
        assert (answer.status_code, answer.json()["traces"]) == (200, [])
    else:
        assert (answer.status_code, answer.json()["code"]) == (422, "invalid")


async def test_a_viewing_is_one_trace_for_half_an_hour(family: Family, clock: MovingClock) -> None:
    url = f"/api/carnets/{family.carnet_id}"

    async def seen() -> int:
        traces = (await _page(family, limit=200))["traces"]
        return [(t["action"], t["person"]["name"]) for t in traces].count(
            ("carnet:notebook:read", "Karim Moreau")
        )

    await asyncio.gather(*(family.physio.client.get(url) for _ in range(8)))
    assert await seen() == 1
    clock.advance(minutes=29, seconds=59)
    await family.physio.client.get(url)
    assert await seen() == 1
    clock.advance(seconds=1)
    await family.physio.client.get(url)
    assert await seen() == 2
    clock.advance(minutes=-20)  # a clock set back hides nothing: rather one trace too many than one too few
    await family.physio.client.get(url)
    assert await seen() == 3


async def test_a_stranger_at_the_door_is_told_to_the_family_and_nobody_at_no_door(
    family: Family, query: Any
) -> None:
    before = len(await query("SELECT 1 FROM trace"))
    assert (await family.stranger.client.get(f"/api/carnets/{uuid4()}")).status_code == 404
    assert len(await query("SELECT 1 FROM trace")) == before
    for _ in range(3):
        assert (await family.stranger.client.get(f"/api/carnets/{family.carnet_id}")).status_code == 404
    refused = [t for t in (await _page(family))["traces"] if t["action"] == "access:door:refuse"]
    assert [t["sentence"] for t in refused] == [
        "Zoé Moreau a voulu ouvrir ce qui ne lui est pas ouvert\u202f: refusé."
    ]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE trace SET person_name = 'Nobody'",
        "DELETE FROM trace",
        "TRUNCATE trace",
        "TRUNCATE trace CASCADE",
        "UPDATE trace SET at = at WHERE false",
    ],
)
async def test_what_is_written_stands(family: Family, query: Any, sql: str) -> None:
    before = await query("SELECT * FROM trace ORDER BY id")
    assert before
    with pytest.raises(asyncpg.RaiseError, match="a trace is never changed"):
        await query(sql)
    assert await query("SELECT * FROM trace ORDER BY id") == before


async def test_an_act_that_was_undone_has_no_trace(family: Family) -> None:
    answer = await family.mother.client.patch(
        f"/api/carnets/{family.carnet_id}", json={"version": 9, "given_name": "Léo"}
    )
    assert answer.status_code == 409
    assert "carnet:identity:change" not in [t["action"] for t in (await _page(family))["traces"]]


async def test_without_a_session_a_viewing_cannot_be_told_from_the_next(app: Any) -> None:
    with pytest.raises(ValueError, match="session"):
        await audit.record_viewing(
            Who(), Tag.CARNET_READ, carnet_id=uuid4(), category="identity", at=MovingClock().at
        )
