"""A sheet as it is read: its sections, each with its lines, the texts that were written at once side by side."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from backend.kit.days import day_of
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.service import Visit
from backend.rooms.carnet import service as carnet
from backend.rooms.measurements import service as measurements
from backend.rooms.sheets import choice_queries, queries
from backend.rooms.sheets.content import OrderLine, decode
from backend.rooms.sheets.eleven import BY_TAG, SHEETS, About, Sheet
from backend.rooms.sheets.growing import NOBODY_KNOWS, Body, outgrown, weight_moved
from backend.rooms.sheets.kept_numbers import seen_by
from backend.rooms.sheets.kinds.equipment import DeviceLine
from backend.rooms.sheets.kinds.medication import TreatmentLine
from backend.rooms.sheets.line_schemas import (
    Choice,
    LineHead,
    LineNow,
    LineStale,
    LineState,
    PastLine,
    SectionNow,
    SheetNow,
    SheetSummary,
    UntilThen,
)
from backend.rooms.sheets.queries import Past, Row
from backend.rooms.sheets.reading import confirmed_of, words_of
from backend.rooms.sheets.register import fields_of
from backend.rooms.sheets.schemas import HabitPerson
from backend.rooms.sheets.stale import Reason, is_over, reasons
from backend.rooms.sheets.succession import Former, Lineage, formers, lineage_of

RESTORABLE = timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class Looking:
    """Who looks at a sheet, and when. birth: of the person it is about. body: nothing for who may not read « Poids / taille »."""

    person: UUID
    at: datetime
    birth: date
    language: str
    body: Body = NOBODY_KNOWS
    chosen: Mapping[tuple[str, str], bool] = field(default_factory=dict[tuple[str, str], bool])
    """What stands on the urgent sheet, by sheet and place."""

    @property
    def today(self) -> date:
        return day_of(self.at)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What stands at one place of a sheet: the rows of its heads, the oldest first. lineage: of those that begin after the day that was asked for."""

    name: str
    kind: str
    heads: list[Row]
    past: Past
    lineage: Lineage = field(default_factory=dict[UUID, Row])

    @property
    def gone(self) -> bool:
        return all(row["content"] is None for row in self.heads)

    def until_then(self, today: date) -> Former | None:
        """What holds today in place of what stands, which is to come."""
        return next(iter(formers(self.heads, self.lineage, today)), None)


async def looking(visit: Visit, language: str) -> Looking:
    subject: dict[str, Any] = await carnet.subject(visit.carnet_id)
    body = NOBODY_KNOWS
    if visit.habilitation.may(Category.GROWTH, Right.READ):
        body = Body(
            weights=await measurements.taken(visit.carnet_id, "weight"),
            heights=await measurements.taken(visit.carnet_id, "height"),
        )
    return Looking(
        person=visit.person.id,
        at=visit.at,
        birth=subject["birth_date"],
        language=language,
        body=body,
        chosen=await choice_queries.choices(visit.carnet_id),
    )


async def standings(
    carnet_id: UUID, sheets: list[Sheet], *, after: date | None = None
) -> dict[Sheet, list[Standing]]:
    """Every place of these sheets, in the order in which they were begun. after: with what held before a text that begins later than that."""
    names = [sheet.value for sheet in sheets]
    pasts = await queries.pasts(carnet_id, names)
    heads: dict[tuple[str, str], list[Row]] = {}
    every = await queries.heads(carnet_id, names)
    for row in every:
        heads.setdefault((row["sheet"], row["place"]), []).append(row)
    lineage = await lineage_of(carnet_id, every, after) if after else {}
    found: dict[Sheet, list[Standing]] = {sheet: [] for sheet in sheets}
    for at, rows in heads.items():
        one = Standing(name=at[1], kind=rows[0]["kind"], heads=rows, past=pasts[at], lineage=lineage)
        found[Sheet(at[0])].append(one)
    return {sheet: sorted(ones, key=lambda one: (one.past.began, one.name)) for sheet, ones in found.items()}


