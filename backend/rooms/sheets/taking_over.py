"""What the sheets say to whoever takes over, for the rooms above: what to avoid, who to call, what changed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from backend.rooms.sheets import queries
from backend.rooms.sheets.content import AnswerLine, Content, OrderLine, decode
from backend.rooms.sheets.eleven import BY_TAG, SHEETS, Sheet
from backend.rooms.sheets.headings import Heading, name
from backend.rooms.sheets.kept_numbers import seen_by
from backend.rooms.sheets.kinds.contacts import HospitalLine, ProfessionalLine, RelativeLine
from backend.rooms.sheets.line_reading import in_order, standings
from backend.rooms.sheets.queries import Row
from backend.rooms.sheets.reading import HABITS
from backend.rooms.sheets.register import fields_of
from backend.rooms.sheets.saying import fields_said, one_of, title_of

NOBODY = UUID(int=0)
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


async def to_avoid(carnet_id: UUID, language: str) -> tuple[list[tuple[str, str]], str]:
    """(name, what is written of it) of each allergy, and what is said where there is none: `none_known`, `not_stated`, or nothing."""
    places = (await standings(carnet_id, [Sheet.ALLERGIES]))[Sheet.ALLERGIES]
    said = [_told(row, language) for one in in_order(places, "allergy") for row in one.heads]
    answer = next((one for one in places if one.name == "answer-allergy" and not one.gone), None)
    content = _content(answer.heads[-1]) if answer else None
    return [one for one in said if one[0]], content.answer if isinstance(content, AnswerLine) else ""


async def changed(
    carnet_id: UUID, sheets: list[Sheet], *, habits: bool, since: datetime, but: UUID | None, language: str
) -> list[Changed]:
    """The latest of each place first, as it now stands; not what this person wrote."""
    names = [sheet.value for sheet in sheets] + ([HABITS] if habits else [])
    rows = await queries.written_since(carnet_id, names, since)
    return [
        Changed(
            at=row["written_at"], by=row["author_name"], where=_where(row, language), text=_now(row, language)
        )
        for row in rows
        if row["author_id"] != but and row["kind"] not in {"order", "answer"}
    ]


def _told(row: Row, language: str) -> tuple[str, str]:
    """What a line is called, and every field of it that says something, but a number that somebody keeps."""
    content, _ = seen_by(row, NOBODY)
    if content is None or isinstance(content, AnswerLine | OrderLine):
        return "", ""
    rest = [words.rstrip(".") for _, words in fields_said(content, row["place"], language)]
    return title_of(content, row["place"], language), " · ".join(rest)


def _where(row: Row, language: str) -> str:
    if row["sheet"] == HABITS:
        return name(Heading(row["place"]), language)
    about, kind = SHEETS[Sheet(row["sheet"])], BY_TAG[row["kind"]][1]
    return one_of(about.name, language) if len(about.kinds) == 1 else one_of(kind.name, language)


def _now(row: Row, language: str) -> str:
    if row["sheet"] == HABITS:
        return str(row["text"])
    colon = ": " if language == "en" else "\u202f: "
    return colon.join(part for part in _told(row, language) if part)


def _content(row: Row) -> Content | None:
    fields = fields_of(row)
    return decode(fields) if fields is not None else None
