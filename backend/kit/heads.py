"""HEAD where a room has said nothing else: what GET answers, without its body (RFC 9110 § 9.3.2).

A HEAD on a notebook is a reading like another: it goes through the same guard and leaves the same trace, since a length or a
status tells something. The urgent sheet and the files of the album have a HEAD of their own, which comes first.
"""

from typing import Any, cast

from litestar.types import ASGIApp, Message, Receive, Scope, Send

_NOT_ALLOWED = 405


class HeadMiddleware:
    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return
        as_get = cast(Any, {**scope, "method": "GET", "state": dict(scope["state"])})
        held: list[Message] = []

        async def unless_not_allowed(message: Message) -> None:
            if held or (message["type"] == "http.response.start" and message["status"] == _NOT_ALLOWED):
                held.append(message)
            else:
                await send(message)

        async def without_body(message: Message) -> None:
            if message["type"] == "http.response.start":
                await send(message)
                await send({"type": "http.response.body", "body": b"", "more_body": False})

        await self.app(scope, receive, unless_not_allowed)
        if held:
            try:
                await self.app(as_get, receive, without_body)
            finally:  # for the log's line
                cast(dict[str, Any], scope)["route_handler"] = as_get.get("route_handler")
