"""The stored sheet, put together for those who read it: the screens of the circle, and the page behind the code."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from backend.kit.days import day_of
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.service import Visit
from backend.rooms.carnet import service as carnet
from backend.rooms.emergency import queries
from backend.rooms.emergency.content import Content, Diagnosis, Weight, decode
from backend.rooms.emergency.freshness import Reason, answer_reasons, reasons
from backend.rooms.emergency.privacy import in_circle, on_page
from backend.rooms.emergency.schemas import (
    LineView,
    SectionView,
    SheetPerson,
    SheetView,
    SignedBy,
    SubjectView,
    ToConfirm,
)
from backend.rooms.emergency.sections import MOST_LINES, NONE_MAKES_SENSE, ONE_LINE, Answer, Section
from backend.rooms.emergency.sheet import PublicSheet, ReadLine, ReadSection, Signed, Subject

RESTORABLE = timedelta(days=30)
Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Stored:
    """The rows of one sheet."""

    carnet_id: UUID
    subject: Row
    sheet: Row | None
    lines: list[Row]
    answers: dict[str, Row]
    weights: list[Weight]

    def of(self, section: Section) -> list[Row]:
        return [row for row in self.lines if row["section"] == section]

    def reasons(self, row: Row, today: date) -> list[Reason]:
        return reasons(
            decode(row["content"]),
            confirmed_on=day_of(row["confirmed_at"]),
            birth=self.subject["birth_date"],
            weights=self.weights,
            today=today,
        )


async def load(carnet_id: UUID) -> Stored:
    noted = [decode(text) for text in await queries.weights(carnet_id)]
    return Stored(
        carnet_id=carnet_id,
        subject=await carnet.subject(carnet_id),
        sheet=await queries.sheet(carnet_id),
        lines=await queries.lines(carnet_id),
        answers={row["section"]: row for row in await queries.answers(carnet_id)},
        weights=[weight for weight in noted if isinstance(weight, Weight)],
    )


async def public_sheet(carnet_id: UUID, *, reader: UUID | None, at: datetime) -> PublicSheet:
    """What stands on the page. `reader`: who looks at a preview or prints; None for a scan."""
    return _public(await load(carnet_id), reader=reader, at=at)


def _public(stored: Stored, *, reader: UUID | None, at: datetime) -> PublicSheet:
    today = day_of(at)
    sections = {section: _read_section(stored, section, reader, today) for section in Section}
    diagnoses = stored.subject["diagnoses"]
    if diagnoses and sections[Section.DIAGNOSES].answer is Answer.UNANSWERED:
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
    )


def _read_section(stored: Stored, section: Section, reader: UUID | None, today: date) -> ReadSection:
    rows = stored.of(section)
    answer = stored.answers.get(section)
    if rows:
        return ReadSection(
            answer=Answer.LINES,
            lines=tuple(
                ReadLine(
                    content=on_page(decode(row["content"]), owner=row["phone_owner"], reader=reader),
                    confirmed=Signed(name=row["confirmed_name"], on=day_of(row["confirmed_at"])),
                    to_confirm=tuple(stored.reasons(row, today)),
                )
                for row in rows
            ),
        )
    if answer is None:
        return ReadSection()
    day = day_of(answer["answered_at"])
    return ReadSection(
        answer=Answer(answer["answer"]),
        answered=Signed(name=answer["answered_name"], on=day),
        to_confirm=tuple(answer_reasons(confirmed_on=day, today=today)),
    )


async def sheet_view(visit: Visit, language: str) -> SheetView:
    """The sheet as the circle reads it; numbers kept by somebody else are left out."""
    stored = await load(visit.carnet_id)
    sheet, subject = stored.sheet, stored.subject
    read = None
    if sheet and sheet["read_at"]:
        read = _signed(sheet["read_by"], sheet["read_name"], sheet["read_at"], sheet["read_relation"])
    removed: list[Row] = []
    if visit.habilitation.may(Category.EMERGENCY, Right.MANAGE):
        removed = await queries.removed(visit.carnet_id, since=visit.at - RESTORABLE)
    page = _public(stored, reader=visit.person.id, at=visit.at)
    return SheetView(
        carnet_id=visit.carnet_id,
        version=sheet["version"] if sheet else 0,
        subject=SubjectView(
            given_name=subject["given_name"],
            family_name=subject["family_name"],
            birth_date=subject["birth_date"],
            sex=subject["sex"],
            diagnoses=subject["diagnoses"],
        ),
        read=read,
        check_after=page.check_after(),
        sections=[_section_view(stored, section, visit, language) for section in Section],
        removed=[line_view(stored, row, visit, language) for row in removed],
    )


def _section_view(stored: Stored, section: Section, visit: Visit, language: str) -> SectionView:
    rows, answer = stored.of(section), stored.answers.get(section)
    answered, stale, said = None, list[Reason](), Answer.UNANSWERED
    if rows:
        said = Answer.LINES
    elif answer:
        said = Answer(answer["answer"])
        answered = _signed(answer["answered_by"], answer["answered_name"], answer["answered_at"])
        stale = answer_reasons(confirmed_on=day_of(answer["answered_at"]), today=day_of(visit.at))
    return SectionView(
        section=section,
        answer=said,
        answered=answered,
        to_confirm=_to_confirm(stale, language),
        none_makes_sense=section in NONE_MAKES_SENSE,
        most_lines=1 if section in ONE_LINE else MOST_LINES,
        lines=[line_view(stored, row, visit, language) for row in rows],
    )


def line_view(stored: Stored, row: Row, visit: Visit, language: str) -> LineView:
    whole = decode(row["content"])
    content: Content = in_circle(whole, owner=row["phone_owner"], reader=visit.person.id)
    return LineView(
        id=row["id"],
        section=Section(row["section"]),
        content=content,
        version=row["version"],
        written=_signed(row["author_id"], row["author_name"], row["written_at"]),
        confirmed=_signed(row["confirmed_by"], row["confirmed_name"], row["confirmed_at"]),
        to_confirm=_to_confirm(stored.reasons(row, day_of(visit.at)), language),
        phone_kept=content != whole,
        removed_at=row["deleted_at"],
    )


def _signed(id: UUID, name: str, at: datetime, relation: str = "") -> SignedBy:
    return SignedBy(by=SheetPerson(id=id, name=name), at=at, relation=relation)


def _to_confirm(found: list[Reason], language: str) -> list[ToConfirm]:
    return [ToConfirm(kind=reason.kind, sentence=reason.sentence(language)) for reason in found]
