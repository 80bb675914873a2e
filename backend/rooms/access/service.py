"""The door: who may do what with which notebook, now. Every other room enters through `enter`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

import msgspec

from backend.kit.days import day_of
from backend.kit.errors import Conflict, CS3Error, NotFound
from backend.kit.ids import new_id
from backend.kit.masked import Viewer
from backend.kit.transaction import after_refusal
from backend.rooms.access import queries, team_rules
from backend.rooms.access import team_opening_queries as team_queries
from backend.rooms.access.authority import Standing
from backend.rooms.access.categories import Category, Profile, Right
from backend.rooms.access.effect import Recorded, left_to, open_to
from backend.rooms.access.errors import AlreadyInCircle, HolderIsThere
from backend.rooms.access.majority import left_of_age, waits
from backend.rooms.access.matrix import Matrix, held, kept, written
from backend.rooms.access.models import model as model_of
from backend.rooms.access.periods import Period
from backend.rooms.audit import service as audit
from backend.rooms.audit.service import Who
from backend.rooms.audit.tags import Tag
from backend.rooms.identity.service import Person

HOLDER_MODEL = "holder"
ABSENCE = timedelta(minutes=30)
"""Away for less, a person is still on the same visit: going back to the home screen hides nothing."""


@dataclass(frozen=True, kw_only=True)
class ActingFor:
    """A structure by whose team somebody may enter."""

    structure_id: UUID
    name: str


@dataclass(frozen=True, kw_only=True)
class Habilitation:
    """`teams`: empty for a right of one's own; else those by which one may enter, first the one acted for, whose opening `id` is."""

    id: UUID
    carnet_id: UUID
    person_id: UUID
    profile: Profile
    standing: Standing
    """Of a representative: what recorded facts leave them. Anybody else decides nothing."""
    model: str
    profession: str
    structure: str
    relation: str
    reason: str
    since: datetime
    period: Period
    until: date | None
    matrix: Matrix
    version: int
    last_visit_at: datetime | None
    here_at: datetime | None
    granted_by: UUID | None
    adult_on: date | None
    """Of a representative: the day from which they decide nothing more (majority.py)."""
    doubted_at: datetime | None = None
    """Of the account of whose notebook it is: since when a representative says that it is not theirs."""
    teams: tuple[ActingFor, ...] = ()

    def may(self, category: Category, right: Right) -> bool:
        return right in self.matrix.get(category, frozenset())

    @property
    def acting_for(self) -> UUID | None:
        """The structure by whose team they enter; None in their own name."""
        return self.teams[0].structure_id if self.teams else None

    @property
    def decides(self) -> bool:
        """Whether they represent the child here: who no longer may still reads, and is told, as long as they are informed."""
        return self.standing >= Standing.REPRESENTS

    def visited_before(self, at: datetime) -> datetime | None:
        """When the visit before the one of now ended."""
        away = self.here_at is not None and self.here_at <= at - ABSENCE
        return self.here_at if away else self.last_visit_at

    @property
    def rights(self) -> dict[str, list[str]]:
        """What is open, for a screen: {"photos": ["read", "add"], …}."""
        return written(self.matrix)


@dataclass(frozen=True, kw_only=True)
class Visit:
    """A person inside a notebook: proof that the door was passed, for one category and one right."""

    person: Person
    habilitation: Habilitation
    category: Category
    right: Right
    at: datetime

    @property
    def carnet_id(self) -> UUID:
        return self.habilitation.carnet_id

    @property
    def is_representative(self) -> bool:
        return self.habilitation.profile is Profile.REPRESENTATIVE

    @property
    def decides(self) -> bool:
        return self.habilitation.decides

    @property
    def viewer(self) -> Viewer:
        return Viewer(self.person.id, self.is_representative)

    @property
    def who(self) -> Who:
        return Who(
            person_id=self.person.id,
            person_name=self.person.name,
            profile=self.habilitation.profile.value,
            habilitation_id=self.habilitation.id,
            session_id=self.person.session_id,
            device=self.person.device,
            structure=self.habilitation.structure,
            right=f"{self.category.value}:{self.right.value}",
        )

    async def trace(self, tag: Tag, item_id: UUID | None = None) -> None:
        """Writes the act, in this transaction."""
        await audit.record(
            self.who, tag, carnet_id=self.carnet_id, category=self.category.value, at=self.at, item_id=item_id
        )

    async def trace_viewing(self, tag: Tag, item_id: UUID | None = None, *, key: UUID | None = None) -> None:
        """Writes the reading, once a viewing. key: what makes two of them one, when it is not the item."""
        await audit.record_viewing(
            self.who,
            tag,
            carnet_id=self.carnet_id,
            category=self.category.value,
            at=self.at,
            item_id=item_id,
            key=key,
        )

    def through(self, category: Category) -> "Visit":
        """The same person, reading another category that is open to them too."""
        assert self.habilitation.may(category, Right.READ)
        return replace(self, category=category, right=Right.READ)


