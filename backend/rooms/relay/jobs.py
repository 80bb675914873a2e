"""The relay sheet's house-keeping, and word to who made an address that it was read."""

from datetime import timedelta
from uuid import UUID, uuid5

from backend.kit import runtime
from backend.kit.queue import job
from backend.rooms.identity import service as identity
from backend.rooms.relay import queries

KEPT = timedelta(days=90)
"""Readings; the trace keeps its own for as long as the law asks."""


@job("relay.tell_read", queue="mail", retries=5)
async def tell_read(link_id: str) -> None:
    """Once for an address, on the phones of who made it; no e-mail: the sheet says it too."""
    row = await queries.by_id(UUID(link_id))
    if row is None:
        return
    told = identity.Told(
        id=uuid5(row["id"], "relay read"),
        person_id=row["created_by"],
        kind="relay",
        path=f"/c/{row['carnet_id']}/relais",
        letter=None,
    )
    await identity.tell_phones([told], at=runtime.get().clock.now())


@job("relay.drop_old", cron="12 4 * * *", queue="care")
async def drop_old(timestamp: int) -> None:
    await queries.drop_old(before=runtime.get().clock.now() - KEPT)
