"""From what was written to what is kept: cleaned and checked. Pure."""

from datetime import date
from decimal import Decimal

import msgspec

from backend.kit.again import unreadable_field
from backend.kit.cleaning import clean
from backend.kit.words import labelled
from backend.rooms.measurements import errors
from backend.rooms.measurements.jumps import Known
from backend.rooms.measurements.schemas import Kind, MeasureSaid

UNITS: dict[Kind, str] = {"weight": "kg", "height": "cm", "head": "cm"}
_BOUNDS: dict[Kind, tuple[Decimal, Decimal]] = {
    "weight": (Decimal("0.2"), Decimal(400)),
    "height": (Decimal(15), Decimal(250)),
    "head": (Decimal(10), Decimal(80)),
}


def cleaned(written: MeasureSaid) -> MeasureSaid:
    return msgspec.structs.replace(
        written,
        value=format(number(written), "f"),
        name=clean(written.name),
        unit=clean(written.unit),
        how=clean(written.how),
        by=clean(written.by),
    )


def checked(written: MeasureSaid, *, birth: date, today: date) -> MeasureSaid:
    """Raises Invalid, which names the field."""
    content = cleaned(written)
    value = number(content)
    if content.kind == "other":
        for field in ("name", "unit"):
            if not getattr(content, field):
                raise errors.needs_a_name(field)
    else:
        for field in ("name", "unit"):
            if getattr(content, field):
                raise errors.not_of_this_kind(field)
        low, high = _BOUNDS[content.kind]
        if not low <= value <= high:
            raise errors.impossible(content.kind)
    if content.posture != "not_said" and content.kind != "height":
        raise errors.not_of_this_kind("posture")
    if content.on > today:
        raise errors.not_yet()
    if content.on < birth:
        raise errors.before_birth()
    if long := unreadable_field(content):
        raise errors.too_long(long)
    return content


def number(content: MeasureSaid) -> Decimal:
    return Decimal(content.value)


def unit_of(content: MeasureSaid) -> str:
    return content.unit or UNITS[content.kind]


def same_series(one: MeasureSaid, other: MeasureSaid) -> bool:
    """Whether two values are of one thing: « Tour de mollet » and « tour de mollet » are, in the same unit."""
    return series(one) == series(other)


def series(content: MeasureSaid) -> tuple[str, str, str]:
    return content.kind, labelled(content.name), content.unit.lower()


def known(content: MeasureSaid) -> Known:
    return Known(value=number(content), on=content.on, posture=content.posture)


def encode(content: MeasureSaid) -> str:
    return msgspec.json.encode(content).decode()


# Made once: told only the type, msgspec looks at every kind of measure anew each time, twenty times slower.
_stored = msgspec.json.Decoder(MeasureSaid)


def decode(stored: str) -> MeasureSaid:
    return _stored.decode(stored)
