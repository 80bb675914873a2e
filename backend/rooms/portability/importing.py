"""Beginning an import, following it, giving it up; and what its archive is to the room of the uploads."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from backend.kit import runtime
from backend.kit.errors import NotFound, TooLarge
from backend.kit.lines import one_line
from backend.kit.transaction import in_transaction
from backend.rooms.access.categories import Category
from backend.rooms.access.service import Visit
from backend.rooms.carnet import arriving as carnet
from backend.rooms.identity.service import Person
from backend.rooms.portability import import_jobs as jobs
from backend.rooms.portability import import_queries as queries
from backend.rooms.portability.import_faults import ImportUnderWay, sentence
from backend.rooms.portability.import_schemas import ImportUpload, ImportView, NewImport
from backend.rooms.uploads import metadata
from backend.rooms.uploads import service as uploads
from backend.rooms.uploads.metadata import clean_name

KIND = "carnet"
ARCHIVE_BYTES = 50_000_000_000
LATELY = timedelta(days=7)


async def begin(person: Person, new: NewImport, *, at: datetime, language: str) -> ImportView:
    """A notebook that only this person sends to; the one that already waits, when there is one. Raises TooManyAttempts."""
    assert in_transaction()
    await queries.begin_one_by_one(person.id)
    relation = one_line(new.relation, "relation", may_be_empty=True)
    for row in await queries.of_person(person.id, opened_since=at):
        if row["state"] in {"awaiting", "refused", "reading"}:
            if relation and row["state"] != "reading":
                await queries.change(row["carnet_id"], {"relation": relation})
            return await _view(row, language)
    id = await carnet.begin(person.id, at=at)
    await queries.insert(id, person.id, person.name, relation, at=at)
    return await read(person, id, language=language)


async def mine(person: Person, *, at: datetime, language: str) -> list[ImportView]:
    """Those under way, and those that opened lately; newest first."""
    rows = await queries.of_person(person.id, opened_since=at - LATELY)
    return [await _view(row, language) for row in rows]


async def read(person: Person, carnet_id: UUID, *, language: str) -> ImportView:
    return await _view(await _own(person, carnet_id), language)


async def give_up(person: Person, carnet_id: UUID) -> None:
    """Nothing of it remains. One that has opened is a notebook, and is closed as such (NotFound)."""
    row = await _own(person, carnet_id, lock=True)
    if row["state"] == "opened":
        raise NotFound
    await jobs.end(carnet_id)


async def _own(person: Person, carnet_id: UUID, *, lock: bool = False) -> dict[str, Any]:
    row = await queries.get(carnet_id, lock=lock)
    if row is None or row["person_id"] != person.id or row["state"] == "ended":
        raise NotFound
    return row


async def _view(row: dict[str, Any], language: str) -> ImportView:
    state = await uploads.waiting_of(row["upload_id"]) if row["upload_id"] else None
    upload = None
    # One that is over, and not swept yet, takes nothing more: the archive is sent anew.
    going = state is not None and (state.expires_at is None or state.expires_at > runtime.get().clock.now())
    if state is not None and going and row["state"] == "awaiting":
        upload = ImportUpload(
            id=row["upload_id"],
            filename=row["filename"],
            offset=state.offset,
            length=state.length,
            expires_at=state.expires_at,
        )
    waiting = row["state"] in {"awaiting", "refused"}
    return ImportView(
        id=row["carnet_id"],
        state=row["state"],
        upload=upload,
        fault=row["fault"],
        fault_sentence=sentence(row["fault"], language),
        file=row["fault_file"],
        field=row["fault_field"],
        files=row["files"],
        files_done=row["files_done"],
        bytes=row["bytes"],
        bytes_done=row["bytes_done"],
        begun_at=row["begun_at"],
        opened_at=row["opened_at"],
        forgotten_at=row["moved_at"] + jobs.WAITS if waiting else None,
        limit=_most(),
    )


def _most() -> int:
    """Bytes of an archive: what one may send in a day to one notebook, else one that is never taken would be asked for again tomorrow."""
    return min(ARCHIVE_BYTES, runtime.get().settings.day_gigabytes * 1_000_000_000)


def _read(values: dict[str, str], length: int, at: datetime) -> uploads.Said:
    if length > _most():
        raise TooLarge(limit=f"{_most() // 1_000_000_000} Go")
    return uploads.Said(
        carnet_id=metadata.carnet_of(values),
        item_id=metadata.item_of(values),
        kind=KIND,
        category=Category.IDENTITY,
        more=clean_name(values.get("filename", "")),
    )


async def _begin(visit: Visit, item_id: UUID, said: uploads.Said, length: int) -> None:
    """For a notebook that awaits its archive only. One chosen anew replaces the one that was being sent."""
    row = await queries.get(visit.carnet_id, lock=True)
    if row is None or row["state"] == "opened":
        raise NotFound
    if row["state"] not in {"awaiting", "refused"}:
        raise ImportUnderWay
    if row["upload_id"]:
        await uploads.erase(row["upload_id"])
    empty = {"fault": None, "fault_file": "", "fault_field": "", "files": 0, "files_done": 0, "bytes": 0}
    await queries.change(
        visit.carnet_id,
        {
            "state": "awaiting",
            "upload_id": item_id,
            "filename": said.more,
            "moved_at": visit.at,
            "bytes_done": 0,
        }
        | empty,
    )


async def _whole(visit: Visit, item_id: UUID, kind: str) -> None:
    row = await queries.get(visit.carnet_id, lock=True)
    if row is None or row["upload_id"] != item_id or row["state"] != "awaiting":
        raise NotFound
    await queries.change(visit.carnet_id, {"state": "reading", "moved_at": visit.at})
    await jobs.read_archive.defer(lock=str(visit.carnet_id), carnet_id=str(visit.carnet_id))


TAKER = uploads.Taker(
    kinds=frozenset({KIND}),
    folder="archives",
    read=_read,
    begin=_begin,
    whole=_whole,
    known=queries.known_files,
)
