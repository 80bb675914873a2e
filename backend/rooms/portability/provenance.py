"""Where an imported notebook comes from, and what the house that it left says that people did there."""

from datetime import datetime
from uuid import UUID

import msgspec

from backend.kit.pages import cursor
from backend.rooms.access.service import Visit
from backend.rooms.audit.sentences import sentence
from backend.rooms.audit.tags import Tag
from backend.rooms.portability import import_queries as queries
from backend.rooms.portability.import_schemas import EarlierTrace, EarlierTraces, Origin, Provenance

_TAGS = {tag.value for tag in Tag}


async def read(visit: Visit) -> Provenance:
    await visit.trace_viewing(Tag.PROVENANCE_READ)
    row = await queries.get(visit.carnet_id)
    if row is None or row["origin"] is None:
        return Provenance(imported_at=None, imported_by="", origin=None)
    return Provenance(
        imported_at=row["opened_at"],
        imported_by=row["person_name"],
        origin=msgspec.json.decode(row["origin"], type=Origin),
    )


async def traces(
    visit: Visit, *, before: tuple[datetime, UUID] | None, limit: int, language: str
) -> EarlierTraces:
    """Newest first; never among this house's own."""
    await visit.trace_viewing(Tag.PROVENANCE_READ)
    rows = await queries.traces(visit.carnet_id, before=before, limit=limit + 1)
    shown = rows[:limit]
    return EarlierTraces(
        traces=[
            EarlierTrace(
                id=row["id"],
                at=row["at"],
                person=row["person_name"],
                profile=row["profile"],
                category=row["category"],
                action=row["tag"],
                # In words of this house where the act is known here; else as the archive says it, its people's names set apart.
                sentence=sentence(Tag(row["tag"]), row["person_name"], language)
                if row["tag"] in _TAGS
                else f"{row['person_name']} — {row['sentence']}",
            )
            for row in shown
        ],
        next=cursor(shown[-1]["at"], shown[-1]["id"]) if len(rows) > limit else None,
    )
