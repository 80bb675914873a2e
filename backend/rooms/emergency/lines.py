"""Writing on the sheet: add, change, remove, restore, put in order. Every change is kept; none is lost to a faster one."""

from uuid import UUID

import msgspec

from backend.kit.again import unreadable_field
from backend.kit.errors import NotFound
from backend.kit.ids import new_id
from backend.rooms.access.service import Visit, overtaken
from backend.rooms.audit.tags import Tag
from backend.rooms.emergency import queries
from backend.rooms.emergency.content import Content, cleaned, empty_field, section_of
from backend.rooms.emergency.errors import SectionFull, WrittenElsewhere, wrong
from backend.rooms.emergency.reading import RESTORABLE, Row
from backend.rooms.emergency.schemas import LineChange, NewLine, SectionOrder, SheetView
from backend.rooms.emergency.sections import MOST_LINES, ONE_LINE, WRITTEN_ON, Section
from backend.rooms.emergency.viewing import sheet_view
from backend.rooms.sheets.eleven import BY_TAG, SHEETS


async def add(visit: Visit, new: NewLine, language: str) -> SheetView:
    """A line at the end of its section, confirmed by who writes it. Raises WrittenElsewhere, SectionFull, Invalid.

    The same line sent twice (its id made by the phone) is added once.
    """
    section = section_of(new.content)
    written_here(section)
    content = _checked(new.content)
    await queries.lock_sheet(visit.carnet_id)
    if new.id is not None and (known := await queries.line_anywhere(new.id)):
        if known["carnet_id"] != visit.carnet_id:
            raise wrong("id", "Cet identifiant est déjà pris.", "This identifier is taken.")
        await visit.trace_viewing(Tag.SHEET_READ)
        return await sheet_view(visit, language)
    position = await _place(visit.carnet_id, section)
    id = new.id or new_id(visit.at)
    written = _text(content)
    await queries.add_line(
        id=id,
        carnet_id=visit.carnet_id,
        section=section,
        position=position,
        content=written,
        by=visit.person.id,
        name=visit.person.name,
        at=visit.at,
    )
    await queries.drop_answer(visit.carnet_id, section)
    await _keep(visit, "add", section, id, 1, written)
    return await sheet_view(visit, language)


async def change(visit: Visit, line_id: UUID, wanted: LineChange, language: str) -> SheetView:
    """Raises Conflict with the sheet of now when somebody was faster, WrittenElsewhere, Invalid, NotFound."""
    written_here(section_of(wanted.content))
    row = await live_line(visit, line_id, wanted.version, language)
    content = _checked(wanted.content)
    if section_of(content) != row["section"]:
        raise wrong("content", "Une ligne ne change pas de partie.", "A line does not change section.")
    written = _text(content)
    await queries.change_line(
        line_id,
        content=written,
        by=visit.person.id,
        name=visit.person.name,
        at=visit.at,
    )
    await _keep(visit, "change", row["section"], line_id, row["version"] + 1, written)
    return await sheet_view(visit, language)


async def remove(visit: Visit, line_id: UUID, version: int, language: str) -> SheetView:
    """Taken off the sheet, and restorable for 30 days. Raises Conflict, NotFound."""
    row = await live_line(visit, line_id, version, language)
    await queries.set_removed(line_id, visit.at)
    await _keep(visit, "remove", row["section"], line_id, row["version"] + 1, row["content"])
    return await sheet_view(visit, language)


async def restore(visit: Visit, line_id: UUID, language: str) -> SheetView:
    """Raises NotFound after 30 days, SectionFull."""
    await queries.lock_sheet(visit.carnet_id)
    row = await queries.line(visit.carnet_id, line_id)
    if row is None:
        raise NotFound
    if row["deleted_at"] is None:
        await visit.trace_viewing(Tag.SHEET_READ)
        return await sheet_view(visit, language)
    if row["deleted_at"] <= visit.at - RESTORABLE:
        raise NotFound
    await queries.set_removed(line_id, None, await _place(visit.carnet_id, Section(row["section"])))
    await queries.drop_answer(visit.carnet_id, row["section"])
    await _keep(visit, "restore", row["section"], line_id, row["version"] + 1, row["content"])
    return await sheet_view(visit, language)


async def order(visit: Visit, wanted: SectionOrder, language: str) -> SheetView:
    """The lines of one section, all of them, in the order to read them. Raises Conflict when they are others, WrittenElsewhere."""
    written_here(wanted.section)
    await queries.lock_sheet(visit.carnet_id)
    now = {row["id"] for row in await queries.lines(visit.carnet_id) if row["section"] == wanted.section}
    if set(wanted.line_ids) != now or len(wanted.line_ids) != len(now):
        raise await overtaken(visit, Tag.SHEET_READ, await sheet_view(visit, language))
    await queries.set_positions(wanted.line_ids)
    await _keep(visit, "order", wanted.section)
    return await sheet_view(visit, language)


async def live_line(visit: Visit, line_id: UUID, version: int, language: str) -> Row:
    """The line as it was on the screen, held for a change. Raises NotFound, or Conflict with the sheet of now."""
    await queries.lock_sheet(visit.carnet_id)
    row = await queries.line(visit.carnet_id, line_id)
    if row is None:
        raise NotFound
    if row["version"] != version or row["deleted_at"] is not None:
        raise await overtaken(visit, Tag.SHEET_READ, await sheet_view(visit, language))
    return row


def _checked(content: Content) -> Content:
    content = cleaned(content)
    empty = empty_field(content)
    if empty:
        raise wrong(f"content.{empty}", "Écrivez quelque chose ici.", "Write something here.")
    if long := unreadable_field(content):
        raise wrong(
            f"content.{long}",
            "Ce texte est trop long : raccourcissez-le.",
            "This text is too long: shorten it.",
        )
    return content


def written_here(section: Section) -> None:
    """Raises WrittenElsewhere, which names the sheet."""
    if section in WRITTEN_ON:
        raise WrittenElsewhere(**sheet_name(section))


def sheet_name(section: Section) -> dict[str, str]:
    """Where it is written, in both languages."""
    if section is Section.WEIGHT:
        return {"fr": "Poids / taille", "en": "Weight and height"}
    fr, en = SHEETS[BY_TAG[WRITTEN_ON[section]][0]].name
    return {"fr": fr, "en": en}


async def _place(carnet_id: UUID, section: Section) -> int:
    """The place after the last line of a section. Raises SectionFull."""
    rows = [row for row in await queries.lines(carnet_id) if row["section"] == section]
    if len(rows) >= (1 if section in ONE_LINE else MOST_LINES):
        raise SectionFull
    return max((row["position"] for row in rows), default=-1) + 1


def _text(content: Content) -> str:
    return msgspec.json.encode(content).decode()


async def _keep(
    visit: Visit,
    action: str,
    section: str,
    line_id: UUID | None = None,
    version: int | None = None,
    content: str | None = None,
) -> None:
    await queries.keep_change(
        id=new_id(visit.at),
        carnet_id=visit.carnet_id,
        at=visit.at,
        by=visit.person.id,
        name=visit.person.name,
        action=action,
        section=section,
        line_id=line_id,
        version=version,
        content=content,
    )
    await queries.bump(visit.carnet_id)
    await visit.trace(Tag.SHEET_CHANGE, line_id)
