"""Invitations into a team: made by its referent, for one address or the person facing them; accepted once signed in."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from backend.kit import runtime
from backend.kit.attempts import Limit, count_attempt
from backend.kit.errors import NotFound
from backend.kit.ids import new_id
from backend.kit.lines import one_line
from backend.rooms.access import team_messages as messages
from backend.rooms.access import team_queries as queries
from backend.rooms.access import teams
from backend.rooms.access.categories import Profile
from backend.rooms.access.consent_texts import accepted_by, agreed, shown
from backend.rooms.access.errors import AlreadyInTeam, InvitationForAnother, TeamAsleep, TeamInvitationGone
from backend.rooms.access.invitations import FACING, VALID
from backend.rooms.access.models import secrecy_of
from backend.rooms.access.team_schemas import (
    MadeTeamInvitation,
    NewTeamInvitation,
    TeamAcceptance,
    TeamInvitationPreview,
)
from backend.rooms.identity import service as identity
from backend.rooms.identity.addresses import clean, key
from backend.rooms.identity.service import Person
from backend.rooms.identity.tokens import new_token, token_hash

_SENT = Limit("team invitations sent", 60, timedelta(days=1))
Row = dict[str, Any]


async def invite(
    person: Person, structure_id: UUID, new: NewTeamInvitation, *, at: datetime
) -> MadeTeamInvitation:
    """One to the same address replaces the one before. Raises NotFound, TeamAsleep, Invalid, AlreadyInTeam, TooManyAttempts."""
    place = await teams.lead(person, structure_id, at=at)
    if not place.awake:
        raise TeamAsleep
    await count_attempt(_SENT, str(person.id), at=at)
    token = new_token()
    row: Row = {
        "id": new_id(at),
        "structure_id": structure_id,
        "email": key(new.email) if new.email else "",
        "name": one_line(new.name, "name"),
        "model": new.model,
        "profession": teams.profession_named(new.model, new.profession),
        "invited_by": person.id,
        "created_at": at,
        "expires_at": at + (VALID if new.email else FACING),
        "digest": token_hash(token),
    }
    settings = runtime.get().settings
    url = f"{settings.public_url}/equipe#{token}"
    if new.email:
        known = await identity.person_at(clean(new.email))
        if known is not None and await queries.structure_of(structure_id, known.id):
            raise AlreadyInTeam
        await queries.close_invitations_to(structure_id, row["email"], at)
        letter = messages.invitation(inviter=person.name, team=place.structure["name"], address=url)
        await identity.write_to(
            clean(new.email), letter, language=known.locale if known else person.locale, at=at
        )
    await queries.insert_invitation(row)
    await teams.heard_of(place)
    return MadeTeamInvitation(
        invitation=teams.invitation_view(row), url=url, mail="smtp" if settings.smtp_url else "outbox"
    )


async def cancel(person: Person, structure_id: UUID, invitation_id: UUID, *, at: datetime) -> None:
    await teams.lead(person, structure_id, at=at)
    row = await queries.invitation(structure_id, invitation_id, at)
    if row is None:
        raise NotFound
    await queries.end_invitation(invitation_id, "cancelled", at)


async def preview(token: str, *, at: datetime, language: str) -> TeamInvitationPreview:
    """Raises TeamInvitationGone."""
    row = await _open(token, at)
    names = await identity.person_names([row["invited_by"]])
    name, _, domain = str(row["email"]).partition("@")
    return TeamInvitationPreview(
        team=row["structure"],
        kind=row["kind"],
        invited_by=names.get(row["invited_by"], ""),
        model=row["model"],
        profession=row["profession"],
        secrecy=secrecy_of(Profile.PROFESSIONAL, row["model"]),
        consent=shown(accepted_by(Profile.PROFESSIONAL, row["model"]), language),
        face_to_face=not row["email"],
        email_hint=f"{name[:2]}…@{domain}" if name else "",
        expires_at=row["expires_at"],
    )


async def accept(person: Person, said: TeamAcceptance, *, at: datetime) -> UUID:
    """The structure's id. Raises TeamInvitationGone, InvitationForAnother, AlreadyInTeam, Invalid."""
    row = await _open(said.token, at, lock=True)
    _for(person, row)
    text = agreed(accepted_by(Profile.PROFESSIONAL, row["model"]), said.consent)
    id = row["structure_id"]
    if not await teams.join(person, id, model=row["model"], profession=row["profession"], text=text, at=at):
        raise AlreadyInTeam
    await queries.accept_invitation(row["id"], by=person.id, at=at)
    # Another link to the same person would let them in again after their place has ended.
    await queries.close_invitations_to(id, key(person.email), at)
    address = f"{runtime.get().settings.public_url}/equipes/{id}"
    letter = messages.joined(person=person.name, team=row["structure"], address=address)
    await identity.tell([row["referent_id"]], letter, at=at)
    return id


async def refuse(person: Person, token: str, *, at: datetime) -> None:
    row = await _open(token, at, lock=True)
    _for(person, row)
    await queries.end_invitation(row["id"], "refused", at)


def _for(person: Person, row: Row) -> None:
    if row["email"] and key(person.email) != row["email"]:
        raise InvitationForAnother


async def _open(token: str, at: datetime, *, lock: bool = False) -> Row:
    """lock: until the transaction ends; the team before the invitation, as its referent does. Raises TeamInvitationGone."""
    digest = token_hash(token)
    row = await queries.invitation_by_digest(digest, at) if digest else None
    if digest and row is not None and lock:
        await queries.lock_structure(row["structure_id"])
        row = await queries.invitation_by_digest(digest, at, lock=True)
    # Only who says now who is in the team lets somebody in.
    if row is None or row["invited_by"] != row["referent_id"]:
        raise TeamInvitationGone
    return row
