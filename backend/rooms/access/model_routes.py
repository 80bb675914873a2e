"""What is proposed by profession and by relation: the same for everyone who is signed in."""

from typing import Any

from litestar import Controller, Request, get
from litestar.types import ControllerRouterHandler

from backend.kit.problems import language_of
from backend.rooms.access import models
from backend.rooms.access.schemas import ModelView
from backend.rooms.identity.guards import signed_in


class AccessModelController(Controller):
    path = "/api/access"
    tags = ["circle"]

    @get("/models", operation_id="listAccessModels", guards=[signed_in])
    async def list_access_models(self, request: Request[Any, Any, Any]) -> list[ModelView]:
        """What each profession or relation is proposed, and why. The family changes any of it."""
        return models.views(language_of(request))


ROUTES: list[ControllerRouterHandler] = [AccessModelController]
