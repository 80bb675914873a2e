"""Attempts, counted in PostgreSQL so that several servers share the count.

Counted before anything is verified, each in a statement of its own: fifty guesses sent at once are fifty counts.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from backend.kit.database import fetch_one
from backend.kit.errors import TooManyAttempts


@dataclass(frozen=True)
class Limit:
    """At most `count` attempts in a window of `period`, which begins with the first of them."""

    name: str
    count: int
    period: timedelta


async def count_attempt(limit: Limit, key: str, *, at: datetime) -> int:
    """Counts one attempt by `key` (an account, an address: kept as a digest). Which one of its window it is.

    Raises TooManyAttempts past the limit.

    Outside a transaction it stands at once; inside one it goes with it.
    """
    digest = sha256(f"{limit.name}\0{key}".encode()).digest()
    row = await fetch_one(
        """
        INSERT INTO attempt AS a (digest, began_at, ends_at, count) VALUES ($1, $2, $3, 1)
        ON CONFLICT (digest) DO UPDATE SET
            count    = CASE WHEN a.ends_at <= $2 THEN 1 ELSE a.count + 1 END,
            began_at = CASE WHEN a.ends_at <= $2 THEN $2 ELSE a.began_at END,
            -- a clock set back shortens the wait to one period, and never frees the count
            ends_at  = CASE WHEN a.ends_at <= $2 THEN $3 ELSE LEAST(a.ends_at, $3) END
        RETURNING count, ends_at
        """,
        digest,
        at,
        at + limit.period,
    )
    assert row is not None
    if row["count"] > limit.count:
        raise TooManyAttempts(retry_after=max(1, int((row["ends_at"] - at).total_seconds())))
    return row["count"]


async def forget_attempts(limit: Limit, key: str) -> None:
    """After a success: the next window starts empty."""
    await fetch_one("DELETE FROM attempt WHERE digest = $1", sha256(f"{limit.name}\0{key}".encode()).digest())


async def take_back_attempt(limit: Limit, key: str) -> None:
    """After a success that must not wash off the failures before it: it alone no longer counts."""
    await fetch_one(
        "WITH gone AS (DELETE FROM attempt WHERE digest = $1 AND count = 1)"
        " UPDATE attempt SET count = count - 1 WHERE digest = $1 AND count > 1",
        sha256(f"{limit.name}\0{key}".encode()).digest(),
    )


async def drop_old_attempts(*, at: datetime) -> None:
    await fetch_one("DELETE FROM attempt WHERE ends_at < $1", at)
