"""Who may: the library opens to whoever may read, or add to, one of its categories. Each letter is then looked at by itself."""

from uuid import UUID

from litestar.handlers.base import BaseRouteHandler

from backend.kit import runtime
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.guards import Connection
from backend.rooms.access.service import enter, habilitation_on
from backend.rooms.documents.metadata import CATEGORIES
from backend.rooms.identity import service as identity


async def library(connection: Connection, _: BaseRouteHandler) -> None:
    person = await identity.identify(connection)
    carnet_id: UUID = connection.path_params["carnet_id"]
    at = runtime.get().clock.now()
    habilitation = await habilitation_on(person.id, carnet_id, at=at)
    open_to = [
        (category, right)
        for right in (Right.READ, Right.ADD)
        for category in CATEGORIES
        if habilitation is not None and habilitation.may(category, right)
    ]
    category, right = open_to[0] if open_to else (Category.MEDICAL_REPORTS, Right.READ)
    connection.state.visit = await enter(person, carnet_id, category, right, at=at)