async def enter(
    person: Person,
    carnet_id: UUID,
    category: Category,
    right: Right,
    *,
    at: datetime,
    under: UUID | None = None,
) -> Visit:
    """Opens the door, or answers that the notebook does not exist (NotFound): nobody learns that it does.

    A refusal to someone of the circle is traced, in a transaction of its own; a stranger's too, when the notebook
    exists, without saying so. under: the structure for which something was begun, which is ended for it and for no other.
    """
    return await enter_by(person, carnet_id, ((category, right),), at=at, under=under)


async def enter_by(
    person: Person,
    carnet_id: UUID,
    doors: Sequence[tuple[Category, Right]],
    *,
    at: datetime,
    under: UUID | None = None,
) -> Visit:
    """The same, for a room that opens by any of several doors: through the first that is open to this person."""
    habilitation = await habilitation_on(person.id, carnet_id, at=at, under=under)
    for category, right in doors:
        if habilitation is not None and habilitation.may(category, right):
            return Visit(person=person, habilitation=habilitation, category=category, right=right, at=at)
    await after_refusal(lambda: _trace_refusal(person, carnet_id, habilitation, *doors[0], at))
    raise NotFound


async def refuse(visit: Visit) -> NotFound:
    """For a room that finds, behind the door, an item that is not for this person. Raise what it returns."""
    await after_refusal(
        lambda: _trace_refusal(
            visit.person, visit.carnet_id, visit.habilitation, visit.category, visit.right, visit.at
        )
    )
    return NotFound()


async def forbidden(visit: Visit, error: CS3Error) -> CS3Error:
    """For a room that lets nobody of this right do this, and says so. Traced as any refusal. Raise what it returns."""
    await refuse(visit)
    return error


async def overtaken(visit: Visit, tag: Tag, current: object, item_id: UUID | None = None) -> Conflict:
    """For a room whose item somebody was faster to change. The answer shows what it holds now: a reading, whose trace stays
    though the change is refused. Raise what it returns."""
    await after_refusal(lambda: visit.trace_viewing(tag, item_id))
    return Conflict(current=msgspec.to_builtins(current))


async def _trace_refusal(
    person: Person,
    carnet_id: UUID,
    habilitation: Habilitation | None,
    category: Category,
    right: Right,
    at: datetime,
) -> None:
    """Once for 30 minutes of the same session, for each right that was asked."""
    if not await queries.of_carnet(carnet_id, at):
        return  # no such notebook: nobody to tell
    who = Who(
        person_id=person.id,
        person_name=person.name,
        profile=habilitation.profile.value if habilitation else "",
        habilitation_id=habilitation.id if habilitation else None,
        session_id=person.session_id,
        device=person.device,
        structure=habilitation.structure if habilitation else "",
        right=f"{category.value}:{right.value}",
    )
    key = uuid5(carnet_id, who.right)
    await audit.record_viewing(who, Tag.REFUSED, carnet_id=carnet_id, category=category.value, at=at, key=key)


async def grant(
    *,
    carnet_id: UUID,
    person_id: UUID,
    profile: Profile,
    granted_by: UUID | None,
    at: datetime,
    matrix: Matrix | None = None,
    model: str = "",
    profession: str = "",
    structure: str = "",
    relation: str = "",
    reason: str = "",
    period: Period = Period.OPEN,
    until: date | None = None,
) -> UUID:
    """Gives a right. matrix: None for what this kind of person had at the beginning. Raises AlreadyInCircle, HolderIsThere."""
    if profile is Profile.HOLDER:
        await refuse_second_holder(carnet_id, at=at)
    id = new_id(at)
    added = await queries.insert(
        id=id,
        carnet_id=carnet_id,
        person_id=person_id,
        profile=profile.value,
        model=model,
        rights=kept(profile, matrix),
        profession=profession,
        structure=structure,
        relation=relation,
        reason=reason,
        granted_by=granted_by,
        since=at,
        period=(Period.UNTIL if until and period is Period.OPEN else period).value,
        until=until,
    )
    if not added:
        raise AlreadyInCircle
    return id


