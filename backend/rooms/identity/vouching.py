"""When phone and codes are both lost: another representative vouches, 72 hours pass, everyone is told at each step,
and anyone of them can stop it. The person stops it too by signing in as before: whoever can, need not recover."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from backend.kit.errors import NotFound
from backend.kit.ids import new_id
from backend.rooms.identity import (
    limits,
    mailing,
    queries,
    recovery_queries,
    schemas,
    screens,
    vouching_messages,
)
from backend.rooms.identity.addresses import key
from backend.rooms.identity.errors import VouchingOver
from backend.rooms.identity.limits import READY_LINK, VOUCHING_ASKED_FOR, VOUCHING_READY_FOR, VOUCHING_WAIT
from backend.rooms.identity.messages import Texts
from backend.rooms.identity.queries import Row
from backend.rooms.identity.sessions import Person
from backend.rooms.identity.tokens import new_token, token_hash
from backend.rooms.identity.vouchers import CoRepresentative, may_be_asked, may_vouch

STOP_LINK = timedelta(days=30)
SHOWN_FOR = timedelta(days=7)


async def state(row: Row, *, at: datetime) -> schemas.VouchingState:
    """`ready` only once the 72 hours have passed on this clock, whatever was announced, and while who vouched still may."""
    if row["outcome"] is not None or not await _stands(row, at=at):
        return "stopped"
    if row["ready_at"] is None:
        return "waiting"
    return "ready" if row["ready_at"] <= at else "vouched"


async def _stands(row: Row, *, at: datetime) -> bool:
    """A vouch counts for as long as its giver may give it: not once they, or the person, left the notebook."""
    if row["vouched_by"] is None:
        return True
    return any(o.person_id == row["vouched_by"] for o in await may_vouch(row["person_id"], at=at))


async def running(person_id: UUID, *, at: datetime) -> schemas.Vouching | None:
    """What a person who is signed in must know: somebody asks that others vouch for them. A fresh proof stops it."""
    row = await recovery_queries.open_vouching(person_id)
    return schemas.Vouching(state=await state(row, at=at), ready_at=row["ready_at"]) if row else None


async def shown(person_id: UUID, *, at: datetime) -> schemas.Vouching | None:
    """What the person who recovers is told: the open one, or one stopped lately."""
    row = await recovery_queries.last_vouching(person_id)
    if row is None or row["outcome"] in {"used", "expired"}:
        return None
    if row["outcome"] == "stopped" and row["over_at"] < at - SHOWN_FOR:
        return None
    return schemas.Vouching(state=await state(row, at=at), ready_at=row["ready_at"])


async def ask(person: Row, *, at: datetime) -> datetime | None:
    """Asks everyone who may vouch; once open, asking again changes nothing. When it will be ready, if known.

    Raises TooManyAttempts at the fourth of a day.
    """
    others = await may_be_asked(person["id"], at=at)
    await _end_baseless(await recovery_queries.open_vouching(person["id"]), at=at)
    vouching_id = new_id(at)
    if not others or not await recovery_queries.begin_vouching(id=vouching_id, person_id=person["id"], at=at):
        row = await recovery_queries.open_vouching(person["id"])
        return row["ready_at"] if row else None
    await limits.count_vouching(person_id=person["id"], at=at)
    for other in others:
        await recovery_queries.ask_to_vouch(vouching_id, person_id=other.person_id, carnet_id=other.carnet_id)
    vouch = screens.address(screens.VOUCHES)
    await _tell_all(
        vouching_id,
        person,
        lambda own, stop: vouching_messages.asked(name=_name(person), own=own, vouch=vouch, stop=stop),
        at=at,
    )
    return None


async def asked_of(person: Person, *, at: datetime) -> list[schemas.Vouch]:
    found: list[schemas.Vouch] = []
    for row in await recovery_queries.vouchings_asked_of(person.id, since=at - SHOWN_FOR):
        mine = [o for o in await may_vouch(row["person_id"], at=at) if o.person_id == person.id]
        carnet = next((o for o in mine if o.carnet_id == row["carnet_id"]), mine[0] if mine else None)
        if carnet is not None:
            found.append(await _view(row, carnet, at=at))
    return found


async def decide(
    person: Person, vouching_id: UUID, decision: Literal["vouch", "stop"], *, at: datetime
) -> schemas.Vouch:
    """By someone who was asked and still represents the same notebook. Raises NotFound, VouchingOver."""
    mine = {vouch.id: vouch for vouch in await asked_of(person, at=at)}
    row = await recovery_queries.lock_vouching(vouching_id) if vouching_id in mine else None
    if row is None:
        raise NotFound
    if row["over_at"] is not None:
        raise VouchingOver
    if decision == "stop":
        await _stop(row, by=person.id, at=at)
    elif row["vouched_at"] is None:
        await _vouch(row, by=person, at=at)
    return {vouch.id: vouch for vouch in await asked_of(person, at=at)}[vouching_id]


async def _vouch(row: Row, *, by: Person, at: datetime) -> None:
    ready_at = at + VOUCHING_WAIT
    await recovery_queries.vouch(row["id"], by=by.id, at=at, ready_at=ready_at)
    subject = await queries.person(row["person_id"])
    assert subject is not None
    await _tell_all(
        row["id"],
        subject,
        lambda _own, stop: vouching_messages.vouched(
            name=_name(subject), by=by.name, ready_at=ready_at, stop=stop
        ),
        at=at,
    )


async def stop_by_link(token: str, *, at: datetime) -> bool:
    """The link in every message of a vouching. False when the link is unknown or it is too late."""
    digest = token_hash(token)
    link = await recovery_queries.link(digest, purpose="stop", at=at) if digest else None
    row = await recovery_queries.lock_vouching(link["vouching_id"]) if link else None
    if link is None or row is None or row["outcome"] == "used":
        return False
    if row["over_at"] is None:
        await _stop(row, by=link["person_id"], at=at)
    return True


async def stop_own(person_id: UUID, *, at: datetime) -> None:
    """The person signed in or proved themselves: nobody need vouch for them."""
    row = await recovery_queries.open_vouching(person_id)
    row = await recovery_queries.lock_vouching(row["id"]) if row else None
    if row is not None and row["over_at"] is None:
        await _stop(row, by=person_id, at=at)


async def use(person_id: UUID, *, at: datetime) -> bool:
    """Ends a ready vouching by using it, in the transaction of what it opens; False when there is none."""
    row = await recovery_queries.open_vouching(person_id)
    row = await recovery_queries.lock_vouching(row["id"]) if row else None
    if row is None or await state(row, at=at) != "ready":
        return False
    await _end(row, outcome="used", by=None, at=at)
    return True


async def announce(*, at: datetime) -> None:
    """Tells everyone, once, that the 72 hours have passed, and sends the person a link; ends what nobody followed,
    and what rests on someone who may no longer vouch."""
    for row in await recovery_queries.vouched():
        await _end_baseless(row, at=at)
    for row in await recovery_queries.ready_vouchings(at=at):
        subject = await queries.person(row["person_id"])
        assert subject is not None
        token = new_token()
        await recovery_queries.add_link(
            token_hash=token_hash(token) or b"",
            purpose="recovery",
            email=subject["email"],
            email_key=subject["email_key"],
            locale=subject["locale"],
            person_id=subject["id"],
            expires_at=at + READY_LINK,
        )
        await recovery_queries.mark_announced(row["id"], at=at)
        await _tell_all(
            row["id"], subject, _ready_texts(_name(subject), screens.address(screens.RECOVERY, token)), at=at
        )
    stale = await recovery_queries.stale_vouchings(
        asked_before=at - VOUCHING_ASKED_FOR, ready_before=at - VOUCHING_READY_FOR
    )
    for row in stale:
        await _end(row, outcome="expired", by=None, at=at)


async def _end_baseless(row: Row | None, *, at: datetime) -> None:
    if row is not None and not await _stands(row, at=at):
        await _end(row, outcome="stopped", by=None, at=at)


def _ready_texts(name: str, recover: str) -> "Callable[[bool, str], Texts]":
    return lambda own, stop: vouching_messages.ready(name=name, own=own, recover=recover, stop=stop)


async def _stop(row: Row, *, by: UUID, at: datetime) -> None:
    await _end(row, outcome="stopped", by=by, at=at)


async def _end(row: Row, *, outcome: str, by: UUID | None, at: datetime) -> None:
    await recovery_queries.end_vouching(row["id"], outcome=outcome, by=by, at=at)
    subject = await queries.person(row["person_id"])
    assert subject is not None
    everyone = [row["person_id"], *(a["person_id"] for a in await recovery_queries.asked(row["id"]))]
    await mailing.tell(everyone, vouching_messages.over(name=_name(subject), outcome=outcome), at=at)


async def _tell_all(
    vouching_id: UUID, person: Row, texts: Callable[[bool, str], Texts], *, at: datetime
) -> None:
    """Each message has a stop link of its own, so that it is known who stopped."""
    ids = [person["id"], *(a["person_id"] for a in await recovery_queries.asked(vouching_id))]
    for row in await queries.people(ids):
        token = new_token()
        await recovery_queries.add_link(
            token_hash=token_hash(token) or b"",
            purpose="stop",
            email=row["email"],
            email_key=key(row["email"]),
            locale=row["locale"],
            person_id=row["id"],
            vouching_id=vouching_id,
            expires_at=at + STOP_LINK,
        )
        letter = texts(row["id"] == person["id"], screens.address(screens.STOP, token))
        await mailing.tell_address(row["email"], letter, language=row["locale"], at=at)


def _name(row: Row) -> str:
    return f"{row['given_name']} {row['family_name']}"


async def _view(row: Row, carnet: CoRepresentative, *, at: datetime) -> schemas.Vouch:
    return schemas.Vouch(
        id=row["id"],
        person=schemas.VouchPerson(given_name=row["given_name"], family_name=row["family_name"]),
        carnet=schemas.VouchCarnet(id=carnet.carnet_id, given_name=carnet.carnet_given_name),
        asked_at=row["asked_at"],
        state=await state(row, at=at),
        ready_at=row["ready_at"],
    )
