"""The page behind the code. No account, no script, one request; whatever goes wrong, a page that says what to do."""

from typing import Annotated, Any

from litestar import Controller, Request, Response, get, head, post
from litestar.enums import RequestEncodingType
from litestar.params import Body

from backend.kit import runtime
from backend.kit.errors import CS3Error, TooManyAttempts
from backend.kit.language import reader_language
from backend.kit.problems import answer_error, chosen_language
from backend.kit.requests import client_address
from backend.rooms.emergency import service
from backend.rooms.emergency.answers import packing, page_answer
from backend.rooms.emergency.carer_pages import link_to_documents
from backend.rooms.emergency.notices import ask_passcode, notice
from backend.rooms.emergency.opening import Device, Over
from backend.rooms.emergency.page import render
from backend.rooms.emergency.passcodes import Asks
from backend.rooms.emergency.previews import nobody_reads
from backend.rooms.emergency.schemas import GivenPasscode
from backend.rooms.emergency.texts import TEXTS
from backend.rooms.identity import devices
from backend.rooms.identity import service as identity
from backend.rooms.identity.service import Person

AnyRequest = Request[Any, Any, Any]
_FORM = RequestEncodingType.URL_ENCODED
_STATUS = {
    "gone": 404,
    "replaced": 410,
    "expired": 410,
    "locked": 410,
    "closed": 410,
    "link": 200,
    "busy": 429,
    "away": 503,
}


def answer_away(request: AnyRequest, error: Exception) -> Response[Any]:
    """An error as a page: a doctor must never meet JSON. It is logged as everywhere else."""
    status = answer_error(request, error).status_code or 500
    if isinstance(error, TooManyAttempts):
        return notice_page(request, "busy", retry_after=error.retry_after)
    return notice_page(request, "gone" if status < 500 else "away")


class EmergencyCodeController(Controller):
    path = "/u"
    tags = ["emergency"]
    exception_handlers = {Exception: answer_away}

    @get(
        "/{token:str}",
        operation_id="openEmergencySheet",
        opt={"own_transactions": True},
        media_type="text/html",
    )
    async def open_sheet(self, token: str, request: AnyRequest) -> Response[bytes]:
        """The urgent sheet as one page; or a form, for a code that asks for its passcode. 404 or 410, a page too, when it no longer serves."""
        if why := nobody_reads(request.headers):
            return notice_page(request, why)
        return await _opened(request, token, None)

    @post(
        "/{token:str}",
        operation_id="openEmergencySheetWithPasscode",
        # From a page that tells no site where it is from, a browser sends no origin. Nothing is changed but the count of wrong passcodes.
        opt={"own_transactions": True, "any_origin": True},
        media_type="text/html",
        status_code=200,
    )
    async def open_with_passcode(
        self, token: str, data: Annotated[GivenPasscode, Body(media_type=_FORM)], request: AnyRequest
    ) -> Response[bytes]:
        """The same, with the six digits of a code that asks for them. 401, the form again, when they are wrong."""
        return await _opened(request, token, data.passcode)

    @get(
        ["/", "/{token:str}/{rest:path}"],
        include_in_schema=False,
        name="openEmergencySheet.nowhere",
        opt={"no_transaction": True},
        media_type="text/html",
    )
    async def nowhere(self, request: AnyRequest) -> Response[bytes]:
        """A code copied badly: no token looks like this."""
        return notice_page(request, "gone")

    @head(
        "/{token:str}",
        include_in_schema=False,
        name="openEmergencySheet.head",
        opt={"no_transaction": True},
        media_type="text/html",
        response_headers={"Cache-Control": "no-store", "X-Robots-Tag": "noindex, nofollow, noarchive"},
    )
    async def look_ahead(self, token: str) -> None:
        """Link checkers: the same answer for every token."""
        # Not what GET answers: who asks with HEAD reads nothing. As a GET it would alert a family for each message that
        # carries the link, or, untraced, tell anyone unseen which codes open. So it shows nothing, and there is nothing to trace.


async def _opened(request: AnyRequest, token: str, passcode: str | None) -> Response[bytes]:
    found = await service.open_with_code(
        token,
        reader=await reader_of(request),
        device=device_of(request),
        at=runtime.get().clock.now(),
        key=passcode,
    )
    language, pack = language_for(request), packing(request)
    if isinstance(found, Over):
        return notice_page(request, found.notice)
    if isinstance(found, Asks):
        body = pack(ask_passcode(language, wrong=found.wrong, tries_left=found.tries_left))
        status = 401 if found.wrong else 200
        return page_answer(body, pack=pack, language=language, status=status, sends_to="'self'")
    texts = TEXTS[language]
    footer = texts.own_look if found.own_look else texts.traced
    carers = link_to_documents(token, language, asks=passcode is not None) if found.documents else ""
    body = render(found.sheet, language, footer=footer, pack=pack, carers=carers)
    return page_answer(body, pack=pack, language=language)


async def reader_of(request: AnyRequest) -> Person | None:
    """The person signed in on this device, when there is one. Someone without an account is the usual case."""
    if not request.cookies:
        return None
    try:
        return await identity.identify(request)
    except CS3Error:
        return None


def device_of(request: AnyRequest) -> Device:
    agent = request.headers.get("user-agent", "")
    browser, system = devices.read(agent)
    label = devices.label(browser=browser, system=system, locale="fr")
    return Device(address=client_address(request.scope), user_agent=agent, label=label)


def language_for(request: AnyRequest) -> str:
    return chosen_language(request) or reader_language(request.headers.get("accept-language", ""))


def notice_page(request: AnyRequest, kind: str, *, retry_after: int = 0) -> Response[bytes]:
    language, pack = language_for(request), packing(request)
    return page_answer(
        pack(notice(kind, language)),
        pack=pack,
        language=language,
        status=_STATUS[kind],
        retry_after=retry_after or (60 if kind == "away" else 0),
    )
