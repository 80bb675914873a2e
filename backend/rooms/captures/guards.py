"""Who may: the album opens to whoever may read, or only add, in one of its categories."""

from uuid import UUID

from litestar.handlers.base import BaseRouteHandler

from backend.kit import runtime
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.guards import Connection
from backend.rooms.access.service import enter
from backend.rooms.identity import service as identity


async def album(connection: Connection, _: BaseRouteHandler) -> None:
    """In the circle, with anything to do with images. Each image is then looked at by itself."""
    person = await identity.identify(connection)
    carnet_id: UUID = connection.path_params["carnet_id"]
    at = runtime.get().clock.now()
    connection.state.visit = await enter(person, carnet_id, Category.PHOTOS, Right.ADD, at=at)
