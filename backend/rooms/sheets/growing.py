"""What somebody grew out of, or soon will: a device whose limit is near, or fitted to a body that has changed. Pure; no advice, a fact."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from backend.rooms.measurements.growth import Taken, as_of, shift
from backend.rooms.sheets.kinds.equipment import DeviceLine
from backend.rooms.sheets.stale import Reason

NEAR = Decimal("0.9")
"""Of a limit of weight or height that its maker gives."""
GREW_CM = Decimal(4)
"""Since it was fitted."""


@dataclass(frozen=True, kw_only=True)
class Body:
    """Every weight (kg) and height (cm) that stands, each by day."""

    weights: Sequence[Taken] = ()
    heights: Sequence[Taken] = ()


NOBODY_KNOWS = Body()


def outgrown(device: DeviceLine, body: Body) -> list[Reason]:
    """Why it has to be seen again, by whoever supplies it. Nothing of one that is not used any more."""
    if device.returned_on:
        return []
    found: list[Reason] = []
    for kind, limit, taken in (
        ("weight_limit", device.weight_limit_kg, body.weights),
        ("height_limit", device.height_limit_cm, body.heights),
    ):
        if limit is not None and taken and taken[-1].value >= Decimal(str(limit)) * NEAR:
            found.append(Reason(kind=kind, now=taken[-1], limit=Decimal(str(limit))))
    then = as_of(body.heights, device.fitted_on) if device.fitted_on else None
    if then and body.heights[-1].value - then.value >= GREW_CM:
        found.append(Reason(kind="grew", since=device.fitted_on, then=then, now=body.heights[-1]))
    return found


def weight_moved(since: date, body: Body) -> list[Reason]:
    """A treatment confirmed at a weight that has changed by a fifth."""
    moved = shift(body.weights, since) if body.weights else None
    return [Reason(kind="weight_shift", then=moved[0], now=moved[1])] if moved else []
