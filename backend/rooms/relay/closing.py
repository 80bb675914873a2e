"""What becomes of the relay sheet when its notebook closes: its addresses open nothing meanwhile, and go with it. Nothing of it is counted:
what it tells is in the other rooms."""

from uuid import UUID

from backend.kit.masked import Viewer
from backend.rooms.carnet.parts import Part, nothing_to_make_up
from backend.rooms.relay import queries


async def _count(carnet_id: UUID, viewer: Viewer) -> dict[str, int]:
    return {}


PART = Part(count=_count, come_back=nothing_to_make_up, erase=queries.erase)
