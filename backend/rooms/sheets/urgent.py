"""Which lines of the sheets stand on the urgent sheet: a family's choice, line by line (docs/decisions/0042-one-source.md).

A line of which nobody decided is proposed, and not shown. The weight is chosen too, though it is no line.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from backend.kit.days import day_of
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.service import Visit, forbidden, overtaken
from backend.rooms.audit.tags import SHEET_READ, Tag
from backend.rooms.sheets import choice_queries, queries
from backend.rooms.sheets.content import AnswerLine, Content, decode, tag_of
from backend.rooms.sheets.eleven import BY_TAG, SHEETS, Sheet
from backend.rooms.sheets.errors import MayNotChoose, NoLine, NotThere, wrong
from backend.rooms.sheets.growing import Body
from backend.rooms.sheets.line_reading import (
    Looking,
    Standing,
    choice_of,
    in_order,
    one_line,
    outlived,
    stale_of,
    stale_of_text,
    standings,
)
from backend.rooms.sheets.line_schemas import Choice, LineChoice, LineNow, LineText
from backend.rooms.sheets.queries import Place, Row
from backend.rooms.sheets.register import fields_of
from backend.rooms.sheets.stale import Reason, holds_until, is_over, is_to_come
from backend.rooms.sheets.succession import is_now

Chosen = dict[tuple[str, str], bool]
"""By sheet and place; what is not in it, nobody decided."""
DRAWN = tuple(tag for tag, (_, kind) in BY_TAG.items() if kind.urgent is not None)
"""The kinds of lines that have a place there."""
FROM = tuple(dict.fromkeys(BY_TAG[tag][0] for tag in DRAWN))
WEIGHT = ("growth", "weight")
"""The sheet and the place under which the choice about the weight is kept."""


@dataclass(frozen=True, kw_only=True)
class DrawnText:
    """One text of a line, or of what was said of a section, with whose it is."""

    row: Row
    content: Content

    @property
    def version(self) -> UUID:
        return self.row["id"]


@dataclass(frozen=True, kw_only=True)
class DrawnLine:
    """`texts`: that hold now, several when people wrote at once. `coming`: that begin later, each on its day. `last`: of a text that one of those
    takes the place of, its last day. `conflict`: people wrote at once, and one of them may say that it is over, or have taken it away.
    `until`: the last day on which it needs no look, of a single one."""

    sheet: Sheet
    place: str
    choice: Choice
    texts: list[DrawnText]
    coming: list[DrawnText]
    last: date | None
    conflict: bool
    ends: bool
    stale: list[Reason]
    until: date | None
    versions: int


@dataclass(frozen=True, kw_only=True)
class DrawnKind:
    """`lines`: those that are not over, in the sheet's order. `answers`: what was said of the section, several when at once; none
    that a line has outlived. `begun`: a line ever stood there."""

    begun: bool
    lines: list[DrawnLine]
    answers: list[DrawnText]
    answer_stale: list[Reason]
    answer_until: date | None


async def chosen_of(carnet_id: UUID) -> Chosen:
    return await choice_queries.choices(carnet_id)


async def drawn(
    carnet_id: UUID, chosen: Chosen, *, birth: date, at: datetime, body: Body
) -> dict[str, DrawnKind]:
    """By kind."""
    look = Looking(person=carnet_id, at=at, birth=birth, language="fr", body=body)
    places = await standings(carnet_id, list(FROM), after=look.today)
    return {tag: _kind(places[BY_TAG[tag][0]], tag, chosen, look) for tag in DRAWN}


def _kind(places: list[Standing], tag: str, chosen: Chosen, look: Looking) -> DrawnKind:
    sheet = BY_TAG[tag][0]
    lines = [line for one in in_order(places, tag) if (line := _line(one, sheet, chosen, look))]
    answer = _answer(places, tag)
    return DrawnKind(
        begun=any(one.kind == tag for one in places),
        lines=lines,
        answers=texts_of(answer) if answer else [],
        answer_stale=stale_of(answer, SHEETS[sheet], look) if answer else [],
        answer_until=_until(texts_of(answer), answer, sheet, look) if answer else None,
    )


def _line(one: Standing, sheet: Sheet, chosen: Chosen, look: Looking) -> DrawnLine | None:
    """None of one that is over. What is given today is said until what takes its place begins."""
    written = texts_of(one)
    texts = [text for text in written if is_now(text.content, look.today)]
    coming = [
        text
        for text in written
        if is_to_come(text.content, look.today) and not is_over(text.content, look.today)
    ]
    former = one.until_then(look.today)
    if former:
        row = _looked_at(former.row, one)
        texts = [DrawnText(row=row, content=former.content)]
    if not texts and not coming:
        return None
    stale = stale_of(one, SHEETS[sheet], look)
    if former and len(one.heads) == 1:
        stale = stale_of_text(texts[0].row, SHEETS[sheet], look)
    return DrawnLine(
        sheet=sheet,
        place=one.name,
        choice=choice_of(chosen.get((sheet.value, one.name))),
        texts=texts,
        coming=coming,
        # Where its own end is past, that is what is said of it.
        last=former.last if former and former.last >= look.today else None,
        conflict=len(one.heads) > 1,
        ends=any(row["content"] is None for row in one.heads)
        or any(is_over(text.content, look.today) for text in written),
        stale=stale,
        until=_until(texts or coming, one, sheet, look),
        versions=one.past.versions,
    )


def _looked_at(former: Row, one: Standing) -> Row:
    """Whoever wrote or confirmed what takes its place has looked at the line."""
    (*others, head) = one.heads
    if others or head["confirmed_at"] <= former["confirmed_at"]:
        return former
    return former | {name: head[name] for name in ("confirmed_at", "confirmed_by", "confirmed_name")}


def _answer(places: list[Standing], tag: str) -> Standing | None:
    """What speaks where there is no line: not what one of two people took back, nor a « none » from before the last line."""
    one = next((one for one in places if one.name == f"answer-{tag}"), None)
    if one is None or any(row["content"] is None for row in one.heads):
        return None
    said = {text.content.answer for text in texts_of(one) if isinstance(text.content, AnswerLine)}
    return None if "none_known" in said and outlived(one, places) else one


def texts_of(one: Standing) -> list[DrawnText]:
    held = [(row, fields_of(row)) for row in one.heads]
    return [DrawnText(row=row, content=decode(fields)) for row, fields in held if fields is not None]


def _until(texts: list[DrawnText], one: Standing, sheet: Sheet, look: Looking) -> date | None:
    if len(one.heads) > 1 or not texts:
        return None
    confirmed = day_of(texts[0].row["confirmed_at"])
    return holds_until(
        texts[0].content, confirmed_on=confirmed, birth=look.birth, months=SHEETS[sheet].months
    )


def may_choose(visit: Visit, sheet: Sheet) -> bool:
    """Who writes the urgent sheet, of the sheets that they read."""
    may = visit.habilitation.may
    return may(Category.EMERGENCY, Right.MANAGE) and may(SHEETS[sheet].category, Right.READ)


async def check_choice(visit: Visit, sheet: Sheet, new: LineText) -> None:
    """Before a line is written and chosen at once. Raises MayNotChoose, Invalid."""
    if new.urgent is None:
        return
    if new.content is None or tag_of(new.content) not in DRAWN:
        raise wrong(
            "urgent",
            "Cette ligne n’a pas sa place sur la fiche urgente.",
            "This line has no place on the urgent sheet.",
        )
    if not may_choose(visit, sheet):
        raise await forbidden(visit, MayNotChoose())


async def check_seen(visit: Visit, sheet: Sheet, name: str, new: LineText, language: str) -> None:
    """At a place where something was written, locked. Raises Conflict with its line: nobody undoes a choice that they have not seen, nor shows
    a text that they have not read."""
    if new.urgent is None or new.urgent_seen is None:
        return
    heads = await queries.heads_of(Place(visit.carnet_id, sheet, name))
    now = await _stands(visit, sheet, name)
    unread = new.urgent and not _standing(heads) <= set(new.bases)
    if heads and now != choice_of(new.urgent) and (now != new.urgent_seen or unread):
        raise await overtaken(visit, SHEET_READ[sheet], await one_line(visit, sheet, name, language))


def _standing(heads: list[Row]) -> set[UUID]:
    return {head["id"] for head in heads if head["content"] is not None}


async def _stands(visit: Visit, sheet: Sheet, name: str) -> Choice:
    return choice_of((await chosen_of(visit.carnet_id)).get((sheet.value, name)))


async def choose_line(visit: Visit, sheet: Sheet, name: str, choice: LineChoice, language: str) -> LineNow:
    """Shown to a stranger, or kept for the circle. Twice chooses once. Raises NoLine, NotThere, Conflict: nobody shows a text that they have
    not read, nor undoes a choice that they have not seen."""
    place = Place(visit.carnet_id, sheet, name)
    await queries.lock(place)
    heads = await queries.heads_of(place)
    standing = _standing(heads)
    if not standing:
        raise NoLine
    if heads[0]["kind"] not in DRAWN:
        raise NotThere
    unread = choice.shown and choice.seen is not None and not standing <= set(choice.seen)
    moved = choice.stood and await _stands(visit, sheet, name) not in (choice.stood, choice_of(choice.shown))
    if unread or moved:
        raise await overtaken(visit, SHEET_READ[sheet], await one_line(visit, sheet, name, language))
    if not await keep_choice(visit, sheet, name, choice.shown):
        await visit.through(SHEETS[sheet].category).trace_viewing(SHEET_READ[sheet])
    return await one_line(visit, sheet, name, language)


async def keep_choice(visit: Visit, sheet: str, name: str, shown: bool) -> bool:
    """Traced. False when it was chosen so before. The caller knows that this person may."""
    person = visit.person
    kept = await choice_queries.choose(
        visit.carnet_id, sheet, name, shown=shown, by=person.id, name=person.name, at=visit.at
    )
    if kept:
        choosing = replace(visit, category=Category.EMERGENCY, right=Right.MANAGE)
        await choosing.trace(Tag.LINE_SHOW if shown else Tag.LINE_HIDE, _item(name))
    return kept


def _item(name: str) -> UUID | None:
    try:
        return UUID(name)
    except ValueError:
        return None
