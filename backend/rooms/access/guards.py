"""Who may: guards that pass the door before a body is decoded (over 1 MB: before it is read), and the `visit` that a handler names in its signature."""

from collections.abc import Awaitable, Callable
from typing import Any
from uuid import UUID

from litestar.connection import ASGIConnection, Request
from litestar.handlers.base import BaseRouteHandler

from backend.kit import runtime
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.service import Visit, enter, enter_by, refuse
from backend.rooms.identity import service as identity

Connection = ASGIConnection[Any, Any, Any, Any]
Guard = Callable[[Connection, BaseRouteHandler], Awaitable[None]]


def needs(category: Category, right: Right, *, fresh_proof: bool = False) -> Guard:
    """A guard for routes under /api/carnets/{carnet_id}: signed in (401), in the circle with this right (404).

    fresh_proof: a passkey or a code within five minutes, else 403 `fresh_proof_needed`.
    """

    async def guard(connection: Connection, _: BaseRouteHandler) -> None:
        person = await identity.identify(connection)
        carnet_id: UUID = connection.path_params["carnet_id"]
        connection.state.visit = await enter(person, carnet_id, category, right, at=runtime.get().clock.now())
        if fresh_proof:
            identity.require_fresh_proof(person)

    return guard


def any_of(*doors: tuple[Category, Right]) -> Guard:
    """For a room that opens by any of several doors, and shows behind each what is there."""

    async def guard(connection: Connection, _: BaseRouteHandler) -> None:
        person = await identity.identify(connection)
        carnet_id: UUID = connection.path_params["carnet_id"]
        connection.state.visit = await enter_by(person, carnet_id, doors, at=runtime.get().clock.now())

    return guard


def represents(category: Category) -> Guard:
    """A representative of this notebook, who by a recorded fact decides nothing any more too."""
    enters = reads(category)

    async def guard(connection: Connection, handler: BaseRouteHandler) -> None:
        await enters(connection, handler)
        visit: Visit = connection.state.visit
        if not visit.is_representative:
            raise await refuse(visit)

    return guard


async def decides(connection: Connection, _: BaseRouteHandler) -> None:
    """After the guard that opened the door: not for who keeps something up without deciding (majority.py)."""
    visit: Visit = connection.state.visit
    if not visit.decides:
        raise await refuse(visit)


def provide_visit(request: Request[Any, Any, Any]) -> Visit:
    """The `visit` that the route's guard opened."""
    visit: Visit = request.state.visit
    return visit


def reads(category: Category) -> Guard:
    return needs(category, Right.READ)


def adds(category: Category) -> Guard:
    return needs(category, Right.ADD)


def manages(category: Category, *, fresh_proof: bool = False) -> Guard:
    return needs(category, Right.MANAGE, fresh_proof=fresh_proof)
