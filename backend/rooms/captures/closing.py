"""What becomes of photos and films when their notebook closes."""

from datetime import datetime
from uuid import UUID

from backend.rooms.captures import closing_queries, jobs
from backend.rooms.carnet.parts import Part


async def _come_back(carnet_id: UUID, closed_at: datetime, at: datetime) -> None:
    for id in await closing_queries.make_up(carnet_id, closed_at, at):
        await jobs.prepare.defer(lock=str(id), capture_id=str(id))


PART = Part(count=closing_queries.count, come_back=_come_back, erase=closing_queries.erase)
