"""What a room gives to be looked through, already narrowed to what the person who asks may see; and what it tells of a few of them."""

from datetime import date
from typing import Literal, NamedTuple
from uuid import UUID

KindName = Literal["document", "capture", "agenda", "habit"]


class Findable(NamedTuple):
    """`found`: its fields, most telling first, separated by `|`, as the columns of that name hold them. `people`: who wrote it, or who
    is met. `day`: the one that it bears, in France."""

    id: UUID
    kind: KindName
    category: str
    day: date
    people: tuple[str, ...]
    tags: tuple[str, ...]
    found: str


class Told(NamedTuple):
    """`sort`: photo or video; appointment, or the sort of a deadline; a heading of the habits. `pictured`: it has a small picture."""

    id: UUID
    kind: KindName
    sort: str
    category: str
    day: date
    title: str
    by: str
    text: str
    tags: tuple[str, ...]
    pictured: bool = False
