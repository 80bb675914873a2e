"""The SQL about people, sessions and what leads to one. Ways in: way_queries.py; recovery: recovery_queries.py."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from backend.kit.database import fetch, fetch_one

Row = dict[str, Any]


async def add_person(
    *,
    id: UUID,
    handle: bytes,
    email: str,
    email_key: str,
    given_name: str,
    family_name: str,
    locale: str,
    at: datetime,
) -> Row | None:
    """The new row, or None when the address already has one."""
    return await fetch_one(
        """
        INSERT INTO person (id, handle, email, email_key, email_verified_at, given_name, family_name, locale, created_at)
        VALUES ($1, $2, $3, $4, $8, $5, $6, $7, $8) ON CONFLICT (email_key) DO NOTHING RETURNING *
        """,
        id, handle, email, email_key, given_name, family_name, locale, at,
    )  # fmt: skip


async def person(id: UUID) -> Row | None:
    return await fetch_one("SELECT * FROM person WHERE id = $1", id)


async def people(ids: list[UUID]) -> list[Row]:
    return await fetch("SELECT * FROM person WHERE id = ANY($1)", ids)


async def person_at(email_key: str) -> Row | None:
    return await fetch_one("SELECT * FROM person WHERE email_key = $1", email_key)


async def lock_person(id: UUID) -> None:
    """Changes of one person's ways in happen one after the other."""
    await fetch_one("SELECT FROM person WHERE id = $1 FOR NO KEY UPDATE", id)


async def prove_address_again(id: UUID, *, email: str, at: datetime) -> None:
    await fetch("UPDATE person SET email = $2, email_verified_at = $3 WHERE id = $1", id, email, at)


async def change_person(
    id: UUID, *, given_name: str | None, family_name: str | None, locale: str | None
) -> None:
    await fetch(
        """
        UPDATE person SET given_name = COALESCE($2, given_name), family_name = COALESCE($3, family_name),
            locale = COALESCE($4, locale) WHERE id = $1
        """,
        id, given_name, family_name, locale,
    )  # fmt: skip


async def add_session(
    *,
    id: UUID,
    token_hash: bytes,
    person_id: UUID,
    strength: str,
    way: str,
    passkey_id: UUID | None,
    browser: str,
    system: str,
    at: datetime,
    proved_at: datetime | None,
    expires_at: datetime,
) -> None:
    await fetch(
        """
        INSERT INTO session (id, token_hash, person_id, strength, way, passkey_id, browser, system, created_at,
            last_seen_at, proved_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11)
        """,
        id, token_hash, person_id, strength, way, passkey_id, browser, system, at, proved_at, expires_at,
    )  # fmt: skip


async def session(token_hash: bytes, *, at: datetime, idle: timedelta) -> Row | None:
    """The living session of a cookie, with its person."""
    return await fetch_one(
        """
        SELECT s.id AS session_id, s.strength, s.way, s.browser, s.system, s.created_at AS session_created_at, s.last_seen_at, s.proved_at,
            p.id, p.handle, p.email, p.given_name, p.family_name, p.locale
        FROM session s JOIN person p ON p.id = s.person_id
        WHERE s.token_hash = $1 AND s.expires_at > $2 AND s.last_seen_at > $3
        """,
        token_hash, at, at - idle,
    )  # fmt: skip


async def touch_session(id: UUID, *, at: datetime, every: timedelta) -> None:
    """Notes the use, unless another request is noting it: nobody waits for this."""
    await fetch(
        """
        UPDATE session SET last_seen_at = $2 WHERE id =
            (SELECT id FROM session WHERE id = $1 AND last_seen_at <= $3 FOR UPDATE SKIP LOCKED)
        """,
        id, at, at - every,
    )  # fmt: skip


async def session_stands(id: UUID, *, strength: str) -> bool:
    row = await fetch_one("SELECT id FROM session WHERE id = $1 AND strength = $2", id, strength)
    return row is not None


async def keep_password(id: UUID, *, hash: str) -> None:
    """With the session, and gone with it, until the way in that it is part of stands."""
    await fetch("UPDATE session SET password_hash = $2 WHERE id = $1", id, hash)


async def kept_password(id: UUID) -> str | None:
    row = await fetch_one("SELECT password_hash FROM session WHERE id = $1", id)
    return row["password_hash"] if row else None


async def prove_session(id: UUID, *, at: datetime) -> None:
    await fetch("UPDATE session SET proved_at = $2 WHERE id = $1", id, at)


async def renew_session(
    id: UUID, *, token_hash: bytes, way: str, passkey_id: UUID | None, at: datetime, expires_at: datetime
) -> None:
    """From enrolling to strong, under a new token."""
    await fetch(
        """
        UPDATE session SET token_hash = $2, strength = 'strong', password_hash = NULL, way = $3, passkey_id = $4, proved_at = $5,
            last_seen_at = $5, expires_at = $6 WHERE id = $1
        """,
        id, token_hash, way, passkey_id, at, expires_at,
    )  # fmt: skip


