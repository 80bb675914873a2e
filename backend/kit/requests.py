"""What every request goes through before its transaction: an id, our own origin, a whole body of bounded size."""

import asyncio
import logging
import re
import secrets
import time
from typing import Any, cast
from urllib.parse import urlsplit

from litestar.types import ASGIApp, Message, Receive, Scope, Send

from backend.kit import runtime
from backend.kit.calm import answering
from backend.kit.errors import BadRequest, ForeignOrigin, TooLarge
from backend.kit.transaction import route_options

logger = logging.getLogger("cs3.request")

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
BODY_LIMIT = 1_000_000
BODY_SECONDS = 60
"""For a body of BODY_LIMIT; a longer one has longer, in proportion: the line is as slow."""
_REQUEST_ID = re.compile(r"^[A-Za-z0-9_-]{8,64}$")

PWA_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; frame-src 'self' blob:; frame-ancestors 'none'; "
    "base-uri 'none'; form-action 'self'; object-src 'none'"
)


def header(scope: Scope, name: bytes) -> str:
    """All lines of that name, as one (RFC 9110 § 5.3): what a proxy adds may be a line of its own."""
    return ", ".join(value.decode("latin-1") for key, value in scope["headers"] if key == name)


class RequestMiddleware:
    """Outermost: request id, the log line (route, never the path: a path may hold a token), headers for every answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = header(scope, b"x-request-id")
        request_id = given if _REQUEST_ID.match(given) else secrets.token_urlsafe(9)
        scope.setdefault("state", {})["request_id"] = request_id
        began = time.perf_counter()
        status = 0

        async def send_dressed(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message["headers"] = _dress(list(message["headers"]), request_id, scope["path"])
            await send(message)

        try:
            with answering():
                await self.app(scope, receive, send_dressed)
        finally:
            handler = cast(dict[str, Any], scope).get("route_handler")
            logger.info(
                "request",
                extra={
                    "request_id": request_id,
                    "method": scope["method"],
                    "operation": str(
                        getattr(handler, "operation_id", None) or getattr(handler, "name", None) or "-"
                    ),
                    "status": status,
                    "ms": round((time.perf_counter() - began) * 1000, 1),
                },
            )


def _dress(headers: list[tuple[bytes, bytes]], request_id: str, path: str) -> list[tuple[bytes, bytes]]:
    present = {name.lower() for name, _ in headers}
    defaults = {
        b"x-request-id": request_id,
        b"x-content-type-options": "nosniff",
        b"referrer-policy": "no-referrer",
        b"content-security-policy": PWA_POLICY,
        b"cross-origin-opener-policy": "same-origin",
        b"cross-origin-resource-policy": "same-origin",
        b"permissions-policy": "camera=(self), microphone=(self), geolocation=()",
    }
    if path.startswith("/api/"):
        defaults[b"cache-control"] = "no-store"
    if runtime.get().settings.https:
        defaults[b"strict-transport-security"] = "max-age=31536000; includeSubDomains"
    return headers + [(n, v.encode("latin-1")) for n, v in defaults.items() if n not in present]


class BodyMiddleware:
    """Reads the whole body, within a limit and a time, before a connection is taken: a slow phone holds none.

    A handler with `opt={"stream_body": True}` reads its own, once its guard has let the person through.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in SAFE_METHODS:
            await self.app(scope, receive, send)
            return
        _check_origin(scope)
        options = route_options(scope)
        if options.get("stream_body"):
            await self.app(scope, receive, send)
            return
        body = await whole_body(scope, receive, BODY_LIMIT)
        given = False

        async def replay() -> Any:
            nonlocal given
            if given:
                return await receive()
            given = True
            return {"type": "http.request", "body": body, "more_body": False}

        await self.app(scope, replay, send)


def _check_origin(scope: Scope) -> None:
    """A change must come from our own pages (ASVS 3.5.1); programs that are not browsers send Origin too."""
    if route_options(scope).get("any_origin"):
        return
    origin = header(scope, b"origin")
    if not origin:
        referer = urlsplit(header(scope, b"referer"))
        origin = f"{referer.scheme}://{referer.netloc}" if referer.netloc else ""
    if origin != runtime.get().settings.origin:
        raise ForeignOrigin


async def whole_body(scope: Scope, receive: Receive, limit: int) -> bytes:
    """At most `limit` bytes, at the pace at which BODY_LIMIT would take BODY_SECONDS. Raises TooLarge, BadRequest."""
    declared = header(scope, b"content-length")
    if declared.isdigit() and int(declared) > limit:
        raise TooLarge(limit=f"{limit // 1000} ko")
    chunks: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(BODY_SECONDS * max(1, limit / BODY_LIMIT)):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise BadRequest
                chunk = message.get("body", b"")
                size += len(chunk)
                if size > limit:
                    raise TooLarge(limit=f"{limit // 1000} ko")
                chunks.append(chunk)
                if not message.get("more_body", False):
                    return b"".join(chunks)
    except TimeoutError:
        raise BadRequest from None


def client_address(scope: Scope) -> str:
    """The caller's address; `X-Forwarded-For` is believed only from a proxy named in CS3_TRUSTED_PROXIES."""
    client = cast(dict[str, Any], scope).get("client")
    address = client[0] if client else ""
    trusted = runtime.get().settings.trusted_proxies
    if address in trusted:
        for hop in reversed([h.strip() for h in header(scope, b"x-forwarded-for").split(",") if h.strip()]):
            if hop not in trusted:
                return hop
    return address
