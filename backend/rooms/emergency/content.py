"""What one line of the urgent sheet holds. Every word of it is the family's or a prescriber's: CS3 presets none.

An empty text is "not said", and is never shown as "none".
"""

from datetime import date
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct

from backend.rooms.emergency.cleaning import clean
from backend.rooms.emergency.sections import Section

Short = Annotated[str, Meta(max_length=120)]
Text = Annotated[str, Meta(max_length=600)]
Phone = Annotated[str, Meta(max_length=30, pattern=r"^(\+?[0-9][0-9 .()\-]{1,28}[0-9])?$")]

Certainty = Literal["confirmed", "suspected", "precaution", "unknown", "not_said"]
Tone = Literal["do", "know", "never"]
PhoneSeen = Literal["everyone", "sheet", "me"]


class Line(Struct, tag_field="section", forbid_unknown_fields=True, kw_only=True, frozen=True):
    pass


class Weight(Line, tag="weight", kw_only=True, frozen=True):
    """Kilograms, and the day on the scales."""

    kg: Annotated[float, Meta(ge=0.2, le=400)]
    measured_on: date


class Allergy(Line, tag="allergies", kw_only=True, frozen=True):
    """`precaution`: avoided without a known reaction (FHIR: propensity). `severity`: the sheet's code, or the words of a line of before."""

    substance: Short
    reaction: Text = ""
    severity: Short = ""
    certainty: Certainty = "not_said"
    note: Text = ""


class Diagnosis(Line, tag="diagnoses", kw_only=True, frozen=True):
    name: Short
    since: Short = ""
    note: Text = ""


class PastCondition(Line, tag="history", kw_only=True, frozen=True):
    name: Short
    since: Short = ""
    note: Text = ""


class Anaesthesia(Line, tag="anaesthesia", kw_only=True, frozen=True):
    text: Text


class ToDo(Line, tag="todo", kw_only=True, frozen=True):
    """`never` is what must not be done; `know`, what to keep in mind."""

    title: Short
    text: Text = ""
    tone: Tone


class Treatment(Line, tag="treatments", kw_only=True, frozen=True):
    """As prescribed, in the prescriber's words: no unit is converted, no dose computed. `amount`: of one taking, in `unit`; `dose`: what no
    number says. `times`: hours of the day."""

    name: Short
    amount: float | None = None
    unit: Short = ""
    dose: Short = ""
    times: list[str] = []
    form: Short = ""
    way: Short = ""
    schedule: Text = ""
    prescriber: Short = ""
    prescribed_on: date | None = None
    note: Text = ""


class YesNo(Line, tag="yes_no", kw_only=True, frozen=True):
    yes: Text = ""
    no: Text = ""
    note: Text = ""


class Pain(Line, tag="pain", kw_only=True, frozen=True):
    shows: Text = ""
    unlike_usual: Text = ""
    unlike_seizure: Text = ""


class Calms(Line, tag="calms", kw_only=True, frozen=True):
    text: Text


class Hearing(Line, tag="hearing", kw_only=True, frozen=True):
    text: Text


class Vision(Line, tag="vision", kw_only=True, frozen=True):
    text: Text


class Swallowing(Line, tag="swallowing", kw_only=True, frozen=True):
    text: Text


class Device(Line, tag="devices", kw_only=True, frozen=True):
    name: Short
    note: Text = ""


class Contact(Line, tag="contacts", kw_only=True, frozen=True):
    """Someone to call. `phone_seen`: by the whole circle and on the sheet; on the sheet alone; by its owner alone."""

    name: Short
    relation: Short = ""
    phone: Phone = ""
    phone_seen: PhoneSeen = "everyone"


class Doctor(Line, tag="doctor", kw_only=True, frozen=True):
    name: Short
    speciality: Short = ""
    place: Short = ""
    phone: Phone = ""


class Hospital(Line, tag="hospital", kw_only=True, frozen=True):
    name: Short
    note: Text = ""
    phone: Phone = ""


class Directives(Line, tag="directives", kw_only=True, frozen=True):
    text: Text


Content = (
    Weight
    | Allergy
    | Diagnosis
    | PastCondition
    | Anaesthesia
    | ToDo
    | Treatment
    | YesNo
    | Pain
    | Calms
    | Hearing
    | Vision
    | Swallowing
    | Device
    | Contact
    | Doctor
    | Hospital
    | Directives
)

_MANY_LINES = frozenset(
    {"note", "text", "reaction", "schedule", "yes", "no", "shows", "unlike_usual", "unlike_seizure"}
)
_NEEDED = ("substance", "name", "title", "text")


def section_of(content: Content) -> Section:
    tag = content.__struct_config__.tag
    return Section(str(tag))


def cleaned(content: Content) -> Content:
    """The same line without control characters, spaces at the ends, or runs of marks."""
    values = {
        name: clean(value, lines=name in _MANY_LINES)
        for name, value in msgspec.structs.asdict(content).items()
        if isinstance(value, str)
    }
    return msgspec.structs.replace(content, **values)


def empty_field(content: Content) -> str | None:
    """The name of the field that must say something and does not; None when all is well."""
    asked = {field.name for field in msgspec.structs.fields(content) if field.required}
    for name in _NEEDED:
        if name in asked and getattr(content, name) == "":
            return name
    if isinstance(content, YesNo | Pain) and not any(msgspec.structs.asdict(content).values()):
        return "yes" if isinstance(content, YesNo) else "shows"
    return None


# Made once: told only the type, msgspec looks at every kind of line anew each time, twenty times slower.
_stored = msgspec.json.Decoder(Content)


def decode(raw: bytes | str) -> Content:
    """A stored line. Raises msgspec.ValidationError."""
    return _stored.decode(raw)
