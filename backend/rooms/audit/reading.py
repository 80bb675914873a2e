"""What the family reads of the traces: line by line, or a day's like lines as one."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from backend.kit.days import begins, day_of
from backend.kit.masked import Viewer
from backend.rooms.audit import reading_queries as queries
from backend.rooms.audit.kinds import KINDS, Kind, kind_of
from backend.rooms.audit.phrases import deed
from backend.rooms.audit.tags import Tag
from backend.rooms.audit.unusual import Unusual

LINES_A_PAGE = 200
"""A page of days has at least as many lines, when there are; a day is never cut."""
MOST_ALIKE = 1000
"""Lines told one by one of a group; beyond, its count stays true."""

_BEGINNING = datetime.fromisoformat("2000-01-01T00:00:00+00:00")


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is to be told; None asks for all. nobody: those without an account. start and stop: days of the notebook, both told."""

    person: UUID | None = None
    nobody: bool = False
    category: str | None = None
    kind: Kind | None = None
    start: date | None = None
    stop: date | None = None

    @property
    def wanted(self) -> queries.Wanted:
        return queries.Wanted(
            person=self.person,
            nobody=self.nobody,
            category=self.category,
            tags=sorted(KINDS[self.kind]) if self.kind else None,
            start=begins(self.start) if self.start else None,
            stop=begins(self.stop + timedelta(days=1)) if self.stop else None,
        )


@dataclass(frozen=True, kw_only=True)
class Actor:
    """habilitation_id: the right they had; structure: which they acted for. at: when; of several acts, of the newest."""

    person_id: UUID | None
    name: str
    profile: str
    habilitation_id: UUID | None
    structure: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Line:
    """right: category:right, as the door opened it; empty before it was noted."""

    id: UUID
    at: datetime
    tag: Tag
    category: str
    item_id: UUID | None
    actor: Actor
    device: str
    right: str
    unusual: list[Unusual]

    @property
    def kind(self) -> Kind:
        return kind_of(self.tag)


@dataclass(frozen=True, kw_only=True)
class Group:
    """id: its newest line. items: how many different things the lines name; 0 when none."""

    id: UUID
    day: date
    tag: Tag
    category: str
    actor: Actor
    lines: int
    items: int
    newest: datetime
    oldest: datetime
    unusual: list[Unusual]

    @property
    def kind(self) -> Kind:
        return kind_of(self.tag)

    def deed(self, language: str) -> str:
        return deed(self.tag, self.category, language, lines=self.lines, items=self.items)


@dataclass(frozen=True, kw_only=True)
class Days:
    """older: the day before which the next page begins."""

    groups: list[Group]
    older: date | None


async def lines(
    carnet_id: UUID, viewer: Viewer, asked: Asked, *, before: tuple[datetime, UUID] | None = None, limit: int
) -> list[Line]:
    """Newest first. What is unusual is told of groups, and of the lines of one."""
    rows = await queries.lines(carnet_id, viewer, asked.wanted, before=before, limit=limit)
    return [_line(row, frozenset()) for row in rows]


async def every_line(
    carnet_id: UUID, viewer: Viewer, asked: Asked, *, now: datetime, firsts: Collection[UUID], most: int
) -> list[Line] | None:
    """All of them, newest first; None when there are more than `most`."""
    rows = await queries.every_marked(
        carnet_id,
        viewer,
        asked.wanted,
        start=asked.wanted.start or _BEGINNING,
        stop=now + timedelta(days=1),
        limit=most + 1,
    )
    return None if len(rows) > most else [_line(row, firsts) for row in rows]


