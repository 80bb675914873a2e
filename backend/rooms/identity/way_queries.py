"""The SQL about ways in: passkeys, passwords, one-time codes, recovery codes."""

from datetime import datetime
from uuid import UUID

from backend.kit.database import fetch, fetch_one
from backend.rooms.identity.queries import Row


async def ways(person_id: UUID) -> Row:
    row = await fetch_one(
        """
        SELECT (SELECT count(*) FROM passkey WHERE person_id = $1) AS passkeys,
            EXISTS (SELECT FROM person_password WHERE person_id = $1) AS password,
            EXISTS (SELECT FROM person_totp WHERE person_id = $1 AND confirmed_at IS NOT NULL) AS totp,
            (SELECT count(*) FROM recovery_code WHERE person_id = $1 AND used_at IS NULL) AS recovery_codes_left
        """,
        person_id,
    )
    assert row is not None
    return row


async def passkeys(person_id: UUID) -> list[Row]:
    return await fetch("SELECT * FROM passkey WHERE person_id = $1 ORDER BY created_at, id", person_id)


async def passkey_with_person(credential_id: bytes) -> Row | None:
    return await fetch_one(
        """
        SELECT k.id, k.person_id, k.public_key, k.sign_count, p.handle
        FROM passkey k JOIN person p ON p.id = k.person_id WHERE k.credential_id = $1
        """,
        credential_id,
    )


async def add_passkey(
    *,
    id: UUID,
    person_id: UUID,
    credential_id: bytes,
    public_key: bytes,
    sign_count: int,
    backed_up: bool,
    name: str,
    at: datetime,
) -> Row | None:
    """None when that credential is already known."""
    return await fetch_one(
        """
        INSERT INTO passkey (id, person_id, credential_id, public_key, sign_count, backed_up, name, created_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (credential_id) DO NOTHING RETURNING *
        """,
        id, person_id, credential_id, public_key, sign_count, backed_up, name, at,
    )  # fmt: skip


async def use_passkey(id: UUID, *, sign_count: int, was: int, at: datetime) -> bool:
    """False when another sign-in moved the counter meanwhile: two devices hold what should be one key."""
    row = await fetch_one(
        "UPDATE passkey SET sign_count = $2, last_used_at = $4 WHERE id = $1 AND sign_count = $3 RETURNING id",
        id, sign_count, was, at,
    )  # fmt: skip
    return row is not None


async def rename_passkey(id: UUID, *, person_id: UUID, name: str) -> Row | None:
    return await fetch_one(
        "UPDATE passkey SET name = $3 WHERE id = $1 AND person_id = $2 RETURNING *", id, person_id, name
    )


async def remove_passkey(id: UUID, *, person_id: UUID) -> bool:
    row = await fetch_one("DELETE FROM passkey WHERE id = $1 AND person_id = $2 RETURNING id", id, person_id)
    return row is not None


async def remove_other_passkeys(person_id: UUID, *, keep: UUID | None) -> None:
    await fetch("DELETE FROM passkey WHERE person_id = $1 AND id IS DISTINCT FROM $2", person_id, keep)


async def password_at(email_key: str) -> Row | None:
    """The hash of an address's password, only where a confirmed one-time code stands beside it."""
    return await fetch_one(
        """
        SELECT p.id, w.hash FROM person p JOIN person_password w ON w.person_id = p.id
        JOIN person_totp t ON t.person_id = p.id AND t.confirmed_at IS NOT NULL
        WHERE p.email_key = $1
        """,
        email_key,
    )


async def has_password_hash(person_id: UUID, hash: str) -> bool:
    """Whether it is still the one that was verified; the row stays so until this transaction ends."""
    row = await fetch_one(
        "SELECT person_id FROM person_password WHERE person_id = $1 AND hash = $2 FOR SHARE", person_id, hash
    )
    return row is not None


