"""The calendar day of a moment. One place says it: in France, since that is where a notebook's wall clock hangs
(docs/decisions/0010-french-days.md). A day is 23 or 25 hours long twice a year."""

from calendar import monthrange
from datetime import date, datetime
from typing import TypeVar
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Paris")
Day = TypeVar("Day", bound=date)


def day_of(at: datetime) -> date:
    return at.astimezone(ZONE).date()


def begins(day: date) -> datetime:
    """The first instant of a day."""
    return datetime(day.year, day.month, day.day, tzinfo=ZONE)


def months_before(day: Day, months: int) -> Day:
    """The same day of an earlier month, or that month's last: six months before 31 August is 28 or 29 February. A moment keeps its hour."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))


def months_later(day: Day, months: int) -> Day:
    return months_before(day, -months)


def birthday(birth: date, years: int) -> date:
    """The day `years` later; 29 February falls on 1 March."""
    try:
        return birth.replace(year=birth.year + years)
    except ValueError:
        return date(birth.year + years, 3, 1)


def age_years(birth: date, on: date) -> int:
    years = on.year - birth.year
    return years - 1 if on < birthday(birth, years) else years
