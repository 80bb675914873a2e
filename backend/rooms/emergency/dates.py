"""Dates and ages in words. Days are those of France: a sheet is read on the wall clock of the place it is about."""

from datetime import date

from backend.kit.days import age_years, birthday, months_later
from backend.kit.say import say_day, say_time

__all__ = ["age_months", "age_years", "birthday", "months_later", "say_age", "say_day", "say_time"]


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
