"""Acts that one representative does not do alone: asked by one, agreed to by the others within seven days, or refused."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid5

from backend.kit import runtime
from backend.kit.attempts import Limit, count_attempt
from backend.kit.errors import NotFound
from backend.kit.ids import new_id
from backend.rooms.access import agreement_messages as messages
from backend.rooms.access import agreement_queries as queries
from backend.rooms.access import consents, deciding, decisions, details, service
from backend.rooms.access import queries as circle
from backend.rooms.access.authority import Standing
from backend.rooms.access.categories import Profile
from backend.rooms.access.errors import NobodyLeft
from backend.rooms.access.service import Visit
from backend.rooms.audit.tags import Tag
from backend.rooms.identity import service as identity

LASTS = timedelta(days=7)
OFTEN = Limit("contested acts asked", 3, timedelta(days=1))
"""For one notebook: each is a message to the other parent."""


class Act(StrEnum):
    CLOSE = "close"
    REMOVE = "remove"


@dataclass(frozen=True, kw_only=True)
class Agreement:
    """waits_for: who has not agreed yet. Nobody: it may be done, and whoever does it traces that, and nothing else.

    asked, given: by the act of now.
    """

    id: UUID | None
    act: Act
    habilitation_id: UUID | None
    asked_by: UUID
    asked_name: str
    asked_at: datetime
    ends_at: datetime
    waits_for: frozenset[UUID]
    asked: bool = False
    given: bool = False


def path(carnet_id: UUID) -> str:
    return f"/c/{carnet_id}/accords"


async def open_ones(visit: Visit, *, born: date) -> list[Agreement]:
    await visit.trace_viewing(Tag.CIRCLE_READ)
    people = await service.representatives(visit.carnet_id, at=visit.at)
    facts = await deciding.recorded(visit.carnet_id)
    return [
        _agreement(row, deciding.needed(row["asked_by"], people, facts, born=born, at=visit.at, for_good=_for_good(row)))
        for row in await _standing(visit)
    ]  # fmt: skip


async def want(
    visit: Visit, act: Act, *, born: date, child: str, habilitation_id: UUID | None = None
) -> Agreement:
    """This representative wants it: what is open is agreed to, else it is asked and the others are told.

    With nobody to agree, nothing is written. Raises TooManyAttempts.
    """
    await circle.lock_circle(visit.carnet_id)
    await queries.end_expired(visit.carnet_id, visit.at)
    same = [
        r for r in await _standing(visit) if (r["act"], r["habilitation_id"]) == (act.value, habilitation_id)
    ]
    if same:
        return await _agreed(visit, same[0], born)
    row = {
        "id": new_id(visit.at),
        "carnet_id": visit.carnet_id,
        "act": act.value,
        "habilitation_id": habilitation_id,
        "asked_by": visit.person.id,
        "asked_name": visit.person.name,
        "asked_at": visit.at,
        "ends_at": visit.at + LASTS,
        "agreed_by": [],
    }
    needed = await _needed(row, born, visit.at)
    if needed:
        await count_attempt(OFTEN, f"{visit.carnet_id} {visit.person.id}", at=visit.at)
        await queries.insert_act(row)
        await _tell_asked(visit, row, needed, child)
        return replace(_agreement(row, needed), asked=True)
    return Agreement(
        **{n: row[n] for n in ("habilitation_id", "asked_by", "asked_name", "asked_at", "ends_at")},
        id=None,
        act=act,
        waits_for=frozenset(),
    )


async def agree(visit: Visit, id: UUID, *, born: date) -> Agreement:
    """Raises NotFound: over, one's own, or asked by somebody who represents this notebook no more."""
    row = await _one(visit, id)
    if row["asked_by"] == visit.person.id:
        raise NotFound
    identity.require_fresh_proof(visit.person)
    return await _agreed(visit, row, born)


async def _agreed(visit: Visit, row: dict[str, Any], born: date) -> Agreement:
    """By whoever acts now, unless they asked it or agreed before."""
    given = visit.person.id not in {row["asked_by"], *row["agreed_by"]}
    if given:
        row = await queries.agree(row["id"], visit.person.id) or row  # locked with the circle
    return replace(_agreement(row, await _needed(row, born, visit.at)), given=given)


async def trace_waiting(visit: Visit, agreement: Agreement) -> None:
    """Of an act after which others are still waited for."""
    if agreement.asked or agreement.given:
        await visit.trace(Tag.AGREEMENT_ASK if agreement.asked else Tag.AGREEMENT_GIVE, agreement.id)
    else:
        await visit.trace_viewing(Tag.CIRCLE_READ)


