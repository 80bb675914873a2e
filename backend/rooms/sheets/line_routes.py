"""The sheets for the circle: read, write, confirm, and the history of each line."""

from typing import Annotated, Any
from uuid import UUID

from litestar import Controller, Request, delete, get, post, put
from litestar.di import Provide
from litestar.params import Parameter

from backend.kit.problems import language_of
from backend.rooms.access.categories import Right
from backend.rooms.access.guards import provide_visit
from backend.rooms.access.service import Visit
from backend.rooms.sheets import lines, urgent
from backend.rooms.sheets.eleven import Sheet
from backend.rooms.sheets.guards import any_sheet, chooses, of_sheet
from backend.rooms.sheets.line_schemas import (
    LineChoice,
    LineHistory,
    LineNow,
    LineText,
    SheetNow,
    SheetSummaries,
    WholeSheets,
)
from backend.rooms.sheets.schemas import HabitConfirmation

Asked = Request[Any, Any, Any]
Place = Annotated[str, Parameter(pattern=r"^[a-z0-9_.-]{2,60}$")]


class SheetsController(Controller):
    path = "/api/carnets/{carnet_id:uuid}/sheets"
    tags = ["sheets"]
    dependencies = {"visit": Provide(provide_visit, sync_to_thread=False)}

    @get("/", operation_id="listSheets", guards=[any_sheet])
    async def list_sheets(self, visit: Visit, carnet_id: UUID, request: Asked) -> SheetSummaries:
        """Those that one may read, in their order, counted."""
        return await lines.read_sheets(visit, language_of(request))

    @get("/whole", operation_id="readSheets", guards=[any_sheet])
    async def read_sheets(
        self, visit: Visit, carnet_id: UUID, request: Asked, keep: bool = False
    ) -> WholeSheets:
        """Those that one may read, whole. `keep`: for the phone's copy, traced as such."""
        return await lines.read_whole(visit, language_of(request), kept=keep)

    @get("/{sheet:str}", operation_id="readSheet", guards=[of_sheet(Right.READ)])
    async def read_sheet(self, visit: Visit, carnet_id: UUID, sheet: Sheet, request: Asked) -> SheetNow:
        """One sheet, traced once a viewing."""
        return await lines.read_sheet(visit, sheet, language_of(request))

    @put("/{sheet:str}/{place:str}", operation_id="writeLine", guards=[of_sheet(Right.ADD)])
    async def write_line(
        self, visit: Visit, carnet_id: UUID, sheet: Sheet, place: Place, request: Asked, data: LineText
    ) -> LineNow:
        """Always kept; what somebody else wrote at once stays beside it, until a person settles. 409 with the line of now, and nothing kept, when
        `urgent` was chosen over another choice or unread texts: sent again without it, it is kept."""
        return await lines.write_line(visit, sheet, place, data, language_of(request))

    @post(
        "/{sheet:str}/{place:str}/confirm",
        operation_id="confirmLine",
        guards=[of_sheet(Right.ADD)],
        status_code=200,
    )
    async def confirm_line(
        self,
        visit: Visit,
        carnet_id: UUID,
        sheet: Sheet,
        place: Place,
        request: Asked,
        data: HabitConfirmation,
    ) -> LineNow:
        """Still true; 409 with the line of now when that text is not the only one."""
        return await lines.confirm_line(visit, sheet, place, data, language_of(request))

    @delete(
        "/{sheet:str}/{place:str}/confirm/{confirmation_id:uuid}",
        operation_id="unconfirmLine",
        guards=[of_sheet(Right.ADD)],
        status_code=200,
    )
    async def unconfirm_line(
        self,
        visit: Visit,
        carnet_id: UUID,
        sheet: Sheet,
        place: Place,
        confirmation_id: UUID,
        request: Asked,
    ) -> LineNow:
        """Takes back one's own « toujours vrai »; nothing to take back changes nothing."""
        return await lines.unconfirm_line(visit, sheet, place, confirmation_id, language_of(request))

    @put("/{sheet:str}/{place:str}/urgent", operation_id="chooseUrgentLine", guards=[chooses])
    async def choose_line(
        self, visit: Visit, carnet_id: UUID, sheet: Sheet, place: Place, request: Asked, data: LineChoice
    ) -> LineNow:
        """Shown on the urgent sheet, or kept for the circle; 409 with the line of now when other texts or another choice stand there than were
        seen."""
        return await urgent.choose_line(visit, sheet, place, data, language_of(request))

    @get("/{sheet:str}/{place:str}/history", operation_id="readLineHistory", guards=[of_sheet(Right.READ)])
    async def read_history(
        self,
        visit: Visit,
        carnet_id: UUID,
        sheet: Sheet,
        place: Place,
        before: str | None = None,
        limit: Annotated[int, Parameter(ge=1, le=100)] = 20,
    ) -> LineHistory:
        """Every version, newest first."""
        return await lines.read_history(visit, sheet, place, before=before, limit=limit)
