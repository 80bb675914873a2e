"""Who answers for a team: its referent, their deputy, and what becomes of it when nobody does (docs/decisions/0024-teams.md)."""

from datetime import datetime, timedelta
from uuid import UUID

from backend.kit import runtime
from backend.kit.attempts import Limit, count_attempt
from backend.kit.days import day_of
from backend.kit.errors import Invalid, NotFound
from backend.rooms.access import service, teams
from backend.rooms.access import team_lasting_messages as messages
from backend.rooms.access import team_opening_queries as openings
from backend.rooms.access import team_queries as queries
from backend.rooms.access.categories import Category
from backend.rooms.access.errors import ReferentIsThere
from backend.rooms.access.team_rules import may_take_over
from backend.rooms.access.team_schemas import TeamView
from backend.rooms.access.teams import Place
from backend.rooms.audit import service as audit
from backend.rooms.audit.service import Who
from backend.rooms.audit.tags import Tag
from backend.rooms.identity import service as identity
from backend.rooms.identity.letters import Texts
from backend.rooms.identity.service import Person

_CHANGES = Limit("referents and deputies changed", 10, timedelta(days=1))
"""Of one team: each writes to people."""


async def name_deputy(
    person: Person, structure_id: UUID, member_id: UUID | None, *, at: datetime
) -> TeamView:
    """Somebody of the team who may end places at once, and take the team over when nothing is heard of its referent for long. They are
    told. None: nobody any more. Raises NotFound, Invalid (`member_id`), TooManyAttempts."""
    place = await teams.lead(person, structure_id, at=at)
    await count_attempt(_CHANGES, str(structure_id), at=at)
    deputy = None
    if member_id is not None:
        row = await queries.member(structure_id, member_id)
        if row is None:
            raise NotFound
        deputy = row["person_id"]
        if deputy == person.id:
            raise Invalid({"member_id": _ANOTHER})
    await queries.set_deputy(structure_id, deputy)
    await teams.heard_of(place)
    if deputy and deputy != place.structure["deputy_id"]:
        letter = messages.deputy(team=place.structure["name"], by=person.name, address=screen(structure_id))
        await identity.tell([deputy], letter, at=at)
    return await _now(place)


async def confirm(person: Person, structure_id: UUID, *, at: datetime) -> TeamView:
    """Its people are as listed, says its referent: the team lives on; one that was asleep opens again what it opened, and its families
    are told. Raises NotFound."""
    place = await teams.lead(person, structure_id, at=at)
    await queries.confirm(structure_id, at)
    if not place.awake:
        letter = messages.awake(team=place.structure["name"], referent=person.name, address=circle())
        await _known(place, Tag.TEAM_WAKE, letter)
    return await _now(place)


async def hand_over(person: Person, structure_id: UUID, member_id: UUID, *, at: datetime) -> TeamView:
    """Another of the team is its referent from now on: they are told, and so are the families. Raises NotFound, TooManyAttempts."""
    place = await teams.lead(person, structure_id, at=at)
    row = await queries.member(structure_id, member_id)
    if row is None:
        raise NotFound
    if row["person_id"] != person.id:
        await count_attempt(_CHANGES, str(structure_id), at=at)
        await _give(place, row["person_id"], Tag.TEAM_HAND)
        letter = messages.handed(team=place.structure["name"], by=person.name, address=screen(structure_id))
        await identity.tell([row["person_id"]], letter, at=at)
    return await _now(place)


async def take_over(person: Person, structure_id: UUID, *, at: datetime) -> TeamView:
    """By its deputy, when nothing was heard of its referent for long: that person stays in the team, and is told; so are the families.
    Raises NotFound, ReferentIsThere."""
    place = await teams.enter(person, structure_id, at=at, lock=True)
    if not place.is_deputy:
        raise NotFound
    if not may_take_over(place.structure["confirmed_at"], at):
        raise ReferentIsThere
    await _give(place, person.id, Tag.TEAM_TAKE)
    letter = messages.taken(team=place.structure["name"], by=person.name, address=screen(structure_id))
    await identity.tell([place.structure["referent_id"]], letter, at=at)
    return await _now(place)


async def families(structure_id: UUID, *, at: datetime) -> set[UUID]:
    """Who represents somebody whose notebook is open to the team; not while it is closed."""
    rows = await openings.of_structure(structure_id, day_of(at))
    told = await service.representatives_of_many([row["carnet_id"] for row in rows], at=at)
    return {one for several in told.values() for one in several}


def screen(structure_id: UUID) -> str:
    return f"{runtime.get().settings.public_url}/equipes/{structure_id}"


def circle() -> str:
    return f"{runtime.get().settings.public_url}/cercle"


async def _give(place: Place, to: UUID, tag: Tag) -> None:
    """What the referent of before handed out ends with their role."""
    await queries.hand_over(place.id, to, place.at)
    await queries.end_invitations(place.id, place.at)
    names = await identity.person_names([to])
    letter = messages.referent(
        team=place.structure["name"],
        referent=names.get(to, ""),
        awake_again=not place.awake,
        address=circle(),
    )
    if not place.awake:
        # Whoever takes it up answers for it: it opens again what it opened.
        await _trace(place, Tag.TEAM_WAKE)
    await _known(place, tag, letter)


async def _known(place: Place, tag: Tag, letter: Texts) -> None:
    """A line in each notebook that is open to the team, and a letter to each family: who acted knows."""
    await _trace(place, tag)
    await identity.tell(await families(place.id, at=place.at) - {place.person.id}, letter, at=place.at)


async def _trace(place: Place, tag: Tag) -> None:
    for row in await openings.of_structure(place.id, day_of(place.at)):
        who = Who(
            person_id=place.person.id,
            person_name=place.person.name,
            habilitation_id=row["id"],
            session_id=place.person.session_id,
            device=place.person.device,
            structure=place.structure["name"],
            right=f"{Category.CIRCLE.value}:team",
        )
        await audit.record(
            who,
            tag,
            carnet_id=row["carnet_id"],
            category=Category.CIRCLE.value,
            at=place.at,
            item_id=row["id"],
        )


async def _now(place: Place) -> TeamView:
    return await teams.read(await teams.enter(place.person, place.id, at=place.at))


_ANOTHER = {
    "fr": "Le suppléant est quelqu’un d’autre que vous.",
    "en": "The deputy is somebody else than you.",
}
