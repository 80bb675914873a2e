"""Whoever holds an address reads the relay sheet, until it dies: with its moment, when the family closes it, or with the right of who made it."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from backend.kit.attempts import Limit, count_attempt
from backend.kit.transaction import transaction
from backend.rooms.access import service as access
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.closing import is_closed
from backend.rooms.audit import service as audit
from backend.rooms.audit.tags import Tag
from backend.rooms.emergency.opening import Device, who_reads
from backend.rooms.identity.service import Person
from backend.rooms.identity.tokens import token_hash
from backend.rooms.relay import jobs, queries
from backend.rooms.relay.links import is_live
from backend.rooms.relay.queries import Row
from backend.rooms.relay.reading import last_read, note, open_to
from backend.rooms.relay.schemas import RelayView
from backend.rooms.relay.sheet import Reader, relay, sheets_of
from backend.rooms.relay.window import A_WHILE

UNKNOWN = Limit("unknown relay addresses", 30, timedelta(minutes=10))
BY_ADDRESS = f"{Category.JOURNAL.value}:address"


@dataclass(frozen=True, kw_only=True)
class Opened:
    view: RelayView
    ends_at: datetime


async def open_with(
    token: str, *, looks: Person | None, device: Device, at: datetime, language: str
) -> Opened | None:
    """looks: who is signed in on that device. A representative who tries an address has not read it in another's place.

    None: it opens nothing any more, or never did; which of them is not told. Raises TooManyAttempts.
    """
    digest = token_hash(token)
    if digest is not None:
        async with transaction():
            row = await queries.by_digest(digest)
            if row is not None:
                return await _open(row, looks, device, at, language)
    await count_attempt(UNKNOWN, device.address, at=at)
    return None


async def _open(row: Row, looks: Person | None, device: Device, at: datetime, language: str) -> Opened | None:
    carnet_id = row["carnet_id"]
    if not is_live(row, at) or await is_closed(carnet_id):
        return None
    maker = await access.habilitation_on(row["created_by"], carnet_id, at=at)
    if maker is None or not maker.decides or not maker.may(Category.JOURNAL, Right.MANAGE):
        return None
    parts = open_to(maker) & set(row["parts"])
    if not sheets_of(parts) and "habits" not in parts:
        parts -= {"changes"}
    theirs = await access.habilitation_on(looks.id, carnet_id, at=at) if looks else None
    await audit.record_viewing(
        replace(await who_reads(looks, theirs, device, carnet_id), right=BY_ADDRESS),
        Tag.RELAY_OPENED,
        carnet_id=carnet_id,
        category=Category.JOURNAL.value,
        at=at,
        item_id=row["id"],
    )
    last = await last_read(carnet_id, None, row["id"], at)
    if theirs is None or not theirs.decides:
        new = await note(
            carnet_id, person_id=None, link_id=row["id"], name=row["name"], device=device.label, at=at
        )
        if new and last is None:
            await jobs.tell_read.defer(link_id=str(row["id"]), once=f"relay read {row['id']}")
    reader = Reader(
        person=None,
        parts=parts,
        sheets=sheets_of(parts),
        since=last or at - A_WHILE,
        first=last is None,
        language=language,
    )
    return Opened(view=await relay(carnet_id, reader, at), ends_at=row["ends_at"])
