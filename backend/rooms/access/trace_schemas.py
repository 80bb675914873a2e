"""What « Qui a vu » answers."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from msgspec import Struct

from backend.rooms.audit.kinds import Kind
from backend.rooms.audit.unusual import Unusual


class TracePerson(Struct, kw_only=True):
    """`about`: profession, or relation to the child; `structure`: which they acted for. Both as they were then."""

    id: UUID | None
    name: str
    profile: str
    about: str = ""
    structure: str = ""


class TraceView(Struct, kw_only=True):
    """One act. `right`: category:right, as the door opened it, and `under` the same in words; empty for acts from before it was
    noted. `device` in words."""

    id: UUID
    at: datetime
    person: TracePerson | None
    category: str
    action: str
    kind: Kind
    item_id: UUID | None
    sentence: str
    right: str = ""
    under: str = ""
    device: str = ""
    unusual: list[Unusual] = []


class TracePage(Struct, kw_only=True):
    traces: list[TraceView]
    next: str | None


class TraceGroup(Struct, kw_only=True):
    """Like acts of one person in one day. `id`: the newest. `deed`: the sentence without who, « a lu 3 synthèses »."""

    id: UUID
    person: TracePerson | None
    category: str
    action: str
    kind: Kind
    count: int
    newest: datetime
    oldest: datetime
    deed: str
    sentence: str
    unusual: list[Unusual]


class TraceDay(Struct, kw_only=True):
    day: date
    groups: list[TraceGroup]


class TraceCategory(Struct, kw_only=True):
    key: str
    name: str


class TraceChoices(Struct, kw_only=True):
    """What the filters may ask for. A person without a number stands for those without an account."""

    people: list[TracePerson]
    categories: list[TraceCategory]


class TraceDays(Struct, kw_only=True):
    """Whole days, newest first. `whose`: all that was done, or only what the person reading did. `next`: the `before` of the
    page after. `choices`: with the first page only."""

    whose: Literal["everyone", "mine"]
    days: list[TraceDay]
    next: date | None
    choices: TraceChoices | None


class TraceGroupLines(Struct, kw_only=True):
    traces: list[TraceView]
