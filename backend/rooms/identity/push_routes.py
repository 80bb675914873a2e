"""Notifications: the phones of mine that are reached, and what a service worker says of what it showed."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, delete, get, post, put
from litestar.di import Provide

from backend.kit import runtime
from backend.kit.ids import new_id
from backend.kit.problems import language_of
from backend.rooms.identity import push_devices, sessions, telling
from backend.rooms.identity.errors import MarkUsed
from backend.rooms.identity.guards import provide_person, signed_in
from backend.rooms.identity.push_schemas import Push, PushAddress, PushAnswer, PushMark
from backend.rooms.identity.sessions import Person


class PushController(Controller):
    path = "/api/me/push"
    tags = ["notifications"]
    guards = [signed_in]
    dependencies = {"person": Provide(provide_person)}

    @get("/", operation_id="readPush")
    async def read_push(self, person: Person, request: Request[Any, Any, Any]) -> Push:
        """My phones, and how each does."""
        return await push_devices.of(person, language_of(request))

    @put("/", operation_id="putPush")
    async def put_push(self, person: Person, data: PushAddress, request: Request[Any, Any, Any]) -> Push:
        """This phone's address with its push service; said again whenever it may have changed."""
        device = sessions.device_of(request)
        return await push_devices.put(
            person, data, device, at=runtime.get().clock.now(), language=language_of(request)
        )

    @delete("/{device_id:uuid}", operation_id="removePush")
    async def remove_push(self, person: Person, device_id: UUID) -> None:
        """That phone is told nothing any more."""
        await push_devices.remove(person, device_id)

    @post("/{device_id:uuid}/test", operation_id="testPush", status_code=202)
    async def test_push(self, person: Person, device_id: UUID) -> None:
        """A notification to that phone alone, now."""
        at = runtime.get().clock.now()
        device = await push_devices.hold_test(person, device_id, at=at)
        one = telling.Told(
            id=new_id(at),
            person_id=person.id,
            kind="test",
            path="/moi/notifications",
            letter=None,
            device_id=device,
        )
        await telling.tell([one], at=at)


class PushMarksController(Controller):
    """Said by a service worker, perhaps long after the session ended: the token is the proof."""

    path = "/api/push"
    tags = ["notifications"]

    @post("/shown", operation_id="pushShown", status_code=204)
    async def push_shown(self, data: PushMark) -> None:
        """It stands on the screen. Once for each phone; then 410."""
        if not await telling.shown(data.token, at=runtime.get().clock.now()):
            raise MarkUsed

    @post("/answered", operation_id="pushAnswered", status_code=204)
    async def push_answered(self, data: PushAnswer) -> None:
        """« Fait » or « Plus tard ». Once for each notification; then 410."""
        if not await telling.answer(data.token, data.action, at=runtime.get().clock.now()):
            raise MarkUsed
