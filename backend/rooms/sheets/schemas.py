"""What the habits' routes receive and answer."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from backend.rooms.sheets.headings import Heading

State = Literal["not_noted", "holds", "to_confirm", "conflict"]


class In(Struct, forbid_unknown_fields=True, kw_only=True):
    """What a request may hold, and nothing more."""


class HabitText(In):
    """`id` is made by the phone, so that sending it twice keeps it once. `bases`: the heads that were on the screen.

    `noted_at`: when it was typed, by the phone's clock. `restores`: the older version whose text this is.
    """

    id: UUID
    text: Annotated[str, Meta(max_length=4000)]
    bases: Annotated[list[UUID], Meta(max_length=64)]
    noted_at: Annotated[datetime, Meta(tz=True)] | None = None
    restores: UUID | None = None


class HabitConfirmation(In):
    """`version` is the one that was read. `id` is made by the phone, so that sending it twice says it once; it is taken back by it.

    `noted_at`: when it was said, by the phone's clock.
    """

    version: UUID
    id: UUID | None = None
    noted_at: Annotated[datetime, Meta(tz=True)] | None = None


class HabitPerson(Struct):
    id: UUID
    name: str


class HabitWords(Struct, kw_only=True):
    """action: write, restore, settle."""

    id: UUID
    text: str
    author: HabitPerson
    written_at: datetime
    noted_at: datetime | None
    action: str


class HabitVersionView(HabitWords, kw_only=True):
    """The last who said that it is true: at first its author."""

    confirmed_by: HabitPerson
    confirmed_at: datetime


class HeadingView(Struct, kw_only=True):
    """`heads`: one text; several when people wrote at once; none when nothing was ever noted."""

    heading: Heading
    state: State
    heads: list[HabitVersionView]
    versions: int


class HabitsView(Struct, kw_only=True):
    carnet_id: UUID
    headings: list[HeadingView]


class HabitConfirmed(Struct):
    by: HabitPerson
    at: datetime


class PastHabit(HabitWords, kw_only=True):
    """`bases`: the versions it was written over. `confirmations`: « toujours vrai », the oldest first."""

    bases: list[UUID]
    confirmations: list[HabitConfirmed]


class HabitHistory(Struct, kw_only=True):
    heading: Heading
    versions: list[PastHabit]
    next: str | None
