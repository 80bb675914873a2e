"""The urgent sheet for the circle: read it, write on it, confirm it."""

from typing import Annotated, Any
from uuid import UUID

from litestar import Controller, Request, Response, delete, get, patch, post, put
from litestar.di import Provide
from litestar.params import Parameter
from litestar.types import ControllerRouterHandler

from backend.kit.problems import language_of
from backend.rooms.access.categories import Category
from backend.rooms.access.guards import manages, provide_visit, reads
from backend.rooms.access.service import Visit
from backend.rooms.emergency import service
from backend.rooms.emergency.answers import packing, page_answer
from backend.rooms.emergency.carer_routes import EmergencyCarersController
from backend.rooms.emergency.family_routes import EmergencyFamilyController
from backend.rooms.emergency.link_routes import EmergencyLinksController
from backend.rooms.emergency.pain_routes import CarersPainController, PainChoiceController
from backend.rooms.emergency.public_routes import EmergencyCodeController
from backend.rooms.emergency.schemas import (
    CardLimit,
    LineChange,
    NewLine,
    SectionAnswer,
    SectionOrder,
    SheetHistory,
    SheetSeen,
    SheetView,
    Versioned,
    WeightChoice,
)
from backend.rooms.emergency.sections import Section

AnyRequest = Request[Any, Any, Any]
Language = Annotated[str | None, Parameter(pattern="^(fr|en)$")]


