"""Hands what waits to the push services, and writes what no phone has shown."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from backend.kit import runtime
from backend.kit.transaction import transaction
from backend.rooms.identity import mail_queries, push_marks, push_queries, push_words
from backend.rooms.identity.jobs import send_mail
from backend.rooms.identity.limits import PUSH_PATIENCE
from backend.rooms.identity.mailing import KEPT
from backend.rooms.identity.queries import Row
from push.webpush import Gone, Later, Outcome, Sender, Sent, Subscription, sender, topic_of

logger = logging.getLogger("cs3.push")

AT_ONCE = 200
TTL = int(PUSH_PATIENCE.total_seconds()) - 60
"""A phone that comes back after this has the e-mail: what it shows then would be seen twice."""
AGAIN = timedelta(seconds=30)
FORGOTTEN = timedelta(days=30)


async def push_waiting() -> None:
    """Everything that is due, 200 at once. No transaction is open while a service is spoken to."""
    running = runtime.get()
    if running.vapid is None:
        while await _without_push():
            pass
        return
    secret = push_marks.secret_of(running.vapid)
    async with sender(running.vapid, among=running.push_hosts) as send:
        while True:
            at = running.clock.now()
            async with transaction():
                held = await push_queries.hold_waiting(at=at, limit=AT_ONCE)
                phones = await push_queries.devices_for([row["id"] for row in held], at=at)
            if not held:
                return
            told = {row["id"]: row for row in held}
            outcomes = await asyncio.gather(
                *(_send(send, secret, phone, told[phone["notification_id"]], at) for phone in phones)
            )
            async with transaction():
                await _note(held, phones, outcomes, running.clock.now())


async def _without_push() -> bool:
    at = runtime.get().clock.now()
    async with transaction():
        held = await push_queries.hold_waiting(at=at, limit=AT_ONCE)
        await _note(held, [], [], at)
    return bool(held)


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


async def _note(
    held: Sequence[Row], phones: Sequence[Row], outcomes: Sequence[Outcome], at: datetime
) -> None:
    """Few statements, however many there are: thirty thousand may be due at eight."""
    taken: list[tuple[UUID, UUID]] = []
    later: dict[UUID, datetime] = {}
    for phone, outcome in zip(phones, outcomes, strict=True):
        told = phone["notification_id"]
        if isinstance(outcome, Sent):
            taken.append((told, phone["id"]))
        elif isinstance(outcome, Gone):
            await push_queries.forget_gone(phone["id"], phone["endpoint"])
            logger.info("a phone is gone", extra={"device": str(phone["id"])})
        elif isinstance(outcome, Later):
            again = at + (timedelta(seconds=outcome.seconds) if outcome.seconds else AGAIN)
            later[told] = min(again, later.get(told, again))
            await push_queries.note_failure(phone["id"], outcome.reason, again if outcome.seconds else None)
        else:
            await push_queries.note_failure(phone["id"], outcome.reason, None)
            logger.warning("push refused", extra={"device": str(phone["id"]), "reason": outcome.reason})
    await push_queries.note_taken(taken, at)
    done = {told for told, _ in taken}
    pushed: list[UUID] = []
    for row in held:
        # A phone that waits for its turn is tried again, beside one that has it already: each shows it once.
        if row["id"] in later and later[row["id"]] < row["created_at"] + PUSH_PATIENCE:
            await push_queries.send_later(row["id"], later[row["id"]])
        elif row["id"] in done or (row["tries"] > 1 and await push_queries.any_taken(row["id"])):
            pushed.append(row["id"])
        else:
            await write_instead(row, at)
    await push_queries.pushed(pushed)


async def follow_up() -> None:
    """What no phone has shown in time leaves by e-mail; each minute."""
    at = runtime.get().clock.now()
    async with transaction():
        await push_queries.look_at_unshown(at=at, patience=PUSH_PATIENCE)
    while True:
        async with transaction():
            rows = await push_queries.due_for_mail(at=at, limit=AT_ONCE)
            for row in rows:
                await write_instead(row, at)
        if not rows:
            break
    async with transaction():
        await push_queries.drop_old(before=at - FORGOTTEN)


async def write_instead(row: Row, at: datetime) -> None:
    """The e-mail has the notification's id: its Message-ID is the same however often it is sent."""
    if row["sealed"] is None:
        await push_queries.give_to_mail(row["id"], state="over")
    elif await push_queries.give_to_mail(row["id"], state="mailed"):
        await mail_queries.add_mail(id=row["id"], sealed=row["sealed"], at=at, expires_at=at + KEPT)
        await send_mail.defer(mail_id=str(row["id"]))
