"""The SQL about links in e-mails, vouching, and messages waiting to leave."""

from datetime import datetime
from uuid import UUID

from backend.kit.database import fetch, fetch_one
from backend.rooms.identity.queries import Row


async def add_link(
    *,
    token_hash: bytes,
    purpose: str,
    email: str,
    email_key: str,
    locale: str,
    expires_at: datetime,
    person_id: UUID | None = None,
    vouching_id: UUID | None = None,
) -> None:
    await fetch(
        """
        INSERT INTO email_link (token_hash, purpose, email, email_key, locale, expires_at, person_id, vouching_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        """,
        token_hash, purpose, email, email_key, locale, expires_at, person_id, vouching_id,
    )  # fmt: skip


async def link(token_hash: bytes, *, purpose: str, at: datetime) -> Row | None:
    return await fetch_one(
        "SELECT * FROM email_link WHERE token_hash = $1 AND purpose = $2 AND expires_at > $3",
        token_hash,
        purpose,
        at,
    )


async def take_link(token_hash: bytes, *, purpose: str, at: datetime) -> Row | None:
    """Once: a second request with the same link finds nothing."""
    return await fetch_one(
        "DELETE FROM email_link WHERE token_hash = $1 AND purpose = $2 AND expires_at > $3 RETURNING *",
        token_hash, purpose, at,
    )  # fmt: skip


async def drop_links(email_key: str, *, purpose: str) -> None:
    """A new link replaces the ones before."""
    await fetch("DELETE FROM email_link WHERE email_key = $1 AND purpose = $2", email_key, purpose)


async def drop_recovery_links(person_id: UUID) -> None:
    await fetch("DELETE FROM email_link WHERE person_id = $1 AND purpose = 'recovery'", person_id)


async def begin_vouching(*, id: UUID, person_id: UUID, at: datetime) -> bool:
    """False when one is already open."""
    row = await fetch_one(
        """
        INSERT INTO vouching (id, person_id, asked_at) VALUES ($1, $2, $3)
        ON CONFLICT (person_id) WHERE over_at IS NULL DO NOTHING RETURNING id
        """,
        id, person_id, at,
    )  # fmt: skip
    return row is not None


async def ask_to_vouch(vouching_id: UUID, *, person_id: UUID, carnet_id: UUID) -> None:
    await fetch(
        "INSERT INTO vouching_asked (vouching_id, person_id, carnet_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        vouching_id, person_id, carnet_id,
    )  # fmt: skip


async def forget_carnet(carnet_id: UUID) -> None:
    """Nobody vouches any more in the name of a notebook that is erased."""
    await fetch("DELETE FROM vouching_asked WHERE carnet_id = $1", carnet_id)


async def open_vouching(person_id: UUID) -> Row | None:
    return await fetch_one("SELECT * FROM vouching WHERE person_id = $1 AND over_at IS NULL", person_id)


async def last_vouching(person_id: UUID) -> Row | None:
    return await fetch_one(
        "SELECT * FROM vouching WHERE person_id = $1 ORDER BY asked_at DESC, id DESC LIMIT 1", person_id
    )


async def lock_vouching(id: UUID) -> Row | None:
    return await fetch_one("SELECT * FROM vouching WHERE id = $1 FOR UPDATE", id)


async def asked(vouching_id: UUID) -> list[Row]:
    return await fetch("SELECT person_id, carnet_id FROM vouching_asked WHERE vouching_id = $1", vouching_id)


async def vouchings_asked_of(person_id: UUID, *, since: datetime) -> list[Row]:
    """Those that this person was asked about: open, or over since then."""
    return await fetch(
        """
        SELECT v.*, a.carnet_id, p.given_name, p.family_name
        FROM vouching_asked a JOIN vouching v ON v.id = a.vouching_id JOIN person p ON p.id = v.person_id
        WHERE a.person_id = $1 AND (v.over_at IS NULL OR v.over_at > $2) ORDER BY v.asked_at DESC
        """,
        person_id, since,
    )  # fmt: skip


async def vouch(id: UUID, *, by: UUID, at: datetime, ready_at: datetime) -> None:
    await fetch(
        "UPDATE vouching SET vouched_by = $2, vouched_at = $3, ready_at = $4 WHERE id = $1",
        id,
        by,
        at,
        ready_at,
    )


async def end_vouching(id: UUID, *, outcome: str, by: UUID | None, at: datetime) -> None:
    await fetch(
        "UPDATE vouching SET over_at = $2, outcome = $3, stopped_by = $4 WHERE id = $1", id, at, outcome, by
    )


async def vouched() -> list[Row]:
    return await fetch(
        "SELECT * FROM vouching WHERE over_at IS NULL AND vouched_by IS NOT NULL FOR UPDATE SKIP LOCKED"
    )


async def ready_vouchings(*, at: datetime) -> list[Row]:
    return await fetch(
        """
        SELECT * FROM vouching WHERE over_at IS NULL AND announced_at IS NULL AND ready_at <= $1
        FOR UPDATE SKIP LOCKED
        """,
        at,
    )


async def mark_announced(id: UUID, *, at: datetime) -> None:
    await fetch("UPDATE vouching SET announced_at = $2 WHERE id = $1", id, at)


async def stale_vouchings(*, asked_before: datetime, ready_before: datetime) -> list[Row]:
    """Nobody vouched for weeks, or nobody came back once it was ready."""
    return await fetch(
        """
        SELECT * FROM vouching WHERE over_at IS NULL
            AND ((ready_at IS NULL AND asked_at <= $1) OR ready_at <= $2) FOR UPDATE SKIP LOCKED
        """,
        asked_before, ready_before,
    )  # fmt: skip
