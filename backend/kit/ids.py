"""Identifiers: UUID version 7 (RFC 9562), so that rows sort by the time they were made."""

import secrets
from datetime import datetime
from uuid import UUID


def new_id(at: datetime) -> UUID:
    """A fresh identifier carrying `at` to the millisecond; the 74 other bits are random."""
    milliseconds = int(at.timestamp() * 1000) & (2**48 - 1)
    tail = secrets.randbits(74)
    value = (milliseconds << 80) | (0x7 << 76) | ((tail >> 62) << 64) | (0b10 << 62) | (tail & (2**62 - 1))
    return UUID(int=value)
