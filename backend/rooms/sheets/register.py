"""A place of a sheet, where nothing that is written is lost: every version stays, over the ones it was written over.

A heading of the habits is one, and so is a line of any other sheet (docs/decisions/0011-habits.md).
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from backend.kit.days import day_of
from backend.kit.ids import new_id
from backend.kit.noted import believed
from backend.rooms.access.service import Visit
from backend.rooms.sheets import queries
from backend.rooms.sheets.errors import VersionTaken, foreign_version
from backend.rooms.sheets.limits import count_writing
from backend.rooms.sheets.queries import Place, Row


@dataclass(frozen=True, kw_only=True)
class Said:
    """What stands at a place. text: in words; empty when nothing stands there any more. content: a line's fields."""

    kind: str
    text: str
    content: dict[str, Any] | None = None
    phone_owner: UUID | None = None

    def same(self, row: Row) -> bool:
        there = (row["kind"], row["text"], fields_of(row), row["phone_owner"])
        return there == (self.kind, self.text, self.content, self.phone_owner)

    def brings_back(self, row: Row, by: UUID) -> bool:
        """Whether this is what that version said, whatever became of a number that somebody else keeps."""
        if self.phone_owner in {None, by} or self.content is None:
            return self.same(row)
        return (row["kind"], _but_number(fields_of(row))) == (self.kind, _but_number(self.content))


def _but_number(fields: dict[str, Any] | None) -> dict[str, Any] | None:
    return fields and {name: value for name, value in fields.items() if name not in {"phone", "phone_seen"}}


def fields_of(row: Row) -> dict[str, Any] | None:
    return msgspec.json.decode(row["content"]) if row["content"] is not None else None


@dataclass(frozen=True, kw_only=True)
class Writing:
    """id: made by the phone. bases: the heads that were on the screen. noted_at: by the phone's clock. restores: the older version."""

    id: UUID
    bases: list[UUID]
    noted_at: datetime | None
    restores: UUID | None


async def write(visit: Visit, place: Place, said: Said, writing: Writing) -> str | None:
    """Keeps it, whatever was written meanwhile; the heads that it does not name stay beside it. The place is locked by the caller.

    What was done: write, restore, settle, remove; None when this very version was kept before.
    Raises Invalid (a base of another place), VersionTaken, TooManyAttempts.
    """
    if known := await queries.version_anywhere(writing.id):
        there = Place(known["carnet_id"], known["sheet"], known["place"])
        if there != place or known["author_id"] != visit.person.id or not said.same(known):
            raise VersionTaken
        return None
    await count_writing(visit)
    bases = set(writing.bases)
    if len(await queries.those(place, list(bases))) != len(bases):
        raise foreign_version("bases")
    if writing.restores:
        old = await queries.those(place, [writing.restores])
        if not old or not said.brings_back(old[0], visit.person.id):
            raise foreign_version("restores")
    heads = await queries.heads_of(place)
    settles = sum(head["id"] in bases for head in heads) > 1
    action = (
        "settle"
        if settles
        else "restore"
        if writing.restores
        else "remove"
        if place.sheet != "habits" and said.content is None
        else "write"
    )
    # Two people who wrote the same do not disagree.
    bases |= {head["id"] for head in heads if said.same(head)}
    kept = await queries.insert(
        place,
        id=writing.id,
        kind=said.kind,
        text=said.text,
        content=None if said.content is None else msgspec.json.encode(said.content).decode(),
        phone_owner=said.phone_owner,
        author_id=visit.person.id,
        author_name=visit.person.name,
        at=visit.at,
        noted_at=believed(writing.noted_at, visit.at),
        action=action,
        bases=list(bases),
    )
    if not kept:
        raise VersionTaken
    return action


class Overtaken(Exception):
    """That version is not what stands there alone."""


async def confirm(
    visit: Visit,
    place: Place,
    version: UUID,
    id: UUID | None,
    noted_at: datetime | None,
    *,
    again: bool = False,
) -> bool:
    """« Toujours vrai », kept once a day for one person, and once for one id, taken back or not. The place is locked by the caller.
    again: on the same day too, since something else was written meanwhile.

    False when it was said already. Raises Overtaken, VersionTaken, TooManyAttempts.
    """
    person = visit.person
    known = await queries.confirmation(id) if id else None
    if known:
        if (known["version_id"], known["person_id"]) != (version, person.id):
            raise VersionTaken
        return False
    heads = await queries.heads_of(place)
    if [head["id"] for head in heads] != [version] or not heads[0]["text"]:
        raise Overtaken
    last = heads[0]
    # Nobody confirms a text before it stood there, whatever the phone's clock says.
    at = max(believed(noted_at, visit.at) or visit.at, last["written_at"])
    if not again and last["confirmed_by"] == person.id and day_of(last["confirmed_at"]) == day_of(at):
        return False
    await count_writing(visit)
    new = id or new_id(visit.at)
    if not await queries.confirm(place.carnet_id, version, id=new, by=person.id, name=person.name, at=at):
        raise VersionTaken
    return True
