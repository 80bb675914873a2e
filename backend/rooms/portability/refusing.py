"""An archive that is not taken."""

from datetime import datetime
from uuid import UUID

from backend.rooms.portability import import_queries as queries
from backend.rooms.portability import import_telling
from backend.rooms.portability.import_faults import Refused
from backend.rooms.uploads import service as uploads
from media.archives import names


async def refuse(carnet_id: UUID, refused: Refused, *, at: datetime) -> None:
    """In the caller's transaction: the reason stays, the archive and what was read of it do not; another may be sent."""
    row = await queries.get(carnet_id, lock=True)
    if row is None or row["state"] != "reading":
        return
    if row["upload_id"]:
        await uploads.erase(row["upload_id"])
    objects = await queries.drop_staged(carnet_id)
    if objects:
        await uploads.forget_objects.defer(names="\n".join(objects))
    # Both are words of the archive: what cannot be seen, or cannot be stored, is not repeated.
    told = {
        "fault": refused.code,
        "fault_file": names.shown(refused.file, most=250),
        "fault_field": names.shown(refused.field, most=250),
    }
    await queries.change(
        carnet_id, {"state": "refused", "upload_id": None, "moved_at": at, "read_at": None, **told}
    )
    await import_telling.refused(row, refused.code, at=at)
