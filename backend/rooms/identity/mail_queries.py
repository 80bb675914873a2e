"""Messages waiting to leave, and word of those that never arrived."""

from datetime import datetime, timedelta
from uuid import UUID

from backend.kit.database import fetch, fetch_one
from backend.rooms.identity.queries import Row


async def add_mail(*, id: UUID, sealed: bytes, at: datetime, expires_at: datetime) -> None:
    await fetch(
        "INSERT INTO mail (id, sealed, created_at, expires_at) VALUES ($1, $2, $3, $4)",
        id,
        sealed,
        at,
        expires_at,
    )


async def mail(id: UUID) -> Row | None:
    return await fetch_one("SELECT * FROM mail WHERE id = $1", id)


async def hold() -> None:
    await fetch("LOCK TABLE mail IN EXCLUSIVE MODE")


async def waiting() -> list[Row]:
    return await fetch("SELECT id, sealed FROM mail")


async def reseal_mail(id: UUID, *, was: bytes, sealed: bytes) -> None:
    await fetch("UPDATE mail SET sealed = $3 WHERE id = $1 AND sealed = $2", id, was, sealed)


async def expired(*, at: datetime) -> list[Row]:
    return await fetch("SELECT * FROM mail WHERE expires_at <= $1", at)


async def drop_mail(id: UUID) -> bool:
    """False when another had taken it already."""
    return await fetch_one("DELETE FROM mail WHERE id = $1 RETURNING id", id) is not None


async def add_undelivered(*, id: UUID, digest: bytes, written_at: datetime, failed_at: datetime) -> None:
    await fetch(
        "INSERT INTO undelivered (id, email_digest, written_at, failed_at) VALUES ($1, $2, $3, $4)"
        " ON CONFLICT (id) DO NOTHING",
        id,
        digest,
        written_at,
        failed_at,
    )


async def undelivered(digests: list[bytes]) -> list[Row]:
    """For each address that has some: how many, and when the last was written."""
    return await fetch(
        "SELECT email_digest AS digest, count(*) AS count, max(written_at) AS last_at FROM undelivered"
        " WHERE email_digest = ANY($1) GROUP BY email_digest",
        digests,
    )


async def forget_undelivered(digest: bytes) -> None:
    await fetch("DELETE FROM undelivered WHERE email_digest = $1", digest)


async def drop_old_undelivered(*, at: datetime, kept: timedelta) -> None:
    await fetch("DELETE FROM undelivered WHERE failed_at <= $1", at - kept)
