"""What the routes of a representative's own details receive and answer."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from backend.rooms.access.schemas import MemberPerson

Audience = Literal["representatives", "professionals"]
"""representatives: the others. Nobody named: hidden from all."""
Field = Literal["address", "phone", "note"]
FIELDS: tuple[Field, ...] = ("address", "phone", "note")
Audiences = Annotated[list[Audience], Meta(max_length=2)]


class Address(Struct, forbid_unknown_fields=True):
    text: Annotated[str, Meta(max_length=500)] = ""
    seen_by: Audiences = []


class Phone(Struct, forbid_unknown_fields=True):
    text: Annotated[str, Meta(max_length=60)] = ""
    seen_by: Audiences = []


class Note(Struct, forbid_unknown_fields=True):
    text: Annotated[str, Meta(max_length=2000)] = ""
    seen_by: Audiences = []


class DetailsChange(Struct, forbid_unknown_fields=True, kw_only=True):
    """`version` is the one that was on the screen; 0 when nothing was ever written."""

    version: int
    address: Address
    phone: Phone
    note: Note


class MyDetails(Struct, kw_only=True):
    version: int
    address: Address
    phone: Phone
    note: Note


class TheirDetails(Struct, kw_only=True):
    """Null: not shown to whoever asks. Whether there is anything at all cannot be told from it."""

    person: MemberPerson
    relation: str
    address: str | None
    phone: str | None
    note: str | None


class RepresentativesDetails(Struct, kw_only=True):
    """`mine`: for a representative; null for a professional. `others`: the representatives, whoever asks apart."""

    mine: MyDetails | None
    others: list[TheirDetails]
