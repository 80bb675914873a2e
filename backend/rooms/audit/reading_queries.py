"""Who looked, asked of the traces: lines, lines that are one in « Qui a vu », and what stands out."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from backend.kit.database import fetch, fetch_one
from backend.kit.days import ZONE
from backend.kit.masked import Viewer, unmasked
from backend.rooms.audit.kinds import LOOKS, OPENS
from backend.rooms.audit.tags import Tag
from backend.rooms.audit.unusual import MANY, MANY_WITHIN, NIGHT_ENDS


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """None asks for all. nobody: those without an account. start ≤ at < stop."""

    person: UUID | None = None
    nobody: bool = False
    category: str | None = None
    tags: list[str] | None = None
    start: datetime | None = None
    stop: datetime | None = None


def _only(first: int) -> str:
    """The condition of `Wanted`, whose values are from ${first} on."""
    p = [f"${first + n}" for n in range(len(fields(Wanted)))]
    return (
        f"({p[0]}::uuid IS NULL OR person_id = {p[0]}) AND (NOT {p[1]}::boolean OR person_id IS NULL)"
        f" AND ({p[2]}::text IS NULL OR category = {p[2]}) AND ({p[3]}::text[] IS NULL OR tag = ANY({p[3]}))"
        f" AND ({p[4]}::timestamptz IS NULL OR at >= {p[4]}) AND ({p[5]}::timestamptz IS NULL OR at < {p[5]})"
    )


def _values(wanted: Wanted) -> list[object]:
    return [getattr(wanted, field.name) for field in fields(wanted)]


_IN_ZONE = f"at AT TIME ZONE '{ZONE.key}'"
_LOOKS = "ARRAY[" + ", ".join(f"'{tag.value}'" for tag in sorted(LOOKS)) + "]"
_OPENS = "ARRAY[" + ", ".join(f"'{tag.value}'" for tag in sorted(OPENS)) + "]"
# Who acts: a person, or a device without an account; each is somebody of their own.
_WHO = "COALESCE(person_id, session_id)"
_SECONDS = int(MANY_WITHIN.total_seconds())

_MARKED = f"""
    SELECT id, at, tag, category, item_id, person_id, person_name, profile, habilitation_id, device, structure, right_used,
        CASE WHEN person_id IS NULL THEN session_id END AS stranger,
        ({_IN_ZONE})::date AS day,
        tag = ANY({_LOOKS}) AND profile <> 'representative' AND extract(hour FROM {_IN_ZONE}) < {NIGHT_ENDS} AS at_night,
        tag = ANY({_OPENS}) AND profile <> 'representative' AND count(*) FILTER (WHERE tag = ANY({_OPENS}))
            OVER (PARTITION BY {_WHO} ORDER BY at RANGE BETWEEN interval '{_SECONDS} s' PRECEDING AND CURRENT ROW)
            >= {MANY} AS of_many
    FROM trace
    WHERE carnet_id = $1 AND {unmasked("trace.item_id", 4)} AND at >= $2::timestamptz - interval '{_SECONDS} s' AND at < $3::timestamptz
