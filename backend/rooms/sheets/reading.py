"""The habits as they are read: each heading with its one text, or with all that were written at once."""

from datetime import datetime
from typing import Any
from uuid import UUID

from backend.rooms.sheets import queries
from backend.rooms.sheets.freshness import to_confirm
from backend.rooms.sheets.headings import Heading
from backend.rooms.sheets.schemas import HabitPerson, HabitsView, HabitVersionView, HeadingView, State

Row = dict[str, Any]


async def habits_view(carnet_id: UUID, at: datetime) -> HabitsView:
    heads, counts = await queries.heads(carnet_id), await queries.counts(carnet_id)
    return HabitsView(
        carnet_id=carnet_id,
        headings=[
            heading_view(h, [row for row in heads if row["heading"] == h], counts.get(h, 0), at)
            for h in Heading
        ],
    )


def heading_view(heading: Heading, heads: list[Row], versions: int, at: datetime) -> HeadingView:
    return HeadingView(
        heading=heading,
        state=_state(heads, at),
        heads=[HabitVersionView(**version_values(row)) for row in heads],
        versions=versions,
    )


def version_values(row: Row) -> dict[str, Any]:
    """The values of a HabitVersionView."""
    names = ("id", "text", "written_at", "noted_at", "action", "confirmed_at")
    return {name: row[name] for name in names} | {
        "author": HabitPerson(row["author_id"], row["author_name"]),
        "confirmed_by": HabitPerson(row["confirmed_by"], row["confirmed_name"]),
    }


def _state(heads: list[Row], at: datetime) -> State:
    if len(heads) > 1:
        return "conflict"
    if not heads or not heads[0]["text"]:
        return "not_noted"
    return "to_confirm" if to_confirm(heads[0]["confirmed_at"], at) else "holds"
