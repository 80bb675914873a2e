"""How a new session, or its end, goes into an answer."""

from typing import Any

from litestar import Request, Response
from litestar.datastructures import Cookie

from backend.kit import runtime
from backend.rooms.identity import me, schemas, sessions

Asked = Request[Any, Any, Any]


def session_token(request: Asked) -> str:
    return request.cookies.get(sessions.session_cookie_name(), "")


def pending_token(request: Asked) -> str:
    return request.cookies.get(sessions.pending_cookie_name(), "")


async def signed_in(token: str, *, status: int = 200) -> Response[schemas.Me]:
    """Me, as the new session sees it, with its cookie; the pending one goes."""
    at = runtime.get().clock.now()
    person = await sessions.person_of(token, at=at)
    cookies = [sessions.session_cookie(token), sessions.no_pending_cookie()]
    return Response(await me.of(person, at=at), status_code=status, cookies=cookies)


def renewed(token: str | None) -> list[Cookie]:
    """The cookie of a session that became strong; nothing when it already was."""
    return [sessions.session_cookie(token)] if token else []
