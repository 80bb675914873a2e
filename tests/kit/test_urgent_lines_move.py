"""What the urgent sheet held beside the sheets goes to them: nothing is lost, nothing stands twice (docs/decisions/0042-one-source.md)."""

import asyncio
import json
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

import asyncpg
import msgspec
import pytest

from backend.kit.migrate import rebuild
from backend.rooms.emergency import content as urgent
from backend.rooms.emergency.moving import on_sheet
from backend.rooms.measurements.schemas import MeasureSaid
from backend.rooms.sheets.content import decode
from backend.rooms.sheets.eleven import BY_TAG
from tests.kit.test_migrations import _ask, _forward, bare

__all__ = ["bare"]
MOVE = ("emergency", "2026-11-22T19:55:00:000000")
ANNE, MARC, CARNET = uuid4(), uuid4(), uuid4()
THEN, LATER, GONE = (datetime(2026, month, 1, 8, tzinfo=UTC) for month in (5, 6, 7))
LONG = "é" * 600

LINES: list[dict[str, Any]] = [
    {"section": "allergies", "substance": "Pénicilline", "reaction": "choc", "severity": "Grave", "certainty": "confirmed", "note": ""},
    {"section": "allergies", "substance": "Latex", "severity": "très gênante", "note": LONG},
    {"section": "diagnoses", "name": "Épilepsie", "since": "2020"},
    {"section": "history", "name": "Valve", "since": "2020", "note": "réglable"},
    {"section": "treatments", "name": "Midazolam", "dose": "1 ampoule", "way": "buccal", "schedule": "en cas de crise", "prescribed_on": "2026-03-10"},
    {"section": "treatments", "name": "Baclofène"},
    {"section": "devices", "name": "Orthèse", "note": "la journée"},
    {"section": "contacts", "name": "Marc", "relation": "père", "phone": "06 00 00 00 02", "phone_seen": "me"},
    {"section": "contacts", "name": "Anne", "phone": "06 00 00 00 01"},
    {"section": "doctor", "name": "Dr Lenoir", "speciality": "neuropédiatre", "place": "CHU", "phone": "04 00 00 00 03"},
]  # fmt: skip
OWN = {"section": "calms", "text": "Sa chanson"}
OFF = {"section": "allergies", "substance": "Arachide", "certainty": "suspected"}


@pytest.fixture
async def before(bare: str, database: str) -> AsyncIterator[asyncpg.Connection]:
    """The house as it was just before, with a notebook in it."""
    ran = [
        (str(a), str(n)) for a, n in await _ask(database, "SELECT app_name, name FROM migration ORDER BY id")
    ]
    queue = [str(row[0]) for row in await _ask(database, "SELECT name FROM queue_schema")]
    left = [id for id in ran if id != MOVE]
    assert len(left) == len(ran) - 1
    await asyncio.to_thread(asyncio.run, rebuild(bare, left, queue))
    connection = await asyncpg.connect(bare)
    await connection.executemany("INSERT INTO migration (app_name, name) VALUES ($1, $2)", left)
    await connection.executemany("INSERT INTO queue_schema (name) VALUES ($1)", [(name,) for name in queue])
    await connection.execute(
        "INSERT INTO carnet (id, given_name, family_name, birth_date, sex, opened_at, opened_by)"
        " VALUES ($1, 'Théo', 'Moreau', '2016-10-25', 'male', $2, $3)", CARNET, THEN, ANNE,
    )  # fmt: skip
    yield connection
    await connection.close()


async def _line(
    to: asyncpg.Connection, content: dict[str, Any], position: int = 0, gone: datetime | None = None
) -> UUID:
    """Written by Marc, confirmed later by Anne; a number that is not everyone's is Marc's."""
    id = uuid4()
    owner = MARC if content.get("phone_seen", "everyone") != "everyone" else None
    await to.execute(
        "INSERT INTO emergency_line (id, carnet_id, section, position, content, phone_owner, author_id, author_name, written_at,"
        " confirmed_by, confirmed_name, confirmed_at, deleted_at) VALUES ($1, $2, $3, $4, $5, $6, $7, 'Marc', $8, $9, 'Anne', $10, $11)",
        id, CARNET, content["section"], position, json.dumps(content), owner, MARC, THEN, ANNE, LATER, gone,
    )  # fmt: skip
    await _change(to, id, content, THEN)
    return id


