"""Notebooks: the list of mine, one of them, its portrait, its home screen."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, patch, post, put
from litestar.di import Provide
from litestar.types import ControllerRouterHandler

from backend.kit import runtime
from backend.kit.problems import language_of
from backend.kit.requests import whole_body
from backend.rooms.access.categories import Category
from backend.rooms.access.guards import manages, provide_visit, reads
from backend.rooms.access.service import Visit
from backend.rooms.carnet import service
from backend.rooms.carnet.agreement_routes import AgreementsController, DecisionsController
from backend.rooms.carnet.closing_routes import CloseController, ClosingsController
from backend.rooms.carnet.invitation_routes import AskedController, InvitationController, InviteController
from backend.rooms.carnet.majority_routes import MajorityController
from backend.rooms.carnet.receipt_routes import (
    PaperController,
    ReceiptController,
    TeamMemberReceiptController,
    TeamReceiptController,
)
from backend.rooms.carnet.schemas import CarnetCard, CarnetChange, CarnetView, Home, NewCarnet
from backend.rooms.carnet.trace_routes import TraceCopyController
from backend.rooms.identity.guards import provide_person, signed_in
from backend.rooms.identity.service import Person

PORTRAIT_LIMIT = 15_000_000


class CarnetsController(Controller):
    path = "/api/carnets"
    tags = ["carnets"]
    guards = [signed_in]
    dependencies = {"person": Provide(provide_person)}

    @get("/", operation_id="listCarnets")
    async def list_carnets(self, person: Person) -> list[CarnetCard]:
        """The notebooks open to me; reading one is another operation, and traced."""
        return await service.carnets_of(person, at=runtime.get().clock.now())

    @post("/", operation_id="openCarnet")
    async def open_carnet(self, person: Person, data: NewCarnet) -> CarnetView:
        """Opens a notebook, of which I am the representative."""
        return await service.open_carnet(person, data, at=runtime.get().clock.now())


class CarnetController(Controller):
    path = "/api/carnets/{carnet_id:uuid}"
    tags = ["carnets"]
    dependencies = {"visit": Provide(provide_visit, sync_to_thread=False)}

    @get("/", operation_id="readCarnet", guards=[reads(Category.IDENTITY)])
    async def read_carnet(self, visit: Visit, carnet_id: UUID) -> CarnetView:
        """One notebook: who it is about, and what is open to me."""
        return await service.read(visit)

    @patch("/", operation_id="changeCarnet", guards=[manages(Category.IDENTITY)])
    async def change_carnet(self, visit: Visit, carnet_id: UUID, data: CarnetChange) -> CarnetView:
        """Changes the identity; 409 with the state of now when somebody was faster."""
        return await service.change(visit, data)

    @put(
        "/portrait",
        operation_id="setPortrait",
        guards=[manages(Category.IDENTITY)],
        opt={"own_transactions": True, "stream_body": True},
    )
    async def set_portrait(
        self, visit: Visit, carnet_id: UUID, request: Request[Any, Any, Any]
    ) -> CarnetView:
        """The body is the picture itself, 15 MB at most."""
        return await service.set_portrait(
            visit, await whole_body(request.scope, request.receive, PORTRAIT_LIMIT)
        )

    @get(
        "/portrait",
        operation_id="readPortrait",
        guards=[reads(Category.IDENTITY)],
        opt={"own_transactions": True},
        media_type="image/webp",
    )
    async def read_portrait(self, visit: Visit, carnet_id: UUID) -> Response[bytes]:
        """The portrait, at most 320 pixels wide or high."""
        return Response(
            await service.read_portrait(visit),
            media_type="image/webp",
            headers={"Cache-Control": "private, no-cache", "Content-Disposition": "inline"},
        )

    @get("/home", operation_id="readHome", guards=[reads(Category.IDENTITY)])
    async def read_home(self, visit: Visit, carnet_id: UUID, request: Request[Any, Any, Any]) -> Home:
        """What is new since my last visit."""
        return await service.home(visit, language_of(request))

    @post("/visit", operation_id="markVisit", guards=[reads(Category.IDENTITY)], status_code=204)
    async def mark_visit(self, visit: Visit, carnet_id: UUID) -> None:
        """The home screen has been seen: the next one starts from now."""
        await service.mark_visit(visit)


ROUTES: list[ControllerRouterHandler] = [
    CarnetsController,
    CarnetController,
    CloseController,
    AgreementsController,
    DecisionsController,
    MajorityController,
    ClosingsController,
    InviteController,
    ReceiptController,
    PaperController,
    TeamReceiptController,
    TeamMemberReceiptController,
    InvitationController,
    AskedController,
    TraceCopyController,
]
