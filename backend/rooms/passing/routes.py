"""Showing an item to somebody of the circle, and opening what one is shown."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, delete, get, post
from litestar.di import Provide
from litestar.types import ControllerRouterHandler

from backend.kit.problems import language_of
from backend.rooms.access.categories import Category
from backend.rooms.access.guards import provide_visit, reads
from backend.rooms.access.service import Visit
from backend.rooms.passing import jobs, service
from backend.rooms.passing.schemas import KindName, NewPassing, OpenedShown, Passable, Shown

__all__ = ["ROUTES", "jobs"]


class PassingController(Controller):
    """For who sees the circle: one cannot show something to people of whom one knows nothing."""

    path = "/api/carnets/{carnet_id:uuid}/shown"
    tags = ["passing"]
    guards = [reads(Category.CIRCLE)]
    dependencies = {"visit": Provide(provide_visit, sync_to_thread=False)}

    @get("/{kind:str}/{seen_id:uuid}", operation_id="readPassable")
    async def read_passable(self, visit: Visit, carnet_id: UUID, kind: KindName, seen_id: UUID) -> Passable:
        """Who else of the circle sees it already, and to whom I showed it."""
        return await service.read(visit, kind, seen_id)

    @post("/{kind:str}/{seen_id:uuid}", operation_id="showToSomebody", status_code=200)
    async def show_to_somebody(
        self, visit: Visit, carnet_id: UUID, kind: KindName, seen_id: UUID, data: NewPassing
    ) -> Passable:
        """To people to whom it is open already: it widens no right."""
        return await service.show(visit, kind, seen_id, data)


class ShownController(Controller):
    """What somebody shows me, and what I showed."""

    path = "/api/carnets/{carnet_id:uuid}/shown"
    tags = ["passing"]
    guards = [reads(Category.IDENTITY)]
    dependencies = {"visit": Provide(provide_visit, sync_to_thread=False)}

    @get("/", operation_id="listShown")
    async def list_shown(self, visit: Visit, carnet_id: UUID, request: Request[Any, Any, Any]) -> list[Shown]:
        """What I have not opened yet, newest first."""
        return await service.waiting(visit, language_of(request))

    @post("/{shown_id:uuid}/open", operation_id="openShown", status_code=200)
    async def open_shown(self, visit: Visit, carnet_id: UUID, shown_id: UUID) -> OpenedShown:
        """Where it is; who shows it is told that I opened it."""
        return await service.open_shown(visit, shown_id)

    @delete("/{shown_id:uuid}", operation_id="takeBackShown", status_code=204)
    async def take_back_shown(self, visit: Visit, carnet_id: UUID, shown_id: UUID) -> None:
        """Mine: it is shown to them no more."""
        await service.take_back(visit, shown_id)


ROUTES: list[ControllerRouterHandler] = [PassingController, ShownController]
