"""What the routes of askings receive and answer."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

from backend.rooms.access.schemas import ConsentShown, Key, MemberPerson, Short


class NewAsking(Struct, forbid_unknown_fields=True, kw_only=True):
    """`email`: of a representative; empty: a code for the person facing you. `model`: the asker's profession. `structure_id`: a team that
    they are in; else `structure`, in words. `child`: who it is about, in the asker's words; wanted with an address."""

    email: Annotated[str, Meta(max_length=254)] = ""
    model: Key
    profession: Short = ""
    structure_id: UUID | None = None
    structure: Short = ""
    child: Short = ""
    reason: Annotated[str, Meta(max_length=500)] = ""


class AskingView(Struct, kw_only=True):
    """One's own. `state`: `waiting` too when the address is nobody's, or who is asked refused; `opened`: an access is offered, and waits
    for one's yes; `given`; `ended`: no access was given. `opened_by`: who offers it. `email` empty: asked by a code."""

    id: UUID
    email: str
    model: str
    profession: str
    structure: str
    child: str
    reason: str
    asked_at: datetime
    expires_at: datetime
    state: Literal["waiting", "opened", "given", "ended"]
    opened_by: str


class MadeAsking(Struct, kw_only=True):
    """`url`: of the code, shown this once; empty when an address was asked."""

    asking: AskingView
    url: str


class AskingToken(Struct, forbid_unknown_fields=True):
    token: Annotated[str, Meta(min_length=20, max_length=100)]


class ReceivedAsking(Struct, kw_only=True):
    """What somebody asks of me. Their name is what their account says; their address was proved, and is as old as `account_since`; their
    profession and what is said of the child are their own words. `team_said_by`: the referent of the team that they are in; empty when
    `structure` is what they wrote."""

    id: UUID
    person: MemberPerson
    email: str
    account_since: datetime
    model: str
    profession: str
    structure: str
    team_said_by: str
    child: str
    reason: str
    by_code: bool
    asked_at: datetime
    expires_at: datetime


class AskingRefused(Struct, forbid_unknown_fields=True):
    """`never_again`: nothing that this account asks reaches me any more."""

    never_again: bool = False


class KeptOutAsker(Struct, kw_only=True):
    person: MemberPerson
    since: datetime


class AskedAcceptance(Struct, forbid_unknown_fields=True):
    """`consent`: the text of the preview, once it was agreed to."""

    consent: ConsentShown | None = None
