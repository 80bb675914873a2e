"""How much one person adds to one notebook's habits in a day."""

from datetime import timedelta

from backend.kit.attempts import Limit, count_attempt
from backend.rooms.access.service import Visit

WRITTEN = Limit("habits written", 500, timedelta(days=1))


async def count_writing(visit: Visit) -> None:
    """Raises TooManyAttempts."""
    await count_attempt(WRITTEN, f"{visit.carnet_id} {visit.person.id}", at=visit.at)
