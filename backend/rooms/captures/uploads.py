"""Receiving a film over a bad network: each request that brings bytes becomes one sealed object, and stands at once.

What is committed is the truth: the offset is the sum of the parts that stand in PostgreSQL, so that any server process can
go on where another died. One writer counts at a time: each PATCH takes a new `generation`, and a part written under an
older one is thrown away. In the same process, who comes back first makes the connection that hangs hand over what it has.
"""

import asyncio
import re
import unicodedata
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from backend.kit.errors import NotFound, TooLarge
from backend.kit.ids import new_id
from backend.kit.transaction import transaction
from backend.rooms.access import service as access
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.service import Visit
from backend.rooms.audit.tags import Tag
from backend.rooms.captures import jobs, queries, tus
from backend.rooms.captures.errors import (
    ChecksumMismatch,
    IdTaken,
    NoDocumentsYet,
    TooManyWaiting,
    UploadExpired,
    WrongOffset,
)
from backend.rooms.captures.schemas import MOST_TAGS, UploadView
from backend.rooms.carnet import service as carnet
from backend.rooms.identity.service import Person
from media.limits import PHOTO_BYTES, VIDEO_BYTES

WAITS = timedelta(days=7)
MOST_WAITING = 200
BATCH = 256 * 1024
LIMITS = {"photo": (PHOTO_BYTES, "50 Mo"), "video": (VIDEO_BYTES, "2 Go")}

Receive = Callable[[], Awaitable[Any]]


class _Running:
    """A PATCH under way in this process."""

    def __init__(self) -> None:
        self.hand_over = asyncio.Event()
        self.over = asyncio.Event()


_running: dict[UUID, _Running] = {}


async def begin(person: Person, *, length: int, metadata: dict[str, str], at: datetime) -> UUID:
    """Creates the capture and its upload; the same asked twice is the same. Raises NotFound, TooLarge, Invalid, IdTaken."""
    kind = metadata.get("kind", "")
    if kind == "document":
        raise NoDocumentsYet
    if kind not in LIMITS:
        raise tus.wrong("kind", "Dites photo ou video.", "Say photo or video.")
    limit, said = LIMITS[kind]
    category = Category(_one_of(metadata.get("category") or "photos", ("photos", "gait")))
    visit = await access.enter(
        person, _uuid("carnet_id", metadata.get("carnet_id", "")), category, Right.ADD, at=at
    )
    if length > limit:
        raise TooLarge(limit=said)
    capture_id = _uuid("capture_id", metadata["capture_id"]) if metadata.get("capture_id") else new_id(at)
    async with transaction():
        if len(await queries.waiting_uploads(person.id, at)) >= MOST_WAITING:
            raise TooManyWaiting
        taken = _moment(metadata.get("taken_at", ""), at)
        added = await queries.insert(
            {
                "id": capture_id,
                "carnet_id": visit.carnet_id,
                "author_id": person.id,
                "author_name": person.name,
                "kind": kind,
                "category": category.value,
                "state": "receiving",
                "filename": clean_name(metadata.get("filename", "")),
                "note": metadata.get("note", "").strip()[:2000],
                "tags": _tags(metadata.get("tags", "")),
                "said_at": taken,
                "taken_at": taken,
                "added_at": at,
                "size": length,
            }
        )
        if not added:
            await _same_as_before(person, capture_id, visit.carnet_id, length)
            return capture_id
        await queries.insert_upload(capture_id, person.id, length, at + WAITS)
        if length == 0:
            await complete(visit, capture_id, kind)
    return capture_id


async def _same_as_before(person: Person, capture_id: UUID, carnet_id: UUID, length: int) -> None:
    row = await queries.capture_anywhere(capture_id)
    if row is None or (row["author_id"], row["carnet_id"], row["size"]) != (person.id, carnet_id, length):
        raise IdTaken


async def state(person: Person, capture_id: UUID, *, at: datetime) -> tuple[int, int, datetime | None]:
    """(bytes that stand, length, until when it waits). A connection that hangs is made to hand over first."""
    await enter(person, capture_id, at=at)
    await _take_over(capture_id)
    row = await queries.upload(capture_id)
    if row is not None:
        return row["received"], row["length"], row["expires_at"]
    whole = await queries.capture_anywhere(capture_id)
    if whole is None:
        raise NotFound
    return whole["size"], whole["size"], None


async def enter(person: Person, capture_id: UUID, *, at: datetime) -> Visit:
    """Only who began an upload goes on with it, and only while they may still add there. Raises NotFound, UploadExpired."""
    row = await queries.capture_anywhere(capture_id)
    if row is None or row["author_id"] != person.id:
        raise NotFound
    visit = await access.enter(person, row["carnet_id"], Category(row["category"]), Right.ADD, at=at)
    waiting = await queries.upload(capture_id)
    if waiting is not None and waiting["expires_at"] <= at:
        raise UploadExpired
    return visit


async def go_on(
    visit: Visit, capture_id: UUID, *, offset: int, receive: Receive, checksum: tus.Checksum | None
) -> tuple[int, datetime | None]:
    """Takes the bytes of one PATCH; what arrived before a cut is kept. The new offset, and until when the rest may come.

    Raises WrongOffset, ChecksumMismatch, TooLarge, NotFound.
    """
    await _take_over(capture_id)
    at = visit.at
    async with transaction():
        row = await queries.upload(capture_id, lock=True)
        if row is None or row["received"] != offset:
            raise WrongOffset
        generation = await queries.take_lease(capture_id, at + WAITS)
    running = _running[capture_id] = _Running()
    name = f"{visit.carnet_id}/captures/{capture_id}/{new_id(at)}"
    vault = await carnet.vault(visit.carnet_id)
    body = _Body(receive, running.hand_over, most=row["length"] - offset, checksum=checksum)
    try:
        size = await vault.put(name, body.chunks())
        if body.too_much or not body.matches or size == 0:
            await vault.delete(name)
        if body.too_much:
            raise TooLarge(limit=f"{row['length']} octets")
        if not body.matches:
            raise ChecksumMismatch
        if size:
            await _keep(visit, capture_id, generation, offset=offset, size=size, name=name)
        ends = at + WAITS if offset + size < row["length"] else None
        return offset + size, ends
    finally:
        running.over.set()
        if _running.get(capture_id) is running:
            del _running[capture_id]


