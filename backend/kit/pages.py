"""Pages of a long list: a cursor says where the next page starts, and survives new rows above it."""

import base64
from datetime import UTC, datetime, timedelta
from uuid import UUID

from backend.kit.errors import Invalid

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _microseconds(at: datetime) -> int:
    """Whole numbers all the way: a float would lose the last digits, and with them rows at a page's edge."""
    return (at - _EPOCH) // timedelta(microseconds=1)


def cursor(at: datetime, id: UUID) -> str:
    """An opaque place in a list sorted by (time, id), newest first."""
    return base64.urlsafe_b64encode(_microseconds(at).to_bytes(8) + id.bytes).decode().rstrip("=")


def place(text: str) -> tuple[datetime, UUID]:
    """The place a cursor names. Raises Invalid (field `before`)."""
    try:
        raw = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        if len(raw) != 24:
            raise ValueError
        microseconds = int.from_bytes(raw[:8])
        return _EPOCH + timedelta(microseconds=microseconds), UUID(bytes=raw[8:])
    except (ValueError, OverflowError, OSError):
        raise Invalid(
            {
                "before": {
                    "fr": "Cette page n’existe pas : reprenez la liste au début.",
                    "en": "No such page: start again from the top.",
                }
            }
        ) from None
