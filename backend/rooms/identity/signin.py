"""Signing in: a passkey, or a password and then a code. Each step counts the attempt before it verifies anything."""

from datetime import datetime
from typing import Any
from uuid import UUID

from backend.kit.transaction import transaction
from backend.rooms.identity import (
    addresses,
    challenges,
    limits,
    passkeys,
    passwords,
    queries,
    schemas,
    second_factor,
    sessions,
    vouching,
    way_queries,
)
from backend.rooms.identity.errors import EmailWrong, SignInAgain, WrongCredentials
from backend.rooms.identity.sessions import Device
from backend.rooms.identity.tokens import new_token, token_hash


async def with_password(*, email: str, password: str, address: str, at: datetime) -> str:
    """The pending token that a code must follow. Works as long for an address that has no account.

    Raises WrongCredentials, TooManyAttempts.
    """
    try:
        key = addresses.key(email)
    except EmailWrong:
        key = f"not an address: {email.strip().casefold()!a}"
    await limits.count_password(email_key=key, address=address, at=at)
    row = await way_queries.password_at(key)
    right = await passwords.matches(password, row["hash"] if row else None)
    if row is None or not right:
        raise WrongCredentials
    token = new_token()
    async with transaction():
        if not await way_queries.has_password_hash(row["id"], row["hash"]):
            raise WrongCredentials
        await queries.add_pending(
            token_hash=token_hash(token) or b"", person_id=row["id"], expires_at=at + limits.PENDING
        )
    await limits.forget_password(email_key=key)
    if passwords.outdated(row["hash"]):
        await way_queries.rehash_password(
            row["id"], was=row["hash"], hash=await passwords.make_hash(password)
        )
    return token


async def with_otp(
    *, pending: str, code: str, device: Device, replaces: str, address: str, at: datetime
) -> str:
    """The session's token. Raises SignInAgain, WrongCode, TooManyAttempts."""
    digest, person_id = await _pending(pending, at=at)
    await limits.count_second(person_id=person_id, address=address, at=at)
    right = await second_factor.check_otp(person_id, code, at=at)
    async with transaction():
        await second_factor.spend_otp(right)
        token = await _open(digest, person_id, device=device, replaces=replaces, at=at)
    await limits.forget_second(person_id=person_id)
    return token


async def with_recovery_code(
    *, pending: str, code: str, device: Device, replaces: str, address: str, at: datetime
) -> str:
    """The session's token. Raises SignInAgain, WrongCode, TooManyAttempts."""
    digest, person_id = await _pending(pending, at=at)
    await limits.count_second(person_id=person_id, address=address, at=at)
    async with transaction():
        await second_factor.spend_recovery_code(person_id, code, at=at)
        token = await _open(digest, person_id, device=device, replaces=replaces, at=at)
    await limits.forget_second(person_id=person_id)
    return token


async def passkey_options(*, address: str, at: datetime) -> schemas.Challenge:
    """Raises TooManyAttempts."""
    await limits.count_passkey(address=address, at=at)
    challenge_id, challenge = await challenges.issue("sign_in", session_id=None, at=at)
    options = passkeys.sign_in_options(party=challenges.relying_party(), challenge=challenge)
    return schemas.Challenge(options=options, challenge_id=challenge_id)


async def with_passkey(
    *,
    challenge_id: UUID,
    credential: dict[str, Any],
    device: Device,
    replaces: str,
    address: str,
    at: datetime,
) -> str:
    """The session's token. Raises WrongPasskey, TooManyAttempts."""
    await limits.count_passkey(address=address, at=at)
    row, count = await challenges.verified_passkey(
        credential, challenge_id=challenge_id, purpose="sign_in", session_id=None, at=at
    )
    async with transaction():
        await challenges.note_use(row, count, at=at)
        await vouching.stop_own(row["person_id"], at=at)
        return await sessions.begin(
            row["person_id"],
            strength="strong",
            way="passkey",
            passkey_id=row["id"],
            device=device,
            replaces=replaces,
            at=at,
        )


async def _pending(token: str, *, at: datetime) -> tuple[bytes, UUID]:
    digest = token_hash(token)
    person_id = await queries.pending(digest, at=at) if digest else None
    if digest is None or person_id is None:
        raise SignInAgain
    return digest, person_id


async def _open(digest: bytes, person_id: UUID, *, device: Device, replaces: str, at: datetime) -> str:
    if await queries.take_pending(digest, at=at) != person_id:
        raise SignInAgain
    await vouching.stop_own(person_id, at=at)
    return await sessions.begin(
        person_id, strength="strong", way="code", device=device, replaces=replaces, at=at
    )
