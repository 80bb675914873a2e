"""Wall time: what stands on an appointment card, in its own zone. Pure; both changes of the hour are said here."""

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    return frozenset(available_timezones())


def known_zone(name: str) -> bool:
    """A place of the IANA database (Europe/Paris, Indian/Reunion), or UTC."""
    return name in _zones() and (name == "UTC" or "/" in name)


def instant(wall: datetime, zone: str) -> datetime:
    """The moment (UTC) of a wall time. An hour that comes twice is the first; one that is skipped is as much later."""
    return wall.replace(tzinfo=ZoneInfo(zone), fold=0).astimezone(UTC)


def exists(wall: datetime, zone: str) -> bool:
    """False for the hour that is skipped in spring."""
    return instant(wall, zone).astimezone(ZoneInfo(zone)).replace(tzinfo=None) == wall


def days_before(day: date, days: int) -> date:
    return day - timedelta(days=days)
