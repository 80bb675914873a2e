"""The circle as it leaves in an export: who had what right, and who was invited. Nobody's address, but one's own words."""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from backend.kit.masked import Viewer
from backend.kit.portable import Line, Moment, Named, Portable, Sha256, Text
from backend.rooms.access import (
    agreement_queries,
    consent_queries,
    mask_portable,
    queries,
    team_opening_queries,
)
from backend.rooms.access.categories import Profile
from backend.rooms.access.mask_portable import PortableMask
from backend.rooms.access.matrix import held, written
from backend.rooms.access.schemas import PeriodName, ProfileName, StructureKind
from backend.rooms.access.team_rights import opened_by
from backend.rooms.identity import service as identity


class PortableRights(Portable, kw_only=True):
    """What is opened, and why. Since version 2: before, the profile said it. `until`: the last day, when there is one."""

    model: Line = ""
    rights: dict[str, list[str]] = {}
    reason: Line = ""
    period: PeriodName = "open"


class PortableMember(PortableRights, kw_only=True):
    """One right, from a moment until another."""

    id: UUID
    person: Named
    profile: ProfileName
    profession: Line
    structure: Line
    relation: Line
    granted_by: Named | None
    since: Moment
    until: date | None
    withdrawn_at: Moment | None
    withdrawn_by: Named | None


class PortableInvitation(PortableRights, kw_only=True):
    """`email` and `message` are those that the person who exports wrote; what others wrote to somebody is theirs."""

    id: UUID
    name: Line
    email: Line
    message: Text
    profile: ProfileName
    profession: Line
    structure: Line
    relation: Line
    until: date | None
    invited_by: Named
    created_at: Moment
    expires_at: Moment
    accepted_at: Moment | None
    refused_at: Moment | None
    cancelled_at: Moment | None


class PortableConsent(PortableRights, kw_only=True):
    """What somebody agreed to. `text` empty: the app of that day showed none. `sha256`: of that text."""

    id: UUID
    habilitation_id: UUID | None
    act: Literal["give", "change", "accept", "paper"]
    by: Named
    about: Line
    at: Moment
    text: Text
    version: Line
    language: Line
    sha256: Sha256 | None
    profile: ProfileName
    until: date | None
    withdrawn_at: Moment | None
    withdrawn_by: Named | None
    professions: dict[str, dict[str, list[str]]] = {}
    """Of a team: {model: rights}, and `rights` says nothing then."""
    paper: Line = ""
    """Of one that was signed: its number; `document_id`, its scan among the letters."""
    signed_on: date | None = None
    signed_by: Line = ""
    document_id: UUID | None = None


class PortableTeamMember(Portable, kw_only=True):
    person: Named
    profession: Line
    since: Moment
    ended_at: Moment | None


class PortableTeam(Portable, kw_only=True):
    """A team to which the notebook was opened. `professions`: {model: {category: rights}}; `kept_out`: people of it who stay out."""

    id: UUID
    name: Line
    kind: StructureKind
    professions: dict[str, dict[str, list[str]]]
    kept_out: list[UUID]
    reason: Line
    period: PeriodName
    until: date | None
    granted_by: Named
    since: Moment
    withdrawn_at: Moment | None
    withdrawn_by: Named | None
    people: list[PortableTeamMember]


class PortableFact(Portable, kw_only=True):
    """A fact about who may decide, with where its proof is to be found. Elsewhere it gives nobody anything, and takes nothing."""

    id: UUID
    kind: Line
    person: Named
    since: date
    until: date | None
    proof: Text
    document_id: UUID | None
    recorded_by: Named
    recorded_at: Moment
    contested_by: list[Named]


class PortableCircle(Portable, kw_only=True):
    """`masks`: what hides items from somebody; of child protection (`protection`), what must never be sent toward the DMP."""

    members: list[PortableMember]
    invitations: list[PortableInvitation]
    consents: list[PortableConsent] = []
    masks: list[PortableMask] = []
    facts: list[PortableFact] = []
    teams: list[PortableTeam] = []


