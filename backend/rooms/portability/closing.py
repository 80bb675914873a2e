"""What becomes of exports when their notebook closes: they end with it. What was written for them goes with its files."""

from uuid import UUID

from backend.kit.masked import Viewer
from backend.rooms.carnet.parts import Part, nothing_to_make_up
from backend.rooms.portability import queries


async def _count(carnet_id: UUID, viewer: Viewer) -> dict[str, int]:
    return {}


PART = Part(count=_count, come_back=nothing_to_make_up, erase=queries.erase)
