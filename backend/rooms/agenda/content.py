"""From what was written to what is kept: cleaned, checked, and its moments computed. Pure."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import msgspec

from backend.kit.again import unreadable_field
from backend.kit.cleaning import clean
from backend.rooms.agenda import errors, leads
from backend.rooms.agenda.deadlines import APPOINTMENT_LEADS, LEADS, Sort, last_day
from backend.rooms.agenda.leads import Moment
from backend.rooms.agenda.schemas import Appointment, Content, Deadline
from backend.rooms.agenda.wall import exists, instant, known_zone

USUAL = timedelta(hours=1)
"""How long an appointment stays « to come » once it has begun, when its end is not said."""
LONGEST = timedelta(days=30)
FAR = LONGEST + timedelta(days=2)
BACK, AHEAD = timedelta(days=3 * 366), timedelta(days=25 * 366)


@dataclass(frozen=True, kw_only=True)
class Placed:
    """What is kept, and when: all moments in UTC."""

    content: Content
    starts_at: datetime
    over_at: datetime
    last_day: date
    moments: list[Moment]


def place(written: Content, *, now: datetime) -> Placed:
    """Raises Invalid, which names the field. `now` bounds the years only."""
    if not known_zone(written.zone):
        raise errors.unknown_zone()
    day, field = (
        (written.starts.date(), "starts")
        if isinstance(written, Appointment)
        else (written.ends_on, "ends_on")
    )
    if not now.date() - BACK <= day <= now.date() + AHEAD:
        raise errors.impossible_day(field)
    content = _appointment(written) if isinstance(written, Appointment) else _deadline(written)
    if long := unreadable_field(content):
        raise errors.too_long(long)
    return placed(content)


def placed(content: Content) -> Placed:
    """The moments of what was checked when it was written."""
    assert content.reminders is not None
    if isinstance(content, Appointment):
        starts_at = instant(content.starts, content.zone)
        return Placed(
            content=content,
            starts_at=starts_at,
            over_at=instant(content.ends, content.zone) if content.ends else starts_at + USUAL,
            last_day=(content.ends or content.starts).date(),
            moments=leads.of_appointment(content.starts, content.zone, content.reminders),
        )
    last = last_day(content.sort, content.ends_on)
    return Placed(
        content=content,
        starts_at=instant(datetime.combine(last, leads.MORNING), content.zone),
        over_at=instant(datetime.combine(last + timedelta(days=1), time()), content.zone),
        last_day=last,
        moments=leads.of_deadline(last, content.zone, content.reminders),
    )


def _appointment(written: Appointment) -> Appointment:
    # Minutes are what a card says; seconds would make two reminders of one moment.
    starts = written.starts.replace(second=0, microsecond=0)
    ends = written.ends.replace(second=0, microsecond=0) if written.ends else None
    if not exists(starts, written.zone):
        raise errors.skipped_hour()
    if ends is not None:
        # Held near: at either end of the calendar a zone cannot be reckoned with.
        near = min(max(ends, starts - FAR), starts + FAR)
        length = instant(near, written.zone) - instant(starts, written.zone)
        if length <= timedelta(0):
            raise errors.ends_before_it_starts()
        if length > LONGEST:
            raise errors.lasts_too_long()
    title = clean(written.title)
    if not title:
        raise errors.needs_a_name("title")
    return msgspec.structs.replace(
        written,
        title=title,
        starts=starts,
        ends=ends,
        with_whom=clean(written.with_whom),
        place=clean(written.place, lines=True),
        bring=clean(written.bring, lines=True),
        note=clean(written.note, lines=True),
        reminders=_once(APPOINTMENT_LEADS if written.reminders is None else written.reminders),
    )


def _deadline(written: Deadline) -> Deadline:
    title = clean(written.title)
    if written.sort is Sort.OTHER and not title:
        raise errors.needs_a_name("title")
    reminders = _once(LEADS[written.sort] if written.reminders is None else written.reminders)
    if any(lead.startswith("PT") for lead in reminders):
        raise errors.no_hours_before_a_deadline()
    return msgspec.structs.replace(
        written, title=title, note=clean(written.note, lines=True), reminders=reminders
    )


def _once(asked: list[str] | tuple[str, ...]) -> list[str]:
    return list(dict.fromkeys(asked))
