"""Acts that need the other representatives, and decisions of a court, as the screens show them."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

ActName = Literal["close", "remove"]
DecisionKind = Literal[
    "authority", "exclusive", "withdrawn", "delegated", "shared", "placement", "foster", "guardian", "curator"
]
"""About `person_id`: authority: holds parental authority (again); exclusive: alone; withdrawn: no longer; delegated: in the parents' place;
shared: beside them; placement: for the service that has the child in care; foster: has the child at home by their profession;
guardian, curator: of an adult."""
StandingName = Literal["nothing", "informed", "represents", "alone"]
"""nothing: no access as a representative; informed: reads and adds, decides nothing."""


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
    document_id: UUID | None = None


class DeciderView(Struct, kw_only=True):
    """`then`: what is left to them from `on`, if nobody contests what is recorded; null when nothing changes."""

    person: "DecisionPerson"
    relation: str
    me: bool
    standing: StandingName
    then: StandingName | None
    on: datetime | None


class ArticleView(Struct):
    """read: false when it is quoted from memory."""

    text: str
    read: bool


class DecisionPerson(Struct):
    id: UUID
    name: str


class DecisionView(Struct, kw_only=True):
    """`contested`: somebody whom it concerns says that it is not so; it then counts for nothing. `counts_from`: until then it takes
    nothing from anybody. `document_id`: where its proof can be read, by who sees that document."""

    id: UUID
    kind: DecisionKind
    person: DecisionPerson
    since: date
    until: date | None
    proof: str
    document_id: UUID | None
    articles: list[ArticleView]
    recorded_by: str
    recorded_at: datetime
    mine: bool
    contested: bool
    contested_by_me: bool
    counts_from: datetime


class Contest(Struct, forbid_unknown_fields=True):
    """contests: false takes back one’s own objection."""

    contests: bool
