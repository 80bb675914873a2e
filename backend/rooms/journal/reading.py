"""Rows of the daily sheet as they are answered."""

from datetime import date
from typing import Any
from uuid import UUID

from backend.rooms.journal import queries
from backend.rooms.journal.content import EntryKind, decode
from backend.rooms.journal.kinds import BY_TAG, PROPOSED
from backend.rooms.journal.queries import Row
from backend.rooms.journal.schemas import EntryVersion, EntryView, Tracking
from backend.rooms.sheets.schemas import HabitPerson

_SAME = (
    "id",
    "day",
    "happened_at",
    "ended_at",
    "noted_at",
    "written_at",
    "versions",
    "changed_at",
    "to_check",
    "removed_at",
    "removed_by",
)


async def noted(carnet_id: UUID, first: date, last: date) -> list[EntryView]:
    """For a room that tells it to somebody who is not at the daily sheet: both days counted, the oldest first."""
    return [entry_view(row) for row in await queries.between(carnet_id, first, last)]


def entry_view(row: Row) -> EntryView:
    return EntryView(
        **{name: row[name] for name in _SAME},
        version=row["version_id"],
        content=decode(row["content"]),
        author=HabitPerson(row["author_id"], row["author_name"]),
    )


def version_view(row: Row) -> EntryVersion:
    same: dict[str, Any] = {n: row[n] for n in ("id", "happened_at", "ended_at", "noted_at", "written_at")}
    return EntryVersion(**same, content=decode(row["content"]))


async def tracking_of(carnet_id: UUID) -> Tracking:
    return tracking_view(await queries.tracking(carnet_id))


def tracking_view(row: Row | None) -> Tracking:
    """In the order of the sheet, whatever the order in which they were chosen."""
    chosen = set(row["kinds"] if row else PROPOSED)
    kinds: list[EntryKind] = [tag for tag in BY_TAG if tag in chosen]  # type: ignore[misc]  # the same names: test_kinds
    return Tracking(
        chosen=row is not None,
        kinds=kinds,
        signs=row["signs"] if row else [],
        scales=row["scales"] if row else [],
        dess_base=bool(row and row["dess_base"]),
        version=row["version"] if row else 0,
        changed_by=row["changed_name"] if row else "",
    )
