"""The agenda's routes."""

from uuid import UUID

from litestar import Controller, delete, get, patch, post, put
from litestar.di import Provide
from litestar.types import ControllerRouterHandler

from backend.rooms.access.categories import Category
from backend.rooms.access.guards import adds, manages, provide_visit, reads
from backend.rooms.access.service import Visit
from backend.rooms.agenda import jobs, service
from backend.rooms.agenda.schemas import Agenda, ItemChange, ItemDone, ItemView, NewItem

__all__ = ["ROUTES", "jobs"]


class AgendaController(Controller):
    path = "/api/carnets/{carnet_id:uuid}/agenda"
    tags = ["agenda"]
    dependencies = {"visit": Provide(provide_visit, sync_to_thread=False)}

    @get("/", operation_id="readAgenda", guards=[reads(Category.AGENDA)])
    async def read_agenda(self, visit: Visit, carnet_id: UUID, keep: bool = False) -> Agenda:
        """What comes and what was. `keep`: for the phone's own copy; nobody looks."""
        return await service.read(visit, kept=keep)

    @post("/", operation_id="addAgendaItem", guards=[adds(Category.AGENDA)])
    async def add_agenda_item(self, visit: Visit, carnet_id: UUID, data: NewItem) -> ItemView:
        """An appointment, or a deadline."""
        return await service.add(visit, data)

    @get("/bin", operation_id="listAgendaBin", guards=[manages(Category.AGENDA)])
    async def list_agenda_bin(self, visit: Visit, carnet_id: UUID) -> list[ItemView]:
        """What can still be restored."""
        return await service.bin_of(visit)

    @get("/{entry_id:uuid}", operation_id="readAgendaItem", guards=[reads(Category.AGENDA)])
    async def read_agenda_item(self, visit: Visit, carnet_id: UUID, entry_id: UUID) -> ItemView:
        """One appointment or deadline, with its reminders."""
        return await service.read_item(visit, entry_id)

    @patch("/{entry_id:uuid}", operation_id="changeAgendaItem", guards=[manages(Category.AGENDA)])
    async def change_agenda_item(
        self, visit: Visit, carnet_id: UUID, entry_id: UUID, data: ItemChange
    ) -> ItemView:
        """409 with the item of now when somebody was faster."""
        return await service.change(visit, entry_id, data)

    @put("/{entry_id:uuid}/done", operation_id="setAgendaItemDone", guards=[manages(Category.AGENDA)])
    async def set_agenda_item_done(
        self, visit: Visit, carnet_id: UUID, entry_id: UUID, data: ItemDone
    ) -> ItemView:
        """Done: recalled to nobody any more. Or not done after all."""
        return await service.set_done(visit, entry_id, data)

    @delete(
        "/{entry_id:uuid}", operation_id="binAgendaItem", guards=[manages(Category.AGENDA)], status_code=204
    )
    async def bin_agenda_item(self, visit: Visit, carnet_id: UUID, entry_id: UUID) -> None:
        """Into the bin, for 30 days."""
        await service.put_in_bin(visit, entry_id)

    @post(
        "/{entry_id:uuid}/restore",
        operation_id="restoreAgendaItem",
        guards=[manages(Category.AGENDA)],
        status_code=200,
    )
    async def restore_agenda_item(self, visit: Visit, carnet_id: UUID, entry_id: UUID) -> ItemView:
        """Out of the bin."""
        return await service.restore(visit, entry_id)


ROUTES: list[ControllerRouterHandler] = [AgendaController]
