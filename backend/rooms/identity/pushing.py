"""Hands what waits to the push services, and writes what no phone has shown."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from backend.kit import runtime
from backend.kit.calm import let_by
from backend.kit.transaction import transaction
from backend.rooms.identity import late_letters, mail_queries, push_marks, push_queries
from backend.rooms.identity.jobs import send_mail
from backend.rooms.identity.limits import PUSH_PATIENCE
from backend.rooms.identity.mailing import KEPT
from backend.rooms.identity.push_sending import Tried, try_phones
from backend.rooms.identity.queries import Row
from push.webpush import Gone, Later, Sent, sender

logger = logging.getLogger("cs3.push")

AT_ONCE = 40
"""Held, and noted, in one turn: people read meanwhile, and what has to go first waits for a turn at most."""
IN_HAND = 120
"""On their way at once: while one service says nothing (`push/services.py`), the others go on."""
GLANCE, PAUSE = 0.05, 1.0
"""Seconds after which those that were answered are noted, though others were not; and when nothing else waits."""
AGAIN = timedelta(seconds=30)
FORGOTTEN = timedelta(days=30)

_at_it = _asked = False


async def push_waiting() -> None:
    """Everything that is due. One turn of it at a time in a process: who asks meanwhile need not wait, it looks once more."""
    global _at_it, _asked
    _asked = True
    if _at_it:
        return
    _at_it = True
    try:
        while _asked:
            _asked = False
            await _push_all()
    finally:
        _at_it = False


async def _push_all() -> None:
    """No transaction is open while a service is spoken to."""
    running = runtime.get()
    if running.vapid is None:
        while await _without_push():
            pass
        return
    secret = push_marks.secret_of(running.vapid)
    on_their_way: set[asyncio.Task[Tried]] = set()
    async with sender(running.vapid, among=running.push_hosts, let_by=let_by) as send:
        try:
            while True:
                waiting = await _hold(min(AT_ONCE, IN_HAND - len(on_their_way)), running.clock.now())
                for row, phones in waiting:
                    one = try_phones(send, secret, row, phones, running.clock.now())
                    on_their_way.add(asyncio.create_task(one))
                if not on_their_way:
                    return
                wait = GLANCE if waiting or len(on_their_way) >= IN_HAND else PAUSE
                done, on_their_way = await asyncio.wait(on_their_way, timeout=wait)
                if done:
                    async with transaction():
                        await push_queries.by_index()
                        await _note([task.result() for task in done], running.clock.now())
        finally:
            for task in on_their_way:
                task.cancel()
            await asyncio.gather(*on_their_way, return_exceptions=True)


async def _hold(limit: int, at: datetime) -> list[tuple[Row, list[Row]]]:
    """Some of what waits, with the phones of each."""
    if limit <= 0:
        return []
    async with transaction():
        await push_queries.by_index()
        held = await push_queries.hold_waiting(at=at, limit=limit)
        phones: dict[UUID, list[Row]] = {row["id"]: [] for row in held}
        for phone in await push_queries.devices_for(list(phones), at=at) if held else []:
            phones[phone["notification_id"]].append(phone)
    return [(row, phones[row["id"]]) for row in held]


async def _without_push() -> bool:
    at = runtime.get().clock.now()
    async with transaction():
        held = await push_queries.hold_waiting(at=at, limit=AT_ONCE)
        await _note([(row, [], []) for row in held], at)
    return bool(held)


async def _note(tried: Sequence[Tried], at: datetime) -> None:
    """Few statements, however many there are: thirty thousand may be due at eight."""
    taken: list[tuple[UUID, UUID]] = []
    later: dict[UUID, datetime] = {}
    each = [pair for _, phones, outcomes in tried for pair in zip(phones, outcomes, strict=True)]
    for phone, outcome in each:
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
    written: list[Row] = []
    for row, _, _ in tried:
        # A phone that waits for its turn is tried again, beside one that has it already: each shows it once.
        if row["id"] in later and later[row["id"]] < row["created_at"] + PUSH_PATIENCE:
            await push_queries.send_later(row["id"], later[row["id"]])
        elif row["id"] in done or (row["tries"] > 1 and await push_queries.any_taken(row["id"])):
            pushed.append(row["id"])
        else:
            written.append(row)
    await push_queries.pushed(pushed)
    await write_instead(written, at)


async def follow_up() -> None:
    """What no phone has shown in time leaves by e-mail; each minute."""
    at = runtime.get().clock.now()
    async with transaction():
        await push_queries.look_at_unshown(at=at, patience=PUSH_PATIENCE)
    while True:
        async with transaction():
            rows = await push_queries.due_for_mail(at=at, limit=AT_ONCE)
            await write_instead(rows, at)
        if not rows:
            break
    async with transaction():
        await push_queries.drop_old(before=at - FORGOTTEN)


async def write_instead(rows: Sequence[Row], at: datetime) -> None:
    """An e-mail has its notification's id: its Message-ID is the same however often it is sent."""
    late = [row for row in rows if late_letters.is_late(row)]
    letters = await late_letters.write(late, at) if late else {}
    for row in rows:
        sealed = row["sealed"] or letters.get(row["id"])
        if sealed is None:
            await push_queries.give_to_mail(row["id"], state="over")
        elif await push_queries.give_to_mail(row["id"], state="mailed"):
            await mail_queries.add_mail(id=row["id"], sealed=sealed, at=at, expires_at=at + KEPT)
            await send_mail.defer(mail_id=str(row["id"]))
    await push_queries.drop_unsaid([row["id"] for row in late if row["id"] not in letters])
