"""What becomes of what people show to each other when their notebook closes. It counts for nothing: what is shown does."""

from uuid import UUID

from backend.kit.masked import Viewer
from backend.rooms.carnet.parts import Part, nothing_to_make_up
from backend.rooms.passing import queries


async def _nothing(carnet_id: UUID, viewer: Viewer) -> dict[str, int]:
    return {}


PART = Part(count=_nothing, come_back=nothing_to_make_up, erase=queries.erase)
