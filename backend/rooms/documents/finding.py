"""Letters that are looked for: their words, and what is told of those that are found. What a person may see is what the library shows."""

from uuid import UUID

from backend.kit.findable import Findable, Said, Told
from backend.rooms.access.categories import Right
from backend.rooms.access.service import Visit
from backend.rooms.documents import library, queries, words, words_queries

DOORS = library.DOORS


async def findable(visit: Visit, language: str) -> list[Findable]:
    reads, adds = library.open_to(visit, Right.READ), library.open_to(visit, Right.ADD)
    rows = await queries.findable(visit.carnet_id, reads=reads, adds=adds, viewer=visit.viewer)
    return [
        Findable(
            id=row["id"],
            kind="document",
            category=row["category"],
            day=row["written_on"],
            people=(row["written_by"] or row["author_name"], *filter(None, [row["structure"]])),
            tags=tuple(row["tags"]),
            found=row["found"],
        )
        for row in rows
    ]


async def inside(visit: Visit) -> dict[UUID, str]:
    """The words that are written on the pages of the same letters, those that are known."""
    reads, adds = library.open_to(visit, Right.READ), library.open_to(visit, Right.ADD)
    rows = await words_queries.inside(
        visit.carnet_id, reads=reads, adds=adds, viewer=visit.viewer, rules=words.RULES
    )
    return await words.findable(visit.carnet_id, rows)


async def said(visit: Visit, ids: list[UUID]) -> dict[UUID, list[Said]]:
    """What is written on the pages of letters that this person was just told of."""
    return await words.said(visit.carnet_id, ids)


async def told(visit: Visit, ids: list[UUID], language: str) -> list[Told]:
    reads, adds = library.open_to(visit, Right.READ), library.open_to(visit, Right.ADD)
    rows = await queries.told(visit.carnet_id, ids, reads=reads, adds=adds, viewer=visit.viewer)
    return [
        Told(
            id=row["id"],
            kind="document",
            sort="",
            category=row["category"],
            day=row["written_on"],
            title=row["title"],
            by=", ".join(filter(None, [row["written_by"], row["structure"]])),
            text=row["note"],
            tags=tuple(row["tags"]),
            ready=row["state"] == "ready",
        )
        for row in rows
    ]