async def sessions(person_id: UUID, *, at: datetime, idle: timedelta) -> list[Row]:
    return await fetch(
        """
        SELECT id, browser, system, created_at, last_seen_at FROM session
        WHERE person_id = $1 AND expires_at > $2 AND last_seen_at > $3 ORDER BY last_seen_at DESC, id
        """,
        person_id, at, at - idle,
    )  # fmt: skip


async def end_session_of_token(token_hash: bytes) -> None:
    await fetch("DELETE FROM session WHERE token_hash = $1", token_hash)


async def hand_on_push(token_hash: bytes, *, person_id: UUID, session_id: UUID) -> None:
    """Signing in anew on the same phone keeps its notifications."""
    await fetch(
        "UPDATE push_device d SET session_id = $3 FROM session s"
        " WHERE s.token_hash = $1 AND s.person_id = $2 AND d.session_id = s.id",
        token_hash, person_id, session_id,
    )  # fmt: skip


async def end_session(id: UUID, *, person_id: UUID) -> bool:
    return (
        await fetch_one("DELETE FROM session WHERE id = $1 AND person_id = $2 RETURNING id", id, person_id)
        is not None
    )


async def end_other_sessions(person_id: UUID, *, keep: UUID | None) -> None:
    await fetch("DELETE FROM session WHERE person_id = $1 AND id IS DISTINCT FROM $2", person_id, keep)


async def end_code_sessions(person_id: UUID, *, keep: UUID | None) -> None:
    """Those opened with password and code, when either changes."""
    await fetch(
        "DELETE FROM session WHERE person_id = $1 AND way = 'code' AND id IS DISTINCT FROM $2",
        person_id,
        keep,
    )


async def detach_passkey(session_id: UUID) -> None:
    """Keeps this session when the passkey that opened it is removed; the others go with the passkey."""
    await fetch("UPDATE session SET passkey_id = NULL WHERE id = $1", session_id)


async def add_pending(*, token_hash: bytes, person_id: UUID, expires_at: datetime) -> None:
    await fetch(
        "INSERT INTO pending_sign_in (token_hash, person_id, expires_at) VALUES ($1, $2, $3)",
        token_hash, person_id, expires_at,
    )  # fmt: skip


async def pending(token_hash: bytes, *, at: datetime) -> UUID | None:
    row = await fetch_one(
        "SELECT person_id FROM pending_sign_in WHERE token_hash = $1 AND expires_at > $2", token_hash, at
    )
    return row["person_id"] if row else None


async def take_pending(token_hash: bytes, *, at: datetime) -> UUID | None:
    row = await fetch_one(
        "DELETE FROM pending_sign_in WHERE token_hash = $1 AND expires_at > $2 RETURNING person_id",
        token_hash,
        at,
    )
    return row["person_id"] if row else None


async def drop_pending_of(person_id: UUID) -> None:
    await fetch("DELETE FROM pending_sign_in WHERE person_id = $1", person_id)


async def add_challenge(
    *, id: UUID, purpose: str, challenge: bytes, session_id: UUID | None, expires_at: datetime
) -> None:
    await fetch(
        "INSERT INTO challenge (id, purpose, challenge, session_id, expires_at) VALUES ($1, $2, $3, $4, $5)",
        id, purpose, challenge, session_id, expires_at,
    )  # fmt: skip


async def take_challenge(id: UUID, *, purpose: str, session_id: UUID | None, at: datetime) -> bytes | None:
    """The challenge, once: whatever comes of the answer, it does not serve again."""
    row = await fetch_one(
        """
        DELETE FROM challenge WHERE id = $1 AND purpose = $2 AND session_id IS NOT DISTINCT FROM $3
        RETURNING challenge, expires_at
        """,
        id, purpose, session_id,
    )  # fmt: skip
    return row["challenge"] if row and row["expires_at"] > at else None


async def drop_dead(*, at: datetime, idle: timedelta) -> None:
    """Everything whose time is over."""
    await fetch("SELECT set_config('cs3.ran_out', 'on', true)")
    await fetch("DELETE FROM session WHERE expires_at <= $1 OR last_seen_at <= $2", at, at - idle)
    await fetch("SELECT set_config('cs3.ran_out', '', true)")
    await fetch("DELETE FROM pending_sign_in WHERE expires_at <= $1", at)
    await fetch("DELETE FROM challenge WHERE expires_at <= $1", at)
    await fetch("DELETE FROM email_link WHERE expires_at <= $1", at)
    await fetch(
        "DELETE FROM person_totp WHERE confirmed_at IS NULL AND begun_at <= $1", at - timedelta(days=1)
    )
    # People who proved an address and never chose a way in: nothing can be theirs.
    await fetch(
        """
        DELETE FROM person p WHERE p.created_at <= $1
            AND NOT EXISTS (SELECT FROM passkey WHERE person_id = p.id)
            AND NOT EXISTS (SELECT FROM person_totp WHERE person_id = p.id AND confirmed_at IS NOT NULL)
            AND NOT EXISTS (SELECT FROM session WHERE person_id = p.id)
        """,
        at - timedelta(days=7),
    )
    await fetch("DELETE FROM vouching WHERE over_at <= $1", at - timedelta(days=365))
