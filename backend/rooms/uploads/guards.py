"""Who may: an upload belongs to who began it."""

from uuid import UUID

from litestar.handlers.base import BaseRouteHandler

from backend.kit import runtime
from backend.rooms.access.guards import Connection
from backend.rooms.identity import service as identity
from backend.rooms.uploads import beginning
from backend.rooms.uploads.errors import TusVersion
from backend.rooms.uploads.tus import VERSION


async def own_upload(connection: Connection, _: BaseRouteHandler) -> None:
    person = await identity.identify(connection)
    item_id: UUID = connection.path_params["item_id"]
    connection.state.visit = await beginning.enter(person, item_id, at=runtime.get().clock.now())


async def speaks_tus(connection: Connection, _: BaseRouteHandler) -> None:
    if connection.headers.get("tus-resumable") != VERSION:
        raise TusVersion
