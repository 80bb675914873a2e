"""The habits for the circle: read, write, confirm, their history, one page to print."""

from typing import Annotated, Any
from uuid import UUID

from litestar import Controller, Request, Response, delete, get, post, put
from litestar.di import Provide
from litestar.params import Parameter
from litestar.types import ControllerRouterHandler

from backend.kit.problems import language_of
from backend.rooms.access.categories import Category
from backend.rooms.access.guards import adds, provide_visit, reads
from backend.rooms.access.service import Visit
from backend.rooms.sheets import service
from backend.rooms.sheets.headings import Heading
from backend.rooms.sheets.line_routes import SheetsController
from backend.rooms.sheets.schemas import (
    HabitConfirmation,
    HabitHistory,
    HabitsView,
    HabitText,
    HeadingView,
)


class HabitsController(Controller):
    path = "/api/carnets/{carnet_id:uuid}/habits"
    tags = ["habits"]
    dependencies = {"visit": Provide(provide_visit, sync_to_thread=False)}

    @get("/", operation_id="readHabits", guards=[reads(Category.HABITS)])
    async def read_habits(self, visit: Visit, carnet_id: UUID, keep: bool = False) -> HabitsView:
        """The twelve headings. `keep`: for the phone's copy, traced as such."""
        return await service.read_habits(visit, kept=keep)

    @put("/{heading:str}", operation_id="writeHabit", guards=[adds(Category.HABITS)])
    async def write_habit(
        self, visit: Visit, carnet_id: UUID, heading: Heading, data: HabitText
    ) -> HeadingView:
        """Always kept. What somebody else wrote at once stays beside it, until a person settles."""
        return await service.write_habit(visit, heading, data)

    @post(
        "/{heading:str}/confirm", operation_id="confirmHabit", guards=[adds(Category.HABITS)], status_code=200
    )
    async def confirm_habit(
        self, visit: Visit, carnet_id: UUID, heading: Heading, data: HabitConfirmation
    ) -> HeadingView:
        """Still true; 409 with the heading of now when that text is not the only one."""
        return await service.confirm_habit(visit, heading, data)

    @delete(
        "/{heading:str}/confirm/{confirmation_id:uuid}",
        operation_id="unconfirmHabit",
        guards=[adds(Category.HABITS)],
        status_code=200,
    )
    async def unconfirm_habit(
        self, visit: Visit, carnet_id: UUID, heading: Heading, confirmation_id: UUID
    ) -> HeadingView:
        """Takes back one's own « toujours vrai »; nothing to take back changes nothing."""
        return await service.unconfirm_habit(visit, heading, confirmation_id)

    @get("/{heading:str}/history", operation_id="readHabitHistory", guards=[reads(Category.HABITS)])
    async def read_history(
        self,
        visit: Visit,
        carnet_id: UUID,
        heading: Heading,
        before: str | None = None,
        limit: Annotated[int, Parameter(ge=1, le=100)] = 20,
    ) -> HabitHistory:
        """Every version, newest first."""
        return await service.read_history(visit, heading, before=before, limit=limit)

    @get(
        "/print",
        operation_id="printHabits",
        guards=[reads(Category.HABITS)],
        opt={"own_transactions": True},
        media_type="application/pdf",
    )
    async def print_habits(
        self,
        visit: Visit,
        carnet_id: UUID,
        request: Request[Any, Any, Any],
        language: Annotated[str | None, Parameter(pattern="^(fr|en)$")] = None,
    ) -> Response[bytes]:
        """The twelve headings on one A4 page."""
        return Response(
            await service.printed(visit, language or language_of(request)),
            media_type="application/pdf",
            headers={"Content-Disposition": 'inline; filename="habitudes.pdf"', "Cache-Control": "no-store"},
        )


ROUTES: list[ControllerRouterHandler] = [HabitsController, SheetsController]
