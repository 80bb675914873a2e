"""Photos and films that are looked for: their words, and what is told of those that are found. What a person may see is what the album
shows."""

from uuid import UUID

from backend.kit.days import day_of
from backend.kit.findable import Findable, Told
from backend.rooms.access.categories import Right
from backend.rooms.access.service import Visit
from backend.rooms.captures import queries, timeline
from backend.rooms.captures.timeline import albums

DOORS = timeline.DOORS


async def findable(visit: Visit, language: str) -> list[Findable]:
    reads, adds = albums(visit, Right.READ), albums(visit, Right.ADD)
    rows = await queries.findable(visit.carnet_id, categories=reads, adds=adds, viewer=visit.viewer)
    return [
        Findable(
            id=row["id"],
            kind="capture",
            category=row["category"],
            day=day_of(row["taken_at"]),
            people=(row["author_name"],),
            tags=tuple(row["tags"]),
            found=row["found"],
        )
        for row in rows
    ]


async def told(visit: Visit, ids: list[UUID], language: str) -> list[Told]:
    reads, adds = albums(visit, Right.READ), albums(visit, Right.ADD)
    rows = await queries.told(visit.carnet_id, ids, categories=reads, adds=adds, viewer=visit.viewer)
    return [
        Told(
            id=row["id"],
            kind="capture",
            sort=row["kind"],
            category=row["category"],
            day=day_of(row["taken_at"]),
            title="",
            by=row["author_name"],
            text=row["note"],
            tags=tuple(row["tags"]),
            pictured=row["pictured"],
        )
        for row in rows
    ]
