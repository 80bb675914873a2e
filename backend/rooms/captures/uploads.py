"""Uploads as tus knows them: begun, asked about, given up. Taking their bytes is in receiving.py."""

from datetime import datetime, timedelta
from math import ceil
from uuid import UUID

from backend.kit import days, runtime
from backend.kit.errors import NotFound
from backend.kit.ids import new_id
from backend.kit.transaction import transaction
from backend.rooms.access import service as access
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.service import Visit
from backend.rooms.captures import jobs, metadata, queries, receiving, tus, upload_queries
from backend.rooms.captures.errors import IdTaken, TooManyToday, TooManyWaiting, UploadExpired
from backend.rooms.captures.schemas import UploadView
from backend.rooms.identity.service import Person

MOST_WAITING = 200
"""Unfinished uploads of one person."""


async def begin(person: Person, *, length: int, header: str, at: datetime) -> UUID:
    """Creates the capture and its upload; the same asked twice is the same.

    header: Upload-Metadata. Raises NotFound, TooLarge, Invalid, IdTaken, TooManyToday, TooManyWaiting.
    """
    said = metadata.read(tus.read_metadata(header), length, at)
    visit = await access.enter(person, said.carnet_id, said.category, Right.ADD, at=at)
    capture_id = said.capture_id or new_id(at)
    taken_at = said.taken_at or at
    async with transaction():
        await upload_queries.begin_one_by_one(person.id)
        added = await queries.insert(
            {
                "id": capture_id,
                "carnet_id": visit.carnet_id,
                "author_id": person.id,
                "author_name": person.name,
                "kind": said.kind,
                "category": said.category.value,
                "state": "receiving",
                "filename": said.filename,
                "note": said.note,
                "tags": said.tags,
                "said_at": taken_at,
                "taken_at": taken_at,
                "added_at": at,
                "size": length,
            }
        )
        if not added:
            await _same_as_before(person, capture_id, visit.carnet_id, length)
            return capture_id
        if await upload_queries.how_many_wait(person.id, at) >= MOST_WAITING:
            raise TooManyWaiting
        await _within_the_day(person, visit.carnet_id, at)
        await upload_queries.insert(capture_id, person.id, length, header, expires_at=at + receiving.WAITS)
        if length == 0:
            await receiving.complete(visit, capture_id, said.kind, at)
    return capture_id


async def _within_the_day(person: Person, carnet_id: UUID, at: datetime) -> None:
    """What they began today in this notebook, this one included, whatever became of it. Raises TooManyToday."""
    settings, today = runtime.get().settings, days.day_of(at)
    files, size = await upload_queries.begun_since(carnet_id, person.id, days.begins(today))
    if files > settings.day_files or size > settings.day_gigabytes * 1_000_000_000:
        tomorrow = days.begins(today + timedelta(days=1))
        raise TooManyToday(retry_after=max(1, ceil((tomorrow - at).total_seconds())))


async def _same_as_before(person: Person, capture_id: UUID, carnet_id: UUID, length: int) -> None:
    row = await upload_queries.owner(capture_id)
    if row is None or (row["author_id"], row["carnet_id"], row["size"]) != (person.id, carnet_id, length):
        raise IdTaken


async def enter(person: Person, capture_id: UUID, *, at: datetime) -> Visit:
    """Only who began an upload goes on with it, and only while they may still add there. Raises NotFound, UploadExpired."""
    row = await upload_queries.owner(capture_id)
    if row is None or row["author_id"] != person.id:
        raise NotFound
    visit = await access.enter(person, row["carnet_id"], Category(row["category"]), Right.ADD, at=at)
    if row["expires_at"] is not None and row["expires_at"] <= at:
        raise UploadExpired
    return visit


async def state(capture_id: UUID) -> tus.State:
    """Where it stands; behind `enter`. A connection that hangs is made to hand over first."""
    await receiving.take_over(capture_id)
    row = await upload_queries.upload(capture_id)
    if row is not None:
        return tus.State(row["received"], row["length"], row["expires_at"], row["metadata"])
    size = await upload_queries.size_when_whole(capture_id)
    if size is None:
        raise NotFound
    return tus.State(size, size)


async def cancel(capture_id: UUID) -> None:
    """Termination: nothing of it remains. Raises NotFound once it is whole: then it goes to the bin instead."""
    await receiving.take_over(capture_id)
    async with transaction():
        if await upload_queries.upload(capture_id, lock=True) is None:
            raise NotFound
        objects = await queries.objects_of(capture_id)
        await queries.erase(capture_id)
        await jobs.forget_objects.defer(names="\n".join(objects))


async def mine(person: Person, *, at: datetime, carnet_id: UUID | None) -> list[UploadView]:
    """Not those of a notebook that this person may not add to any more."""
    rows = await upload_queries.waiting(person.id, at)
    open_now = {h.carnet_id for h in await access.habilitations_of(person.id, at=at)}
    return [
        UploadView(
            id=row["capture_id"],
            capture_id=row["capture_id"],
            offset=row["received"],
            length=row["length"],
            expires_at=row["expires_at"],
        )
        for row in rows
        if row["carnet_id"] in open_now and carnet_id in (None, row["carnet_id"])
    ]
