"""What whoever takes over needs to know, put together from the daily sheet and the sheets, in the reader's language."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

import msgspec

from backend.kit.days import day_of
from backend.rooms.carnet import service as carnet
from backend.rooms.journal.content import said_in, tag_of
from backend.rooms.journal.kinds import BY_TAG, GivenEntry
from backend.rooms.journal.reading import noted
from backend.rooms.journal.schemas import EntryView
from backend.rooms.relay.schemas import (
    PARTS,
    PartName,
    RelayAllergies,
    RelayAllergy,
    RelayChange,
    RelayContact,
    RelayDose,
    RelayHabit,
    RelayNote,
    RelayView,
)
from backend.rooms.relay.window import day_from, doses_from, giving_until, is_night, wall
from backend.rooms.sheets import taking_over, treatments
from backend.rooms.sheets.eleven import Sheet
from backend.rooms.sheets.headings import Heading, name
from backend.rooms.sheets.kinds.medication import TreatmentLine
from backend.rooms.sheets.reading import habits_view

NIGHT = (Heading.SLEEP, Heading.PAIN, Heading.COMFORT, Heading.TOILET, Heading.FEARS)
DAY = (
    Heading.COMMUNICATION,
    Heading.PAIN,
    Heading.FOOD,
    Heading.MOVEMENT,
    Heading.TOILET,
    Heading.LIKES,
    Heading.FEARS,
)
_OF_PART: dict[PartName, Sheet] = {
    "allergies": Sheet.ALLERGIES,
    "treatments": Sheet.MEDICATION,
    "contacts": Sheet.CONTACTS,
}


@dataclass(frozen=True, kw_only=True)
class _Taking:
    at: datetime
    day: date
    by: str
    given: GivenEntry


@dataclass(frozen=True, kw_only=True)
class Reader:
    """person: None for whoever holds an address. parts: open to them. sheets: whose changes they are told. since: of their last reading."""

    person: UUID | None
    parts: frozenset[PartName]
    sheets: tuple[Sheet, ...]
    since: datetime
    first: bool
    language: str


def sheets_of(parts: frozenset[PartName]) -> tuple[Sheet, ...]:
    """Those that an address shows: what changed is told of no other."""
    return tuple(sheet for part, sheet in _OF_PART.items() if part in parts)


async def relay(carnet_id: UUID, reader: Reader, at: datetime) -> RelayView:
    language, open_ = reader.language, reader.parts
    subject = await carnet.subject(carnet_id)
    begins, until = day_from(at), giving_until(at)
    entries = await noted(carnet_id, day_of(begins), day_of(at)) if {"day", "treatments"} & open_ else []
    changes: list[taking_over.Changed] = []
    if "changes" in open_:
        changes = await taking_over.changed(
            carnet_id,
            list(reader.sheets),
            habits="habits" in open_,
            since=reader.since,
            but=reader.person,
            language=language,
        )
    return RelayView(
        carnet_id=carnet_id,
        given_name=subject["given_name"],
        made_at=at,
        parts=[part for part in PARTS if part in open_],
        night=is_night(at),
        allergies=await _allergies(carnet_id, language) if "allergies" in open_ else None,
        day_from=begins,
        day=_day(entries, begins, language, doses="treatments" in open_) if "day" in open_ else [],
        until=until,
        doses=await _doses(carnet_id, entries, until, at, language) if "treatments" in open_ else [],
        habits=await _habits(carnet_id, at, language) if "habits" in open_ else [],
        contacts=await _contacts(carnet_id, reader.person) if "contacts" in open_ else [],
        since=reader.since,
        first=reader.first,
        changes=[RelayChange(at=one.at, by=one.by, where=one.where, text=one.text) for one in changes],
        may_share=False,
        readings=[],
    )


async def _allergies(carnet_id: UUID, language: str) -> RelayAllergies:
    lines, answer = await taking_over.to_avoid(carnet_id, language)
    return RelayAllergies(
        lines=[RelayAllergy(name=name, text=text) for name, text in lines],
        none_known=not lines and answer == "none_known",
    )


def _day(entries: list[EntryView], begins: datetime, language: str, *, doses: bool) -> list[RelayNote]:
    """What ended, or happened, since then. doses: those of an hour of the sheet stand apart."""
    return [
        RelayNote(
            at=one.happened_at,
            ended_at=one.ended_at,
            kind=tag_of(one.content),
            what=BY_TAG[tag_of(one.content)].name[language == "en"],
            words=_words(one, language),
            by=one.author.name,
            to_check=one.to_check,
        )
        for one in entries
        if (one.ended_at or one.happened_at) >= begins
        and not (doses and isinstance(one.content, GivenEntry) and one.content.due)
    ]


def _words(entry: EntryView, language: str) -> list[str]:
    """A number alone says nothing: what it counts stands before it."""
    colon = ": " if language == "en" else "\u202f: "
    return [
        f"{label}{colon}{words}" if words.replace(",", "").replace(".", "").isdigit() else words
        for label, words in said_in(entry.content, language)
    ]


async def _doses(
    carnet_id: UUID,
    entries: list[EntryView],
    until: datetime,
    at: datetime,
    language: str,
) -> list[RelayDose]:
    """By the hour: what was asked for lately, and what is until `until`; then what is given as needed."""
    begins = doses_from(at)
    timed: list[RelayDose] = []
    needed: list[RelayDose] = []
    for treatment in await treatments.standing(carnet_id):
        doubt, takings = len(treatment.texts) > 1, _takings(entries, treatment.place)
        for line in treatment.texts:
            if not line.times and _given_on(line, at):
                found = [one for one in takings if not one.given.due and one.at >= begins]
                needed.append(_dose(line, None, found, at, doubt, language))
            for moment, hour in _moments(line, max(begins, treatment.began), until):
                found = [one for one in takings if one.given.due == hour and one.day == day_of(moment)]
                timed.append(_dose(line, moment, found, at, doubt, language))
    return sorted(timed, key=lambda one: (one.at or at, one.name)) + needed


def _moments(line: TreatmentLine, begins: datetime, until: datetime) -> list[tuple[datetime, str]]:
    days = [begins + timedelta(days=n) for n in range((day_of(until) - day_of(begins)).days + 1)]
    moments = [
        (wall(day, hour), hour) for day in days for hour in line.times if _given_on(line, wall(day, hour))
    ]
    return [one for one in moments if begins <= one[0] <= until]


def _given_on(line: TreatmentLine, at: datetime) -> bool:
    day = day_of(at)
    begun = not line.since or day >= line.since
    over = (line.until and day > line.until) or (line.stopped_on and day >= line.stopped_on)
    return begun and not over


def _takings(entries: list[EntryView], place: str) -> list[_Taking]:
    return [
        _Taking(at=one.happened_at, day=one.day, by=one.author.name, given=one.content)
        for one in entries
        if isinstance(one.content, GivenEntry) and one.content.line == place
    ]


def _dose(
    line: TreatmentLine,
    moment: datetime | None,
    found: list[_Taking],
    at: datetime,
    doubt: bool,
    language: str,
) -> RelayDose:
    last = max(found, key=lambda one: one.at, default=None)
    outcome = last.given.outcome if last else ""
    return RelayDose(
        at=moment,
        name=line.name,
        dose=treatments.dose_said(line, language),
        way=line.way,
        schedule=line.schedule,
        missed=line.missed,
        apart_hours=line.apart_hours,
        state="when_needed" if moment is None else "noted" if last else "late" if moment < at else "due",
        outcome=_said(last.given, language) if last else "",
        given=outcome == "given",
        noted_at=last.at if last else None,
        by=last.by if last else "",
        noted=len(found),
        doubt=doubt,
    )


def _said(given: GivenEntry, language: str) -> str:
    """How it went, and what was noted with it."""
    return " · ".join(
        words for _, words in said_in(msgspec.structs.replace(given, name="", amount="", due=""), language)
    )


async def _habits(carnet_id: UUID, at: datetime, language: str) -> list[RelayHabit]:
    """Those of the night, or of the day, that say something."""
    now = {one.heading: one for one in (await habits_view(carnet_id, at)).headings}
    return [
        RelayHabit(
            heading=heading.value,
            name=name(heading, language),
            texts=[head.text for head in now[heading].heads if head.text],
            to_confirm=now[heading].state != "holds",
        )
        for heading in (NIGHT if is_night(at) else DAY)
        if any(head.text for head in now[heading].heads)
    ]


async def _contacts(carnet_id: UUID, person: UUID | None) -> list[RelayContact]:
    return [
        RelayContact(name=one.name, who=one.who, phone=one.phone, phone_kept=one.kept)
        for one in await taking_over.to_call(carnet_id, person)
    ]
