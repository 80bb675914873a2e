"""What is received and answered when images of films go into a report."""

import re
from typing import Annotated, Literal
from uuid import UUID

import msgspec
from msgspec import Meta, Struct

from backend.kit.errors import BadRequest, Invalid
from backend.rooms.documents.schemas import CategoryName
from backend.rooms.gait.schemas import Frame, Line

REPORT_LIMIT = 12_000_000
MOST_SHOTS = 36
LONGEST_TITLE = 120
LONGEST_TEXT = 6000
LARGEST_PICTURE = 2_000_000
Film = Annotated[list[UUID], Meta(min_length=1, max_length=MOST_SHOTS)]


class Shot(Struct, forbid_unknown_fields=True, kw_only=True):
    """One image of a film, as somebody looks at it. `picture`: JPEG, in base64, what is drawn on it included. `measures`: those of
    this film that are said below it."""

    film_id: UUID
    frame: Frame
    picture: Annotated[bytes, Meta(min_length=1, max_length=LARGEST_PICTURE)]
    measures: Annotated[list[UUID], Meta(max_length=20)] = []


class Figure(Struct, forbid_unknown_fields=True, kw_only=True):
    """`shots`: one still; two films at one moment; or the images of some seconds, in order. `words`: of one's own, below."""

    kind: Literal["still", "pair", "strip"]
    shots: Annotated[list[Shot], Meta(min_length=1, max_length=12)]
    words: Line = ""


class NewReport(Struct, forbid_unknown_fields=True, kw_only=True):
    """`id` is made by the phone: the same one sent twice is made once. `agreed`: of `Readers.others`, all, from who may decide that
    they see these images."""

    id: UUID
    category: CategoryName
    title: Annotated[str, Meta(min_length=1, max_length=LONGEST_TITLE)]
    text: Annotated[str, Meta(max_length=LONGEST_TEXT)] = ""
    figures: Annotated[list[Figure], Meta(min_length=1, max_length=24)]
    agreed: Annotated[list[UUID], Meta(max_length=200)] = []


class ReportPlace(Struct, forbid_unknown_fields=True, kw_only=True):
    """Where a report of these films would be filed."""

    category: CategoryName
    films: Film


class Reader(Struct):
    person_id: UUID
    name: str


class Readers(Struct, kw_only=True):
    """Who would read the report there, who asks left out. `others`: of them, those to whom a film in it is not open; `opens`: whether
    there are any. `may`: whether who asks may decide that they see its images. `told`: whether who asks sees the circle; else both lists
    are empty and say nothing."""

    readers: list[Reader]
    others: list[Reader]
    told: bool
    opens: bool
    may: bool


class MadeReport(Struct):
    """`id`: of the document, which is prepared like any letter."""

    id: UUID


_PLACE = re.compile(r"`\$\.(\w+)")


def understood(body: bytes) -> NewReport:
    """Raises Invalid with the field's name, BadRequest for what is no JSON."""
    try:
        return msgspec.json.decode(body, type=NewReport)
    except msgspec.ValidationError as wrong:
        found = _PLACE.search(str(wrong))
        raise Invalid(
            {found.group(1): {"fr": "Ce champ manque, ou ne convient pas.", "en": "This field is missing, or does not fit."}} if found else {}
        ) from None  # fmt: skip
    except msgspec.DecodeError:
        raise BadRequest from None
