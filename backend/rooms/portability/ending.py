"""The end of an export: what was written for it is erased, and a line says that it ended and why."""

from uuid import UUID

from backend.kit import runtime
from backend.kit.transaction import transaction
from backend.rooms.portability import queries
from backend.rooms.portability.schemas import Reason
from backend.rooms.uploads import service as uploads


async def end(export_id: UUID, reason: Reason) -> None:
    """In a transaction of its own. One that is over already stays as it ended."""
    async with transaction():
        await end_here(export_id, reason)


async def was_hidden(carnet_id: UUID, item_id: UUID, people: list[UUID]) -> None:
    """Something was hidden from these people: what they had made to take away may hold it, and is over. Its reason does not say
    why: that would tell them."""
    for export_id in await queries.open_of(carnet_id, people):
        await end_here(export_id, "expired")


async def end_here(export_id: UUID, reason: Reason) -> None:
    """In the caller's transaction."""
    row = await queries.anyone(export_id, lock=True)
    if row is None or row["state"] not in ("preparing", "ready"):
        return
    objects = await queries.drop_entries(export_id)
    if objects:
        await uploads.forget(objects)
    state = "failed" if reason == "not_prepared" else "ended"
    await queries.settle(export_id, {"state": state, "reason": reason, "ended_at": runtime.get().clock.now()})
