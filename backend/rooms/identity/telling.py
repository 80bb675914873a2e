"""Something told to a person by push, and by e-mail when no phone of theirs has shown it in ten minutes.

At least once, seen once (docs/decisions/0015-notifications.md): everything is decided in PostgreSQL; what is sent twice because
a process died in between carries the same id, which the phone has seen.
"""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from backend.kit import runtime
from backend.kit.calm import let_by
from backend.rooms.identity import push_marks, push_queries, queries, waiting_mail
from backend.rooms.identity.limits import PUSH_PATIENCE
from backend.rooms.identity.messages import Texts
from backend.rooms.identity.push_jobs import push_waiting
from backend.rooms.identity.push_schemas import Action
from backend.rooms.identity.push_words import Kind
from backend.rooms.identity.queries import Row

Answered = Callable[["Answer"], Awaitable[None]]
_answered: dict[str, Answered] = {}


@dataclass(frozen=True, kw_only=True)
class Told:
    """`path`: the screen that it opens. `subject_id`: whatever the room needs to know it again. `letter` None: what the
    room writes when it is time (`late_letters.py`), or no e-mail."""

    id: UUID
    person_id: UUID
    kind: Kind
    path: str
    letter: Texts | None
    subject_id: UUID | None = None
    device_id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class Answer:
    """« Fait » or « Plus tard », given on the notification itself."""

    notification_id: UUID
    person_id: UUID
    subject_id: UUID | None
    action: Action
    at: datetime


def answered_by(kind: Kind, take: Answered) -> None:
    """The room that told something of this kind is handed what people answer."""
    _answered[kind] = take


async def tell(several: Iterable[Told], *, at: datetime) -> list[UUID]:
    """Puts each on its way in this transaction; an id that was told already is passed over. The ids that were not."""
    wanted = list(several)
    people = {row["id"]: row for row in await queries.people([one.person_id for one in wanted])}
    rows = [await _row(one, people[one.person_id]) for one in wanted if one.person_id in people]
    new = await push_queries.add(rows, at=at, mail_at=at + PUSH_PATIENCE) if rows else []
    if new:
        await push_waiting.defer(once="push")
    return new


async def _row(one: Told, person: Row) -> Row:
    sealed = None
    if one.letter is not None:
        sealed = await waiting_mail.sealed(
            one.letter, owner=one.id, to=person["email"], language=person["locale"]
        )
        await let_by()  # thousands are sealed in a row
    return {
        "id": one.id,
        "person_id": one.person_id,
        "kind": one.kind,
        "path": one.path,
        "subject_id": one.subject_id,
        "device_id": one.device_id,
        "sealed": sealed,
    }


async def take_back(path: str, *, kind: Kind | None = None) -> None:
    """What opens a screen whose address begins with `path` is forgotten; of one kind, only what nobody was shown yet."""
    await push_queries.drop_under(path, kind=kind)


async def take_back_from(people: list[UUID], *, subject_id: UUID) -> None:
    """What is about one thing is forgotten for these people: on no phone, in no letter."""
    await push_queries.drop_about(people, subject_id)


async def shown(mark: str, *, at: datetime) -> bool:
    """A phone says that it showed one. False for a token that is none, or was used."""
    found = _read(mark)
    return found is not None and await push_queries.shown(*found, at)


async def answer(mark: str, action: Action, *, at: datetime) -> bool:
    """The first answer counts, from whichever phone. False for a token that is none, or when it was answered."""
    found = _read(mark)
    row = await push_queries.acted(found[0], at) if found else None
    if row is None:
        return False
    take = _answered.get(row["kind"])
    if take is not None:
        await take(
            Answer(
                notification_id=row["id"],
                person_id=row["person_id"],
                subject_id=row["subject_id"],
                action=action,
                at=at,
            )
        )
    return True


def _read(mark: str) -> tuple[UUID, UUID] | None:
    vapid = runtime.get().vapid
    return push_marks.read(mark, secret=push_marks.secret_of(vapid)) if vapid else None
