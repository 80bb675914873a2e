"""The sheet as it is read: plain values, from which the page, the card and the screens are made."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from backend.kit.days import day_of
from backend.rooms.emergency.content import Content
from backend.rooms.emergency.dates import months_later
from backend.rooms.emergency.freshness import CONFIRM_MONTHS, Reason, holds_until
from backend.rooms.emergency.sections import Answer, Section


@dataclass(frozen=True, kw_only=True)
class Subject:
    given_name: str
    family_name: str
    birth_date: date
    sex: Literal["female", "male", "unknown"] = "unknown"


@dataclass(frozen=True, kw_only=True)
class Signed:
    """Who answers for it, and the day. `relation` is theirs to the subject, in their words: « mère »."""

    name: str
    on: date
    relation: str = ""


@dataclass(frozen=True, kw_only=True)
class ReadLine:
    content: Content
    confirmed: Signed | None
    to_confirm: tuple[Reason, ...] = ()


@dataclass(frozen=True, kw_only=True)
class ReadSection:
    answer: Answer = Answer.UNANSWERED
    answered: Signed | None = None
    to_confirm: tuple[Reason, ...] = ()
    lines: tuple[ReadLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PublicSheet:
    """What a reader may see. What is hidden from them is not in it. A section left out is not answered."""

    subject: Subject
    read: Signed | None
    shown_at: datetime
    sections: dict[Section, ReadSection] = field(default_factory=dict[Section, ReadSection])
    written_in: str = "fr"

    def section(self, section: Section) -> ReadSection:
        return self.sections.get(section, ReadSection())

    @property
    def weight(self) -> ReadLine | None:
        lines = self.section(Section.WEIGHT).lines
        return lines[0] if lines else None

    @property
    def today(self) -> date:
        return day_of(self.shown_at)

    def check_after(self, limit_months: int = CONFIRM_MONTHS) -> date | None:
        """The day after which something here has to be looked at again; None when nothing is dated yet."""
        until: list[date] = []
        for section in self.sections.values():
            if section.answer is Answer.NONE_KNOWN and section.answered:
                until.append(months_later(section.answered.on, limit_months))
            for line in section.lines:
                if line.confirmed:
                    until.append(
                        holds_until(
                            line.content,
                            confirmed_on=line.confirmed.on,
                            birth=self.subject.birth_date,
                            limit_months=limit_months,
                        )
                    )
        return min(until) if until else None
