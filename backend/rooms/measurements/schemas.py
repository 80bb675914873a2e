"""What the routes of « Poids / taille » receive and answer. A value is a decimal in text: what was read on the scales, exactly."""

from datetime import date, datetime
from typing import Annotated, Literal
from uuid import UUID

from msgspec import Meta, Struct

Kind = Literal["weight", "height", "head", "other"]
Posture = Literal["not_said", "lying", "standing"]
Value = Annotated[str, Meta(pattern=r"^-?[0-9]{1,6}(\.[0-9]{1,3})?$")]
Words = Annotated[str, Meta(max_length=120)]
Action = Literal["add", "change", "remove", "restore"]


class In(Struct, forbid_unknown_fields=True, kw_only=True):
    """What a request may hold, and nothing more."""


class MeasureSaid(Struct, forbid_unknown_fields=True, kw_only=True, frozen=True):
    """weight in kg, height and head (its circumference) in cm; of an `other`, `name` and `unit` are the family's words, empty for the rest.

    on, time: when it was measured, on a French wall. how: on which scales, with what on. by: who measured. checked: it was
    questioned (jumps.py), and somebody said that it is so.
    """

    kind: Kind
    value: Value
    on: date
    time: Annotated[str, Meta(pattern="^([01][0-9]|2[0-3]):[0-5][0-9]$")] | None = None
    name: Annotated[str, Meta(max_length=60)] = ""
    unit: Annotated[str, Meta(max_length=20)] = ""
    posture: Posture = "not_said"
    how: Words = ""
    by: Words = ""
    checked: bool = False


class NewMeasurement(In):
    """`id` is made by the phone, so that sending it twice keeps it once. `noted_at`: when it was typed, by the phone's clock."""

    id: UUID
    content: MeasureSaid
    noted_at: Annotated[datetime, Meta(tz=True)] | None = None


class MeasurementChange(In):
    """`version` is the one that was on the screen."""

    version: int
    content: MeasureSaid


class MeasurementPerson(Struct):
    id: UUID
    name: str


class MeasurementView(Struct, kw_only=True):
    """`author`: who wrote it, who is not always who measured. `may_change`: by its author, or who manages this sheet."""

    id: UUID
    content: MeasureSaid
    version: int
    author: MeasurementPerson
    added_at: datetime
    noted_at: datetime | None
    deleted_at: datetime | None
    may_change: bool


class MeasuredLongAgo(Struct, kw_only=True):
    """A weight that changes fast at that age has to be taken again. `since`: the last one's day."""

    kind: Kind
    since: date
    sentence: str


class Measurements(Struct, kw_only=True):
    """`values`: by the day they were measured, the oldest first. `binned`: those that this person may bring back."""

    carnet_id: UUID
    birth_date: date
    may_write: bool
    values: list[MeasurementView]
    to_confirm: list[MeasuredLongAgo]
    binned: list[MeasurementView]


class PastMeasurement(Struct, kw_only=True):
    version: int
    at: datetime
    by: MeasurementPerson
    action: Action
    content: MeasureSaid


class MeasurementHistory(Struct, kw_only=True):
    """Newest first."""

    versions: list[PastMeasurement]


class MeasureBefore(Struct, kw_only=True):
    value: str
    unit: str
    on: date


class MeasureDoubt(Struct, kw_only=True):
    """In `current` of the refusal 409 `measure_doubtful`. `before`: the one it was compared with, for who may read it."""

    doubt: Literal["slip", "jump", "shrinks"]
    before: MeasureBefore | None