async def set_password(person_id: UUID, *, hash: str, at: datetime) -> None:
    await fetch(
        """
        INSERT INTO person_password (person_id, hash, set_at) VALUES ($1, $2, $3)
        ON CONFLICT (person_id) DO UPDATE SET hash = $2, set_at = $3
        """,
        person_id, hash, at,
    )  # fmt: skip


async def rehash_password(person_id: UUID, *, was: str, hash: str) -> None:
    await fetch(
        "UPDATE person_password SET hash = $3 WHERE person_id = $1 AND hash = $2", person_id, was, hash
    )


async def password_set_at(person_id: UUID) -> datetime | None:
    row = await fetch_one("SELECT set_at FROM person_password WHERE person_id = $1", person_id)
    return row["set_at"] if row else None


async def remove_password(person_id: UUID) -> None:
    await fetch("DELETE FROM person_password WHERE person_id = $1", person_id)


async def begin_totp(*, id: UUID, person_id: UUID, sealed: bytes, at: datetime) -> None:
    await fetch("DELETE FROM person_totp WHERE person_id = $1 AND confirmed_at IS NULL", person_id)
    await fetch(
        "INSERT INTO person_totp (id, person_id, sealed, begun_at) VALUES ($1, $2, $3, $4)",
        id,
        person_id,
        sealed,
        at,
    )


async def totp(person_id: UUID, *, confirmed: bool) -> Row | None:
    return await fetch_one(
        "SELECT * FROM person_totp WHERE person_id = $1 AND (confirmed_at IS NOT NULL) = $2",
        person_id,
        confirmed,
    )


async def accept_step(totp_id: UUID, *, step: int) -> bool:
    """Compare and set: of two requests with one code, one is told False."""
    row = await fetch_one(
        "UPDATE person_totp SET last_step = $2 WHERE id = $1 AND last_step < $2 RETURNING id", totp_id, step
    )
    return row is not None


async def confirm_totp(person_id: UUID, *, totp_id: UUID, step: int, at: datetime) -> bool:
    """The begun one takes the place of the one before. False when it was replaced meanwhile."""
    await fetch("DELETE FROM person_totp WHERE person_id = $1 AND confirmed_at IS NOT NULL", person_id)
    row = await fetch_one(
        "UPDATE person_totp SET confirmed_at = $2, last_step = $3 WHERE id = $1 AND confirmed_at IS NULL RETURNING id",
        totp_id, at, step,
    )  # fmt: skip
    return row is not None


async def remove_totp(person_id: UUID) -> None:
    await fetch("DELETE FROM person_totp WHERE person_id = $1", person_id)


async def hold_totps() -> None:
    await fetch("LOCK TABLE person_totp IN EXCLUSIVE MODE")


async def sealed_totps() -> list[Row]:
    return await fetch("SELECT id, sealed FROM person_totp")


async def replace_sealed_totp(id: UUID, *, was: bytes, sealed: bytes) -> None:
    await fetch("UPDATE person_totp SET sealed = $3 WHERE id = $1 AND sealed = $2", id, was, sealed)


async def replace_recovery_codes(person_id: UUID, *, hashes: list[bytes], at: datetime) -> None:
    await fetch("DELETE FROM recovery_code WHERE person_id = $1", person_id)
    await fetch(
        "INSERT INTO recovery_code (person_id, hash, made_at) SELECT $1, unnest($2::bytea[]), $3",
        person_id,
        hashes,
        at,
    )


async def use_recovery_code(person_id: UUID, *, hash: bytes, at: datetime) -> bool:
    row = await fetch_one(
        """
        UPDATE recovery_code SET used_at = $3 WHERE person_id = $1 AND hash = $2 AND used_at IS NULL
        RETURNING person_id
        """,
        person_id, hash, at,
    )  # fmt: skip
    return row is not None


async def remove_recovery_codes(person_id: UUID) -> None:
    await fetch("DELETE FROM recovery_code WHERE person_id = $1", person_id)
