"""The page behind an address. No account, no script, one request; whatever goes wrong, a page that says what to do."""

from typing import Any

from litestar import Controller, Request, Response, get, head

from backend.kit import runtime
from backend.kit.errors import TooManyAttempts
from backend.kit.problems import answer_error
from backend.rooms.emergency.answers import packing, page_answer
from backend.rooms.emergency.previews import nobody_reads
from backend.rooms.emergency.public_routes import device_of, language_for, reader_of
from backend.rooms.relay import opening, page

AnyRequest = Request[Any, Any, Any]
_STATUS = {"over": 404, "busy": 429, "away": 503, "link": 200}


def answer_away(request: AnyRequest, error: Exception) -> Response[Any]:
    """An error as a page. It is logged as everywhere else."""
    status = answer_error(request, error).status_code or 500
    if isinstance(error, TooManyAttempts):
        return _notice(request, "busy", retry_after=error.retry_after)
    return _notice(request, "over" if status < 500 else "away")


class RelayAddressController(Controller):
    path = "/r"
    tags = ["relay"]
    exception_handlers = {Exception: answer_away}

    @get("/{address:str}", operation_id="openRelay", opt={"own_transactions": True}, media_type="text/html")
    async def open_relay(self, address: str, request: AnyRequest) -> Response[bytes]:
        """The relay sheet as one page. 404, a page too, when the address opens nothing any more."""
        if why := nobody_reads(request.headers):
            return _notice(request, why)
        language = language_for(request)
        opened = await opening.open_with(
            address,
            looks=await reader_of(request),
            device=device_of(request),
            at=runtime.get().clock.now(),
            language=language,
        )
        if opened is None:
            return _notice(request, "over")
        pack = packing(request)
        return page_answer(pack(page.render(opened, language)), pack=pack, language=language)

    @get(
        ["/", "/{address:str}/{rest:path}"],
        include_in_schema=False,
        name="openRelay.nowhere",
        opt={"no_transaction": True},
        media_type="text/html",
    )
    async def nowhere(self, request: AnyRequest) -> Response[bytes]:
        return _notice(request, "over")

    @head(
        "/{address:str}",
        include_in_schema=False,
        name="openRelay.head",
        opt={"no_transaction": True},
        media_type="text/html",
        response_headers={"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow, noarchive"},
    )
    async def look_ahead(self, address: str) -> None:
        """Link checkers: the same answer for every address; who asks with HEAD reads nothing, and nothing is traced."""


def _notice(request: AnyRequest, kind: str, *, retry_after: int = 0) -> Response[bytes]:
    language, pack = language_for(request), packing(request)
    return page_answer(
        pack(page.notice(kind, language)),
        pack=pack,
        language=language,
        status=_STATUS[kind],
        retry_after=retry_after or (60 if kind == "away" else 0),
    )
