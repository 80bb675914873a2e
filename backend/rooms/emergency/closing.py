"""What becomes of the urgent sheet when its notebook closes. Its codes say so meanwhile, and serve again if it comes back."""

from uuid import UUID

from backend.kit import runtime
from backend.kit.masked import Viewer
from backend.rooms.carnet.parts import Part
from backend.rooms.emergency import closing_queries, link_queries


async def _count(carnet_id: UUID, viewer: Viewer) -> dict[str, int]:
    codes = await link_queries.how_many(carnet_id, runtime.get().clock.now())
    return {**await closing_queries.count(carnet_id), "codes": codes}


PART = Part(count=_count, come_back=closing_queries.make_up, erase=closing_queries.erase)
