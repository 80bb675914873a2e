"""What the sheet of treatments says to give, for whoever may read it."""

from datetime import date, timedelta
from uuid import UUID

from backend.rooms.access.categories import Category, Right
from backend.rooms.access.service import Visit
from backend.rooms.journal.schemas import Due, TreatmentEvent
from backend.rooms.sheets import treatments as sheet
from backend.rooms.sheets.kinds.medication import TreatmentLine
from backend.rooms.sheets.line_reading import looking
from backend.rooms.sheets.stale import is_to_come


def reads_treatments(visit: Visit) -> bool:
    return visit.habilitation.may(Category.MEDICATION, Right.READ)


async def due(visit: Visit, first: date, language: str) -> list[Due]:
    """In the order of the sheet, those that are over too: which is given depends on the day, the first one that is asked about or a later one. What was
    given before a text that began since then stands beside it, with its last day. Where two texts stand, each is told,
    and that it has to be settled."""
    if not reads_treatments(visit):
        return []
    look = await looking(visit, language)
    found = await sheet.standing(visit.carnet_id, first - timedelta(days=1), look)
    return [_due(one, line, language) for one in found for line in one.texts]


def _due(of: sheet.Treatment, line: TreatmentLine, language: str) -> Due:
    return Due(
        place=of.place,
        name=line.name,
        dose=sheet.dose_said(line, language),
        times=line.times,
        schedule=line.schedule,
        apart_hours=line.apart_hours,
        missed=line.missed,
        doubt=of.doubt,
        since=line.since,
        until=line.until,
        stopped_on=line.stopped_on,
        began=of.began,
        confirmed_on=of.confirmed,
    )


async def events(visit: Visit) -> list[TreatmentEvent]:
    if not reads_treatments(visit):
        return []
    return [TreatmentEvent(day=e.day, name=e.name, what=e.what) for e in await sheet.events(visit.carnet_id)]


async def apart(carnet_id: UUID, place: str, day: date) -> float | None:
    """The least hours between two takings, as the sheet says for that day or for any; the longest where two texts stand."""
    texts = [line for one in await sheet.standing(carnet_id, day) if one.place == place for line in one.texts]
    then = [line for line in texts if not is_to_come(line, day)] or texts
    return max((line.apart_hours for line in then if line.apart_hours), default=None)
