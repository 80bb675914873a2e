"""What people set on a film's images: whoever sees the film sees it. Added by who may add films to that album, binned by its author
or by who manages the album."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import msgspec

from backend.kit.errors import NotFound
from backend.rooms.access import service as access
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.service import Visit
from backend.rooms.audit.tags import Tag
from backend.rooms.captures import timeline
from backend.rooms.captures.schemas import Author
from backend.rooms.gait import geometry, queries
from backend.rooms.gait.content import checked
from backend.rooms.gait.errors import NotAFilm, TooManyMeasures
from backend.rooms.gait.schemas import Angle, Content, Lean, Mark, Measures, MeasureView, NewMeasure, Side
from backend.rooms.gait.steps import Rate, reckon

Row = dict[str, Any]
MOST = 500


async def read(visit: Visit, capture_id: UUID) -> Measures:
    own, film = await enter(visit, capture_id)
    await own.trace_viewing(Tag.MEASURES_READ, capture_id)
    return await _all(own, film)


async def add(visit: Visit, capture_id: UUID, new: NewMeasure) -> Measures:
    """Raises NotFound, NotAFilm, Invalid, TooManyMeasures. A number that is there already adds nothing."""
    own, film = await enter(visit, capture_id)
    if not _adds(own) or film["deleted_at"] is not None:
        raise await access.refuse(replace(own, right=Right.ADD))
    if film["kind"] != "video":
        raise NotAFilm
    content = checked(new.content, film)
    await queries.fill_one_by_one(own.carnet_id)
    added = await queries.insert_measure(
        {
            "id": new.id,
            "carnet_id": own.carnet_id,
            "capture_id": capture_id,
            "content": msgspec.json.encode(content).decode(),
            "film_sha256": film["sha256"],
            "added_at": own.at,
            "author_id": own.person.id,
            "author_name": own.person.name,
        }
    )
    if added:
        await own.trace(Tag.MEASURE_ADD, capture_id)
    elif await queries.measure(capture_id, new.id) is None:
        raise NotFound  # that number is another film's
    else:
        await own.trace_viewing(Tag.MEASURES_READ, capture_id)
    found = await _all(own, film)
    if len(found.measures) > MOST:
        raise TooManyMeasures(limit=MOST)
    return found


async def put_in_bin(visit: Visit, capture_id: UUID, measure_id: UUID) -> None:
    """Restorable for 30 days."""
    own, _, row = await _hold(visit, capture_id, measure_id)
    if row["deleted_at"] is None:
        await queries.bin_measure(measure_id, at=own.at, by=own.person.id)
        await own.trace(Tag.MEASURE_BIN, capture_id)


async def restore(visit: Visit, capture_id: UUID, measure_id: UUID) -> Measures:
    """Raises NotFound, TooManyMeasures."""
    own, film, row = await _hold(visit, capture_id, measure_id)
    if row["deleted_at"] is not None:
        await queries.fill_one_by_one(own.carnet_id)
        await queries.bin_measure(measure_id, at=None, by=None)
        await own.trace(Tag.MEASURE_RESTORE, capture_id)
    else:
        await own.trace_viewing(Tag.MEASURES_READ, capture_id)
    found = await _all(own, film)
    if len(found.measures) > MOST:
        raise TooManyMeasures(limit=MOST)
    return found


async def enter(visit: Visit, capture_id: UUID) -> tuple[Visit, Row]:
    """The film, as its own album opens it. Raises NotFound."""
    film = await timeline.enter(visit, capture_id, Right.READ)
    return replace(visit, category=Category(film["category"]), right=Right.READ), film


def _adds(visit: Visit) -> bool:
    return visit.habilitation.may(visit.category, Right.ADD)


def _may_bin(visit: Visit, row: Row) -> bool:
    """Its author, as long as nobody else put it in the bin; and who manages the album."""
    own = _adds(visit) and row["author_id"] == visit.person.id
    if row["deleted_at"] is not None:
        own = own and row["deleted_by"] == visit.person.id
    return own or visit.habilitation.may(visit.category, Right.MANAGE)


async def _hold(visit: Visit, capture_id: UUID, measure_id: UUID) -> tuple[Visit, Row, Row]:
    own, film = await enter(visit, capture_id)
    row = await queries.measure(capture_id, measure_id, lock=True)
    if row is None:
        raise NotFound
    if not _may_bin(own, row):
        raise await access.refuse(replace(own, right=Right.MANAGE))
    return own, film, row


async def _all(visit: Visit, film: Row) -> Measures:
    rows = await queries.measures(film["id"])
    told = [view(row, visit) for row in rows]
    standing = [one for one in told if one.deleted_at is None]
    return Measures(
        measures=standing,
        binned=[one for one in told if one.deleted_at is not None and one.may_bin],
        steps=reckon([one.content for one in standing if isinstance(one.content, Mark)], rate_of(film)),
        may_add=_adds(visit) and film["deleted_at"] is None and film["kind"] == "video",
    )


def rate_of(film: Row) -> Rate:
    return Rate(file=film["fps"], true=film["true_fps"])


def view(row: Row, visit: Visit) -> MeasureView:
    content = content_of(row)
    degrees, toward = reading(content)
    return MeasureView(
        id=row["id"],
        content=content,
        degrees=degrees,
        toward=toward,
        author=Author(row["author_id"], row["author_name"]),
        added_at=row["added_at"],
        deleted_at=row["deleted_at"],
        may_bin=_may_bin(visit, row),
    )


def reading(content: Content) -> tuple[float | None, Side | None]:
    """What it comes to: degrees, and to which side it leans."""
    if isinstance(content, Angle):
        return geometry.read_angle(content), None
    if isinstance(content, Lean):
        return geometry.read_lean(content)
    return None, None


# Made once: told only the type, msgspec looks at each kind anew each time.
_stored: msgspec.json.Decoder[Content] = msgspec.json.Decoder(Content)


def content_of(row: Row) -> Content:
    return _stored.decode(row["content"])
