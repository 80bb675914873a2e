"""Telling the family that a carer reads with a code, or wrote to them; and letting go of the notes that they set aside."""

from datetime import datetime, timedelta
from uuid import UUID

from backend.kit import runtime
from backend.kit.queue import job
from backend.rooms.carnet import service as carnet
from backend.rooms.emergency import carer_messages, carer_queries, link_queries
from backend.rooms.emergency.jobs import tell_family

KEPT = timedelta(days=30)


def screen(carnet_id: UUID) -> str:
    return f"/c/{carnet_id}/urgence/soignants"


@job("emergency.tell_carer", queue="mail", retries=9)
async def tell_carer(carer_id: str) -> None:
    carer = await carer_queries.by_id(UUID(carer_id))
    if carer is None or carer["link_id"] is None:
        return
    now, id = runtime.get().clock.now(), carer["carnet_id"]
    link = await link_queries.by_id(carer["link_id"])
    letter = carer_messages.reads(
        child=(await carnet.subject(id))["given_name"],
        code=link["name"] if link else "",
        carer=carer,
        address=runtime.get().settings.public_url + screen(id),
    )
    await tell_family(id, letter, path=screen(id), told=f"{carer_id} reads", at=now, kind="carer")


@job("emergency.tell_note", queue="mail", retries=9)
async def tell_note(note_id: str) -> None:
    note = await carer_queries.note_by_id(UUID(note_id))
    if note is None:
        return
    now, id = runtime.get().clock.now(), note["carnet_id"]
    written: datetime = note["written_at"]
    letter = carer_messages.wrote(
        child=(await carnet.subject(id))["given_name"],
        at=written,
        address=runtime.get().settings.public_url + screen(id),
    )
    await tell_family(id, letter, path=screen(id), told=f"{note_id} note", at=now, kind="note")


@job("emergency.erase_notes", cron="41 3 * * *")
async def erase_notes(timestamp: int) -> None:
    """Set aside 30 days ago: the way back is over."""
    await carer_queries.erase_dropped(runtime.get().clock.now() - KEPT)
