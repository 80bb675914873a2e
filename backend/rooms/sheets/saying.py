"""A line in words: what it is called, and what each of its fields says, for paper, the archive's page and who looks for it."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from backend.kit.say import say_day, say_number
from backend.rooms.sheets.content import AnswerLine, Content, OrderLine
from backend.rooms.sheets.described import Described, Words, fields_of
from backend.rooms.sheets.eleven import kind_of


def one_of(words: Words, language: str) -> str:
    return words[1 if language == "en" else 0]


def title_of(content: Content, place: str, language: str) -> str:
    """« Pénicilline »; « GMFCS · se déplacer » of a fixed place."""
    if isinstance(content, AnswerLine | OrderLine):
        return ""
    kind = kind_of(content)
    if place in kind.slots:
        return one_of(kind.slots[place], language)
    described = {one.name: one for one in fields_of(kind)}
    said = (_value(described[name], getattr(content, name), language) for name in kind.title)
    return " · ".join(part for part in said if part)


def fields_said(content: Content, place: str, language: str) -> list[tuple[str, str]]:
    """(label, words) of every field that says something, but for those that the title says."""
    if isinstance(content, AnswerLine | OrderLine):
        return []
    kind = kind_of(content)
    titled = () if kind.slots else kind.title
    told = [
        (one_of(one.label, language), _value(one, getattr(content, one.name), language))
        for one in fields_of(kind)
        if one.name not in titled
    ]
    return [(label, words) for label, words in told if words]


def _value(one: Described, value: Any, language: str) -> str:
    if value in ("", None, "not_said", []):
        return ""
    if one.choices:
        return one_of(one.choices[value], language)
    if isinstance(value, date):
        return say_day(value, language)
    if isinstance(value, UUID):
        return one_of(one.unit, language) if one.unit else ""
    if isinstance(value, list):
        return hours_said([str(hour) for hour in value], language)  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    if isinstance(value, float | int):
        said = say_number(value, language)
        return f"{said}\u202f{one_of(one.unit, language)}" if one.unit else said
    return str(value)


def hours_said(hours: Sequence[str], language: str) -> str:
    """« 8 h, 20 h 30 »."""
    return ", ".join(_hour(hour, language) for hour in hours)


def dose_said(amount: float | None, unit: str, dose: str, language: str) -> str:
    """« 250 mg », « 1 comprimé le matin, ½ le soir »: the number of one taking, then what no number says."""
    number = say_number(amount, language) if amount is not None else ""
    measured = " ".join(part for part in (number, unit) if part)
    return ", ".join(dict.fromkeys(part for part in (measured, dose) if part))


def _hour(hour: str, language: str) -> str:
    """08:30: « 8 h 30 »."""
    if language == "en":
        return hour
    hours, minutes = hour.split(":")
    return f"{int(hours)}\u202fh" + (f"\u202f{minutes}" if minutes != "00" else "")
