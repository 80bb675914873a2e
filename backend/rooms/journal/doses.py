"""A second taking within the time that the sheet asks between two: questioned, or kept and marked until somebody answers."""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from backend.kit.days import day_of
from backend.rooms.access.service import Visit
from backend.rooms.journal import queries, treatments
from backend.rooms.journal.content import EntryContent
from backend.rooms.journal.errors import DoseClose
from backend.rooms.journal.kinds import GivenEntry
from backend.rooms.journal.reading import entry_view


async def is_to_check(
    visit: Visit, entry_id: UUID, content: EntryContent, at: datetime, *, confirmed: bool, late: bool
) -> bool:
    """True: kept without an answer. A refused or forgotten one is no taking. Two that are sent at once come one by one, until the end
    of the transaction. Raises DoseClose: somebody is there to be asked."""
    if not isinstance(content, GivenEntry) or not content.line or content.outcome not in {"given", "vomited"}:
        return False
    await queries.lock(visit.carnet_id, content.line)
    if confirmed:
        return False
    hours = await treatments.apart(visit.carnet_id, content.line, day_of(at))
    if hours is None:
        return False
    within = timedelta(hours=hours)
    other = await queries.given_near(visit.carnet_id, content.line, at, within=within, but=entry_id)
    if other and not late:
        raise DoseClose(current=msgspec.to_builtins(entry_view(other)), hours=hours)
    return other is not None
