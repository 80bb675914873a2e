"""Adding, naming and removing passkeys."""

from datetime import datetime
from uuid import UUID

from backend.kit.errors import NotFound
from backend.kit.ids import new_id
from backend.kit.lines import one_line
from backend.kit.transaction import transaction
from backend.rooms.identity import (
    challenges,
    enrolling,
    mailing,
    notices,
    passkeys,
    queries,
    schemas,
    sessions,
    way_queries,
)
from backend.rooms.identity.errors import LastWayIn, PasskeyNotAdded
from backend.rooms.identity.queries import Row
from backend.rooms.identity.sessions import Person

MOST = 20


async def of(person: Person) -> list[schemas.Passkey]:
    return [_view(row) for row in await way_queries.passkeys(person.id)]


async def options(person: Person, *, at: datetime) -> schemas.Challenge:
    row = await queries.person(person.id)
    assert row is not None
    known = [passkey["credential_id"] for passkey in await way_queries.passkeys(person.id)]
    challenge_id, challenge = await challenges.issue("register", session_id=person.session_id, at=at)
    made = passkeys.registration_options(
        party=challenges.relying_party(),
        challenge=challenge,
        user_handle=row["handle"],
        user_name=person.email,
        display_name=person.name,
        known=known,
    )
    return schemas.Challenge(options=made, challenge_id=challenge_id)


async def add(
    person: Person, data: schemas.PasskeyNew, *, at: datetime
) -> tuple[schemas.Passkey, str | None]:
    """The passkey, and the session's new token when this was the way in that it waited for. Raises PasskeyNotAdded."""
    name = one_line(data.name, "name")
    async with transaction():
        challenge = await queries.take_challenge(
            data.challenge_id, purpose="register", session_id=person.session_id, at=at
        )
    if challenge is None:
        raise PasskeyNotAdded
    try:
        new = passkeys.verify_registration(
            party=challenges.relying_party(), challenge=challenge, credential=data.credential
        )
    except passkeys.PasskeyRefused:
        raise PasskeyNotAdded from None
    async with transaction():
        await sessions.hold(person)
        if len(await way_queries.passkeys(person.id)) >= MOST:
            raise PasskeyNotAdded
        row = await way_queries.add_passkey(
            id=new_id(at),
            person_id=person.id,
            credential_id=new.credential_id,
            public_key=new.public_key,
            sign_count=new.sign_count,
            backed_up=new.backed_up,
            name=name,
            at=at,
        )
        if row is None:
            raise PasskeyNotAdded
        token = await enrolling.finish(person, way="passkey", passkey_id=row["id"], at=at)
        if token is None:
            await mailing.tell([person.id], notices.of("passkey_added"), at=at)
    return _view(row), token


async def rename(person: Person, passkey_id: UUID, name: str) -> schemas.Passkey:
    """Raises NotFound."""
    row = await way_queries.rename_passkey(passkey_id, person_id=person.id, name=one_line(name, "name"))
    if row is None:
        raise NotFound
    return _view(row)


async def remove(person: Person, passkey_id: UUID, *, at: datetime) -> None:
    """With it end the sessions it opened, but for this one. Raises NotFound, LastWayIn."""
    await sessions.hold(person)
    known = await way_queries.passkeys(person.id)
    if passkey_id not in {row["id"] for row in known}:
        raise NotFound
    ways = await way_queries.ways(person.id)
    if len(known) == 1 and not (ways["password"] and ways["totp"]):
        raise LastWayIn
    await queries.detach_passkey(person.session_id)
    await way_queries.remove_passkey(passkey_id, person_id=person.id)
    await mailing.tell([person.id], notices.of("passkey_removed"), at=at)


def _view(row: Row) -> schemas.Passkey:
    return schemas.Passkey(
        id=row["id"], name=row["name"], created_at=row["created_at"], last_used_at=row["last_used_at"]
    )
