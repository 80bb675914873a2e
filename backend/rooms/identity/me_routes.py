from typing import Any
from uuid import UUID

from litestar import Controller, Request, delete, get, patch
from litestar.di import Provide

from backend.kit import runtime
from backend.kit.problems import language_of
from backend.rooms.identity import answers, me, schemas, sessions, undelivered
from backend.rooms.identity.guards import enrolling, provide_person, signed_in
from backend.rooms.identity.sessions import Person


class MeController(Controller):
    """Oneself, and one's devices."""

    path = "/api/me"
    tags = ["identity"]
    dependencies = {"person": Provide(provide_person)}

    @get("/", operation_id="readMe", guards=[enrolling])
    async def read(self, person: Person) -> schemas.Me:
        return await me.of(person, at=runtime.get().clock.now())

    @patch("/", operation_id="changeMe", guards=[signed_in])
    async def change(
        self, request: Request[Any, Any, Any], person: Person, data: schemas.MeChanged
    ) -> schemas.Me:
        await me.change(person, data)
        at = runtime.get().clock.now()
        return await me.of(await sessions.person_of(answers.session_token(request), at=at), at=at)

    @delete("/undelivered", operation_id="forgetUndelivered", guards=[signed_in])
    async def forget_undelivered(self, person: Person) -> None:
        """Says that one has read which messages did not arrive."""
        await undelivered.forget(person.email)

    @get("/sessions", operation_id="listSessions", guards=[signed_in])
    async def sessions(self, person: Person, request: Request[Any, Any, Any]) -> list[schemas.Session]:
        """The devices, the last used first."""
        return await sessions.list_of(person, at=runtime.get().clock.now(), language=language_of(request))

    @delete("/sessions/{session_id:uuid}", operation_id="endSession", guards=[signed_in])
    async def end_session(self, person: Person, session_id: UUID) -> None:
        await sessions.end(person, session_id)

    @delete("/sessions", operation_id="endOtherSessions", guards=[signed_in])
    async def end_other_sessions(self, person: Person) -> None:
        """Signs out everywhere but here."""
        await sessions.end_others(person)


@get("/api/status", operation_id="readStatus", tags=["identity"], opt={"no_transaction": True})
async def read_status() -> schemas.Status:
    """What anyone may know of this server."""
    return me.status()
