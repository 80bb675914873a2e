"""Dates and ages in words. Days are those of France: a sheet is read on the wall clock of the place it is about."""

from datetime import date, datetime

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


def birthday(birth: date, years: int) -> date:
    """The day `years` later; 29 February falls on 1 March."""
    try:
        return birth.replace(year=birth.year + years)
    except ValueError:
        return date(birth.year + years, 3, 1)


def months_later(day: date, months: int) -> date:
    """The same day `months` later, or the last one of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError


def age_years(birth: date, on: date) -> int:
    years = on.year - birth.year
    return years - 1 if on < birthday(birth, years) else years


def age_months(birth: date, on: date) -> int:
    months = (on.year - birth.year) * 12 + on.month - birth.month
    return months - 1 if on.day < birth.day else months


def say_age(birth: date, on: date, language: str) -> str:
    """Days in the first month, months until two years, then years; empty before birth."""
    days, months, years = (on - birth).days, age_months(birth, on), age_years(birth, on)
    if days < 0:
        return ""
    if months < 1:
        return f"{days} {'jour' if language == 'fr' else 'day'}{'s' if days > 1 else ''}"
    if years < 2:
        return f"{months} mois" if language == "fr" else f"{months} month{'s' if months > 1 else ''}"
    return f"{years} ans" if language == "fr" else f"{years} years"
