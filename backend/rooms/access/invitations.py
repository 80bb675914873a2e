"""Invitations as the family makes them: a link to one address for seven days, or for the person facing them, a quarter of an hour.

A representative gives no more than they have. What the invited person does with the link is in accepting.py.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from backend.kit import runtime
from backend.kit.attempts import Limit, count_attempt
from backend.kit.cleaning import tidy
from backend.kit.days import day_of
from backend.kit.errors import Invalid, NotFound
from backend.kit.ids import new_id
from backend.kit.lines import one_line
from backend.rooms.access import asked, asking_queries, consents, deciding, giving, messages, queries, service
from backend.rooms.access.authority import Standing
from backend.rooms.access.categories import Profile
from backend.rooms.access.consent_texts import agreed, given_by
from backend.rooms.access.errors import AlreadyInCircle
from backend.rooms.access.majority import of_age
from backend.rooms.access.matrix import held, kept, written
from backend.rooms.access.schemas import InvitationState, InvitationView, MadeInvitation, NewInvitation
from backend.rooms.access.service import Habilitation, Visit
from backend.rooms.audit.tags import Tag
from backend.rooms.identity import service as identity
from backend.rooms.identity.addresses import clean, key
from backend.rooms.identity.service import KnownPerson, Person
from backend.rooms.identity.tokens import new_token, token_hash

VALID = timedelta(days=7)
FACING = timedelta(minutes=15)
"""For a link that no address holds back: whoever reads it off the screen can use it."""
ONESELF = frozenset({"moi-même", "myself"})
"""Whose notebook it is represents themself whatever their age (docs/decisions/0025-minors.md): nobody is invited as that."""
_SENT = Limit("invitations sent", 40, timedelta(days=1))


def may_let_in(inviter: Habilitation, profile: Profile, *, at: datetime) -> bool:
    """Who decides; and in the waiting state, whose notebook it is, by whoever still is informed (docs/decisions/0025-minors.md)."""
    return inviter.decides or (
        profile is Profile.HOLDER and of_age(inviter.adult_on, at) and inviter.standing >= Standing.INFORMED
    )


async def invite(visit: Visit, new: NewInvitation, *, child: str) -> MadeInvitation:
    """Makes the link and, when there is an address, queues the e-mail in this transaction. One to the same address replaces the
    one before. That the child is let in, the other representatives are told at once. Raises Invalid, AlreadyInCircle, HolderIsThere,
    FosterCarer, NotGivenBack, TooManyAttempts; NotFound for what nobody asks any more."""
    await count_attempt(_SENT, str(visit.person.id), at=visit.at)
    if new.asking_id is not None:
        new = await _asked(visit, new, new.asking_id)
    token = new_token()
    row: dict[str, Any] = _row(visit, new) | {"digest": token_hash(token)}
    holds = row["profile"] == Profile.HOLDER.value
    if holds:
        await service.refuse_second_holder(visit.carnet_id, at=visit.at)
    known = await _known(visit, new.email) if new.email else None
    represents = row["profile"] == Profile.REPRESENTATIVE.value
    if represents and known:
        await deciding.may_represent(visit.carnet_id, known.id, at=visit.at)
    adult = holds and of_age(visit.habilitation.adult_on, visit.at)
    await queries.insert_invitation(row)
    await consents.keep(
        "give",
        visit.person,
        at=visit.at,
        carnet_id=visit.carnet_id,
        text=agreed(
            given_by(Profile(row["profile"]), of_age=adult), new.consent, *(("give",) if adult else ())
        ),
        about=row["name"],
        invitation_id=row["id"],
        **{name: row[name] for name in consents.TERMS},
    )
    settings = runtime.get().settings
    url = f"{settings.public_url}/invitation#{token}"
    if new.email:
        written_to = messages.invitation_to_holder if holds else messages.invitation
        letter = written_to(inviter=visit.person.name, child=child, address=url, message=row["message"])
        language = known.locale if known else visit.person.locale
        await identity.write_to(clean(new.email), letter, language=language)
    if holds:
        family = await service.representatives(visit.carnet_id, at=visit.at)
        where = f"{settings.public_url}/cercle"
        told = messages.holder_invited(who=visit.person.name, child=child, address=where)
        await identity.tell([p for p in family if p != visit.person.id], told, at=visit.at)
    if new.asking_id is not None:
        await asking_queries.give(new.asking_id, row["id"])
    await visit.trace(Tag.ASKING_GIVE if new.asking_id else Tag.INVITATION_MAKE, row["id"])
    return MadeInvitation(
        invitation=_view(row, visit.person.name), url=url, mail="smtp" if settings.smtp_url else "outbox"
    )


async def _asked(visit: Visit, new: NewInvitation, asking_id: UUID) -> NewInvitation:
    """To the account that asked, whatever address and name were sent. Who asks is never made a representative by it. Raises NotFound,
    Invalid (`profile`)."""
    row = await asked.waiting(visit.person, asking_id, at=visit.at)
    asker = await identity.person_by_id(row["asker_id"])
    if asker is None:
        raise NotFound
    profile = giving.kind(new.profile, giving.model_named(new.model))
    if profile in {Profile.REPRESENTATIVE, Profile.HOLDER}:
        raise Invalid({"profile": _ASKER})
    return replace(new, email=asker.email, name=asker.name[:100], message="")


def _row(visit: Visit, new: NewInvitation) -> dict[str, Any]:
    proposed = giving.model_named(new.model)
    profile = giving.kind(new.profile, proposed)
    if not new.email and profile is Profile.REPRESENTATIVE:
        # Whoever reads this link off a screen would own the notebook.
        raise Invalid(
            {"email": {"fr": "Un autre représentant s’invite par son adresse e-mail\u202f: écrivez-la.",
                       "en": "Another representative is invited by their e-mail address: write it."}}
        )  # fmt: skip
    relation = one_line(new.relation, "relation", may_be_empty=True)
    if profile is Profile.REPRESENTATIVE and relation.lower() in ONESELF:
        raise Invalid(
            {"relation": {"fr": "«\u202fMoi-même\u202f» se dit en ouvrant son propre carnet : écrivez le lien avec la personne.",
                          "en": "“Myself” is said when opening one’s own notebook: write how they are related."}}
        )  # fmt: skip
    matrix = giving.matrix_for(profile, new.rights, proposed, visit.habilitation.matrix)
    period, until = giving.period_for(profile, new.period, new.until, proposed, today=day_of(visit.at))
    return {
        "id": new_id(visit.at),
        "carnet_id": visit.carnet_id,
        "email": key(new.email) if new.email else "",
        "name": one_line(new.name, "name"),
        "profile": profile.value,
        "model": new.model,
        "rights": kept(profile, matrix),
        "profession": one_line(new.profession, "profession", may_be_empty=True),
        "structure": one_line(new.structure, "structure", may_be_empty=True),
        "relation": relation,
        "reason": one_line(new.reason, "reason", may_be_empty=True),
        "period": period.value,
        "until": until,
        "message": tidy(new.message),
        "invited_by": visit.person.id,
        "created_at": visit.at,
        "expires_at": visit.at + (VALID if new.email else FACING),
    }


async def _known(visit: Visit, email: str) -> KnownPerson | None:
    """Who has that address. Raises AlreadyInCircle."""
    known = await identity.person_at(clean(email))
    if known is not None and await service.own_on(known.id, visit.carnet_id, at=visit.at):
        raise AlreadyInCircle
    await close_to(visit.carnet_id, key(email), by=visit.person, at=visit.at)
    return known


async def close_to(carnet_id: UUID, email: str, *, by: Person, at: datetime) -> None:
    """Every link to that address that is still open ends, and what was agreed to with it."""
    for id in await queries.close_invitations_to(carnet_id, email, at):
        await consents.withdraw_invitation(id, by=by, at=at)


async def waiting(carnet_id: UUID, *, at: datetime) -> list[InvitationView]:
    rows = await queries.open_invitations(carnet_id, at)
    names = await identity.person_names([row["invited_by"] for row in rows])
    late = await identity.undelivered_to_addresses([row["email"] for row in rows if row["email"]])
    return [
        _view(
            row,
            names.get(row["invited_by"], ""),
            undelivered=row["email"] in late and late[row["email"]] >= row["created_at"],
        )
        for row in rows
    ]


async def state(visit: Visit, invitation_id: UUID) -> InvitationState:
    """What became of it: asked again and again while a code is on the screen, and one reading. Raises NotFound."""
    row = await queries.any_invitation(visit.carnet_id, invitation_id)
    if row is None:
        raise NotFound
    await visit.trace_viewing(Tag.CIRCLE_READ)
    now = next((how for how in ("accepted", "refused", "cancelled") if row[f"{how}_at"]), None)
    if now is None:
        now = "waiting" if row["expires_at"] > visit.at else "expired"
    by: UUID | None = row["accepted_by"]
    names = await identity.person_names([by]) if by else {}
    habilitation = await service.own_on(by, visit.carnet_id, at=visit.at) if by else None
    return InvitationState(
        id=row["id"],
        state=now,  # pyright: ignore[reportArgumentType]
        expires_at=row["expires_at"],
        entered=names.get(by, "") if by else "",
        entered_at=row["accepted_at"],
        habilitation_id=habilitation.id if habilitation else None,
    )


async def cancel(visit: Visit, invitation_id: UUID) -> None:
    """By whoever may let in such a person: in the waiting state too, since a slip in the address lets in somebody else.

    Raises NotFound.
    """
    row = await queries.invitation(visit.carnet_id, invitation_id, visit.at)
    if row is None:
        raise NotFound
    if not may_let_in(visit.habilitation, Profile(row["profile"]), at=visit.at):
        raise await service.refuse(visit)
    await queries.end_invitation(row["id"], "cancelled", visit.at)
    await consents.withdraw_invitation(row["id"], by=visit.person, at=visit.at)
    await visit.trace(Tag.INVITATION_CANCEL, row["id"])


def _view(row: dict[str, Any], inviter: str, *, undelivered: bool = False) -> InvitationView:
    return InvitationView(
        id=row["id"],
        email=row["email"],
        name=row["name"],
        profile=row["profile"],
        model=row["model"],
        rights=written(held(Profile(row["profile"]), row["rights"])),
        profession=row["profession"],
        structure=row["structure"],
        relation=row["relation"],
        reason=row["reason"],
        period=row["period"],
        until=row["until"],
        face_to_face=not row["email"],
        invited_by=inviter,
        created_at=row["created_at"],
        expires_at=row["expires_at"],
        undelivered=undelivered,
    )


_ASKER = {
    "fr": "Qui demande un accès entre comme professionnel ou comme proche. Un autre représentant s’invite par son adresse.",
    "en": "Whoever asks for an access enters as a professional or a relative. Another representative is invited by their address.",
}
