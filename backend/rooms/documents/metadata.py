"""What a phone says of a letter, cleaned of what could harm. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import get_args
from uuid import UUID

from backend.kit.cleaning import tidy
from backend.kit.days import day_of
from backend.kit.errors import TooLarge
from backend.rooms.access.categories import Category
from backend.rooms.documents.limits import most_said
from backend.rooms.documents.schemas import (
    LONGEST_NAME,
    LONGEST_NOTE,
    LONGEST_TITLE,
    CategoryName,
)
from backend.rooms.uploads import metadata, tus
from backend.rooms.uploads.metadata import clean_name, clean_tags
from backend.rooms.uploads.takers import Said

LAST_PLACE = 10_000
"""As an archive may say it: how many files there are is looked at where they are."""
CATEGORIES = tuple(Category(name) for name in get_args(CategoryName))
"""The ten, in the order in which families know them."""


@dataclass(frozen=True, kw_only=True)
class More:
    """`filename` is only ever shown. `document_id`: the document that the file goes with, whose file at `place` it replaces, if that is said;
    then `title` is the file's own, and the rest of what describes a document is not read."""

    filename: str
    title: str
    written_by: str
    written_on: date
    note: str
    structure: str = ""
    tags: tuple[str, ...] = ()
    document_id: UUID | None = None
    place: int | None = None


def read(values: dict[str, str], length: int, at: datetime) -> Said:
    """Raises Invalid (the key's name), TooLarge. Without a date, or with one that cannot be, the letter is of today."""
    category = _category(values.get("category", ""))
    filename = clean_name(values.get("filename", ""))
    most, said = most_said(values.get("filetype", ""), filename)
    if length > most:
        raise TooLarge(limit=said)
    return Said(
        carnet_id=metadata.carnet_of(values),
        item_id=metadata.item_of(values),
        kind=values["kind"],
        category=category,
        more=More(
            filename=filename,
            title=title_of(values.get("title", "")) or title_of(filename.rpartition(".")[0] or filename),
            written_by=writer_of(values.get("written_by", "")),
            written_on=day_of(metadata.taken_at(values, at) or at),
            note=tidy(values.get("note", ""))[:LONGEST_NOTE],
            structure=writer_of(values.get("structure", "")),
            tags=tuple(clean_tags(values.get("tags", "").split(","))),
            document_id=metadata.uuid_of("document_id", values["document_id"])
            if values.get("document_id")
            else None,
            place=_place(values.get("place", "")),
        ),
    )


def title_of(text: str) -> str:
    return " ".join(tidy(text).split())[:LONGEST_TITLE]


def writer_of(text: str) -> str:
    return " ".join(tidy(text).split())[:LONGEST_NAME]


def _place(text: str) -> int | None:
    if text and not (text.isascii() and text.isdigit() and len(text) <= 5 and 0 < int(text) <= LAST_PLACE):
        raise tus.wrong(
            "place", "Donnez le rang d’un fichier du document.", "Give the place of a file of the document."
        )
    return int(text) if text else None


def _category(name: str) -> Category:
    """`documents.medical`, or `medical` in short."""
    for category in CATEGORIES:
        if name in (category.value, category.value.partition(".")[2]):
            return category
    names = ", ".join(category.value for category in CATEGORIES)
    raise tus.wrong("category", f"Dites l’une de : {names}.", f"Say one of: {names}.")
