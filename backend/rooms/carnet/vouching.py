"""Who represents the same notebooks, for the rule of who may vouch for whom."""

from datetime import datetime
from uuid import UUID

from backend.rooms.access import service as access
from backend.rooms.carnet import queries
from backend.rooms.identity.service import CoRepresentative


async def co_representatives(person_id: UUID, at: datetime) -> list[CoRepresentative]:
    shared = await access.co_representatives(person_id, at=at)
    names = {
        row["id"]: row["given_name"] for row in await queries.several([carnet for carnet, _, _ in shared])
    }
    return [
        CoRepresentative(
            person_id=other, carnet_id=carnet, carnet_given_name=names[carnet], together_since=since
        )
        for carnet, other, since in shared
        if carnet in names
    ]
