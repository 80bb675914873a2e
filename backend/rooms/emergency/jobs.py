"""Telling the family that the code was used."""

from datetime import datetime
from typing import Literal
from uuid import UUID, uuid5

from backend.kit import runtime
from backend.kit.queue import job
from backend.rooms.access import service as access
from backend.rooms.audit import service as audit
from backend.rooms.audit.tags import Tag
from backend.rooms.carnet import service as carnet
from backend.rooms.carnet.closing import SCREEN as CLOSED_SCREEN
from backend.rooms.emergency import link_queries, messages, often
from backend.rooms.identity import service as identity


@job("emergency.tell_opening", queue="mail", retries=9)
async def tell_opening(link_id: str, opened_at: str, reader_id: str) -> None:
    """To the phones of each representative, who is so now, and one e-mail; past the fifth in an hour, with the others."""
    link = await link_queries.by_id(UUID(link_id))
    if link is None:
        return
    now, id = runtime.get().clock.now(), link["carnet_id"]
    place = await often.place(id, at=now)
    if isinstance(place, datetime):
        since = datetime.fromisoformat(opened_at).replace(second=0, microsecond=0)
        await tell_openings.defer(carnet_id=str(id), since=since.isoformat(), at=place, once=f"openings {id}")
        return
    names = await identity.person_names([UUID(reader_id)]) if reader_id else {}
    letter = messages.opened(
        child=(await carnet.subject(id))["given_name"],
        code=link["name"],
        reader=next(iter(names.values()), ""),
        at=datetime.fromisoformat(opened_at),
        address=runtime.get().settings.public_url + _screen(id),
        last=place == often.AT_ONCE,
    )
    await tell_family(id, letter, path=_screen(id), told=f"{link_id} {opened_at}", at=now)


@job("emergency.tell_openings", queue="mail", retries=9)
async def tell_openings(carnet_id: str, since: str) -> None:
    """How many there were, once an hour while they go on. The trace counts them: none can be forgotten here."""
    id, now = UUID(carnet_id), runtime.get().clock.now()
    count = await audit.how_often(id, Tag.SHEET_OPENED, since=datetime.fromisoformat(since))
    if not count:
        return
    await often.go_on(id, at=now)
    letter = messages.opened_often(
        child=(await carnet.subject(id))["given_name"],
        count=count,
        since=datetime.fromisoformat(since),
        at=now,
        address=runtime.get().settings.public_url + _screen(id),
    )
    await tell_family(id, letter, path=_screen(id), told=f"{carnet_id} {since}", at=now)


@job("emergency.tell_closed_scan", queue="mail", retries=9)
async def tell_closed_scan(link_id: str, at_text: str) -> None:
    """Somebody scanned a code whose notebook is closed: to its representatives, who can open it again."""
    link = await link_queries.by_id(UUID(link_id))
    if link is None:
        return
    now = runtime.get().clock.now()
    subject = await carnet.subject(link["carnet_id"])
    address = runtime.get().settings.public_url + CLOSED_SCREEN
    letter = messages.scanned_closed(
        child=subject["given_name"], code=link["name"], at=datetime.fromisoformat(at_text), address=address
    )
    await tell_family(
        link["carnet_id"], letter, path=CLOSED_SCREEN, told=f"{link_id} closed {at_text}", at=now
    )


@job("emergency.tell_locked", queue="mail", retries=9)
async def tell_locked(link_id: str, at_text: str) -> None:
    """Somebody gave too many wrong passcodes: the code opens nothing any more."""
    link = await link_queries.by_id(UUID(link_id))
    if link is None:
        return
    now, id = runtime.get().clock.now(), link["carnet_id"]
    letter = messages.locked(
        child=(await carnet.subject(id))["given_name"],
        code=link["name"],
        at=datetime.fromisoformat(at_text),
        address=runtime.get().settings.public_url + f"/c/{id}/urgence/code",
    )
    await tell_family(id, letter, path=_screen(id), told=f"{link_id} locked {at_text}", at=now)


def _screen(carnet_id: UUID) -> str:
    return f"/c/{carnet_id}/cercle/vu"


async def tell_family(
    carnet_id: UUID,
    letter: identity.Texts,
    *,
    path: str,
    told: str,
    at: datetime,
    kind: Literal["opening", "carer", "note"] = "opening",
) -> None:
    """`told`: what makes this message the same one when it is told again. `kind`: what a locked screen says."""
    people = await access.family(carnet_id, at=at)
    await identity.tell(people, letter, at=at)
    phones = [
        identity.Told(
            id=uuid5(carnet_id, f"{told} {person}"), person_id=person, kind=kind, path=path, letter=None
        )
        for person in people
    ]
    await identity.tell_phones(phones, at=at)
