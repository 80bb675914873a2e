"""What the family wants to be told: set, looked at when something is noted and as time passes, told once until it has ended."""

import logging
from datetime import datetime
from uuid import UUID, uuid5

from backend.kit import runtime
from backend.kit.errors import Invalid
from backend.kit.transaction import transaction
from backend.rooms.access import service as access
from backend.rooms.access.service import Visit, overtaken
from backend.rooms.audit.tags import Tag
from backend.rooms.identity import service as identity
from backend.rooms.identity.service import Told
from backend.rooms.journal import alert_queries, letters, queries
from backend.rooms.journal.alerts import Noted, most_in_a_day, step
from backend.rooms.journal.schemas import Alert, AlertsChange

logger = logging.getLogger("cs3.journal")
AT_ONCE = 50


async def alerts_of(carnet_id: UUID) -> list[Alert]:
    return [
        Alert(
            rule=row["rule"],
            threshold=row["threshold"],
            set_by=row["set_name"],
            ringing_since=row["ringing_since"],
        )
        for row in await alert_queries.alerts(carnet_id)
    ]


async def change(visit: Visit, wanted: AlertsChange) -> list[Alert]:
    """Raises Invalid: one rule twice; Conflict with the alerts of now when somebody was faster."""
    rules = [one.rule for one in wanted.alerts]
    if len(set(rules)) != len(rules):
        raise Invalid({"alerts": {"fr": "Une alerte est là deux fois.", "en": "One alert is there twice."}})
    await queries.lock(visit.carnet_id, visit.carnet_id)
    there = {row["rule"]: row["threshold"] for row in await alert_queries.alerts(visit.carnet_id, lock=True)}
    if there != {one.rule: one.threshold for one in wanted.seen}:
        raise await overtaken(visit, Tag.JOURNAL_READ, await alerts_of(visit.carnet_id))
    await alert_queries.drop_others(visit.carnet_id, list(rules))
    for one in wanted.alerts:
        await alert_queries.put(
            visit.carnet_id, one.rule, one.threshold, at=visit.at, by=visit.person.id, name=visit.person.name
        )
    await visit.trace(Tag.JOURNAL_ALERTS)
    await look_at(visit.carnet_id, at=visit.at)
    return await alerts_of(visit.carnet_id)


async def look_all() -> None:
    """As time passes: each notebook in a transaction of its own, and one that cannot be looked at keeps no other waiting."""
    after: UUID | None = None
    while True:
        async with transaction():
            ids = await alert_queries.watched(after=after, limit=AT_ONCE)
        for id in ids:
            try:
                async with transaction():
                    await look_at(id, at=runtime.get().clock.now())
            except Exception as problem:
                logger.error("alerts not looked at", extra={"reason": type(problem).__name__})
        if len(ids) < AT_ONCE:
            return
        after = ids[-1]


async def look_at(carnet_id: UUID, *, at: datetime, seizure: datetime | None = None) -> None:
    """Tells what has just begun to hold to the representatives of now, and forgets what has ended. `seizure`: when the one began that
    has just been noted: its day counts, long ago too."""
    rows = await alert_queries.alerts(carnet_id, lock=True)
    if not rows:
        return
    rang = next((row["ringing_since"] for row in rows if row["rule"] == "seizures"), None)
    arrived = await alert_queries.seizures_written(carnet_id, rang) if rang else []
    noted = Noted(
        **await alert_queries.noted(carnet_id, at=at),
        seizure=seizure,
        reached=await _around(carnet_id, seizure) if seizure else 0,
        told=max([await _around(carnet_id, one) for one in arrived], default=0),
    )
    begun: list[str] = []
    for row in rows:
        was = row["ringing_since"]
        since, told = step(
            row["rule"], row["threshold"], noted, set_at=row["set_at"], ringing_since=was, at=at
        )
        if since != was:
            await alert_queries.ring(carnet_id, row["rule"], since)
        begun += [row["rule"]] if told else []
    people = await access.representatives(carnet_id, at=at) if begun else []
    address = runtime.get().settings.public_url
    path = f"/c/{carnet_id}/jour"
    await identity.tell_phones(
        [
            Told(
                id=uuid5(carnet_id, f"journal {rule} {at.isoformat()} {person}"),
                person_id=person,
                kind="journal",
                path=path,
                letter=letters.alert(address=address + path),
            )
            for rule in begun
            for person in people
        ],
        at=at,
    )


async def _around(carnet_id: UUID, moment: datetime) -> int:
    return most_in_a_day(await alert_queries.seizures_around(carnet_id, moment), moment)
