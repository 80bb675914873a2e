"""What an address takes (Allow): said by OPTIONS, and where another method is refused (RFC 9110 § 9.3.7 and § 15.5.6)."""

from collections.abc import Iterable
from typing import Any, cast

from litestar.routes import BaseRoute
from litestar.types import ASGIApp, Message, Receive, Scope, Send


def allowed(methods: Iterable[str]) -> str:
    """The value of Allow; HEAD goes with GET everywhere (heads.py)."""
    taken = set(methods)
    return ", ".join(sorted(taken | {"HEAD"} if "GET" in taken else taken))


class MethodsMiddleware:
    """litestar's own answer to OPTIONS leaves out methods where several handlers share a path."""

    def __init__(self, app: ASGIApp, routes: Iterable[BaseRoute]) -> None:
        self.app = app
        self._allowed = {route.path_format: allowed(route.methods).encode() for route in routes}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked = cast(dict[str, Any], scope)

        async def send_with_allow(message: Message) -> None:
            if message["type"] == "http.response.start" and message["status"] in (204, 405):
                told = self._allowed.get(asked.get("path_template", ""))
                if told and (message["status"] == 405 or asked["method"] == "OPTIONS"):
                    others = [pair for pair in message["headers"] if pair[0].lower() != b"allow"]
                    message["headers"] = [*others, (b"allow", told)]
            await send(message)

        await self.app(scope, receive, send_with_allow)
