"""Facts about who may decide, as one representative records them with their proof; the others are told, and may contest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from msgspec import structs

from backend.kit import runtime
from backend.kit.attempts import Limit, count_attempt
from backend.kit.cleaning import tidy
from backend.kit.days import day_of
from backend.kit.errors import Invalid, NotFound
from backend.kit.ids import new_id
from backend.rooms.access import agreement_messages as messages
from backend.rooms.access import agreement_queries as queries
from backend.rooms.access import deciding, masks, service
from backend.rooms.access import queries as circle
from backend.rooms.access.authority import Kind, Standing, comes_of_age
from backend.rooms.access.categories import Profile
from backend.rooms.access.effect import GROUNDS, WAITS, Recorded, gives, left_to, somebody_acts, takes_from
from backend.rooms.access.errors import NobodyLeft
from backend.rooms.access.majority import left_of_age
from backend.rooms.access.service import Habilitation, Visit
from backend.rooms.audit.tags import Tag
from backend.rooms.identity import service as identity

OFTEN = Limit("decisions recorded", 3, timedelta(days=1))
BACK = Limit("objections taken back", 3, timedelta(days=1))
"""For one notebook: each is a message to the others. Objecting has no limit."""
Row = dict[str, Any]

OF_CARERS = frozenset({Kind.FOSTER, Kind.PLACEMENT})
"""These may be about anybody of the circle but the child; the others are about representatives."""


@dataclass(frozen=True, kw_only=True)
class New:
    """What is to be recorded. document_id: where the proof can be read, in this notebook."""

    kind: Kind
    person_id: UUID
    since: date
    until: date | None
    proof: str
    document_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class Decider:
    """One representative: what they may do, and what they will once every fact counts (`then`, from `on`), when that is less."""

    person_id: UUID
    relation: str
    standing: Standing
    then: Standing | None
    on: datetime | None


async def recorded(visit: Visit) -> list[Row]:
    """The oldest first."""
    return [r for r in await queries.facts(visit.carnet_id) if r["kind"] != Kind.TAKEN_OVER.value]


async def deciders(visit: Visit, *, added: Row | None = None) -> list[Decider]:
    """Of now, or as if one more were recorded."""
    rows = deciding.as_recorded([*await queries.facts(visit.carnet_id), *([added] if added else [])])
    circle = await service.individuals(visit.carnet_id, at=visit.at)
    return [_decider(h, rows, visit.at) for h in circle if h.profile is Profile.REPRESENTATIVE]


def _decider(who: Habilitation, rows: Sequence[Recorded], at: datetime) -> Decider:
    person = who.person_id
    now = left_of_age(left_to(person, rows, at=at), person, rows, adult_on=who.adult_on, at=at)
    then = left_to(person, rows, at=at, waits=timedelta(0))
    then = left_of_age(then, person, rows, adult_on=who.adult_on, at=at + WAITS)
    coming = [
        row.recorded_at + WAITS
        for row in rows
        if not row.contested_by and takes_from(row, person) and row.recorded_at + WAITS > at
    ]
    less = then < now and bool(coming)
    return Decider(
        person_id=person,
        relation=who.relation,
        standing=now,
        then=then if less else None,
        on=max(coming) if less else None,
    )


async def tried(visit: Visit, new: New, *, born: date) -> list[Decider]:
    """What recording it would leave to each. Nothing is written. Raises what `record` does."""
    await _may_record(visit, new.kind)
    return await deciders(visit, added=await _row(visit, new, born))


async def record(visit: Visit, new: New, *, born: date, child: str) -> None:
    """Raises NotFound, FreshProofNeeded, Invalid, NobodyLeft, TooManyAttempts."""
    await _may_record(visit, new.kind)
    identity.require_fresh_proof(visit.person)
    await circle.lock_circle(visit.carnet_id)
    row = await _row(visit, new, born)
    await count_attempt(OFTEN, f"{visit.carnet_id} {visit.person.id}", at=visit.at)
    await queries.insert_fact(row)
    await visit.trace(Tag.DECISION_RECORD, row["id"])
    others = [p for p in await deciding.family(visit.carnet_id, at=visit.at) if p != visit.person.id]
    await _tell(visit, row["id"], others, who=visit.person.name, child=child)
    if new.kind in deciding.OF_ADULTS:
        await _tell_holder(visit, row["id"], child=child)


async def _tell_holder(visit: Visit, id: UUID, *, child: str) -> None:
    """The young adult who has an account, and has not taken over: they are no representative, and it is about them."""
    people = await service.individuals(visit.carnet_id, at=visit.at)
    theirs = [h.person_id for h in people if h.profile is Profile.HOLDER]
    where = f"/c/{visit.carnet_id}/majorite"
    letter = messages.recorded_of_adult(
        child=child, who=visit.person.name, address=runtime.get().settings.public_url + where
    )
    await identity.tell(theirs, letter, at=visit.at)
    told = [
        identity.Told(id=uuid5(id, str(p)), person_id=p, kind="decision", path=where, letter=None)
        for p in theirs
    ]
    await identity.tell_phones(told, at=visit.at)


async def _may_record(visit: Visit, kind: Kind) -> None:
    """Who decides; and once the child is of age, of a guardian or a curator, whoever still is informed. Raises NotFound."""
    came = visit.habilitation.adult_on
    of_age = came is not None and came <= day_of(visit.at)
    if not visit.decides and not (of_age and kind in deciding.OF_ADULTS):
        raise await service.refuse(visit)


async def _row(visit: Visit, new: New, born: date) -> Row:
    family = await deciding.family(visit.carnet_id, at=visit.at)
    people = (
        [
            h.person_id
            for h in await service.circle(visit.carnet_id, at=visit.at)
            if h.profile is not Profile.HOLDER
        ]
        if new.kind in OF_CARERS
        else family
    )
    today, of_age = day_of(visit.at), comes_of_age(born)
    facts = await queries.facts(visit.carnet_id)
    if new.kind is not Kind.WITHDRAWN and new.kind not in OF_CARERS:
        # Whom a fact here is about may have left since: what gives back is recorded first, and they are let in then.
        people = [*people, *(fact["person_id"] for fact in facts)]
    if new.person_id not in people:
        raise Invalid({"person_id": _WHO})
    if (new.kind in deciding.OF_ADULTS) != (of_age <= today):
        raise Invalid({"kind": _AGE})
    if new.since > today:
        raise Invalid({"since": _LATER})
    if new.kind in deciding.OF_ADULTS and new.since < of_age:
        raise Invalid({"since": _BEFORE_OF_AGE})
    if new.until is not None and new.until < new.since:
        raise Invalid({"until": _BEFORE})
    text = tidy(new.proof)
    if len(text) < 5:
        raise Invalid({"proof": _PROOF})
    if new.document_id is not None:
        try:
            document = await masks.found(visit, "document", new.document_id)
        except NotFound:
            raise Invalid({"document_id": _DOCUMENT}) from None
        if document.refused:
            raise Invalid({"document_id": _UNREADABLE})
    row = {
        "id": new_id(visit.at), "carnet_id": visit.carnet_id, "kind": new.kind.value, "person_id": new.person_id,
        "since": new.since, "until": new.until, "proof": text, "document_id": new.document_id,
        "recorded_by": visit.person.id, "recorded_at": visit.at,
    }  # fmt: skip
    rows = deciding.as_recorded([*facts, row])
    if not somebody_acts(family, rows, at=visit.at):
        raise NobodyLeft
    return row


async def _tell(visit: Visit, id: UUID, people: list[UUID], *, who: str, child: str) -> None:
    """By e-mail and on their phones, at once: what it is about stands in the notebook alone."""
    where = path(visit.carnet_id)
    letter = messages.recorded(
        child=child, who=who, counts_from=visit.at + WAITS, address=runtime.get().settings.public_url + where
    )
    await identity.tell(people, letter, at=visit.at)
    await identity.tell_phones(_told(id, people, where, visit.at), at=visit.at)


def _told(id: UUID, people: list[UUID], where: str, at: datetime) -> list[identity.Told]:
    return [
        identity.Told(
            id=uuid5(id, f"{p} {at.isoformat()}"), person_id=p, kind="decision", path=where, letter=None
        )
        for p in people
    ]


async def contest(visit: Visit, id: UUID, *, contests: bool, child: str) -> None:
    """By any representative but who recorded it, beside whoever else does; each takes back their own. Raises NotFound, NobodyLeft,
    TooManyAttempts (to take back).

    With none left, it is as if it were recorded now: the others are told, and have their week. Without that, a friend's objection would
    keep out the one whom it concerns until the day on which it no longer can be contested.
    """
    row = await _one(visit, id)
    if not visit.is_representative or row["recorded_by"] == visit.person.id:
        raise NotFound
    if contests == (visit.person.id in row["contested_by"]):
        await visit.trace_viewing(Tag.CIRCLE_READ)
        return
    await visit.trace(Tag.DECISION_CONTEST, id)
    if contests:
        if not row["contested_by"]:
            await _stop_counting(visit, row, child=child)
        await queries.contest(visit.carnet_id, id, by=visit.person.id)
        return
    await count_attempt(BACK, f"{visit.carnet_id} {visit.person.id}", at=visit.at)
    before = await deciding.recorded(visit.carnet_id)
    left = await queries.take_back_objection(visit.carnet_id, id, by=visit.person.id, at=visit.at)
    if left and not left["contested_by"]:
        await _take_nothing_at_once(visit, before)
        await _somebody_acts(visit)
        await _tell_anew(visit, row, child=child)


async def objections_fall(visit: Visit, person: UUID) -> None:
    """Of who has just left: who reads nothing here any more keeps nothing from counting. What they alone contested is as if it were
    recorded now: the others are told, and have their week. Raises NobodyLeft."""
    before = await deciding.recorded(visit.carnet_id)
    rows = await queries.drop_objections(visit.carnet_id, by=person, at=visit.at)
    if not rows:
        return
    await _take_nothing_at_once(visit, before, but=person)
    await _somebody_acts(visit)
    others = set(await deciding.family(visit.carnet_id, at=visit.at)) - {visit.person.id, person}
    where = path(visit.carnet_id)
    letter = messages.objection_fell(
        counts_from=visit.at + WAITS, address=runtime.get().settings.public_url + where
    )
    await identity.tell(sorted(others), letter, at=visit.at)
    await identity.tell_phones(_told(rows[0]["id"], sorted(others), where, visit.at), at=visit.at)


async def drop(visit: Visit, id: UUID, *, child: str) -> None:
    """By who recorded it, as long as they may record such a one. Raises NotFound, NobodyLeft."""
    row = await _one(visit, id)
    await _may_record(visit, Kind(row["kind"]))
    if row["recorded_by"] != visit.person.id:
        raise NotFound
    await _stop_counting(visit, row, child=child)
    await queries.drop_fact(visit.carnet_id, id)
    await visit.trace(Tag.DECISION_END, id)


async def _stop_counting(visit: Visit, row: Row, *, child: str) -> None:
    """Before it counts no more. Whom it gave something has a week again before what it stood against takes that from them: else who
    gave it could, any later day, take it back at once."""
    rows = await queries.facts(visit.carnet_id)
    every = deciding.as_recorded(rows)
    for person in gives(every, lambda one: one.id == row["id"], at=visit.at):
        for other, of in zip(rows, every, strict=True):
            if of.id != row["id"] and not of.contested_by and takes_from(of, person):
                await queries.count_anew(visit.carnet_id, other["id"], at=visit.at)
                await _tell_anew(visit, other, child=child)
    await _somebody_acts(visit, without=row["id"])


async def _take_nothing_at_once(visit: Visit, before: Sequence[Recorded], *, but: UUID | None = None) -> None:
    """Once something counts that nobody contests any more. It waits a week itself; but a ground that somebody wrote of themselves after it
    stands no longer beside it, and an older one that is over would leave them nothing from now: that one waits as long. No decision of
    others waits again, and nobody has more than they had. but: who has just left."""
    rows = await deciding.recorded(visit.carnet_id)
    for person in {row.person_id for row in before} - {but}:
        had = min(left_to(person, before, at=visit.at), Standing.REPRESENTS)
        for over in [row for row in rows if _is_over_ground(row, person, visit.at)]:
            if left_to(person, rows, at=visit.at) >= had:
                break
            moved = [structs.replace(row, recorded_at=visit.at) if row is over else row for row in rows]
            if left_to(person, moved, at=visit.at) <= had:
                await queries.count_anew(visit.carnet_id, over.id, at=visit.at)
                rows = moved


def _is_over_ground(row: Recorded, person: UUID, at: datetime) -> bool:
    ended = row.until is not None and row.until < day_of(at)
    return row.person_id == person and row.kind in GROUNDS and ended and not row.contested_by


async def _tell_anew(visit: Visit, row: Row, *, child: str) -> None:
    others = set(await deciding.family(visit.carnet_id, at=visit.at)) - {visit.person.id}
    names = await identity.person_names([row["recorded_by"]])
    await _tell(visit, row["id"], sorted(others), who=names.get(row["recorded_by"], ""), child=child)


async def _somebody_acts(visit: Visit, *, without: UUID | None = None) -> None:
    rows = [r for r in await queries.facts(visit.carnet_id) if r["id"] != without]
    family = await deciding.family(visit.carnet_id, at=visit.at)
    if not somebody_acts(family, deciding.as_recorded(rows), at=visit.at):
        raise NobodyLeft


async def _one(visit: Visit, id: UUID) -> Row:
    await circle.lock_circle(visit.carnet_id)
    row = next((r for r in await recorded(visit) if r["id"] == id), None)
    if row is None:
        raise NotFound
    return row


def path(carnet_id: UUID) -> str:
    return f"/c/{carnet_id}/decider"


_WHO = {
    "fr": "Choisissez une personne que cela peut concerner.",
    "en": "Choose someone whom this can concern.",
}
_AGE = {
    "fr": "Cela ne se décide pas à cet âge\u202f: l’autorité parentale avant 18 ans, la tutelle et la curatelle après.",
    "en": "This is not decided at that age: parental authority before 18, guardianship and curatorship after.",
}
_LATER = {
    "fr": "Ce jour n’est pas encore venu\u202f: enregistrez la décision quand elle s’applique.",
    "en": "That day has not come yet: record the decision when it applies.",
}
_BEFORE_OF_AGE = {
    "fr": "Une mesure d’avant les 18 ans s’enregistre avec le jour des 18 ans.",
    "en": "A measure from before the age of 18 is recorded with the day of the eighteenth birthday.",
}
_BEFORE = {"fr": "La fin est avant le début.", "en": "The end is before the beginning."}
_PROOF = {
    "fr": "Écrivez où se trouve la décision\u202f: le tribunal, la date, le numéro.",
    "en": "Write where the decision is to be found: the court, the day, the number.",
}
_DOCUMENT = {
    "fr": "Ce document n’est pas dans le carnet.",
    "en": "This document is not in the notebook.",
}
_UNREADABLE = {
    "fr": "Personne ne peut lire ce document\u202f: choisissez-en un autre.",
    "en": "Nobody can read this document: choose another.",
}
