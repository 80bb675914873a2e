"""How long before: « P7D », « PT2H », « P9M » (ISO 8601, one unit), and the moments that they mean. Pure."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from backend.kit.days import months_before
from backend.rooms.agenda.wall import days_before, instant

PATTERN = r"^P(T([1-9]|1[0-9]|2[0-3])H|([1-9]|[1-5][0-9]|60)D|([1-9]|1[0-9]|2[0-4])M)$(?!\n)"
"""1 to 23 hours, 1 to 60 days, 1 to 24 months."""

MORNING = time(9)
"""A deadline has no hour: it is recalled in the morning, where it was written."""


@dataclass(frozen=True, kw_only=True)
class Moment:
    lead: str
    due_at: datetime


def of_appointment(starts: datetime, zone: str, leads: Iterable[str]) -> list[Moment]:
    """`starts` in wall time. Days and months are counted on the calendar, and keep the hour on the wall; hours are hours.

    Latest last; two leads that fall on the same moment are one.
    """
    return _ordered(Moment(lead=lead, due_at=_before(starts, zone, lead)) for lead in leads)


def of_deadline(ends_on: date, zone: str, leads: Iterable[str]) -> list[Moment]:
    """In the morning of each day. Leads in hours are not for deadlines: they are refused before."""
    return of_appointment(datetime.combine(ends_on, MORNING), zone, leads)


def due(moments: Iterable[Moment], *, now: datetime, over_at: datetime) -> Moment | None:
    """The one to say now, of those not yet said: several that were missed are said once, and none after the end."""
    passed = [moment for moment in moments if moment.due_at <= now]
    return max(passed, key=lambda m: m.due_at) if passed and now < over_at else None


def _before(starts: datetime, zone: str, lead: str) -> datetime:
    found = re.match(PATTERN, lead)
    assert found is not None, lead
    hours, days, months = found[2], found[3], found[4]
    if hours:
        return instant(starts, zone) - timedelta(hours=int(hours))
    day = days_before(starts.date(), int(days)) if days else months_before(starts.date(), int(months))
    return instant(datetime.combine(day, starts.time()), zone)


def _ordered(moments: Iterable[Moment]) -> list[Moment]:
    each = {moment.due_at: moment for moment in moments}
    return sorted(each.values(), key=lambda m: m.due_at)
