"""What is proposed by profession and by relation: the same for everyone who is signed in."""

from typing import Any

from litestar import Controller, Request, get
from litestar.types import ControllerRouterHandler

from backend.kit.problems import language_of
from backend.rooms.access import consent_texts, models
from backend.rooms.access.schemas import ConsentText, ModelView
from backend.rooms.identity.guards import signed_in


class AccessModelController(Controller):
    path = "/api/access"
    tags = ["circle"]

    @get("/models", operation_id="listAccessModels", guards=[signed_in])
    async def list_access_models(self, request: Request[Any, Any, Any]) -> list[ModelView]:
        """What each profession or relation is proposed, and why. The family changes any of it."""
        return models.views(language_of(request))

    @get("/consents", operation_id="listConsentTexts", guards=[signed_in])
    async def list_consent_texts(self, request: Request[Any, Any, Any]) -> list[ConsentText]:
        """The texts to agree to, as they are worded now: `give`, `give_all` (a representative); and for who receives, that of their
        secrecy or `represent`. Sent back with the act: {version, language, sha256}."""
        return consent_texts.every(language_of(request))


ROUTES: list[ControllerRouterHandler] = [AccessModelController]
