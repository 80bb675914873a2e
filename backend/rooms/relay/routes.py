"""The relay sheet's routes, for the circle."""

from typing import Annotated, Any
from uuid import UUID

from litestar import Controller, Request, Response, delete, get, post
from litestar.di import Provide
from litestar.params import Parameter
from litestar.types import ControllerRouterHandler

from backend.kit.problems import language_of
from backend.rooms.access.categories import Category
from backend.rooms.access.guards import any_of, decides, manages, provide_visit
from backend.rooms.access.service import Visit
from backend.rooms.relay import jobs, links, reading
from backend.rooms.relay.public_routes import RelayAddressController
from backend.rooms.relay.schemas import MadeRelayLink, NewRelayLink, RelayLinkView, RelayView

__all__ = ["ROUTES", "jobs"]

Asked = Request[Any, Any, Any]
Language = Annotated[str | None, Parameter(pattern="^(fr|en)$")]


class RelayController(Controller):
    path = "/api/carnets/{carnet_id:uuid}/relay"
    tags = ["relay"]
    dependencies: dict[str, Any] = {"visit": Provide(provide_visit, sync_to_thread=False)}

    @get("/", operation_id="readRelay", guards=[any_of(*reading.DOORS)])
    async def read_relay(
        self, visit: Visit, carnet_id: UUID, request: Asked, keep: bool = False
    ) -> RelayView:
        """What who takes over needs to know, of what is open to who asks; what changed is told since they last did. `keep`: for the phone's own copy; nobody looks."""
        return await reading.read(visit, language_of(request), kept=keep)

    @get(
        "/print",
        operation_id="printRelay",
        guards=[any_of(*reading.DOORS)],
        opt={"own_transactions": True},
        media_type="application/pdf",
    )
    async def print_relay(
        self, visit: Visit, carnet_id: UUID, request: Asked, language: Language = None
    ) -> Response[bytes]:
        """On paper, with boxes to tick."""
        made = await reading.printed(visit, language or language_of(request))
        headers = {
            "Content-Disposition": 'inline; filename="feuille-de-relais.pdf"',
            "Cache-Control": "no-store",
        }
        return Response(made, media_type="application/pdf", headers=headers)

    @get("/links", operation_id="listRelayLinks", guards=[manages(Category.JOURNAL), decides])
    async def list_links(self, visit: Visit, carnet_id: UUID) -> list[RelayLinkView]:
        """Addresses that open it, and those that ended less than a month ago."""
        return await links.list_of(visit)

    @post(
        "/links",
        operation_id="createRelayLink",
        guards=[manages(Category.JOURNAL, fresh_proof=True), decides],
    )
    async def make_link(self, visit: Visit, carnet_id: UUID, data: NewRelayLink) -> MadeRelayLink:
        """The address is told this once."""
        return await links.make(visit, data)

    @delete(
        "/links/{address_id:uuid}", operation_id="closeRelayLink", guards=[manages(Category.JOURNAL), decides]
    )
    async def close_link(self, visit: Visit, carnet_id: UUID, address_id: UUID) -> None:
        """It opens nothing from now on."""
        await links.close(visit, address_id)


ROUTES: list[ControllerRouterHandler] = [RelayController, RelayAddressController]