async def days(
    carnet_id: UUID,
    viewer: Viewer,
    asked: Asked,
    *,
    before: date | None,
    now: datetime,
    firsts: Collection[UUID],
) -> Days:
    """Whole days, newest first, until they have LINES_A_PAGE lines: what is written meanwhile moves no older page."""
    wanted = asked.wanted
    # Clocks of several servers differ a little: a line of a moment ahead is told too.
    stop = begins(before) if before else now + timedelta(days=1)
    edge = await queries.nth_newest(carnet_id, viewer, wanted, stop=stop, n=LINES_A_PAGE)
    oldest = edge or await queries.oldest_wanted(carnet_id, viewer, wanted, stop=stop)
    if oldest is None:
        return Days(groups=[], older=None)
    start = begins(day_of(oldest))
    rows = await queries.groups(carnet_id, viewer, wanted, start=start, stop=stop, firsts=list(firsts))
    more = (
        edge is not None and await queries.nth_newest(carnet_id, viewer, wanted, stop=start, n=1) is not None
    )
    return Days(groups=[_group(row) for row in rows], older=day_of(start) if more else None)


async def alike(
    carnet_id: UUID, viewer: Viewer, id: UUID, at: datetime, *, firsts: Collection[UUID]
) -> list[Line]:
    """The lines that are one with this one, which was written at `at`: same person, act, category and day."""
    day = day_of(at)
    rows = await queries.marked(
        carnet_id, viewer, start=begins(day), stop=begins(day + timedelta(days=1)), like=id, limit=MOST_ALIKE
    )
    return [_line(row, firsts) for row in rows]


def _line(row: dict[str, Any], firsts: Collection[UUID]) -> Line:
    return Line(
        **{name: row[name] for name in ("id", "at", "category", "item_id", "device")},
        tag=Tag(row["tag"]),
        actor=_actor(row, row["at"]),
        right=row["right_used"],
        unusual=_unusual(row, row["id"] in firsts),
    )


def _group(row: dict[str, Any]) -> Group:
    return Group(
        **{name: row[name] for name in ("id", "day", "category", "lines", "items", "newest", "oldest")},
        tag=Tag(row["tag"]),
        actor=_actor(row, row["newest"]),
        unusual=_unusual(row, row["is_first"]),
    )


def _unusual(row: dict[str, Any], is_first: bool) -> list[Unusual]:
    found = {
        Unusual.REFUSED: row["tag"] == Tag.REFUSED,
        Unusual.NIGHT: row.get("at_night", False),
        Unusual.FIRST: is_first,
        Unusual.MANY: row.get("of_many", False),
    }
    return [which for which, is_so in found.items() if is_so]


def _actor(row: dict[str, Any], at: datetime) -> Actor:
    return Actor(
        person_id=row["person_id"],
        name=row["person_name"],
        profile=row["profile"],
        habilitation_id=row["habilitation_id"],
        structure=row["structure"],
        at=at,
    )


async def first_looks(carnet_id: UUID, viewer: Viewer, came: dict[UUID, datetime]) -> frozenset[UUID]:
    """The lines that are somebody's first look ever. came: since when each person has had access.

    The oldest line kept of someone who came before the oldest trace kept is no first look: older ones are gone.
    """
    oldest = await queries.oldest(carnet_id)
    if oldest is None:
        return frozenset()
    rows = await queries.first_looks(carnet_id, viewer)
    return frozenset(r["id"] for r in rows if r["person_id"] in came and came[r["person_id"]] >= oldest)


async def people(carnet_id: UUID, viewer: Viewer) -> list[Actor]:
    """Everyone who left a trace. Those without an account are one, without a number."""
    return [_actor(row, row["at"]) for row in await queries.people(carnet_id, viewer)]


async def categories(carnet_id: UUID, viewer: Viewer, person: UUID | None = None) -> set[str]:
    return set(await queries.categories(carnet_id, viewer, person))


async def whose(carnet_id: UUID, viewer: Viewer, id: UUID) -> tuple[datetime, UUID | None] | None:
    """When this line was written, and by whom."""
    row = await queries.line(carnet_id, viewer, id)
    return (row["at"], row["person_id"]) if row else None
