"""Reminders that are due are told to the representatives of now; what they answer is heard.

A reminder's number is made of the item, the moment and the person: told twice, it is told once.
"""

import logging
from datetime import datetime
from uuid import UUID, uuid5

import msgspec

from backend.kit import runtime
from backend.kit.transaction import transaction
from backend.rooms.access import masks
from backend.rooms.access import service as access
from backend.rooms.agenda import letters, reminder_queries
from backend.rooms.agenda.reminder_queries import Row
from backend.rooms.agenda.service import view
from backend.rooms.agenda.snoozing import later
from backend.rooms.carnet import service as carnet
from backend.rooms.identity import service as identity
from backend.rooms.identity.service import Answer, Told

AT_ONCE = 40
logger = logging.getLogger("cs3.agenda")


async def tell_due() -> None:
    """All that is due now, forty items at once: each with its people in one transaction, marked and told together."""
    more = True
    while more:
        async with transaction():
            at = runtime.get().clock.now()
            items = await reminder_queries.due_items(at=at, limit=AT_ONCE)
            await reminder_queries.mark_told([row["id"] for row in items], at=at)
            snoozed = await reminder_queries.due_snoozes(at=at, limit=AT_ONCE)
            await identity.tell_phones(await _told(items, snoozed, at), at=at)
        more = bool(items or snoozed)  # forty reminders that were missed may be those of few items


async def hear(answer: Answer) -> None:
    """« Fait »: not reminded of it any more. « Plus tard »: once more, while there is time."""
    row = await reminder_queries.item(answer.subject_id) if answer.subject_id else None
    if row is None:
        return
    if answer.action == "done":
        await reminder_queries.hush(row["id"], answer.person_id, answer.at)
        return
    due_at = later(view(row), answer.at)
    if due_at is not None:
        await reminder_queries.snooze(row["id"], answer.person_id, due_at)


def _over(row: Row, at: datetime) -> bool:
    return row["deleted_at"] is not None or row["done_at"] is not None or row["over_at"] <= at


async def _told(items: list[Row], snoozed: list[Row], at: datetime) -> list[Told]:
    """Items to everyone who has not said « fait »; what was put off, to who put it off. Few statements, however many there are."""
    due = [row for row in [*items, *snoozed] if not _over(row, at)]
    if not due:
        return []
    carnets = {row["carnet_id"] for row in due}
    people = await access.representatives_of_many(carnets, at=at)
    names = await carnet.given_names(carnets)
    hushed = await reminder_queries.hushed([row["id"] for row in items])
    representatives = {person for several in people.values() for person in several}
    hidden = await masks.hidden_from([row["id"] for row in due], representatives)
    told: list[Told] = []
    for row in due:
        wanted = [person for person in people[row["carnet_id"]] if (row["id"], person) not in hidden]
        if "person_id" in row:
            wanted = [person for person in wanted if person == row["person_id"]]
        else:
            wanted = [person for person in wanted if (row["id"], person) not in hushed]
        try:
            told += _to(wanted, row, child=names[row["carnet_id"]])
        except msgspec.MsgspecError:
            # One date that cannot be read stops nobody else's. Its number alone: the message may repeat what it says.
            logger.error("reminder unreadable", extra={"item": str(row["id"])})
    return told


def _to(people: list[UUID], row: Row, *, child: str) -> list[Told]:
    path = f"/c/{row['carnet_id']}/agenda/{row['id']}"
    letter = letters.reminder(view(row), child=child, address=runtime.get().settings.public_url + path)
    return [
        Told(
            id=uuid5(row["id"], f"{row['due'].isoformat()} {person}"),
            person_id=person,
            kind="reminder",
            path=path,
            letter=letter,
            subject_id=row["id"],
        )
        for person in people
    ]
