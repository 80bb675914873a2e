"""The sheet for the screens of the circle: what stands on it, and to who chooses, what is proposed and what is kept back."""

from datetime import datetime
from uuid import UUID

from backend.kit.days import day_of
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.service import Visit
from backend.rooms.emergency import queries
from backend.rooms.emergency.content import decode
from backend.rooms.emergency.drawing import drawn_content
from backend.rooms.emergency.drawn import (
    answer_of,
    answer_stale,
    digest,
    stale_coming,
    weight_content,
    weight_stale,
)
from backend.rooms.emergency.freshness import Reason, reasons
from backend.rooms.emergency.privacy import in_circle
from backend.rooms.emergency.reading import RESTORABLE, Row, Stored, load, public
from backend.rooms.emergency.schemas import (
    LineView,
    SectionView,
    SheetPerson,
    SheetView,
    SignedBy,
    SubjectView,
    ToConfirm,
)
from backend.rooms.emergency.sections import (
    MOST_LINES,
    NONE_MAKES_SENSE,
    ONE_LINE,
    WRITTEN_ON,
    Answer,
    Section,
)
from backend.rooms.sheets.eleven import BY_TAG, SHEETS
from backend.rooms.sheets.succession import begins_on
from backend.rooms.sheets.urgent import WEIGHT, Choice, DrawnLine


async def sheet_view(visit: Visit, language: str) -> SheetView:
    """The sheet as the circle reads it; numbers kept by somebody else are left out."""
    stored = await load(visit.carnet_id, at=visit.at)
    sheet, subject = stored.sheet, stored.subject
    read = None
    if sheet and sheet["read_at"]:
        read = _signed(sheet["read_by"], sheet["read_name"], sheet["read_at"], sheet["read_relation"])
    removed: list[Row] = []
    if visit.habilitation.may(Category.EMERGENCY, Right.MANAGE):
        removed = await queries.removed(visit.carnet_id, since=visit.at - RESTORABLE)
    page = public(stored, reader=visit.person.id, at=visit.at)
    looking = _Looking(stored, visit, language)
    return SheetView(
        carnet_id=visit.carnet_id,
        version=sheet["version"] if sheet else 0,
        seen=digest(stored.drawn),
        subject=SubjectView(
            given_name=subject["given_name"],
            family_name=subject["family_name"],
            birth_date=subject["birth_date"],
            sex=subject["sex"],
            diagnoses=subject["diagnoses"],
        ),
        read=read,
        check_after=page.check_after(),
        card_months=page.card_months,
        sections=[looking.section(section) for section in Section],
        removed=[looking.own_line(row) for row in removed],
    )


