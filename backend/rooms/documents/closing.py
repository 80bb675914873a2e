"""What becomes of letters when their notebook closes."""

from datetime import datetime
from uuid import UUID

from backend.rooms.carnet.parts import Part
from backend.rooms.documents import closing_queries, jobs


async def _come_back(carnet_id: UUID, closed_at: datetime, at: datetime) -> None:
    for id in await closing_queries.make_up(carnet_id, closed_at, at):
        await jobs.prepare.defer(lock=str(id), document_id=str(id))


PART = Part(count=closing_queries.count, come_back=_come_back, erase=closing_queries.erase)
