"""What whoever takes over needs to know, put together from the daily sheet and the sheets, in the reader's language."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from backend.kit.days import day_of
from backend.rooms.carnet import service as carnet
from backend.rooms.journal.content import said_in, tag_of
from backend.rooms.journal.kinds import BY_TAG
from backend.rooms.journal.reading import noted
from backend.rooms.journal.schemas import EntryView
from backend.rooms.measurements import service as measurements
from backend.rooms.relay.dosing import Span, doses, reaches_back, takings_of
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
    Treatments,
)
from backend.rooms.relay.window import day_from, doses_from, giving_until, is_night
from backend.rooms.sheets import taking_over, treatments
from backend.rooms.sheets.eleven import Sheet
from backend.rooms.sheets.growing import NOBODY_KNOWS, Body
from backend.rooms.sheets.headings import Heading, name
from backend.rooms.sheets.line_reading import Looking
from backend.rooms.sheets.reading import habits_view
from backend.rooms.sheets.taking_over import NOBODY

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
class Reader:
    """person: None for whoever holds an address. parts: open to them. sheets: whose changes they are told. since: of their last reading.
    growth: whether weights are open to them; to no address."""

    person: UUID | None
    parts: frozenset[PartName]
    sheets: tuple[Sheet, ...]
    since: datetime
    first: bool
    language: str
    growth: bool = False


def sheets_of(parts: frozenset[PartName]) -> tuple[Sheet, ...]:
    """Those that an address shows: what changed is told of no other."""
    return tuple(sheet for part, sheet in _OF_PART.items() if part in parts)


async def relay(carnet_id: UUID, reader: Reader, at: datetime) -> RelayView:
    language, open_ = reader.language, reader.parts
    subject = await carnet.subject(carnet_id)
    begins, until = day_from(at), giving_until(at)
    look = Looking(
        person=reader.person or NOBODY,
        at=at,
        birth=subject["birth_date"],
        language=language,
        body=await _body(carnet_id, reader),
    )
    standing = await _standing(carnet_id, at, look) if "treatments" in open_ else []
    back = min(begins, reaches_back(standing, at))
    # A dose of the first hour may have been given the evening before.
    first = min(day_of(back), day_of(doses_from(at)) - timedelta(days=1))
    entries = await noted(carnet_id, first, day_of(at)) if {"day", "treatments"} & open_ else []
    rows: list[RelayDose] = []
    told: frozenset[UUID] = frozenset()
    if "treatments" in open_:
        span = Span(begins=doses_from(at), back=begins, at=at, until=until)
        rows, told = doses(standing, takings_of(entries), span, language)
    changes: list[taking_over.Changed] = []
    if "changes" in open_:
        changes = await taking_over.changed(
            carnet_id,
            list(reader.sheets),
            habits="habits" in open_,
            since=reader.since,
            person=reader.person,
            language=language,
        )
    return RelayView(
        carnet_id=carnet_id,
        given_name=subject["given_name"],
        made_at=at,
        parts=[part for part in PARTS if part in open_],
        night=is_night(at),
        allergies=await _allergies(carnet_id, look) if "allergies" in open_ else None,
        day_from=begins,
        day=_day([one for one in entries if one.id not in told], begins, language) if "day" in open_ else [],
        until=until,
        doses=rows,
        treatments=await _treatments(carnet_id, standing) if "treatments" in open_ else "",
        habits=await _habits(carnet_id, at, language) if "habits" in open_ else [],
        contacts=await _contacts(carnet_id, reader.person) if "contacts" in open_ else [],
        since=reader.since,
        first=reader.first,
        changes=[RelayChange(at=one.at, by=one.by, where=one.where, text=one.text) for one in changes],
        may_share=False,
        readings=[],
    )


async def _body(carnet_id: UUID, reader: Reader) -> Body:
    """A weight that moved is a reason to confirm only for who may read weights: another would learn it from the reason."""
    if "treatments" not in reader.parts or not reader.growth:
        return NOBODY_KNOWS
    return Body(weights=await measurements.taken(carnet_id, "weight"))


async def _standing(carnet_id: UUID, at: datetime, look: Looking) -> list[treatments.Treatment]:
    """With what was given on the days that the sheet tells, the evening before too."""
    before = day_of(min(doses_from(at), day_from(at))) - timedelta(days=1)
    return await treatments.standing(carnet_id, before, look)


async def _treatments(carnet_id: UUID, standing: list[treatments.Treatment]) -> Treatments:
    return "lines" if standing else await taking_over.treatments_answer(carnet_id)


async def _allergies(carnet_id: UUID, look: Looking) -> RelayAllergies:
    lines, answer = await taking_over.to_avoid(carnet_id, look)
    return RelayAllergies(
        lines=[
            RelayAllergy(name=one.name, text=one.text, doubt=one.doubt, confirmed_on=one.confirmed)
            for one in lines
        ],
        answer="" if lines else answer,
    )


def _day(entries: list[EntryView], begins: datetime, language: str) -> list[RelayNote]:
    """What ended, or happened, since then; a dose that stands among the treatments is not in `entries`."""
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
    ]


def _words(entry: EntryView, language: str) -> list[str]:
    """A number alone says nothing: what it counts stands before it."""
    colon = ": " if language == "en" else "\u202f: "
    return [
        f"{label}{colon}{words}" if words.replace(",", "").replace(".", "").isdigit() else words
        for label, words in said_in(entry.content, language)
    ]


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
