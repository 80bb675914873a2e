"""Telling the family that the code was used."""

from datetime import datetime
from uuid import UUID, uuid5

from backend.kit import runtime
from backend.kit.queue import job
from backend.rooms.access import service as access
from backend.rooms.carnet import service as carnet
from backend.rooms.carnet.closing import SCREEN as CLOSED_SCREEN
from backend.rooms.emergency import link_queries, messages
from backend.rooms.identity import service as identity


@job("emergency.tell_opening", queue="mail", retries=9)
async def tell_opening(link_id: str, opened_at: str, reader_id: str) -> None:
    """To the phones of each representative, who is so now, and one e-mail."""
    link = await link_queries.by_id(UUID(link_id))
    if link is None:
        return
    now = runtime.get().clock.now()
    people = await access.family(link["carnet_id"], at=now)
    subject = await carnet.subject(link["carnet_id"])
    names = await identity.person_names([UUID(reader_id)]) if reader_id else {}
    letter = messages.opened(
        child=subject["given_name"],
        code=link["name"],
        reader=next(iter(names.values()), ""),
        at=datetime.fromisoformat(opened_at),
        address=f"{runtime.get().settings.public_url}/c/{link['carnet_id']}/cercle/vu",
    )
    await identity.tell(people, letter, at=now)
    told = [
        identity.Told(
            id=uuid5(link["id"], f"{opened_at} {person}"),
            person_id=person,
            kind="opening",
            path=f"/c/{link['carnet_id']}/cercle/vu",
            letter=None,
        )
        for person in people
    ]
    await identity.tell_phones(told, at=now)


@job("emergency.tell_closed_scan", queue="mail", retries=9)
async def tell_closed_scan(link_id: str, at_text: str) -> None:
    """Somebody scanned a code whose notebook is closed: to its representatives, who can open it again."""
    link = await link_queries.by_id(UUID(link_id))
    if link is None:
        return
    now = runtime.get().clock.now()
    people = await access.family(link["carnet_id"], at=now)
    subject = await carnet.subject(link["carnet_id"])
    address = runtime.get().settings.public_url + CLOSED_SCREEN
    letter = messages.scanned_closed(
        child=subject["given_name"], code=link["name"], at=datetime.fromisoformat(at_text), address=address
    )
    await identity.tell(people, letter, at=now)
    told = [
        identity.Told(
            id=uuid5(link["id"], f"closed {at_text} {person}"),
            person_id=person,
            kind="opening",
            path=CLOSED_SCREEN,
            letter=None,
        )
        for person in people
    ]
    await identity.tell_phones(told, at=now)
