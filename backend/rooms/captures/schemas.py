"""What the captures' routes receive and answer."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from backend.rooms.access.mask_schemas import ScopeName
from backend.rooms.uploads.schemas import MOST_TAGS, Tag

Kind = Literal["photo", "video"]
State = Literal["receiving", "preparing", "ready", "refused"]
CategoryName = Literal["photos", "gait"]
SeenFrom = Literal["left", "right", "front", "back"]
"""Which of the child’s sides the camera sees."""
Worn = Literal["barefoot", "shoes", "orthoses", "aid"]
"""How the child walks on a film. Barefoot goes with neither shoes nor orthoses; `aid`: with a walking aid."""
LONGEST_NOTE = 2000
LEAST_RATE, MOST_RATE = 1, 1000
"""Images a second at which a film may have been taken."""
LONGEST_WORN = 200
Note = Annotated[str, Meta(max_length=LONGEST_NOTE)]
Moment = Annotated[datetime, Meta(tz=True)]


class Author(Struct):
    id: UUID
    name: str


class NewClip(Struct, forbid_unknown_fields=True, kw_only=True):
    """`id` is made by the phone: the same one sent twice is cut once. `first`, `last`: images, from 0, both in it."""

    id: UUID
    first: Annotated[int, Meta(ge=0, le=1_000_000)]
    last: Annotated[int, Meta(ge=1, le=1_000_000)]
    note: Annotated[str, Meta(max_length=300)] = ""


class MadeClip(Struct):
    """`id`: of the film that it is."""

    id: UUID


class ConfirmedRate(Struct):
    """At how many images a second the film was taken: `fps` of the capture is what its file says, which a slow motion makes less."""

    fps: float
    by: str
    at: datetime


class CaptureView(Struct, kw_only=True):
    """`copy_of`: the one of which this is a copy with something blurred, where it is seen. `reason`: why it was refused; of a photo that is ready, that its end could not be read. `tints`: the colours of what is at its top,
    right, bottom and left, three bytes each, as base64. Pixels as seen; seconds; images a second. `masks`: what hides it from somebody, for
    representatives and for who added it; what must not be repeated, for everyone who sees it."""

    id: UUID
    kind: Kind
    category: CategoryName
    state: State
    reason: str | None
    reason_sentence: str | None
    progress: float | None
    taken_at: datetime
    added_at: datetime
    author: Author
    note: str
    tags: list[str]
    width: int | None
    height: int | None
    duration_s: float | None
    fps: float | None
    frames: int | None
    confirmed_rate: ConfirmedRate | None
    size: int
    tints: str | None
    version: int
    renditions: list[str]
    duplicate_of: UUID | None
    copy_of: UUID | None
    deleted_at: datetime | None
    mine: bool
    masks: list[ScopeName]
    seen_from: SeenFrom | None
    worn: list[Worn]
    worn_words: str


class OpenCapture(CaptureView, kw_only=True):
    """`original`: whether this person may have the file as it was received."""

    original: bool


class CapturePage(Struct):
    captures: list[CaptureView]
    next: str | None


class Month(Struct):
    month: str
    count: int


class CaptureChange(Struct, forbid_unknown_fields=True, kw_only=True):
    """`version` is the one that was on the screen. `confirmed_fps`: of a film; null takes the confirmation back."""

    version: int
    note: Note | UnsetType = UNSET
    tags: Annotated[list[Tag], Meta(max_length=MOST_TAGS)] | UnsetType = UNSET
    taken_at: Moment | UnsetType = UNSET
    category: CategoryName | UnsetType = UNSET
    confirmed_fps: Annotated[float, Meta(ge=LEAST_RATE, le=MOST_RATE)] | UnsetType | None = UNSET
    seen_from: SeenFrom | UnsetType | None = UNSET
    worn: Annotated[list[Worn], Meta(max_length=4)] | UnsetType = UNSET
    worn_words: Annotated[str, Meta(max_length=LONGEST_WORN)] | UnsetType = UNSET
