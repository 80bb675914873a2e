"""When a film was taken, from what phones write in it."""

from collections.abc import Mapping
from datetime import UTC, datetime

TAGS = ("com.apple.quicktime.creationdate", "creation_time", "date", "DATE")
"""Apple's first: it carries the offset from UTC; the others are in UTC."""


def captured_at(tags: Mapping[str, str]) -> datetime | None:
    """Never before 1971: clocks that were not set count from 1904 or 1970."""
    for tag in TAGS:
        text = tags.get(tag, "").split(";")[0].strip()
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            continue
        if found.year > 1970 and len(text) > 10:
            return found if found.tzinfo else found.replace(tzinfo=UTC)
    return None
