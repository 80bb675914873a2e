"""What is said of somebody who comes of age, and what they decide when they take their notebook over."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from backend.rooms.access.schemas import ConsentShown, GivenRights


class Parent(Struct, kw_only=True):
    """Who represents, or did until the birthday."""

    habilitation_id: UUID
    name: str
    relation: str


class Measure(Struct, kw_only=True):
    """A guardian or a curator of the adult, by a recorded decision that nobody contests: they stay, unless the young adult contests it
    as they take over."""

    decision_id: UUID
    kind: Literal["guardian", "curator"]
    name: str
    relation: str


class MajorityView(Struct, kw_only=True):
    """`state`: `soon` in the last twelve months, `waiting` from the birthday until the young adult takes over, `own` after, or when
    there was never anything to take over. `holder`: the name of their account, when they have one; `invited`: when an invitation
    waits. `takes_over_on`: for that account, the first day. `mine`: whether it is that of who asks. `may_doubt`: whether who asks
    may say that the account is not theirs; `doubted`: whether somebody did, which put `takes_over_on` off."""

    state: Literal["minor", "soon", "waiting", "own"]
    of_age_on: date
    holder: str | None
    invited: bool
    takes_over_on: date | None
    mine: bool
    may_doubt: bool
    doubted: bool
    representatives: list[Parent]
    measures: list[Measure]


class Keeps(Struct, forbid_unknown_fields=True, kw_only=True):
    habilitation_id: UUID
    rights: GivenRights


class TakingOver(Struct, forbid_unknown_fields=True, kw_only=True):
    """Who keeps what, of those who represented. Who is not named keeps nothing. `contests`: the measures that are not so; whom they
    name is then among those who represented, and keeps nothing either."""

    keeps: Annotated[list[Keeps], Meta(max_length=20)] = []
    contests: Annotated[list[UUID], Meta(max_length=20)] = []


class HolderInvited(Struct, forbid_unknown_fields=True, kw_only=True):
    """`email` empty: for the person facing you, for 15 minutes."""

    email: Annotated[str, Meta(max_length=254)] = ""
    consent: ConsentShown | None = None
