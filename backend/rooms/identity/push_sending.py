"""Hands one thing told to all the phones it is for."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime

from backend.rooms.identity import push_marks, push_words
from backend.rooms.identity.limits import PUSH_PATIENCE
from backend.rooms.identity.queries import Row
from push.webpush import Later, Outcome, Sender, Subscription, topic_of

logger = logging.getLogger("cs3.push")

TTL = int(PUSH_PATIENCE.total_seconds()) - 60
"""A phone that comes back after this has the e-mail: what it shows then would be seen twice."""

Tried = tuple[Row, Sequence[Row], Sequence[Outcome]]
"""What was told, to which phones, and how it went with each."""


async def try_phones(send: Sender, secret: bytes, row: Row, phones: Sequence[Row], at: datetime) -> Tried:
    return row, phones, await asyncio.gather(*(_send(send, secret, phone, row, at) for phone in phones))


async def _send(send: Sender, secret: bytes, phone: Row, told: Row, at: datetime) -> Outcome:
    message = push_words.message(
        id=told["id"],
        kind=told["kind"],
        path=told["path"],
        mark=push_marks.make(told["id"], phone["id"], secret=secret),
        language=told["locale"],
    )
    subscription = Subscription(endpoint=phone["endpoint"], p256dh=phone["p256dh"], auth=phone["auth"])
    try:
        return await send(subscription, message, topic=topic_of(told["id"]), ttl=TTL, at=at)
    except Exception as error:
        # One phone's trouble is never that of the others told in the same turn. Its kind alone: a message may repeat an address.
        logger.error("push broke", extra={"device": str(phone["id"]), "reason": type(error).__name__})
        return Later(type(error).__name__)
