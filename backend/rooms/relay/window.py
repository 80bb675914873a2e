"""From when to when a relay sheet tells. Pure: moments in, moments out; days and hours are those of France."""

from datetime import date, datetime, time, timedelta

from backend.kit.days import ZONE, begins, day_of

BACK = timedelta(hours=18)
"""Who takes over in the middle of the night needs the evening before."""
DOSES_BACK = timedelta(hours=6)
AHEAD = timedelta(hours=8)
MORNING = time(10)
"""Whoever took over for the night has handed back by then."""
EVENING, DAYBREAK = time(17), time(9)
A_WHILE = timedelta(days=7)
"""What is told as having changed to who never read it before."""
ONE_READING = timedelta(hours=1)
"""Opened again within that, it is the same reading: what changed stays told."""


def day_from(at: datetime) -> datetime:
    """The beginning of today, or 18 hours ago when that is earlier."""
    return min(begins(day_of(at)), at - BACK)


def doses_from(at: datetime) -> datetime:
    """The beginning of today, or 6 hours ago when that is earlier: after midnight the evening's are still to be seen."""
    return min(begins(day_of(at)), at - DOSES_BACK)


def giving_until(at: datetime) -> datetime:
    """The first 10 o'clock in the morning that is at least eight hours away."""
    morning = datetime.combine(day_of(at), MORNING, ZONE)
    return (
        morning if morning >= at + AHEAD else datetime.combine(day_of(at) + timedelta(days=1), MORNING, ZONE)
    )


def is_night(at: datetime) -> bool:
    """From five in the afternoon, when the night is what is being handed over, to nine."""
    now = at.astimezone(ZONE).time()
    return now >= EVENING or now < DAYBREAK


def wall(day: date, hour: str) -> datetime:
    """An hour of the clock ("HH:MM") on a day of France."""
    return datetime.combine(day, time.fromisoformat(hour), ZONE)
