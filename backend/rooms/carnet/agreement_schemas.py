"""Acts that need the other representatives, and decisions of a court, as the screens show them."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

ActName = Literal["close", "remove"]
DecisionKind = Literal["exclusive", "withdrawn"]
"""exclusive: this person exercises parental authority alone. withdrawn: it was withdrawn from this person."""


class AgreementView(Struct, kw_only=True):
    """`waits_for`: the names of who has not answered; after `ends_at` nothing happens. `about`: whose access is to end.

    asks_me: one’s own answer is waited for.
    """

    id: UUID
    act: ActName
    about: str | None
    asked_by: str
    mine: bool
    asks_me: bool
    waits_for: list[str]
    asked_at: datetime
    ends_at: datetime


class RemovalAsked(Struct, forbid_unknown_fields=True):
    habilitation_id: UUID


class Answer(Struct, forbid_unknown_fields=True):
    agree: bool


class Answered(Struct, kw_only=True):
    """done: everybody has agreed, and it was done."""

    state: Literal["done", "waiting", "refused"]
    agreement: AgreementView | None


class NewDecision(Struct, forbid_unknown_fields=True, kw_only=True):
    """`proof`: where the decision is to be found: the court, the day, the number."""

    kind: DecisionKind
    person_id: UUID
    since: date
    until: date | None = None
    proof: Annotated[str, Meta(min_length=5, max_length=1000)]


class DecisionPerson(Struct):
    id: UUID
    name: str


class DecisionView(Struct, kw_only=True):
    """`contested`: somebody whom it concerns says that it is not so; it then counts for nothing. `ends_access_from`: until then it
    ends nobody’s access without their agreement."""

    id: UUID
    kind: DecisionKind
    person: DecisionPerson
    since: date
    until: date | None
    proof: str
    recorded_by: str
    recorded_at: datetime
    mine: bool
    contested: bool
    contested_by_me: bool
    ends_access_from: datetime


class Contest(Struct, forbid_unknown_fields=True):
    """contests: false takes back one’s own objection."""

    contests: bool
