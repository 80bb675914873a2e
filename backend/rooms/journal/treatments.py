"""What the sheet of treatments says to give, for whoever may read it."""

from uuid import UUID

from backend.kit.say import say_number
from backend.rooms.access.categories import Category, Right
from backend.rooms.access.service import Visit
from backend.rooms.journal.schemas import Due, TreatmentEvent
from backend.rooms.sheets import treatments as sheet
from backend.rooms.sheets.kinds.medication import TreatmentLine


def reads_treatments(visit: Visit) -> bool:
    return visit.habilitation.may(Category.MEDICATION, Right.READ)


async def due(visit: Visit, language: str) -> list[Due]:
    """In the order of the sheet, those that are over too: which is given depends on the day. Where two texts stand, each is told,
    and that it has to be settled."""
    if not reads_treatments(visit):
        return []
    found = await sheet.standing(visit.carnet_id)
    return [_due(place, line, language, doubt=len(lines) > 1) for place, lines in found for line in lines]


def _due(place: str, line: TreatmentLine, language: str, *, doubt: bool) -> Due:
    amount = say_number(line.amount, language) if line.amount is not None else ""
    return Due(
        place=place,
        name=line.name,
        dose=" ".join(part for part in (amount, line.unit) if part),
        times=line.times,
        schedule=line.schedule,
        apart_hours=line.apart_hours,
        missed=line.missed,
        doubt=doubt,
        since=line.since,
        until=line.until,
        stopped_on=line.stopped_on,
    )


async def events(visit: Visit) -> list[TreatmentEvent]:
    if not reads_treatments(visit):
        return []
    return [TreatmentEvent(day=e.day, name=e.name, what=e.what) for e in await sheet.events(visit.carnet_id)]


async def apart(carnet_id: UUID, place: str) -> float | None:
    """The least hours between two takings, as the sheet says; the longest where two texts stand."""
    said = [
        line.apart_hours
        for name, lines in await sheet.standing(carnet_id)
        if name == place
        for line in lines
        if line.apart_hours
    ]
    return max(said, default=None)
