"""What the parts of an exported notebook have in common (docs/decisions/0016-portability.md)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from msgspec import Meta, Struct

FilePath = Annotated[str, Meta(min_length=1, max_length=250)]
"""Inside the archive, with `/` between folders."""
Sha256 = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
Moment = Annotated[datetime, Meta(tz=True)]
Name = Annotated[str, Meta(max_length=1000)]
Text = Annotated[str, Meta(max_length=20_000)]
Line = Annotated[str, Meta(max_length=1000)]
"""What people typed: longer than any screen lets them, since tidying may lengthen a text and a limit may have been another."""


class Portable(Struct, forbid_unknown_fields=True, kw_only=True):
    """Anything written in the archive. What it does not know is refused: a format that says more has another version."""


class Named(Struct, forbid_unknown_fields=True):
    """Who did it, as they were called then. `id`: their number where it was exported; None when they had no account."""

    id: UUID | None
    name: Name


@dataclass(frozen=True, kw_only=True)
class PortableFile:
    """A file as it was received, for whoever lays out the archive: where it belongs, and what it is to be called.

    folder: may be several, separated by `/`. day: of the calendar, at the head of its name. received_name: what it was called
    on the phone. sha256: None when nobody has computed it yet. at: the time written on it in the archive. author_id: who added it.
    """

    item_id: UUID
    folder: str
    day: date
    title: str
    received_name: str
    media_type: str
    size: int
    sha256: bytes | None
    at: datetime
    binned: bool
    author_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Weight:
    """How many files of one kind an export would hold, and their bytes."""

    kind: str
    count: int
    size: int
