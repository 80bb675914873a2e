"""How long a habit holds without anybody saying so again."""

from datetime import datetime

from backend.kit.days import day_of, months_later

MONTHS = 6


def to_confirm(confirmed_at: datetime, at: datetime) -> bool:
    """True after the same day of the month, six months later (the month's last day when it has no such day)."""
    return day_of(at) > months_later(day_of(confirmed_at), MONTHS)
