"""What one entry holds: tidied, checked, dated, and said in words. Pure."""

from datetime import date, datetime, timedelta
from typing import Any, Literal
from uuid import UUID

import msgspec

from backend.kit.again import unreadable_field
from backend.kit.cleaning import clean
from backend.kit.days import day_of
from backend.kit.say import say_number
from backend.rooms.journal.kinds import (
    BY_TAG,
    CareEntry,
    DrinkEntry,
    GivenEntry,
    GoodEntry,
    MealEntry,
    MoodEntry,
    NoteEntry,
    PainEntry,
    PhotoEntry,
    SeizureEntry,
    SleepEntry,
    StoolEntry,
    TemperatureEntry,
    UrineEntry,
)
from backend.rooms.sheets.described import Described, Line, fields_of

EntryContent = (
    SleepEntry
    | MealEntry
    | DrinkEntry
    | UrineEntry
    | StoolEntry
    | PainEntry
    | MoodEntry
    | SeizureEntry
    | TemperatureEntry
    | CareEntry
    | GivenEntry
    | GoodEntry
    | NoteEntry
    | PhotoEntry
)
EntryKind = Literal[
    "sleep",
    "meal",
    "drink",
    "urine",
    "stool",
    "pain",
    "mood",
    "seizure",
    "temperature",
    "care",
    "treatment",
    "good",
    "note",
    "photo",
]
"""Those of kinds.py, in its order."""

LONGEST = timedelta(hours=36)
NEAR = timedelta(days=2)
"""Between a dose and the day that it was due on."""
Fault = tuple[str, str, str]
"""A field, and what is wrong with it in French and English."""

_FIELDS: dict[str, list[Described]] = {tag: fields_of(kind) for tag, kind in BY_TAG.items()}


def tag_of(content: Line) -> str:
    return str(content.__struct_config__.tag)


# Made once: told only the type, msgspec looks at every kind of entry anew each time, twenty times slower.
_stored: msgspec.json.Decoder[EntryContent] = msgspec.json.Decoder(EntryContent)


def decode(content: str | dict[str, Any]) -> EntryContent:
    """What is stored. Raises msgspec.ValidationError."""
    return _stored.decode(content if isinstance(content, str) else msgspec.json.encode(content))


def cleaned(content: EntryContent) -> EntryContent:
    """Without control characters nor spaces at the ends; each sign once."""
    many = {one.name for one in _FIELDS[tag_of(content)] if one.input == "text"}
    values: dict[str, Any] = {
        name: clean(value, lines=name in many)
        for name, value in msgspec.structs.asdict(content).items()
        if isinstance(value, str)
    }
    if isinstance(content, PainEntry):
        values["signs"] = list(dict.fromkeys(sign for sign in map(clean, content.signs) if sign))
    return msgspec.structs.replace(content, **values)


def day_noted(content: EntryContent, happened_at: datetime, ended_at: datetime | None) -> date:
    """The day on whose sheet it stands: a night is on that of the morning after, once it ended."""
    return day_of(ended_at if isinstance(content, SleepEntry) and ended_at else happened_at)


def fault_of(
    content: EntryContent, happened_at: datetime, ended_at: datetime | None, *, dess_base: bool
) -> Fault | None:
    """What has to be put right before this is kept, if anything has. Where `content` itself says nothing, its first field."""
    if long := unreadable_field(content):
        return (
            f"content.{long}",
            "Ce texte est trop long\u202f: raccourcissez-le.",
            "This text is too long: shorten it.",
        )
    if ended_at and not happened_at <= ended_at <= happened_at + LONGEST:
        return (
            "ended_at",
            "La fin vient après le début, et moins de 36 heures après.",
            "The end comes after the beginning, and less than 36 hours later.",
        )
    if (
        isinstance(content, GivenEntry)
        and content.due_on
        and abs(content.due_on - day_of(happened_at)) > NEAR
    ):
        return (
            "content.due_on",
            "L’heure prévue est d’un autre jour\u202f: notez cette prise sur la feuille de son jour.",
            "The hour it was due at is of another day: note this dose on the sheet of its day.",
        )
    if isinstance(content, PainEntry) and (fault := _fault_of_pain(content, dess_base=dess_base)):
        return fault
    described = _FIELDS[tag_of(content)]
    told = {one.name: getattr(content, one.name) for one in described}
    needed = next((one.name for one in described if one.needed and told[one.name] == ""), None)
    timed = isinstance(content, SeizureEntry | SleepEntry)
    if needed or (not timed and all(value in ("", None, []) for value in told.values())):
        return (
            f"content.{needed or described[0].name}",
            "Notez au moins une chose ici.",
            "Note at least one thing here.",
        )
    return None


def _fault_of_pain(content: PainEntry, *, dess_base: bool) -> Fault | None:
    if content.seen == "none" and content.signs:
        return (
            "content.signs",
            "«\u202fAucun signe\u202f» et des signes ne vont pas ensemble\u202f: gardez l’un ou les autres.",
            "“No sign” and signs do not go together: keep one or the other.",
        )
    scored = content.flacc is not None or content.dess is not None
    if scored and content.trained != "yes":
        return (
            "content.trained",
            "Un total d’échelle est noté par quelqu’un qui y est formé.",
            "A scale’s total is noted by somebody trained to it.",
        )
    if content.dess is not None and not dess_base:
        return (
            "content.dess",
            "San Salvadour se compare au dossier de base de l’enfant\u202f: la famille doit d’abord dire qu’il existe.",
            "San Salvadour is read against the child’s base file: the family must first say that it exists.",
        )
    return None


def attached(content: EntryContent) -> UUID | None:
    """The image or film that goes with it."""
    if isinstance(content, PhotoEntry):
        return content.photo
    return content.film if isinstance(content, SeizureEntry) else None


def said_in(content: EntryContent, language: str) -> list[tuple[str, str]]:
    """(label, words) of each field that says something, in order; an image is only said to be there."""
    number = 1 if language == "en" else 0
    found: list[tuple[str, str]] = []
    for one in _FIELDS[tag_of(content)]:
        value = getattr(content, one.name)
        if value in ("", None, []) or (one.input == "item" and one.name in {"line", "due_on"}):
            continue
        found.append((one.label[number], _words(one, value, number)))
    return found


def _words(one: Described, value: Any, number: int) -> str:
    if one.choices:
        return one.choices[str(value)][number]
    if one.input == "words":
        return ", ".join(str(word) for word in value)
    if isinstance(value, UUID):
        return ("dans l’album", "in the album")[number]
    if isinstance(value, float | int):
        words = say_number(value, ("fr", "en")[number])
        return f"{words}\u202f{one.unit[number]}" if one.unit else words
    return str(value)