def sheet_now(visit: Visit, sheet: Sheet, standing: list[Standing], look: Looking) -> SheetNow:
    about = SHEETS[sheet]
    places = {one.name: one for one in standing}
    gone_since = visit.at - RESTORABLE
    return SheetNow(
        carnet_id=visit.carnet_id,
        sheet=sheet,
        may_write=visit.habilitation.may(about.category, Right.ADD),
        may_choose=visit.habilitation.may(Category.EMERGENCY, Right.MANAGE)
        and visit.habilitation.may(about.category, Right.READ),
        sections=[
            SectionNow(
                kind=kind.tag,  # type: ignore[arg-type]  # eleven.py and content.py name the same: test_described
                answer=_answer(places.get(f"answer-{kind.tag}"), standing, about, look),
                order=_line(places.get(f"order-{kind.tag}"), about, look),
                lines=[line_now(one, about, look) for one in in_order(list(places.values()), kind.tag)],
            )
            for kind in about.kinds
        ],
        removed=[
            line_now(one, about, look)
            for one in places.values()
            if one.gone and max(row["written_at"] for row in one.heads) > gone_since
        ],
    )


def in_order(places: list[Standing], tag: str) -> list[Standing]:
    """The lines of one section: as somebody put them, the last who did; the others behind, as they were begun."""
    order = next((one for one in places if one.name == f"order-{tag}"), None)
    said = decode(fields_of(order.heads[-1]) or {}) if order and not order.gone else None
    wanted = {name: at for at, name in enumerate(said.places)} if isinstance(said, OrderLine) else {}
    lines = [one for one in places if one.kind == tag and not one.gone]
    return sorted(lines, key=lambda one: wanted.get(one.name, len(wanted)))


async def one_line(visit: Visit, sheet: Sheet, place: str, language: str) -> LineNow:
    """What stands at a place at which something was written."""
    heads = await queries.heads_of(queries.Place(visit.carnet_id, sheet, place))
    past = (await queries.pasts(visit.carnet_id, [sheet]))[sheet, place]
    look = await looking(visit, language)
    lineage = await lineage_of(visit.carnet_id, heads, look.today)
    standing = Standing(name=place, kind=heads[0]["kind"], heads=heads, past=past, lineage=lineage)
    if standing.kind == "answer" and not standing.gone:
        return _answer_now(standing, (await standings(visit.carnet_id, [sheet]))[sheet], SHEETS[sheet], look)
    return line_now(standing, SHEETS[sheet], look)


def _line(one: Standing | None, about: About, look: Looking) -> LineNow | None:
    return line_now(one, about, look) if one and not one.gone else None


def _answer(one: Standing | None, places: list[Standing], about: About, look: Looking) -> LineNow | None:
    return _answer_now(one, places, about, look) if one and not one.gone else None


def _answer_now(one: Standing, places: list[Standing], about: About, look: Looking) -> LineNow:
    since = outlived(one, places) if len(one.heads) == 1 else None
    return line_now(one, about, look, [Reason(kind="lines_since", since=since)] if since else [])


def line_now(one: Standing, about: About, look: Looking, besides: Sequence[Reason] = ()) -> LineNow:
    """besides: why it is to be confirmed, by what stands elsewhere on the sheet."""
    stale = [*stale_of(one, about, look), *besides]
    return LineNow(
        place=one.name,
        kind=one.kind,
        state=state_of(one, stale),
        to_confirm=[LineStale(kind=why.kind, sentence=why.sentence(look.language)) for why in stale],
        to_review=[
            LineStale(kind=why.kind, sentence=why.sentence(look.language)) for why in review_of(one, look)
        ],
        heads=[_head(row, look.person) for row in one.heads],
        versions=one.past.versions,
        urgent=_urgent(one, look),
        until_then=UntilThen(content=former.content, last=former.last)
        if (former := one.until_then(look.today))
        else None,
    )


def choice_of(shown: bool | None) -> Choice:
    """shown: as somebody chose; None while nobody did."""
    return "proposed" if shown is None else "shown" if shown else "left_out"


def _urgent(one: Standing, look: Looking) -> Choice | None:
    sheet, kind = BY_TAG.get(one.kind, (None, None))
    if kind is None or sheet is None or kind.urgent is None:
        return None
    return choice_of(look.chosen.get((sheet.value, one.name)))


