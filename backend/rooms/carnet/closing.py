"""Closing a notebook and coming back: what goes is said before; nothing is touched for thirty days (docs/decisions/0017-closing.md)."""

from collections import Counter
from datetime import date, datetime, timedelta
from uuid import UUID, uuid5

from backend.kit import runtime
from backend.kit.attempts import Limit, count_attempt
from backend.kit.days import day_of
from backend.kit.retention import gone_everywhere
from backend.rooms.access import closing as door
from backend.rooms.access import deciding, invitations
from backend.rooms.access import service as access
from backend.rooms.access.authority import Standing
from backend.rooms.access.categories import Category, Profile, Right
from backend.rooms.access.closing import Closing
from backend.rooms.access.majority import of_age
from backend.rooms.access.service import Habilitation, Visit
from backend.rooms.audit import service as audit
from backend.rooms.audit.tags import Tag
from backend.rooms.carnet import closing_letters as letters
from backend.rooms.carnet import queries
from backend.rooms.carnet.closing_schemas import ClosingPlan, ClosingView, Goes
from backend.rooms.carnet.parts import all_parts
from backend.rooms.identity import service as identity
from backend.rooms.identity.service import Person

SCREEN = "/carnets-fermes"

OFTEN = Limit("closing", 3, timedelta(days=1))
"""Each is a message to the whole circle. Coming back has no limit: it may be urgent."""


async def plan(visit: Visit) -> ClosingPlan:
    """What closing would do. Traced as a reading."""
    await visit.trace_viewing(Tag.CLOSING_READ)
    counted: Counter[str] = Counter()
    for part in all_parts():
        counted.update(await part.count(visit.carnet_id, visit.viewer))
    circle = await access.circle(visit.carnet_id, at=visit.at)
    others = [
        h.person_id for h in circle if h.profile is Profile.REPRESENTATIVE and h.person_id != visit.person.id
    ]
    names = await identity.person_names(others)
    row = await queries.get(visit.carnet_id)
    assert row is not None  # the door was passed
    needed = await deciding.must_agree(visit.carnet_id, visit.person.id, born=row["birth_date"], at=visit.at)
    ends_at = door.erased_from(visit)
    return ClosingPlan(
        goes=Goes(**counted),
        people=sum(h.profile is not Profile.REPRESENTATIVE for h in circle),
        representatives=[names[id] for id in others if id in names],
        must_agree=[names[id] for id in others if id in needed and id in names],
        invitations=len(await invitations.waiting(visit.carnet_id, at=visit.at)),
        traces=await audit.how_many(visit.carnet_id, visit.viewer),
        ends_at=ends_at,
        gone_on=_gone_on(ends_at),
    )


async def close(visit: Visit) -> ClosingView:
    """From this commit on it exists for nobody; whoever must agree has. Twice is once: the second is told of the first.

    Raises TooManyAttempts, and nothing is closed, when it was closed three times in a day.
    """
    circle = await _who_enters(visit)
    representatives = [h.person_id for h in circle if h.standing > Standing.NOTHING]
    if of_age(visit.habilitation.adult_on, visit.at):
        # By their guardian: whose notebook it is, of age, may come back too.
        representatives += [h.person_id for h in circle if h.profile is Profile.HOLDER]
    found, first = await door.begin(visit, representatives)
    if first:
        await count_attempt(OFTEN, str(visit.carnet_id), at=visit.at)
        await visit.trace(Tag.CARNET_CLOSE)
        for kind in ("reminder", "shown"):
            await identity.take_back_told(f"/c/{visit.carnet_id}/", kind=kind)
        await _tell_closed(visit, found, representatives, [h.person_id for h in circle])
    return await _view(found, visit.person, visit.at)


async def _who_enters(visit: Visit) -> list[Habilitation]:
    """The circle, without the representatives to whom recorded facts leave nothing: they are told of nothing."""
    circle = await access.circle(visit.carnet_id, at=visit.at)
    return [h for h in circle if h.profile is not Profile.REPRESENTATIVE or h.standing > Standing.NOTHING]


async def _tell_closed(visit: Visit, found: Closing, representatives: list[UUID], circle: list[UUID]) -> None:
    """By e-mail at once, to who closed it too: an act that somebody else did in their name must not go unseen."""
    child = await _given_name(visit.carnet_id) or ""
    address = runtime.get().settings.public_url + SCREEN
    who = visit.person.name
    letter = letters.closed(child=child, who=who, ends_at=found.ends_at, address=address)
    others = [person for person in circle if person not in representatives]
    await identity.tell(representatives, letter, at=visit.at)
    await identity.tell(others, letters.closed_to_circle(child=child), at=visit.at)
    told = [
        identity.Told(
            id=uuid5(found.id, f"closed {person}"),
            person_id=person,
            kind="closed",
            path=SCREEN if person in representatives else "/",
            letter=None,
        )
        for person in circle
        if person != visit.person.id
    ]
    await identity.tell_phones(told, at=visit.at)


async def closings(person: Person, *, at: datetime) -> list[ClosingView]:
    """Those of notebooks that this person represented."""
    return [await _view(one, person, at) for one in await door.mine(person, at=at)]


async def reopen(person: Person, closing_id: UUID, *, at: datetime) -> UUID:
    """Everything as it was; answers the notebook's id. Twice is once. Raises NotFound, TooLateToReopen."""
    found, first = await door.reopen(person, closing_id, at=at)
    if first:
        for part in all_parts():
            await part.come_back(found.carnet_id, found.closed_at, at)
        visit = await access.enter(person, found.carnet_id, Category.IDENTITY, Right.READ, at=at)
        await visit.trace(Tag.CARNET_REOPEN)
        await _tell_reopened(visit, found)
    return found.carnet_id


async def _tell_reopened(visit: Visit, found: Closing) -> None:
    circle = await _who_enters(visit)
    child = await _given_name(visit.carnet_id) or ""
    path = f"/c/{visit.carnet_id}"
    address = runtime.get().settings.public_url + path
    family = [h.person_id for h in circle if h.standing > Standing.NOTHING]
    others = [h.person_id for h in circle if h.person_id not in family]
    who = visit.person.name
    await identity.tell(family, letters.reopened(child=child, who=who, address=address), at=visit.at)
    await identity.tell(others, letters.reopened_to_circle(child=child, address=address), at=visit.at)
    told = [
        identity.Told(
            id=uuid5(found.id, f"reopened {h.person_id}"),
            person_id=h.person_id,
            kind="reopened",
            path=path,
            letter=None,
        )
        for h in circle
        if h.person_id != visit.person.id
    ]
    await identity.tell_phones(told, at=visit.at)


async def _view(found: Closing, person: Person, at: datetime) -> ClosingView:
    return ClosingView(
        id=found.id,
        carnet_id=found.carnet_id,
        given_name=await _given_name(found.carnet_id) if found.key_destroyed_at is None else None,
        closed_at=found.closed_at,
        closed_by=found.closed_name,
        mine=found.closed_by == person.id,
        ends_at=found.ends_at,
        state=found.state(at),
        key_destroyed_at=found.key_destroyed_at,
        gone_on=day_of(found.gone_at) if found.gone_at else _gone_on(max(found.ends_at, at)),
    )


async def _given_name(carnet_id: UUID) -> str | None:
    row = await queries.get(carnet_id)
    return row["given_name"] if row else None


def _gone_on(destroyed_at: datetime) -> date:
    return day_of(gone_everywhere(destroyed_at, days=runtime.get().settings.backup_days))