class EmergencySheetController(Controller):
    path = "/api/carnets/{carnet_id:uuid}/emergency"
    tags = ["emergency"]
    dependencies = {"visit": Provide(provide_visit, sync_to_thread=False)}

    @get("/", operation_id="readEmergencySheet", guards=[reads(Category.EMERGENCY)])
    async def read_sheet(
        self, visit: Visit, carnet_id: UUID, request: AnyRequest, keep: bool = False
    ) -> SheetView:
        """The whole sheet: every section, answered or not. `keep`: for the phone's copy, traced as such."""
        return await service.read_sheet(visit, language_of(request), kept=keep)

    @post("/lines", operation_id="addEmergencyLine", guards=[manages(Category.EMERGENCY)])
    async def add_line(self, visit: Visit, carnet_id: UUID, data: NewLine, request: AnyRequest) -> SheetView:
        """A new line at the end of its section; an id made by the phone makes sending it twice harmless."""
        return await service.add_line(visit, data, language_of(request))

    @patch("/lines/{line_id:uuid}", operation_id="changeEmergencyLine", guards=[manages(Category.EMERGENCY)])
    async def change_line(
        self, visit: Visit, carnet_id: UUID, line_id: UUID, data: LineChange, request: AnyRequest
    ) -> SheetView:
        """Changes a line; 409 with the sheet of now when somebody was faster."""
        return await service.change_line(visit, line_id, data, language_of(request))

    @delete(
        "/lines/{line_id:uuid}",
        operation_id="removeEmergencyLine",
        guards=[manages(Category.EMERGENCY)],
        status_code=200,
    )
    async def remove_line(
        self, visit: Visit, carnet_id: UUID, line_id: UUID, version: int, request: AnyRequest
    ) -> SheetView:
        """Takes a line off the sheet; it can be restored for 30 days."""
        return await service.remove_line(visit, line_id, version, language_of(request))

    @post(
        "/lines/{line_id:uuid}/restore",
        operation_id="restoreEmergencyLine",
        guards=[manages(Category.EMERGENCY)],
        status_code=200,
    )
    async def restore_line(
        self, visit: Visit, carnet_id: UUID, line_id: UUID, request: AnyRequest
    ) -> SheetView:
        """Puts a removed line back, at the end of its section."""
        return await service.restore_line(visit, line_id, language_of(request))

    @post(
        "/lines/{line_id:uuid}/confirm",
        operation_id="confirmEmergencyLine",
        guards=[manages(Category.EMERGENCY)],
        status_code=200,
    )
    async def confirm_line(
        self, visit: Visit, carnet_id: UUID, line_id: UUID, data: Versioned, request: AnyRequest
    ) -> SheetView:
        """The line, as it was on the screen, still holds."""
        return await service.confirm_line(visit, line_id, data.version, language_of(request))

    @put("/order", operation_id="orderEmergencyLines", guards=[manages(Category.EMERGENCY)])
    async def order_lines(
        self, visit: Visit, carnet_id: UUID, data: SectionOrder, request: AnyRequest
    ) -> SheetView:
        """The lines of one section in the order to read them, or to call."""
        return await service.order_lines(visit, data, language_of(request))

    @put(
        "/sections/{section:str}", operation_id="answerEmergencySection", guards=[manages(Category.EMERGENCY)]
    )
    async def answer_section(
        self, visit: Visit, carnet_id: UUID, section: Section, data: SectionAnswer, request: AnyRequest
    ) -> SheetView:
        """None known, or not stated: two different answers, for a section without lines."""
        return await service.answer_section(visit, section, data, language_of(request))

    @post(
        "/confirm",
        operation_id="confirmEmergencySheet",
        guards=[manages(Category.EMERGENCY)],
        status_code=200,
    )
    async def confirm_sheet(
        self, visit: Visit, carnet_id: UUID, data: SheetSeen, request: AnyRequest
    ) -> SheetView:
        """Read in full: every line and answer, as they were on the screen, still holds."""
        return await service.confirm_sheet(visit, data, language_of(request))

    @delete(
        "/confirm",
        operation_id="unconfirmEmergencySheet",
        guards=[manages(Category.EMERGENCY)],
        status_code=200,
    )
    async def unconfirm_sheet(
        self, visit: Visit, carnet_id: UUID, version: int, request: AnyRequest
    ) -> SheetView:
        """Undoes one's own confirmation of the whole sheet, while nothing was changed since."""
        return await service.unconfirm_sheet(visit, version, language_of(request))

    @put("/weight", operation_id="chooseUrgentWeight", guards=[manages(Category.EMERGENCY)])
    async def choose_weight(
        self, visit: Visit, carnet_id: UUID, data: WeightChoice, request: AnyRequest
    ) -> SheetView:
        """Whether the newest weight is shown to a stranger."""
        return await service.choose_weight(visit, data.shown, language_of(request))

    @put("/card-limit", operation_id="limitEmergencyCard", guards=[manages(Category.EMERGENCY)])
    async def limit_card(
        self, visit: Visit, carnet_id: UUID, data: CardLimit, request: AnyRequest
    ) -> SheetView:
        """After how long without a whole reading the cards that are printed say that they are out of date."""
        return await service.limit_card(visit, data, language_of(request))

    @get("/history", operation_id="readEmergencyHistory", guards=[manages(Category.EMERGENCY)])
    async def read_history(
        self,
        visit: Visit,
        carnet_id: UUID,
        before: str | None = None,
        limit: Annotated[int, Parameter(ge=1, le=100)] = 50,
    ) -> SheetHistory:
        """Every change, newest first."""
        return await service.read_history(visit, before=before, limit=limit)

    @get(
        "/preview",
        operation_id="previewEmergencySheet",
        guards=[reads(Category.EMERGENCY)],
        media_type="text/html",
    )
    async def preview(
        self,
        visit: Visit,
        carnet_id: UUID,
        request: AnyRequest,
        language: Language = None,
        link: UUID | None = None,
    ) -> Response[bytes]:
        """The page that a scan shows, of `link` when it is said, without alerting anyone."""
        spoken = language or language_of(request)
        pack = packing(request)
        body = await service.preview(visit, spoken, pack=pack, link_id=link)
        return page_answer(body, pack=pack, language=spoken, framed_by="'self'")


ROUTES: list[ControllerRouterHandler] = [
    EmergencySheetController,
    EmergencyLinksController,
    EmergencyCodeController,
    EmergencyCarersController,
    EmergencyFamilyController,
    PainChoiceController,
    CarersPainController,
]
