"""A telephone number that somebody keeps for themselves: who reads it, and how it stays where it is whoever else writes the line."""

from collections.abc import Sequence
from uuid import UUID

import msgspec

from backend.rooms.sheets import queries
from backend.rooms.sheets.content import Content, decode
from backend.rooms.sheets.errors import NumberKept
from backend.rooms.sheets.kinds.contacts import RelativeLine
from backend.rooms.sheets.queries import Place, Row
from backend.rooms.sheets.register import fields_of


def seen_by(row: Row, person: UUID, heads: Sequence[Row] = ()) -> tuple[Content | None, bool]:
    """What a version holds, as this person may read it; and whether a number is kept from them.

    heads: those that stand there now. What a text of before said to everyone is kept too once its number is.
    """
    fields = fields_of(row)
    whole = decode(fields) if fields is not None else None
    now = [] if any(head["id"] == row["id"] for head in heads) else [head["phone_owner"] for head in heads]
    kept = any(owner not in {None, person} for owner in (row["phone_owner"], *now))
    seen = without_number(whole) if kept else whole
    return seen, seen != whole


def without_number(content: Content | None) -> Content | None:
    return msgspec.structs.replace(content, phone="") if isinstance(content, RelativeLine) else content


def same_sent(row: Row, sent: Content | None, person: UUID) -> bool:
    """Whether a version is what this person sent: a number that stayed as somebody else keeps it was not in it."""
    seen, _ = seen_by(row, person)
    elsewhere = row["phone_owner"] not in {None, person}
    if elsewhere and isinstance(seen, RelativeLine) and isinstance(sent, RelativeLine):
        sent = msgspec.structs.replace(sent, phone="", phone_seen=seen.phone_seen)
    return sent == seen


def keeper_of_removed(over: list[Row], heads: list[Row]) -> UUID | None:
    """A line that is taken away goes on keeping its number. over: the versions it was written over. heads: those that stand."""
    return next((row["phone_owner"] for row in _named(over, heads) if row["phone_owner"]), None)


def _named(over: list[Row], heads: list[Row]) -> list[Row]:
    """What stood where it was written; of a text that is late, what stood there then."""
    standing = {head["id"] for head in heads}
    return [row for row in over if row["id"] in standing] or over


async def with_kept_number(
    content: Content, place: Place, *, over: list[Row], heads: list[Row], restores: UUID | None, person: UUID
) -> tuple[Content, UUID | None]:
    """A number that somebody else keeps stays as it is, whatever else of the line is changed. Whose it is afterwards.

    over: the versions it is written over. heads: those that stand. Of two that keep a number each, one settles with their own.
    An older text that is brought back leaves the number as it is kept now. Raises NumberKept.
    """
    if not isinstance(content, RelativeLine):
        return content, None
    own = None if content.phone_seen == "everyone" else person
    named = _named(over, heads)
    if content.phone and any(row["phone_owner"] == person for row in named):
        return content, own
    brought = await queries.those(place, [restores]) if restores else []
    kept = [row for row in (*named, *brought) if row["phone_owner"] not in {None, person}]
    if not kept:
        return content, own
    stored = [(await _number_of(place, row), row["phone_owner"]) for row in kept]
    there, owner = next((one for one in stored if without_number(one[0]) == content), stored[0])
    if not restores and (content.phone or content.phone_seen != there.phone_seen):
        raise NumberKept
    return msgspec.structs.replace(content, phone=there.phone, phone_seen=there.phone_seen), owner


async def kept_now(carnet_id: UUID) -> list[tuple[str, UUID]]:
    """(number, whose) of every line of which somebody keeps the number now, as it is and as it was."""
    return [(row["phone"], row["phone_owner"]) for row in await queries.kept_numbers(carnet_id)]


async def _number_of(place: Place, row: Row) -> RelativeLine:
    """The line whose number this version keeps: of one that was taken away, as its keeper's number last stood."""
    fields = fields_of(row) or fields_of(await queries.last_kept(place, row["phone_owner"]))
    assert fields is not None
    line = decode(fields)
    assert isinstance(line, RelativeLine)
    return line
