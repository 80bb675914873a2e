"""SMART Health Links: what a system resolves behind the code of the urgent sheet. No account, from any origin, never with a cookie."""

from typing import Any

from litestar import Controller, Request, Response, get, post, route
from litestar.enums import HttpMethod
from litestar.types import ControllerRouterHandler

from backend.kit import runtime
from backend.kit.errors import TooManyAttempts
from backend.kit.problems import answer_error
from backend.kit.requests import client_address
from backend.rooms.emergency.cleaning import clean
from backend.rooms.emergency.opening import Device
from backend.rooms.identity import devices
from backend.rooms.interop import service
from backend.rooms.interop.schemas import Manifest, ManifestRequest
from backend.rooms.interop.service import Asked, PasscodeAsked

AnyRequest = Request[Any, Any, Any]
RECIPIENT = 80
ANYWHERE = {
    "Access-Control-Allow-Origin": "*",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Cache-Control": "no-store",
}
_ASK_FIRST = ANYWHERE | {
    "Access-Control-Allow-Methods": "GET, POST",
    "Access-Control-Allow-Headers": "content-type",
    "Access-Control-Max-Age": "86400",
}
_OPEN = {"own_transactions": True, "any_origin": True}


def answer_anywhere(request: AnyRequest, error: Exception) -> Response[Any]:
    """An error that a viewer on another site can read too."""
    answer = answer_error(request, error)
    answer.headers.update(ANYWHERE)
    if isinstance(error, TooManyAttempts):
        answer.headers["Retry-After"] = str(error.retry_after)
        answer.headers["Access-Control-Expose-Headers"] = "Retry-After"
    return answer


def ask_passcode(request: AnyRequest, error: PasscodeAsked) -> Response[dict[str, int]]:
    return Response({"remainingAttempts": error.tries_left}, status_code=401, headers=ANYWHERE)


class SmartHealthLinkController(Controller):
    path = "/shl"
    tags = ["emergency"]
    exception_handlers = {PasscodeAsked: ask_passcode, Exception: answer_anywhere}

    @post("/{token:str}", operation_id="resolveEmergencyLink", opt=_OPEN, status_code=200)
    async def resolve(self, token: str, data: ManifestRequest, request: AnyRequest) -> Response[Manifest]:
        """The manifest of the link, and in it the patient summary as a JWE. 401 for a wrong passcode, 404 when the code no longer serves."""
        asked = _asked(request, token, data.recipient)
        told = await service.manifest(asked, passcode=data.passcode, embedded_most=data.embeddedLengthMax)
        return Response(told, headers=ANYWHERE)

    @get(
        "/{token:str}/{ticket:str}",
        operation_id="readEmergencyLinkFile",
        opt=_OPEN,
        media_type="application/jose",
    )
    async def read_file(self, token: str, ticket: str, request: AnyRequest) -> Response[str]:
        """The file at a location that a manifest named: for less than an hour."""
        asked = _asked(request, token, "")
        return Response(await service.located(asked, ticket), media_type="application/jose", headers=ANYWHERE)

    @route(
        ["/{token:str}", "/{token:str}/{ticket:str}"],
        http_method=HttpMethod.OPTIONS,
        include_in_schema=False,
        opt={"no_transaction": True},
        name="resolveEmergencyLink.ask",
    )
    async def ask_first(self, request: AnyRequest) -> Response[None]:
        """What a browser asks before it asks: the same for every token."""
        return Response(None, status_code=204, headers=_ASK_FIRST)


def _asked(request: AnyRequest, token: str, recipient: str) -> Asked:
    house, agent = runtime.get(), request.headers.get("user-agent", "")
    browser, system = devices.read(agent)
    device = Device(
        address=client_address(request.scope),
        user_agent=agent,
        label=devices.label(browser=browser, system=system, locale="fr"),
        recipient=clean(recipient)[:RECIPIENT].strip(),
    )
    return Asked(token=token, device=device, at=house.clock.now(), public_url=house.settings.public_url)


ROUTES: list[ControllerRouterHandler] = [SmartHealthLinkController]
