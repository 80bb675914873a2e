"""What follows from weights and their days. Pure; no reference, no advice: a fact has moved, people see to the rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from backend.kit.days import age_years, months_later

WEIGHT_SHIFT = Decimal("0.20")
_HOLDS = ((1, 1), (3, 3), (18, 6))
"""(before this age in years, months that a weight holds): a baby's changes each week."""
_HOLDS_ADULT = 12


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A weight (kg) or a height (cm), and its day."""

    value: Decimal
    on: date


def weight_holds_until(on: date, birth: date) -> date:
    """The last day on which a weight taken `on` stands without a new one."""
    age = age_years(birth, on)
    months = next((months for before, months in _HOLDS if age < before), _HOLDS_ADULT)
    return months_later(on, months)


def as_of(taken: Sequence[Taken], day: date) -> Taken | None:
    """The last one until that day. taken: by day."""
    return next((one for one in reversed(taken) if one.on <= day), None)


def shift(weights: Sequence[Taken], since: date) -> tuple[Taken, Taken] | None:
    """(then, now), when the weight known on that day has changed by a fifth. weights: by day."""
    then = as_of(weights, since)
    if then is None or then.value <= 0:
        return None
    now = weights[-1]
    return (then, now) if abs(now.value - then.value) >= then.value * WEIGHT_SHIFT else None