"""  # noqa: S608 - constant
"""Lines of $1 between $2 and $3 that are not hidden from the viewer ($4, $5), marked before anything else is left out: a filter
hides no burst."""


async def lines(
    carnet_id: UUID, viewer: Viewer, wanted: Wanted, *, before: tuple[datetime, UUID] | None, limit: int
) -> list[dict[str, Any]]:
    """Newest first."""
    at, id = before or (None, None)
    return await fetch(
        f"""
        SELECT id, at, tag, category, item_id, person_id, person_name, profile, habilitation_id, device, structure, right_used
        FROM trace
        WHERE carnet_id = $1 AND ($2::timestamptz IS NULL OR (at, id) < ($2, $3::uuid)) AND {_only(7)}
          AND {unmasked("trace.item_id", 5)}
        ORDER BY at DESC, id DESC LIMIT $4
        """,  # noqa: S608 - constant
        carnet_id,
        at,
        id,
        limit,
        *viewer,
        *_values(wanted),
    )


async def marked(
    carnet_id: UUID, viewer: Viewer, *, start: datetime, stop: datetime, like: UUID, limit: int
) -> list[dict[str, Any]]:
    """The lines that are one with the line `like` in « Qui a vu », newest first, with what makes each stand out."""
    return await fetch(
        f"""
        WITH marked AS ({_MARKED}), one AS (SELECT * FROM marked WHERE id = $6)
        SELECT marked.* FROM marked, one
        WHERE marked.day = one.day AND marked.tag = one.tag AND marked.category = one.category
            AND marked.structure = one.structure
            AND marked.person_id IS NOT DISTINCT FROM one.person_id AND marked.stranger IS NOT DISTINCT FROM one.stranger
        ORDER BY marked.at DESC, marked.id DESC LIMIT $7
        """,  # noqa: S608 - constant
        carnet_id,
        start,
        stop,
        *viewer,
        like,
        limit,
    )


async def every_marked(
    carnet_id: UUID, viewer: Viewer, wanted: Wanted, *, start: datetime, stop: datetime, limit: int
) -> list[dict[str, Any]]:
    """Newest first, with what makes each stand out."""
    return await fetch(
        f"""
        WITH marked AS ({_MARKED}) SELECT * FROM marked WHERE at >= $2::timestamptz AND {_only(7)}
        ORDER BY at DESC, id DESC LIMIT $6
        """,  # noqa: S608 - constant
        carnet_id,
        start,
        stop,
        *viewer,
        limit,
        *_values(wanted),
    )


async def groups(
    carnet_id: UUID, viewer: Viewer, wanted: Wanted, *, start: datetime, stop: datetime, firsts: list[UUID]
) -> list[dict[str, Any]]:
    """Same day, person, act, category and structure: one row. Newest day first, in a day the newest act first.

    firsts: lines that are somebody's first look.
    """
    newest = "(array_agg({} ORDER BY at DESC, id DESC))[1] AS {}"
    latest = ", ".join(
        newest.format(name, name) for name in ("id", "person_name", "profile", "habilitation_id", "device")
    )
    return await fetch(
        f"""
        WITH marked AS ({_MARKED})
        SELECT day, tag, category, person_id, structure, {latest},
            count(*) AS lines, count(DISTINCT item_id) AS items, max(at) AS newest, min(at) AS oldest,
            bool_or(at_night) AS at_night, bool_or(of_many) AS of_many, bool_or(id = ANY($6::uuid[])) AS is_first
        FROM marked WHERE at >= $2::timestamptz AND {_only(7)}
        GROUP BY day, tag, category, person_id, stranger, structure
        ORDER BY day DESC, newest DESC, id DESC
        """,  # noqa: S608 - constant
        carnet_id,
        start,
        stop,
        *viewer,
        firsts,
        *_values(wanted),
    )


async def nth_newest(
    carnet_id: UUID, viewer: Viewer, wanted: Wanted, *, stop: datetime, n: int
) -> datetime | None:
    """When the nth line before `stop` was written; None when there are fewer."""
    row = await fetch_one(
        f"SELECT at FROM trace WHERE carnet_id = $1 AND at < $2::timestamptz AND {_only(6)} AND {unmasked('trace.item_id', 4)}"  # noqa: S608 - constant
        " ORDER BY at DESC OFFSET $3 LIMIT 1",
        carnet_id,
        stop,
        n - 1,
        *viewer,
        *_values(wanted),
    )
    return row["at"] if row else None


async def oldest_wanted(
    carnet_id: UUID, viewer: Viewer, wanted: Wanted, *, stop: datetime
) -> datetime | None:
    row = await fetch_one(
        f"SELECT min(at) AS at FROM trace WHERE carnet_id = $1 AND at < $2::timestamptz AND {_only(5)}"  # noqa: S608 - constant
        f" AND {unmasked('trace.item_id', 3)}",
        carnet_id,
        stop,
        *viewer,
        *_values(wanted),
    )
    return row["at"] if row else None


async def first_looks(carnet_id: UUID, viewer: Viewer) -> list[dict[str, Any]]:
    """Each person's oldest look that is still kept."""
    return await fetch(
        f"""
        SELECT DISTINCT ON (person_id) person_id, id, at FROM trace
        WHERE carnet_id = $1 AND person_id IS NOT NULL AND profile <> 'representative' AND tag = ANY({_LOOKS})
          AND {unmasked("trace.item_id", 2)}
        ORDER BY person_id, at, id
        """,  # noqa: S608 - constant
        carnet_id,
        *viewer,
    )


async def oldest(carnet_id: UUID) -> datetime | None:
    # sees all: a moment to compare with, shown to nobody
    row = await fetch_one("SELECT min(at) AS at FROM trace WHERE carnet_id = $1", carnet_id)
    return row["at"] if row else None


async def people(carnet_id: UUID, viewer: Viewer) -> list[dict[str, Any]]:
    """Everyone who left a trace, with their newest; one row without a number stands for those without an account.

    What the virus scanner said of a file of theirs tells neither when they were here nor as what.
    """
    return await fetch(
        f"""
        SELECT DISTINCT ON (person_id) person_id, person_name, profile, habilitation_id, structure, at FROM trace
        WHERE carnet_id = $1 AND {unmasked("trace.item_id", 2)}
        ORDER BY person_id, tag = '{Tag.FILE_INFECTED.value}', at DESC, id DESC
        """,  # noqa: S608 - constants
        carnet_id,
        *viewer,
    )


async def categories(carnet_id: UUID, viewer: Viewer, person: UUID | None) -> list[str]:
    rows = await fetch(
        "SELECT DISTINCT category FROM trace WHERE carnet_id = $1 AND ($2::uuid IS NULL OR person_id = $2)"  # noqa: S608 - constants
        f" AND {unmasked('trace.item_id', 3)}",
        carnet_id,
        person,
        *viewer,
    )
    return [row["category"] for row in rows]


async def line(carnet_id: UUID, viewer: Viewer, id: UUID) -> dict[str, Any] | None:
    return await fetch_one(
        f"SELECT id, at, person_id FROM trace WHERE carnet_id = $1 AND id = $2 AND {unmasked('trace.item_id', 3)}",  # noqa: S608 - constant
        carnet_id,
        id,
        *viewer,
    )
