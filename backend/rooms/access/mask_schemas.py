"""What the routes of « who can see this » receive and answer."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from backend.rooms.access.schemas import ProfileName

KindName = Literal["capture", "document", "agenda"]
ScopeName = Literal["person", "everyone", "representatives", "protection"]
Why = Annotated[str, Meta(max_length=300)]


class OppositionSaid(Struct, forbid_unknown_fields=True, kw_only=True):
    """What a professional notes of a minor who wants something kept from their parents (CSP L.1111-5, R.1111-6). `refused`: the minor
    expressly opposes it. `sought`: the professional tried to bring them to agree. `intimate`: sexual or reproductive health, which is
    all that a nurse keeps under L.1111-5-1."""

    refused: bool
    sought: bool
    intimate: bool = False


class NewMask(Struct, forbid_unknown_fields=True, kw_only=True):
    """`person_id`: of the scope `person`. `named`: who sees it all the same (`representatives`, `protection`). `family`: of
    `protection`, whether the representatives are named; one who represents cannot leave the others out.
    `reason`: needed for `representatives`, where it writes down the minor's opposition (CSP R.1111-6). `opposition`: of a
    professional's, for `representatives`; without it nothing is kept from them."""

    kind: KindName
    item_id: UUID
    scope: ScopeName
    person_id: UUID | None = None
    named: Annotated[list[UUID], Meta(max_length=100)] = []
    family: bool = True
    reason: Why = ""
    opposition: OppositionSaid | None = None


class HideAtFirst(Struct, forbid_unknown_fields=True, kw_only=True):
    """From whom something is hidden as it is added, so that nobody is told of it meanwhile. People are named afterwards."""

    scope: Literal["everyone", "representatives", "protection"]
    reason: Why = ""


class MaskView(Struct, kw_only=True):
    """`may_show`: whether who asks may take it away. `drawn`: it hides what this was drawn from, and this with it. `ground`: of what is kept from the representatives, the article; `own` for what
    whose notebook it is added; empty when it was not said."""

    id: UUID
    scope: ScopeName
    person_id: UUID | None
    named: list[UUID]
    family: bool
    reason: str
    made_at: datetime
    made_by: str
    ground: str
    mine: bool
    drawn: bool
    may_show: bool


class Seer(Struct, kw_only=True):
    """One person to whom its category is open. `sees`: whether nothing hides it from them."""

    person_id: UUID
    name: str
    profile: ProfileName
    profession: str
    relation: str
    me: bool
    author: bool
    sees: bool


class Moved(Struct):
    """`gains`, `loses`: by name, who would begin and who would cease to see an item in another category. `told`: whether who asks sees the
    circle; else both are empty and say nothing."""

    gains: list[str]
    loses: list[str]
    told: bool


class WhoSees(Struct, kw_only=True):
    """`may_hide`: the ways in which who asks may hide it. `people`: for who sees the circle."""

    kind: KindName
    item_id: UUID
    author: str
    masks: list[MaskView]
    people: list[Seer]
    may_hide: list[ScopeName]
