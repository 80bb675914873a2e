"""Where a date comes from that nobody wrote in the agenda itself: the line of a sheet."""

from typing import NamedTuple

from backend.rooms.access.categories import Category, Right
from backend.rooms.access.service import Visit


class Source(NamedTuple):
    """category: of the sheet."""

    category: str
    sheet: str
    place: str


def open_to(visit: Visit) -> list[str]:
    """The categories that this person reads: what a sheet brought is theirs to see where the sheet is."""
    return [one.value for one in Category if visit.habilitation.may(one, Right.READ)]
