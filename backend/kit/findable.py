"""What a room gives to be looked through, already narrowed to what the person who asks may see; and what it tells of a few of them."""

from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple
from uuid import UUID

KindName = Literal["document", "capture", "agenda", "habit", "line"]


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


class Said(NamedTuple):
    """What is written on one page. `recognised`: read from a picture, and may have errors. `number`: of the page, from 1; None in what goes
    with the item."""

    text: str
    recognised: bool
    number: int | None


class Told(NamedTuple):
    """`sort`: photo or video; appointment, or the sort of a deadline; a heading of the habits; the sheet of a line.
    `pictured`: it has a small picture. `ready`: it can be read. `pages`: what is written inside it, page by page;
    whoever shows it asks for it apart."""

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
    ready: bool = True
    pages: Sequence[Said] = ()