async def habilitations_of(person_id: UUID, *, at: datetime) -> list[Habilitation]:
    """On every notebook: their own, then those by a team."""
    own = [_habilitation(row, at) for row in await queries.of_person(person_id, at)]
    return [*own, *by_teams(await team_queries.everywhere(person_id), at=at)]


async def habilitation_on(
    person_id: UUID, carnet_id: UUID, *, at: datetime, under: UUID | None = None
) -> Habilitation | None:
    """What the family decided for this person themself; else what it opened to a team they are in. under: of teams, to that one."""
    found = await own_on(person_id, carnet_id, at=at)
    if found is None:
        rows = await team_queries.of_person(person_id, carnet_id)
        rows = [row for row in rows if under in (None, row["structure_id"])]
        found = next(iter(by_teams(rows, at=at)), None)
    return found


async def own_on(person_id: UUID, carnet_id: UUID, *, at: datetime) -> Habilitation | None:
    """Given to this person themself."""
    row = await queries.current(person_id, carnet_id, at)
    return _habilitation(row, at) if row else None


async def circle(carnet_id: UUID, *, at: datetime) -> list[Habilitation]:
    """Everyone who may enter: in their own name, then by a team."""
    return [*await individuals(carnet_id, at=at), *by_teams(await team_queries.of_carnet(carnet_id), at=at)]


async def individuals(carnet_id: UUID, *, at: datetime) -> list[Habilitation]:
    return [_habilitation(row, at) for row in await queries.of_carnet(carnet_id, at)]


async def representatives(carnet_id: UUID, *, at: datetime) -> list[UUID]:
    """The people to tell: whoever a recorded fact leaves nothing is not one."""
    return [h.person_id for h in await individuals(carnet_id, at=at) if h.standing > Standing.NOTHING]


def is_theirs(habilitation: Habilitation) -> bool:
    """Whether it is the account of the person the notebook is about; once it is taken over, they represent themselves."""
    return habilitation.profile is Profile.HOLDER or represents_themself(habilitation)


def represents_themself(habilitation: Habilitation) -> bool:
    return habilitation.profile is Profile.REPRESENTATIVE and habilitation.model == HOLDER_MODEL


async def refuse_second_holder(carnet_id: UUID, *, at: datetime) -> None:
    """Raises HolderIsThere, once the notebook is taken over too: a second account would take it from the first.

    Locks the circle: two invitations accepted at once must not let two people be one.
    """
    await queries.lock_circle(carnet_id)
    if any(is_theirs(one) for one in await individuals(carnet_id, at=at)):
        raise HolderIsThere


async def family(carnet_id: UUID, *, at: datetime) -> list[UUID]:
    """The representatives, even while the notebook is closed: for what concerns the child's safety."""
    return [
        row["person_id"]
        for row in await queries.representatives_of(carnet_id, at)
        if _standing(row, at) > Standing.NOTHING
    ]


async def holder(carnet_id: UUID) -> UUID | None:
    """Who has the account of whose notebook it is, even while the notebook is closed."""
    return await queries.holder_of(carnet_id)


async def hold_circle(carnet_id: UUID) -> None:
    """Until the transaction ends, nobody enters or leaves. Before any other lock of the notebook: one order for all."""
    await queries.lock_circle(carnet_id)


async def representatives_of_many(carnet_ids: Iterable[UUID], *, at: datetime) -> dict[UUID, list[UUID]]:
    """The people to tell, for each of many notebooks: one statement, however many."""
    found: dict[UUID, list[UUID]] = {id: [] for id in carnet_ids}
    for row in await queries.representatives_of_many(list(found), at):
        if _standing(row, at) > Standing.NOTHING:
            found[row["carnet_id"]].append(row["person_id"])
    return found


async def co_representatives(person_id: UUID, *, at: datetime) -> list[tuple[UUID, UUID, datetime]]:
    """(carnet, other representative, since when both are) for each notebook this person represents, where both may decide.

    A closed one counts: closing it must not take from a parent the way back into their account.
    """
    return [
        (row["carnet_id"], row["person_id"], row["together_since"])
        for row in await queries.represented_with(person_id, at)
        if all(_left(one, row["facts"], at) >= Standing.REPRESENTS for one in (person_id, row["person_id"]))
    ]


async def mark_visit(visit: Visit) -> None:
    """The person is here. What they had not seen stays new until they have been away for ABSENCE."""
    if visit.habilitation.teams:
        await team_queries.mark_visit(visit.carnet_id, visit.person.id, visit.at, gap=ABSENCE)
    else:
        await queries.mark_visit(visit.habilitation.id, visit.at, gap=ABSENCE)


