"""Asking for an access: what one asks, and what one is asked. What is offered to an asker is in the carnet room, which knows the child's name."""

from datetime import datetime
from uuid import UUID

from litestar import Controller, delete, get, post
from litestar.di import Provide

from backend.kit import runtime
from backend.rooms.access import asked, asking
from backend.rooms.access.asking_schemas import (
    AskingRefused,
    AskingToken,
    AskingView,
    KeptOutAsker,
    MadeAsking,
    NewAsking,
    ReceivedAsking,
)
from backend.rooms.identity.guards import provide_person, signed_in
from backend.rooms.identity.service import Person


def _now() -> datetime:
    return runtime.get().clock.now()


class AskingsController(Controller):
    path = "/api/askings"
    tags = ["askings"]
    guards = [signed_in]
    dependencies = {"person": Provide(provide_person)}

    @get("/", operation_id="listAskings")
    async def list_askings(self, person: Person) -> list[AskingView]:
        """What I ask, and what became of it."""
        return await asking.mine(person, at=_now())

    @post("/", operation_id="askAccess")
    async def ask_access(self, person: Person, data: NewAsking) -> MadeAsking:
        """Asks a representative for an access. The answer is the same whether the address is somebody’s or not."""
        return await asking.ask(person, data, at=_now())

    @delete("/{asking_id:uuid}", operation_id="cancelAsking", status_code=204)
    async def cancel_asking(self, person: Person, asking_id: UUID) -> None:
        """Takes back what I ask; declines what was offered."""
        await asking.cancel(person, asking_id, at=_now())

    @get("/received", operation_id="listReceivedAskings")
    async def list_received_askings(self, person: Person) -> list[ReceivedAsking]:
        """What I am asked, newest first."""
        return await asked.received(person, at=_now())

    @post("/code", operation_id="takeAskingCode", status_code=200)
    async def take_asking_code(self, person: Person, data: AskingToken) -> ReceivedAsking:
        """Who shows this code, and what they ask: from now on, of me alone."""
        return await asked.take_code(person, data.token, at=_now())

    @post("/{asking_id:uuid}/refuse", operation_id="refuseAsking", status_code=204)
    async def refuse_asking(self, person: Person, asking_id: UUID, data: AskingRefused) -> None:
        """Says no, and perhaps never again. The asker is told nothing but, at the end, that no access was given."""
        await asked.refuse(person, asking_id, data, at=_now())

    @get("/kept-out", operation_id="listKeptOutAskers")
    async def list_kept_out_askers(self, person: Person) -> list[KeptOutAsker]:
        """Whose askings reach me no more."""
        return await asked.kept_out(person)

    @delete("/kept-out/{person_id:uuid}", operation_id="letAskAgain", status_code=204)
    async def let_ask_again(self, person: Person, person_id: UUID) -> None:
        """What they ask from now on reaches me again."""
        await asked.let_ask(person, person_id)
