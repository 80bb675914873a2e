"""The one route of finding."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, post
from litestar.di import Provide
from litestar.types import ControllerRouterHandler

from backend.kit.problems import language_of
from backend.rooms.access.guards import provide_visit
from backend.rooms.access.service import Visit
from backend.rooms.finding import service
from backend.rooms.finding.guards import anything
from backend.rooms.finding.schemas import Found, Search


class FindingController(Controller):
    path = "/api/carnets/{carnet_id:uuid}/find"
    tags = ["finding"]
    guards = [anything]
    dependencies = {"visit": Provide(provide_visit, sync_to_thread=False)}

    @post("/", operation_id="findInCarnet", status_code=200)
    async def find_in_carnet(
        self, visit: Visit, carnet_id: UUID, data: Search, request: Request[Any, Any, Any]
    ) -> Found:
        """Letters, images, dates and habits, by words and by what is known of them. A reading: it changes nothing. By POST, so that
        what is looked for is in no address and in no log."""
        return await service.find(visit, data, language_of(request))


ROUTES: list[ControllerRouterHandler] = [FindingController]
