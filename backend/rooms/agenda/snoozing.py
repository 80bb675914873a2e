"""When « plus tard » is. Pure."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from backend.rooms.agenda.leads import MORNING
from backend.rooms.agenda.schemas import Appointment, ItemView
from backend.rooms.agenda.wall import instant

SOON = timedelta(hours=1)
LAST = timedelta(minutes=20)
"""Closer than this there is no « plus tard »: it is time to leave."""


def later(item: ItemView, at: datetime) -> datetime | None:
    """An appointment: in an hour, or half way when it is near. A deadline: the next morning, until its last day."""
    if isinstance(item.content, Appointment):
        left = item.starts_at - at
        return at + min(SOON, left / 2) if left > LAST else None
    local = at.astimezone(ZoneInfo(item.content.zone))
    morning = instant(datetime.combine(local.date() + timedelta(days=1), MORNING), item.content.zone)
    return morning if morning < item.over_at else None
