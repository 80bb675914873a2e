"""Habits that are looked for: each heading with the text that holds now, or with all that were written at once."""

from uuid import UUID

from backend.kit.days import day_of
from backend.kit.findable import Findable, Told
from backend.kit.words import labelled
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.service import Visit
from backend.rooms.sheets import queries
from backend.rooms.sheets.headings import Heading, name


async def findable(visit: Visit, language: str) -> list[Findable]:
    return [
        Findable(
            id=row["id"],
            kind="habit",
            category=Category.HABITS.value,
            day=day_of(row["written_at"]),
            people=(row["author_name"],),
            tags=(),
            found=f"{labelled(name(Heading(row['place']), language))}||{row['found']}",
        )
        for row in await _now(visit)
    ]


async def told(visit: Visit, ids: list[UUID], language: str) -> list[Told]:
    return [
        Told(
            id=row["id"],
            kind="habit",
            sort=row["place"],
            category=Category.HABITS.value,
            day=day_of(row["written_at"]),
            title=name(Heading(row["place"]), language),
            by=row["author_name"],
            text=row["text"],
            tags=(),
        )
        for row in await _now(visit)
        if row["id"] in ids
    ]


async def _now(visit: Visit) -> list[queries.Row]:
    """Those that say something."""
    if not visit.habilitation.may(Category.HABITS, Right.READ):
        return []
    return [row for row in await queries.heads(visit.carnet_id, ["habits"]) if row["text"]]
