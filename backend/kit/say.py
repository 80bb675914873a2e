"""Days, hours and numbers in words, in French and English."""

from datetime import date, datetime
from decimal import Decimal

from backend.kit.days import ZONE

_MONTHS = {
    "fr": ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc."),
    "en": ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"),
}


def say_day(day: date, language: str) -> str:
    """« 8 nov. 2026 », « 1er mars 2026 », "8 Nov 2026"."""
    number = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return f"{number} {_MONTHS[language][day.month - 1]} {day.year}"


def say_time(at: datetime, language: str) -> str:
    """« 21 nov. 2026 à 14 h 30 », "21 Nov 2026, 14:30"."""
    local = at.astimezone(ZONE)
    if language == "fr":
        return f"{say_day(local.date(), language)} à {local.hour}\u202fh\u202f{local.minute:02}"
    return f"{say_day(local.date(), language)}, {local.hour}:{local.minute:02}"


def say_number(number: Decimal | float, language: str) -> str:
    """« 0,0625 », "1000000": every digit that was written, and no power of ten. A dose is never rounded."""
    exact = number if isinstance(number, Decimal) else Decimal(repr(number))
    text = format(exact.normalize(), "f")
    return text.replace(".", ",") if language == "fr" else text


def say_wall(wall: datetime, language: str) -> str:
    """A wall time, as it was written: no zone."""
    return say_time(wall.replace(tzinfo=ZONE), language)
