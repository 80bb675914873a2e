"""Which text holds at a place until the one that stands begins: a treatment that changes on Monday is given as before until Sunday. Pure, but
for the reading (docs/decisions/0042-one-source.md)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from backend.kit.days import day_of
from backend.rooms.sheets import queries
from backend.rooms.sheets.content import Content, decode
from backend.rooms.sheets.kinds.medication import TreatmentLine
from backend.rooms.sheets.queries import Row
from backend.rooms.sheets.register import fields_of
from backend.rooms.sheets.stale import is_over, is_to_come

Lineage = Mapping[UUID, Row]
"""Texts and all that they were written over, each with `bases`, by number."""


@dataclass(frozen=True, kw_only=True)
class Former:
    """A text that was written over, and holds until `last`, that day too: the day before the next one, or its own end where that is sooner."""

    row: Row
    content: TreatmentLine
    last: date


async def lineage_of(carnet_id: UUID, heads: Sequence[Row], after: date) -> Lineage:
    """Of those that begin after that day; nothing is read where none does."""
    ids = [row["id"] for row in heads if (begins := begins_on(row)) and begins > after]
    return {row["id"]: row for row in await queries.lineage(carnet_id, ids)} if ids else {}


def formers(heads: Sequence[Row], lineage: Lineage, after: date) -> list[Former]:
    """What held, or holds, on days after that one or on it, in place of what stands now; the last one first."""
    found: list[Former] = []
    rows = list(heads)
    if any((content := _content(row)) and is_now(content, after) for row in rows):
        return found  # of two texts at once, one holds already: it is told, and that they have to be settled
    while begins := min((day for row in rows if (day := _comes_on(row, after))), default=None):
        last = begins - timedelta(days=1)
        row = _before(rows, lineage, last, after)
        content = _content(row) if row else None
        if row is None or not isinstance(content, TreatmentLine):
            break
        stopped = content.stopped_on - timedelta(days=1) if content.stopped_on else None
        ends = min(day for day in (last, content.until, stopped) if day)
        found.append(Former(row=row, content=content, last=ends))
        rows = [row]
    return found


def begins_on(row: Row) -> date | None:
    content = _content(row) if row["kind"] == "treatment" else None
    return content.since if isinstance(content, TreatmentLine) else None


def is_now(content: Content, today: date) -> bool:
    return not is_over(content, today) and not is_to_come(content, today)


def _comes_on(row: Row, after: date) -> date | None:
    """Not of one that was stopped before it began."""
    content, begins = _content(row), begins_on(row)
    return begins if content and begins and begins > after and not is_over(content, after) else None


def _before(rows: Sequence[Row], lineage: Lineage, day: date, after: date) -> Row | None:
    """The newest under those that are to come on `day`; None where another text holds then. What was taken away or stopped holds no more,
    nor anything under it, nor beside it; what was replaced before it began never did, and what was put right the day it was said was never so."""
    texts = [(row, content) for row in rows if (content := _content(row)) is not None]
    if any(is_now(content, day) for _, content in texts):
        return None
    over = [row for row, content in texts if is_to_come(content, day) and not is_over(content, after)]
    found: list[Row] = []
    seen: set[UUID] = set()
    while over:
        row = over.pop()
        bases = [lineage[id] for id in _bases(row, lineage) if id in lineage and id not in seen]
        seen |= {base["id"] for base in bases}
        under = [(base, _content(base)) for base in bases]
        if any(content is None or is_over(content, after) for _, content in under):
            continue
        for base, _ in under:
            begins = begins_on(base)
            # Nobody writes over a text before it was said, whatever their clock says.
            never = begins and (begins > day or begins > max(_said_on(row), _said_on(base)))
            (over if never or _corrects(row, base) else found).append(base)
    return max(found, key=lambda row: (row["written_at"], row["id"]), default=None)


_GIVING = ("name", "form", "way", "amount", "unit", "dose", "times", "schedule")


def _corrects(row: Row, base: Row) -> bool:
    """The same person said the same dose the same day, and only then from when: a dose is changed to another one, not to itself."""
    one, other = _content(row), _content(base)
    return (
        isinstance(one, TreatmentLine)
        and isinstance(other, TreatmentLine)
        and row["author_id"] == base["author_id"]
        and _said_on(row) == _said_on(base)
        and all(getattr(one, name) == getattr(other, name) for name in _GIVING)
    )


def _bases(row: Row, lineage: Lineage) -> list[UUID]:
    return lineage[row["id"]]["bases"] if row["id"] in lineage else []


def _said_on(row: Row) -> date:
    return day_of(min(row["noted_at"] or row["written_at"], row["written_at"]))


def _content(row: Row) -> Content | None:
    fields = fields_of(row)
    return decode(fields) if fields is not None else None