async def _change(to: asyncpg.Connection, id: UUID, content: dict[str, Any], at: datetime) -> None:
    await to.execute(
        "INSERT INTO emergency_change (id, carnet_id, at, person_id, person_name, action, section, line_id, content)"
        " VALUES ($1, $2, $3, $4, 'Marc', 'change', $5, $6, $7)",
        uuid4(), CARNET, at, MARC, content["section"], id, json.dumps(content),
    )  # fmt: skip


async def _on_sheet(to: asyncpg.Connection, sheet: str, content: dict[str, Any]) -> str:
    place, kind = str(uuid4()), content["kind"]
    await to.execute("INSERT INTO sheet_place (carnet_id, sheet, place) VALUES ($1, $2, $3)", CARNET, sheet, place)  # fmt: skip
    await to.execute(
        "INSERT INTO sheet_version (id, carnet_id, sheet, place, kind, text, content, author_id, author_name, written_at, action)"
        " VALUES ($1, $2, $3, $4, $5, 'x', $6, $7, 'Anne', $8, 'write')",
        uuid4(), CARNET, sheet, place, kind, json.dumps(msgspec.to_builtins(decode(content))), ANNE, THEN,
    )  # fmt: skip
    return place


async def _answer(to: asyncpg.Connection, section: str, answer: str) -> None:
    await to.execute(
        "INSERT INTO emergency_answer (carnet_id, section, answer, answered_by, answered_name, answered_at)"
        " VALUES ($1, $2, $3, $4, 'Anne', $5)", CARNET, section, answer, ANNE, LATER,
    )  # fmt: skip


async def test_every_line_is_on_its_sheet_and_shown(bare: str, before: asyncpg.Connection) -> None:
    ids = [await _line(before, content, position) for position, content in enumerate(LINES)]
    own, off = await _line(before, OWN), await _line(before, OFF, gone=GONE)
    await before.execute("UPDATE emergency_change SET content = content || '{\"phone_seen\": \"everyone\"}' WHERE section = 'contacts'")  # fmt: skip
    changes = await before.fetchval("SELECT count(*) FROM emergency_change")
    await _forward(bare)

    assert await _ask(bare, "SELECT id FROM emergency_line") == [(own,)]
    versions = {
        row["id"]: row
        for row in await before.fetch(
            "SELECT * FROM sheet_version WHERE kind <> 'order' AND action = 'write'"
        )
    }
    assert versions.keys() == {*ids, off}
    for id, said in zip([*ids, off], [*LINES, OFF], strict=True):
        row = versions[id]
        content = decode(msgspec.json.decode(row["content"]))
        assert content == on_sheet(urgent.decode(json.dumps(said)))
        assert (row["sheet"], row["place"]) == (BY_TAG[row["kind"]][0].value, str(id))
        assert (row["author_id"], row["author_name"], row["written_at"]) == (MARC, "Marc", THEN)
        assert row["phone_owner"] == (MARC if said.get("phone_seen") == "me" else None)
        assert "06 00 00 00 02" not in row["text"]
        assert await before.fetchrow(
            "SELECT person_id, at FROM sheet_confirmation WHERE version_id = $1", id
        ) == (ANNE, LATER)
    shown = await _ask(bare, "SELECT place FROM sheet_choice WHERE shown")
    assert {row[0] for row in shown} == {str(id) for id in (*ids, off)}
    (gone,) = await before.fetch("SELECT * FROM sheet_version WHERE action = 'remove'")
    assert (gone["place"], gone["content"], gone["written_at"]) == (str(off), None, GONE)
    assert await _ask(bare, "SELECT base_id FROM sheet_version_base") == [(off,)]
    (order,) = await _ask(
        bare, "SELECT content -> 'places' FROM sheet_version WHERE place = 'order-relative'"
    )
    assert json.loads(order[0]) == [str(id) for id, one in zip(ids, LINES, strict=True) if one["section"] == "contacts"]  # fmt: skip
    # What was ever changed is still read, and a number that is kept is kept there too.
    assert await before.fetchval("SELECT count(*) FROM emergency_change") == changes
    kept = await _ask(bare, "SELECT content ->> 'name' FROM emergency_change WHERE phone_owner IS NOT NULL")
    assert kept == [("Marc",)]


