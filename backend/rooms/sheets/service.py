"""What the habits do: read, write so that nothing is lost, confirm, tell their history, print."""

import asyncio
from typing import Any

from backend.kit.cleaning import tidy
from backend.kit.pages import cursor, place
from backend.kit.transaction import transaction
from backend.rooms.access.service import Visit
from backend.rooms.audit.tags import HABIT_WRITTEN, Tag
from backend.rooms.carnet import service as carnet
from backend.rooms.sheets import paper, queries
from backend.rooms.sheets.confirming import confirm_habit, unconfirm_habit
from backend.rooms.sheets.headings import Heading
from backend.rooms.sheets.reading import habit, habits_view, heading_now, past_habit
from backend.rooms.sheets.register import Said, Writing, write
from backend.rooms.sheets.schemas import HabitHistory, HabitsView, HabitText, HeadingView

__all__ = ["confirm_habit", "printed", "read_habits", "read_history", "unconfirm_habit", "write_habit"]


async def read_habits(visit: Visit, *, kept: bool = False) -> HabitsView:
    """Traced once a viewing. `kept`: by a phone that keeps a copy; nobody looked."""
    await visit.trace_viewing(Tag.HABITS_KEEP if kept else Tag.HABITS_READ)
    return await habits_view(visit.carnet_id, visit.at)


async def write_habit(visit: Visit, heading: Heading, new: HabitText) -> HeadingView:
    """Keeps the text, whatever was written meanwhile; the heads that it does not name stay beside it.

    Raises Invalid (a base of another heading), VersionTaken, TooManyAttempts.
    """
    place = habit(visit.carnet_id, heading)
    await queries.lock(place)
    writing = Writing(id=new.id, bases=new.bases, noted_at=new.noted_at, restores=new.restores)
    if action := await write(visit, place, Said(kind="habit", text=tidy(new.text)), writing):
        tags = {"settle": Tag.HABIT_SETTLE, "restore": Tag.HABIT_RESTORE}
        await visit.trace(tags.get(action, HABIT_WRITTEN[heading.value]), new.id)
    return await heading_now(visit.carnet_id, heading, visit.at)


async def read_history(visit: Visit, heading: Heading, *, before: str | None, limit: int) -> HabitHistory:
    """Newest first."""
    rows = await queries.history(
        habit(visit.carnet_id, heading), before=place(before) if before else None, limit=limit + 1
    )
    shown = rows[:limit]
    await visit.trace_viewing(Tag.HABITS_HISTORY)
    return HabitHistory(
        heading=heading,
        versions=[past_habit(row) for row in shown],
        next=cursor(shown[-1]["written_at"], shown[-1]["id"]) if len(rows) > limit else None,
    )


async def printed(visit: Visit, language: str) -> bytes:
    """The twelve headings on one A4 page, as a PDF. Opens its own transaction; draws outside of it, on a thread."""
    async with transaction():
        view = await habits_view(visit.carnet_id, visit.at)
        about: dict[str, Any] = await carnet.subject(visit.carnet_id)
        await visit.trace(Tag.HABITS_PRINT)
    name = f"{about['given_name']} {about['family_name']}"
    return await asyncio.to_thread(paper.print_habits, view, name, visit.at, language)
