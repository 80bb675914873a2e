"""A notebook that was closed just before its person came of age: its erasing waits for them, who had no say (docs/decisions/0025-minors.md)."""

import logging
from datetime import date, datetime
from uuid import UUID, uuid5

from backend.kit import runtime
from backend.kit.days import day_of
from backend.kit.transaction import transaction
from backend.rooms.access import closing as door
from backend.rooms.access import service as access
from backend.rooms.carnet import majority_letters as letters
from backend.rooms.carnet import queries
from backend.rooms.carnet.closing import SCREEN
from backend.rooms.identity import service as identity

logger = logging.getLogger("cs3.majority")


async def wait_for_adults(at: datetime) -> set[UUID]:
    """At each hourly look, before anything is erased. One that fails does not keep the others, and is tried again at the next: the
    notebooks answered here must not be erased meanwhile."""
    async with transaction():
        rows = await queries.of_age_while_closed(day_of(at))
    not_yet: set[UUID] = set()
    for row in rows:
        try:
            await _wait(row["id"], row["given_name"], row["adult_on"], at)
        except Exception as problem:
            not_yet.add(row["id"])
            logger.error("a closed notebook does not wait yet", extra={"reason": type(problem).__name__})
    return not_yet


async def _wait(carnet_id: UUID, child: str, adult_on: date, at: datetime) -> None:
    async with transaction():
        found = await door.of_carnet(carnet_id)
        if found is None or found.erasing_at is not None:
            return
        if not await queries.note_told(carnet_id, queries.CLOSED, at=at):
            return
        if adult_on <= day_of(found.closed_at):
            return  # closed by who decided for an adult
        person = await access.holder(carnet_id)
        theirs = [person] if person else []
        until = await door.wait_for_adult(found, adult_on=adult_on, people=theirs)
        address = runtime.get().settings.public_url + SCREEN
        letter = letters.closed_before(child=child, until=day_of(until), address=address)
        await identity.tell(theirs, letter, at=at)
        told = [
            identity.Told(
                id=uuid5(found.id, f"of age {p}"), person_id=p, kind="closed", path=SCREEN, letter=None
            )
            for p in theirs
        ]
        await identity.tell_phones(told, at=at)
