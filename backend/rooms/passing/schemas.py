"""What is received and answered when one person of the circle shows something to another."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from backend.rooms.access.schemas import ProfileName

KindName = Literal["capture", "document"]
Words = Annotated[str, Meta(max_length=300)]


class NewPassing(Struct, forbid_unknown_fields=True, kw_only=True):
    """`to`: people of `Passable.people`. `words`: of one's own; they stay in the notebook's application."""

    to: Annotated[list[UUID], Meta(min_length=1, max_length=50)]
    words: Words = ""


class PassedOn(Struct, kw_only=True):
    """The last time I showed it to this person. `seen_at`: when they opened it from there."""

    id: UUID
    at: datetime
    words: str
    seen_at: datetime | None


class Receiver(Struct, kw_only=True):
    """Somebody else of the circle to whom the item is open already."""

    person_id: UUID
    name: str
    profile: ProfileName
    profession: str
    relation: str
    passed: PassedOn | None


class Passable(Struct, kw_only=True):
    kind: KindName
    item_id: UUID
    people: list[Receiver]


class Shown(Struct, kw_only=True):
    """Something that somebody shows me, and that I have not opened from there. `sort`: photo or video; empty for a document.
    `title`: of a document. `day`: the one that it bears. `pictured`: its copy `small` is there."""

    id: UUID
    by: str
    words: str
    at: datetime
    kind: KindName
    item_id: UUID
    sort: str
    title: str
    day: date
    pictured: bool


class OpenedShown(Struct, kw_only=True):
    """Where what is shown is."""

    kind: KindName
    item_id: UUID
