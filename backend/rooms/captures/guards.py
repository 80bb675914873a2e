"""Who may: the album opens to whoever may read, or only add, in one of its categories."""

from uuid import UUID

from litestar.handlers.base import BaseRouteHandler

from backend.kit import runtime
from backend.rooms.access.guards import Connection
from backend.rooms.access.service import enter_by
from backend.rooms.captures.timeline import DOORS
from backend.rooms.identity import service as identity


async def album(connection: Connection, _: BaseRouteHandler) -> None:
    """In the circle, with anything to do with images. Each image is then looked at by itself."""
    person = await identity.identify(connection)
    carnet_id: UUID = connection.path_params["carnet_id"]
    at = runtime.get().clock.now()
    connection.state.visit = await enter_by(person, carnet_id, DOORS, at=at)
