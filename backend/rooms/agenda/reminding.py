"""Reminders that are due are told to the representatives of now; what they answer is heard.

An e-mail that leaves in a reminder's place is written then, from the date as it stands. A reminder's number is made of the item, the moment and the person: told twice, it is told once.
"""

import logging
from collections.abc import Sequence
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
from backend.rooms.identity.service import Answer, Texts, Told, Unshown

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


async def write(unshown: Sequence[Unshown], at: datetime) -> dict[UUID, Texts]:
    """What no phone has shown, as it stands when the letter leaves: nothing of what was put away meanwhile, or hidden."""
    rows = await reminder_queries.items([one.subject_id for one in unshown if one.subject_id])
    there = [row for row in rows if row["deleted_at"] is None and row["done_at"] is None]
    people = await _people(there, at)
    names = await carnet.given_names({row["carnet_id"] for row in there})
    letters_of = {row["id"]: _letter(row, names[row["carnet_id"]]) for row in there if _read(row)}
    return {
        one.id: letters_of[item]
        for one in unshown
        if (item := one.subject_id) and item in letters_of and one.person_id in people[item]
    }


def _letter(row: Row, child: str) -> Texts:
    return letters.reminder(view(row), child=child, address=runtime.get().settings.public_url + _path(row))


def _path(row: Row) -> str:
    return f"/c/{row['carnet_id']}/agenda/{row['id']}"


async def _people(rows: list[Row], at: datetime) -> dict[UUID, list[UUID]]:
    """Of each item, the representatives from whom it is not hidden. Few statements, however many there are."""
    people = await access.representatives_of_many({row["carnet_id"] for row in rows}, at=at)
    representatives = {person for several in people.values() for person in several}
    hidden = await masks.hidden_from([row["id"] for row in rows], representatives)
    return {
        row["id"]: [person for person in people[row["carnet_id"]] if (row["id"], person) not in hidden]
        for row in rows
    }


async def _told(items: list[Row], snoozed: list[Row], at: datetime) -> list[Told]:
    """Items to everyone who has not said « fait »; what was put off, to who put it off."""
    due = [row for row in [*items, *snoozed] if not _over(row, at)]
    if not due:
        return []
    people = await _people(due, at)
    hushed = await reminder_queries.hushed([row["id"] for row in items])
    told: list[Told] = []
    for row in filter(_read, due):
        if "person_id" in row:
            wanted = [person for person in people[row["id"]] if person == row["person_id"]]
        else:
            wanted = [person for person in people[row["id"]] if (row["id"], person) not in hushed]
        told += [_telling(row, person) for person in wanted]
    return told


def _read(row: Row) -> bool:
    """One date that cannot be read stops nobody else's."""
    try:
        view(row)
    except msgspec.MsgspecError:
        # Its number alone: the message may repeat what it says.
        logger.error("reminder unreadable", extra={"item": str(row["id"])})
        return False
    return True


def _telling(row: Row, person: UUID) -> Told:
    return Told(
        id=uuid5(row["id"], f"{row['due'].isoformat()} {person}"),
        person_id=person,
        kind="reminder",
        path=_path(row),
        letter=None,
        subject_id=row["id"],
    )
