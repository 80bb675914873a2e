"""The habits as they are read: each heading with its one text, or with all that were written at once."""

from datetime import datetime
from typing import Any
from uuid import UUID

from backend.rooms.sheets import queries
from backend.rooms.sheets.freshness import to_confirm
from backend.rooms.sheets.headings import Heading
from backend.rooms.sheets.schemas import (
    HabitConfirmed,
    HabitPerson,
    HabitsView,
    HabitVersionView,
    HeadingView,
    PastHabit,
    State,
)

Row = dict[str, Any]
HABITS = "habits"


def habit(carnet_id: UUID, heading: Heading) -> queries.Place:
    return queries.Place(carnet_id, HABITS, heading)


async def habits_view(carnet_id: UUID, at: datetime) -> HabitsView:
    heads, pasts = await queries.heads(carnet_id, [HABITS]), await queries.pasts(carnet_id, [HABITS])
    return HabitsView(
        carnet_id=carnet_id,
        headings=[
            heading_view(h, [row for row in heads if row["place"] == h], past.versions if past else 0, at)
            for h in Heading
            for past in [pasts.get((HABITS, h.value))]
        ],
    )


async def heading_now(carnet_id: UUID, heading: Heading, at: datetime) -> HeadingView:
    heads = await queries.heads_of(habit(carnet_id, heading))
    versions = (await queries.pasts(carnet_id, [HABITS]))[HABITS, heading].versions if heads else 0
    return heading_view(heading, heads, versions, at)


def heading_view(heading: Heading, heads: list[Row], versions: int, at: datetime) -> HeadingView:
    return HeadingView(
        heading=heading,
        state=_state(heads, at),
        heads=[_head(row) for row in heads],
        versions=versions,
    )


def past_habit(row: Row) -> PastHabit:
    return PastHabit(**words_of(row), bases=row["bases"], confirmations=confirmed_of(row))


def confirmed_of(row: Row) -> list[HabitConfirmed]:
    """Who said of a version of the history that it still holds, the oldest first."""
    said = zip(row["confirmed_ids"], row["confirmed_names"], row["confirmed_times"], strict=True)
    return [HabitConfirmed(HabitPerson(id, name), at) for id, name, at in said]


def _head(row: Row) -> HabitVersionView:
    by = HabitPerson(row["confirmed_by"], row["confirmed_name"])
    return HabitVersionView(**words_of(row), confirmed_by=by, confirmed_at=row["confirmed_at"])


def words_of(row: Row) -> dict[str, Any]:
    names = ("id", "text", "written_at", "noted_at", "action")
    return {name: row[name] for name in names} | {"author": HabitPerson(row["author_id"], row["author_name"])}


def _state(heads: list[Row], at: datetime) -> State:
    if len(heads) > 1:
        return "conflict"
    if not heads or not heads[0]["text"]:
        return "not_noted"
    return "to_confirm" if to_confirm(heads[0]["confirmed_at"], at) else "holds"
