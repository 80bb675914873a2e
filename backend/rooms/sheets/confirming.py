"""« Toujours vrai »: said in one tap, without a network too, and taken back by whoever said it."""

from uuid import UUID

from backend.kit.days import day_of
from backend.kit.ids import new_id
from backend.rooms.access.service import Visit, overtaken
from backend.rooms.audit.tags import Tag
from backend.rooms.sheets import queries
from backend.rooms.sheets.errors import VersionTaken
from backend.rooms.sheets.headings import Heading
from backend.rooms.sheets.limits import count_writing
from backend.rooms.sheets.noted import believed
from backend.rooms.sheets.reading import heading_now
from backend.rooms.sheets.schemas import HabitConfirmation, HeadingView


async def confirm_habit(visit: Visit, heading: Heading, said: HabitConfirmation) -> HeadingView:
    """Kept once a day for one person, and once for one id, taken back or not.

    Raises Conflict with the heading of now when that version is not its only text, VersionTaken, TooManyAttempts.
    """
    carnet_id, person = visit.carnet_id, visit.person
    await queries.lock(carnet_id, heading)
    known = await queries.confirmation(said.id) if said.id else None
    if known:
        if (known["version_id"], known["person_id"]) != (said.version, person.id):
            raise VersionTaken
        await visit.trace_viewing(Tag.HABITS_READ)
        return await heading_now(carnet_id, heading, visit.at)
    heads = await queries.heads_of(carnet_id, heading)
    if [head["id"] for head in heads] != [said.version] or not heads[0]["text"]:
        raise await overtaken(visit, Tag.HABITS_READ, await heading_now(carnet_id, heading, visit.at))
    last = heads[0]
    # Nobody confirms a text before it stood there, whatever the phone's clock says.
    at = max(believed(said.noted_at, visit.at) or visit.at, last["written_at"])
    if last["confirmed_by"] == person.id and day_of(last["confirmed_at"]) == day_of(at):
        await visit.trace_viewing(Tag.HABITS_READ)
        return await heading_now(carnet_id, heading, visit.at)
    await count_writing(visit)
    id = said.id or new_id(visit.at)
    if not await queries.confirm(carnet_id, said.version, id=id, by=person.id, name=person.name, at=at):
        raise VersionTaken
    await visit.trace(Tag.HABIT_CONFIRM, said.version)
    return await heading_now(carnet_id, heading, visit.at)


async def unconfirm_habit(visit: Visit, heading: Heading, id: UUID) -> HeadingView:
    """Takes back one's own « toujours vrai »; since when the text holds is again what was known before. Nothing to take back changes nothing."""
    await queries.lock(visit.carnet_id, heading)
    if version := await queries.unconfirm(visit.carnet_id, heading, id, by=visit.person.id, at=visit.at):
        await visit.trace(Tag.HABIT_UNCONFIRM, version)
    else:
        await visit.trace_viewing(Tag.HABITS_READ)
    return await heading_now(visit.carnet_id, heading, visit.at)
