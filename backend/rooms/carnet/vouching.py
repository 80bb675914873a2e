"""Who may vouch for someone who lost every way in: the other representatives of the same notebooks."""

from datetime import datetime
from uuid import UUID

from backend.rooms.access import service as access
from backend.rooms.carnet import queries
from backend.rooms.identity.service import CoRepresentative


async def co_representatives(person_id: UUID, at: datetime) -> list[CoRepresentative]:
    pairs = await access.co_representatives(person_id, at=at)
    names = {row["id"]: row["given_name"] for row in await queries.several([carnet for carnet, _ in pairs])}
    return [
        CoRepresentative(person_id=other, carnet_id=carnet, carnet_given_name=names[carnet])
        for carnet, other in pairs
        if carnet in names
    ]
