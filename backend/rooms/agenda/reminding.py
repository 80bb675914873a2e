"""Reminders that are due are told to the representatives of now; what they answer is heard.

A reminder's number is made of the item, the moment and the person: told twice, it is told once.
"""

from datetime import datetime
from uuid import UUID, uuid5

from backend.kit import runtime
from backend.kit.transaction import transaction
from backend.rooms.access import service as access
from backend.rooms.agenda import letters, reminder_queries
from backend.rooms.agenda.reminder_queries import Row
from backend.rooms.agenda.service import view
from backend.rooms.agenda.snoozing import later
from backend.rooms.carnet import service as carnet
from backend.rooms.identity import service as identity
from backend.rooms.identity.service import Answer, Told

AT_ONCE = 100


async def tell_due() -> None:
    """All that is due now, a hundred items at once: each with its people in one transaction, marked and told together."""
    more = True
    while more:
        async with transaction():
            at = runtime.get().clock.now()
            items = await reminder_queries.due_items(at=at, limit=AT_ONCE)
            await reminder_queries.mark_told([row["id"] for row in items], at=at)
            told = [one for row in items for one in await _for_everyone(row, at)]
            snoozed = await reminder_queries.due_snoozes(at=at, limit=AT_ONCE)
            told += [one for row in snoozed for one in await _for_one(row, at)]
            await identity.tell_phones(told, at=at)
        more = len(items) == AT_ONCE or len(snoozed) == AT_ONCE


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


async def _for_everyone(row: Row, at: datetime) -> list[Told]:
    if _over(row, at):
        return []
    hushed = await reminder_queries.hushed(row["id"])
    people = await access.representatives(row["carnet_id"], at=at)
    return await _told(row, [person for person in people if person not in hushed])


async def _for_one(row: Row, at: datetime) -> list[Told]:
    if _over(row, at) or row["person_id"] not in await access.representatives(row["carnet_id"], at=at):
        return []
    return await _told(row, [row["person_id"]])


async def _told(row: Row, people: list[UUID]) -> list[Told]:
    path = f"/c/{row['carnet_id']}/agenda/{row['id']}"
    subject = await carnet.subject(row["carnet_id"])
    letter = letters.reminder(
        view(row), child=subject["given_name"], address=runtime.get().settings.public_url + path
    )
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
