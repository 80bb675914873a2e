"""Who changed which line, when, and what it then said."""

from uuid import UUID

from backend.kit.pages import cursor, place
from backend.rooms.access.service import Visit
from backend.rooms.audit.tags import Tag
from backend.rooms.emergency import queries
from backend.rooms.emergency.cleaning import dial
from backend.rooms.emergency.content import Content, decode
from backend.rooms.emergency.privacy import as_kept_now
from backend.rooms.emergency.reading import Row
from backend.rooms.emergency.schemas import ChangeView, SheetHistory, SheetPerson
from backend.rooms.emergency.sections import Section
from backend.rooms.sheets.kept_numbers import kept_now


async def page(visit: Visit, *, before: str | None, limit: int) -> SheetHistory:
    """Newest first. A number kept by somebody else, then or now, is left out."""
    rows = await queries.changes(visit.carnet_id, before=place(before) if before else None, limit=limit + 1)
    shown = rows[:limit]
    kept = {dial(number): owner for number, owner in await kept_now(visit.carnet_id)}
    await visit.trace_viewing(Tag.SHEET_HISTORY)
    return SheetHistory(
        changes=[
            ChangeView(
                id=row["id"],
                at=row["at"],
                person=SheetPerson(id=row["person_id"], name=row["person_name"]),
                action=row["action"],
                section=Section(row["section"]) if row["section"] else None,
                line_id=row["line_id"],
                version=row["version"],
                content=_content(row, visit, kept),
                answer=row["answer"],
            )
            for row in shown
        ],
        next=cursor(shown[-1]["at"], shown[-1]["id"]) if len(rows) > limit else None,
    )


def _content(row: Row, visit: Visit, kept: dict[str, UUID]) -> Content | None:
    if row["content"] is None:
        return None
    return as_kept_now(decode(row["content"]), owner=row["phone_owner"], kept=kept, reader=visit.person.id)
