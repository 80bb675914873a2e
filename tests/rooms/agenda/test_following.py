"""What ends on a sheet is a date in the agenda: it comes, moves and goes with its line, and is seen by who reads both."""

import json
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec
import pytest

from backend.kit.arriving import Arrival, Wrong
from backend.kit.database import fetch
from backend.kit.ids import new_id
from backend.kit.masked import Viewer
from backend.kit.transaction import transaction
from backend.rooms.agenda import arriving, portable
from backend.rooms.agenda.deadlines import Sort
from backend.rooms.sheets import arriving_lines, portable_lines
from backend.rooms.sheets.content import decode
from backend.rooms.sheets.ending import EARLY, Ends, ends_of, keep_dates
from backend.rooms.sheets.migrations.sheets_2026_11_22t23_31_00_000000 import SQL
from tests.conftest import MovingClock
from tests.family import Family
from tests.push.push_service import PushService
from tests.rooms.agenda.test_agenda import url
from tests.rooms.agenda.test_reminding import House
from tests.rooms.identity.pushes import service, settings, subscribe
from tests.rooms.sheets.test_lines import ids, write

__all__ = ["service", "settings"]
AEEH = {"kind": "right", "name": "AEEH et complément 2", "by": "MDPH de l’Isère", "until": "2027-08-31"}


async def coming(family: Family, who: Any = None) -> list[dict[str, Any]]:
    answer = await (who or family.mother).client.get(url(family))
    assert answer.status_code == 200, answer.text
    return answer.json()["coming"]


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        (AEEH, (Sort.MDPH_RIGHT, "AEEH et complément 2", ())),
        (AEEH | {"by": ""}, (Sort.MDPH_RIGHT, "AEEH et complément 2", ())),
        (AEEH | {"name": "ALD", "by": "CPAM"}, (Sort.OTHER, "ALD", EARLY)),
        ({"kind": "card", "mention": "parking"}, (Sort.DISABILITY_CARD, "CMI stationnement", ())),
        ({"kind": "card", "mention": "other"}, (Sort.OTHER, "Autre carte", ())),
        ({"kind": "insurance", "name": "Assurance scolaire"}, (Sort.OTHER, "Assurance scolaire", ())),
        ({"kind": "arrangement", "plan": "pai", "title": "Épilepsie"}, (Sort.OTHER, "PAI · Épilepsie", ())),
        ({"kind": "arrangement", "plan": "not_said"}, (Sort.OTHER, "Un aménagement", ())),
    ],
)
def test_which_date_a_line_keeps(content: dict[str, Any], wanted: tuple[Sort, str, tuple[str, ...]]) -> None:
    sort, title, leads = wanted
    assert ends_of(decode(content | {"until": None}), "x") is None
    assert ends_of(decode(content | {"until": "2027-08-31"}), "x") == Ends(
        sort=sort, title=title, on=date(2027, 8, 31), leads=leads
    )


async def test_it_comes_moves_and_goes_with_its_line(
    family: Family, clock: MovingClock, run_jobs: Any
) -> None:
    place = str(uuid4())
    line = await write(family, family.mother, AEEH, [], place=place, sheet="administrative")
    (item,) = await coming(family)
    assert item["content"] | {"reminders": 0} == {
        "kind": "deadline", "sort": "mdph_right", "title": AEEH["name"], "ends_on": "2027-08-31", "zone": "Europe/Paris", "note": "",
        "reminders": 0,
    }  # fmt: skip
    assert [one["lead"] for one in item["reminders"]] == ["P9M", "P6M", "P4M"]
    assert item["source"] == {"sheet": "administrative", "place": place}
    here = url(family, item["id"])
    # It is changed and taken off there.
    changed = await family.mother.client.patch(
        here, json={"version": item["version"], "content": item["content"]}
    )
    assert (changed.status_code, changed.json()["code"]) == (409, "kept_by_a_line")
    assert (await family.mother.client.delete(here)).json()["code"] == "kept_by_a_line"
    assert (await family.mother.client.put(f"{here}/done", json={"done": True})).status_code == 200
    assert await coming(family) == []
    # Renewed, it is to come again; a word changed leaves it where it is.
    line = await write(
        family, family.father, AEEH | {"until": "2028-08-31"}, ids(line), place=place, sheet="administrative"
    )
    (moved,) = await coming(family)
    assert (moved["id"], moved["last_day"], moved["done_at"]) == (item["id"], "2028-08-31", None)
    assert moved["changed_by"].startswith("Marc")
    # A screen that still shows the day before settles nothing; twice the same is no quarrel.
    old = {"done": True, "version": item["version"]}
    late = await family.mother.client.put(f"{here}/done", json=old)
    assert (late.status_code, late.json()["current"]["last_day"]) == (409, "2028-08-31")
    assert (await coming(family))[0]["done_at"] is None
    already = await family.mother.client.put(f"{here}/done", json=old | {"done": False})
    assert already.status_code == 200
    # Without a network two wrote at once: the first end holds.
    line = await write(
        family, family.mother, AEEH | {"until": "2027-12-31"}, [], place=place, sheet="administrative"
    )  # fmt: skip
    (first,) = await coming(family)
    assert first["last_day"] == "2027-12-31"
    assert len(ids(line)) == 2
    gone = await write(family, family.mother, None, ids(line), place=place, sheet="administrative")
    assert await coming(family) == []
    assert (await family.mother.client.get(url(family, "bin"))).json() == []
    assert (await family.mother.client.post(f"{here}/restore")).json()["code"] == "kept_by_a_line"
    clock.advance(days=2)
    await write(family, family.mother, AEEH, ids(gone), place=place, sheet="administrative")
    (back,) = await coming(family)
    assert (back["id"], back["last_day"]) == (item["id"], "2027-08-31")