async def portable(carnet_id: UUID, *, reader: UUID) -> PortableCircle:
    """Oldest first, what is over too."""
    rights = await queries.every_habilitation(carnet_id)
    invitations = await queries.every_invitation(carnet_id)
    people = {row[column] for row in rights for column in ("person_id", "granted_by", "withdrawn_by")}
    people |= {row["invited_by"] for row in invitations}
    facts = await agreement_queries.facts(carnet_id)
    people |= {one for row in facts for one in (row["person_id"], row["recorded_by"], *row["contested_by"])}
    opened = await team_opening_queries.every_opening(carnet_id)
    places = await team_opening_queries.every_place(carnet_id)
    people |= {row[column] for row in opened for column in ("granted_by", "withdrawn_by")}
    people |= {row["person_id"] for row in places}
    of_teams = {row["id"] for row in opened}
    names = await identity.person_names(person for person in people if person)

    def named(id: UUID | None) -> Named | None:
        return Named(id, names.get(id, "")) if id else None

    return PortableCircle(
        members=[
            PortableMember(
                **_same(row, PortableMember),
                person=Named(row["person_id"], names.get(row["person_id"], "")),
                granted_by=named(row["granted_by"]),
                withdrawn_by=named(row["withdrawn_by"]),
            )
            for row in rights
        ],
        invitations=[
            PortableInvitation(
                **_same(row, PortableInvitation) | _own(row, reader),
                invited_by=Named(row["invited_by"], names.get(row["invited_by"], "")),
            )
            for row in invitations
        ],
        consents=[
            PortableConsent(
                **_same(row, PortableConsent)
                | {"sha256": row["sha256"].hex() if row["sha256"] else None, "about": row["about_name"]},
                professions=_professions(row["rights"]) if row["habilitation_id"] in of_teams else {},
                by=Named(row["person_id"], row["person_name"]),
                withdrawn_by=Named(row["withdrawn_by"], row["withdrawn_name"])
                if row["withdrawn_by"]
                else None,
            )
            for row in await consent_queries.every(carnet_id)
        ],
        teams=[
            PortableTeam(
                id=row["id"],
                name=row["structure"],
                kind=row["kind"],
                professions=_professions(row["rights"]),
                kept_out=list(row["kept_out"]),
                reason=row["reason"],
                period=row["period"],
                until=row["until"],
                granted_by=Named(row["granted_by"], names.get(row["granted_by"], "")),
                since=row["since"],
                withdrawn_at=row["withdrawn_at"],
                withdrawn_by=named(row["withdrawn_by"]),
                people=[
                    PortableTeamMember(
                        person=Named(place["person_id"], names.get(place["person_id"], "")),
                        profession=place["profession"],
                        since=place["joined"],
                        ended_at=place["ended"],
                    )
                    for place in places
                    if place["id"] == row["id"]
                ],
            )
            for row in opened
        ],
        masks=await mask_portable.portable(carnet_id, Viewer(reader, True)),
        facts=[
            PortableFact(
                **{n: row[n] for n in _OF_FACTS},
                person=Named(row["person_id"], names.get(row["person_id"], "")),
                recorded_by=Named(row["recorded_by"], names.get(row["recorded_by"], "")),
                contested_by=[Named(one, names.get(one, "")) for one in row["contested_by"]],
            )
            for row in facts
        ],
    )


_OF_FACTS = ("id", "kind", "since", "until", "proof", "document_id", "recorded_at")


def _same(row: dict[str, Any], part: type[Portable]) -> dict[str, Any]:
    """The columns that are called as the part calls them, but those that name people."""
    people = {"person", "granted_by", "withdrawn_by", "invited_by", "by", "about", "professions"}
    same = {name: row[name] for name in part.__struct_fields__ if name not in people}
    return same | {"rights": written(held(Profile(row["profile"]), row["rights"]))}


def _own(row: dict[str, Any], person: UUID) -> dict[str, Any]:
    return {} if row["invited_by"] == person else {"email": "", "message": ""}


def _professions(rights: str) -> dict[str, dict[str, list[str]]]:
    return {key: written(matrix) for key, matrix in opened_by(rights).items()}
