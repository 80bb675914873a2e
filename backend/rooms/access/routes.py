"""The circle: who has access, until when. Inviting is in the carnet room, which knows the child's name. Jobs are declared by being imported
here."""

from uuid import UUID

from litestar import Controller, delete, get, patch
from litestar.di import Provide
from litestar.types import ControllerRouterHandler

from backend.rooms.access import circle, invitations, jobs
from backend.rooms.access.asking_routes import AskingsController
from backend.rooms.access.categories import Category
from backend.rooms.access.details_routes import DetailsController
from backend.rooms.access.guards import manages, provide_visit, reads, represents
from backend.rooms.access.mask_routes import MasksController
from backend.rooms.access.schemas import Circle, HabilitationChange, InvitationState
from backend.rooms.access.seal_routes import SealController
from backend.rooms.access.service import Visit
from backend.rooms.access.team_routes import ROUTES as TEAMS
from backend.rooms.access.trace_routes import TracesController


class CircleController(Controller):
    path = "/api/carnets/{carnet_id:uuid}"
    tags = ["circle"]
    dependencies = {"visit": Provide(provide_visit, sync_to_thread=False)}

    @get("/circle", operation_id="readCircle", guards=[reads(Category.CIRCLE)])
    async def read_circle(self, visit: Visit, carnet_id: UUID) -> Circle:
        """Everyone who has access, and for representatives the invitations under way."""
        return await circle.read(visit)

    @get(
        "/invitations/{invitation_id:uuid}", operation_id="readInvitation", guards=[manages(Category.CIRCLE)]
    )
    async def read_invitation(self, visit: Visit, carnet_id: UUID, invitation_id: UUID) -> InvitationState:
        """What became of it: who entered by it, as soon as they have."""
        return await invitations.state(visit, invitation_id)

    @delete(
        "/invitations/{invitation_id:uuid}",
        operation_id="cancelInvitation",
        guards=[represents(Category.CIRCLE)],
        status_code=204,
    )
    async def cancel_invitation(self, visit: Visit, carnet_id: UUID, invitation_id: UUID) -> None:
        """The link stops working at once."""
        await invitations.cancel(visit, invitation_id)

    @patch(
        "/habilitations/{habilitation_id:uuid}",
        operation_id="changeHabilitation",
        guards=[manages(Category.CIRCLE)],
        status_code=204,
    )
    async def change_habilitation(
        self, visit: Visit, carnet_id: UUID, habilitation_id: UUID, data: HabilitationChange
    ) -> None:
        """Changes what an access opens, for how long, why. Opening more, or for longer, wants a fresh proof."""
        await circle.change(visit, habilitation_id, data)

    @delete(
        "/habilitations/{habilitation_id:uuid}",
        operation_id="withdrawHabilitation",
        guards=[reads(Category.IDENTITY)],
        status_code=204,
    )
    async def withdraw_habilitation(self, visit: Visit, carnet_id: UUID, habilitation_id: UUID) -> None:
        """Takes an access away (representatives), or leaves (one's own)."""
        await circle.withdraw(visit, habilitation_id)


__all__ = ["ROUTES", "jobs"]

ROUTES: list[ControllerRouterHandler] = [
    CircleController,
    AskingsController,
    DetailsController,
    MasksController,
    TracesController,
    SealController,
    *TEAMS,
]
