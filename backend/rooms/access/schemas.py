"""What the circle's routes receive and answer."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

ProfileName = Literal["representative", "professional", "carer"]
Short = Annotated[str, Meta(max_length=100)]


class NewInvitation(Struct, forbid_unknown_fields=True, kw_only=True):
    email: Annotated[str, Meta(min_length=3, max_length=254)]
    name: Annotated[str, Meta(min_length=1, max_length=100)]
    profile: ProfileName
    profession: Short = ""
    structure: Short = ""
    relation: Short = ""
    until: date | None = None
    message: Annotated[str, Meta(max_length=500)] = ""


class InvitationView(Struct, kw_only=True):
    """`undelivered`: its message did not arrive; the link itself still works."""

    id: UUID
    email: str
    name: str
    profile: ProfileName
    profession: str
    relation: str
    invited_by: str
    created_at: datetime
    expires_at: datetime
    undelivered: bool


class MadeInvitation(Struct, kw_only=True):
    """`url` is shown this once; only its digest is kept. `mail`: sent, or written to the outbox folder."""

    invitation: InvitationView
    url: str
    mail: Literal["smtp", "outbox"]


class InvitationToken(Struct, forbid_unknown_fields=True):
    token: Annotated[str, Meta(min_length=20, max_length=100)]


class InvitationPreview(Struct, kw_only=True):
    """What the holder of the link sees before signing in: no family name, no health."""

    carnet_given_name: str
    invited_by: str
    profile: ProfileName
    profession: str
    email_hint: str
    expires_at: datetime
    message: str


class MemberPerson(Struct):
    id: UUID
    name: str


class Member(Struct, kw_only=True):
    """`undelivered_at`: when the last message that did not reach them was written; for representatives only."""

    habilitation_id: UUID
    person: MemberPerson
    profile: ProfileName
    profession: str
    structure: str
    relation: str
    since: datetime
    until: date | None
    rights: dict[str, list[str]]
    last_seen_at: datetime | None
    undelivered_at: datetime | None
    me: bool


class Circle(Struct, kw_only=True):
    members: list[Member]
    invitations: list[InvitationView]


class HabilitationChange(Struct, forbid_unknown_fields=True):
    """`until` is the last day of the access, or null for no end."""

    until: date | None
