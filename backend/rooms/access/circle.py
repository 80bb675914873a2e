"""The circle as the family sees it: who has access, and withdrawing it."""

from datetime import timedelta
from typing import Any, cast
from uuid import UUID

from msgspec import UNSET

from backend.kit import runtime
from backend.kit.attempts import Limit, count_attempt
from backend.kit.days import day_of
from backend.kit.errors import CS3Error, Invalid, NotFound, TooManyAttempts
from backend.kit.lines import one_line
from backend.kit.transaction import after_refusal
from backend.rooms.access import (
    consents,
    deciding,
    decisions,
    details,
    giving,
    invitations,
    messages,
    queries,
    service,
    team_circle,
)
from backend.rooms.access.authority import Standing
from backend.rooms.access.categories import Profile
from backend.rooms.access.consent_texts import agreed, given_by
from backend.rooms.access.errors import LastRepresentative, OtherRepresentative, TheirOwnAccount
from backend.rooms.access.majority import of_age
from backend.rooms.access.matrix import held, kept, within
from backend.rooms.access.periods import Period, lasting, later
from backend.rooms.access.schemas import (
    Circle,
    HabilitationChange,
    Member,
    MemberPerson,
    PeriodName,
    ProfileName,
)
from backend.rooms.access.service import Visit
from backend.rooms.audit import service as audit
from backend.rooms.audit.tags import Tag
from backend.rooms.identity import service as identity

TRIED = Limit("an adult's account", 3, timedelta(days=1))
"""Letters to whose account it is."""


async def read(visit: Visit) -> Circle:
    """Everyone with an access now. Invitations under way, their addresses and last visits: for representatives only."""
    await visit.trace_viewing(Tag.CIRCLE_READ)
    return Circle(
        members=await _members(visit),
        teams=await team_circle.read(visit),
        invitations=await invitations.waiting(visit.carnet_id, at=visit.at)
        if visit.is_representative
        else [],
    )


async def _members(visit: Visit) -> list[Member]:
    people = await service.individuals(visit.carnet_id, at=visit.at)
    names = await identity.person_names([h.person_id for h in people])
    seen = await audit.last_seen(visit.carnet_id, visit.viewer) if visit.is_representative else {}
    late = await identity.undelivered_to_people(names) if visit.is_representative else {}
    return [
        Member(
            habilitation_id=h.id,
            person=MemberPerson(id=h.person_id, name=names.get(h.person_id, "")),
            profile=cast(ProfileName, h.profile.value),  # an importer's notebook has no circle to read
            model=h.model,
            profession=h.profession,
            structure=h.structure,
            relation=h.relation,
            reason=h.reason if visit.is_representative or h.person_id == visit.person.id else "",
            since=h.since,
            period=cast(PeriodName, h.period.value),
            until=h.until,
            rights=h.rights,
            version=h.version,
            last_seen_at=seen.get(h.person_id),
            undelivered_at=late.get(h.person_id),
            me=h.person_id == visit.person.id,
        )
        for h in people
    ]


async def withdraw(visit: Visit, habilitation_id: UUID) -> None:
    """Takes an access away, or leaves: one tap, since it opens nothing. It counts from the next request, even in the middle of a
    film.

    Raises LastRepresentative, NobodyLeft, OtherRepresentative, TheirOwnAccount, NotFound.
    """
    await queries.lock_circle(visit.carnet_id)
    row = await queries.habilitation(visit.carnet_id, habilitation_id)
    if row is None:
        raise NotFound
    leaving = row["person_id"] == visit.person.id
    representatives = await service.representatives(visit.carnet_id, at=visit.at)
    if not leaving and _of_age(visit, row):
        raise await _told_of_it(visit, row)
    if not leaving and not visit.decides:
        raise await service.refuse(visit)
    if row["profile"] == Profile.REPRESENTATIVE.value:
        if not leaving:
            raise await service.forbidden(visit, OtherRepresentative())
        if not await deciding.somebody_else_acts(visit.carnet_id, visit.person.id, at=visit.at):
            raise LastRepresentative
    await queries.withdraw(habilitation_id, by=visit.person.id, at=visit.at)
    await consents.withdraw(habilitation_id, by=visit.person, at=visit.at)
    await details.forget(visit.carnet_id, row["person_id"])
    await decisions.objections_fall(visit, row["person_id"])
    await visit.trace(Tag.RIGHT_LEAVE if leaving else Tag.RIGHT_WITHDRAW, habilitation_id)
    address = f"{runtime.get().settings.public_url}/cercle"
    await identity.tell([p for p in representatives if p != visit.person.id], messages.ended(address=address))
    if leaving:
        await identity.tell([visit.person.id], messages.left())