async def _keep(
    visit: Visit, capture_id: UUID, generation: int, *, offset: int, size: int, name: str
) -> None:
    """The part stands from this commit on; the last one starts the preparing in the same transaction."""
    async with transaction():
        row = await queries.upload(capture_id, lock=True)
        if row is None or row["generation"] != generation or row["received"] != offset:
            raise WrongOffset  # somebody else goes on with it: the sweep takes the object away
        await queries.add_part(capture_id, start=offset, size=size, name=name)
        if offset + size == row["length"]:
            await complete(visit, capture_id, row["kind"])


async def complete(visit: Visit, capture_id: UUID, kind: str) -> None:
    await visit.trace(Tag.VIDEO_ADD if kind == "video" else Tag.PHOTO_ADD, capture_id)
    await queries.end_upload(capture_id)
    await queries.change(capture_id, {"state": "preparing", "progress": 0.0})
    await jobs.prepare.defer(lock=str(capture_id), capture_id=str(capture_id))


async def cancel(visit: Visit, capture_id: UUID) -> None:
    """Termination: nothing of it remains. Raises NotFound once it is whole: then it goes to the bin instead."""
    await _take_over(capture_id)
    if await queries.upload(capture_id, lock=True) is None:
        raise NotFound
    objects = await queries.objects_of(capture_id)
    await queries.erase(capture_id)
    await jobs.forget_objects.defer(names="\n".join(objects))
    await visit.trace(Tag.CAPTURE_BIN, capture_id)


async def mine(person: Person, *, at: datetime, carnet_id: UUID | None) -> list[UploadView]:
    rows = await queries.waiting_uploads(person.id, at)
    return [
        UploadView(
            id=row["capture_id"],
            capture_id=row["capture_id"],
            offset=row["received"],
            length=row["length"],
            expires_at=row["expires_at"],
        )
        for row in rows
        if carnet_id is None or row["carnet_id"] == carnet_id
    ]


async def _take_over(capture_id: UUID) -> None:
    running = _running.get(capture_id)
    if running is not None:
        running.hand_over.set()
        try:
            async with asyncio.timeout(10):
                await running.over.wait()
        except TimeoutError:
            pass  # its generation is old by then: what it still writes does not count


class _Body:
    """The bytes of one request, until its end, the line's cut, or the hand-over."""

    def __init__(
        self, receive: Receive, hand_over: asyncio.Event, *, most: int, checksum: tus.Checksum | None
    ) -> None:
        self._receive, self._hand_over, self._most = receive, hand_over, most
        self._checksum, self._sum = checksum, checksum.start() if checksum else None
        self._whole = False
        self.too_much = False

    @property
    def matches(self) -> bool:
        """With a checksum, only a whole piece that fits it is kept."""
        if self._checksum is None:
            return True
        return self._whole and self._sum is not None and self._sum.digest() == self._checksum.digest

    async def chunks(self) -> AsyncIterator[bytes]:
        waiting = bytearray()
        given = 0
        stop = asyncio.ensure_future(self._hand_over.wait())
        try:
            while True:
                message = await self._next(stop)
                if message is None or message["type"] == "http.disconnect":
                    break
                chunk = message.get("body", b"")
                given += len(chunk)
                if given > self._most:
                    self.too_much = True
                    return
                waiting += chunk
                if self._sum is not None:
                    self._sum.update(chunk)
                if not message.get("more_body", False):
                    self._whole = True
                    break
                if len(waiting) >= BATCH:
                    yield bytes(waiting)
                    waiting.clear()
            if waiting:
                yield bytes(waiting)
        finally:
            stop.cancel()

    async def _next(self, stop: "asyncio.Future[Any]") -> Any:
        coming = asyncio.ensure_future(self._receive())
        done, _ = await asyncio.wait({coming, stop}, return_when=asyncio.FIRST_COMPLETED)
        if coming in done:
            return coming.result()
        coming.cancel()
        return None


def clean_name(name: str) -> str:
    """A name to show: no folder, no control or direction mark, 255 characters at most. Never used as a path."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    kept = "".join(c for c in last if unicodedata.category(c)[0] != "C")
    return kept.strip(". ")[:255]


def _uuid(name: str, text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise tus.wrong(name, "Cet identifiant n’en est pas un.", "This identifier is not one.") from None


def _one_of(text: str, allowed: tuple[str, ...]) -> str:
    if text not in allowed:
        raise tus.wrong("category", "Dites photos ou gait.", "Say photos or gait.")
    return text


def _moment(text: str, at: datetime) -> datetime:
    """What the phone says, if it is a moment of this century and not in the future; else now."""
    if not text:
        return at
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise tus.wrong("taken_at", "Donnez une date qui existe.", "Give a date that exists.") from None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment if datetime(1990, 1, 1, tzinfo=UTC) <= moment <= at + timedelta(days=1) else at


def _tags(text: str) -> list[str]:
    tags = [clean_name(tag)[:40] for tag in text.split(",")]
    return list(dict.fromkeys(tag for tag in tags if tag))[:MOST_TAGS]
