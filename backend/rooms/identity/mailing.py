"""A message enters the queue in the caller's transaction: undone with it, sealed until it leaves."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from backend.kit import runtime
from backend.kit.ids import new_id
from backend.rooms.identity import mail_queries, queries, sealing
from backend.rooms.identity.delivery import mail_mode
from backend.rooms.identity.jobs import send_mail
from backend.rooms.identity.letters import as_html, as_text
from backend.rooms.identity.messages import Texts
from backend.rooms.identity.schemas import Mail
from backend.rooms.identity.waiting_mail import WaitingMail

KEPT = timedelta(days=2)


async def tell(person_ids: Iterable[UUID], texts: Texts, *, at: datetime) -> None:
    """One message to each person, in their language. People who are gone are passed over."""
    for row in await queries.people(list(dict.fromkeys(person_ids))):
        await tell_address(row["email"], texts, language=row["locale"], at=at)


async def tell_address(
    email: str, texts: Texts, *, language: str, at: datetime, kept: timedelta = KEPT
) -> Mail:
    """For someone who may have no account. `kept`: how long it is worth trying, no longer than a link inside works."""
    keys = runtime.get().keys
    mail_id = new_id(at)
    letter = texts(language)
    waiting = WaitingMail(
        to=email,
        language=language,
        subject=letter.subject,
        text=as_text(letter),
        html=as_html(letter, language=language),
    )
    sealed = await sealing.seal(msgspec.msgpack.encode(waiting), owner=mail_id, purpose="mail", keys=keys)
    await mail_queries.add_mail(id=mail_id, sealed=sealed, at=at, expires_at=at + kept)
    await send_mail.defer(mail_id=str(mail_id))
    return "sent" if mail_mode() == "smtp" else "outbox"