class _Looking:
    """One person looking at one sheet."""

    def __init__(self, stored: Stored, visit: Visit, language: str) -> None:
        self.stored, self.visit, self.language = stored, visit, language
        self.today = day_of(visit.at)

    def section(self, section: Section) -> SectionView:
        if section is Section.WEIGHT:
            return self._weight()
        return self._drawn(section) if section in WRITTEN_ON else self._own(section)

    def may_choose(self, category: Category) -> bool:
        may = self.visit.habilitation.may
        return may(Category.EMERGENCY, Right.MANAGE) and may(category, Right.READ)

    def _own(self, section: Section) -> SectionView:
        rows, answer = self.stored.of(section), self.stored.answers.get(section)
        view = _empty(section)
        if rows:
            view.answer, view.lines = Answer.LINES, [self.own_line(row) for row in rows]
        elif answer:
            view.answer = Answer(answer["answer"])
            view.answered = _signed(answer["answered_by"], answer["answered_name"], answer["answered_at"])
            stale = reasons(confirmed_on=day_of(answer["answered_at"]), today=self.today)
            view.to_confirm = self._to_confirm(stale)
        return view

    def own_line(self, row: Row) -> LineView:
        whole = decode(row["content"])
        content = in_circle(whole, owner=row["phone_owner"], reader=self.visit.person.id)
        return LineView(
            id=row["id"],
            section=Section(row["section"]),
            content=content,
            version=row["version"],
            written=_signed(row["author_id"], row["author_name"], row["written_at"]),
            confirmed=_signed(row["confirmed_by"], row["confirmed_name"], row["confirmed_at"]),
            to_confirm=self._to_confirm(reasons(confirmed_on=day_of(row["confirmed_at"]), today=self.today)),
            phone_kept=content != whole,
            removed_at=row["deleted_at"],
        )

    def _drawn(self, section: Section) -> SectionView:
        sheet, _ = BY_TAG[WRITTEN_ON[section]]
        kind = self.stored.drawn.kind(section)
        view = _empty(section, written_on=sheet.value)
        view.may_choose = self.may_choose(SHEETS[sheet].category)
        by_choice: dict[Choice, list[LineView]] = {"shown": [], "proposed": [], "left_out": []}
        for line in kind.lines:
            by_choice[line.choice] += self._texts(section, line)
        view.lines, view.more = by_choice["shown"], bool(by_choice["proposed"] or by_choice["left_out"])
        if view.may_choose:
            view.proposed, view.left_out = by_choice["proposed"], by_choice["left_out"]
        if view.lines:
            view.answer = Answer.LINES
        elif view.more:
            view.answer = Answer.NOT_STATED
        elif kind.answers:
            last = kind.answers[-1].row
            view.answer = answer_of(kind)
            view.answered = _signed(last["confirmed_by"], last["confirmed_name"], last["confirmed_at"])
            view.to_confirm = self._to_confirm(answer_stale(kind))
        return view

    def _texts(self, section: Section, line: DrawnLine) -> list[LineView]:
        views: list[LineView] = []
        now = self._to_confirm(self.stored.drawn.stale(line))
        coming = self._to_confirm(stale_coming(self.stored.drawn, line))
        for text in line.texts + line.coming:
            to_come = text in line.coming
            row, whole = text.row, drawn_content(text.content)
            content = in_circle(whole, owner=row["phone_owner"], reader=self.visit.person.id)
            view = LineView(
                id=text.version,
                place=line.place,
                section=section,
                content=content,
                version=line.versions,
                written=_signed(row["author_id"], row["author_name"], row["written_at"]),
                confirmed=_signed(row["confirmed_by"], row["confirmed_name"], row["confirmed_at"]),
                to_confirm=coming if to_come else now,
                phone_kept=content != whole,
                begins=begins_on(row) if to_come else None,
                last=None if to_come else line.last,
            )
            views.append(view)
        return views

    def _weight(self) -> SectionView:
        drawn = self.stored.drawn
        sheet, place = WEIGHT
        view = _empty(Section.WEIGHT, written_on=sheet)
        view.may_choose = self.may_choose(Category.GROWTH)
        newest = drawn.weighed.newest
        if newest is None:
            view.answer = Answer.NOT_STATED if drawn.weight_shown is False else Answer.UNANSWERED
            return view
        signed = _signed(newest.author_id, newest.author_name, newest.added_at)
        line = LineView(
            id=newest.id,
            place=place,
            section=Section.WEIGHT,
            content=weight_content(drawn),
            version=newest.version,
            written=signed,
            confirmed=signed,
            to_confirm=self._to_confirm(weight_stale(drawn, self.today)),
            phone_kept=False,
        )
        if drawn.tells_weight:
            view.answer, view.lines = Answer.LINES, [line]
        else:
            view.answer, view.more = Answer.NOT_STATED, True
            view.left_out = [line] if view.may_choose else []
        return view

    def _to_confirm(self, found: list[Reason]) -> list[ToConfirm]:
        return [ToConfirm(kind=why.kind, sentence=why.sentence(self.language)) for why in found]


def _empty(section: Section, *, written_on: str | None = None) -> SectionView:
    return SectionView(
        section=section,
        written_on=written_on,
        more=False,
        may_choose=False,
        proposed=[],
        left_out=[],
        answer=Answer.UNANSWERED,
        answered=None,
        to_confirm=[],
        none_makes_sense=section in NONE_MAKES_SENSE,
        most_lines=1 if section in ONE_LINE else MOST_LINES,
        lines=[],
    )


def _signed(id: UUID, name: str, at: datetime, relation: str = "") -> SignedBy:
    return SignedBy(by=SheetPerson(id=id, name=name), at=at, relation=relation)
