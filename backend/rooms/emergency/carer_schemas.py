"""What the family is told of the documents for emergencies, of who read them, and of the notes left."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from msgspec import Struct

from backend.rooms.emergency.schemas import In, SignedBy

Decision = Literal["waiting", "kept", "dropped"]
Profession = Literal[
    "emergency_doctor",
    "doctor",
    "resident",
    "nurse",
    "ambulance",
    "firefighter",
    "pharmacist",
    "physiotherapist",
    "dentist",
    "midwife",
    "other",
]


class Marked(In):
    marked: bool


class EmergencyDocument(Struct, kw_only=True):
    """`given`: who holds a code is shown it now. False while nothing of it can be read, or where it is kept from the parents."""

    id: UUID
    category: str
    title: str
    written_by: str
    structure: str
    written_on: date
    given: bool


class CarerSaid(Struct, kw_only=True):
    """What somebody with a code said of themself; nobody checked it. `profession_said`: in their words, for `other`."""

    name: str
    profession: Profession
    profession_said: str
    structure: str


class CarerView(CarerSaid, kw_only=True):
    """`open`: they can read now, until `until`. `code`: the name of the code they used. `closed`: by whom in the family."""

    id: UUID
    phone: str
    rpps: str
    reason: str
    asked_at: datetime
    until: datetime
    open: bool
    code: str
    closed: SignedBy | None


class NoteView(Struct, kw_only=True):
    """A note left by such a carer. `decided`: who kept it in the notebook, or set it aside; `erased_on`: the day it goes, then."""

    id: UUID
    carer: CarerSaid
    text: str
    written_at: datetime
    state: Decision
    decided: SignedBy | None
    erased_on: date | None


class CarersView(Struct, kw_only=True):
    """Newest first. `notes`: all of them, also those that wait and those set aside."""

    carers: list[CarerView]
    notes: list[NoteView]


class NoteDecision(In):
    """`waiting` takes an answer back."""

    state: Decision