async def test_who_reads_the_agenda_and_not_the_sheet_sees_nothing_of_it(
    family: Family, clock: MovingClock
) -> None:
    """On no list, by no number, in no search, on no home screen."""
    soon = str(clock.now().date() + timedelta(days=3))
    place = str(uuid4())
    await write(
        family, family.mother, AEEH | {"until": soon, "name": "Prestation"}, [], place=place, sheet="administrative"
    )  # fmt: skip
    (item,) = await coming(family)
    rights = (await family.access("Odile"))["rights"] | {"agenda": ["read", "add", "manage"]}
    await family.change_access("Odile", rights=rights)
    base = f"/api/carnets/{family.carnet_id}"

    async def seen() -> list[bool]:
        client = family.granny.client
        home = (await client.get(f"{base}/home")).json()
        found = (await client.post(f"{base}/find", json={"words": "prestation"})).json()
        return [
            bool(await coming(family, family.granny)),
            (await client.get(url(family, item["id"]))).status_code == 200,
            item["id"] in json.dumps(home),
            item["id"] in json.dumps(found),
        ]

    assert await seen() == [False] * 4
    done = await family.granny.client.put(f"{url(family, item['id'])}/done", json={"done": True})
    assert done.status_code == 404
    await family.change_access("Odile", rights=rights | {"sheets.administrative": ["read"]})
    assert await seen() == [True] * 4


async def test_who_writes_the_sheet_and_not_the_agenda_makes_it_all_the_same(family: Family) -> None:
    rights = (await family.access("Odile"))["rights"] | {"sheets.schooling": ["read", "add"]}
    rights.pop("agenda", None)
    await family.change_access("Odile", rights=rights)
    assert (await family.granny.client.get(url(family))).status_code == 404
    plan = {"kind": "arrangement", "plan": "pai", "title": "Épilepsie", "until": "2027-06-30"}
    await write(family, family.granny, plan, [], place=str(uuid4()), sheet="schooling")
    (item,) = await coming(family)
    assert (item["content"]["title"], item["author"][:5]) == ("PAI · Épilepsie", "Odile")


async def test_it_is_recalled_to_the_representatives(
    family: Family, service: PushService, clock: MovingClock, run_jobs: Any, query: Any
) -> None:
    for name, member in (("anne", family.mother), ("marc", family.father)):
        await subscribe(member, service.phone(name))
    until = str(clock.now().date() + timedelta(days=100))
    house, place = House(clock, run_jobs), str(uuid4())
    line = await write(
        family, family.mother, AEEH | {"until": until}, [], place=place, sheet="administrative"
    )
    await house.minute()
    assert sorted(one.name for one in service.taken) == ["anne", "marc"]
    assert "AEEH" not in "".join(one.text for one in service.taken)
    # Moved nearer, it is another day: what was answered was about the one before.
    sooner = str(clock.now().date() + timedelta(days=80))
    line = await write(
        family, family.mother, AEEH | {"until": sooner}, ids(line), place=place, sheet="administrative"
    )
    await house.minute()
    told = ["anne", "anne", "marc", "marc"]
    assert sorted(one.name for one in service.taken) == told
    # Said to be of somebody else, it is recalled at other moments from now on; nobody is told anew of the same day.
    renamed = AEEH | {"until": sooner, "name": "AEEH", "by": "CAF"}
    await write(family, family.mother, renamed, ids(line), place=place, sheet="administrative")
    await house.minute()
    assert sorted(one.name for one in service.taken) == told


