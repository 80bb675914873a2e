"""When something was said, by a phone that had no network then."""

from datetime import datetime, timedelta

BELIEVED = timedelta(days=366)


def believed(told: datetime | None, at: datetime) -> datetime | None:
    """As far as the phone's clock can be believed: one that has lost its time says 1970."""
    return min(told, at) if told and told > at - BELIEVED else None
