"""What is said of a notebook that closes: before, meanwhile, and after."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from msgspec import Struct


class Goes(Struct, kw_only=True):
    """How many of each there are, in the bins too (`binned` of them all). `bytes`: as they were received."""

    photos: int = 0
    films: int = 0
    documents: int = 0
    habits: int = 0
    sheet_lines: int = 0
    journal_entries: int = 0
    urgent_lines: int = 0
    carer_notes: int = 0
    codes: int = 0
    dates: int = 0
    treatments: int = 0
    measures: int = 0
    measurements: int = 0
    binned: int = 0
    sending: int = 0
    bytes: int = 0


class ClosingPlan(Struct, kw_only=True):
    """What closing would do, were it done now. `gone_on`: the day on which the last backup that holds its key ends.

    people: who would lose their access, the representatives apart (`representatives`, the others than who asks).
    must_agree: those of them without whom nothing is closed, unless they asked for it or agreed already.
    traces: the lines of the history, which stay.
    """

    goes: Goes
    people: int
    representatives: list[str]
    must_agree: list[str]
    invitations: int
    traces: int
    ends_at: datetime
    gone_on: date


class ClosingView(Struct, kw_only=True):
    """A notebook that was closed, as its representatives see it.

    state: `closed` until `ends_at`, while it can come back; `erasing`; `erased`: this line is all that is left, and goes
    from the screen when `gone_on` has passed. `given_name` is null once it is erased. `gone_on` is reckoned until the key is destroyed.
    """

    id: UUID
    carnet_id: UUID
    given_name: str | None
    closed_at: datetime
    closed_by: str
    mine: bool
    ends_at: datetime
    state: Literal["closed", "erasing", "erased"]
    key_destroyed_at: datetime | None
    gone_on: date


class Reopened(Struct, kw_only=True):
    carnet_id: UUID
