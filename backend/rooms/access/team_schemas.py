"""What the routes of teams receive and answer."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

from backend.rooms.access.schemas import (
    ConsentShown,
    ConsentText,
    GivenRights,
    Key,
    MemberPerson,
    PeriodName,
    Reason,
    SecrecyName,
    Short,
    StructureKind,
)

Name = Annotated[str, Meta(min_length=1, max_length=100)]
Token = Annotated[str, Meta(min_length=20, max_length=100)]
Professions = Annotated[dict[str, GivenRights | None], Meta(max_length=40)]


class NewTeam(Struct, forbid_unknown_fields=True, kw_only=True):
    """`model`: the founder's own profession, by the key of a model; empty: none, and no notebook opens to them by this team."""

    name: Name
    kind: StructureKind
    model: Key = ""
    profession: Short = ""
    consent: ConsentShown | None = None


class TeamCard(Struct, kw_only=True):
    """A team that one is in. `asleep`: nobody enters by it, until its referent says who is still in it."""

    id: UUID
    name: str
    kind: StructureKind
    referent: bool
    model: str
    profession: str
    people: int
    asleep: bool


class TeamMemberView(Struct, kw_only=True):
    id: UUID
    person: MemberPerson
    model: str
    profession: str
    since: datetime
    referent: bool
    deputy: bool
    me: bool


class TeamInvitationView(Struct, kw_only=True):
    id: UUID
    email: str
    name: str
    model: str
    profession: str
    created_at: datetime
    expires_at: datetime


class TeamView(Struct, kw_only=True):
    """`referent`, `deputy`: whether oneself is. `invitations`: for the referent; empty for the others. `notebooks`: how many are open to
    the team, not which. `sleeps_at`: from when nobody enters by it, unless its referent confirms it first. `takeover_at`: from when the
    deputy may take the team over; for them alone."""

    id: UUID
    name: str
    kind: StructureKind
    referent: bool
    deputy: bool
    asleep: bool
    sleeps_at: datetime
    takeover_at: datetime | None
    notebooks: int
    members: list[TeamMemberView]
    invitations: list[TeamInvitationView]


class NewTeamInvitation(Struct, forbid_unknown_fields=True, kw_only=True):
    """`email` empty: the link is for the person facing the referent, for 15 minutes."""

    email: Annotated[str, Meta(max_length=254)] = ""
    name: Name
    model: Key
    profession: Short = ""


class MadeTeamInvitation(Struct, kw_only=True):
    """`url` is shown this once; only its digest is kept. `mail`: sent, or written to the outbox folder."""

    invitation: TeamInvitationView
    url: str
    mail: Literal["smtp", "outbox"]


class TeamInvitationPreview(Struct, kw_only=True):
    """What the holder of the link sees. `consent`: to agree to on accepting."""

    team: str
    kind: StructureKind
    invited_by: str
    model: str
    profession: str
    secrecy: SecrecyName
    consent: ConsentText
    face_to_face: bool
    email_hint: str
    expires_at: datetime


class TeamAcceptance(Struct, forbid_unknown_fields=True, kw_only=True):
    token: Token
    consent: ConsentShown | None = None


class TeamToken(Struct, forbid_unknown_fields=True):
    token: Token


class HandOver(Struct, forbid_unknown_fields=True):
    member_id: UUID


class Deputy(Struct, forbid_unknown_fields=True):
    """Null: nobody any more."""

    member_id: UUID | None


class TeamLinkView(Struct, kw_only=True):
    """For a family to open its notebook with. Shown this once."""

    url: str
    expires_at: datetime


class TeamPerson(Struct, kw_only=True):
    """Somebody of a team, before it is opened anything."""

    name: str
    model: str
    profession: str


class TeamPreview(Struct, kw_only=True):
    """What who holds a team's link sees of it. `referent`: who says its name and who is in it; nobody verified either."""

    name: str
    kind: StructureKind
    referent: str
    people: list[TeamPerson]


class NewOpening(Struct, forbid_unknown_fields=True, kw_only=True):
    """`professions`: {model: rights}; null for what the model proposes. Who has another profession sees nothing."""

    token: Token
    professions: Professions
    reason: Reason = ""
    period: PeriodName | None = None
    until: date | None = None
    consent: ConsentShown | None = None


class OpeningChange(Struct, forbid_unknown_fields=True, kw_only=True):
    """`version` is the one that was on the screen; a newer one answers 409 with the team of now. What is left out stays. `kept_out`: the
    people of the team to whom it is not opened."""

    version: int
    professions: Professions | UnsetType = UNSET
    kept_out: Annotated[list[UUID], Meta(max_length=200)] | UnsetType = UNSET
    period: PeriodName | UnsetType = UNSET
    until: date | UnsetType | None = UNSET
    reason: Reason | UnsetType = UNSET
    consent: ConsentShown | None = None


class MadeOpening(Struct):
    opening_id: UUID


class ActFor(Struct, forbid_unknown_fields=True):
    structure_id: UUID
