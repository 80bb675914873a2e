"""A structure and its team: who founds it is its referent, who says who is in it; each may leave, and then enters no notebook by it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from backend.kit import runtime
from backend.kit.attempts import Limit, count_attempt
from backend.kit.days import day_of
from backend.kit.errors import Invalid, NotFound
from backend.kit.ids import new_id
from backend.kit.lines import one_line
from backend.rooms.access import service, team_lasting_messages, team_messages
from backend.rooms.access import team_opening_queries as openings
from backend.rooms.access import team_queries as queries
from backend.rooms.access.categories import Category, Profile
from backend.rooms.access.consent_texts import accepted_by, agreed
from backend.rooms.access.errors import ReferentStays, TeamAsleep
from backend.rooms.access.models import model
from backend.rooms.access.schemas import ConsentText, MemberPerson
from backend.rooms.access.team_rules import AWAY, CONFIRMED_FOR, awake
from backend.rooms.access.team_schemas import (
    NewTeam,
    TeamCard,
    TeamInvitationView,
    TeamLinkView,
    TeamMemberView,
    TeamView,
)
from backend.rooms.audit import service as audit
from backend.rooms.audit.service import Who
from backend.rooms.audit.tags import Tag
from backend.rooms.identity import service as identity
from backend.rooms.identity.service import Person
from backend.rooms.identity.tokens import new_token, token_hash

OF_NO_TEAM = frozenset({"relative", "childminder", "foster_carer", "holder"})
"""What somebody is to one child, and not in a structure."""
LINK_LASTS = timedelta(days=7)
_FOUNDED = Limit("structures founded", 5, timedelta(days=1))
_LINKS = Limit("team links made", 60, timedelta(days=1))
Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Place:
    """Somebody in a team: what proves that they are."""

    person: Person
    structure: Row
    at: datetime

    @property
    def id(self) -> UUID:
        return self.structure["id"]

    @property
    def is_referent(self) -> bool:
        return self.structure["referent_id"] == self.person.id

    @property
    def is_deputy(self) -> bool:
        return self.structure["deputy_id"] == self.person.id

    @property
    def awake(self) -> bool:
        return awake(self.structure["confirmed_at"], self.at)


async def enter(person: Person, structure_id: UUID, *, at: datetime, lock: bool = False) -> Place:
    """To anybody else there is no such team. Raises NotFound."""
    row = await queries.structure_of(structure_id, person.id, lock=lock)
    if row is None:
        raise NotFound
    return Place(person=person, structure=row, at=at)


async def lead(person: Person, structure_id: UUID, *, at: datetime) -> Place:
    """Held until the transaction ends. Raises NotFound for who is not its referent."""
    place = await enter(person, structure_id, at=at, lock=True)
    if not place.is_referent:
        raise NotFound
    return place


async def heard_of(place: Place) -> None:
    """Its referent did something with the team, which lives on by it; one that is asleep wakes only when they say so."""
    if place.is_referent and place.awake:
        await queries.confirm(place.id, place.at)


def profession_named(key: str, said: str) -> str:
    """What a member is called: said, else as the model is. Raises Invalid (`model`)."""
    found = model(key)
    if key and (found is None or key in OF_NO_TEAM):
        raise Invalid(
            {
                "model": {
                    "fr": "Choisissez un métier dans la liste.",
                    "en": "Choose a profession from the list.",
                }
            }
        )
    named = one_line(said, "profession", may_be_empty=True)
    if named or found is None:
        return named
    name = found.names["fr"]
    return name if name.isupper() else name[0].lower() + name[1:]


async def found(person: Person, new: NewTeam, *, at: datetime) -> TeamView:
    """Raises Invalid, TooManyAttempts."""
    await count_attempt(_FOUNDED, str(person.id), at=at)
    id = new_id(at)
    profession = profession_named(new.model, new.profession)
    text = agreed(accepted_by(Profile.PROFESSIONAL, new.model), new.consent)
    await queries.insert_structure(
        {
            "id": id, "kind": new.kind, "name": one_line(new.name, "name"), "referent_id": person.id,
            "founded_by": person.id, "founded_at": at, "confirmed_at": at,
        }
    )  # fmt: skip
    await join(person, id, model=new.model, profession=profession, text=text, at=at)
    return await read(await enter(person, id, at=at))


async def join(
    person: Person, structure_id: UUID, *, model: str, profession: str, text: ConsentText | None, at: datetime
) -> UUID | None:
    """Their place; None for who has one already. Each family to which it opens its notebook reads it in its history."""
    id = new_id(at)
    values: Row = {
        "id": id, "structure_id": structure_id, "person_id": person.id, "model": model, "profession": profession,
        "since": at, "consent_device": person.device if text else "",
    }  # fmt: skip
    if text:
        values |= {
            "consent_version": text.version,
            "consent_language": text.language,
            "consent_sha256": bytes.fromhex(text.sha256),
        }
    if not await queries.insert_member(values):
        return None
    await _trace(person, structure_id, person.id, Tag.TEAM_JOIN, at)
    return id


async def mine(person: Person, *, at: datetime) -> list[TeamCard]:
    return [
        TeamCard(
            id=row["id"],
            name=row["name"],
            kind=row["kind"],
            referent=row["referent_id"] == person.id,
            model=row["model"],
            profession=row["profession"],
            people=row["people"],
            asleep=not awake(row["confirmed_at"], at),
        )
        for row in await queries.of_person(person.id)
    ]


async def read(place: Place) -> TeamView:
    people = await queries.members(place.id)
    names = await identity.person_names([row["person_id"] for row in people])
    waiting = await queries.waiting(place.id, place.at) if place.is_referent else []
    return TeamView(
        id=place.id,
        name=place.structure["name"],
        kind=place.structure["kind"],
        referent=place.is_referent,
        deputy=place.is_deputy,
        asleep=not place.awake,
        sleeps_at=place.structure["confirmed_at"] + CONFIRMED_FOR,
        takeover_at=place.structure["confirmed_at"] + AWAY if place.is_deputy else None,
        notebooks=await queries.opened(place.id, day_of(place.at)),
        members=[
            TeamMemberView(
                id=row["id"],
                person=MemberPerson(id=row["person_id"], name=names.get(row["person_id"], "")),
                model=row["model"],
                profession=row["profession"],
                since=row["since"],
                referent=row["person_id"] == place.structure["referent_id"],
                deputy=row["person_id"] == place.structure["deputy_id"],
                me=row["person_id"] == place.person.id,
            )
            for row in people
        ],
        invitations=[invitation_view(row) for row in waiting],
    )


def invitation_view(row: Row) -> TeamInvitationView:
    return TeamInvitationView(
        id=row["id"],
        email=row["email"],
        name=row["name"],
        model=row["model"],
        profession=row["profession"],
        created_at=row["created_at"],
        expires_at=row["expires_at"],
    )


async def end(person: Person, structure_id: UUID, member_id: UUID, *, at: datetime) -> None:
    """The referent or their deputy ends anybody's place; anybody leaves. It counts from the next request, even in the middle of a film.
    The last to leave ends the team. Raises NotFound, ReferentStays."""
    place = await enter(person, structure_id, at=at, lock=True)
    row = await queries.member(structure_id, member_id)
    leaving = row is not None and row["person_id"] == person.id
    if row is None or not (leaving or place.is_referent or place.is_deputy):
        raise NotFound
    others = [one for one in await queries.members(structure_id) if one["id"] != member_id]
    referent: UUID = place.structure["referent_id"]
    if row["person_id"] == referent and others:
        raise ReferentStays
    # While it still holds: it says which notebooks it opened.
    await _trace(person, structure_id, row["person_id"], Tag.TEAM_LEAVE if leaving else Tag.TEAM_END, at)
    await queries.end_member(member_id, by=person.id, at=at)
    await queries.end_links_of(structure_id, row["person_id"], at)
    if not others:
        await queries.end_structure(structure_id, at)
    await heard_of(place)
    name = place.structure["name"]
    if not leaving:
        await identity.tell([row["person_id"]], team_messages.ended(team=name), at=at)
    if not place.is_referent:
        names = await identity.person_names([row["person_id"]])
        letter = team_lasting_messages.left(
            person=names.get(row["person_id"], ""), team=name, by="" if leaving else person.name,
            address=f"{runtime.get().settings.public_url}/equipes/{structure_id}",
        )  # fmt: skip
        await identity.tell([referent], letter, at=at)


async def link(person: Person, structure_id: UUID, *, at: datetime) -> TeamLinkView:
    """What a family opens its notebook to this team with, shown by somebody of it. Raises NotFound, TeamAsleep, TooManyAttempts."""
    place = await enter(person, structure_id, at=at)
    if not place.awake:
        raise TeamAsleep
    await count_attempt(_LINKS, str(person.id), at=at)
    token = new_token()
    ends = at + LINK_LASTS
    await queries.insert_link(
        {
            "id": new_id(at), "structure_id": place.id, "digest": token_hash(token), "made_by": person.id, "made_at": at,
            "expires_at": ends,
        }
    )  # fmt: skip
    return TeamLinkView(url=f"{runtime.get().settings.public_url}/ouvrir-equipe#{token}", expires_at=ends)


async def _trace(person: Person, structure_id: UUID, whose: UUID, tag: Tag, at: datetime) -> None:
    """In each notebook that this place opens, or would: closed, or while the team is asleep, it is told all the same."""
    for row in await openings.of_member(structure_id, whose):
        if not service.by_teams([{**row, "confirmed": at}], at=at):
            continue
        who = Who(
            person_id=person.id,
            person_name=person.name,
            profile=_profile(row) if whose == person.id else "",
            habilitation_id=row["id"],
            session_id=person.session_id,
            device=person.device,
            structure=row["structure"],
            right=f"{Category.CIRCLE.value}:team",
        )
        await audit.record(
            who, tag, carnet_id=row["carnet_id"], category=Category.CIRCLE.value, at=at, item_id=row["id"]
        )


def _profile(row: Row) -> str:
    known = model(row["model"])
    return (known.profile if known else Profile.PROFESSIONAL).value
