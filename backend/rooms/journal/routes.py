"""The daily sheet's routes."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from litestar import Controller, Request, Response, delete, get, post, put
from litestar.di import Provide
from litestar.params import Parameter
from litestar.types import ControllerRouterHandler

from backend.kit.problems import language_of
from backend.rooms.access.categories import Category
from backend.rooms.access.guards import adds, manages, provide_visit, reads
from backend.rooms.access.service import Visit
from backend.rooms.journal import alerting, entries, jobs, standing, taking_away, tracking
from backend.rooms.journal.schemas import (
    Alert,
    AlertsChange,
    EntryHistory,
    EntryView,
    Glance,
    JournalView,
    NewEntry,
    Removed,
    Tracking,
    TrackingChange,
)

__all__ = ["ROUTES", "jobs"]

Asked = Request[Any, Any, Any]
Language = Annotated[str | None, Parameter(pattern="^(fr|en)$")]


def _file(content: bytes, media_type: str, disposition: str) -> Response[bytes]:
    headers = {"Content-Disposition": disposition, "Cache-Control": "no-store"}
    return Response(content, media_type=media_type, headers=headers)


class JournalController(Controller):
    path = "/api/carnets/{carnet_id:uuid}/journal"
    tags = ["journal"]
    dependencies: dict[str, Any] = {"visit": Provide(provide_visit, sync_to_thread=False)}

    @get("/", operation_id="readJournal", guards=[reads(Category.JOURNAL)])
    async def read_journal(
        self, visit: Visit, carnet_id: UUID, request: Asked, first: date, last: date, keep: bool = False
    ) -> JournalView:
        """What was noted from one day to another. `keep`: for the phone's own copy; nobody looks."""
        return await entries.read(visit, first, last, language_of(request), kept=keep)

    @get("/removed", operation_id="listRemovedEntries", guards=[reads(Category.JOURNAL)])
    async def list_removed(self, visit: Visit, carnet_id: UUID) -> Removed:
        """What can still be restored."""
        return await standing.removed(visit)

    @put("/entries/{note_id:uuid}", operation_id="writeEntry", guards=[adds(Category.JOURNAL)])
    async def write_entry(self, visit: Visit, carnet_id: UUID, note_id: UUID, data: NewEntry) -> EntryView:
        """A new entry, or a correction of one's own; 409 `dose_close` asks to confirm a second dose, 409 `entry_removed` says that somebody took it away."""
        return await entries.write(visit, note_id, data)

    @delete(
        "/entries/{note_id:uuid}",
        operation_id="removeEntry",
        guards=[adds(Category.JOURNAL)],
        status_code=200,
    )
    async def remove_entry(self, visit: Visit, carnet_id: UUID, note_id: UUID) -> EntryView:
        """Taken away, and restorable for 30 days."""
        return await standing.remove(visit, note_id)

    @post(
        "/entries/{note_id:uuid}/restore",
        operation_id="restoreEntry",
        guards=[adds(Category.JOURNAL)],
        status_code=200,
    )
    async def restore_entry(
        self, visit: Visit, carnet_id: UUID, note_id: UUID, confirmed: bool = False, late: bool = False
    ) -> EntryView:
        """Back on its day; 409 `dose_close` as for one that is noted."""
        return await standing.restore(visit, note_id, confirmed=confirmed, late=late)

    @post(
        "/entries/{note_id:uuid}/check",
        operation_id="checkEntry",
        guards=[adds(Category.JOURNAL)],
        status_code=200,
    )
    async def check_entry(self, visit: Visit, carnet_id: UUID, note_id: UUID) -> EntryView:
        """A dose marked `to_check` is what was given."""
        return await standing.check(visit, note_id)

    @get("/entries/{note_id:uuid}/history", operation_id="readEntryHistory", guards=[reads(Category.JOURNAL)])
    async def read_history(self, visit: Visit, carnet_id: UUID, note_id: UUID) -> EntryHistory:
        """What it said before it was corrected."""
        return await entries.history(visit, note_id)

    @get("/glance", operation_id="readJournalGlance", guards=[reads(Category.JOURNAL)])
    async def read_glance(self, visit: Visit, carnet_id: UUID, first: date, last: date) -> Glance:
        """Each day in a few figures, with what changed of the treatments."""
        return await taking_away.glance(visit, first, last)

    @get("/table", operation_id="exportJournal", guards=[reads(Category.JOURNAL)], media_type="text/csv")
    async def export_journal(
        self,
        visit: Visit,
        carnet_id: UUID,
        request: Asked,
        first: date,
        last: date,
        language: Language = None,
    ) -> Response[bytes]:
        """A line for each entry."""
        made = await taking_away.table(visit, first, last, language or language_of(request))
        return _file(made, "text/csv; charset=utf-8", 'attachment; filename="feuille-du-jour.csv"')

    @get(
        "/print",
        operation_id="printJournal",
        guards=[reads(Category.JOURNAL)],
        opt={"own_transactions": True},
        media_type="application/pdf",
    )
    async def print_journal(
        self,
        visit: Visit,
        carnet_id: UUID,
        request: Asked,
        first: date,
        last: date,
        language: Language = None,
    ) -> Response[bytes]:
        """On paper, for a consultation."""
        made = await taking_away.printed(visit, first, last, language or language_of(request))
        return _file(made, "application/pdf", 'inline; filename="feuille-du-jour.pdf"')

    @put("/tracking", operation_id="chooseTracking", guards=[adds(Category.JOURNAL)])
    async def choose_tracking(self, visit: Visit, carnet_id: UUID, data: TrackingChange) -> Tracking:
        """What is tracked of this child; 409 with the choice of now when somebody was faster."""
        return await tracking.choose(visit, data)

    @put("/alerts", operation_id="setJournalAlerts", guards=[manages(Category.JOURNAL)])
    async def set_alerts(self, visit: Visit, carnet_id: UUID, data: AlertsChange) -> list[Alert]:
        """What the family wants to be told."""
        return await alerting.change(visit, data)


ROUTES: list[ControllerRouterHandler] = [JournalController]
