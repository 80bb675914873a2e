"""The archive as a file that is nowhere: any range of it, made when it is asked for. No connection is held while bytes leave."""

import asyncio
from collections import OrderedDict
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial
from urllib.parse import quote
from uuid import UUID

from backend.kit.errors import NotFound
from backend.kit.transaction import transaction
from backend.rooms.access.service import Visit
from backend.rooms.audit.tags import Tag
from backend.rooms.carnet import service as carnet
from backend.rooms.portability import cleaning, ending, queries
from backend.rooms.portability.errors import ExportNotReady, ExportOver
from backend.rooms.portability.finishing import planned, standing
from backend.rooms.portability.naming import archive_name
from backend.rooms.portability.preparing import may_have
from backend.rooms.portability.queries import Row
from backend.rooms.uploads import service as uploads
from backend.rooms.uploads.errors import Withheld
from backend.rooms.uploads.files import Served, answer, watched
from media.archives import Plan
from media.storage.errors import Damaged, Missing

LOOK_EVERY = 64 * 1024 * 1024
"""Bytes after which the right is looked at again, in the middle of an answer too."""
_KEPT = 4


@dataclass(frozen=True)
class _Laid:
    plan: Plan
    entries: list[Row]


_laid: OrderedDict[UUID, _Laid] = OrderedDict()
"""The last plans that served: a phone that resumes asks for the same one again and again."""


async def serve(visit: Visit, export_id: UUID, *, headers: dict[str, str], whole: bool = True) -> Served:
    """Raises NotFound (another's too), ExportNotReady, ExportOver. One trace a download; resuming it is the same one.

    whole: false for who only asks how long it is.
    """
    async with transaction():
        row = await ready(visit, export_id)
        laid = _laid.get(export_id)
        entries = laid.entries if laid else standing(await queries.entries(export_id))
        subject = await carnet.subject(visit.carnet_id)
        if whole and "range" not in headers:
            await visit.trace(Tag.EXPORT_DOWNLOAD, export_id)
        else:
            await visit.trace_viewing(Tag.EXPORT_DOWNLOAD, export_id)
    if laid is None:
        laid = _Laid(await asyncio.to_thread(Plan, planned(entries)), entries)
        _laid[export_id] = laid
        while len(_laid) > _KEPT:
            _laid.popitem(last=False)
    served = answer(
        headers,
        name=str(export_id),
        size=laid.plan.length,
        media_type="application/zip",
        attached=True,
        read=watched(
            partial(_bytes, visit, export_id, laid), partial(_still, visit, export_id), every=LOOK_EVERY
        ),
    )
    name = archive_name(subject["given_name"], row["at"].date().isoformat())
    served.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    served.headers["Cache-Control"] = (
        "private, no-store"  # twenty gigabytes have no place in a browser's cache
    )
    return served


async def ready(visit: Visit, export_id: UUID) -> Row:
    row = await queries.one(visit.carnet_id, visit.person.id, export_id)
    if row is None:
        raise NotFound
    if row["state"] == "preparing":
        raise ExportNotReady
    if row["state"] != "ready" or row["expires_at"] <= visit.at or await cleaning.tells(row):
        raise ExportOver
    return row


async def _bytes(visit: Visit, export_id: UUID, laid: _Laid, start: int, stop: int) -> AsyncIterator[bytes]:
    """Cut short, so that the phone sees a broken download, when the bytes are gone meanwhile."""
    for piece in laid.plan.pieces(start, stop):
        if isinstance(piece, bytes):
            yield piece
            continue
        try:
            async for chunk in _slice(visit.carnet_id, laid.entries[piece.index], piece.start, piece.stop):
                yield chunk
        except (Missing, Damaged, Withheld):
            _laid.pop(export_id, None)
            await ending.end(export_id, "content_gone")
            raise


async def _slice(carnet_id: UUID, entry: Row, start: int, stop: int) -> AsyncIterator[bytes]:
    """Raises Missing when there is less than there was when it was read, Withheld when a virus was found in it since."""
    if entry["object"]:
        source = (await carnet.vault(carnet_id)).open(entry["object"], start, stop)
    else:
        if not await uploads.may_leave(entry["item_id"]):
            raise Withheld
        source = uploads.original(carnet_id, entry["item_id"], start, stop)
    given = 0
    async for chunk in source:
        given += len(chunk)
        yield chunk
    if given != stop - start:
        raise Missing("a file of an export is shorter than it was")


async def _still(visit: Visit, export_id: UUID) -> None:
    row = await queries.anyone(export_id)
    if row is None or row["state"] != "ready" or not await may_have(visit.person.id, visit.carnet_id):
        raise ExportOver
    if await cleaning.tells(row):
        raise ExportOver
