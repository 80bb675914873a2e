"""What the relay sheet's routes receive and answer. Every text is in the reader's language already: a phone keeps it as it was read."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from backend.rooms.sheets.schemas import In

PartName = Literal["allergies", "day", "treatments", "habits", "contacts", "changes"]
"""What to avoid; how the day went; what is to be given; the habits that matter now; who to call; what changed on the sheets."""
PARTS: tuple[PartName, ...] = ("allergies", "day", "treatments", "habits", "contacts", "changes")
DoseState = Literal["due", "late", "noted", "when_needed"]


class NewRelayLink(In):
    """`name`: for whom it is. `until`: when it dies. `parts`: what it shows, of what its maker may read."""

    name: Annotated[str, Meta(min_length=1, max_length=60)]
    until: Annotated[datetime, Meta(tz=True)]
    parts: Annotated[list[PartName], Meta(min_length=1, max_length=6)]


class RelayAllergy(Struct, kw_only=True):
    """`text`: all else that is written of it."""

    name: str
    text: str


class RelayAllergies(Struct, kw_only=True):
    """`none_known`: somebody said so. No line, and not that either: nobody wrote anything."""

    lines: list[RelayAllergy]
    none_known: bool


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
    """`at`: when the sheet asks for it; null when it is given as needed. `late`: that hour has passed and nothing is noted. `outcome`: in
    words, of the last one noted, at `noted_at`; `noted`: how many. `doubt`: two texts of it were written at once."""

    at: datetime | None
    name: str
    dose: str
    way: str
    schedule: str
    missed: str
    apart_hours: float | None
    state: DoseState
    outcome: str
    given: bool
    noted_at: datetime | None
    by: str
    noted: int
    doubt: bool


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
    that is not there is closed, and never empty. `until`: to when what is to be given is told. `readings`: for who decides."""

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
