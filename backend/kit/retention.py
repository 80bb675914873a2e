"""How long backups last, and so when what was destroyed is gone everywhere (docs/decisions/0012-backup.md)."""

from datetime import datetime, timedelta

BETWEEN_RUNS = timedelta(days=1)
"""Backups run each night: one that would be too old at the next run is destroyed at this one."""


def is_over(made_at: datetime, *, now: datetime, days: int) -> bool:
    """Whether a backup of that time is to be destroyed now, so that none is ever older than `days`."""
    return made_at + timedelta(days=days) < now + BETWEEN_RUNS


def gone_everywhere(destroyed_at: datetime, *, days: int) -> datetime:
    """When the last backup that could still open what was destroyed at that time (a notebook's key) has ended."""
    return destroyed_at + timedelta(days=days)
