"""A representative's own address, phone and note in this notebook: hidden unless they show them (docs/decisions/0022-representatives.md)."""

from typing import Any, cast
from uuid import UUID

import msgspec

from backend.kit.cleaning import tidy
from backend.kit.lines import one_line
from backend.rooms.access import details_queries as queries
from backend.rooms.access import service
from backend.rooms.access.categories import Profile
from backend.rooms.access.details_schemas import (
    FIELDS,
    Address,
    Audience,
    DetailsChange,
    MyDetails,
    Note,
    Phone,
    RepresentativesDetails,
    TheirDetails,
)
from backend.rooms.access.schemas import MemberPerson
from backend.rooms.access.service import Habilitation, Visit
from backend.rooms.audit.tags import Tag
from backend.rooms.identity import service as identity

_SEES: dict[Profile, Audience] = {
    Profile.REPRESENTATIVE: "representatives",
    Profile.PROFESSIONAL: "professionals",
}


async def read(visit: Visit) -> RepresentativesDetails:
    """One's own, and what the others show to people like whoever asks. Raises NotFound for who is neither."""
    as_whom = _SEES.get(visit.habilitation.profile)
    if as_whom is None:
        raise await service.refuse(visit)
    circle = await service.circle(visit.carnet_id, at=visit.at)
    others = [h for h in circle if h.profile is Profile.REPRESENTATIVE and h.person_id != visit.person.id]
    names = await identity.person_names([h.person_id for h in others])
    rows = {
        r["person_id"]: r for r in await queries.of_people(visit.carnet_id, [h.person_id for h in others])
    }
    await visit.trace_viewing(Tag.CIRCLE_READ)

    def shows(them: Habilitation) -> bool:
        # To the professionals whom they let in themselves: the other parent could let in one who tells, or a second self. Who enters
        # by a team was let in by its referent, perhaps in a profession that the other parent opened.
        own = not visit.habilitation.teams
        return as_whom != "professionals" or (own and visit.habilitation.granted_by == them.person_id)

    return RepresentativesDetails(
        mine=_mine(await queries.of_person(visit.carnet_id, visit.person.id))
        if visit.is_representative
        else None,
        others=[
            _theirs(h, names.get(h.person_id, ""), rows.get(h.person_id) if shows(h) else None, as_whom)
            for h in others
        ],
    )


async def change(visit: Visit, wanted: DetailsChange) -> MyDetails:
    """Showing what was hidden asks for a fresh proof: a phone left on a table must not do it.

    Only what somebody else sees, before or after, leaves a line in the history that others read: that a hidden address changed would
    say that its person has moved. Raises Conflict with one's own of now, FreshProofNeeded, Invalid.
    """
    row = await queries.of_person(visit.carnet_id, visit.person.id)
    if (row["version"] if row else 0) != wanted.version:
        raise await service.overtaken(visit, Tag.CIRCLE_READ, _mine(row))
    before = _mine(row)
    if any(set(getattr(wanted, name).seen_by) - set(getattr(before, name).seen_by) for name in FIELDS):
        identity.require_fresh_proof(visit.person)
    values: dict[str, Any] = {
        "address": tidy(wanted.address.text),
        "phone": one_line(wanted.phone.text, "phone.text", may_be_empty=True),
        "note": tidy(wanted.note.text),
    }
    values |= {f"{name}_seen": sorted(set(getattr(wanted, name).seen_by)) for name in FIELDS}
    written = await queries.write(visit.carnet_id, visit.person.id, values, version=wanted.version)
    if written is None:
        now = await queries.of_person(visit.carnet_id, visit.person.id)
        raise await service.overtaken(visit, Tag.CIRCLE_READ, _mine(now))
    after = _mine(written)
    if _shown(before) != _shown(after):
        await visit.trace(Tag.DETAILS_CHANGE)
    else:
        await visit.trace_viewing(Tag.CIRCLE_READ)
    return after


async def forget(carnet_id: UUID, person_id: UUID) -> None:
    """Of somebody who left the circle: theirs goes with them."""
    await queries.forget(carnet_id, person_id)


async def address_is_kept(carnet_id: UUID, reader: UUID) -> bool:
    """Whether a file that somebody else added may tell `reader` an address: where a photo was taken, on what phone.

    True as long as one other person who represents this notebook, or once did, does not show them their address.
    """
    return await queries.address_is_kept(carnet_id, reader)


async def may_have_original(visit: Visit, author_id: UUID | None) -> bool:
    """The bytes as they arrived, with what a camera wrote in them: to representatives, for what they added themselves, and
    for all of it when no address is kept from them."""
    if not visit.is_representative:
        return False
    return author_id == visit.person.id or not await address_is_kept(visit.carnet_id, visit.person.id)


def _mine(row: dict[str, Any] | None) -> MyDetails:
    if row is None:
        return MyDetails(version=0, address=Address(), phone=Phone(), note=Note())
    said = {name: {"text": row[name], "seen_by": row[f"{name}_seen"]} for name in FIELDS}
    return msgspec.convert({"version": row["version"], **said}, MyDetails)


def _shown(mine: MyDetails) -> list[tuple[str, list[str]]]:
    """What others may see: nothing of what is hidden, nor that it is there."""
    fields = [cast("Address", getattr(mine, name)) for name in FIELDS]
    return [(one.text, sorted(one.seen_by)) if one.seen_by and one.text else ("", []) for one in fields]


def _theirs(member: Habilitation, name: str, row: dict[str, Any] | None, reader: Audience) -> TheirDetails:
    seen = {f: (row[f] or None) if row and reader in row[f"{f}_seen"] else None for f in FIELDS}
    return TheirDetails(person=MemberPerson(member.person_id, name), relation=member.relation, **seen)
