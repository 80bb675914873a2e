"""What the agenda's routes receive and answer."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from backend.rooms.access.mask_schemas import HideAtFirst, ScopeName
from backend.rooms.agenda import leads
from backend.rooms.agenda.deadlines import Sort

Short = Annotated[str, Meta(max_length=120)]
Text = Annotated[str, Meta(max_length=600)]
Lead = Annotated[str, Meta(pattern=leads.PATTERN)]
"""How long before: « P7D », « PT2H », « P9M »."""
Leads = Annotated[list[Lead], Meta(max_length=6)]
Wall = Annotated[datetime, Meta(tz=False)]
"""A wall time, without a zone: 2026-11-24T14:30:00."""
Zone = Annotated[str, Meta(max_length=60)]


class Appointment(Struct, tag_field="kind", tag="appointment", forbid_unknown_fields=True, kw_only=True):
    """`reminders` not said: a week, a day and two hours before."""

    title: Annotated[str, Meta(min_length=1, max_length=120)]
    starts: Wall
    ends: Wall | None = None
    zone: Zone
    with_whom: Short = ""
    place: Text = ""
    bring: Text = ""
    note: Text = ""
    reminders: Leads | None = None


class Deadline(Struct, tag_field="kind", tag="deadline", forbid_unknown_fields=True, kw_only=True):
    """`reminders` not said: by its sort (deadlines.py)."""

    sort: Sort
    title: Short = ""
    ends_on: date
    zone: Zone
    note: Text = ""
    reminders: Leads | None = None


Content = Appointment | Deadline


class NewItem(Struct, forbid_unknown_fields=True, kw_only=True):
    """`id` is made by the phone: the same one sent twice is added once. `hide`: from whom, from its first moment."""

    id: UUID | None = None
    content: Content
    hide: HideAtFirst | None = None


class ItemChange(Struct, forbid_unknown_fields=True, kw_only=True):
    """`version` is the one that was on the screen."""

    version: int
    content: Content


class ItemDone(Struct, forbid_unknown_fields=True, kw_only=True):
    """`version`: the one on the screen, so that a date that moved meanwhile is not settled for the one before."""

    done: bool
    version: int | None = None


class Reminder(Struct, kw_only=True):
    lead: str
    at: datetime


class ItemSource(Struct, kw_only=True):
    """The line of a sheet whose end a deadline is: it is changed there."""

    sheet: str
    place: str


class ItemView(Struct, kw_only=True):
    id: UUID
    content: Content
    starts_at: datetime
    """A deadline: the morning of its last day."""

    over_at: datetime
    last_day: date
    """Where it was written. For an old card on paper, no later than the day on which all of them end."""

    verify: bool
    """The lead times are advice: to be checked with the MDPH."""

    reminders: list[Reminder]
    added_at: datetime
    author: str
    changed_at: datetime | None
    changed_by: str
    done_at: datetime | None
    done_by: str
    deleted_at: datetime | None
    version: int
    source: ItemSource | None
    mine: bool
    masks: list[ScopeName]
    """What hides it from somebody, for representatives and for who added it; what must not be repeated, for everyone who sees it."""


class Agenda(Struct, kw_only=True):
    """`coming`: the nearest first. `past`: what was in the last twelve months, the latest first; 100 at most."""

    coming: list[ItemView]
    past: list[ItemView]
