"""A fresh proof in a session that is already open: it counts for five minutes."""

from datetime import datetime
from typing import Any
from uuid import UUID

from backend.kit.transaction import transaction
from backend.rooms.identity import (
    challenges,
    limits,
    passkeys,
    queries,
    schemas,
    second_factor,
    sessions,
    vouching,
    way_queries,
)
from backend.rooms.identity.errors import WrongPasskey
from backend.rooms.identity.sessions import Person


async def by_otp(person: Person, code: str, *, address: str, at: datetime) -> schemas.Proof:
    """Raises WrongCode, TooManyAttempts."""
    await limits.count_second(person_id=person.id, address=address, at=at)
    right = await second_factor.check_otp(person.id, code, at=at)
    async with transaction():
        await second_factor.spend_otp(right)
        proof = await _note(person, at=at)
    await limits.forget_second(person_id=person.id)
    return proof


async def passkey_options(person: Person, *, address: str, at: datetime) -> schemas.Challenge:
    """Raises TooManyAttempts."""
    await limits.count_passkey(address=address, at=at)
    known = [row["credential_id"] for row in await way_queries.passkeys(person.id)]
    challenge_id, challenge = await challenges.issue("prove", session_id=person.session_id, at=at)
    options = passkeys.sign_in_options(party=challenges.relying_party(), challenge=challenge, allowed=known)
    return schemas.Challenge(options=options, challenge_id=challenge_id)


async def by_passkey(
    person: Person, *, challenge_id: UUID, credential: dict[str, Any], address: str, at: datetime
) -> schemas.Proof:
    """Raises WrongPasskey, also for another person's passkey; TooManyAttempts."""
    await limits.count_passkey(address=address, at=at)
    row, count = await challenges.verified_passkey(
        credential, challenge_id=challenge_id, purpose="prove", session_id=person.session_id, at=at
    )
    if row["person_id"] != person.id:
        raise WrongPasskey
    async with transaction():
        await challenges.note_use(row, count, at=at)
        return await _note(person, at=at)


async def _note(person: Person, *, at: datetime) -> schemas.Proof:
    await sessions.hold(person)
    await queries.prove_session(person.session_id, at=at)
    await vouching.stop_own(person.id, at=at)
    return schemas.Proof(fresh_until=at + limits.FRESH)
