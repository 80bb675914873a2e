"""A notebook opened to a team, profession by profession: by its representatives, with the team's own link."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from msgspec import UNSET

from backend.kit import runtime
from backend.kit.attempts import Limit, count_attempt
from backend.kit.days import day_of
from backend.kit.errors import Invalid, NotFound
from backend.kit.ids import new_id
from backend.kit.lines import one_line
from backend.rooms.access import consents, giving, messages, service, team_circle, team_messages
from backend.rooms.access import team_opening_queries as queries
from backend.rooms.access import team_queries as team
from backend.rooms.access.categories import Profile
from backend.rooms.access.consent_texts import agreed
from backend.rooms.access.errors import AlreadyOpened, TeamLinkGone
from backend.rooms.access.matrix import Matrix, within
from backend.rooms.access.periods import Period, last_day, lasting, later
from backend.rooms.access.schemas import GivenRights
from backend.rooms.access.service import Visit
from backend.rooms.access.team_rights import Opened, opened_by, stored
from backend.rooms.access.team_rules import CONFIRMED_FOR
from backend.rooms.access.team_schemas import (
    MadeOpening,
    NewOpening,
    OpeningChange,
    TeamPerson,
    TeamPreview,
)
from backend.rooms.access.teams import OF_NO_TEAM
from backend.rooms.audit.tags import Tag
from backend.rooms.identity import service as identity
from backend.rooms.identity.service import Person
from backend.rooms.identity.tokens import token_hash

_LOOKS = Limit("team links looked at", 60, timedelta(hours=1))
Row = dict[str, Any]


async def preview(person: Person, token: str, *, at: datetime) -> TeamPreview:
    """Who is in the team whose link this is. Raises TeamLinkGone, TooManyAttempts."""
    await count_attempt(_LOOKS, str(person.id), at=at)
    structure = await _structure(token, at)
    people = await team.members(structure["id"])
    names = await identity.person_names([row["person_id"] for row in people])
    return TeamPreview(
        name=structure["name"],
        kind=structure["kind"],
        referent=names.get(structure["referent_id"], ""),
        people=[
            TeamPerson(name=names.get(row["person_id"], ""), model=row["model"], profession=row["profession"])
            for row in people
        ],
    )


async def give(visit: Visit, new: NewOpening) -> MadeOpening:
    """The other representatives are told. Raises TeamLinkGone, AlreadyOpened, Invalid."""
    structure = await _structure(new.token, visit.at)
    id = await open_to(visit, structure, new)
    address = f"{runtime.get().settings.public_url}/cercle"
    letter = team_messages.opened(by=visit.person.name, team=structure["name"], address=address)
    await identity.tell(await _others(visit), letter)
    return MadeOpening(opening_id=id)


async def open_to(visit: Visit, structure: Row, new: NewOpening) -> UUID:
    """Telling nobody. Raises AlreadyOpened, Invalid."""
    opened = _chosen(new.professions, visit.habilitation.matrix)
    today = day_of(visit.at)
    period, until = last_day(Period(new.period) if new.period else None, new.until, today=today)
    reason = one_line(new.reason, "reason", may_be_empty=True)
    text = agreed("give_team", new.consent)
    id = new_id(visit.at)
    added = await queries.insert(
        id=id,
        carnet_id=visit.carnet_id,
        structure_id=structure["id"],
        rights=stored(opened),
        reason=reason,
        period=period.value,
        until=until,
        granted_by=visit.person.id,
        since=visit.at,
        today=today,
    )
    if not added:
        raise AlreadyOpened
    await consents.keep(
        "give", visit.person, at=visit.at, carnet_id=visit.carnet_id, text=text, about=structure["name"],
        profile=Profile.PROFESSIONAL.value, model="", rights=stored(opened), period=period.value, until=until, reason=reason,
        habilitation_id=id,
    )  # fmt: skip
    await visit.trace(Tag.TEAM_GIVE, id)
    return id


async def change(visit: Visit, opening_id: UUID, wanted: OpeningChange) -> None:
    """A fresh proof when it opens more, to more people or for longer. Raises NotFound, Conflict with the team of now, Invalid,
    FreshProofNeeded."""
    row = await _held(visit, opening_id)
    if row["version"] != wanted.version:
        now = next((one for one in await team_circle.read(visit) if one.opening_id == opening_id), None)
        if now is None:  # its last day has passed
            raise NotFound
        raise await service.overtaken(visit, Tag.CIRCLE_READ, now)
    parts = (wanted.professions, wanted.kept_out, wanted.period, wanted.until, wanted.reason)
    if all(part is UNSET for part in parts):
        raise Invalid({"professions": {"fr": "Dites ce qui change.", "en": "Say what changes."}})
    before = opened_by(row["rights"])
    after = before if wanted.professions is UNSET else _chosen(wanted.professions, visit.habilitation.matrix)
    kept_out = set(row["kept_out"])
    if wanted.kept_out is not UNSET:
        # Who is not on that list to be let in (they left the team, or have an access of their own) stays out.
        kept_out = set(wanted.kept_out) | (kept_out - await _listed(visit, opening_id))
    period, until = Period(row["period"]), row["until"]
    if wanted.period is not UNSET or wanted.until is not UNSET:
        period, until = lasting(
            row["period"], row["until"], wanted.period, wanted.until, today=day_of(visit.at)
        )
    reason = row["reason"] if wanted.reason is UNSET else one_line(wanted.reason, "reason", may_be_empty=True)
    if _wider(before, after) or set(row["kept_out"]) - kept_out or later(until, row["until"]):
        identity.require_fresh_proof(visit.person)
    await queries.change(
        opening_id,
        rights=stored(after),
        kept_out=sorted(kept_out),
        reason=reason,
        period=period.value,
        until=until,
    )
    await consents.keep(
        "change", visit.person, at=visit.at, carnet_id=visit.carnet_id, text=agreed("give_team", wanted.consent),
        about=row["structure"], profile=Profile.PROFESSIONAL.value, model="", rights=stored(after), period=period.value,
        until=until, reason=reason, habilitation_id=opening_id,
    )  # fmt: skip
    await visit.trace(Tag.RIGHT_CHANGE, opening_id)


async def withdraw(visit: Visit, opening_id: UUID) -> None:
    """One tap: everyone of the team is out at their next request, even in the middle of a film. Raises NotFound."""
    await _held(visit, opening_id)
    await queries.withdraw(opening_id, by=visit.person.id, at=visit.at)
    await consents.withdraw(opening_id, by=visit.person, at=visit.at)
    await visit.trace(Tag.TEAM_WITHDRAW, opening_id)
    address = f"{runtime.get().settings.public_url}/cercle"
    await identity.tell(await _others(visit), messages.ended(address=address))


async def act_for(visit: Visit, structure_id: UUID) -> None:
    """Which of one's teams one acts for in this notebook, from the next request on. Raises NotFound."""
    if structure_id not in {one.structure_id for one in visit.habilitation.teams}:
        raise NotFound
    await queries.act_for(visit.carnet_id, visit.person.id, structure_id)


