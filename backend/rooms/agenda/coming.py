"""What the home screen says first: the next appointments, and the deadlines that have begun to be recalled."""

from datetime import timedelta
from typing import Any

from backend.rooms.access.categories import Category, Right
from backend.rooms.access.service import Visit
from backend.rooms.agenda import queries
from backend.rooms.agenda.schemas import Appointment, ItemView
from backend.rooms.agenda.service import view
from backend.rooms.agenda.sources import open_to
from backend.rooms.carnet.schemas import Coming

SOON = timedelta(days=8)
FEW = 3


async def next_of(visit: Visit) -> list[Coming]:
    """At most three, the nearest first. None for who may not read the agenda."""
    if not visit.habilitation.may(Category.AGENDA, Right.READ):
        return []
    rows = await queries.near(
        visit.carnet_id, visit.viewer, open_to(visit), at=visit.at, until=visit.at + SOON, limit=FEW
    )
    return [_coming(view(row)) for row in rows]


def _coming(item: ItemView) -> Coming:
    content = item.content
    said: dict[str, Any] = (
        {"sort": "", "with_whom": content.with_whom, "place": content.place, "bring": content.bring}
        if isinstance(content, Appointment)
        else {"sort": content.sort.value, "with_whom": "", "place": "", "bring": ""}
    )
    return Coming(
        id=item.id,
        kind="appointment" if isinstance(content, Appointment) else "deadline",
        title=content.title,
        starts_at=item.starts_at,
        last_day=item.last_day,
        **said,
    )
