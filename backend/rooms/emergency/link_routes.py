"""The codes of a sheet: list, make, show, print, renew, revoke. Representatives only."""

from typing import Annotated, Any
from uuid import UUID

from litestar import Controller, Request, Response, delete, get, post, put
from litestar.di import Provide
from litestar.params import Parameter

from backend.kit.problems import language_of
from backend.rooms.access.categories import Category
from backend.rooms.access.guards import decides, manages, provide_visit
from backend.rooms.access.service import Visit
from backend.rooms.emergency import service
from backend.rooms.emergency.schemas import ChangedContents, Code, LinkView, MadeLink, NewLink


class EmergencyLinksController(Controller):
    path = "/api/carnets/{carnet_id:uuid}/emergency/links"
    tags = ["emergency"]
    dependencies = {"visit": Provide(provide_visit, sync_to_thread=False)}

    @get("/", operation_id="listEmergencyLinks", guards=[manages(Category.EMERGENCY)])
    async def list_links(self, visit: Visit, carnet_id: UUID, keep: bool = False) -> list[LinkView]:
        """Every code, newest first, those that no longer serve too. `keep`: for the phone's copy, traced as such."""
        return await service.list_links(visit, kept=keep)

    @post(
        "/",
        operation_id="createEmergencyLink",
        guards=[manages(Category.EMERGENCY, fresh_proof=True), decides],
    )
    async def create_link(self, visit: Visit, carnet_id: UUID, data: NewLink) -> MadeLink:
        """A new code. Wants a fresh proof, and somebody who decides: not who waits for the adult to take the notebook over."""
        return await service.make_link(visit, data)

    @delete(
        "/{link_id:uuid}",
        operation_id="revokeEmergencyLink",
        guards=[manages(Category.EMERGENCY, fresh_proof=True)],
    )
    async def revoke_link(self, visit: Visit, carnet_id: UUID, link_id: UUID) -> None:
        """The code opens nothing any more, at once. Wants a fresh proof."""
        await service.revoke_link(visit, link_id)

    @post(
        "/{link_id:uuid}/renew",
        operation_id="renewEmergencyLink",
        guards=[manages(Category.EMERGENCY, fresh_proof=True)],
    )
    async def renew_link(self, visit: Visit, carnet_id: UUID, link_id: UUID) -> MadeLink:
        """A new code in the place of this one, which then says that it was replaced. Wants a fresh proof."""
        return await service.renew_link(visit, link_id)

    @put(
        "/{link_id:uuid}/contents",
        operation_id="chooseEmergencyLinkContents",
        guards=[manages(Category.EMERGENCY, fresh_proof=True), decides],
    )
    async def choose_contents(
        self, visit: Visit, carnet_id: UUID, link_id: UUID, data: ChangedContents
    ) -> LinkView:
        """What this code shows from now on; 409 with the code of now when somebody was faster. Wants a fresh proof, and somebody who decides."""
        return await service.choose_contents(visit, link_id, data)

    @get("/{link_id:uuid}/code", operation_id="showEmergencyCode", guards=[manages(Category.EMERGENCY)])
    async def show_code(self, visit: Visit, carnet_id: UUID, link_id: UUID, keep: bool = False) -> Code:
        """The code again, to show full screen. `keep`: for the phone's copy, traced as such."""
        return await service.show_code(visit, link_id, kept=keep)

    @get(
        "/{link_id:uuid}/card",
        operation_id="printEmergencyCard",
        guards=[manages(Category.EMERGENCY)],
        opt={"own_transactions": True},
        media_type="application/pdf",
    )
    async def print_card(
        self,
        visit: Visit,
        carnet_id: UUID,
        link_id: UUID,
        request: Request[Any, Any, Any],
        language: Annotated[str | None, Parameter(pattern="^(fr|en)$")] = None,
    ) -> Response[bytes]:
        """The card to print and cut out, with every line in words."""
        body = await service.printed_card(visit, link_id, language or language_of(request))
        return Response(
            body,
            media_type="application/pdf",
            headers={
                "Content-Disposition": 'inline; filename="fiche-urgence.pdf"',
                "Cache-Control": "no-store",
            },
        )
