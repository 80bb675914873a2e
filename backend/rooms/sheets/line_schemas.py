"""What the sheets' routes receive and answer."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from backend.rooms.sheets.content import Content, LineKind
from backend.rooms.sheets.eleven import Sheet
from backend.rooms.sheets.schemas import HabitConfirmed, HabitPerson, In

LineState = Literal["holds", "to_confirm", "conflict", "removed"]
Choice = Literal["shown", "left_out", "proposed"]
"""Whether a line stands on the urgent sheet; proposed: nobody decided."""


class LineText(In):
    """`id` is made by the phone, so that sending it twice keeps it once. `content`: null takes the line away. `bases`: the heads
    that were on the screen. `noted_at`: when it was typed, by the phone's clock. `restores`: the older version that this is.
    `urgent`: whether it is shown on the urgent sheet, by who may decide it; null leaves that as it is. `urgent_seen`: what stood of it when
    that was chosen; null: not said, by a phone of before, and not looked at.
    """

    id: UUID
    content: Content | None
    bases: Annotated[list[UUID], Meta(max_length=64)]
    noted_at: Annotated[datetime, Meta(tz=True)] | None = None
    restores: UUID | None = None
    urgent: bool | None = None
    urgent_seen: Choice | None = None


class UrgentChoice(In):
    """`shown`: to a stranger, on the urgent sheet; else kept for the circle. `seen`: the texts that were on the screen when it was chosen;
    empty: nothing was, so that any text that stands is one too many; null: not said, by a phone of before, and not looked at."""

    shown: bool
    seen: Annotated[list[UUID], Meta(max_length=100)] | None = None


class LineChoice(UrgentChoice):
    """`stood`: what was chosen for that line, as the screen said it; null: not said, and not looked at."""

    stood: Choice | None = None


class LineStale(Struct, kw_only=True):
    """Why a line has to be looked at again. kind: long_ago, ended, age, weight_shift; of a device: weight_limit, height_limit, grew."""

    kind: str
    sentence: str


class LineWords(Struct, kw_only=True):
    """action: write, restore, settle, remove. `phone_kept`: a number exists, which its owner keeps from me."""

    id: UUID
    content: Content | None
    phone_kept: bool
    author: HabitPerson
    written_at: datetime
    noted_at: datetime | None
    action: str


class LineHead(LineWords, kw_only=True):
    """The last who said that it is true: at first its author."""

    confirmed_by: HabitPerson
    confirmed_at: datetime


class UntilThen(Struct, kw_only=True):
    """What holds until `last`, that day too, where the text that stands is to come."""

    content: Content
    last: date


class LineNow(Struct, kw_only=True):
    """`heads`: one; several when people wrote at once. `to_review`: of a device, why whoever supplies it should see it again.
    `urgent`: whether it stands on the urgent sheet; proposed while nobody decided, null where it has no place there."""

    place: str
    kind: str
    state: LineState
    to_confirm: list[LineStale]
    to_review: list[LineStale]
    heads: list[LineHead]
    versions: int
    urgent: Choice | None = None
    until_then: UntilThen | None = None


class SectionNow(Struct, kw_only=True):
    """`answer`: what was said of a section that holds no line; of one that does, when somebody said so at once."""

    kind: LineKind
    answer: LineNow | None
    order: LineNow | None
    lines: list[LineNow]


class SheetNow(Struct, kw_only=True):
    """`removed`: lines taken away less than 30 days ago. `may_choose`: what of it stands on the urgent sheet."""

    carnet_id: UUID
    sheet: Sheet
    may_write: bool
    may_choose: bool
    sections: list[SectionNow]
    removed: list[LineNow]


class SheetSummary(Struct, kw_only=True):
    """to_confirm: of its lines, and of what was said of a section that has none. conflicts: of its lines. confirmed_at: when somebody last wrote
    one of them, or said that it holds."""

    sheet: Sheet
    lines: int
    to_confirm: int
    conflicts: int
    written_at: datetime | None
    confirmed_at: datetime | None


class SheetSummaries(Struct, kw_only=True):
    carnet_id: UUID
    sheets: list[SheetSummary]


class WholeSheets(SheetSummaries, kw_only=True):
    """`whole`: each of them, as it is read."""

    whole: list[SheetNow]


class PastLine(LineWords, kw_only=True):
    """`bases`: the versions it was written over. `confirmations`: « toujours vrai », the oldest first."""

    bases: list[UUID]
    confirmations: list[HabitConfirmed]


class LineHistory(Struct, kw_only=True):
    sheet: Sheet
    place: str
    versions: list[PastLine]
    next: str | None
