"""What finding receives and answers."""

from datetime import date
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

from backend.kit.findable import KindName


class Search(Struct, forbid_unknown_fields=True, kw_only=True):
    """In the body, never in an address: what is looked for is health data. `words`: every one of them, in any form, with typing errors;
    none: whatever the rest says. `since`, `until`: days that the items bear. `author`: who wrote it, or who is met."""

    words: Annotated[str, Meta(max_length=200)] = ""
    kind: KindName | None = None
    category: Annotated[str, Meta(max_length=40)] | None = None
    author: Annotated[str, Meta(max_length=120)] | None = None
    tag: Annotated[str, Meta(max_length=40)] | None = None
    since: date | None = None
    until: date | None = None
    limit: Annotated[int, Meta(ge=1, le=100)] = 20


class Piece(Struct):
    """`found`: a word that what was typed means."""

    text: str
    found: bool = False


class Hit(Struct, kw_only=True):
    """`sort`: photo or video; appointment, or the sort of a deadline; a heading of the habits. `title`: empty for an image.
    `text`: the sentence that holds what was found, empty when only the title or the author does. `page`: of the letter on which that sentence
    is written, when it is; `recognised`: it was read from a picture there, and may have errors. `pictured`: its copy `small` is there.
    `ready`: it can be read."""

    kind: KindName
    id: UUID
    sort: str
    category: str
    day: date
    title: list[Piece]
    by: list[Piece]
    text: list[Piece]
    tags: list[list[Piece]]
    pictured: bool
    page: int | None
    recognised: bool
    ready: bool


class Group(Struct):
    """`count`: all that were found; `hits`: the first of them."""

    kind: KindName
    count: int
    hits: list[Hit]


class Choice(Struct):
    """What else one may ask for, of what was found: `count` would be left."""

    name: str
    count: int


class Found(Struct, kw_only=True):
    """`partial`: nothing has all the words; these have the most of them. Each list of choices is that of what was found without its
    own filter."""

    partial: bool
    count: int
    groups: list[Group]
    kinds: list[Choice]
    categories: list[Choice]
    authors: list[Choice]
    tags: list[Choice]
