"""From marks of contact and toe off to stance, swing, step times and cadence. Pure.

A cycle goes from one contact of a foot to its next; it counts when exactly one toe off of that foot is in it. A step goes from one
foot's contact to the other's that follows it, with no mark of contact between. A mark that was forgotten makes a cycle or a step
that does not count, never a wrong one, but where both contacts and toe off of one stride are missing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean

from backend.rooms.gait.schemas import FootView, Mark, StepsView


@dataclass(frozen=True, kw_only=True)
class Rate:
    """Images a second: in the file, and when they were taken; `true` is None while nobody has confirmed it."""

    file: float | None
    true: float | None


def reckon(marks: Sequence[Mark], rate: Rate) -> StepsView:
    """By the images' times in the file where every mark has one: what slows a film down evenly changes no percentage."""
    by_time = bool(marks) and all(mark.file_us is not None for mark in marks)
    placed = sorted({(mark.file_us if by_time else mark.frame, mark.side, mark.event) for mark in marks})
    contacts = [(float(at or 0), side) for at, side, event in placed if event == "contact"]
    offs = [(float(at or 0), side) for at, side, event in placed if event == "off"]
    second = _second(by_time, rate)
    image = _image(by_time, rate)
    steps = [
        (to, at - before) for (before, side), (at, to) in pairwise(contacts) if side != to and at > before
    ]
    lengths = [length for _, length in steps]
    return StepsView(
        left=_foot("left", contacts, offs, steps, image, second),
        right=_foot("right", contacts, offs, steps, image, second),
        cadence=60 * second / fmean(lengths) if lengths and second else None,
        by_time=by_time,
    )


def _second(by_time: bool, rate: Rate) -> float | None:
    """A true second, in what marks are placed by."""
    if not rate.true:
        return None
    if not by_time:
        return rate.true
    return 1e6 * rate.true / rate.file if rate.file else None


def _image(by_time: bool, rate: Rate) -> float | None:
    if not by_time:
        return 1.0
    return 1e6 / rate.file if rate.file else None


def _foot(
    side: str,
    contacts: list[tuple[float, str]],
    offs: list[tuple[float, str]],
    steps: list[tuple[str, float]],
    image: float | None,
    second: float | None,
) -> FootView:
    stances: list[float] = []
    for start, end in pairwise([at for at, of in contacts if of == side]):
        lifted = [at for at, of in offs if of == side and start < at < end]
        if len(lifted) == 1:
            stances.append(100 * (lifted[0] - start) / (end - start))
    lengths = [length for to, length in steps if to == side]
    step = fmean(lengths) if lengths else None
    stance = fmean(stances) if stances else None
    return FootView(
        cycles=len(stances),
        stance=stance,
        swing=None if stance is None else 100 - stance,
        steps=len(lengths),
        step_images=step / image if step and image else None,
        step_s=step / second if step and second else None,
    )
