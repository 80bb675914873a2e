"""« Toujours vrai »: said in one tap, without a network too, and taken back by whoever said it."""

from uuid import UUID

from backend.rooms.access.service import Visit, overtaken
from backend.rooms.audit.tags import Tag
from backend.rooms.sheets import queries
from backend.rooms.sheets.headings import Heading
from backend.rooms.sheets.reading import habit, heading_now
from backend.rooms.sheets.register import Overtaken, confirm
from backend.rooms.sheets.schemas import HabitConfirmation, HeadingView


async def confirm_habit(visit: Visit, heading: Heading, said: HabitConfirmation) -> HeadingView:
    """Kept once a day for one person, and once for one id, taken back or not.

    Raises Conflict with the heading of now when that version is not its only text, VersionTaken, TooManyAttempts.
    """
    place = habit(visit.carnet_id, heading)
    await queries.lock(place)
    try:
        if await confirm(visit, place, said.version, said.id, said.noted_at):
            await visit.trace(Tag.HABIT_CONFIRM, said.version)
        else:
            await visit.trace_viewing(Tag.HABITS_READ)
    except Overtaken:
        now = await heading_now(visit.carnet_id, heading, visit.at)
        raise await overtaken(visit, Tag.HABITS_READ, now) from None
    return await heading_now(visit.carnet_id, heading, visit.at)


async def unconfirm_habit(visit: Visit, heading: Heading, id: UUID) -> HeadingView:
    """Takes back one's own « toujours vrai »; since when the text holds is again what was known before. Nothing to take back changes nothing."""
    place = habit(visit.carnet_id, heading)
    await queries.lock(place)
    if version := await queries.unconfirm(place, id, by=visit.person.id, at=visit.at):
        await visit.trace(Tag.HABIT_UNCONFIRM, version)
    else:
        await visit.trace_viewing(Tag.HABITS_READ)
    return await heading_now(visit.carnet_id, heading, visit.at)
