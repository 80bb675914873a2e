"""Messages that will never arrive: refused for good by the mail server, or no server took them in time.

Nobody can be told of that by mail, so it is told on screen: to the person in « Moi », and to the representatives in the
circle. An address is kept as a digest, the message itself not at all.
"""

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from backend.kit import runtime
from backend.rooms.identity import mail_queries, queries, sealing
from backend.rooms.identity.addresses import key
from backend.rooms.identity.queries import Row
from backend.rooms.identity.schemas import Undelivered
from backend.rooms.identity.waiting_mail import WaitingMail

KEPT = timedelta(days=30)


def _digest(email: str) -> bytes:
    return hashlib.sha256(b"cs3 undelivered\0" + key(email).encode()).digest()


async def unseal(row: Row) -> WaitingMail:
    """Raises sealing.Unreadable."""
    keys = runtime.get().keys
    plain = await sealing.unseal(row["sealed"], owner=row["id"], purpose="mail", keys=keys)
    return msgspec.msgpack.decode(plain, type=WaitingMail)


async def give_up(row: Row, to: str, *, at: datetime) -> None:
    """Drops a waiting message, and remembers that it did not arrive."""
    if await mail_queries.drop_mail(row["id"]):
        await mail_queries.add_undelivered(
            id=row["id"], digest=_digest(to), written_at=row["created_at"], failed_at=at
        )


async def give_up_expired(*, at: datetime) -> None:
    """Those whose job has no attempts left."""
    for row in await mail_queries.expired(at=at):
        try:
            to = (await unseal(row)).to
        except sealing.Unreadable:  # sealed under a key that is gone: nobody can say for whom it was
            await mail_queries.drop_mail(row["id"])
        else:
            await give_up(row, to, at=at)
    await mail_queries.drop_old_undelivered(at=at, kept=KEPT)


async def to_person(email: str) -> Undelivered | None:
    rows = await mail_queries.undelivered([_digest(email)])
    return Undelivered(count=rows[0]["count"], last_at=rows[0]["last_at"]) if rows else None


async def to_addresses(emails: Iterable[str]) -> dict[str, datetime]:
    """When the last message that did not arrive was written, for the addresses that have one."""
    asked = {_digest(email): email for email in emails}
    return {asked[row["digest"]]: row["last_at"] for row in await mail_queries.undelivered(list(asked))}


async def to_people(person_ids: Iterable[UUID]) -> dict[UUID, datetime]:
    emails = {row["id"]: row["email"] for row in await queries.people(list(person_ids))}
    late = await to_addresses(emails.values())
    return {id: late[email] for id, email in emails.items() if email in late}


async def forget(email: str) -> None:
    """The person has read it."""
    await mail_queries.forget_undelivered(_digest(email))