def stale_of(one: Standing, about: About, look: Looking) -> list[Reason]:
    """Of a line that has one text: several are settled first."""
    return [] if len(one.heads) > 1 else stale_of_text(one.heads[0], about, look)


def confirmed_on(one: Standing, about: About, look: Looking) -> date | None:
    """Of a line that is to be confirmed, the day on which somebody last said that it holds."""
    return day_of(one.heads[0]["confirmed_at"]) if stale_of(one, about, look) else None


def stale_of_text(row: Row, about: About, look: Looking) -> list[Reason]:
    fields = fields_of(row)
    if fields is None:
        return []
    content = decode(fields)
    if isinstance(content, OrderLine):
        return []
    confirmed = day_of(row["confirmed_at"])
    found = reasons(content, confirmed_on=confirmed, birth=look.birth, today=look.today, months=about.months)
    if isinstance(content, TreatmentLine) and not is_over(content, look.today):
        found += weight_moved(confirmed, look.body)
    return found


def outlived(answer: Standing, places: list[Standing]) -> date | None:
    """The day of the last line that was written or taken away since somebody last said that there is none; None: nothing was. What was said
    before it says nothing of what is true now. Said without a network, it was said then; what others wrote counts from when it could be read."""
    tag = answer.name.removeprefix("answer-")
    by = {row["author_id"] for row in answer.heads}
    written = [
        _noted(row) if by == {row["author_id"]} else row["written_at"]
        for one in places
        if one.kind == tag
        for row in one.heads
    ]
    said = min(_said(row) for row in answer.heads)
    return day_of(max(written)) if written and max(written) >= said else None


def _noted(row: Row) -> datetime:
    return min(row["written_at"], row["noted_at"] or row["written_at"])


def _said(row: Row) -> datetime:
    """When somebody last said so: nobody has confirmed it since it arrived, or somebody did."""
    return row["confirmed_at"] if row["confirmed_at"] > row["written_at"] else _noted(row)


def review_of(one: Standing, look: Looking) -> list[Reason]:
    """Of a device: what somebody grew out of, or soon will. Saying that the line is true changes nothing to it."""
    fields = fields_of(one.heads[0])
    content = decode(fields) if len(one.heads) == 1 and fields is not None else None
    return outgrown(content, look.body) if isinstance(content, DeviceLine) else []


def state_of(one: Standing, stale: list[Reason]) -> LineState:
    if one.gone:
        return "removed"
    if len(one.heads) > 1:
        return "conflict"
    return "to_confirm" if stale else "holds"


def summary(sheet: Sheet, places: list[Standing], look: Looking) -> SheetSummary:
    about = SHEETS[sheet]
    tags = {kind.tag for kind in about.kinds}
    lines = [one for one in places if one.kind in tags and not one.gone]
    full = {f"answer-{one.kind}" for one in lines}
    said = lines + [one for one in places if one.kind == "answer" and not one.gone and one.name not in full]
    states = [state_of(one, stale_of(one, about, look)) for one in said]
    return SheetSummary(
        sheet=sheet,
        lines=len(lines),
        to_confirm=states.count("to_confirm"),
        conflicts=sum(len(one.heads) > 1 for one in lines),
        written_at=max((row["written_at"] for one in places for row in one.heads), default=None),
        confirmed_at=max((row["confirmed_at"] for one in said for row in one.heads), default=None),
    )


def past_line(row: Row, person: UUID, heads: list[Row]) -> PastLine:
    """heads: those that stand there now."""
    return PastLine(**_words(row, person, heads), bases=row["bases"], confirmations=confirmed_of(row))


def _head(row: Row, person: UUID) -> LineHead:
    by = HabitPerson(row["confirmed_by"], row["confirmed_name"])
    return LineHead(**_words(row, person), confirmed_by=by, confirmed_at=row["confirmed_at"])


def _words(row: Row, person: UUID, heads: Sequence[Row] = ()) -> dict[str, Any]:
    seen, kept = seen_by(row, person, heads)
    told = words_of(row)
    del told["text"]
    return told | {"content": seen, "phone_kept": kept}
