"""The stored sheet, put together for those who read it: the screens of the circle, and the page behind the code."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from backend.kit.days import day_of, months_later
from backend.rooms.carnet import service as carnet
from backend.rooms.emergency import queries
from backend.rooms.emergency.content import Diagnosis, decode
from backend.rooms.emergency.drawn import Drawn, draw, read_section
from backend.rooms.emergency.freshness import CONFIRM_MONTHS, reasons
from backend.rooms.emergency.sections import WRITTEN_ON, Answer, Section
from backend.rooms.emergency.sheet import PublicSheet, ReadLine, ReadSection, Signed, Subject

RESTORABLE = timedelta(days=30)
Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Stored:
    """The rows of one sheet, and what is drawn from elsewhere."""

    carnet_id: UUID
    subject: Row
    sheet: Row | None
    lines: list[Row]
    answers: dict[str, Row]
    drawn: Drawn

    def of(self, section: Section) -> list[Row]:
        return [row for row in self.lines if row["section"] == section]


async def load(carnet_id: UUID, *, at: datetime) -> Stored:
    subject: Row = await carnet.subject(carnet_id)
    return Stored(
        carnet_id=carnet_id,
        subject=subject,
        sheet=await queries.sheet(carnet_id),
        lines=await queries.lines(carnet_id),
        answers={row["section"]: row for row in await queries.answers(carnet_id)},
        drawn=await draw(carnet_id, birth=subject["birth_date"], at=at),
    )


async def public_sheet(carnet_id: UUID, *, reader: UUID | None, at: datetime) -> PublicSheet:
    """What stands on the page. `reader`: who looks at a preview or prints; None for a scan."""
    return public(await load(carnet_id, at=at), reader=reader, at=at)


def public(stored: Stored, *, reader: UUID | None, at: datetime) -> PublicSheet:
    today = day_of(at)
    sections = {
        section: read_section(stored.drawn, section, reader=reader, today=today)
        if section in WRITTEN_ON
        else _own_section(stored, section, today)
        for section in Section
    }
    diagnoses = stored.subject["diagnoses"]
    begun = stored.drawn.kind(Section.DIAGNOSES).begun
    if diagnoses and not begun and sections[Section.DIAGNOSES].answer is Answer.UNANSWERED:
        # What was said when the notebook was opened, until the sheet says it better: nobody confirmed it since.
        line = ReadLine(content=Diagnosis(name="", note=diagnoses), confirmed=None)
        sections[Section.DIAGNOSES] = ReadSection(answer=Answer.LINES, lines=(line,))
    sheet = stored.sheet
    read = None
    if sheet and sheet["read_at"]:
        read = Signed(name=sheet["read_name"], relation=sheet["read_relation"], on=day_of(sheet["read_at"]))
    return PublicSheet(
        subject=Subject(
            given_name=stored.subject["given_name"],
            family_name=stored.subject["family_name"],
            birth_date=stored.subject["birth_date"],
            sex=stored.subject["sex"],
        ),
        read=read,
        shown_at=at,
        sections=sections,
        card_months=sheet["card_months"] if sheet else CONFIRM_MONTHS,
    )


def _own_section(stored: Stored, section: Section, today: date) -> ReadSection:
    rows = stored.of(section)
    answer = stored.answers.get(section)
    if rows:
        return ReadSection(answer=Answer.LINES, lines=tuple(_own_line(row, today) for row in rows))
    if answer is None:
        return ReadSection()
    day = day_of(answer["answered_at"])
    return ReadSection(
        answer=Answer(answer["answer"]),
        answered=Signed(name=answer["answered_name"], on=day),
        to_confirm=tuple(reasons(confirmed_on=day, today=today)),
        until=months_later(day, CONFIRM_MONTHS),
    )


def _own_line(row: Row, today: date) -> ReadLine:
    day = day_of(row["confirmed_at"])
    return ReadLine(
        content=decode(row["content"]),
        confirmed=Signed(name=row["confirmed_name"], on=day),
        to_confirm=tuple(reasons(confirmed_on=day, today=today)),
        until=months_later(day, CONFIRM_MONTHS),
    )
