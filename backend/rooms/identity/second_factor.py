"""One-time and recovery codes, checked and spent. The attempt is counted by the caller, before."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from backend.kit import runtime
from backend.rooms.identity import codes, recovery_codes, sealing, way_queries
from backend.rooms.identity.errors import CodeUsed, WrongCode


@dataclass(frozen=True, kw_only=True)
class RightCode:
    """A code that fits, not yet spent."""

    totp_id: UUID
    step: int


async def check_otp(person_id: UUID, code: str, *, at: datetime) -> RightCode:
    """Outside a transaction, since the server's key may be held elsewhere. Raises WrongCode, CodeUsed."""
    row = await way_queries.totp(person_id, confirmed=True)
    if row is None:
        raise WrongCode
    secret = await sealing.unseal(row["sealed"], owner=row["id"], purpose="totp", keys=runtime.get().keys)
    try:
        step = codes.matching_step(secret=secret, code=code, now=at, after=row["last_step"])
    except codes.Spent:
        raise CodeUsed from None
    if step is None:
        raise WrongCode
    return RightCode(totp_id=row["id"], step=step)


async def spend_otp(right: RightCode) -> None:
    """In the transaction of what the code opens. Raises CodeUsed for the second of two that came at once."""
    if not await way_queries.accept_step(right.totp_id, step=right.step):
        raise CodeUsed


async def spend_recovery_code(person_id: UUID, code: str, *, at: datetime) -> None:
    """Raises WrongCode, also when it was used before."""
    hash = recovery_codes.code_hash(person_id=person_id, code=code)
    if hash is None or not await way_queries.use_recovery_code(person_id, hash=hash, at=at):
        raise WrongCode
