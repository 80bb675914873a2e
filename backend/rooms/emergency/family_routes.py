"""The documents for emergencies, who read them with a code, and the notes left: for the circle."""

from uuid import UUID

from litestar import Controller, get, post, put
from litestar.di import Provide

from backend.rooms.access.categories import Category
from backend.rooms.access.guards import manages, provide_visit, reads
from backend.rooms.access.service import Visit
from backend.rooms.emergency import family
from backend.rooms.emergency.carer_schemas import (
    CarersView,
    EmergencyDocument,
    Marked,
    NoteDecision,
    NoteView,
)


class EmergencyFamilyController(Controller):
    path = "/api/carnets/{carnet_id:uuid}/emergency"
    tags = ["emergency"]
    dependencies = {"visit": Provide(provide_visit, sync_to_thread=False)}

    @get("/documents", operation_id="listMarkedDocuments", guards=[reads(Category.EMERGENCY)])
    async def list_documents(self, visit: Visit, carnet_id: UUID) -> list[EmergencyDocument]:
        """Documents for emergencies, of those that one reads in the library."""
        return await family.documents(visit)

    @put(
        "/documents/{document_id:uuid}",
        operation_id="markDocument",
        guards=[manages(Category.EMERGENCY)],
        status_code=204,
    )
    async def mark(self, visit: Visit, carnet_id: UUID, document_id: UUID, data: Marked) -> None:
        """For emergencies, or no longer: whoever holds a code and says who they are reads it for four hours. One marks what one reads."""
        await family.mark(visit, document_id, marked=data.marked)

    @get("/carers", operation_id="listCarers", guards=[manages(Category.EMERGENCY)])
    async def list_carers(self, visit: Visit, carnet_id: UUID) -> CarersView:
        """Who said, with a code, that they care for the child, and read; with the notes that they left."""
        return await family.read(visit)

    @post(
        "/carers/{carer_id:uuid}/close",
        operation_id="closeCarer",
        guards=[manages(Category.EMERGENCY)],
        status_code=204,
    )
    async def close(self, visit: Visit, carnet_id: UUID, carer_id: UUID) -> None:
        """They read no document any more, at once."""
        await family.close(visit, carer_id)

    @get("/notes", operation_id="listCarerNotes", guards=[reads(Category.EMERGENCY)])
    async def list_notes(self, visit: Visit, carnet_id: UUID) -> list[NoteView]:
        """The notes that a representative kept in the notebook."""
        return await family.kept_notes(visit)

    @put("/notes/{carer_note_id:uuid}", operation_id="decideCarerNote", guards=[manages(Category.EMERGENCY)])
    async def decide(
        self, visit: Visit, carnet_id: UUID, carer_note_id: UUID, data: NoteDecision
    ) -> NoteView:
        """Kept in the notebook, set aside (for 30 days, then erased), or waiting again."""
        return await family.decide(visit, carer_note_id, data.state)
