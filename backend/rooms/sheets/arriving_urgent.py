"""Lines of an urgent sheet of before, which were written on it alone: they arrive on the sheets, chosen as shown (docs/decisions/0042-one-source.md)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from backend.kit.arriving import Arrival
from backend.kit.ids import new_id
from backend.rooms.sheets import arriving_queries, choice_queries, queries
from backend.rooms.sheets.content import AnswerLine, Content, OrderLine, tag_of, words
from backend.rooms.sheets.eleven import BY_TAG
from backend.rooms.sheets.queries import Place, Row
from backend.rooms.sheets.register import fields_of
from backend.rooms.sheets.urgent import WEIGHT

Signed = tuple[UUID, str, datetime]
"""Who, as a number and a name of this house, and when."""


@dataclass(frozen=True, kw_only=True)
class UrgentLine:
    """id: its number here, which becomes its place. owner: who keeps its number."""

    id: UUID
    content: Content
    owner: UUID | None
    written: Signed
    confirmed: Signed
    removed_at: datetime | None


NOT_DRAWN = {
    "allergy": {"since"},
    "diagnosis": {"by"},
    "treatment": {"apart_hours", "reason", "missed", "since", "until_age", "stopped_why"},
    "device": {"what", "size", "maker", "supplier", "phone", "fitted_on", "next_fitting", "weight_limit_kg", "height_limit_cm", "how"},
    "relative": {"address"},
    "professional": {"email", "address"},
}  # fmt: skip
"""Fields of a line that a stranger is not shown."""


async def take_in(arrival: Arrival, lines: list[UrgentLine]) -> None:
    """lines: in their order. Where a sheet of the archive says the very same, that line is the one."""
    heads = await queries.heads(arrival.carnet_id, list({BY_TAG[tag_of(line.content)][0] for line in lines}))
    single: dict[tuple[str, str], list[Row]] = {}
    for head in heads:
        single.setdefault((head["sheet"], head["place"]), []).append(head)
    there = [rows[0] for rows in single.values() if len(rows) == 1 and rows[0]["content"] is not None]
    places: dict[str, list[str]] = {}
    for line in lines:
        same = None if line.removed_at else next((row for row in there if _same(row, line)), None)
        place = same["place"] if same else str(line.id)
        sheet, tag = BY_TAG[tag_of(line.content)][0], tag_of(line.content)
        if not same:
            await _write(arrival, Place(arrival.carnet_id, sheet, place), line)
        await _confirm(arrival, same, line)
        by, name, at = line.written
        await choice_queries.choose(arrival.carnet_id, sheet, place, shown=True, by=by, name=name, at=at)
        if not line.removed_at:
            places.setdefault(tag, []).append(place)
    for tag, said in places.items():
        if len(said) > 1 and (BY_TAG[tag][0], f"order-{tag}") not in single:
            last = max((one for one in lines if tag_of(one.content) == tag), key=lambda one: one.written[2])
            await _say(arrival, tag, "order", OrderLine(of=tag, places=said), last.written)  # pyright: ignore[reportArgumentType]


def _same(row: Row, line: UrgentLine) -> bool:
    tag = tag_of(line.content)
    if row["kind"] != tag or row["phone_owner"] != line.owner:
        return False
    mine: dict[str, Any] = msgspec.to_builtins(line.content)
    theirs = mine | (fields_of(row) or {})
    return all(theirs[name] == mine[name] for name in mine if name not in NOT_DRAWN.get(tag, set()))


async def _write(arrival: Arrival, place: Place, line: UrgentLine) -> None:
    tag = tag_of(line.content)
    content = msgspec.json.encode(msgspec.to_builtins(line.content)).decode()
    by, name, at = line.written
    rows: list[tuple[object, ...]] = [
        (line.id, tag, words(line.content), content, line.owner, by, name, at, None, "write")
    ]
    if line.removed_at:
        gone = new_id(arrival.at)
        rows.append((gone, tag, "", None, line.owner, by, name, max(line.removed_at, at), None, "remove"))
    await arriving_queries.insert_versions(place, rows)
    if line.removed_at:
        await arriving_queries.insert_bases([(rows[1][0], line.id)])  # pyright: ignore[reportArgumentType]


async def _confirm(arrival: Arrival, same: Row | None, line: UrgentLine) -> None:
    """What was said again since it was written; on a line that was there, since anybody said so."""
    since = same["confirmed_at"] if same else line.written[2]
    by, name, at = line.confirmed
    if at > since:
        version = same["id"] if same else line.id
        await arriving_queries.insert_confirmations([(new_id(arrival.at), version, by, name, at, None)])


async def answer(arrival: Arrival, tag: str, said: str, signed: Signed) -> None:
    """« Aucune connue », « non communiqué » of a whole section, where its sheet holds neither a line nor an answer."""
    heads = await queries.heads(arrival.carnet_id, [BY_TAG[tag][0]])
    there = [row for row in heads if row["content"] is not None]
    if not any(row["kind"] == tag or row["place"] == f"answer-{tag}" for row in there):
        await _say(arrival, tag, "answer", AnswerLine(of=tag, answer=said), signed)  # pyright: ignore[reportArgumentType]


async def leave_weight_out(arrival: Arrival, signed: Signed) -> None:
    by, name, at = signed
    await choice_queries.choose(arrival.carnet_id, *WEIGHT, shown=False, by=by, name=name, at=at)


async def _say(
    arrival: Arrival, tag: str, kind: str, content: AnswerLine | OrderLine, signed: Signed
) -> None:
    place = Place(arrival.carnet_id, BY_TAG[tag][0], f"{kind}-{tag}")
    before = [row["id"] for row in await queries.heads_of(place)]
    await queries.lock(place)
    by, name, at = signed
    await queries.insert(
        place,
        id=new_id(arrival.at),
        kind=kind,
        text=words(content),
        content=msgspec.json.encode(msgspec.to_builtins(content)).decode(),
        phone_owner=None,
        author_id=by,
        author_name=name,
        at=at,
        noted_at=None,
        action="write",
        bases=before,
    )
