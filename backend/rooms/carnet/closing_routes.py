"""Closing a notebook, and coming back."""

from typing import Any
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.di import Provide
from litestar.openapi import ResponseSpec

from backend.kit import runtime
from backend.rooms.access.categories import Category
from backend.rooms.access.guards import manages, provide_visit
from backend.rooms.access.service import Visit
from backend.rooms.carnet import agreeing, closing
from backend.rooms.carnet.agreement_schemas import AgreementView
from backend.rooms.carnet.closing_schemas import ClosingPlan, ClosingView, Reopened
from backend.rooms.identity.guards import provide_person, signed_in
from backend.rooms.identity.service import Person


class CloseController(Controller):
    path = "/api/carnets/{carnet_id:uuid}/closing"
    tags = ["closing"]
    dependencies = {"visit": Provide(provide_visit, sync_to_thread=False)}

    @get("/", operation_id="planClosing", guards=[manages(Category.IDENTITY)])
    async def plan_closing(self, visit: Visit, carnet_id: UUID) -> ClosingPlan:
        """What closing this notebook would erase, when, and what would stay."""
        return await closing.plan(visit)

    @post(
        "/",
        operation_id="closeCarnet",
        guards=[manages(Category.IDENTITY, fresh_proof=True)],
        status_code=200,
        responses={
            200: ResponseSpec(ClosingView, description="Closed", generate_examples=False),
            202: ResponseSpec(
                AgreementView, description="Asked of the other representatives", generate_examples=False
            ),
        },
    )
    async def close_carnet(self, visit: Visit, carnet_id: UUID) -> Response[Any]:
        """Closes it when nobody else need agree, or all have; its representatives can come back for 30 days. Else it is asked of
        the others (202), for seven days; asking for what another asked is agreeing."""
        answer = await agreeing.close(visit)
        return Response(answer, status_code=200 if isinstance(answer, ClosingView) else 202)


class ClosingsController(Controller):
    path = "/api/closings"
    tags = ["closing"]
    guards = [signed_in]
    dependencies = {"person": Provide(provide_person)}

    @get("/", operation_id="listClosings")
    async def list_closings(self, person: Person) -> list[ClosingView]:
        """Closed notebooks that I represented, until the last backup of their key has ended."""
        return await closing.closings(person, at=runtime.get().clock.now())

    @post("/{closing_id:uuid}/reopen", operation_id="reopenCarnet", status_code=200)
    async def reopen_carnet(self, person: Person, closing_id: UUID) -> Reopened:
        """Everything as it was; 410 once the 30 days are over."""
        return Reopened(carnet_id=await closing.reopen(person, closing_id, at=runtime.get().clock.now()))
