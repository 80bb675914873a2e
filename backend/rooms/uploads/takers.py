"""What each room takes: said by the rooms above when the house is put together (`backend/house.py`)."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from backend.rooms.access.categories import Category
from backend.rooms.access.mask_schemas import KindName
from backend.rooms.access.service import Visit


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a phone says of what it sends. `item_id` is None when it leaves the number to us; `more` is the room's own."""

    carnet_id: UUID
    item_id: UUID | None
    kind: str
    category: Category
    more: Any


@dataclass(frozen=True, kw_only=True)
class Taker:
    """folder: after the notebook's id, in the names of its objects.

    read: Upload-Metadata, length and time to what was said; raises Invalid, TooLarge.
    begin: writes the room's own row of an item of so many bytes, in the caller's transaction.
    whole: all bytes stand; in the caller's transaction.
    known: of these objects, those that the room's own rows name.
    masked: what it is called where things are hidden, when it can be hidden.
    sum_of: the SHA-256 of an item's original, once the room knows it.
    made: the objects of the copies made from an item.
    """

    kinds: frozenset[str]
    folder: str
    read: Callable[[dict[str, str], int, datetime], Said]
    begin: Callable[[Visit, UUID, Said, int], Awaitable[None]]
    whole: Callable[[Visit, UUID, str], Awaitable[None]]
    known: Callable[[list[str]], Awaitable[set[str]]]
    masked: KindName | None = None
    sum_of: Callable[[UUID], Awaitable[bytes | None]] | None = None
    made: Callable[[UUID], Awaitable[list[str]]] | None = None


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A room that writes objects without receiving any: their folder, and of these objects those that its rows name."""

    folder: str
    known: Callable[[list[str]], Awaitable[set[str]]]


_takers: list[Taker] = []
_kept: list[Kept] = []


def take_with(*takers: Taker) -> None:
    _takers[:] = takers


def sweep_with(*kept: Kept) -> None:
    """What these rooms wrote and do not name any more is swept too."""
    _kept[:] = kept


def all_swept() -> tuple[Taker | Kept, ...]:
    return (*_takers, *_kept)


def taker_of(kind: str) -> Taker | None:
    return next((taker for taker in _takers if kind in taker.kinds), None)


def all_kinds() -> list[str]:
    return [kind for taker in _takers for kind in sorted(taker.kinds)]
