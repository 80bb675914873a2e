"""Uploads as tus knows them: begun, asked about, given up. Taking their bytes is in receiving.py."""

from datetime import datetime, timedelta
from math import ceil
from typing import Any, cast
from uuid import UUID

from backend.kit import days, runtime
from backend.kit.errors import NotFound
from backend.kit.ids import new_id
from backend.kit.transaction import transaction
from backend.rooms.access import masks
from backend.rooms.access import service as access
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.mask_schemas import HideAtFirst
from backend.rooms.access.service import Visit
from backend.rooms.identity.service import Person
from backend.rooms.uploads import jobs, queries, receiving, takers, tus
from backend.rooms.uploads.errors import IdTaken, TooManyToday, TooManyWaiting, UploadExpired
from backend.rooms.uploads.schemas import UploadView
from backend.rooms.uploads.takers import Said

MOST_WAITING = 200
"""Unfinished uploads of one person."""
AT_FIRST = ("everyone", "representatives", "protection")
"""From whom something may be hidden as it is sent: people are named afterwards."""


async def begin(person: Person, *, length: int, header: str, at: datetime) -> UUID:
    """Creates the item and its upload; the same asked twice is the same.

    header: Upload-Metadata. Raises NotFound, TooLarge, Invalid, IdTaken, TooManyToday, TooManyWaiting.
    """
    values = tus.read_metadata(header)
    taker = takers.taker_of(values.get("kind", ""))
    if taker is None:
        kinds = ", ".join(takers.all_kinds())
        raise tus.wrong("kind", f"Dites ce que c’est : {kinds}.", f"Say what it is: {kinds}.")
    said = taker.read(values, length, at)
    visit = await access.enter(person, said.carnet_id, said.category, Right.ADD, at=at)
    item_id = said.item_id or new_id(at)
    async with transaction():
        await queries.begin_one_by_one(person.id)
        if not await write(visit, item_id, said, length):
            await _same_as_before(person, item_id, visit.carnet_id, length)
            await _hide(visit, taker, item_id, values, again=True)
            return item_id
        if await queries.how_many_wait(person.id, at) >= MOST_WAITING:
            raise TooManyWaiting
        await _within_the_day(person, visit.carnet_id, at)
        await _hide(visit, taker, item_id, values)
        await queries.insert(
            item_id,
            person.id,
            length,
            header,
            expires_at=at + receiving.WAITS,
            structure_id=visit.habilitation.acting_for,
        )
        if length == 0:
            await receiving.complete(visit, item_id, said.kind)
    return item_id


async def _hide(
    visit: Visit, taker: takers.Taker, item_id: UUID, values: dict[str, str], *, again: bool = False
) -> None:
    """Hidden from its first moment: nobody is told of it who is not to know. Raises Invalid, NotFound."""
    scope = values.get("hide", "")
    if not scope:
        return
    if scope not in AT_FIRST or taker.masked is None:
        raise tus.wrong(
            "hide", f"Dites l’un de\u202f: {', '.join(AT_FIRST)}.", f"Say one of: {', '.join(AT_FIRST)}."
        )
    how = HideAtFirst(scope=cast(Any, scope), reason=values.get("hide_reason", "")[:300])
    hide = masks.hide_again if again else masks.hide_at_first
    await hide(visit, taker.masked, item_id, how)


async def write(visit: Visit, item_id: UUID, said: Said, length: int) -> bool:
    """The item's two rows, ours and that of the room that takes it; False when the id is taken."""
    taker = takers.taker_of(said.kind)
    assert taker is not None
    added = await queries.insert_received(
        {
            "id": item_id,
            "carnet_id": visit.carnet_id,
            "author_id": visit.person.id,
            "kind": said.kind,
            "category": said.category.value,
            "size": length,
            "added_at": visit.at,
        }
    )
    if added:
        await taker.begin(visit, item_id, said, length)
    return added


async def _within_the_day(person: Person, carnet_id: UUID, at: datetime) -> None:
    """What they began today in this notebook, this one included, whatever became of it. Raises TooManyToday."""
    settings, today = runtime.get().settings, days.day_of(at)
    files, size = await queries.begun_since(carnet_id, person.id, days.begins(today))
    if files > settings.day_files or size > settings.day_gigabytes * 1_000_000_000:
        tomorrow = days.begins(today + timedelta(days=1))
        raise TooManyToday(retry_after=max(1, ceil((tomorrow - at).total_seconds())))


async def _same_as_before(person: Person, item_id: UUID, carnet_id: UUID, length: int) -> None:
    row = await queries.received(item_id)
    if row is None or (row["author_id"], row["carnet_id"], row["size"]) != (person.id, carnet_id, length):
        raise IdTaken


async def enter(person: Person, item_id: UUID, *, at: datetime) -> Visit:
    """Only who began an upload goes on with it, and only while they may still add there: for the structure for which they began it,
    whichever they act for since. Raises NotFound, UploadExpired."""
    row = await queries.received(item_id)
    if row is None:
        raise NotFound
    visit = await access.enter(
        person, row["carnet_id"], Category(row["category"]), Right.ADD, at=at, under=row["structure_id"]
    )
    if row["author_id"] != person.id:
        # A refusal that is traced says that it is there.
        raise NotFound if await masks.is_hidden_from(item_id, visit.viewer) else await access.refuse(visit)
    if row["expires_at"] is not None and row["expires_at"] <= at:
        raise UploadExpired
    return visit


async def state(item_id: UUID) -> tus.State:
    """Where it stands; behind `enter`. A connection that hangs is made to hand over first."""
    await receiving.take_over(item_id)
    row = await queries.upload(item_id)
    if row is not None:
        return tus.State(row["received"], row["length"], row["expires_at"], row["metadata"])
    whole = await queries.received(item_id)
    if whole is None:
        raise NotFound
    return tus.State(whole["size"], whole["size"])


async def cancel(item_id: UUID) -> None:
    """Termination: nothing of it remains. Raises NotFound once it is whole: then it goes to the bin instead."""
    await receiving.take_over(item_id)
    async with transaction():
        if await queries.upload(item_id, lock=True) is None:
            raise NotFound
        await jobs.erase(item_id)


async def mine(person: Person, *, at: datetime, carnet_id: UUID | None) -> list[UploadView]:
    """Not those of a notebook that this person may not add to any more."""
    rows = await queries.waiting(person.id, at)

    async def may_go_on(row: dict[str, Any]) -> bool:
        found = await access.habilitation_on(person.id, row["carnet_id"], at=at, under=row["structure_id"])
        return found is not None and found.may(Category(row["category"]), Right.ADD)

    # Each once: a hundred films wait in few notebooks.
    asked = {(row["carnet_id"], row["structure_id"], row["category"]): row for row in rows}
    able = {place for place, row in asked.items() if await may_go_on(row)}
    return [
        UploadView(
            id=row["item_id"],
            capture_id=row["item_id"],
            offset=row["received"],
            length=row["length"],
            expires_at=row["expires_at"],
        )
        for row in rows
        if carnet_id in (None, row["carnet_id"])
        and (row["carnet_id"], row["structure_id"], row["category"]) in able
    ]
