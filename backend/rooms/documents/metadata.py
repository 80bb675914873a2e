"""What a phone says of a letter, cleaned of what could harm. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import get_args

from backend.kit.cleaning import tidy
from backend.kit.days import day_of
from backend.kit.errors import TooLarge
from backend.rooms.access.categories import Category
from backend.rooms.documents.schemas import LONGEST_NAME, LONGEST_NOTE, LONGEST_TITLE, CategoryName
from backend.rooms.uploads import metadata, tus
from backend.rooms.uploads.metadata import clean_name
from backend.rooms.uploads.takers import Said
from media.bounds import PDF_BYTES

CATEGORIES = tuple(Category(name) for name in get_args(CategoryName))
"""The ten, in the order in which families know them."""


@dataclass(frozen=True, kw_only=True)
class More:
    """`filename` is only ever shown."""

    filename: str
    title: str
    written_by: str
    written_on: date
    note: str


def read(values: dict[str, str], length: int, at: datetime) -> Said:
    """Raises Invalid (the key's name), TooLarge. Without a date, or with one that cannot be, the letter is of today."""
    category = _category(values.get("category", ""))
    if length > PDF_BYTES:
        raise TooLarge(limit="50 Mo")
    filename = clean_name(values.get("filename", ""))
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
        ),
    )


def title_of(text: str) -> str:
    return " ".join(tidy(text).split())[:LONGEST_TITLE]


def writer_of(text: str) -> str:
    return " ".join(tidy(text).split())[:LONGEST_NAME]


def _category(name: str) -> Category:
    """`documents.medical`, or `medical` in short."""
    for category in CATEGORIES:
        if name in (category.value, category.value.partition(".")[2]):
            return category
    names = ", ".join(category.value for category in CATEGORIES)
    raise tus.wrong("category", f"Dites l’une de : {names}.", f"Say one of: {names}.")
