"""How long a habit holds without anybody saying so again."""

import calendar
from datetime import datetime

from backend.kit.days import day_of

MONTHS = 6


def to_confirm(confirmed_at: datetime, at: datetime) -> bool:
    """True after the same day of the month, six months later (the month's last day when it has no such day)."""
    day = day_of(confirmed_at)
    years, month = divmod(day.month - 1 + MONTHS, 12)
    year, month = day.year + years, month + 1
    last = calendar.monthrange(year, month)[1]
    return day_of(at) > day.replace(year=year, month=month, day=min(day.day, last))