async def test_an_archive_brings_each_date_once_and_those_of_before_get_theirs(
    family: Family, clock: MovingClock, query: Any
) -> None:
    await write(family, family.mother, AEEH, [], place=str(uuid4()), sheet="administrative")
    card = {"kind": "card", "mention": "priority", "until": "2027-01-31"}
    await write(family, family.mother, card, [], place=str(uuid4()), sheet="administrative")
    (late, aeeh) = await coming(family)
    await family.mother.client.put(f"{url(family, aeeh['id'])}/done", json={"done": True})

    async def arrives(items: list[Any], sheets: Any) -> list[dict[str, Any]]:
        arrival = Arrival(carnet_id=new_id(clock.now()), person_id=new_id(clock.now()), at=clock.now())
        await query(
            "INSERT INTO carnet (id, given_name, family_name, birth_date, sex, opened_at, opened_by)"
            " SELECT $1, given_name, family_name, birth_date, sex, opened_at, opened_by FROM carnet LIMIT 1",
            arrival.carnet_id,
        )
        async with transaction():
            await arriving_lines.take_in(arrival, sheets)
            await arriving.take_in(arrival, portable.PortableAgenda(items=items))
            await keep_dates(arrival)
        return await query(
            "SELECT i.content ->> 'title' AS title, i.done_at IS NOT NULL AS done, i.sheet, count(m.told_at) AS told FROM agenda_item i"
            " JOIN agenda_moment m ON m.item_id = i.id WHERE carnet_id = $1 GROUP BY i.id ORDER BY 1",
            arrival.carnet_id,
        )

    async with transaction():
        left = await portable.portable(UUID(family.carnet_id), Viewer(UUID(int=1), True))
        lines = await portable_lines.portable(UUID(family.carnet_id), reader=UUID(int=1))
    wanted = [
        ("AEEH et complément 2", True, "administrative", 0),
        ("CMI priorité", False, "administrative", 3),
    ]
    assert [tuple(row.values()) for row in await arrives(left.items, lines)] == wanted
    # One of before this house kept them.
    assert [tuple(row.values())[::2] for row in await arrives([], lines)] == [
        (title, sheet) for title, _, sheet, _ in wanted
    ]
    # A date of no line could be taken off by nobody.
    for one in left.items:
        one.source = one.source and msgspec.structs.replace(one.source, place="x")
    with pytest.raises(Wrong):
        await arrives(left.items, lines)
    assert late["content"]["title"] == "CMI priorité"


async def test_lines_of_before_get_theirs_when_a_house_is_upgraded(
    family: Family, clock: MovingClock, query: Any
) -> None:
    """The same as what a writing keeps, for each kind of line."""
    texts = [
        ("administrative", AEEH),
        ("administrative", AEEH | {"by": "CPAM", "name": "ALD"}),
        ("administrative", {"kind": "card", "mention": "disability"}),
        ("administrative", {"kind": "card", "mention": "other", "note": "Train"}),
        ("administrative", {"kind": "card", "mention": "not_said", "until": "2026-12-01"}),
        ("administrative", {"kind": "insurance", "name": "École"}),
        ("schooling", {"kind": "arrangement", "plan": "ulis", "title": "é" * 120}),
        ("schooling", {"kind": "arrangement", "plan": "not_said"}),
    ]
    for sheet, content in texts:
        await write(
            family, family.mother, {"until": "2027-03-31"} | content, [], place=str(uuid4()), sheet=sheet
        )
    ended = await write(
        family, family.mother, {"kind": "insurance", "name": "Finie"}, [], place=str(uuid4()), sheet="administrative"
    )  # fmt: skip
    assert ended["heads"]
    asked = (
        "SELECT i.content, i.starts_at, i.over_at, i.author_name, i.category, i.sheet, i.place,"
        " array_agg(m.lead || m.due_at ORDER BY m.due_at) AS moments"
        " FROM agenda_item i JOIN agenda_moment m ON m.item_id = i.id GROUP BY i.id ORDER BY i.place"
    )
    kept = [dict(row, content=json.loads(str(row["content"]))) for row in await query(asked)]
    assert len(kept) == len(texts)
    await query("DELETE FROM agenda_item")
    async with transaction():
        for statement in SQL.split(";\n"):
            if statement.strip():
                await fetch(statement)
    assert [dict(row, content=json.loads(str(row["content"]))) for row in await query(asked)] == kept
    # Nothing rings for what has begun to be recalled already.
    assert await query("SELECT 1 FROM agenda_moment WHERE told_at IS NULL AND due_at <= now()") == []
