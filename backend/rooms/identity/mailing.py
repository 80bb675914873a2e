"""A message enters the queue in the caller's transaction: undone with it, sealed until it leaves."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from backend.kit.ids import new_id
from backend.rooms.identity import mail_queries, queries, waiting_mail
from backend.rooms.identity.delivery import mail_mode
from backend.rooms.identity.jobs import send_mail
from backend.rooms.identity.messages import Texts
from backend.rooms.identity.schemas import Mail

KEPT = timedelta(days=2)


async def tell(person_ids: Iterable[UUID], texts: Texts, *, at: datetime) -> None:
    """One message to each person, in their language. People who are gone are passed over."""
    for row in await queries.people(list(dict.fromkeys(person_ids))):
        await tell_address(row["email"], texts, language=row["locale"], at=at)


async def tell_address(
    email: str, texts: Texts, *, language: str, at: datetime, kept: timedelta = KEPT
) -> Mail:
    """For someone who may have no account. `kept`: how long it is worth trying, no longer than a link inside works."""
    mail_id = new_id(at)
    sealed = await waiting_mail.sealed(texts, owner=mail_id, to=email, language=language)
    await mail_queries.add_mail(id=mail_id, sealed=sealed, at=at, expires_at=at + kept)
    await send_mail.defer(mail_id=str(mail_id))
    return "sent" if mail_mode() == "smtp" else "outbox"
