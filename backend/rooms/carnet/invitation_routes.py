"""Invitations into a notebook: made by a representative, opened by whoever holds the link, accepted once signed in."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, get, post
from litestar.di import Provide

from backend.kit import runtime
from backend.kit.problems import language_of
from backend.rooms.access import accepting, asking, invitations
from backend.rooms.access.asking_schemas import AskedAcceptance
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.guards import manages, provide_visit
from backend.rooms.access.schemas import (
    Acceptance,
    InvitationPreview,
    InvitationToken,
    MadeInvitation,
    NewInvitation,
)
from backend.rooms.access.service import Visit, enter
from backend.rooms.carnet import service
from backend.rooms.carnet.schemas import CarnetView
from backend.rooms.identity.guards import provide_person, signed_in
from backend.rooms.identity.service import Person


async def _child_of(carnet_id: UUID) -> str:
    return str((await service.subject(carnet_id))["given_name"])


class InviteController(Controller):
    path = "/api/carnets/{carnet_id:uuid}/invitations"
    tags = ["circle"]
    dependencies = {"visit": Provide(provide_visit, sync_to_thread=False)}

    @post("/", operation_id="invite", guards=[manages(Category.CIRCLE, fresh_proof=True)])
    async def invite(self, visit: Visit, carnet_id: UUID, data: NewInvitation) -> MadeInvitation:
        """Invites one e-mail address for seven days, or the person facing you for a quarter of an hour. The link is in the answer this
        once, to be shown or shared."""
        return await invitations.invite(visit, data, child=await _child_of(carnet_id))


class InvitationController(Controller):
    path = "/api/invitations"
    tags = ["circle"]

    @post("/open", operation_id="openInvitation", status_code=200)
    async def open_invitation(
        self, data: InvitationToken, request: Request[Any, Any, Any]
    ) -> InvitationPreview:
        """What the holder of the link sees before signing in."""
        return await accepting.preview(
            data.token, child_of=_child_of, at=runtime.get().clock.now(), language=language_of(request)
        )

    @post(
        "/accept",
        operation_id="acceptInvitation",
        guards=[signed_in],
        dependencies={"person": Provide(provide_person)},
        status_code=200,
    )
    async def accept_invitation(self, person: Person, data: Acceptance) -> CarnetView:
        """Enters the circle. The account's address must be the invited one, when one was."""
        at = runtime.get().clock.now()
        carnet_id = await accepting.accept(person, data.token, data.consent, at=at)
        return await service.view(await enter(person, carnet_id, Category.IDENTITY, Right.READ, at=at))

    @post(
        "/refuse",
        operation_id="refuseInvitation",
        guards=[signed_in],
        dependencies={"person": Provide(provide_person)},
        status_code=204,
    )
    async def refuse_invitation(self, person: Person, data: InvitationToken) -> None:
        """Says no; the link stops working."""
        await accepting.refuse(person, data.token, at=runtime.get().clock.now())


class AskedController(Controller):
    """What was offered to who asked for an access: to their account, without a link."""

    path = "/api/askings/{asking_id:uuid}/invitation"
    tags = ["askings"]
    guards = [signed_in]
    dependencies = {"person": Provide(provide_person)}

    @get("/", operation_id="openAskedInvitation")
    async def open_asked_invitation(
        self, person: Person, asking_id: UUID, request: Request[Any, Any, Any]
    ) -> InvitationPreview:
        """What the family offers, and the text to agree to."""
        offered = await asking.invitation_of(person, asking_id)
        at = runtime.get().clock.now()
        return await accepting.preview(offered, child_of=_child_of, at=at, language=language_of(request))

    @post("/accept", operation_id="acceptAskedInvitation", status_code=200)
    async def accept_asked_invitation(
        self, person: Person, asking_id: UUID, data: AskedAcceptance
    ) -> CarnetView:
        """Enters the circle."""
        at = runtime.get().clock.now()
        offered = await asking.invitation_of(person, asking_id)
        carnet_id = await accepting.accept(person, offered, data.consent, at=at)
        return await service.view(await enter(person, carnet_id, Category.IDENTITY, Right.READ, at=at))
