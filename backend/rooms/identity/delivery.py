"""Sends one waiting message, then forgets it."""

import logging
from typing import Literal
from uuid import UUID

from backend.kit import runtime
from backend.kit.transaction import transaction
from backend.rooms.identity import mail_queries, undelivered
from backend.rooms.identity.queries import Row
from push import email

logger = logging.getLogger("cs3.identity")


class MailWaits(Exception):
    """The mail server could not take it now: the job comes back. Holds no address and no text."""


def mail_mode() -> Literal["smtp", "outbox"]:
    """Whether messages leave by a server, or are written to the data folder because none is set."""
    return "smtp" if runtime.get().settings.smtp_url else "outbox"


def way_out() -> email.Smtp | email.Outbox:
    settings = runtime.get().settings
    return (
        email.Smtp.from_url(settings.smtp_url) if settings.smtp_url else email.Outbox(folder=settings.outbox)
    )


async def deliver(mail_id: UUID) -> None:
    """Raises MailWaits when it is worth coming back. No database connection is held while the server is spoken to."""
    running = runtime.get()
    async with transaction():
        row = await mail_queries.mail(mail_id)
    if row is None:
        return
    waiting = await undelivered.unseal(row)
    if row["expires_at"] <= running.clock.now():
        await _give_up(row, waiting.to)
        return
    message = email.Email(
        message_id=f"<{mail_id}@{running.settings.host}>",
        sender=running.settings.mail_from,
        to=waiting.to,
        subject=waiting.subject,
        text=waiting.text,
        html=waiting.html,
        language=waiting.language,
        at=row["created_at"],
    )
    try:
        outcome = await email.send(message, way_out())
    except email.BadMessage:
        outcome = email.Never("bad_message")
    if isinstance(outcome, email.Later):
        logger.warning("mail waits", extra={"mail": str(mail_id), "reason": outcome.reason})
        raise MailWaits(outcome.reason)
    if isinstance(outcome, email.Never):
        logger.warning("mail refused", extra={"mail": str(mail_id), "reason": outcome.reason})
        await _give_up(row, waiting.to)
        return
    async with transaction():
        await mail_queries.drop_mail(mail_id)


async def _give_up(row: Row, to: str) -> None:
    async with transaction():
        await undelivered.give_up(row, to, at=runtime.get().clock.now())