def _chosen(said: Mapping[str, GivenRights | None], giver: Matrix) -> Opened:
    """Raises Invalid (`professions`, `rights`, `model`)."""
    opened: Opened = {}
    for key, rights in said.items():
        proposed = giving.model_named(key)
        if proposed is None or key in OF_NO_TEAM:
            raise Invalid({"professions": _PROFESSION})
        opened[key] = giving.matrix_for(proposed.profile, rights, proposed, giver) or {}
    if not opened:
        raise Invalid({"professions": _NONE})
    return opened


def _wider(before: Opened, after: Opened) -> bool:
    return any(not within(matrix, before.get(key, {})) for key, matrix in after.items())


async def _structure(token: str, at: datetime) -> Row:
    digest = token_hash(token)
    row = await team.structure_by_link(digest, at, confirmed_after=at - CONFIRMED_FOR) if digest else None
    if row is None:
        raise TeamLinkGone
    return row


async def _held(visit: Visit, opening_id: UUID) -> Row:
    row = await queries.opening(visit.carnet_id, opening_id, lock=True)
    if row is None:
        raise NotFound
    return row


async def _listed(visit: Visit, opening_id: UUID) -> set[UUID]:
    """The people of that team whom the family lets in or keeps out."""
    rows = await queries.of_carnet(visit.carnet_id)
    return {row["person_id"] for row in rows if row["id"] == opening_id and not row["own"]}


async def _others(visit: Visit) -> list[UUID]:
    everyone = await service.representatives(visit.carnet_id, at=visit.at)
    return [one for one in everyone if one != visit.person.id]


_PROFESSION = {"fr": "Choisissez des métiers dans la liste.", "en": "Choose professions from the list."}
_NONE = {
    "fr": "Aucun métier n’est ouvert\u202f: choisissez-en au moins un, ou retirez l’accès de l’équipe.",
    "en": "No profession is open: choose at least one, or withdraw the team’s access.",
}
