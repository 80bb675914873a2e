"""Who may: each sheet is a category of its own, and the address says which; the list opens by any of them."""

from litestar.handlers.base import BaseRouteHandler

from backend.kit.errors import NotFound
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.guards import Connection, Guard, any_of, needs
from backend.rooms.identity import service as identity
from backend.rooms.sheets.eleven import SHEETS, Sheet

DOORS = tuple((about.category, right) for right in (Right.READ, Right.ADD) for about in SHEETS.values())


any_sheet = any_of(*DOORS)


def of_sheet(right: Right) -> Guard:
    """The sheet that the address names. One that there is not: NotFound, for who is signed in."""

    async def guard(connection: Connection, handler: BaseRouteHandler) -> None:
        try:
            sheet = Sheet(connection.path_params["sheet"])
        except ValueError:
            await identity.identify(connection)
            raise NotFound from None
        await needs(SHEETS[sheet].category, right)(connection, handler)

    return guard


async def chooses(connection: Connection, handler: BaseRouteHandler) -> None:
    """Who reads the sheet that the address names, and writes the urgent sheet."""
    await of_sheet(Right.READ)(connection, handler)
    await needs(Category.EMERGENCY, Right.MANAGE)(connection, handler)
