"""The carers' pages on the wire: headers, few and strict; what a browser holds for four hours; pictures and films, which nobody keeps."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

from litestar import Request, Response
from litestar.datastructures import Cookie
from litestar.response import Stream

from backend.kit import runtime
from backend.rooms.documents.service import urgent
from backend.rooms.emergency import carer_pages
from backend.rooms.emergency.answers import packing
from backend.rooms.emergency.carer_style import CARER_STYLE_HASH
from backend.rooms.emergency.public_routes import language_for, notice_page
from backend.rooms.uploads.files import Served

AnyRequest = Request[Any, Any, Any]
_STATUS = {"nothing": 404, "unmarked": 404, "shut": 410, "ended": 410, "busy": 429, "files_away": 503}
_DAY = 24 * 3600
"""The cookie outlives the four hours, which the server counts, so that who comes back late is told that they are over."""


def held(token: str, secret: str) -> Cookie:
    """For this code alone: no other page of the house is sent it."""
    return Cookie(
        key=cookie_name(),
        value=secret,
        path=f"/u/{token}",
        httponly=True,
        samesite="strict",
        secure=runtime.get().settings.https,
        max_age=_DAY,
    )


def forgotten(token: str) -> Cookie:
    """It goes from the browser at once."""
    return replace(held(token, ""), max_age=0)


def cookie_name() -> str:
    return "__Secure-cs3_carer" if runtime.get().settings.https else "cs3_carer"


def over(request: AnyRequest, kind: str, token: str = "", *, retry_after: int = 0) -> Response[Any]:
    token = token or request.path_params["token"]
    if kind == "ask":
        return redirect(f"/u/{token}/soignant")
    if kind not in _STATUS:
        return notice_page(request, kind)
    page = carer_pages.over_page(token, kind, language_for(request))
    return page_of(
        request, page, status=_STATUS[kind], retry_after=retry_after or (60 if kind == "files_away" else 0)
    )


def to_list(token: str, cookie: Cookie | None = None) -> Response[Any]:
    return redirect(f"/u/{token}/documents", cookie)


def redirect(path: str, cookie: Cookie | None = None) -> Response[Any]:
    return Response(
        b"",
        status_code=303,
        media_type="text/html",
        headers={"Location": path, "Cache-Control": "no-store", "Referrer-Policy": "no-referrer"},
        cookies=[cookie] if cookie else None,
    )


def page_of(
    request: AnyRequest,
    page: bytes,
    *,
    status: int = 200,
    retry_after: int = 0,
    cookie: Cookie | None = None,
) -> Response[Any]:
    """No script, nothing from elsewhere, nothing kept, nothing told to another site."""
    pack = packing(request)
    headers = {
        "Cache-Control": "no-store",
        "Content-Language": language_for(request),
        "Content-Security-Policy": f"default-src 'none'; style-src '{CARER_STYLE_HASH}'; img-src 'self' data:; media-src 'self';"
        " base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex, nofollow, noarchive",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    }
    body = pack(page)
    if body is not page:
        headers["Content-Encoding"] = "gzip"
    if retry_after:
        headers["Retry-After"] = str(retry_after)
    cookies = [cookie] if cookie else None
    return Response(body, status_code=status, media_type="text/html", headers=headers, cookies=cookies)


async def stream(served: Served) -> Response[Any]:
    """Nothing of it stays on the phone of who reads; that it cannot be read now is said before anything is."""
    headers = {
        **served.headers,
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Robots-Tag": "noindex, nofollow, noarchive",
    }
    if served.chunks is None:
        return Response(b"", status_code=served.status, headers=headers, media_type=served.media_type)
    chunks: AsyncIterator[bytes] = await urgent.begun(served.chunks)
    return Stream(chunks, status_code=served.status, headers=headers, media_type=served.media_type)
