"""Weights, heights and the rest: written so that nothing is lost, corrected with every version kept, taken away and brought back."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from backend.kit.attempts import Limit, count_attempt
from backend.kit.days import day_of
from backend.kit.errors import NotFound
from backend.kit.noted import believed
from backend.kit.say import say_day
from backend.kit.transaction import after_refusal
from backend.rooms.access import service as access
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.service import Visit, overtaken
from backend.rooms.audit.tags import Tag
from backend.rooms.carnet import service as carnet
from backend.rooms.measurements import queries
from backend.rooms.measurements.content import (
    checked,
    cleaned,
    decode,
    encode,
    known,
    number,
    same_series,
    unit_of,
)
from backend.rooms.measurements.errors import MeasureDoubtful, MeasurementsFull, NumberTaken
from backend.rooms.measurements.growth import Taken, weight_holds_until
from backend.rooms.measurements.jumps import doubt
from backend.rooms.measurements.schemas import (
    Kind,
    MeasureBefore,
    MeasuredLongAgo,
    MeasureDoubt,
    MeasurementChange,
    MeasurementHistory,
    MeasurementPerson,
    Measurements,
    MeasurementView,
    MeasureSaid,
    NewMeasurement,
    PastMeasurement,
)

Row = dict[str, Any]
BIN = timedelta(days=30)
MOST = 5000
WRITTEN = Limit("measurements written", 500, timedelta(days=1))


async def read(visit: Visit, language: str, *, kept: bool = False) -> Measurements:
    """Traced once a viewing. `kept`: by a phone that keeps a copy; nobody looked."""
    await visit.trace_viewing(Tag.MEASUREMENTS_KEEP if kept else Tag.MEASUREMENTS_READ)
    birth: date = (await carnet.subject(visit.carnet_id))["birth_date"]
    values = [view(row, visit) for row in await queries.standing(visit.carnet_id)]
    binned = [view(row, visit) for row in await queries.binned(visit.carnet_id, since=visit.at - BIN)]
    return Measurements(
        carnet_id=visit.carnet_id,
        birth_date=birth,
        may_write=visit.habilitation.may(Category.GROWTH, Right.ADD),
        values=values,
        to_confirm=_long_ago([one.content for one in values], birth, day_of(visit.at), language),
        binned=[one for one in binned if one.may_change],
    )


def _long_ago(values: list[MeasureSaid], birth: date, today: date, language: str) -> list[MeasuredLongAgo]:
    weight = next((one for one in reversed(values) if one.kind == "weight"), None)
    if weight is None or today <= weight_holds_until(weight.on, birth):
        return []
    said = say_day(weight.on, language)
    words = f"pesé le {said}" if language == "fr" else f"weighed on {said}"
    return [MeasuredLongAgo(kind="weight", since=weight.on, sentence=words)]


async def add(visit: Visit, new: NewMeasurement) -> MeasurementView:
    """Raises Invalid, MeasureDoubtful, NumberTaken, MeasurementsFull, TooManyAttempts. The same sent again is kept once."""
    await queries.fill_one_by_one(visit.carnet_id)
    if there := await queries.anywhere(new.id):
        first = (await queries.versions(new.id))[-1]
        same = _unchecked(decode(first["content"])) == _unchecked(cleaned(new.content))
        if there["carnet_id"] != visit.carnet_id or there["author_id"] != visit.person.id or not same:
            raise NumberTaken
        await visit.trace_viewing(Tag.MEASUREMENTS_READ)
        return view(there, visit)
    content = await _believed(visit, await _checked(visit, new.content), beside=None)
    await count_attempt(WRITTEN, f"{visit.carnet_id} {visit.person.id}", at=visit.at)
    if await queries.how_many(visit.carnet_id) >= MOST:
        raise MeasurementsFull(limit=MOST)
    kept = await queries.insert(
        visit.carnet_id,
        new.id,
        content=encode(content),
        measured_on=content.on,
        by=visit.person.id,
        name=visit.person.name,
        at=visit.at,
        noted_at=believed(new.noted_at, visit.at),
    )
    if not kept:
        raise NumberTaken
    return await _done(visit, new.id, "add", Tag.MEASUREMENT_ADD)


async def change(visit: Visit, id: UUID, wanted: MeasurementChange) -> MeasurementView:
    """Raises Conflict with the measurement of now when somebody was faster, Invalid, MeasureDoubtful, TooManyAttempts."""
    row = await _held(visit, id)
    if row["version"] != wanted.version or row["deleted_at"] is not None:
        raise await overtaken(visit, Tag.MEASUREMENTS_READ, view(row, visit))
    content = await _checked(visit, wanted.content)
    if _unchecked(content) == _unchecked(decode(row["content"])):
        await visit.trace_viewing(Tag.MEASUREMENTS_READ)
        return view(row, visit)
    content = await _believed(visit, content, beside=id)
    await count_attempt(WRITTEN, f"{visit.carnet_id} {visit.person.id}", at=visit.at)
    await queries.change(id, content=encode(content), measured_on=content.on)
    return await _done(visit, id, "change", Tag.MEASUREMENT_CHANGE)


async def put_in_bin(visit: Visit, id: UUID) -> None:
    """Restorable for 30 days. Twice takes it away once."""
    row = await _held(visit, id)
    if row["deleted_at"] is None:
        await queries.set_deleted(id, visit.at)
        await _done(visit, id, "remove", Tag.MEASUREMENT_BIN)


async def restore(visit: Visit, id: UUID) -> MeasurementView:
    row = await _held(visit, id)
    if row["deleted_at"] is None:
        await visit.trace_viewing(Tag.MEASUREMENTS_READ)
        return view(row, visit)
    await queries.set_deleted(id, None)
    return await _done(visit, id, "restore", Tag.MEASUREMENT_RESTORE)


async def read_history(visit: Visit, id: UUID) -> MeasurementHistory:
    """Of one in the bin, for who may change it, as the bin is. Raises NotFound."""
    row = await queries.get(visit.carnet_id, id)
    if row is None:
        raise NotFound
    if row["deleted_at"] is not None and not _may_change(row, visit):
        raise await access.refuse(visit)
    await visit.trace_viewing(Tag.MEASUREMENTS_HISTORY)
    return MeasurementHistory(
        versions=[
            PastMeasurement(
                version=row["version"],
                at=row["at"],
                by=MeasurementPerson(row["person_id"], row["person_name"]),
                action=row["action"],
                content=decode(row["content"]),
            )
            for row in await queries.versions(id)
        ]
    )


async def empty_bins(*, at: datetime) -> None:
    await queries.drop_binned(before=at - BIN)


async def taken(carnet_id: UUID, kind: Kind) -> list[Taken]:
    """Every weight (kg) or height (cm) that stands, by day: for the rooms that look at how somebody grew."""
    values = [decode(row["content"]) for row in await queries.standing(carnet_id, kind)]
    return [Taken(value=number(one), on=one.on) for one in values]


async def _checked(visit: Visit, written: MeasureSaid) -> MeasureSaid:
    birth: date = (await carnet.subject(visit.carnet_id))["birth_date"]
    return checked(written, birth=birth, today=day_of(visit.at))


async def _believed(visit: Visit, content: MeasureSaid, *, beside: UUID | None) -> MeasureSaid:
    """As it is kept: `checked` only of what was questioned. beside: the one that it corrects. Raises MeasureDoubtful."""
    birth: date = (await carnet.subject(visit.carnet_id))["birth_date"]
    rows = [row for row in await queries.standing(visit.carnet_id, content.kind) if row["id"] != beside]
    earlier = [one for row in rows if same_series(one := decode(row["content"]), content)]
    found = doubt(content.kind, known(content), [known(one) for one in earlier], birth=birth)
    if found is None or content.checked:
        return msgspec.structs.replace(content, checked=found is not None)
    why, last = found
    before = None
    if visit.habilitation.may(Category.GROWTH, Right.READ):
        # It is shown a value: a reading, whose trace stays though the value is not kept yet.
        await after_refusal(lambda: visit.trace_viewing(Tag.MEASUREMENTS_READ))
        before = MeasureBefore(value=format(last.value, "f"), unit=unit_of(content), on=last.on)
    raise MeasureDoubtful(current=msgspec.to_builtins(MeasureDoubt(doubt=why.value, before=before)))


def _unchecked(content: MeasureSaid) -> MeasureSaid:
    return msgspec.structs.replace(content, checked=False)


async def _held(visit: Visit, id: UUID) -> Row:
    """For its author, or who manages this sheet. Raises NotFound."""
    await queries.fill_one_by_one(visit.carnet_id)
    row = await queries.get(visit.carnet_id, id)
    if row is None:
        raise NotFound
    if not _may_change(row, visit):
        raise await access.refuse(visit)
    return row


def _may_change(row: Row, visit: Visit) -> bool:
    may = visit.habilitation.may
    own = row["author_id"] == visit.person.id and may(Category.GROWTH, Right.ADD)
    return own or may(Category.GROWTH, Right.MANAGE)


async def _done(visit: Visit, id: UUID, action: str, tag: Tag) -> MeasurementView:
    person = visit.person
    await queries.keep_version(id, by=person.id, name=person.name, at=visit.at, action=action)
    await visit.trace(tag, id)
    row = await queries.get(visit.carnet_id, id)
    assert row is not None
    return view(row, visit)


def view(row: Row, visit: Visit) -> MeasurementView:
    return MeasurementView(
        id=row["id"],
        content=decode(row["content"]),
        version=row["version"],
        author=MeasurementPerson(row["author_id"], row["author_name"]),
        added_at=row["added_at"],
        noted_at=row["noted_at"],
        deleted_at=row["deleted_at"],
        may_change=_may_change(row, visit),
    )
