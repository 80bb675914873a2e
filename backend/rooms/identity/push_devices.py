"""The phones of a person that are reached by push: said by the phone itself, seen and removed in « Moi »."""

from datetime import datetime, timedelta
from uuid import UUID

from backend.kit import runtime
from backend.kit.attempts import Limit, count_attempt
from backend.kit.errors import NotFound
from backend.kit.ids import new_id
from backend.rooms.identity import devices, push_queries
from backend.rooms.identity.errors import NoPushHere, NotAPushAddress, TooManyPhones
from backend.rooms.identity.push_schemas import Push, PushAddress, PushDevice
from backend.rooms.identity.queries import Row
from backend.rooms.identity.sessions import Device, Person
from push.endpoints import NotAPushService
from push.webpush import BadSubscription, Subscription, check

MOST = 10
TESTS = Limit("push tests", 10, timedelta(hours=1))


async def of(person: Person, language: str) -> Push:
    vapid = runtime.get().vapid
    rows = await push_queries.devices(person.id)
    return Push(key=vapid.public if vapid else None, devices=[_view(row, person, language) for row in rows])


async def put(person: Person, address: PushAddress, device: Device, *, at: datetime, language: str) -> Push:
    """Said again at each start of the application: the same address is the same phone.

    Raises NoPushHere, NotAPushAddress (nobody else's door is ever knocked at), TooManyPhones.
    """
    running = runtime.get()
    if running.vapid is None:
        raise NoPushHere
    try:
        check(
            Subscription(endpoint=address.endpoint, p256dh=address.p256dh, auth=address.auth),
            running.push_hosts,
        )
    except (NotAPushService, BadSubscription):
        raise NotAPushAddress from None
    if address.replaces and address.replaces != address.endpoint:
        await push_queries.drop_device(person.id, endpoint=address.replaces)
    known = await push_queries.devices(person.id)
    if len(known) >= MOST and all(row["endpoint"] != address.endpoint for row in known):
        raise TooManyPhones(limit=MOST)
    await push_queries.put_device(
        id=new_id(at),
        person_id=person.id,
        session_id=person.session_id,
        endpoint=address.endpoint,
        p256dh=address.p256dh,
        auth=address.auth,
        browser=device.browser,
        system=device.system,
        at=at,
    )
    return await of(person, language)


async def remove(person: Person, device_id: UUID) -> None:
    """Raises NotFound for one that is not this person's."""
    if not await push_queries.drop_device(person.id, device_id=device_id):
        raise NotFound


async def hold_test(person: Person, device_id: UUID, *, at: datetime) -> UUID:
    """The phone to try. Raises NotFound, TooManyAttempts."""
    row = await push_queries.device(person.id, device_id)
    if row is None:
        raise NotFound
    await count_attempt(TESTS, str(person.id), at=at)
    return row["id"]


def _view(row: Row, person: Person, language: str) -> PushDevice:
    return PushDevice(
        id=row["id"],
        label=devices.label(browser=row["browser"], system=row["system"], locale=language),
        current=row["session_id"] == person.session_id,
        added_at=row["added_at"],
        sent_at=row["sent_at"],
        shown_at=row["shown_at"],
        failure=row["failure"],
    )