def _of_age(visit: Visit, row: dict[str, Any]) -> bool:
    """The account of somebody of age, as a representative meets it, a guardian too."""
    informed = visit.is_representative and visit.habilitation.standing > Standing.NOTHING
    came = of_age(visit.habilitation.adult_on, visit.at)
    return informed and came and row["profile"] == Profile.HOLDER.value


async def _told_of_it(visit: Visit, row: dict[str, Any]) -> CS3Error:
    """What to raise: nothing is done, and whose account it is learns who tried, three times a day at most."""

    async def tell() -> None:
        try:
            await count_attempt(TRIED, str(row["id"]), at=visit.at)
        except TooManyAttempts:
            return
        address = f"{runtime.get().settings.public_url}/c/{visit.carnet_id}/majorite"
        letter = messages.tried_to_end(who=visit.person.name, address=address)
        await identity.tell([row["person_id"]], letter, at=visit.at)

    await after_refusal(tell)
    return await service.forbidden(visit, TheirOwnAccount())


async def change(visit: Visit, habilitation_id: UUID, wanted: HabilitationChange) -> None:
    """Changes what an access opens, for how long and why. A fresh proof when it opens more, or for longer.

    Raises OtherRepresentative, TheirOwnAccount, NotFound, Conflict with the access of now, Invalid, FreshProofNeeded.
    """
    row = await queries.habilitation(visit.carnet_id, habilitation_id)
    if row is None:
        raise NotFound
    profile = Profile(row["profile"])
    if profile is Profile.REPRESENTATIVE:
        raise await service.forbidden(visit, OtherRepresentative())
    if row["version"] != wanted.version:
        now = next((one for one in await _members(visit) if one.habilitation_id == habilitation_id), None)
        if now is None:  # its last day has passed
            raise NotFound
        raise await service.overtaken(visit, Tag.CIRCLE_READ, now)
    if all(part is UNSET for part in (wanted.rights, wanted.period, wanted.until, wanted.reason)):
        raise Invalid({"rights": {"fr": "Dites ce qui change.", "en": "Say what changes."}})
    before = held(profile, row["rights"])
    matrix = before if wanted.rights is UNSET else giving.chosen(wanted.rights, visit.habilitation.matrix)
    if _of_age(visit, row) and not within(before, matrix):
        raise await _told_of_it(visit, row)
    period, until = Period(row["period"]), row["until"]
    if wanted.period is not UNSET or wanted.until is not UNSET:
        if profile is Profile.HOLDER:
            said = None if wanted.period is UNSET else wanted.period
            last = None if wanted.until is UNSET else wanted.until
            giving.period_for(profile, said, last, None, today=day_of(visit.at))
        period, until = lasting(
            row["period"], row["until"], wanted.period, wanted.until, today=day_of(visit.at)
        )
    reason = row["reason"] if wanted.reason is UNSET else one_line(wanted.reason, "reason", may_be_empty=True)
    if not within(matrix, before) or later(until, row["until"]):
        identity.require_fresh_proof(visit.person)
    await queries.change_habilitation(
        habilitation_id, rights=kept(profile, matrix) or "{}", period=period.value, until=until, reason=reason
    )
    names = await identity.person_names([row["person_id"]])
    await consents.keep(
        "change",
        visit.person,
        at=visit.at,
        carnet_id=visit.carnet_id,
        text=agreed(given_by(profile), wanted.consent),
        about=names.get(row["person_id"], ""),
        habilitation_id=habilitation_id,
        profile=row["profile"],
        model=row["model"],
        rights=kept(profile, matrix),
        period=period.value,
        until=until,
        reason=reason,
    )
    await visit.trace(Tag.RIGHT_CHANGE, habilitation_id)
