"""Who may: an upload belongs to who began it; the album opens to whoever may read, or only add, in one of its categories."""

from uuid import UUID

from litestar.handlers.base import BaseRouteHandler

from backend.kit import runtime
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.guards import Connection
from backend.rooms.access.service import enter
from backend.rooms.captures import uploads
from backend.rooms.captures.errors import TusVersion
from backend.rooms.captures.tus import VERSION
from backend.rooms.identity import service as identity


async def album(connection: Connection, _: BaseRouteHandler) -> None:
    """In the circle, with anything to do with images. Each image is then looked at by itself."""
    person = await identity.identify(connection)
    carnet_id: UUID = connection.path_params["carnet_id"]
    at = runtime.get().clock.now()
    connection.state.visit = await enter(person, carnet_id, Category.PHOTOS, Right.ADD, at=at)


async def own_upload(connection: Connection, _: BaseRouteHandler) -> None:
    person = await identity.identify(connection)
    capture_id: UUID = connection.path_params["capture_id"]
    connection.state.visit = await uploads.enter(person, capture_id, at=runtime.get().clock.now())


async def speaks_tus(connection: Connection, _: BaseRouteHandler) -> None:
    if connection.headers.get("tus-resumable") != VERSION:
        raise TusVersion
