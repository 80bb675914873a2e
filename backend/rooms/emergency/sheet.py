"""The sheet as it is read: plain values, from which the page, the card and the screens are made."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from backend.kit.days import day_of, months_later
from backend.rooms.emergency.content import Content
from backend.rooms.emergency.freshness import CONFIRM_MONTHS, Reason
from backend.rooms.emergency.sections import Answer, Section

CardMonths = Literal[1, 3, 6, 12]
"""Without a whole reading, after which the family holds a printed card for out of date."""


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
    """`until`: the last day on which it needs no new look. `begins`: it is to come, on that day. `last`: another text takes its place after that day."""

    content: Content
    confirmed: Signed | None
    to_confirm: tuple[Reason, ...] = ()
    until: date | None = None
    begins: date | None = None
    last: date | None = None


@dataclass(frozen=True, kw_only=True)
class ReadSection:
    """`more`: there are lines that the family shows to nobody here. `until`: the last day on which the answer needs no new look."""

    answer: Answer = Answer.UNANSWERED
    answered: Signed | None = None
    to_confirm: tuple[Reason, ...] = ()
    lines: tuple[ReadLine, ...] = ()
    more: bool = False
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class PublicSheet:
    """What a reader may see. What is hidden from them is not in it. A section left out is not answered."""

    subject: Subject
    read: Signed | None
    shown_at: datetime
    sections: dict[Section, ReadSection] = field(default_factory=dict[Section, ReadSection])
    written_in: str = "fr"
    card_months: CardMonths = CONFIRM_MONTHS

    def section(self, section: Section) -> ReadSection:
        return self.sections.get(section, ReadSection())

    @property
    def weight(self) -> ReadLine | None:
        lines = self.section(Section.WEIGHT).lines
        return lines[0] if lines else None

    @property
    def today(self) -> date:
        return day_of(self.shown_at)

    def check_after(self) -> date | None:
        """The day after which something here has to be looked at again, or the family wants all of it to be; None when nothing is dated yet."""
        until = [line.until for section in self.sections.values() for line in section.lines]
        until += [one.until for one in self.sections.values() if one.answer is Answer.NONE_KNOWN]
        looked = self.read.on if self.read else self._oldest_word()
        until.append(months_later(looked, self.card_months) if looked else None)
        return min((day for day in until if day), default=None)

    def _oldest_word(self) -> date | None:
        """Where nobody has read the whole yet: the day of the confirmation that is oldest. A weight has a day of its own."""
        parts = [part for section, part in self.sections.items() if section is not Section.WEIGHT]
        said = [line.confirmed for part in parts for line in part.lines]
        said += [part.answered for part in parts if part.answer is Answer.NONE_KNOWN]
        return min((one.on for one in said if one), default=None)
