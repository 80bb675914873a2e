"""Who may: the library opens to whoever may read, or add to, one of its categories. Each letter is then looked at by itself."""

from uuid import UUID

from litestar.handlers.base import BaseRouteHandler

from backend.kit import runtime
from backend.rooms.access.guards import Connection
from backend.rooms.access.service import enter_by
from backend.rooms.documents.library import DOORS
from backend.rooms.identity import service as identity


async def library(connection: Connection, _: BaseRouteHandler) -> None:
    person = await identity.identify(connection)
    carnet_id: UUID = connection.path_params["carnet_id"]
    at = runtime.get().clock.now()
    connection.state.visit = await enter_by(person, carnet_id, DOORS, at=at)
