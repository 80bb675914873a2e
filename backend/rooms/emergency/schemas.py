"""What the urgent sheet's routes receive and answer."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from backend.rooms.emergency.content import Content
from backend.rooms.emergency.sections import Answer, Section
from backend.rooms.emergency.sheet import CardMonths


class In(Struct, forbid_unknown_fields=True, kw_only=True):
    """What a request may hold, and nothing more."""


class NewLine(In):
    """`id` may be made by the phone, so that sending the same line twice adds it once."""

    content: Content
    id: UUID | None = None


class LineChange(In):
    """`version` is the one that was on the screen."""

    version: int
    content: Content


class Versioned(In):
    version: int


class SheetSeen(In):
    """`version`, `seen`: of the sheet that was on the screen."""

    version: int
    seen: str = ""


class WeightChoice(In):
    """`shown`: the newest weight, to a stranger."""

    shown: bool


class CardLimit(In):
    """`seen`: what was on the screen; null: not said, and not looked at."""

    months: CardMonths
    seen: CardMonths | None = None


class SectionOrder(In):
    section: Section
    line_ids: Annotated[list[UUID], Meta(max_length=100)]


class SectionAnswer(In):
    """`unanswered` takes an answer back."""

    answer: Literal["none_known", "not_stated", "unanswered"]


class LinkContents(In, kw_only=True):
    """`left_out`: sections that this code does not show; never the allergies nor what to do. `documents`: whether those for emergencies
    open behind it to who says who they are."""

    left_out: list[Section] = []
    documents: bool = True


class ChangedContents(LinkContents, kw_only=True):
    """`seen`: what the code showed on the screen on which it was changed."""

    seen: LinkContents


class NewLink(LinkContents, kw_only=True):
    """`name` tells codes apart (« Carte du cartable »). `until`: the last day it serves; none for always. `passcode`: it asks for one."""

    name: Annotated[str, Meta(min_length=1, max_length=60)]
    until: date | None = None
    passcode: bool = False


class GivenPasscode(Struct, kw_only=True):
    """From a form: a doctor who sends it empty sees it again."""

    passcode: str = ""


class SheetPerson(Struct):
    id: UUID
    name: str


class SignedBy(Struct, kw_only=True):
    by: SheetPerson
    at: datetime
    relation: str = ""


class ToConfirm(Struct, kw_only=True):
    """Why a line has to be confirmed again. kind: long_ago, weight_old, weight_doubtful, conflict; those of the sheets."""

    kind: str
    sentence: str


class LineView(Struct, kw_only=True):
    """`phone_kept`: a number exists, which its owner keeps from me. `place`: where the line is written, on the sheet that its section
    names; two texts of one place were written at once. None for a line of this sheet's own. `begins`: it is to come, on that day. `last`: another text
    of its place begins on the next day."""

    id: UUID
    place: str | None = None
    section: Section
    content: Content
    version: int
    written: SignedBy
    confirmed: SignedBy
    to_confirm: list[ToConfirm]
    phone_kept: bool
    removed_at: datetime | None = None
    begins: date | None = None
    last: date | None = None


class SectionView(Struct, kw_only=True):
    """`written_on`: the sheet on which its lines are written, `growth` of the weight; None for those written here, as `place`. `more`: there are lines
    that a stranger is not shown. `proposed`, `left_out`: those, for who chooses (`may_choose`)."""

    section: Section
    written_on: str | None
    more: bool
    may_choose: bool
    proposed: list["LineView"]
    left_out: list["LineView"]
    answer: Answer
    answered: SignedBy | None
    to_confirm: list[ToConfirm]
    none_makes_sense: bool
    most_lines: int
    lines: list[LineView]


class SubjectView(Struct, kw_only=True):
    given_name: str
    family_name: str
    birth_date: date
    sex: str
    diagnoses: str


class SheetView(Struct, kw_only=True):
    """The whole sheet. `removed`: lines taken away less than 30 days ago, for representatives. `seen`: changes with all that is drawn
    from the sheets. `check_after`: the last day of a card that is printed now."""

    carnet_id: UUID
    version: int
    seen: str
    subject: SubjectView
    read: SignedBy | None
    check_after: date | None
    card_months: CardMonths
    sections: list[SectionView]
    removed: list[LineView]


class ChangeView(Struct, kw_only=True):
    """action: add, change, remove, restore, confirm, read, unread, order, answer."""

    id: UUID
    at: datetime
    person: SheetPerson
    action: str
    section: Section | None
    line_id: UUID | None
    version: int | None
    content: Content | None
    answer: str | None


class SheetHistory(Struct, kw_only=True):
    changes: list[ChangeView]
    next: str | None


LinkState = Literal["live", "revoked", "replaced", "expired", "locked"]


class LinkView(Struct, kw_only=True):
    """`state` `locked`: too many wrong passcodes. `tries_left`: of a code that asks for one."""

    id: UUID
    name: str
    state: LinkState
    created: SignedBy
    last_used_at: datetime | None
    expires_at: datetime | None
    revoked_at: datetime | None
    replaced_by: UUID | None
    tries_left: int | None
    left_out: list[Section]
    documents: bool


class Code(Struct, kw_only=True):
    """`url`: the page that a phone's camera opens; `shlink`: the same for a system that reads SMART Health Links. `svg` shows the code that
    holds both, `url#shlink`, dark on white, with its quiet zone. `passcode`: six digits, when it asks for them; in no code and on no card."""

    url: str
    shlink: str
    svg: str
    passcode: str


class MadeLink(Struct, kw_only=True):
    link: LinkView
    code: Code
