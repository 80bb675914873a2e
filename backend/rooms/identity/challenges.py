"""Passkey challenges: 64 random bytes, five minutes, for one purpose and (but for sign-in) one session, once."""

import secrets
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from backend.kit import runtime
from backend.kit.ids import new_id
from backend.kit.transaction import transaction
from backend.rooms.identity import passkeys, queries, way_queries
from backend.rooms.identity.errors import WrongPasskey
from backend.rooms.identity.limits import CHALLENGE
from backend.rooms.identity.queries import Row

Purpose = Literal["sign_in", "prove", "register"]


def relying_party() -> passkeys.RelyingParty:
    settings = runtime.get().settings
    return passkeys.RelyingParty(id=settings.host, origin=settings.origin)


async def issue(purpose: Purpose, *, session_id: UUID | None, at: datetime) -> tuple[UUID, bytes]:
    challenge_id, challenge = new_id(at), secrets.token_bytes(64)
    await queries.add_challenge(
        id=challenge_id,
        purpose=purpose,
        challenge=challenge,
        session_id=session_id,
        expires_at=at + CHALLENGE,
    )
    return challenge_id, challenge


async def verified_passkey(
    credential: dict[str, Any], *, challenge_id: UUID, purpose: Purpose, session_id: UUID | None, at: datetime
) -> tuple[Row, int]:
    """The passkey that answered, and its new counter, not yet stored. The challenge is spent whatever comes.

    Raises WrongPasskey.
    """
    try:
        credential_id, handle = passkeys.claimed_credential(credential)
    except passkeys.PasskeyRefused:
        raise WrongPasskey from None
    async with transaction():
        challenge = await queries.take_challenge(challenge_id, purpose=purpose, session_id=session_id, at=at)
        row = await way_queries.passkey_with_person(credential_id)
    if challenge is None or row is None:
        raise WrongPasskey
    # Without a name given first, the key itself must say whose it is.
    if (handle is None and purpose == "sign_in") or (handle is not None and handle != row["handle"]):
        raise WrongPasskey
    try:
        count = passkeys.verify_sign_in(
            party=relying_party(),
            challenge=challenge,
            credential=credential,
            public_key=row["public_key"],
            sign_count=row["sign_count"],
        )
    except passkeys.PasskeyRefused:
        raise WrongPasskey from None
    return row, count


async def note_use(row: Row, count: int, *, at: datetime) -> None:
    """In the transaction of what the passkey opens. Raises WrongPasskey when its counter moved meanwhile."""
    if not await way_queries.use_passkey(row["id"], sign_count=count, was=row["sign_count"], at=at):
        raise WrongPasskey
