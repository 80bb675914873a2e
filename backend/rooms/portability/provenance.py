"""Where an imported notebook comes from, and what the house that it left says that people did there."""

from collections.abc import AsyncIterator
from datetime import datetime
from uuid import UUID

import msgspec

from backend.kit.pages import cursor
from backend.kit.portable import Named
from backend.rooms.access.service import Visit
from backend.rooms.audit.portable import PAGE, PortableTrace
from backend.rooms.audit.sentences import sentence
from backend.rooms.audit.tags import Tag
from backend.rooms.portability import import_queries as queries
from backend.rooms.portability.import_schemas import EarlierTrace, EarlierTraces, Provenance
from backend.rooms.portability.origins import Origin, PortableOrigins

_TAGS = {tag.value for tag in Tag}


async def read(visit: Visit) -> Provenance:
    await visit.trace_viewing(Tag.PROVENANCE_READ)
    return Provenance(origins=await _origins(visit.carnet_id))


async def _origins(carnet_id: UUID) -> list[Origin]:
    row = await queries.get(carnet_id)
    return msgspec.json.decode(row["origin"], type=list[Origin]) if row and row["origin"] else []


async def portable(carnet_id: UUID) -> PortableOrigins:
    return PortableOrigins(origins=await _origins(carnet_id))


async def portable_traces(carnet_id: UUID) -> AsyncIterator[PortableTrace]:
    """Newest first, a thousand read at once."""
    before: tuple[datetime, UUID] | None = None
    while rows := await queries.traces(carnet_id, before=before, limit=PAGE):
        for row in rows:
            named = row["person_id"] or row["person_name"]
            yield PortableTrace(
                **{
                    name: row[name]
                    for name in ("id", "at", "tag", "category", "item_id", "profile", "sentence")
                },
                person=Named(row["person_id"], row["person_name"]) if named else None,
            )
        before = rows[-1]["at"], rows[-1]["id"]


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
