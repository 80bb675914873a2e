"""What the circle's routes receive and answer."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import UNSET, Meta, Struct, UnsetType

ProfileName = Literal["representative", "professional", "carer", "holder"]
PeriodName = Literal["open", "until", "stay", "consultation"]
SecrecyName = Literal["medical", "professional", "none", "own"]
StructureKind = Literal["camsp", "sessad", "ime", "hospital", "school", "social", "other"]
Why = Literal["in", "profession", "kept_out", "own", "own_over", "asleep"]
Short = Annotated[str, Meta(max_length=100)]
Key = Annotated[str, Meta(max_length=40)]
Reason = Annotated[str, Meta(max_length=200)]
GivenRights = Annotated[
    dict[str, Annotated[list[Annotated[str, Meta(max_length=20)]], Meta(max_length=3)]], Meta(max_length=40)
]


class ConsentText(Struct, kw_only=True):
    """A text to agree to. `key`: which; `version`: of its wording, never reused; `sha256`: of its UTF-8 bytes."""

    key: str
    version: str
    language: str
    text: str
    sha256: str


class ConsentShown(Struct, forbid_unknown_fields=True, kw_only=True):
    """The text that was on the screen of who agrees."""

    version: Key
    language: Literal["fr", "en"]
    sha256: Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]


class NewInvitation(Struct, forbid_unknown_fields=True, kw_only=True):
    """`email` empty: the link is for the person facing you, for 15 minutes. `profile`: that of the model when it is not said.
    `rights`: {category: [read, add, manage]}; the model's when they are not said, and without a model what that kind of person had
    at the beginning. `until`: the last day; today's for a consultation when it is not said. `asking_id`: it answers what somebody asked:
    their account's address and name are taken, and those said here are not looked at."""

    email: Annotated[str, Meta(max_length=254)] = ""
    name: Annotated[str, Meta(min_length=1, max_length=100)]
    profile: ProfileName | None = None
    model: Key = ""
    rights: GivenRights | None = None
    profession: Short = ""
    structure: Short = ""
    relation: Short = ""
    reason: Reason = ""
    period: PeriodName | None = None
    until: date | None = None
    message: Annotated[str, Meta(max_length=500)] = ""
    consent: ConsentShown | None = None
    asking_id: UUID | None = None


class InvitationView(Struct, kw_only=True):
    """`face_to_face`: for the person who was there; no address. `undelivered`: its message did not arrive; the link itself still
    works."""

    id: UUID
    email: str
    name: str
    profile: ProfileName
    model: str
    rights: dict[str, list[str]]
    profession: str
    structure: str
    relation: str
    reason: str
    period: PeriodName
    until: date | None
    face_to_face: bool
    invited_by: str
    created_at: datetime
    expires_at: datetime
    undelivered: bool


class MadeInvitation(Struct, kw_only=True):
    """`url` is shown this once; only its digest is kept. `mail`: sent, or written to the outbox folder."""

    invitation: InvitationView
    url: str
    mail: Literal["smtp", "outbox"]


class InvitationState(Struct, kw_only=True):
    """What became of an invitation. `entered`: the name of who used it; `habilitation_id`: their access, as long as it lasts."""

    id: UUID
    state: Literal["waiting", "accepted", "refused", "cancelled", "expired"]
    expires_at: datetime
    entered: str
    entered_at: datetime | None
    habilitation_id: UUID | None


class InvitationToken(Struct, forbid_unknown_fields=True):
    token: Annotated[str, Meta(min_length=20, max_length=100)]


class Acceptance(Struct, forbid_unknown_fields=True):
    """`consent`: the text of the preview, once it was agreed to."""

    token: Annotated[str, Meta(min_length=20, max_length=100)]
    consent: ConsentShown | None = None


class InvitationPreview(Struct, kw_only=True):
    """What the holder of the link sees before signing in: no family name, no health. `email_hint` is empty for one shown to the
    person facing the family."""

    carnet_given_name: str
    invited_by: str
    profile: ProfileName
    model: str
    profession: str
    structure: str
    rights: dict[str, list[str]]
    secrecy: SecrecyName
    consent: ConsentText
    period: PeriodName
    until: date | None
    face_to_face: bool
    email_hint: str
    expires_at: datetime
    message: str


class ModelView(Struct, kw_only=True):
    """What is proposed for a profession or a relation. `rights`: what it opens; `reasons`: why, for each category, what stays closed
    too. `period`: that which is proposed. `verified`: whether the text of `secrecy_source` was read to cover this profession."""

    key: str
    name: str
    group: Literal["care", "school", "social", "family"]
    profile: Literal["professional", "carer", "holder"]
    period: PeriodName
    secrecy: SecrecyName
    secrecy_text: str
    secrecy_source: str
    verified: bool
    rights: dict[str, list[str]]
    reasons: dict[str, str]


class MemberPerson(Struct):
    id: UUID
    name: str


class Member(Struct, kw_only=True):
    """`undelivered_at`: when the last message that did not reach them was written; for representatives only. `reason`: for
    representatives and the person themself."""

    habilitation_id: UUID
    person: MemberPerson
    profile: ProfileName
    model: str
    profession: str
    structure: str
    relation: str
    reason: str
    since: datetime
    period: PeriodName
    until: date | None
    rights: dict[str, list[str]]
    version: int
    last_seen_at: datetime | None
    undelivered_at: datetime | None
    me: bool


class CirclePerson(Struct, kw_only=True):
    """`entry`: `in`, or why this team opens nothing to them: their profession is not opened, the family keeps them out, an access of
    their own goes before, or went and is over, or the whole team is asleep."""

    person: MemberPerson
    model: str
    profession: str
    entry: Why
    last_seen_at: datetime | None
    me: bool


class TeamInCircle(Struct, kw_only=True):
    """`professions`: {model: rights}. `referent`: who says its name and who is in it. `asleep`: who says so gave no sign for too long, and
    nobody enters by it."""

    opening_id: UUID
    name: str
    kind: StructureKind
    referent: str
    asleep: bool
    since: datetime
    period: PeriodName
    until: date | None
    reason: str
    version: int
    professions: dict[str, dict[str, list[str]]]
    people: list[CirclePerson]


class Circle(Struct, kw_only=True):
    members: list[Member]
    teams: list[TeamInCircle]
    invitations: list[InvitationView]


class HabilitationChange(Struct, forbid_unknown_fields=True, kw_only=True):
    """`version` is the one that was on the screen; a newer one on the server answers 409 with the access of now. What is left out
    stays. `until` is the last day of the access, or null for no end; alone, it sets the period too."""

    version: int
    rights: GivenRights | UnsetType = UNSET
    period: PeriodName | UnsetType = UNSET
    until: date | UnsetType | None = UNSET
    reason: Reason | UnsetType = UNSET
    consent: ConsentShown | None = None
