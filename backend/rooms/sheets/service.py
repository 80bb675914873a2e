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
from backend.rooms.sheets.errors import VersionTaken, foreign_version
from backend.rooms.sheets.headings import Heading
from backend.rooms.sheets.limits import count_writing
from backend.rooms.sheets.noted import believed
from backend.rooms.sheets.reading import habits_view, heading_now, past_habit
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
    await queries.lock(visit.carnet_id, heading)
    text = tidy(new.text)
    if known := await queries.version_anywhere(new.id):
        mine = (visit.carnet_id, heading, visit.person.id, text)
        if (known["carnet_id"], known["heading"], known["author_id"], known["text"]) != mine:
            raise VersionTaken
        return await heading_now(visit.carnet_id, heading, visit.at)
    await count_writing(visit)
    bases = set(new.bases)
    if len(await queries.those(visit.carnet_id, heading, list(bases))) != len(bases):
        raise foreign_version("bases")
    if new.restores:
        old = await queries.those(visit.carnet_id, heading, [new.restores])
        if not old or old[0]["text"] != text:
            raise foreign_version("restores")
    heads = await queries.heads_of(visit.carnet_id, heading)
    settles = sum(head["id"] in bases for head in heads) > 1
    action = "settle" if settles else "restore" if new.restores else "write"
    # Two people who wrote the same do not disagree.
    bases |= {head["id"] for head in heads if head["text"] == text}
    kept = await queries.insert(
        id=new.id,
        carnet_id=visit.carnet_id,
        heading=heading,
        text=text,
        author_id=visit.person.id,
        author_name=visit.person.name,
        at=visit.at,
        noted_at=believed(new.noted_at, visit.at),
        action=action,
        bases=list(bases),
    )
    if not kept:
        raise VersionTaken
    tags = {"settle": Tag.HABIT_SETTLE, "restore": Tag.HABIT_RESTORE, "write": HABIT_WRITTEN[heading.value]}
    await visit.trace(tags[action], new.id)
    return await heading_now(visit.carnet_id, heading, visit.at)


async def read_history(visit: Visit, heading: Heading, *, before: str | None, limit: int) -> HabitHistory:
    """Newest first."""
    rows = await queries.history(
        visit.carnet_id, heading, before=place(before) if before else None, limit=limit + 1
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