async def refuse(visit: Visit, id: UUID, *, born: date, child: str) -> None:
    """By one of those asked: it ends, and who asked is told. By who asked: taken back."""
    row = await _one(visit, id)
    own = row["asked_by"] == visit.person.id
    if not own and visit.person.id not in await _needed(row, born, visit.at):
        raise NotFound  # whose agreement nobody needs stops nothing
    await queries.end_act(id, "taken_back" if own else "refused", by=visit.person.id, at=visit.at)
    await visit.trace(Tag.AGREEMENT_END, id)
    await identity.take_back_told(path(visit.carnet_id), kind="agreement")
    if not own:
        address = runtime.get().settings.public_url + path(visit.carnet_id)
        letter = messages.refused(child=child, who=visit.person.name, act=row["act"], address=address)
        await identity.tell([row["asked_by"]], letter, at=visit.at)


async def note_done(visit: Visit, agreement: Agreement) -> None:
    if agreement.id is not None:
        await queries.end_act(agreement.id, "done", by=visit.person.id, at=visit.at)
        await identity.take_back_told(path(visit.carnet_id), kind="agreement")


async def target(visit: Visit, habilitation_id: UUID) -> UUID:
    """The other representative whose access it is; nobody else changes the circle from here on. Raises NotFound."""
    await circle.lock_circle(visit.carnet_id)
    row = await circle.habilitation(visit.carnet_id, habilitation_id)
    if row is None or row["profile"] != Profile.REPRESENTATIVE.value or row["person_id"] == visit.person.id:
        raise NotFound
    return row["person_id"]


async def remove(visit: Visit, agreement: Agreement) -> None:
    """Everybody has agreed: that access ends. All who represented it are told, whose access it was and who agreed last too: somebody
    may have done it in their name."""
    assert agreement.habilitation_id is not None
    row = await circle.habilitation(visit.carnet_id, agreement.habilitation_id)
    await note_done(visit, agreement)
    if row is None:
        return
    if not await deciding.somebody_else_acts(visit.carnet_id, row["person_id"], at=visit.at):
        raise NobodyLeft
    family = await service.representatives(visit.carnet_id, at=visit.at)
    await circle.withdraw(agreement.habilitation_id, by=agreement.asked_by, at=visit.at)
    await consents.withdraw(agreement.habilitation_id, by=visit.person, at=visit.at)
    await details.forget(visit.carnet_id, row["person_id"])
    await decisions.objections_fall(visit, row["person_id"])
    await visit.trace(Tag.RIGHT_WITHDRAW, agreement.habilitation_id)
    address = f"{runtime.get().settings.public_url}/cercle"
    await identity.tell(family, messages.removed(address=address))


async def _standing(visit: Visit) -> list[dict[str, Any]]:
    """Those of people who decide here still: what was asked before the birthday, or before a fact counted against who asked it, is done by
    nobody afterwards. One about an access that has ended asks for nothing any more."""
    family = await service.circle(visit.carnet_id, at=visit.at)
    people = {h.person_id for h in family if h.standing >= Standing.REPRESENTS}
    held = {h.id for h in family}
    rows = await queries.open_acts(visit.carnet_id, visit.at)
    return [
        r for r in rows
        if r["asked_by"] in people and (r["habilitation_id"] is None or r["habilitation_id"] in held)
    ]  # fmt: skip


async def _one(visit: Visit, id: UUID) -> dict[str, Any]:
    await circle.lock_circle(visit.carnet_id)
    row = next((r for r in await _standing(visit) if r["id"] == id), None)
    if row is None:
        raise NotFound
    return row


async def _needed(row: dict[str, Any], born: date, at: datetime) -> set[UUID]:
    return await deciding.must_agree(
        row["carnet_id"], row["asked_by"], born=born, at=at, for_good=_for_good(row)
    )


def _for_good(row: dict[str, Any]) -> bool:
    return row["act"] == Act.REMOVE.value


def _agreement(row: dict[str, Any], needed: set[UUID]) -> Agreement:
    return Agreement(
        **{n: row[n] for n in ("id", "habilitation_id", "asked_by", "asked_name", "asked_at", "ends_at")},
        act=Act(row["act"]),
        waits_for=frozenset(needed - set(row["agreed_by"])),
    )


async def _tell_asked(visit: Visit, row: dict[str, Any], people: set[UUID], child: str) -> None:
    """By e-mail and on their phones, at once."""
    where = path(visit.carnet_id)
    letter = messages.asked(
        child=child,
        who=visit.person.name,
        act=row["act"],
        ends_at=row["ends_at"],
        address=runtime.get().settings.public_url + where,
    )
    await identity.tell(sorted(people), letter, at=visit.at)
    told = [
        identity.Told(
            id=uuid5(row["id"], str(person)), person_id=person, kind="agreement", path=where, letter=None
        )
        for person in sorted(people)
    ]
    await identity.tell_phones(told, at=visit.at)
