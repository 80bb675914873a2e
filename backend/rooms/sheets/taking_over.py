"""What the sheets say to whoever takes over, for the rooms above: what to avoid, who to call, what changed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from backend.kit.say import say_day
from backend.rooms.sheets import queries
from backend.rooms.sheets.content import AnswerLine, Content, OrderLine, decode
from backend.rooms.sheets.eleven import BY_TAG, SHEETS, Sheet
from backend.rooms.sheets.headings import Heading, name
from backend.rooms.sheets.kept_numbers import seen_by
from backend.rooms.sheets.kinds.contacts import HospitalLine, ProfessionalLine, RelativeLine
from backend.rooms.sheets.kinds.medication import TreatmentLine
from backend.rooms.sheets.line_reading import Looking, Standing, confirmed_on, in_order, outlived, standings
from backend.rooms.sheets.queries import Row
from backend.rooms.sheets.reading import HABITS
from backend.rooms.sheets.register import fields_of
from backend.rooms.sheets.saying import fields_said, one_of, title_of

NOBODY = UUID(int=0)
Answered = Literal["none_known", "not_stated", ""]
_CALLED = ("relative", "professional", "hospital")


@dataclass(frozen=True, kw_only=True)
class ToCall:
    """kept: there is a number, which its owner keeps from this reader."""

    name: str
    who: str
    phone: str
    kept: bool


@dataclass(frozen=True, kw_only=True)
class Changed:
    """where: the sheet. text: what stands there now; empty when it was taken away."""

    at: datetime
    by: str
    where: str
    text: str


async def to_call(carnet_id: UUID, person: UUID | None) -> list[ToCall]:
    """In the order of calling. person: who reads; None for somebody who is not of the circle."""
    places = (await standings(carnet_id, [Sheet.CONTACTS]))[Sheet.CONTACTS]
    rows = [row for tag in _CALLED for one in in_order(places, tag) for row in one.heads]
    return [told for row in rows if (told := _to_call(row, person or NOBODY))]


def _to_call(row: Row, person: UUID) -> ToCall | None:
    content, kept = seen_by(row, person)
    match content:
        case RelativeLine():
            who = content.relation
        case ProfessionalLine():
            who = ", ".join(part for part in (content.speciality, content.structure) if part)
        case HospitalLine():
            who = content.ward
        case _:
            return None
    return ToCall(name=content.name, who=who, phone=content.phone, kept=kept)


@dataclass(frozen=True, kw_only=True)
class ToAvoid:
    """text: all else that is written of it. doubt: several people wrote at once. confirmed: of one that is to be confirmed, when somebody
    last said that it holds."""

    name: str
    text: str
    doubt: bool
    confirmed: date | None


async def to_avoid(carnet_id: UUID, look: Looking) -> tuple[list[ToAvoid], Answered]:
    places = (await standings(carnet_id, [Sheet.ALLERGIES]))[Sheet.ALLERGIES]
    found: list[ToAvoid] = []
    for one in in_order(places, "allergy"):
        confirmed = confirmed_on(one, SHEETS[Sheet.ALLERGIES], look)
        for title, rest in (_told(row, look.language) for row in one.heads):
            if title:
                doubt = len(one.heads) > 1
                found.append(ToAvoid(name=title, text=rest, doubt=doubt, confirmed=confirmed))
    return found, _answer(places, "allergy")


async def treatments_answer(carnet_id: UUID) -> Answered:
    """What is said of medicines where no line says anything."""
    return _answer((await standings(carnet_id, [Sheet.MEDICATION]))[Sheet.MEDICATION], "treatment")


def _answer(places: list[Standing], tag: str) -> Answered:
    """Nothing, where two people answered differently at once, nor where a line was written after « none »."""
    one = next((one for one in places if one.name == f"answer-{tag}" and not one.gone), None)
    content = _content(one.heads[0]) if one and len(one.heads) == 1 else None
    if one is None or not isinstance(content, AnswerLine):
        return ""
    return "" if content.answer == "none_known" and outlived(one, places) else content.answer


async def changed(
    carnet_id: UUID, sheets: list[Sheet], *, habits: bool, since: datetime, person: UUID | None, language: str
) -> list[Changed]:
    """The latest of each place first, as it now stands; not what this person wrote. person: None for who is not of the circle, who is
    told of contacts what they are told to call."""
    names = [sheet.value for sheet in sheets] + ([HABITS] if habits else [])
    rows = await queries.written_since(carnet_id, names, since)
    return [
        Changed(
            at=row["written_at"],
            by=row["author_name"],
            where=_where(row, language),
            text=_now(row, person, language),
        )
        for row in rows
        if row["author_id"] != person and row["kind"] != "order"
    ]


def _told(row: Row, language: str) -> tuple[str, str]:
    """What a line is called, and every field of it that says something, each with its name, but a number that somebody keeps."""
    content, _ = seen_by(row, NOBODY)
    if content is None or isinstance(content, AnswerLine | OrderLine):
        return "", ""
    colon = ": " if language == "en" else "\u202f: "
    said = [
        f"{label}{colon}{words.rstrip('.')}" for label, words in fields_said(content, row["place"], language)
    ]
    if isinstance(content, TreatmentLine) and content.stopped_on:
        stopped = f"{_STOPPED[language]} {say_day(content.stopped_on, language)}"
        said = [stopped, *(one for one in said if not one.startswith(_STOPPED[language]))]
    return title_of(content, row["place"], language), " · ".join(said)


_STOPPED = {"fr": "Arrêté le", "en": "Stopped on"}
_ANSWERS = {
    "fr": {"none_known": "Aucune connue, aucun connu", "not_stated": "Non communiqué"},
    "en": {"none_known": "None known", "not_stated": "Not communicated"},
}


def _where(row: Row, language: str) -> str:
    if row["sheet"] == HABITS:
        return name(Heading(row["place"]), language)
    tag = row["place"].removeprefix("answer-") if row["kind"] == "answer" else row["kind"]
    about, kind = SHEETS[Sheet(row["sheet"])], BY_TAG[tag][1]
    return one_of(about.name, language) if len(about.kinds) == 1 else one_of(kind.name, language)


def _now(row: Row, person: UUID | None, language: str) -> str:
    if row["sheet"] == HABITS:
        return str(row["text"])
    if row["kind"] == "answer":
        content = _content(row)
        return _ANSWERS[language][content.answer] if isinstance(content, AnswerLine) else ""
    if row["kind"] in _CALLED and person is None:
        one = _to_call(row, NOBODY)
        return ", ".join(part for part in (one.name, one.who, one.phone) if part) if one else ""
    colon = ": " if language == "en" else "\u202f: "
    return colon.join(part for part in _told(row, language) if part)


def _content(row: Row) -> Content | None:
    fields = fields_of(row)
    return decode(fields) if fields is not None else None
