"""Where a notebook was before, as it leaves in an export again: each house that it came from, the latest first."""

from datetime import date
from typing import Annotated, Literal

from msgspec import Meta

from backend.kit.portable import Moment, Name, Portable

Short = Annotated[str, Meta(max_length=300)]


class EarlierMember(Portable):
    """Somebody who had a right in the notebook that was exported. They have none here."""

    name: Name
    profile: Short
    profession: Short
    structure: Short
    relation: Short
    since: Moment
    until: date | None
    over: bool


class EarlierInvitation(Portable):
    name: Name
    profile: Short
    relation: Short
    created_at: Moment
    accepted: bool


class LeftOut(Portable):
    """Something of which the archive itself had no file."""

    of: Literal["portrait", "image", "document"]
    title: Short


class Origin(Portable):
    """As the archive said it. `traces`: how many it told."""

    imported_at: Moment
    imported_by: Name
    made_at: Moment
    made_by: Name
    made_with: Short
    circle: list[EarlierMember]
    invitations: list[EarlierInvitation]
    left_out: list[LeftOut]
    traces: int


class PortableOrigins(Portable):
    origins: list[Origin]
