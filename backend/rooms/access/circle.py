"""The circle as the family sees it: who has access, and withdrawing it."""

from datetime import date
from typing import cast
from uuid import UUID

from backend.kit import runtime
from backend.kit.days import day_of
from backend.kit.errors import Invalid, NotFound
from backend.rooms.access import details, invitations, messages, queries, service
from backend.rooms.access.categories import Profile
from backend.rooms.access.errors import LastRepresentative, OtherRepresentative
from backend.rooms.access.schemas import (
    Circle,
    Member,
    MemberPerson,
    ProfileName,
)
from backend.rooms.access.service import Visit
from backend.rooms.audit import service as audit
from backend.rooms.audit.tags import Tag
from backend.rooms.identity import service as identity


async def read(visit: Visit) -> Circle:
    """Everyone with an access now. Invitations under way, their addresses and last visits: for representatives only."""
    people = await service.circle(visit.carnet_id, at=visit.at)
    names = await identity.person_names([h.person_id for h in people])
    seen = await audit.last_seen(visit.carnet_id) if visit.is_representative else {}
    late = await identity.undelivered_to_people(names) if visit.is_representative else {}
    await visit.trace_viewing(Tag.CIRCLE_READ)
    return Circle(
        members=[
            Member(
                habilitation_id=h.id,
                person=MemberPerson(id=h.person_id, name=names.get(h.person_id, "")),
                profile=cast(ProfileName, h.profile.value),  # an importer's notebook has no circle to read
                profession=h.profession,
                structure=h.structure,
                relation=h.relation,
                since=h.since,
                until=h.until,
                rights=h.rights,
                last_seen_at=seen.get(h.person_id),
                undelivered_at=late.get(h.person_id),
                me=h.person_id == visit.person.id,
            )
            for h in people
        ],
        invitations=await invitations.waiting(visit.carnet_id, at=visit.at)
        if visit.is_representative
        else [],
    )


async def withdraw(visit: Visit, habilitation_id: UUID) -> None:
    """Takes an access away, or leaves. It counts from the next request, even in the middle of a film.

    Raises LastRepresentative, OtherRepresentative, NotFound.
    """
    await queries.lock_circle(visit.carnet_id)
    row = await queries.habilitation(visit.carnet_id, habilitation_id)
    if row is None:
        raise NotFound
    leaving = row["person_id"] == visit.person.id
    representatives = await service.representatives(visit.carnet_id, at=visit.at)
    if not leaving and not visit.is_representative:
        raise await service.refuse(visit)
    if row["profile"] == Profile.REPRESENTATIVE.value:
        if not leaving:
            raise await service.forbidden(visit, OtherRepresentative())
        if representatives == [visit.person.id]:
            raise LastRepresentative
    if not leaving:
        identity.require_fresh_proof(visit.person)
    await queries.withdraw(habilitation_id, by=visit.person.id, at=visit.at)
    await details.forget(visit.carnet_id, row["person_id"])
    await visit.trace(Tag.RIGHT_LEAVE if leaving else Tag.RIGHT_WITHDRAW, habilitation_id)
    address = f"{runtime.get().settings.public_url}/cercle"
    await identity.tell([p for p in representatives if p != visit.person.id], messages.ended(address=address))


async def set_until(visit: Visit, habilitation_id: UUID, until: date | None) -> None:
    """Changes the last day of an access. Raises OtherRepresentative, NotFound, Invalid."""
    row = await queries.habilitation(visit.carnet_id, habilitation_id)
    if row is None:
        raise NotFound
    if row["profile"] == Profile.REPRESENTATIVE.value:
        raise await service.forbidden(visit, OtherRepresentative())
    if until is not None and until < day_of(visit.at):
        raise Invalid(
            {"until": {"fr": "Ce jour est déjà passé : choisissez-en un autre, ou retirez l’accès.",
                       "en": "That day is over: choose another, or withdraw the access."}}
        )  # fmt: skip
    await queries.set_until(habilitation_id, until)
    await visit.trace(Tag.RIGHT_CHANGE, habilitation_id)