async def test_what_a_sheet_says_already_stands_once(bare: str, before: asyncpg.Connection) -> None:
    same = await _on_sheet(
        before,
        "allergies",
        {"kind": "allergy", "substance": "Pénicilline", "reaction": "choc", "severity": "severe", "certainty": "confirmed", "since": "2021"},
    )  # fmt: skip
    dose = await _on_sheet(
        before, "medication", {"kind": "treatment", "name": "Baclofène", "reason": "raideur"}
    )
    more = await _on_sheet(
        before, "clinical", {"kind": "diagnosis", "name": "Épilepsie", "since": "2020", "note": "privé"}
    )
    for content in LINES:
        await _line(before, content)
    await _forward(bare)
    assert (await before.fetchval("SELECT count(*) FROM sheet_version WHERE action = 'write' AND kind <> 'order'")) == len(LINES) + 1  # fmt: skip
    shown = {row[0] for row in await _ask(bare, "SELECT place FROM sheet_choice WHERE shown")}
    assert {same, dose} <= shown
    # What a stranger was never shown is not shown now: that line is the family's to choose.
    assert more not in shown
    confirmed = await before.fetch(
        "SELECT person_id FROM sheet_confirmation c JOIN sheet_version v ON v.id = c.version_id WHERE v.place = $1",
        same,
    )
    assert [row["person_id"] for row in confirmed] == [ANNE]


async def test_answers_are_the_sheets_where_it_has_no_line(bare: str, before: asyncpg.Connection) -> None:
    await _on_sheet(before, "medication", {"kind": "treatment", "name": "Baclofène"})
    for section, answer in (
        ("allergies", "none_known"),
        ("treatments", "none_known"),
        ("contacts", "not_stated"),
        ("weight", "not_stated"),
        ("directives", "none_known"),
    ):
        await _answer(before, section, answer)
    await _forward(bare)
    assert await _ask(bare, "SELECT section FROM emergency_answer") == [("directives",)]
    told = await before.fetch(
        "SELECT place, content, author_name, written_at FROM sheet_version WHERE kind = 'answer' ORDER BY place"
    )
    said = [(row["place"], row["author_name"], row["written_at"]) for row in told]
    assert said == [("answer-allergy", "Anne", LATER), ("answer-relative", "Anne", LATER)]
    assert [msgspec.to_builtins(decode(msgspec.json.decode(row["content"])))["answer"] for row in told] == ["none_known", "not_stated"]  # fmt: skip
    assert await _ask(bare, "SELECT sheet, place, shown FROM sheet_choice") == [("growth", "weight", False)]


async def test_weights_are_measurements_each_once(bare: str, before: asyncpg.Connection) -> None:
    def weight(kg: float, on: str) -> dict[str, Any]:
        return {"section": "weight", "kg": kg, "measured_on": on}

    id = await _line(before, weight(20, "2026-04-30"))
    await _change(before, id, weight(20.5, "2026-05-30"), LATER)
    await _change(before, id, weight(205, "2026-06-29"), GONE)
    await _change(before, id, weight(25.0625, "2026-06-30"), GONE.replace(hour=9))
    await before.execute("UPDATE emergency_line SET content = $2 WHERE id = $1", id, json.dumps(weight(25.0625, "2026-06-30")))  # fmt: skip
    known = MeasureSaid(kind="weight", value="20.50", on=date(2026, 5, 30))  # fmt: skip
    await before.execute(
        "INSERT INTO measurement (id, carnet_id, content, measured_on, author_id, author_name, added_at)"
        " VALUES ($1, $2, $3, '2026-05-30', $4, 'Anne', $5)",
        uuid4(), CARNET, msgspec.json.encode(known).decode(), ANNE, LATER,
    )  # fmt: skip
    await _forward(bare)
    rows = await before.fetch("SELECT content, author_name FROM measurement ORDER BY measured_on")
    values = [msgspec.json.decode(row["content"], type=MeasureSaid) for row in rows]
    assert [(one.value, str(one.on)) for one in values] == [
        ("20", "2026-04-30"),
        ("20.50", "2026-05-30"),
        ("25.063", "2026-06-30"),
    ]
    assert [row["author_name"] for row in rows] == ["Marc", "Anne", "Marc"]
    assert await before.fetchval("SELECT count(*) FROM measurement_version") == 2
    assert await _ask(bare, "SELECT 1 FROM emergency_line") == []
