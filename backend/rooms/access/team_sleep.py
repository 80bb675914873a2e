"""Teams for which nobody answers any more: said to their people before, and to the families when nobody enters by them.

The door itself asks team_rules.py and waits for no job: this only tells.
"""

import logging
from datetime import datetime, timedelta
from uuid import UUID

from backend.kit.days import day_of
from backend.kit.transaction import transaction
from backend.rooms.access import team_lasting_messages as messages
from backend.rooms.access import team_queries as queries
from backend.rooms.access import team_referent as referent
from backend.rooms.access.team_rules import CONFIRMED_FOR, WARNED_BEFORE
from backend.rooms.identity import service as identity

logger = logging.getLogger("cs3.teams")


async def tell(at: datetime) -> None:
    """Each team in a transaction of its own: one that cannot be told of does not keep the others."""
    for column, after in (("asleep_told_at", CONFIRMED_FOR), ("warned_at", CONFIRMED_FOR - WARNED_BEFORE)):
        async with transaction():
            found = await queries.to_tell(column, at - after, day_of(at))
        for id in found:
            try:
                async with transaction():
                    await _tell(id, column, after, at)
            except Exception as problem:
                logger.error("a team is not told of its sleep yet", extra={"reason": type(problem).__name__})


async def _tell(id: UUID, column: str, after: timedelta, at: datetime) -> None:
    team = await queries.note_told(column, id, at - after, at)
    if team is None:
        return  # somebody answered for it meanwhile
    name, ends = team["name"], team["confirmed_at"] + CONFIRMED_FOR
    if column == "asleep_told_at":
        people = [row["person_id"] for row in await queries.members(id)]
        await identity.tell(people, messages.asleep(team=name, address=referent.screen(id)), at=at)
        families = await referent.families(id, at=at)
        await identity.tell(families, messages.asleep_to_family(team=name, address=referent.circle()), at=at)
    elif ends > at:
        answers = [one for one in (team["referent_id"], team["deputy_id"]) if one]
        letter = messages.soon_asleep(team=name, on=day_of(ends), address=referent.screen(id))
        await identity.tell(answers, letter, at=at)
