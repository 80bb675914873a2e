"""Who may: decided before a body is decoded, and before one over 1 MB is read. The handler then names the person in its signature."""

from typing import Any

from litestar import Request
from litestar.handlers.base import BaseRouteHandler

from backend.rooms.identity import sessions
from backend.rooms.identity.sessions import Connection, Person


async def signed_in(connection: Connection, _: BaseRouteHandler) -> None:
    """Strongly signed in (401, or 403 `enrolling`)."""
    await sessions.identify(connection)


async def enrolling(connection: Connection, _: BaseRouteHandler) -> None:
    """Signed in, perhaps still choosing how to come in (401)."""
    await sessions.identify_any(connection)


async def fresh(connection: Connection, _: BaseRouteHandler) -> None:
    """Strongly signed in, and proved it within five minutes (403 `fresh_proof_needed`)."""
    sessions.require_fresh_proof(await sessions.identify(connection))


async def adds_way(connection: Connection, _: BaseRouteHandler) -> None:
    """A fresh proof, or a session that exists only to set up ways in."""
    sessions.require_proof_for_ways(await sessions.identify_any(connection))


async def provide_person(request: Request[Any, Any, Any]) -> Person:
    """The `person` whom the route's guard let through."""
    return await sessions.identify_any(request)
