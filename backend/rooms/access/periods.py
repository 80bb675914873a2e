"""For how long an access is given. Pure: the day is passed in."""

from datetime import date
from enum import StrEnum

from msgspec import UnsetType

from backend.kit.errors import Invalid


class Period(StrEnum):
    OPEN = "open"
    """Until it is withdrawn."""
    UNTIL = "until"
    STAY = "stay"
    CONSULTATION = "consultation"


def last_day(period: Period | None, until: date | None, *, today: date) -> tuple[Period, date | None]:
    """The period and its last day, as they are kept. None for the period: what the day alone says.

    A consultation is today's when no other day is chosen. Raises Invalid (`until`).
    """
    if period is None:
        period = Period.OPEN if until is None else Period.UNTIL
    if period is Period.CONSULTATION and until is None:
        until = today
    if period is Period.OPEN and until is not None:
        raise _wrong("Un accès sans fin n’a pas de dernier jour.", "An access without end has no last day.")
    if period is not Period.OPEN and until is None:
        raise _wrong("Choisissez le dernier jour.", "Choose the last day.")
    if until is not None and until < today:
        raise _wrong(
            "Ce jour est déjà passé\u202f: choisissez-en un autre, ou retirez l’accès.",
            "That day is over: choose another, or withdraw the access.",
        )
    return period, until


def lasting(
    period: str, until: date | None, said: str | UnsetType, day: date | UnsetType | None, *, today: date
) -> tuple[Period, date | None]:
    """What lasts `period`, until `until`, changed as said: a day alone keeps the period that has one; a period alone keeps the day.

    Raises Invalid (`until`)."""
    last = until if isinstance(day, UnsetType) else day
    if isinstance(said, UnsetType):
        same = Period(period) if last is not None and period != Period.OPEN else None
        return last_day(same, last, today=today)
    wanted = Period(said)
    if isinstance(day, UnsetType) and (wanted is Period.OPEN or (last is not None and last < today)):
        last = None
    return last_day(wanted, last, today=today)


def later(until: date | None, than: date | None) -> bool:
    """Whether an access that ends on `until` lasts longer than one that ends on `than`."""
    return than is not None and (until is None or until > than)


def _wrong(fr: str, en: str) -> Invalid:
    return Invalid({"until": {"fr": fr, "en": en}})
