"""Everything a line may hold, whichever its sheet; and what is said of a whole section of lines."""

from datetime import date
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from backend.kit.cleaning import clean
from backend.rooms.sheets.described import Line, fields_of
from backend.rooms.sheets.eleven import BY_TAG, Sheet, kind_of
from backend.rooms.sheets.kinds.administrative import CardLine, EntitlementLine, FileNumberLine, InsuranceLine
from backend.rooms.sheets.kinds.allergies import AllergyLine
from backend.rooms.sheets.kinds.autonomy import ActivityLine, OtherActivityLine
from backend.rooms.sheets.kinds.clinical import (
    AnaesthesiaLine,
    ClassificationLine,
    DiagnosisLine,
    PastConditionLine,
)
from backend.rooms.sheets.kinds.contacts import HospitalLine, ProfessionalLine, RelativeLine
from backend.rooms.sheets.kinds.equipment import AdaptationLine, DeviceLine
from backend.rooms.sheets.kinds.medication import TreatmentLine
from backend.rooms.sheets.kinds.pain import PainFilmLine, PainSignLine, PainWordsLine
from backend.rooms.sheets.kinds.schooling import ArrangementLine, SchoolLine
from backend.rooms.sheets.kinds.social import LivingLine, SupportLine

LineKind = Literal[
    "right",
    "card",
    "insurance",
    "file_number",
    "living",
    "support",
    "relative",
    "professional",
    "hospital",
    "school",
    "arrangement",
    "treatment",
    "activity",
    "other_activity",
    "device",
    "adaptation",
    "diagnosis",
    "history",
    "anaesthesia",
    "classification",
    "allergy",
    "pain_sign",
    "pain_words",
    "pain_film",
]
"""Those of eleven.py, in its order."""

PlaceName = Annotated[str, Meta(pattern=r"^[a-z0-9_.-]{2,60}$")]


class AnswerLine(Line, tag="answer", kw_only=True, frozen=True):
    """Of a section that holds no line. `none_known`: « aucune connue »; `not_stated`: « non communiqué ». Neither is « pas noté »."""

    of: LineKind
    answer: Literal["none_known", "not_stated"]


class OrderLine(Line, tag="order", kw_only=True, frozen=True):
    """The lines of a section as they are to be read, or called."""

    of: LineKind
    places: Annotated[list[PlaceName], Meta(max_length=120)]


Content = (
    EntitlementLine
    | CardLine
    | InsuranceLine
    | FileNumberLine
    | LivingLine
    | SupportLine
    | RelativeLine
    | ProfessionalLine
    | HospitalLine
    | SchoolLine
    | ArrangementLine
    | TreatmentLine
    | ActivityLine
    | OtherActivityLine
    | DeviceLine
    | AdaptationLine
    | DiagnosisLine
    | PastConditionLine
    | AnaesthesiaLine
    | ClassificationLine
    | AllergyLine
    | PainSignLine
    | PainWordsLine
    | PainFilmLine
    | AnswerLine
    | OrderLine
)

_LINES = {tag: {f.name for f in fields_of(kind) if f.input == "text"} for tag, (_, kind) in BY_TAG.items()}


def tag_of(content: Line) -> str:
    return str(content.__struct_config__.tag)


# Made once: told only the type, msgspec looks at every kind of line anew each time, twenty times slower.
_stored = msgspec.json.Decoder(Content)


def decode(content: dict[str, Any]) -> Content:
    """What is stored, as it was read from JSON. Raises msgspec.ValidationError."""
    return _stored.decode(msgspec.json.encode(content))


def cleaned(content: Content) -> Content:
    """The same without control characters, spaces at the ends, or runs of marks; hours in order, each once."""
    if isinstance(content, AnswerLine | OrderLine):
        return content
    many = _LINES[tag_of(content)]
    values: dict[str, Any] = {
        name: clean(value, lines=name in many)
        for name, value in msgspec.structs.asdict(content).items()
        if isinstance(value, str)
    }
    if isinstance(content, TreatmentLine):
        values["times"] = sorted(set(content.times))
    return msgspec.structs.replace(content, **values)


def empty_field(content: Content) -> str | None:
    """The field that must say something and does not."""
    if isinstance(content, AnswerLine | OrderLine):
        return None
    return next(
        (f.name for f in fields_of(kind_of(content)) if f.needed and getattr(content, f.name) == ""), None
    )


def unlikely_day(content: Content, year: int) -> str | None:
    """The field whose date cannot be meant: before 1900, or more than a century after `year`, the year of now."""
    days = {n: v for n, v in msgspec.structs.asdict(content).items() if isinstance(v, date)}
    return next((name for name, day in days.items() if not 1900 <= day.year <= year + 100), None)


def place_holds(sheet: Sheet, place: str, content: Content) -> bool:
    """Whether this may stand there: a line at a number that the phone made, or at its own fixed place."""
    of = content.of if isinstance(content, AnswerLine | OrderLine) else tag_of(content)
    where, kind = BY_TAG[of]
    if where is not sheet:
        return False
    if isinstance(content, AnswerLine):
        # « Non communiqué » of people to call came from an urgent sheet of before.
        answers = kind.none or (content.answer == "not_stated" and kind.urgent is not None)
        return answers and place == f"answer-{of}"
    if isinstance(content, OrderLine):
        return place == f"order-{of}"
    return place in kind.slots if kind.slots else len(place) == 36


def words(content: Content) -> str:
    """What was typed, for finding; a number that somebody keeps is not in it. Never empty."""
    if isinstance(content, AnswerLine):
        return content.answer
    if isinstance(content, OrderLine):
        return "order"
    told = msgspec.structs.asdict(content)
    if isinstance(content, RelativeLine) and content.phone_seen != "everyone":
        del told["phone"]
    asked = {f.name for f in fields_of(kind_of(content)) if f.input in {"short", "text", "phone", "email"}}
    return "\n".join(v for n, v in told.items() if n in asked and v) or tag_of(content)
