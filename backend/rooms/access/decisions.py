"""Decisions of a court about parental authority, as one representative records them; the others are told, and may contest."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid5

from backend.kit import runtime
from backend.kit.attempts import Limit, count_attempt
from backend.kit.cleaning import tidy
from backend.kit.days import day_of
from backend.kit.errors import Invalid, NotFound
from backend.kit.ids import new_id
from backend.rooms.access import agreement_messages as messages
from backend.rooms.access import agreement_queries as queries
from backend.rooms.access import queries as circle
from backend.rooms.access import service
from backend.rooms.access.agreements import path
from backend.rooms.access.authority import Kind
from backend.rooms.access.service import Visit
from backend.rooms.audit.tags import Tag
from backend.rooms.identity import service as identity

OFTEN = Limit("decisions recorded", 3, timedelta(days=1))
BACK = Limit("objections taken back", 3, timedelta(days=1))
"""For one notebook: each is a message to the others. Objecting has no limit."""
Row = dict[str, Any]


async def recorded(visit: Visit) -> list[Row]:
    """The oldest first."""
    return await queries.facts(visit.carnet_id)


async def record(
    visit: Visit, kind: Kind, person_id: UUID, *, since: date, until: date | None, proof: str, child: str
) -> None:
    """Raises Invalid, TooManyAttempts."""
    family = await service.representatives(visit.carnet_id, at=visit.at)
    if person_id not in family:
        raise Invalid({"person_id": _WHO})
    if since > day_of(visit.at):
        raise Invalid({"since": _LATER})
    if until is not None and until < since:
        raise Invalid({"until": _BEFORE})
    text = tidy(proof)
    if len(text) < 5:
        raise Invalid({"proof": _PROOF})
    await count_attempt(OFTEN, f"{visit.carnet_id} {visit.person.id}", at=visit.at)
    id = new_id(visit.at)
    await queries.insert_fact(
        {
            "id": id, "carnet_id": visit.carnet_id, "kind": kind.value, "person_id": person_id, "since": since,
            "until": until, "proof": text, "recorded_by": visit.person.id, "recorded_at": visit.at,
        }
    )  # fmt: skip
    await visit.trace(Tag.DECISION_RECORD, id)
    await _tell(visit, id, [p for p in family if p != visit.person.id], who=visit.person.name, child=child)


async def _tell(visit: Visit, id: UUID, people: list[UUID], *, who: str, child: str) -> None:
    where = path(visit.carnet_id)
    letter = messages.recorded(child=child, who=who, address=runtime.get().settings.public_url + where)
    await identity.tell(people, letter, at=visit.at)
    told = [
        identity.Told(
            id=uuid5(id, f"{p} {visit.at.isoformat()}"), person_id=p, kind="decision", path=where, letter=None
        )
        for p in people
    ]
    await identity.tell_phones(told, at=visit.at)


async def contest(visit: Visit, id: UUID, *, contests: bool, child: str) -> None:
    """By any representative but who recorded it, beside whoever else does; each takes back their own. Raises NotFound,
    TooManyAttempts (to take back).

    With none left, it is as if it were recorded now: the others are told, and have their week. Without that, a friend's objection would
    keep out the one whom it concerns until the day on which it no longer can be contested.
    """
    row = await _one(visit, id)
    if row["recorded_by"] == visit.person.id:
        raise NotFound
    if contests == (visit.person.id in row["contested_by"]):
        await visit.trace_viewing(Tag.CIRCLE_READ)
        return
    await visit.trace(Tag.DECISION_CONTEST, id)
    if contests:
        await queries.contest(visit.carnet_id, id, by=visit.person.id)
        return
    await count_attempt(BACK, f"{visit.carnet_id} {visit.person.id}", at=visit.at)
    left = await queries.take_back_objection(visit.carnet_id, id, by=visit.person.id, at=visit.at)
    if left and not left["contested_by"]:
        others = set(await service.representatives(visit.carnet_id, at=visit.at)) - {visit.person.id}
        names = await identity.person_names([row["recorded_by"]])
        await _tell(visit, id, sorted(others), who=names.get(row["recorded_by"], ""), child=child)


async def drop(visit: Visit, id: UUID) -> None:
    """By who recorded it. Raises NotFound."""
    row = await _one(visit, id)
    if row["recorded_by"] != visit.person.id:
        raise NotFound
    await queries.drop_fact(visit.carnet_id, id)
    await visit.trace(Tag.DECISION_END, id)


async def _one(visit: Visit, id: UUID) -> Row:
    await circle.lock_circle(visit.carnet_id)
    row = next((r for r in await queries.facts(visit.carnet_id) if r["id"] == id), None)
    if row is None:
        raise NotFound
    return row


_WHO = {"fr": "Choisissez un représentant de ce carnet.", "en": "Choose a representative of this notebook."}
_LATER = {
    "fr": "Ce jour n’est pas encore venu\u202f: enregistrez la décision quand elle s’applique.",
    "en": "That day has not come yet: record the decision when it applies.",
}
_BEFORE = {"fr": "La fin est avant le début.", "en": "The end is before the beginning."}
_PROOF = {
    "fr": "Écrivez où se trouve la décision\u202f: le tribunal, la date, le numéro.",
    "en": "Write where the decision is to be found: the court, the day, the number.",
}
