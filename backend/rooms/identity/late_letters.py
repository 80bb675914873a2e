"""Letters written only when they leave, by the room that told what no phone has shown: what they say is true then."""

from collections import defaultdict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from backend.kit.calm import let_by
from backend.rooms.identity import queries, waiting_mail
from backend.rooms.identity.messages import Texts
from backend.rooms.identity.push_words import Kind
from backend.rooms.identity.queries import Row


@dataclass(frozen=True, kw_only=True)
class Unshown:
    id: UUID
    person_id: UUID
    subject_id: UUID | None


Write = Callable[[Sequence[Unshown], datetime], Awaitable[dict[UUID, Texts]]]
"""The letter of each, by its id; none for what is not to be said any more."""
_write: dict[str, Write] = {}


def written_by(kind: Kind, write: Write) -> None:
    """Things of this kind that were told without a letter of their own."""
    _write[kind] = write


def is_late(row: Row) -> bool:
    """Whether a notification's letter is written when it leaves."""
    return row["sealed"] is None and row["kind"] in _write


async def write(rows: Sequence[Row], at: datetime) -> dict[UUID, bytes]:
    """Sealed, by notification. One that is not there is not to be said any more."""
    unshown: dict[str, list[Unshown]] = defaultdict(list)
    for row in rows:
        one = Unshown(id=row["id"], person_id=row["person_id"], subject_id=row["subject_id"])
        unshown[row["kind"]].append(one)
    letters: dict[UUID, Texts] = {}
    for kind, several in unshown.items():
        letters |= await _write[kind](several, at)
    people = {row["id"]: row for row in await queries.people([row["person_id"] for row in rows])}
    made: dict[UUID, bytes] = {}
    for row in rows:
        to = people.get(row["person_id"])
        if to is None or row["id"] not in letters:
            continue
        letter = letters[row["id"]]
        made[row["id"]] = await waiting_mail.sealed(
            letter, owner=row["id"], to=to["email"], language=to["locale"]
        )
        await let_by()
    return made
