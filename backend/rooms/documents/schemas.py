"""What the library's routes receive and answer."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from backend.rooms.access.mask_schemas import ScopeName
from backend.rooms.uploads.schemas import MOST_TAGS, Tag
from media.page_words import Read

State = Literal["receiving", "preparing", "ready", "refused"]
Kind = Literal["pdf", "picture", "film", "sound", "other"]
WordsState = Literal["waiting", "known", "recognised", "unknown"]
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
MOST_FILES = 20
"""Of one document; and as many versions of each."""


class AddedBy(Struct):
    id: UUID
    name: str


class PageSize(Struct):
    """In pixels."""

    number: int
    width: int
    height: int


class DocumentView(Struct, kw_only=True):
    """`written_by`, `structure`, `written_on`: who wrote the letter, where they work, and the day it bears; `added_by`, `added_at`: who put it
    here, when. `state` to `duplicate_of`, `kind`: of the letter itself, as it is shown now; `files`: how many it has, each counted once
    whatever its versions. `masks`: what hides it from somebody, for representatives and for who added it; what must not be repeated, for everyone who sees it.
    `emergency`: whoever holds a code of the urgent sheet, and says who they are, is given it."""

    id: UUID
    category: CategoryName
    state: State
    reason: str | None
    reason_sentence: str | None
    progress: float | None
    title: str
    written_by: str
    structure: str
    written_on: date
    note: str
    tags: list[str]
    added_at: datetime
    added_by: AddedBy
    kind: Kind | None
    pages: int
    files: int
    size: int
    version: int
    duplicate_of: UUID | None
    deleted_at: datetime | None
    mine: bool
    masks: list[ScopeName]
    emergency: bool


class OpenDocument(DocumentView, kw_only=True):
    """`page_sizes`, `original`, `words` (what is known of what is written on its pages): of the letter itself, as it is shown now.
    `parts`: all of its files."""

    page_sizes: list[PageSize]
    words: WordsState
    original: bool
    parts: list["FileView"]


class FileView(Struct, kw_only=True):
    """One file of a document. `place`: which, the letter itself being 1; `number`: which version of it; `shown`: it is the one to be read
    there now. `title`: what it is, when it goes with the letter. `seconds`: of a film or a sound. `original`: whether this person may have it
    as it was received. `taken_back_at`: it is not read any more, and goes 30 days after."""

    id: UUID
    place: int
    number: int
    shown: bool
    title: str
    kind: Kind | None
    media_type: str | None
    state: State
    reason: str | None
    reason_sentence: str | None
    progress: float | None
    size: int
    seconds: float | None
    added_at: datetime
    added_by: AddedBy
    page_sizes: list[PageSize]
    original: bool
    taken_back_at: datetime | None


class DocumentPage(Struct):
    documents: list[DocumentView]
    next: str | None


class CategoryCount(Struct):
    category: CategoryName
    count: int


class Proposals(Struct):
    """Of the most used first."""

    authors: list[str]
    structures: list[str]
    tags: list[str]


class PlacedWord(Struct):
    """In pixels of the page's picture. `sure`: percent, 100 when it was typed."""

    text: str
    x: int
    y: int
    width: int
    height: int
    sure: int


class PageWords(Struct):
    """The words that are seen on each page, in order: nothing while they are still to be read (`state` « waiting »). `read`: how those of each
    page came to be known; what was recognised may have errors. `placed`: the same words, where they stand on the page's picture."""

    state: WordsState
    pages: list[str]
    read: list[Read]
    placed: list[list[PlacedWord]]


class FileChange(Struct, forbid_unknown_fields=True, kw_only=True):
    """`title`: of what goes with the letter; all its versions have it."""

    title: Annotated[str, Meta(max_length=LONGEST_TITLE)]


class DocumentChange(Struct, forbid_unknown_fields=True, kw_only=True):
    """`version` is the one that was on the screen."""

    version: int
    title: Annotated[str, Meta(max_length=LONGEST_TITLE)] | UnsetType = UNSET
    written_by: Annotated[str, Meta(max_length=LONGEST_NAME)] | UnsetType = UNSET
    structure: Annotated[str, Meta(max_length=LONGEST_NAME)] | UnsetType = UNSET
    tags: Annotated[list[Tag], Meta(max_length=MOST_TAGS)] | UnsetType = UNSET
    written_on: date | UnsetType = UNSET
    note: Annotated[str, Meta(max_length=LONGEST_NOTE)] | UnsetType = UNSET
    category: CategoryName | UnsetType = UNSET
