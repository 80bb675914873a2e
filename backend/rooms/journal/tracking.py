"""What is tracked of this child: chosen by who writes the sheet; nothing is asked that nobody reads."""

from backend.kit.cleaning import clean
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.service import Visit, forbidden, overtaken
from backend.rooms.audit.tags import Tag
from backend.rooms.journal import queries
from backend.rooms.journal.errors import BaseFile
from backend.rooms.journal.reading import tracking_of, tracking_view
from backend.rooms.journal.schemas import Tracking, TrackingChange


async def choose(visit: Visit, wanted: TrackingChange) -> Tracking:
    """Raises Conflict with the choice of now when somebody was faster; BaseFile: only who may manage says whether it exists."""
    await queries.lock(visit.carnet_id, visit.carnet_id)
    row = await queries.tracking(visit.carnet_id, lock=True)
    if (row["version"] if row else 0) != wanted.version:
        raise await overtaken(visit, Tag.JOURNAL_READ, tracking_view(row))
    manages = visit.habilitation.may(Category.JOURNAL, Right.MANAGE)
    if wanted.dess_base != bool(row and row["dess_base"]) and not manages:
        raise await forbidden(visit, BaseFile())
    await queries.set_tracking(
        {
            "carnet_id": visit.carnet_id,
            "kinds": list(dict.fromkeys(wanted.kinds)),
            "signs": list(dict.fromkeys(sign for sign in map(clean, wanted.signs) if sign)),
            "scales": list(dict.fromkeys(wanted.scales)),
            "dess_base": wanted.dess_base,
            "version": wanted.version + 1,
            "changed_at": visit.at,
            "changed_id": visit.person.id,
            "changed_name": visit.person.name,
        }
    )
    await visit.trace(Tag.JOURNAL_TRACK)
    return await tracking_of(visit.carnet_id)
