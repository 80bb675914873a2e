"""Showing an item to somebody of the circle. It opens nothing: only who sees the item already can be shown it, and when they open it the
door of its own room is asked again. docs/decisions/0029-reports-and-showing.md says why."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, cast
from uuid import UUID

from backend.kit import runtime
from backend.kit.attempts import Limit, count_attempt
from backend.kit.cleaning import tidy
from backend.kit.errors import Invalid, NotFound
from backend.kit.findable import Told
from backend.kit.ids import new_id
from backend.rooms.access import masks
from backend.rooms.access.schemas import ProfileName
from backend.rooms.access.service import Habilitation, Visit
from backend.rooms.audit.tags import Tag
from backend.rooms.captures import finding as captures
from backend.rooms.documents import finding as documents
from backend.rooms.identity import service as identity
from backend.rooms.passing import messages, queries
from backend.rooms.passing.schemas import (
    KindName,
    NewPassing,
    OpenedShown,
    Passable,
    PassedOn,
    Receiver,
    Shown,
)

KEPT = timedelta(days=30)
OFTEN = Limit("shown to people", 200, timedelta(days=1))
"""People told in a day: each is a notification."""
FEW, LOOKED_AT = 10, 100
"""Of what somebody is shown, and of what may have been hidden from them or thrown away since."""

_TOLD: dict[str, Callable[[Visit, list[UUID], str], Awaitable[list[Told]]]] = {
    "capture": captures.told,
    "document": documents.told,
}
"""What each room tells of some items, of those that it shows to this person."""


async def read(visit: Visit, kind: KindName, item_id: UUID) -> Passable:
    """To whom it may be shown, and to whom I showed it. Raises NotFound."""
    item = await _there(visit, kind, item_id)
    await item.visit.trace_viewing(Tag.PASSABLE_READ, item_id)
    return await _passable(item, kind, item_id)


async def show(visit: Visit, kind: KindName, item_id: UUID, new: NewPassing) -> Passable:
    """Twice is once, until they have opened it. Raises NotFound, Invalid, TooManyAttempts."""
    item = await _there(visit, kind, item_id)
    people = {h.person_id for h in await _receivers(item, item_id)}
    if not set(new.to) <= people:
        raise Invalid(
            {"to": {"fr": "Choisissez des personnes du cercle à qui ceci est déjà ouvert.",
                    "en": "Choose people of the circle to whom this is open already."}}
        )  # fmt: skip
    told: list[identity.Told] = []
    for person_id in dict.fromkeys(new.to):
        passed_id = new_id(visit.at)
        added = await queries.insert(
            {
                "id": passed_id,
                "carnet_id": visit.carnet_id,
                "kind": kind,
                "item_id": item_id,
                "from_id": visit.person.id,
                "from_name": visit.person.name,
                "to_id": person_id,
                "words": tidy(new.words),
                "at": visit.at,
            }
        )
        if added:
            await count_attempt(OFTEN, str(visit.person.id), at=visit.at)
            told.append(_telling(visit.carnet_id, passed_id, person_id, item_id))
    if told:
        await identity.tell_phones(told, at=visit.at)
        await item.visit.trace(Tag.ITEM_SHOW, item_id)
    else:
        await item.visit.trace_viewing(Tag.PASSABLE_READ, item_id)
    return await _passable(item, kind, item_id)


async def take_back(visit: Visit, passed_id: UUID) -> None:
    """Raises NotFound. Whoever opened it has seen it."""
    row = await queries.from_me(visit.carnet_id, passed_id, visit.person.id)
    if row is None:
        raise NotFound
    # One's own words, also about what is closed to oneself meanwhile.
    await queries.take_back(passed_id, visit.at)
    await identity.take_back_told(_path(visit.carnet_id, passed_id))
    await visit.trace(Tag.ITEM_UNSHOW, row["item_id"])


async def waiting(visit: Visit, language: str) -> list[Shown]:
    """What I am shown and have not opened, of what is still open to me; newest first."""
    rows = await queries.waiting(visit.carnet_id, visit.person.id, limit=LOOKED_AT)
    told: dict[UUID, Told] = {}
    for kind, tell in _TOLD.items():
        ids = [row["item_id"] for row in rows if row["kind"] == kind]
        told |= {one.id: one for one in (await tell(visit, ids, language) if ids else [])}
    return [_shown(row, told[row["item_id"]]) for row in rows if row["item_id"] in told][:FEW]


async def open_shown(visit: Visit, passed_id: UUID) -> OpenedShown:
    """Raises NotFound when it was taken back, or is not open to me any more."""
    row = await queries.to_me(visit.carnet_id, passed_id, visit.person.id)
    if row is None:
        raise NotFound
    item = await masks.found(visit, row["kind"], row["item_id"])
    await queries.see(passed_id, visit.at)
    await item.visit.trace_viewing(Tag.SHOWN_OPEN, row["item_id"])
    return OpenedShown(kind=row["kind"], item_id=row["item_id"])


async def forget_old() -> None:
    await queries.forget(before=runtime.get().clock.now() - KEPT)


async def _there(visit: Visit, kind: KindName, item_id: UUID) -> masks.Item:
    """What is in the bin is shown to nobody. Raises NotFound."""
    item = await masks.found(visit, kind, item_id)
    if not await _TOLD[kind](item.visit, [item_id], "fr"):
        raise NotFound
    return item


async def _receivers(item: masks.Item, item_id: UUID) -> list[Habilitation]:
    return [h for h in await masks.seers(item, item_id) if h.person_id != item.visit.person.id]


async def _passable(item: masks.Item, kind: KindName, item_id: UUID) -> Passable:
    people = await _receivers(item, item_id)
    names = await identity.person_names([h.person_id for h in people])
    rows = await queries.mine_of(item.visit.carnet_id, item_id, item.visit.person.id)
    passed = {row["to_id"]: row for row in rows}
    return Passable(
        kind=kind,
        item_id=item_id,
        people=[
            Receiver(
                person_id=h.person_id,
                name=names.get(h.person_id, ""),
                profile=cast(ProfileName, h.profile.value),
                profession=h.profession,
                relation=h.relation,
                passed=_passed(passed.get(h.person_id)),
            )
            for h in people
        ],
    )


def _passed(row: dict[str, Any] | None) -> PassedOn | None:
    return PassedOn(id=row["id"], at=row["at"], words=row["words"], seen_at=row["seen_at"]) if row else None


def _shown(row: dict[str, Any], told: Told) -> Shown:
    return Shown(
        id=row["id"],
        by=row["from_name"],
        words=row["words"],
        at=row["at"],
        kind=row["kind"],
        item_id=row["item_id"],
        sort=told.sort,
        title=told.title,
        day=told.day,
        pictured=told.pictured,
    )


def _telling(carnet_id: UUID, passed_id: UUID, person_id: UUID, item_id: UUID) -> identity.Told:
    """subject_id: the item, so that hiding it takes this back too (agenda/masking.py)."""
    path = _path(carnet_id, passed_id)
    letter = messages.shown(address=runtime.get().settings.public_url + path)
    return identity.Told(
        id=passed_id, person_id=person_id, kind="shown", path=path, letter=letter, subject_id=item_id
    )


def _path(carnet_id: UUID, passed_id: UUID) -> str:
    """Names no item: an e-mail holds it."""
    return f"/c/{carnet_id}/montre/{passed_id}"
