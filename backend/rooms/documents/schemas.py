"""What the library's routes receive and answer."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from backend.rooms.access.mask_schemas import ScopeName

State = Literal["receiving", "preparing", "ready", "refused"]
CategoryName = Literal[
    "documents.medical",
    "documents.paramedical",
    "documents.syntheses",
    "documents.imaging",
    "documents.media",
    "documents.psychology",
    "documents.school",
    "documents.projects",
    "documents.certificates",
    "documents.liaison",
]
LONGEST_TITLE = 200
LONGEST_NAME = 120
LONGEST_NOTE = 2000


class AddedBy(Struct):
    id: UUID
    name: str


class PageSize(Struct):
    """In pixels."""

    number: int
    width: int
    height: int


class DocumentView(Struct, kw_only=True):
    """`written_by`, `written_on`: who wrote the letter and the day it bears; `added_by`, `added_at`: who put it here, when.
    `masks`: what hides it from somebody, for representatives and for who added it; what must not be repeated, for everyone who sees it."""

    id: UUID
    category: CategoryName
    state: State
    reason: str | None
    reason_sentence: str | None
    progress: float | None
    title: str
    written_by: str
    written_on: date
    note: str
    added_at: datetime
    added_by: AddedBy
    pages: int
    size: int
    version: int
    duplicate_of: UUID | None
    deleted_at: datetime | None
    mine: bool
    masks: list[ScopeName]


class OpenDocument(DocumentView, kw_only=True):
    """`original`: whether this person may have the file as it was received."""

    page_sizes: list[PageSize]
    original: bool


class DocumentPage(Struct):
    documents: list[DocumentView]
    next: str | None


class CategoryCount(Struct):
    category: CategoryName
    count: int


class PageWords(Struct):
    """The words of each page, in order; empty for a page that is a picture of paper."""

    pages: list[str]


class DocumentChange(Struct, forbid_unknown_fields=True, kw_only=True):
    """`version` is the one that was on the screen."""

    version: int
    title: Annotated[str, Meta(max_length=LONGEST_TITLE)] | UnsetType = UNSET
    written_by: Annotated[str, Meta(max_length=LONGEST_NAME)] | UnsetType = UNSET
    written_on: date | UnsetType = UNSET
    note: Annotated[str, Meta(max_length=LONGEST_NOTE)] | UnsetType = UNSET
    category: CategoryName | UnsetType = UNSET
