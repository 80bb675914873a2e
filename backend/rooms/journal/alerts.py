"""When what the family wants to be told holds. Pure: what was noted, and the clock, are passed in.

« Nothing noted » is what it says: no stool noted for three days is not three days without a stool.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, kw_only=True)
class Noted:
    """last_stool, last_written: None when there is none. seizures: begun in the 24 hours before. reached: the most in any 24 hours that
    hold the one that has just been noted, `seizure`, whenever it began; 0 and None when none was. told: those 24 hours, of which it was
    told last, still have as many."""

    last_stool: datetime | None
    last_written: datetime | None
    seizures: int
    seizure: datetime | None = None
    reached: int = 0
    told: int = 0


DAY = timedelta(hours=24)


def most_in_a_day(moments: list[datetime], around: datetime) -> int:
    """In any 24 hours that hold `around`."""
    begins = [one for one in moments if around - DAY < one <= around]
    return max((sum(first <= one < first + DAY for one in moments) for first in begins), default=0)


def step(
    rule: str, threshold: int, noted: Noted, *, set_at: datetime, ringing_since: datetime | None, at: datetime
) -> tuple[datetime | None, bool]:
    """(since when it rings now, whether it has to be told now).

    Seizures that arrive days later are told by the one that makes their day full, and by no other of that day; what was told stays in sight for a day.
    """
    now = holds(rule, threshold, noted, set_at=set_at, at=at)
    if rule == "seizures" and noted.reached == threshold and noted.seizure and noted.seizure > set_at - DAY:
        return at, True
    if now:
        return ringing_since or at, ringing_since is None
    seen = rule == "seizures" and noted.told >= threshold and ringing_since and at - ringing_since < DAY
    return (ringing_since if seen else None), False


def holds(rule: str, threshold: int, noted: Noted, *, set_at: datetime, at: datetime) -> bool:
    """set_at: before somebody asked for it, nothing counts as missing."""
    if rule == "seizures":
        return noted.seizures >= threshold
    last = noted.last_stool if rule == "no_stool" else noted.last_written
    least = timedelta(days=threshold) if rule == "no_stool" else timedelta(hours=threshold)
    return at - max(last or set_at, set_at) >= least
