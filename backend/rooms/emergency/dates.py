"""Dates and ages in words. Days are those of France: a sheet is read on the wall clock of the place it is about."""

from datetime import date

from backend.kit.say import say_day, say_time

__all__ = ["age_months", "age_years", "birthday", "months_later", "say_age", "say_day", "say_time"]


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
