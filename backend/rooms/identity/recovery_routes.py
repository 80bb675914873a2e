from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.di import Provide

from backend.kit import runtime
from backend.kit.problems import language_of
from backend.kit.requests import client_address
from backend.rooms.identity import answers, recovery, schemas, sessions, vouching
from backend.rooms.identity.guards import provide_person, signed_in
from backend.rooms.identity.sessions import Person


class RecoveryController(Controller):
    """Getting back in."""

    path = "/api/auth/recovery"
    tags = ["identity"]
    opt = {"own_transactions": True}

    @post("/", operation_id="beginRecovery", status_code=202)
    async def begin(
        self, request: Request[Any, Any, Any], data: schemas.RecoveryAsked
    ) -> schemas.MailOnItsWay:
        """Sends a message to the address; the answer is the same for every address."""
        mail = await recovery.begin(
            email=data.email,
            language=language_of(request),
            address=client_address(request.scope),
            at=runtime.get().clock.now(),
        )
        return schemas.MailOnItsWay(mail=mail)

    @post("/open", operation_id="openRecovery", status_code=200)
    async def open(self, request: Request[Any, Any, Any], data: schemas.TokenGiven) -> schemas.RecoveryOpened:
        return await recovery.open_link(
            data.token, address=client_address(request.scope), at=runtime.get().clock.now()
        )

    @post("/complete", operation_id="completeRecovery", status_code=200)
    async def complete(
        self, request: Request[Any, Any, Any], data: schemas.RecoveryCompleted
    ) -> Response[schemas.Me]:
        """The link and a code, or the link alone once vouching is ready. The session may only set up ways in."""
        token = await recovery.complete(
            data,
            device=sessions.device_of(request),
            replaces=answers.session_token(request),
            address=client_address(request.scope),
            at=runtime.get().clock.now(),
        )
        return await answers.signed_in(token)

    @post("/vouch", operation_id="askVouch", status_code=202)
    async def vouch(self, request: Request[Any, Any, Any], data: schemas.TokenGiven) -> schemas.VouchAsked:
        """Asks the other representatives; everyone is told."""
        return await recovery.ask_vouch(
            data.token, address=client_address(request.scope), at=runtime.get().clock.now()
        )

    @post("/stop", operation_id="stopRecovery", status_code=204)
    async def stop(self, request: Request[Any, Any, Any], data: schemas.TokenGiven) -> None:
        """The link in every message of a vouching."""
        await recovery.stop(data.token, address=client_address(request.scope), at=runtime.get().clock.now())


class VouchesController(Controller):
    """What one is asked to vouch for."""

    path = "/api/me/vouches"
    tags = ["identity"]
    guards = [signed_in]
    dependencies = {"person": Provide(provide_person)}

    @get("/", operation_id="listVouches")
    async def list(self, person: Person) -> list[schemas.Vouch]:
        return await vouching.asked_of(person, at=runtime.get().clock.now())

    @post("/{vouch_id:uuid}", operation_id="decideVouch", status_code=200)
    async def decide(self, person: Person, vouch_id: UUID, data: schemas.VouchDecided) -> schemas.Vouch:
        """`vouch` wants a fresh proof; `stop` does not, so that nothing delays it."""
        if data.decision == "vouch":
            sessions.require_fresh_proof(person)
        return await vouching.decide(person, vouch_id, data.decision, at=runtime.get().clock.now())