def by_teams(rows: Iterable[dict[str, Any]], *, at: datetime) -> list[Habilitation]:
    """Of people's places in teams, who enters which notebook, by which team first. rows: as team_opening_queries has them."""
    places: dict[tuple[UUID, UUID], list[dict[str, Any]]] = {}
    for row in rows:
        places.setdefault((row["carnet_id"], row["person_id"]), []).append(row)
    found = (_by_team(several, at) for several in places.values())
    return [one for one in found if one is not None]


def place(row: dict[str, Any]) -> team_rules.Line:
    return team_rules.Line(
        structure_id=row["structure_id"],
        matrix=held(Profile.PROFESSIONAL, row["rights"]),
        kept_out=row["kept_out"],
        own=row["own"],
        given=row["since"],
        withdrawn=row["withdrawn_at"],
        until=row["until"],
        joined=row["joined"],
        left=row["ended"],
        confirmed=row["confirmed"],
    )


def _by_team(rows: list[dict[str, Any]], at: datetime) -> Habilitation | None:
    """The rows of one person on one notebook."""
    lines = {row["structure_id"]: (row, place(row)) for row in rows}
    able = team_rules.through(
        (line for _, line in lines.values()), rows[0]["acting_for"], at=at, today=day_of(at)
    )
    if not able:
        return None
    row = lines[able[0].structure_id][0]
    known = model_of(row["model"])
    return Habilitation(
        id=row["id"],
        carnet_id=row["carnet_id"],
        person_id=row["person_id"],
        profile=known.profile if known else Profile.PROFESSIONAL,
        standing=Standing.NOTHING,
        model=row["model"],
        profession=row["profession"],
        structure=row["structure"],
        relation="",
        reason=row["reason"],
        since=max(row["since"], row["joined"]),
        period=Period(row["period"]),
        until=row["until"],
        version=0,
        matrix=able[0].matrix,
        last_visit_at=row["last_visit_at"],
        here_at=row["here_at"],
        granted_by=row["granted_by"],
        adult_on=None,
        teams=tuple(
            ActingFor(structure_id=line.structure_id, name=lines[line.structure_id][0]["structure"])
            for line in able
        ),
    )


_stored_facts = msgspec.json.Decoder(list[Recorded])


def _standing(row: dict[str, Any], at: datetime) -> Standing:
    adult_on = row.get("adult_on")
    if adult_on is None or not row["facts"]:
        return left_of_age(
            _left(row["person_id"], row["facts"], at), row["person_id"], (), adult_on=adult_on, at=at
        )
    recorded = _stored_facts.decode(row["facts"])
    left = left_to(row["person_id"], recorded, at=at)
    return left_of_age(left, row["person_id"], recorded, adult_on=adult_on, at=at)


def _waits(row: dict[str, Any], standing: Standing, at: datetime) -> bool:
    """Nobody represents the adult yet, and this representative did until their birthday."""
    if standing >= Standing.REPRESENTS or row["adult_on"] is None or row["led"]:
        return False
    left = _left(row["person_id"], row["facts"], at)
    recorded = _stored_facts.decode(row["facts"]) if row["facts"] else []
    return waits(left, recorded, adult_on=row["adult_on"], at=at)


def _left(person_id: UUID, facts: str | None, at: datetime) -> Standing:
    """Whatever the age: a birthday does not take from a parent that they vouch for the other's lost account."""
    return left_to(person_id, _stored_facts.decode(facts), at=at) if facts else Standing.REPRESENTS


def _habilitation(row: dict[str, Any], at: datetime) -> Habilitation:
    profile = Profile(row["profile"])
    standing, matrix = Standing.NOTHING, held(profile, row["rights"])
    if profile is Profile.REPRESENTATIVE:
        standing = _standing(row, at)
        matrix = open_to(matrix, standing, waiting=_waits(row, standing, at))
    return Habilitation(
        id=row["id"],
        carnet_id=row["carnet_id"],
        person_id=row["person_id"],
        profile=profile,
        standing=standing,
        model=row["model"],
        profession=row["profession"],
        structure=row["structure"],
        relation=row["relation"],
        reason=row["reason"],
        since=row["since"],
        period=Period(row["period"]),
        until=row["until"],
        matrix=matrix,
        version=row["version"],
        last_visit_at=row["last_visit_at"],
        here_at=row["here_at"],
        granted_by=row["granted_by"],
        adult_on=row["adult_on"],
        doubted_at=row["doubted_at"],
    )
