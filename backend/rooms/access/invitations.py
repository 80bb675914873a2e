"""Invitations: a link to one address, once, for seven days. A representative gives no more than they have."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from backend.kit import runtime
from backend.kit.attempts import Limit, count_attempt
from backend.kit.cleaning import tidy
from backend.kit.days import day_of
from backend.kit.errors import Invalid, NotFound
from backend.kit.ids import new_id
from backend.kit.lines import one_line
from backend.rooms.access import messages, queries, service
from backend.rooms.access.categories import Category, Profile
from backend.rooms.access.errors import AlreadyInCircle, InvitationForAnother, InvitationGone
from backend.rooms.access.schemas import InvitationPreview, InvitationView, MadeInvitation, NewInvitation
from backend.rooms.access.service import Visit
from backend.rooms.audit import service as audit
from backend.rooms.audit.service import Who
from backend.rooms.audit.tags import Tag
from backend.rooms.identity import service as identity
from backend.rooms.identity.addresses import clean, key
from backend.rooms.identity.service import Person
from backend.rooms.identity.tokens import new_token, token_hash

VALID = timedelta(days=7)
_SENT = Limit("invitations sent", 40, timedelta(days=1))


async def invite(visit: Visit, new: NewInvitation, *, child: str) -> MadeInvitation:
    """Makes the link and queues the e-mail in this transaction. One to the same address replaces the one before."""
    await count_attempt(_SENT, str(visit.person.id), at=visit.at)
    address = clean(new.email)
    _check_until(new, day_of(visit.at))
    known = await identity.person_at(address)
    if known is not None and await service.habilitation_on(known.id, visit.carnet_id, at=visit.at):
        raise AlreadyInCircle
    await queries.close_invitations_to(visit.carnet_id, key(address), visit.at)
    token = new_token()
    row: dict[str, Any] = {
        "id": new_id(visit.at),
        "carnet_id": visit.carnet_id,
        "digest": token_hash(token),
        "email": key(address),
        "name": one_line(new.name, "name"),
        "profile": new.profile,
        "profession": one_line(new.profession, "profession", may_be_empty=True),
        "structure": one_line(new.structure, "structure", may_be_empty=True),
        "relation": one_line(new.relation, "relation", may_be_empty=True),
        "until": new.until,
        "message": tidy(new.message),
        "invited_by": visit.person.id,
        "created_at": visit.at,
        "expires_at": visit.at + VALID,
    }
    await queries.insert_invitation(row)
    settings = runtime.get().settings
    url = f"{settings.public_url}/invitation#{token}"
    letter = messages.invitation(inviter=visit.person.name, child=child, address=url, message=row["message"])
    await identity.write_to(address, letter, language=known.locale if known else visit.person.locale)
    await visit.trace(Tag.INVITATION_MAKE, row["id"])
    return MadeInvitation(
        invitation=_view(row, visit.person.name), url=url, mail="smtp" if settings.smtp_url else "outbox"
    )


def _check_until(new: NewInvitation, today: date) -> None:
    """Raises Invalid (`until`)."""
    if new.until is None:
        return
    if new.profile == Profile.REPRESENTATIVE.value:
        # Nobody limits another representative's access (OtherRepresentative): not by the way they are invited either.
        wrong = {
            "fr": "L’accès d’un représentant n’a pas de fin : laissez cette date vide.",
            "en": "A representative’s access has no end: leave this date empty.",
        }
    elif new.until < today:
        wrong = {
            "fr": "Ce jour est déjà passé : choisissez-en un autre.",
            "en": "That day is over: choose another.",
        }
    else:
        return
    raise Invalid({"until": wrong})


async def waiting(carnet_id: UUID, *, at: datetime) -> list[InvitationView]:
    rows = await queries.open_invitations(carnet_id, at)
    names = await identity.person_names([row["invited_by"] for row in rows])
    late = await identity.undelivered_to_addresses([row["email"] for row in rows])
    return [
        _view(
            row,
            names.get(row["invited_by"], ""),
            undelivered=row["email"] in late and late[row["email"]] >= row["created_at"],
        )
        for row in rows
    ]


async def cancel(visit: Visit, invitation_id: UUID) -> None:
    row = await queries.invitation(visit.carnet_id, invitation_id, visit.at)
    if row is None:
        raise NotFound
    await queries.end_invitation(row["id"], "cancelled", visit.at)
    await visit.trace(Tag.INVITATION_CANCEL, row["id"])


async def preview(token: str, *, child_of: Any, at: datetime) -> InvitationPreview:
    """What the holder of the link may see. `child_of(carnet_id)` answers the first name. Raises InvitationGone."""
    row = await _open(token, at)
    names = await identity.person_names([row["invited_by"]])
    name, _, domain = str(row["email"]).partition("@")
    return InvitationPreview(
        carnet_given_name=await child_of(row["carnet_id"]),
        invited_by=names.get(row["invited_by"], ""),
        profile=row["profile"],
        profession=row["profession"],
        email_hint=f"{name[:2]}…@{domain}",
        expires_at=row["expires_at"],
        message=row["message"],
    )


async def accept(person: Person, token: str, *, at: datetime) -> UUID:
    """Enters the circle; answers the notebook's id. Raises InvitationGone, InvitationForAnother, AlreadyInCircle."""
    row = await _open(token, at, lock=True)
    if key(person.email) != row["email"]:
        raise InvitationForAnother
    habilitation_id = await service.grant(
        carnet_id=row["carnet_id"],
        person_id=person.id,
        profile=Profile(row["profile"]),
        granted_by=row["invited_by"],
        at=at,
        profession=row["profession"],
        structure=row["structure"],
        relation=row["relation"],
        until=row["until"],
    )
    await queries.end_invitation(row["id"], "accepted", at)
    await _trace(
        person, Tag.INVITATION_ACCEPT, row, at, profile=row["profile"], habilitation_id=habilitation_id
    )
    others = [p for p in await service.representatives(row["carnet_id"], at=at) if p != person.id]
    address = f"{runtime.get().settings.public_url}/cercle"
    await identity.tell(others, messages.accepted(person=person.name, address=address))
    return row["carnet_id"]


