"""What the daily sheet's routes receive and answer."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from backend.rooms.journal.content import EntryContent, EntryKind
from backend.rooms.sheets.described import Short
from backend.rooms.sheets.schemas import HabitPerson, In

Rule = Literal["no_stool", "seizures", "silence"]
"""No stool noted for `threshold` days; `threshold` seizures noted in a day; nothing noted for `threshold` hours."""
Scale = Literal["flacc", "dess"]
Moment = Annotated[datetime, Meta(tz=True)]
PainSeen = Literal["", "none", "signs", "unsure"]


class NewEntry(In):
    """`id`: of this version, made by the phone, so that sending it twice keeps it once. `noted_at`: by the phone's clock.
    `confirmed`: yes, a second dose so soon after the other. `late`: nobody can be asked any more (noted without a network, or a while ago):
    such a dose is kept at once, and marked `to_check`."""

    id: UUID
    content: EntryContent
    happened_at: Moment
    ended_at: Moment | None = None
    noted_at: Moment | None = None
    confirmed: bool = False
    late: bool = False


class EntryView(Struct, kw_only=True):
    """`noted_at`: when it was typed, `written_at`: when it reached the notebook. `versions`: 1 when it was never corrected.
    `removed_at`: taken away, and restorable for 30 days after. `to_check`: a dose near another one, which nobody was asked about yet."""

    id: UUID
    version: UUID
    content: EntryContent
    day: date
    happened_at: datetime
    ended_at: datetime | None
    author: HabitPerson
    noted_at: datetime | None
    written_at: datetime
    versions: int
    changed_at: datetime | None
    to_check: bool
    removed_at: datetime | None
    removed_by: str


class EntryVersion(Struct, kw_only=True):
    id: UUID
    content: EntryContent
    happened_at: datetime
    ended_at: datetime | None
    noted_at: datetime | None
    written_at: datetime


class EntryHistory(Struct, kw_only=True):
    """Newest first."""

    entry: EntryView
    versions: list[EntryVersion]


class Tracking(Struct, kw_only=True):
    """`chosen`: somebody said what is tracked; else `kinds` is a proposal. `signs`: of the child's own pain, beside those of the
    pain passport.
    `dess_base`: the family says that the base file of San Salvadour exists."""

    chosen: bool
    kinds: list[EntryKind]
    signs: list[str]
    scales: list[Scale]
    dess_base: bool
    version: int
    changed_by: str


class TrackingChange(In):
    """`version`: that of the choice it was made over; 0 when there was none."""

    kinds: Annotated[list[EntryKind], Meta(max_length=14)]
    signs: Annotated[list[Short], Meta(max_length=12)]
    scales: Annotated[list[Scale], Meta(max_length=2)]
    dess_base: bool
    version: int


class Alert(Struct, kw_only=True):
    """`ringing_since`: it holds now."""

    rule: Rule
    threshold: int
    set_by: str
    ringing_since: datetime | None


class AlertChange(In):
    rule: Rule
    threshold: Annotated[int, Meta(ge=1, le=96)]


class AlertsChange(In):
    """All of them: what is not named is not watched any more. `seen`: those that were on the screen."""

    alerts: Annotated[list[AlertChange], Meta(max_length=3)]
    seen: Annotated[list[AlertChange], Meta(max_length=3)] = []


class Due(Struct, kw_only=True):
    """A treatment of the sheet. `place`: of its line. `doubt`: two texts of it were written at once, to be settled there.
    It is given from `since` to `until`, both counted, and no more from `stopped_on`; null: the sheet says no such day. `began`: when the line was first written.
    `confirmed_on`: of one that is to be confirmed, the day on which somebody last said that it holds."""

    place: str
    name: str
    dose: str
    times: list[str]
    schedule: str
    apart_hours: float | None
    missed: str
    doubt: bool
    since: date | None
    until: date | None
    stopped_on: date | None
    began: datetime
    confirmed_on: date | None = None


class TreatmentEvent(Struct, kw_only=True):
    day: date
    name: str
    what: Literal["begun", "changed", "stopped"]


class JournalView(Struct, kw_only=True):
    """`first` to `last`: days, both counted.
    `pain_signs`: of the pain passport, empty for who may not read it. `treatments`, `events`: empty for who may not read that sheet (`treatments_open`)."""

    carnet_id: UUID
    first: date
    last: date
    entries: list[EntryView]
    tracking: Tracking
    pain_signs: list[str]
    alerts: list[Alert]
    treatments: list[Due]
    treatments_open: bool
    events: list[TreatmentEvent]
    may_write: bool
    may_manage: bool


class Removed(Struct, kw_only=True):
    entries: list[EntryView]


class DaySummary(Struct, kw_only=True):
    """noted: entries of any kind. sleep_minutes: of the sleeps whose beginning and end were noted. stools, seizures: noted ones.
    seizure_seconds: of those whose end was noted. pain: the most that was seen that day."""

    day: date
    noted: int = 0
    sleep_minutes: int | None = None
    wakings: int | None = None
    stools: int = 0
    pain: PainSeen = ""
    flacc: int | None = None
    dess: int | None = None
    seizures: int = 0
    seizure_seconds: int | None = None
    celsius: float | None = None


class Glance(Struct, kw_only=True):
    """`events`: of treatments, between those days; empty for who may not read that sheet."""

    carnet_id: UUID
    days: list[DaySummary]
    events: list[TreatmentEvent]
    treatments_open: bool
