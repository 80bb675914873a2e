"""What the notebook's routes receive and answer."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

Sex = Literal["female", "male", "unknown"]
Name = Annotated[str, Meta(min_length=1, max_length=100)]
Diagnoses = Annotated[str, Meta(max_length=4000)]


class NewCarnet(Struct, forbid_unknown_fields=True, kw_only=True):
    given_name: Name
    family_name: Name
    birth_date: date
    sex: Sex = "unknown"
    diagnoses: Diagnoses = ""
    relation: Annotated[str, Meta(max_length=60)] = ""


class CarnetChange(Struct, forbid_unknown_fields=True, kw_only=True):
    """`version` is the one that was on the screen; a newer one on the server answers 409 with the state of now."""

    version: int
    given_name: Name | None = None
    family_name: Name | None = None
    birth_date: date | None = None
    sex: Sex | None = None
    diagnoses: Diagnoses | None = None


class Portrait(Struct):
    version: str


class Structure(Struct):
    id: UUID
    name: str


class Mine(Struct, kw_only=True):
    """What I am in this notebook, and what is open to me. `teams`: those by which I may enter, the one I act for first; none when the
    access is my own."""

    habilitation_id: UUID
    profile: str
    relation: str
    rights: dict[str, list[str]]
    until: date | None
    teams: list[Structure]


class CarnetCard(Struct, kw_only=True):
    """A notebook in the list of mine: who it is about. Not a reading, so nothing of health."""

    id: UUID
    given_name: str
    family_name: str
    birth_date: date
    sex: Sex
    portrait: Portrait | None
    version: int
    me: Mine
    last_visit: datetime | None


class CarnetView(CarnetCard, kw_only=True):
    diagnoses: str


class TracePerson(Struct, kw_only=True):
    id: UUID | None
    name: str
    profile: str


class News(Struct, kw_only=True):
    trace_id: UUID
    at: datetime
    person: TracePerson
    category: str
    action: str
    item_id: UUID | None
    sentence: str


class Coming(Struct, kw_only=True):
    """What comes next. `title` is what the family wrote; for a deadline without a name of its own, `sort` says what it is."""

    id: UUID
    kind: Literal["appointment", "deadline"]
    title: str
    sort: str
    starts_at: datetime
    last_day: date
    with_whom: str
    place: str
    bring: str


class Home(Struct, kw_only=True):
    since: datetime | None
    fresh: bool
    """False: nothing is new, `news` recalls the latest."""

    news: list[News]
    seen_today: int
    next: list[Coming]