async def refuse(person: Person, token: str, *, at: datetime) -> None:
    row = await _open(token, at, lock=True)
    if key(person.email) != row["email"]:
        raise InvitationForAnother
    await queries.end_invitation(row["id"], "refused", at)
    await _trace(person, Tag.INVITATION_REFUSE, row, at)


async def _open(token: str, at: datetime, *, lock: bool = False) -> dict[str, Any]:
    """Raises InvitationGone."""
    digest = token_hash(token)
    row = await queries.invitation_by_digest(digest, at, lock=lock) if digest else None
    if row is None or (row["until"] is not None and row["until"] < day_of(at)):
        raise InvitationGone
    inviter = await service.habilitation_on(row["invited_by"], row["carnet_id"], at=at)
    if inviter is None or inviter.profile is not Profile.REPRESENTATIVE:
        raise InvitationGone  # the person who gave it can no longer give anything
    return row


async def _trace(
    person: Person,
    tag: Tag,
    row: dict[str, Any],
    at: datetime,
    *,
    profile: str = "",
    habilitation_id: UUID | None = None,
) -> None:
    who = Who(
        person_id=person.id,
        person_name=person.name,
        profile=profile,
        habilitation_id=habilitation_id,
        session_id=person.session_id,
        device=person.device,
        structure=row["structure"],
        right=f"{Category.CIRCLE.value}:invitation",
    )
    await audit.record(
        who, tag, carnet_id=row["carnet_id"], category=Category.CIRCLE.value, at=at, item_id=row["id"]
    )


def _view(row: dict[str, Any], inviter: str, *, undelivered: bool = False) -> InvitationView:
    return InvitationView(
        id=row["id"],
        email=row["email"],
        name=row["name"],
        profile=row["profile"],
        profession=row["profession"],
        relation=row["relation"],
        invited_by=inviter,
        created_at=row["created_at"],
        expires_at=row["expires_at"],
        undelivered=undelivered,
    )
