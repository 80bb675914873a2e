"""The trace: written by every room in the transaction of the act itself, read by the family."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from backend.kit.ids import new_id
from backend.kit.masked import Viewer
from backend.rooms.audit import jobs, queries, sealing_queries
from backend.rooms.audit.sentences import sentence
from backend.rooms.audit.tags import READINGS, Tag

drop_viewings = jobs.drop_viewings
make_months = jobs.make_months
seal = jobs.seal
end_lines = jobs.end_lines


@dataclass(frozen=True, kw_only=True)
class Who:
    """Who acts, for which structure, under which right (category:right), from which device. All empty for someone without an account."""

    person_id: UUID | None = None
    person_name: str = ""
    profile: str = ""
    habilitation_id: UUID | None = None
    session_id: UUID | None = None
    device: str = ""
    structure: str = ""
    right: str = ""


@dataclass(frozen=True, kw_only=True)
class Traced:
    id: UUID
    at: datetime
    tag: Tag
    category: str
    item_id: UUID | None
    who: Who

    def sentence(self, language: str) -> str:
        return sentence(self.tag, self.who.person_name, language)


async def record(
    who: Who, tag: Tag, *, carnet_id: UUID, category: str, at: datetime, item_id: UUID | None = None
) -> UUID:
    """Writes one act. For a reading use `record_viewing`."""
    id = new_id(at)
    await queries.insert(id, at, carnet_id, tag.value, category, item_id, *_columns(who))
    return id


async def record_viewing(
    who: Who,
    tag: Tag,
    *,
    carnet_id: UUID,
    category: str,
    at: datetime,
    item_id: UUID | None = None,
    key: UUID | None = None,
) -> bool:
    """Writes a reading, once for 30 minutes of the same session on the same item. Says whether it was a new one.

    key: what makes two of them one viewing, when it is not the item. For someone without an account, `session_id` is a number derived from their device by the caller.
    """
    if who.session_id is None:
        raise ValueError("a viewing needs a session")
    return await queries.insert_viewing(
        new_id(at),
        at,
        carnet_id,
        tag.value,
        category,
        item_id,
        *_columns(who),
        key=key or item_id or carnet_id,
    )


def _columns(who: Who) -> tuple[object, ...]:
    return (
        who.person_id,
        who.person_name,
        who.profile,
        who.habilitation_id,
        who.session_id,
        who.device,
        who.structure,
        who.right,
    )


async def news(
    carnet_id: UUID,
    viewer: Viewer,
    *,
    after: datetime | None,
    tags: Iterable[Tag],
    categories: list[str],
    limit: int = 30,
) -> list[Traced]:
    """What the others did, of these tags and in these categories, with what is not hidden from this person; newest first."""
    rows = await queries.since(
        carnet_id, viewer, after=after, tags=[t.value for t in tags], categories=categories, limit=limit
    )
    return [_traced(row) for row in rows]


async def readers_since(carnet_id: UUID, viewer: Viewer, *, since: datetime) -> int:
    """How many other people looked at anything that this person may know of."""
    return await queries.people_since(carnet_id, viewer, since=since, tags=[t.value for t in READINGS])


async def how_often(carnet_id: UUID, tag: Tag, *, since: datetime) -> int:
    """By others than the representatives, `since` included."""
    return await queries.how_often(carnet_id, tag=tag.value, since=since)


async def last_seen(carnet_id: UUID, viewer: Viewer) -> dict[UUID, datetime]:
    """As far as this person may know: doing something with what is hidden from them shows nobody here."""
    return await queries.last_seen(carnet_id, viewer)


async def how_many(carnet_id: UUID, viewer: Viewer) -> int:
    """Lines that this notebook's history counts. They stay when it is erased, until their own time is over (`ending.py`)."""
    return await queries.how_many(carnet_id, viewer)


async def last_signer() -> str | None:
    """The public key that signed the newest root; None when nothing is sealed yet."""
    newest = await sealing_queries.newest_root()
    return newest["key"] if newest else None


def _traced(row: dict[str, Any]) -> Traced:
    return Traced(
        id=row["id"],
        at=row["at"],
        tag=Tag(str(row["tag"])),
        category=str(row["category"]),
        item_id=row["item_id"],
        who=Who(
            person_id=row["person_id"],
            person_name=str(row["person_name"]),
            profile=str(row["profile"]),
        ),
    )
