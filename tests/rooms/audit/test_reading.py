"""« Qui a vu »: a day's like acts in one sentence, what stands out, the filters, one's own."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from backend.kit.transaction import transaction
from backend.rooms.audit import service as audit
from backend.rooms.audit.service import Who
from backend.rooms.audit.tags import Tag
from tests.conftest import BEGINNING, MovingClock
from tests.family import Family

ROSE = UUID("01a1fd55-7a80-7471-a2e4-8e9ec1e14701")


async def _wrote(
    family: Family,
    tag: Tag,
    at: datetime,
    *,
    items: int = 1,
    category: str = "documents.medical",
    who: Who | None = None,
    apart: float = 60,
) -> None:
    """Acts of Rose, who is in no circle any more, `apart` seconds from each other."""
    who = who or Who(
        person_id=ROSE, person_name="Rose Petit", profile="professional", structure="CAMSP du Lac"
    )
    async with transaction():
        for n in range(items):
            await audit.record(
                who,
                tag,
                carnet_id=UUID(family.carnet_id),
                category=category,
                at=at + timedelta(seconds=n * apart),
                item_id=uuid4(),
            )


async def _days(family: Family, who: Any = None, **asked: Any) -> dict[str, Any]:
    client = (who or family.mother).client
    answer = await client.get(f"/api/carnets/{family.carnet_id}/traces/days", params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def _of(page: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found = [group for day in page["days"] for group in day["groups"]]
    return [group for group in found if group["person"] and group["person"]["name"].startswith(name)]


async def test_like_acts_of_a_day_are_one_sentence(family: Family) -> None:
    await _wrote(family, Tag.DOCUMENT_READ, BEGINNING - timedelta(hours=3), items=3)
    await _wrote(family, Tag.DOCUMENT_READ, BEGINNING - timedelta(hours=2), category="documents.school")
    await _wrote(family, Tag.DOCUMENT_READ, BEGINNING - timedelta(days=1), items=2)
    page = await _days(family)
    assert [group["sentence"] for group in _of(page, "Rose")] == [
        "Rose Petit, CAMSP du Lac, a lu un compte rendu scolaire ou éducatif.",
        "Rose Petit, CAMSP du Lac, a lu 3 comptes rendus médicaux.",
        "Rose Petit, CAMSP du Lac, a lu 2 comptes rendus médicaux.",
    ]
    assert [day["day"] for day in page["days"]][:2] == ["2026-11-21", "2026-11-20"]
    three = _of(page, "Rose")[1]
    assert (three["count"], three["kind"], three["deed"]) == (3, "readings", "a lu 3 comptes rendus médicaux")
    opened = await family.mother.client.get(f"/api/carnets/{family.carnet_id}/traces/{three['id']}/alike")
    lines = opened.json()["traces"]
    assert [line["at"][11:16] for line in lines] == ["06:02", "06:01", "06:00"]
    assert {line["sentence"] for line in lines} == {"Rose Petit a lu un document."}
    assert lines[0]["id"] == three["id"]


async def test_midnight_of_france_parts_the_days(family: Family) -> None:
    midnight = datetime(2026, 11, 19, 23, 0, tzinfo=UTC)
    await _wrote(family, Tag.DOCUMENT_READ, midnight - timedelta(seconds=1))
    await _wrote(family, Tag.DOCUMENT_READ, midnight)
    days = {day["day"]: len(day["groups"]) for day in (await _days(family))["days"]}
    assert (days["2026-11-19"], days["2026-11-20"]) == (1, 1)


async def test_each_name_stands_with_its_profession_and_structure(family: Family, clock: MovingClock) -> None:
    clock.advance(minutes=1)
    await family.physio.client.get(f"/api/carnets/{family.carnet_id}")
    await family.granny.client.get(f"/api/carnets/{family.carnet_id}")
    page = await _days(family)
    assert "Karim Moreau, kinésithérapeute, a consulté le carnet." in {
        g["sentence"] for g in _of(page, "Karim")
    }
    assert _of(page, "Odile")[0]["person"]["about"] == "grand-mère"


@pytest.mark.parametrize(
    ("hour", "marks"), [(22, []), (23, ["night"]), (3, ["night"]), (4, [])], ids=["23 h", "0 h", "4 h", "5 h"]
)
async def test_a_look_at_night_stands_out(family: Family, hour: int, marks: list[str]) -> None:
    """Midnight to five on the clock of France, an hour ahead of UTC in winter."""
    await _wrote(family, Tag.DOCUMENT_READ, datetime(2026, 11, 19, hour, tzinfo=UTC))
    assert _of(await _days(family), "Rose")[0]["unusual"] == marks


async def test_a_representative_may_look_at_night(family: Family) -> None:
    anne = Who(person_id=uuid4(), person_name="Nora Petit", profile="representative")
    await _wrote(
        family, Tag.DOCUMENT_READ, datetime(2026, 11, 19, 23, tzinfo=UTC), items=30, who=anne, apart=1
    )
    assert _of(await _days(family), "Nora")[0]["unusual"] == []


async def test_many_at_once_stand_out_whatever_is_filtered(family: Family) -> None:
    """Twenty in ten minutes, over two categories."""
    at = BEGINNING - timedelta(hours=4)
    await _wrote(family, Tag.DOCUMENT_READ, at, items=10, apart=30)
    await _wrote(
        family, Tag.DOCUMENT_READ, at + timedelta(minutes=5), items=9, category="documents.school", apart=30
    )
    assert [g["unusual"] for g in _of(await _days(family), "Rose")] == [[], []]
    await _wrote(family, Tag.DOCUMENT_COPY, at + timedelta(seconds=595), category="documents.school")
    for asked in ({}, {"category": "documents.school"}, {"person": str(ROSE)}):
        found = _of(await _days(family, **asked), "Rose")
        assert [g["unusual"] for g in found if g["action"] == Tag.DOCUMENT_COPY.value] == [["many"]]


async def test_a_first_look_stands_out_once(family: Family, clock: MovingClock) -> None:
    clock.advance(days=3)
    await family.physio.client.get(f"/api/carnets/{family.carnet_id}/habits")
    clock.advance(days=1)
    await family.physio.client.get(f"/api/carnets/{family.carnet_id}/habits")
    found = [g["unusual"] for g in _of(await _days(family), "Karim") if g["kind"] == "readings"]
    assert found == [[], ["first"]]


async def test_a_refusal_stands_out_and_is_told_for_each_right(family: Family, clock: MovingClock) -> None:
    base = f"/api/carnets/{family.carnet_id}"
    for path in ("circle", "agenda", "circle", "traces"):
        assert (await family.granny.client.get(f"{base}/{path}")).status_code == 404
    page = await _days(family, kind="refused")
    assert [(g["category"], g["count"], g["unusual"]) for g in _of(page, "Odile")] == [
        ("circle", 2, ["refused"]),
        ("agenda", 1, ["refused"]),
    ]
    assert (
        _of(page, "Odile")[1]["deed"] == "a voulu ouvrir ce qui ne lui est pas ouvert\u202f: refusé (Agenda)"
    )
    raw = (await family.mother.client.get(f"{base}/traces", params={"kind": "refused"})).json()["traces"]
    assert sorted(t["right"] for t in raw) == ["agenda:read", "circle:manage", "circle:read"]


async def test_the_filters_keep_what_they_say(family: Family, clock: MovingClock) -> None:
    await _wrote(family, Tag.DOCUMENT_READ, BEGINNING - timedelta(days=2))
    await _wrote(family, Tag.PHOTO_ADD, BEGINNING - timedelta(days=2), category="photos")
    await _wrote(family, Tag.RIGHT_WITHDRAW, BEGINNING - timedelta(days=3), category="circle")
    await _wrote(
        family,
        Tag.SHEET_OPENED,
        BEGINNING - timedelta(days=2),
        category="emergency",
        who=Who(session_id=uuid4()),
    )
    actions = lambda page: [g["action"] for day in page["days"] for g in day["groups"]]  # noqa: E731
    assert actions(await _days(family, person=str(ROSE), kind="readings")) == [Tag.DOCUMENT_READ]
    assert actions(await _days(family, kind="additions", category="photos")) == [Tag.PHOTO_ADD]
    assert actions(await _days(family, kind="sharing", to="2026-11-18")) == [Tag.RIGHT_WITHDRAW]
    assert actions(await _days(family, kind="emergency")) == [Tag.SHEET_OPENED]
    assert actions(await _days(family, person="nobody")) == [Tag.SHEET_OPENED]
    narrow = {"from": "2026-11-19", "to": "2026-11-19"}
    assert set(actions(await _days(family, **narrow))) == {Tag.DOCUMENT_READ, Tag.PHOTO_ADD, Tag.SHEET_OPENED}
    assert actions(await _days(family, **narrow, category="sheets.social")) == []
    raw = await family.mother.client.get(
        f"/api/carnets/{family.carnet_id}/traces", params={"person": str(ROSE), "kind": "readings"}
    )
    assert [t["action"] for t in raw.json()["traces"]] == [Tag.DOCUMENT_READ]
    refused = await family.mother.client.get(
        f"/api/carnets/{family.carnet_id}/traces/days", params={"person": "Rose"}
    )
    assert (refused.status_code, refused.json()["fields"][0]["name"]) == (422, "person")
    choices = (await _days(family))["choices"]
    assert [p["name"] for p in choices["people"]][-2:] == ["Rose Petit", ""]
    assert {"key": "photos", "name": "Photos et films"} in choices["categories"]


async def test_two_without_an_account_are_two(family: Family) -> None:
    at = BEGINNING - timedelta(days=1)
    for _ in range(2):
        await _wrote(
            family,
            Tag.SHEET_OPENED,
            at,
            category="emergency",
            who=Who(session_id=uuid4(), device="Safari sur iPhone"),
        )
    found = [g for day in (await _days(family, person="nobody"))["days"] for g in day["groups"]]
    assert [g["count"] for g in found] == [1, 1]
    opened = await family.mother.client.get(f"/api/carnets/{family.carnet_id}/traces/{found[0]['id']}/alike")
    assert [(t["device"], t["person"]) for t in opened.json()["traces"]] == [("Safari sur iPhone", None)]


async def test_pages_are_whole_days_and_hold_while_others_write(family: Family) -> None:
    for back in range(1, 9):
        await _wrote(family, Tag.DOCUMENT_READ, BEGINNING - timedelta(days=back), items=90, apart=1)
    seen: list[str] = []
    before: dict[str, str] = {}
    while True:
        page = await _days(family, person=str(ROSE), **before)
        seen += [day["day"] for day in page["days"]]
        assert all(len(day["groups"]) == 1 and day["groups"][0]["count"] == 90 for day in page["days"])
        assert (page["choices"] is None) == bool(before)
        await _wrote(family, Tag.PHOTO_ADD, BEGINNING + timedelta(seconds=len(seen)), category="photos")
        if page["next"] is None:
            break
        before = {"before": page["next"]}
    assert seen == [f"2026-11-{20 - n}" for n in range(8)]


async def test_others_of_the_circle_see_their_own_alone(family: Family, clock: MovingClock) -> None:
    clock.advance(minutes=1)
    base = f"/api/carnets/{family.carnet_id}"
    await family.physio.client.get(f"{base}/habits")
    await family.mother.client.get(f"{base}/habits")
    page = await _days(family, family.physio, person=family.carnet_id)
    assert page["whose"] == "mine"
    assert page["choices"]["people"] == []
    groups = [g for day in page["days"] for g in day["groups"]]
    assert groups
    assert {g["person"]["name"] for g in groups} == {"Karim Moreau"}
    mine = (await family.physio.client.get(f"{base}/traces/mine")).json()["traces"]
    assert {t["person"]["name"] for t in mine} == {"Karim Moreau"}
    assert "sheets:habits:read" in {t["action"] for t in mine}
    assert "access:owntraces:read" in {t["action"] for t in mine}
    own = await family.physio.client.get(f"{base}/traces/{groups[0]['id']}/alike")
    assert own.status_code == 200
    hers = (await family.mother.client.get(f"{base}/traces/mine")).json()["traces"]
    assert {t["person"]["name"] for t in hers} == {"Anne Moreau"}
    assert (await family.physio.client.get(f"{base}/traces/{hers[0]['id']}/alike")).status_code == 404


async def test_the_structure_and_the_right_stand_in_each_trace(family: Family, query: Any) -> None:
    await query("UPDATE habilitation SET structure = 'SESSAD' WHERE profession = 'kinésithérapeute'")
    await family.physio.client.get(f"/api/carnets/{family.carnet_id}/habits")
    (row,) = await query("SELECT structure, right_used FROM trace WHERE tag = 'sheets:habits:read'")
    assert dict(row) == {"structure": "SESSAD", "right_used": "sheets.habits:read"}
