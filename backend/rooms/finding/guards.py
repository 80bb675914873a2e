"""Who may: whoever may read, or add to, any of what is looked through. Each room then shows what it would show."""

from uuid import UUID

from litestar.handlers.base import BaseRouteHandler

from backend.kit import runtime
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.guards import Connection
from backend.rooms.access.service import enter_by
from backend.rooms.captures import finding as images
from backend.rooms.documents import finding as letters
from backend.rooms.identity import service as identity

DOORS = (*letters.DOORS, *images.DOORS, (Category.AGENDA, Right.READ), (Category.HABITS, Right.READ))


async def anything(connection: Connection, _: BaseRouteHandler) -> None:
    person = await identity.identify(connection)
    carnet_id: UUID = connection.path_params["carnet_id"]
    at = runtime.get().clock.now()
    connection.state.visit = await enter_by(person, carnet_id, DOORS, at=at)
