"""The page on the wire: its headers, few and strict, and gzip when the reader takes it."""

from typing import Any

from litestar import Request, Response

from backend.rooms.emergency.page import Pack, packed, plain
from backend.rooms.emergency.style import STYLE_HASH


def packing(request: Request[Any, Any, Any]) -> Pack:
    for part in request.headers.get("accept-encoding", "").lower().split(","):
        name, _, quality = part.strip().partition(";")
        if name.strip() in {"gzip", "*"} and quality.replace(" ", "") not in {
            "q=0",
            "q=0.0",
            "q=0.00",
            "q=0.000",
        }:
            return packed
    return plain


def page_answer(
    body: bytes,
    *,
    pack: Pack,
    language: str,
    status: int = 200,
    framed_by: str = "'none'",
    sends_to: str = "'none'",
    retry_after: int = 0,
) -> Response[bytes]:
    """`body` has been through `pack`. No script, no second request, nothing kept, nothing told to another site."""
    headers = {
        "Cache-Control": "no-store",
        "Content-Language": language,
        "Content-Security-Policy": f"default-src 'none'; style-src '{STYLE_HASH}'; img-src data:; base-uri 'none'; "
        f"form-action {sends_to}; frame-ancestors {framed_by}",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Robots-Tag": "noindex, nofollow, noarchive",
        "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    }
    if pack is packed:
        headers["Content-Encoding"] = "gzip"
    if retry_after:
        headers["Retry-After"] = str(retry_after)
    return Response(body, status_code=status, media_type="text/html", headers=headers)
