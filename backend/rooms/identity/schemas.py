"""What identity receives and answers."""

from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from msgspec import Meta, Struct

Locale = Literal["fr", "en"]
Name = Annotated[str, Meta(min_length=1, max_length=100)]
Email = Annotated[str, Meta(min_length=3, max_length=254)]
Password = Annotated[str, Meta(min_length=1, max_length=1000)]
Code = Annotated[str, Meta(min_length=1, max_length=40)]
Token = Annotated[str, Meta(min_length=1, max_length=100)]
Mail = Literal["sent", "outbox"]


class In(Struct, forbid_unknown_fields=True, kw_only=True):
    """What a request may hold, and nothing more."""


class SignUp(In):
    email: Email
    locale: Locale = "fr"


class MailOnItsWay(Struct):
    mail: Mail


class CompleteSignUp(In):
    token: Token
    given_name: Name
    family_name: Name
    locale: Locale = "fr"


class PasswordGiven(In):
    email: Email
    password: Password


class Next(Struct):
    next: Literal["otp"] = "otp"


class CodeGiven(In):
    code: Code


class Challenge(Struct):
    """`options` go to navigator.credentials as they are."""

    options: dict[str, Any]
    challenge_id: UUID


class PasskeyGiven(In):
    challenge_id: UUID
    credential: dict[str, Any]


class PasskeyNew(In):
    challenge_id: UUID
    credential: dict[str, Any]
    name: Name


class PasskeyNamed(In):
    name: Name


class Passkey(Struct):
    id: UUID
    name: str
    created_at: datetime
    last_used_at: datetime | None


class Proof(Struct):
    fresh_until: datetime


class Ways(Struct):
    passkeys: int
    password: bool
    totp: bool
    recovery_codes_left: int


class SessionNow(Struct):
    id: UUID
    strength: Literal["enrolling", "strong"]
    fresh_until: datetime | None


class Undelivered(Struct):
    """Messages to one's own address that did not arrive, in the last 30 days; when the last was written."""

    count: int
    last_at: datetime


class Me(Struct):
    id: UUID
    email: str
    given_name: str
    family_name: str
    locale: Locale
    ways: Ways
    session: SessionNow
    vouching: "Vouching | None"
    undelivered: Undelivered | None
    mail: Literal["smtp", "outbox"]
    demo: bool
    version: str


class MeChanged(In):
    given_name: Name | None = None
    family_name: Name | None = None
    locale: Locale | None = None


class PasswordNew(In):
    password: Password


class TotpBegun(Struct):
    """`secret` in base32 for typing, `uri` for an app on this phone, `qr_svg` for an app on another one."""

    secret: str
    uri: str
    qr_svg: str


class RecoveryCodes(Struct):
    recovery_codes: list[str]


class Session(Struct):
    id: UUID
    label: str
    created_at: datetime
    last_seen_at: datetime
    current: bool


class RecoveryAsked(In):
    email: Email


class TokenGiven(In):
    token: Token


VouchingState = Literal["waiting", "vouched", "stopped", "ready"]


class Vouching(Struct):
    state: VouchingState
    ready_at: datetime | None


class RecoveryOpened(Struct):
    """`vouch_from`: when another representative may begin to vouch, if nobody may yet; null when nobody will."""

    can: list[Literal["otp", "recovery_code", "vouch"]]
    vouching: Vouching | None
    vouch_from: datetime | None


class RecoveryCompleted(In):
    token: Token
    otp: Code | None = None
    recovery_code: Code | None = None


class VouchAsked(Struct):
    ready_at: datetime | None


class VouchPerson(Struct):
    given_name: str
    family_name: str


class VouchCarnet(Struct):
    id: UUID
    given_name: str


class Vouch(Struct):
    id: UUID
    person: VouchPerson
    carnet: VouchCarnet
    asked_at: datetime
    state: VouchingState
    ready_at: datetime | None


class VouchDecided(In):
    decision: Literal["vouch", "stop"]


class Status(Struct):
    version: str
    mail: Literal["smtp", "outbox"]
    demo: bool
    open_signup: bool = True
