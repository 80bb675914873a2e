"""Telling somebody that they are asked for an access: in a job, where no asker can measure whether an address is somebody's."""

from datetime import datetime, timedelta
from uuid import UUID

from backend.kit import runtime
from backend.kit.attempts import Limit, count_attempt
from backend.kit.errors import TooManyAttempts
from backend.rooms.access import asking_messages as messages
from backend.rooms.access import asking_queries as queries
from backend.rooms.access import service
from backend.rooms.identity import service as identity

SCREEN = "/demandes"
TOLD = Limit("askings told of", 3, timedelta(days=1))
"""By phone or e-mail, of one person; the others stand in the list all the same, and no asker learns of it."""


async def tell(asking_id: UUID, *, at: datetime) -> None:
    """Whom that address is, if they decide in a notebook: on their phone, and by e-mail when none has shown it. To anybody else nothing is
    ever sent: an asking is no way to write to strangers."""
    row = await queries.live(asking_id, at)
    asked = await identity.person_at(row["to_email"]) if row else None
    if row is None or asked is None or asked.id == row["asker_id"]:
        return
    if await queries.is_kept_out(asked.id, row["asker_id"]):
        return
    if not any(one.decides for one in await service.habilitations_of(asked.id, at=at)):
        return
    try:
        await count_attempt(TOLD, str(asked.id), at=at)
    except TooManyAttempts:
        return
    letter = messages.asked(address=runtime.get().settings.public_url + SCREEN)
    told = identity.Told(id=row["id"], person_id=asked.id, kind="asking", path=SCREEN, letter=letter)
    await identity.tell_phones([told], at=at)
