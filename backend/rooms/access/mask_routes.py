"""« Qui peut voir cette image ? »: who sees one item, hiding it, showing it again."""

from uuid import UUID

from litestar import Controller, delete, get, post
from litestar.di import Provide

from backend.rooms.access import masks
from backend.rooms.access.categories import Category
from backend.rooms.access.guards import provide_visit, reads
from backend.rooms.access.mask_schemas import KindName, NewMask, WhoSees
from backend.rooms.access.service import Visit


class MasksController(Controller):
    """The item is then looked at by its own room."""

    path = "/api/carnets/{carnet_id:uuid}/masks"
    tags = ["circle"]
    guards = [reads(Category.IDENTITY)]
    dependencies = {"visit": Provide(provide_visit, sync_to_thread=False)}

    @get("/{kind:str}/{seen_id:uuid}", operation_id="readWhoSees")
    async def read_who_sees(self, visit: Visit, carnet_id: UUID, kind: KindName, seen_id: UUID) -> WhoSees:
        """Who sees one photo, film, letter or date; for representatives and for who added it."""
        return await masks.read(visit, kind, seen_id)

    @post("/", operation_id="hideItem")
    async def hide_item(self, visit: Visit, carnet_id: UUID, data: NewMask) -> WhoSees:
        """Hides it: from one person, from everyone but the representatives, from the representatives, or child protection."""
        return await masks.hide(visit, data)

    @delete("/{mask_id:uuid}", operation_id="showItem", status_code=204)
    async def show_item(self, visit: Visit, carnet_id: UUID, mask_id: UUID) -> None:
        """Takes a mask away; its history stays."""
        await masks.show(visit, mask_id)
