"""What the relay sheet's routes receive and answer. Every text is in the reader's language already: a phone keeps it as it was read."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from backend.rooms.sheets.schemas import In
from backend.rooms.sheets.taking_over import Answered

PartName = Literal["allergies", "day", "treatments", "habits", "contacts", "changes"]
"""What to avoid; how the day went; what is to be given; the habits that matter now; who to call; what changed on the sheets."""
PARTS: tuple[PartName, ...] = ("allergies", "day", "treatments", "habits", "contacts", "changes")
DoseState = Literal["due", "late", "noted", "no_hour", "besides"]
Treatments = Literal["lines", "none_known", "not_stated", ""]


class NewRelayLink(In):
    """`name`: for whom it is. `until`: when it dies. `parts`: what it shows, of what its maker may read."""

    name: Annotated[str, Meta(min_length=1, max_length=60)]
    until: Annotated[datetime, Meta(tz=True)]
    parts: Annotated[list[PartName], Meta(min_length=1, max_length=6)]


class RelayAllergy(Struct, kw_only=True):
    """`text`: all else that is written of it. `doubt`: two texts of it were written at once. `confirmed_on`: of one that is to be confirmed,
    the day on which somebody last said that it holds."""

    name: str
    text: str
    doubt: bool
    confirmed_on: date | None = None


class RelayAllergies(Struct, kw_only=True):
    """`answer`: what somebody said where there is no line; empty: nobody wrote anything."""

    lines: list[RelayAllergy]
    answer: Answered


class RelayNote(Struct, kw_only=True):
    """`kind`: as on the daily sheet; `what`: its name. `words`: each thing that was noted. `to_check`: a dose near another one."""

    at: datetime
    ended_at: datetime | None
    kind: str
    what: str
    words: list[str]
    by: str
    to_check: bool


class RelayDose(Struct, kw_only=True):
    """`at`: when the sheet asks for it; null when it says no hour. `state`: `late`: that hour has passed and nothing is noted; `besides`: noted,
    and asked for by no row. `outcome`: how the last one that was swallowed went (else the last one noted), at `noted_at`; `swallowed`: how
    many were; `others`: how the others went. `doubt`: two texts of it were written at once, told together. `confirmed_on`: of one that is to be confirmed, the
    day on which somebody last said that it holds; in its first row."""

    at: datetime | None
    name: str
    dose: str
    form: str
    way: str
    schedule: str
    reason: str
    missed: str
    note: str
    apart_hours: float | None
    state: DoseState
    outcome: str
    given: bool
    noted_at: datetime | None
    by: str
    swallowed: int
    others: list[str]
    doubt: bool
    confirmed_on: date | None = None


class RelayHabit(Struct, kw_only=True):
    """`texts`: several when people wrote at once."""

    heading: str
    name: str
    texts: list[str]
    to_confirm: bool


class RelayContact(Struct, kw_only=True):
    """`phone_kept`: there is a number, which its owner keeps from this reader."""

    name: str
    who: str
    phone: str
    phone_kept: bool


class RelayChange(Struct, kw_only=True):
    """`where`: of which sheet. `text`: what it says now; empty when it was taken away."""

    at: datetime
    by: str
    where: str
    text: str


class RelayReadingView(Struct, kw_only=True):
    """`link`: the address was used; `name` is then for whom it was made."""

    name: str
    device: str
    link: bool
    at: datetime


class RelayView(Struct, kw_only=True):
    """`since`: what changed is counted from there; `first`: this reader never read it before. `parts`: what is open to this reader: one
    that is not there is closed, and never empty. `until`: to when what is to be given is told; `treatments`: whether the sheet has any, or what
    was said where it has none. `readings`: for who decides."""

    carnet_id: UUID
    given_name: str
    made_at: datetime
    parts: list[PartName]
    night: bool
    allergies: RelayAllergies | None
    day_from: datetime
    day: list[RelayNote]
    until: datetime
    doses: list[RelayDose]
    treatments: Treatments
    habits: list[RelayHabit]
    contacts: list[RelayContact]
    since: datetime
    first: bool
    changes: list[RelayChange]
    may_share: bool
    readings: list[RelayReadingView]


class RelayLinkView(Struct, kw_only=True):
    """`live`: it opens now. `last_read_at`: null until somebody did."""

    id: UUID
    name: str
    parts: list[PartName]
    created_by: str
    created_at: datetime
    ends_at: datetime
    closed_at: datetime | None
    live: bool
    last_read_at: datetime | None
    readings: int


class MadeRelayLink(Struct, kw_only=True):
    """`url`: told this once; a phone draws it as a code too."""

    link: RelayLinkView
    url: str
