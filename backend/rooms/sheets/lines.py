"""What is done with the lines of a sheet: read, write, take away, confirm. Nothing is refused for being late (register.py)."""

from typing import Any
from uuid import UUID, uuid5

import msgspec

from backend.kit.again import unreadable_field
from backend.kit.pages import cursor
from backend.kit.pages import place as place_in_time
from backend.rooms.access.categories import Right
from backend.rooms.access.service import Visit, overtaken
from backend.rooms.agenda.following import Writer
from backend.rooms.audit.tags import SHEET_READ, SHEET_WRITTEN, Tag
from backend.rooms.sheets import ending, pain, queries, register, urgent
from backend.rooms.sheets.content import (
    AnswerLine,
    Content,
    OrderLine,
    cleaned,
    empty_field,
    place_holds,
    tag_of,
    unlikely_day,
    words,
)
from backend.rooms.sheets.eleven import BY_TAG, SHEETS, Sheet
from backend.rooms.sheets.errors import NoLine, SectionFull, VersionTaken, wrong
from backend.rooms.sheets.kept_numbers import keeper_of_removed, same_sent, with_kept_number
from backend.rooms.sheets.line_reading import (
    looking,
    one_line,
    outlived,
    past_line,
    sheet_now,
    standings,
    summary,
)
from backend.rooms.sheets.line_schemas import (
    LineHistory,
    LineNow,
    LineText,
    SheetNow,
    SheetSummaries,
    WholeSheets,
)
from backend.rooms.sheets.queries import Place, Row
from backend.rooms.sheets.register import Overtaken, Said, Writing
from backend.rooms.sheets.schemas import HabitConfirmation


async def read_sheets(visit: Visit, language: str) -> SheetSummaries:
    """Those that this person may read, counted."""
    look = await looking(visit, language)
    places = await standings(visit.carnet_id, open_to(visit))
    await visit.trace_viewing(Tag.SHEETS_LIST)
    return SheetSummaries(carnet_id=visit.carnet_id, sheets=[summary(s, p, look) for s, p in places.items()])


async def read_whole(visit: Visit, language: str, *, kept: bool = False) -> WholeSheets:
    """Those that this person may read, each traced as its own. `kept`: by a phone that keeps a copy; nobody looked."""
    look = await looking(visit, language)
    places = await standings(visit.carnet_id, open_to(visit), after=look.today)
    for sheet in places:
        there = visit.through(SHEETS[sheet].category)
        if kept:
            await there.trace_viewing(Tag.SHEETS_KEEP, key=uuid5(visit.carnet_id, sheet))
        else:
            await there.trace_viewing(SHEET_READ[sheet])
    if not places:
        await visit.trace_viewing(Tag.SHEETS_READ)
    return WholeSheets(
        carnet_id=visit.carnet_id,
        sheets=[summary(s, p, look) for s, p in places.items()],
        whole=[sheet_now(visit, s, p, look) for s, p in places.items()],
    )


def open_to(visit: Visit) -> list[Sheet]:
    return [s for s in Sheet if visit.habilitation.may(SHEETS[s].category, Right.READ)]


async def read_sheet(visit: Visit, sheet: Sheet, language: str) -> SheetNow:
    """Traced once a viewing."""
    await visit.trace_viewing(SHEET_READ[sheet])
    look = await looking(visit, language)
    places = await standings(visit.carnet_id, [sheet], after=look.today)
    return sheet_now(visit, sheet, places[sheet], look)


async def write_line(visit: Visit, sheet: Sheet, name: str, new: LineText, language: str) -> LineNow:
    """Keeps it, whatever was written meanwhile; sent twice, it is kept once. Raises Invalid, MayNotChoose, FilmShown, NumberKept, SectionFull,
    VersionTaken, TooManyAttempts, Conflict with the line of now: what was chosen with it is not what stands any more."""
    place = Place(visit.carnet_id, sheet, name)
    await queries.lock(place)
    if known := await queries.version_anywhere(new.id):
        if not _same(known, visit, place, new):
            raise VersionTaken
        await visit.trace_viewing(SHEET_READ[sheet])
        return await one_line(visit, sheet, name, language)
    # After what was kept already: a rule that came meanwhile does not refuse it.
    await urgent.check_choice(visit, sheet, new)
    await pain.check_film(visit, sheet, new.content)
    await urgent.check_seen(visit, sheet, name, new, language)
    said = await _said(visit, place, new)
    writing = Writing(id=new.id, bases=new.bases, noted_at=new.noted_at, restores=new.restores)
    if action := await register.write(visit, place, said, writing):
        await ending.keep_date(place, by=Writer(id=visit.person.id, name=visit.person.name), at=visit.at)
        await visit.trace(Tag.LINE_REMOVE if action == "remove" else SHEET_WRITTEN[sheet], new.id)
        if new.urgent is not None:
            await urgent.keep_choice(visit, sheet, name, new.urgent)
    return await one_line(visit, sheet, name, language)


