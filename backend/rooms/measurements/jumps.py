"""When a value is asked about before it is kept. Pure. A person is compared with nobody but themself.

None of this says that a value is good or bad: only that a hand may have slipped. What is confirmed is kept as it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from backend.kit.days import age_years
from backend.rooms.measurements.schemas import Kind, Posture


class Doubt(StrEnum):
    SLIP = "slip"
    """Ten, a hundred or a thousand times the last one: a comma or another unit (175 for 17.5, 1.42 m among centimetres)."""
    JUMP = "jump"
    SHRINKS = "shrinks"


@dataclass(frozen=True, kw_only=True)
class Known:
    """Measured before: in the unit of its kind."""

    value: Decimal
    on: date
    posture: Posture = "not_said"


_SLIPS = (Decimal(10), Decimal(100), Decimal(1000))
_NEAR_SLIP = Decimal("1.6")
_MONTH = Decimal("30.44")


def doubt(kind: Kind, new: Known, earlier: Sequence[Known], *, birth: date) -> tuple[Doubt, Known] | None:
    """What is odd, and beside which earlier value: the last one measured until that day. earlier: in the order they were measured."""
    until = [one for one in earlier if one.on <= new.on]
    if not until:
        return None
    last = until[-1]
    if _slipped(new.value, last.value):
        return Doubt.SLIP, last
    change = new.value - last.value
    months = Decimal((new.on - last.on).days) / _MONTH
    baby = age_years(birth, last.on) < 1
    if kind == "weight":
        # A newborn gains a quarter in a month; a grown child seldom more than three hundredths. The tenth is for scales and clothes.
        most = last.value * min(Decimal("0.1") + months * Decimal("0.25" if baby else "0.03"), Decimal(2))
        return (Doubt.JUMP, last) if abs(change) > most else None
    if kind == "height":
        # Lying adds up to 1 cm to a height; a hand and a wall, another.
        slack = Decimal(2) if new.posture != last.posture else Decimal(1)
        if change < -slack:
            return Doubt.SHRINKS, last
        most = 1 + slack + months * Decimal("4.5" if baby else "1.2")
        return (Doubt.JUMP, last) if change > most else None
    if kind == "head":
        if change < Decimal("-0.7"):
            return Doubt.SHRINKS, last
        most = 1 + months * Decimal("2.5" if baby else "0.4")
        return (Doubt.JUMP, last) if change > most else None
    # Nobody knows here how fast something of a family's own changes: only what is three times the last one is asked about.
    return (Doubt.JUMP, last) if _times(new.value, last.value) >= 3 else None


def _times(one: Decimal, other: Decimal) -> Decimal:
    """How many times the smaller the larger is; 1 where that means nothing."""
    low, high = sorted((one, other))
    return high / low if low > 0 else Decimal(1)


def _slipped(new: Decimal, last: Decimal) -> bool:
    times = _times(new, last)
    return any(slip / _NEAR_SLIP <= times <= slip * _NEAR_SLIP for slip in _SLIPS)
