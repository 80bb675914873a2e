"""An invitation as the person who holds the link meets it: looked at, accepted once signed in, or refused."""

from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from backend.kit import runtime
from backend.kit.days import day_of
from backend.kit.transaction import after_refusal
from backend.rooms.access import consents, deciding, invitations, messages, queries, service
from backend.rooms.access.categories import Category, Profile
from backend.rooms.access.consent_texts import accepted_by, agreed, shown
from backend.rooms.access.errors import InvitationForAnother, InvitationGone
from backend.rooms.access.matrix import held, within, written
from backend.rooms.access.models import secrecy_of
from backend.rooms.access.periods import Period
from backend.rooms.access.schemas import ConsentShown, InvitationPreview
from backend.rooms.audit import service as audit
from backend.rooms.audit.service import Who
from backend.rooms.audit.tags import Tag
from backend.rooms.identity import service as identity
from backend.rooms.identity.addresses import key
from backend.rooms.identity.service import Person
from backend.rooms.identity.tokens import token_hash

Held = str | UUID
"""What somebody holds of an invitation: its link's token; or, who asked for an access, the invitation itself."""


async def preview(link: Held, *, child_of: Any, at: datetime, language: str) -> InvitationPreview:
    """What the holder of the link may see. `child_of(carnet_id)` answers the first name. Raises InvitationGone."""
    row = await _open(link, at)
    names = await identity.person_names([row["invited_by"]])
    name, _, domain = str(row["email"]).partition("@")
    profile = Profile(row["profile"])
    return InvitationPreview(
        carnet_given_name=await child_of(row["carnet_id"]),
        invited_by=names.get(row["invited_by"], ""),
        profile=row["profile"],
        model=row["model"],
        profession=row["profession"],
        structure=row["structure"],
        rights=written(held(profile, row["rights"])),
        secrecy=secrecy_of(profile, row["model"]),
        consent=shown(accepted_by(profile, row["model"]), language),
        period=row["period"],
        until=row["until"],
        face_to_face=not row["email"],
        email_hint=f"{name[:2]}…@{domain}" if name else "",
        expires_at=row["expires_at"],
        message=row["message"],
    )


async def accept(person: Person, link: Held, consent: ConsentShown | None, *, at: datetime) -> UUID:
    """Enters the circle; answers the notebook's id. Raises InvitationGone, InvitationForAnother, FosterCarer,
    NotGivenBack, AlreadyInCircle, Invalid."""
    row = await _open(link, at, lock=True)
    await _for(person, row, at)
    profile = Profile(row["profile"])
    if profile is Profile.REPRESENTATIVE:
        await deciding.let_in(row["carnet_id"], person.id, at=at)
    text = agreed(accepted_by(profile, row["model"]), consent)
    habilitation_id = await service.grant(
        carnet_id=row["carnet_id"],
        person_id=person.id,
        profile=profile,
        matrix=held(profile, row["rights"]),
        model=row["model"],
        granted_by=row["invited_by"],
        at=at,
        profession=row["profession"],
        structure=row["structure"],
        relation=row["relation"],
        reason=row["reason"],
        period=Period(row["period"]),
        until=row["until"],
    )
    await queries.accept_invitation(row["id"], by=person.id, at=at)
    # Another link to the same person would let them in again after they are withdrawn.
    await invitations.close_to(row["carnet_id"], key(person.email), by=person, at=at)
    await consents.entered(row["id"], habilitation_id)
    await consents.keep(
        "accept",
        person,
        at=at,
        carnet_id=row["carnet_id"],
        text=text,
        about=person.name,
        habilitation_id=habilitation_id,
        **{name: row[name] for name in consents.TERMS},
    )
    await _trace(
        person, Tag.INVITATION_ACCEPT, row, at, profile=row["profile"], habilitation_id=habilitation_id
    )
    others = [p for p in await service.representatives(row["carnet_id"], at=at) if p != person.id]
    address = f"{runtime.get().settings.public_url}/cercle"
    letter = messages.accepted if row["email"] else messages.entered_facing
    await identity.tell(others, letter(person=person.name, address=address))
    return row["carnet_id"]


async def refuse(person: Person, link: Held, *, at: datetime) -> None:
    row = await _open(link, at, lock=True)
    await _for(person, row, at)
    await queries.end_invitation(row["id"], "refused", at)
    await consents.withdraw_invitation(row["id"], by=person, at=at)
    await _trace(person, Tag.INVITATION_REFUSE, row, at)


async def _for(person: Person, row: dict[str, Any], at: datetime) -> None:
    """Raises InvitationForAnother, and the family reads that it was tried. One shown to the person facing them names no address."""
    if row["email"] and key(person.email) != row["email"]:
        await after_refusal(lambda: _trace_refusal(person, row, at))
        raise InvitationForAnother


async def _trace_refusal(person: Person, row: dict[str, Any], at: datetime) -> None:
    await audit.record_viewing(
        _who(person),
        Tag.REFUSED,
        carnet_id=row["carnet_id"],
        category=Category.CIRCLE.value,
        at=at,
        key=row["id"],
    )


async def _open(link: Held, at: datetime, *, lock: bool = False) -> dict[str, Any]:
    """lock: until the transaction ends; the circle before the invitation, as who invites does. Raises InvitationGone."""
    row = await _found(link, at)
    if row is not None and lock:
        await queries.lock_circle(row["carnet_id"])
        row = await _found(link, at, lock=True)
    if row is None or (row["until"] is not None and row["until"] < day_of(at)):
        raise InvitationGone
    inviter = await service.own_on(row["invited_by"], row["carnet_id"], at=at)
    matrix = held(Profile(row["profile"]), row["rights"])
    may = inviter is not None and invitations.may_let_in(inviter, Profile(row["profile"]), at=at)
    if inviter is None or not may or not within(matrix, inviter.matrix):
        raise InvitationGone  # the person who gave it can no longer give that
    return row


async def _found(link: Held, at: datetime, *, lock: bool = False) -> dict[str, Any] | None:
    if isinstance(link, UUID):
        return await queries.invitation_by_id(link, at, lock=lock)
    digest = token_hash(link)
    return await queries.invitation_by_digest(digest, at, lock=lock) if digest else None


async def _trace(
    person: Person,
    tag: Tag,
    row: dict[str, Any],
    at: datetime,
    *,
    profile: str = "",
    habilitation_id: UUID | None = None,
) -> None:
    who = replace(_who(person), profile=profile, habilitation_id=habilitation_id, structure=row["structure"])
    await audit.record(
        who, tag, carnet_id=row["carnet_id"], category=Category.CIRCLE.value, at=at, item_id=row["id"]
    )


def _who(person: Person) -> Who:
    return Who(
        person_id=person.id,
        person_name=person.name,
        session_id=person.session_id,
        device=person.device,
        right=f"{Category.CIRCLE.value}:invitation",
    )
