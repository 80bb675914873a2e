"""Identifiers: UUID version 7 (RFC 9562), so that rows sort by the time they were made."""

import secrets
import threading
from datetime import UTC, datetime
from uuid import UUID

_lock = threading.Lock()
_last = (0, 0)


def new_id(at: datetime) -> UUID:
    """A fresh identifier carrying `at` to the millisecond. Within a millisecond, this process's ids still sort in order.

    The 74 other bits are random, then grow by a random step (RFC 9562 § 6.2, method 2).
    """
    global _last
    milliseconds = int(at.timestamp() * 1000) & (2**48 - 1)
    with _lock:
        same = milliseconds == _last[0]
        tail = _last[1] + 1 + secrets.randbits(40) if same else secrets.randbits(73)
        _last = (milliseconds, tail)
    tail &= 2**74 - 1
    value = (milliseconds << 80) | (0x7 << 76) | ((tail >> 62) << 64) | (0b10 << 62) | (tail & (2**62 - 1))
    return UUID(int=value)


def made_by(id: UUID, at: datetime) -> datetime:
    """When `new_id` made it, to the millisecond; `at` when it says a later moment, or was made otherwise."""
    milliseconds = id.int >> 80
    return at if milliseconds >= at.timestamp() * 1000 else datetime.fromtimestamp(milliseconds / 1000, UTC)
