"""The moment a session that could only set up ways in becomes a full one; after a recovery, the old ways close."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from backend.rooms.identity import mailing, notices, queries, recovery_queries, sessions, way_queries
from backend.rooms.identity.sessions import Person


async def finish(
    person: Person, *, way: Literal["passkey", "code"], passkey_id: UUID | None, at: datetime
) -> str | None:
    """After a new way in was added, in the same transaction: the new token, or None when the session was strong."""
    if person.strength == "strong":
        return None
    if person.recovers:
        await _close_old_ways(person, new=way, passkey_id=passkey_id)
        await mailing.tell([person.id], notices.of("recovered"), at=at)
    await queries.end_other_sessions(person.id, keep=person.session_id)
    await queries.drop_pending_of(person.id)
    return await sessions.strengthen(person, way=way, passkey_id=passkey_id, at=at)


async def finish_with_code(person: Person, *, at: datetime) -> str | None:
    """The same, for someone who signs up, if password and one-time code now stand together."""
    if person.strength == "strong":
        return None
    if await way_queries.password_set_at(person.id) is None:
        return None
    if await way_queries.totp(person.id, confirmed=True) is None:
        return None
    return await finish(person, way="code", passkey_id=None, at=at)


async def finish_with_kept_password(person: Person, *, at: datetime) -> str | None:
    """The same, for someone who recovers: the kept password takes its place beside a one-time code that was confirmed in
    this session, or that has just proved itself. None while there is no such code."""
    totp = await way_queries.totp(person.id, confirmed=True)
    kept = await queries.kept_password(person.session_id)
    if kept is None or totp is None:
        return None
    if totp["confirmed_at"] < person.session_since and person.way != "recovery_otp":
        return None
    await way_queries.set_password(person.id, hash=kept, at=at)
    return await finish(person, way="code", passkey_id=None, at=at)


async def _close_old_ways(
    person: Person, *, new: Literal["passkey", "code"], passkey_id: UUID | None
) -> None:
    await way_queries.remove_other_passkeys(person.id, keep=passkey_id)
    if new == "passkey":
        await way_queries.remove_password(person.id)
        if person.way != "recovery_otp":
            await way_queries.remove_totp(person.id)
        if person.way == "vouch":
            await way_queries.remove_recovery_codes(person.id)
    await recovery_queries.drop_recovery_links(person.id)
