"""The calendar day of a moment. One place says it: in France, since that is where a notebook's wall clock hangs
(docs/decisions/0010-french-days.md). A day is 23 or 25 hours long twice a year."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Paris")


def day_of(at: datetime) -> date:
    return at.astimezone(ZONE).date()


def begins(day: date) -> datetime:
    """The first instant of a day."""
    return datetime(day.year, day.month, day.day, tzinfo=ZONE)
