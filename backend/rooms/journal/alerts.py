"""When what the family wants to be told holds. Pure: what was noted, and the clock, are passed in.

« Nothing noted » is what it says: no stool noted for three days is not three days without a stool.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, kw_only=True)
class Noted:
    """last_stool, last_written: None when there is none. seizures: begun in the 24 hours before."""

    last_stool: datetime | None
    last_written: datetime | None
    seizures: int


def holds(rule: str, threshold: int, noted: Noted, *, set_at: datetime, at: datetime) -> bool:
    """set_at: before somebody asked for it, nothing counts as missing."""
    if rule == "seizures":
        return noted.seizures >= threshold
    last = noted.last_stool if rule == "no_stool" else noted.last_written
    least = timedelta(days=threshold) if rule == "no_stool" else timedelta(hours=threshold)
    return at - max(last or set_at, set_at) >= least