def _same(known: Row, visit: Visit, place: Place, new: LineText) -> bool:
    """Whether this is the version that was kept, sent again: a number that stayed is not in what was sent."""
    there = Place(known["carnet_id"], known["sheet"], known["place"])
    if there != place or known["author_id"] != visit.person.id:
        return False
    return same_sent(known, new.content and cleaned(new.content), visit.person.id)


async def _said(visit: Visit, place: Place, new: LineText) -> Said:
    sheet = Sheet(place.sheet)
    heads = await queries.heads_of(place)
    over = await queries.those(place, new.bases)
    if new.content is None:
        if not heads:
            raise NoLine
        return Said(kind=heads[0]["kind"], text="", phone_owner=keeper_of_removed(over, heads))
    content = _checked(new.content, year=visit.at.year)
    if not place_holds(sheet, place.name, content) or (heads and heads[0]["kind"] != tag_of(content)):
        raise wrong("content.kind", "Cette ligne n’a pas sa place ici.", "This line has no place here.")
    if not heads and not isinstance(content, AnswerLine | OrderLine):
        there = await standings(place.carnet_id, [sheet])
        same = [one for one in there[sheet] if one.kind == tag_of(content)]
        if sum(not one.gone for one in same) >= BY_TAG[tag_of(content)][1].most:
            raise SectionFull
    content, owner = await with_kept_number(
        content, place, over=over, heads=heads, restores=new.restores, person=visit.person.id
    )
    fields: dict[str, Any] = msgspec.to_builtins(content)
    return Said(kind=tag_of(content), text=words(content), content=fields, phone_owner=owner)


def _checked(content: Content, *, year: int) -> Content:
    content = cleaned(content)
    if empty := empty_field(content):
        raise wrong(f"content.{empty}", "Écrivez quelque chose ici.", "Write something here.")
    if long := unreadable_field(content):
        raise wrong(
            f"content.{long}",
            "Ce texte est trop long : raccourcissez-le.",
            "This text is too long: shorten it.",
        )
    if day := unlikely_day(content, year):
        raise wrong(f"content.{day}", "Vérifiez l’année de cette date.", "Check the year of this date.")
    return content


async def confirm_line(
    visit: Visit, sheet: Sheet, name: str, said: HabitConfirmation, language: str
) -> LineNow:
    """« Toujours vrai ». Raises NoLine, Conflict with the line of now, VersionTaken, TooManyAttempts."""
    place = await _there(visit, sheet, name)
    again = await _outlived(visit, sheet, name)
    try:
        if await register.confirm(visit, place, said.version, said.id, said.noted_at, again=again):
            await visit.trace(Tag.LINE_CONFIRM, said.version)
        else:
            await visit.trace_viewing(SHEET_READ[sheet])
    except Overtaken:
        now = await one_line(visit, sheet, name, language)
        raise await overtaken(visit, SHEET_READ[sheet], now) from None
    return await one_line(visit, sheet, name, language)


async def _outlived(visit: Visit, sheet: Sheet, name: str) -> bool:
    """An answer that a line was written after."""
    if not name.startswith("answer-"):
        return False
    places = (await standings(visit.carnet_id, [sheet]))[sheet]
    return any(one.name == name and outlived(one, places) is not None for one in places)


async def unconfirm_line(visit: Visit, sheet: Sheet, name: str, id: UUID, language: str) -> LineNow:
    """Takes back one's own « toujours vrai »; nothing to take back changes nothing. Raises NoLine."""
    place = await _there(visit, sheet, name)
    if version := await queries.unconfirm(place, id, by=visit.person.id, at=visit.at):
        await visit.trace(Tag.LINE_UNCONFIRM, version)
    else:
        await visit.trace_viewing(SHEET_READ[sheet])
    return await one_line(visit, sheet, name, language)


async def read_history(
    visit: Visit, sheet: Sheet, name: str, *, before: str | None, limit: int
) -> LineHistory:
    """Newest first; empty for a place at which nothing was ever written."""
    place = Place(visit.carnet_id, sheet, name)
    rows = await queries.history(place, before=place_in_time(before) if before else None, limit=limit + 1)
    shown, heads = rows[:limit], await queries.heads_of(place)
    await visit.trace_viewing(Tag.LINE_HISTORY)
    return LineHistory(
        sheet=sheet,
        place=name,
        versions=[past_line(row, visit.person.id, heads) for row in shown],
        next=cursor(shown[-1]["written_at"], shown[-1]["id"]) if len(rows) > limit else None,
    )


async def _there(visit: Visit, sheet: Sheet, name: str) -> Place:
    """A place at which something was written, locked. Raises NoLine."""
    place = Place(visit.carnet_id, sheet, name)
    if not await queries.heads_of(place):
        raise NoLine
    await queries.lock(place)
    return place
