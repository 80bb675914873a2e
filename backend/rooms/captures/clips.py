"""Cutting a clip out of its film's copy, before it is prepared like any film: the job's part. What is asked is in cutting.py."""

from uuid import UUID

from backend.kit.transaction import transaction
from backend.rooms.access.closing import is_closed
from backend.rooms.captures import preparing, queries
from backend.rooms.carnet import service as carnet
from backend.rooms.uploads import service as uploads
from media.cuts import cut_video
from media.limits import Refused


async def bring(capture_id: UUID) -> None:
    """Cuts what is still to be cut, and leaves it as if it had just arrived. Does nothing with any other film."""
    row = await queries.capture_anywhere(capture_id)
    if row is None or row["cut_from"] is None or await is_closed(row["carnet_id"]):
        return
    copy = await queries.rendition(row["cut_from"], "play")
    if copy is None:  # the film was erased meanwhile
        await preparing.refuse(capture_id, "not_cut")
        return
    vault = await carnet.vault(row["carnet_id"])
    with uploads.work_folder(f"cut-{capture_id}") as (source, made):
        await uploads.lay_out(vault.open(copy["object"]), source)
        try:
            clip = await cut_video(source, made, first=row["cut_first"], last=row["cut_last"])
        except Refused:
            await preparing.refuse(capture_id, "not_cut")
            return
        name, size = await uploads.keep(
            vault, uploads.stem_of(row["carnet_id"], row["kind"], capture_id), clip
        )
    async with transaction():
        now = await queries.capture_anywhere(capture_id, lock=True)
        if now is not None and now["cut_from"] is not None:
            await uploads.bring(capture_id, name, size)
            await queries.settle(
                capture_id, {"state": "preparing", "progress": 0.0, "size": size, **queries.CUT}
            )
