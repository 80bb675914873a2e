"""Habits and lines that are looked for: each with the text that holds now, or with all that were written at once."""

from uuid import UUID

from backend.kit.days import day_of
from backend.kit.findable import Findable, Told
from backend.kit.words import labelled
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.service import Visit
from backend.rooms.sheets import queries
from backend.rooms.sheets.content import decode
from backend.rooms.sheets.eleven import BY_TAG, SHEETS, Sheet
from backend.rooms.sheets.headings import Heading, name
from backend.rooms.sheets.register import fields_of
from backend.rooms.sheets.saying import one_of, title_of


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


async def findable_lines(visit: Visit, language: str) -> list[Findable]:
    """Lines of the sheets that are open to this person; those that were taken away are not looked for."""
    return [
        Findable(
            id=row["id"],
            kind="line",
            category=SHEETS[Sheet(row["sheet"])].category.value,
            day=day_of(row["written_at"]),
            people=(row["author_name"],),
            tags=(),
            found=f"{labelled(one_of(SHEETS[Sheet(row['sheet'])].name, language))}||{row['found']}",
        )
        for row in await _lines(visit)
    ]


async def told_lines(visit: Visit, ids: list[UUID], language: str) -> list[Told]:
    return [_told(row, language) for row in await _lines(visit) if row["id"] in ids]


def _told(row: queries.Row, language: str) -> Told:
    content = decode(fields_of(row) or {})
    about = SHEETS[Sheet(row["sheet"])]
    return Told(
        id=row["id"],
        kind="line",
        sort=row["sheet"],
        category=about.category.value,
        day=day_of(row["written_at"]),
        title=title_of(content, row["place"], language),
        by=row["author_name"],
        text=row["text"],
        tags=(),
    )


async def _lines(visit: Visit) -> list[queries.Row]:
    open_ = [s.value for s in Sheet if visit.habilitation.may(SHEETS[s].category, Right.READ)]
    rows = await queries.heads(visit.carnet_id, open_)
    return [row for row in rows if row["text"] and row["kind"] in BY_TAG]


async def _now(visit: Visit) -> list[queries.Row]:
    """Those that say something."""
    if not visit.habilitation.may(Category.HABITS, Right.READ):
        return []
    return [row for row in await queries.heads(visit.carnet_id, ["habits"]) if row["text"]]
