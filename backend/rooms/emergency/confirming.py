"""Saying that it still holds: one line, an answer, or the whole sheet, read in full."""

from uuid import UUID

from backend.kit.ids import new_id
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.service import Visit, overtaken, refuse
from backend.rooms.audit.tags import Tag
from backend.rooms.carnet import service as carnet
from backend.rooms.emergency import queries, signature_queries
from backend.rooms.emergency.drawn import digest, draw, readable
from backend.rooms.emergency.errors import SectionHasLines, wrong
from backend.rooms.emergency.lines import live_line, written_here
from backend.rooms.emergency.schemas import CardLimit, SectionAnswer, SheetSeen, SheetView
from backend.rooms.emergency.sections import NONE_MAKES_SENSE, Answer, Section
from backend.rooms.emergency.viewing import sheet_view
from backend.rooms.sheets import reread, urgent


async def confirm_line(visit: Visit, line_id: UUID, version: int, language: str) -> SheetView:
    """The line as it was on the screen still holds. Raises Conflict with the sheet of now, NotFound."""
    row = await live_line(visit, line_id, version, language)
    await queries.confirm_lines([line_id], by=visit.person.id, name=visit.person.name, at=visit.at)
    await _keep(visit, "confirm", section=row["section"], line_id=line_id, version=row["version"])
    await visit.trace(Tag.SHEET_CONFIRM, line_id)
    return await sheet_view(visit, language)


async def confirm_sheet(visit: Visit, seen: SheetSeen, language: str) -> SheetView:
    """« Relue en entier »: every line and every answer, as they were on the screen; of those drawn from the sheets, on the sheets. Raises Conflict."""
    sheet = await queries.lock_sheet(visit.carnet_id)
    subject = await carnet.subject(visit.carnet_id)
    drawn = await draw(visit.carnet_id, birth=subject["birth_date"], at=visit.at)
    if (sheet["version"], digest(drawn)) != (seen.version, seen.seen):
        raise await overtaken(visit, Tag.SHEET_READ, await sheet_view(visit, language))
    earlier = await signature_queries.signatures(visit.carnet_id)
    ids = [row["id"] for row in await queries.lines(visit.carnet_id)]
    person = visit.person
    await queries.confirm_lines(ids, by=person.id, name=person.name, at=visit.at)
    await queries.confirm_answers(visit.carnet_id, by=person.id, name=person.name, at=visit.at)
    await queries.mark_read(
        visit.carnet_id, by=person.id, name=person.name, relation=visit.habilitation.relation, at=visit.at
    )
    reading = await _keep(visit, "read", earlier=earlier)
    await reread.confirm(visit, list(readable(drawn)), reading=reading)
    await visit.trace(Tag.SHEET_CONFIRM)
    return await sheet_view(visit, language)


async def unconfirm_sheet(visit: Visit, version: int, language: str) -> SheetView:
    """Undoes one's own « relue en entier », while nothing was changed since: every line is again whose it was. Raises Conflict."""
    sheet = await queries.lock_sheet(visit.carnet_id)
    last = await signature_queries.last_change(visit.carnet_id)
    undoable = last and last["action"] == "read" and last["earlier"] and last["person_id"] == visit.person.id
    if sheet["version"] != version or not last or not undoable:
        raise await overtaken(visit, Tag.SHEET_READ, await sheet_view(visit, language))
    await signature_queries.put_back(visit.carnet_id, last["earlier"])
    await reread.take_back(visit, reading=last["id"])
    await _keep(visit, "unread")
    await visit.trace(Tag.SHEET_UNCONFIRM)
    return await sheet_view(visit, language)


async def choose_weight(visit: Visit, shown: bool, language: str) -> SheetView:
    """Whether a stranger is told the newest weight. Twice chooses once."""
    if not visit.habilitation.may(Category.GROWTH, Right.READ):
        raise await refuse(visit)
    sheet, place = urgent.WEIGHT
    if not await urgent.keep_choice(visit, sheet, place, shown):
        await visit.trace_viewing(Tag.SHEET_READ)
    return await sheet_view(visit, language)


async def limit_card(visit: Visit, limit: CardLimit, language: str) -> SheetView:
    """After how many months without a whole reading a printed card is out of date. Twice chooses once. Raises Conflict: nobody puts back a
    choice that they have not seen."""
    sheet = await queries.lock_sheet(visit.carnet_id)
    if sheet["card_months"] == limit.months:
        await visit.trace_viewing(Tag.SHEET_READ)
    elif limit.seen not in {None, sheet["card_months"]}:
        raise await overtaken(visit, Tag.SHEET_READ, await sheet_view(visit, language))
    else:
        await queries.keep_card_months(visit.carnet_id, limit.months)
        # A sheet that was asked for before this is older than it.
        await queries.bump(visit.carnet_id)
        await visit.trace(Tag.CARD_LIMIT)
    return await sheet_view(visit, language)


async def answer_section(visit: Visit, section: Section, wanted: SectionAnswer, language: str) -> SheetView:
    """« Aucune connue » and « non communiqué » are two answers; « pas encore noté » is none. Raises SectionHasLines, WrittenElsewhere."""
    written_here(section)
    answer = Answer(wanted.answer)
    if answer is Answer.NONE_KNOWN and section not in NONE_MAKES_SENSE:
        raise wrong(
            "answer",
            "Ici, « aucun » n’est pas une réponse possible.",
            "Here, “none” is not a possible answer.",
        )
    await queries.lock_sheet(visit.carnet_id)
    if any(row["section"] == section for row in await queries.lines(visit.carnet_id)):
        raise SectionHasLines
    if answer is Answer.UNANSWERED:
        await queries.drop_answer(visit.carnet_id, section)
    else:
        await queries.set_answer(
            visit.carnet_id, section, answer, by=visit.person.id, name=visit.person.name, at=visit.at
        )
    await _keep(visit, "answer", section=section, answer=answer)
    await visit.trace(Tag.SHEET_CHANGE)
    return await sheet_view(visit, language)


async def _keep(
    visit: Visit,
    action: str,
    *,
    section: str | None = None,
    line_id: UUID | None = None,
    version: int | None = None,
    answer: str | None = None,
    earlier: str | None = None,
) -> UUID:
    """The number under which this change is kept."""
    id = new_id(visit.at)
    await queries.keep_change(
        id=id,
        carnet_id=visit.carnet_id,
        at=visit.at,
        by=visit.person.id,
        name=visit.person.name,
        action=action,
        section=section,
        line_id=line_id,
        version=version,
        answer=answer,
        earlier=earlier,
    )
    await queries.bump(visit.carnet_id)
    return id
