"""The treatments of the sheet for the rooms above: what stands, and on which days it changed."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, NamedTuple
from uuid import UUID

import msgspec

from backend.kit.days import day_of
from backend.rooms.sheets import queries, saying
from backend.rooms.sheets.content import decode
from backend.rooms.sheets.eleven import SHEETS, Sheet
from backend.rooms.sheets.kinds.medication import TreatmentLine
from backend.rooms.sheets.line_reading import Looking, confirmed_on, standings
from backend.rooms.sheets.register import fields_of
from backend.rooms.sheets.succession import formers


@dataclass(frozen=True, kw_only=True)
class TreatmentChange:
    """`day`: as the line says it, else the day on which it was written."""

    day: date
    name: str
    what: Literal["begun", "changed", "stopped"]


class Treatment(NamedTuple):
    """texts: several when people wrote at once, or when one takes the place of another, which then has its last day. doubt: they did, and one of them may have taken it away. began: when the first was written.
    confirmed: of one that is to be confirmed, when somebody last said that it holds."""

    place: str
    texts: list[TreatmentLine]
    doubt: bool
    began: datetime
    confirmed: date | None = None


async def standing(carnet_id: UUID, after: date, look: Looking | None = None) -> list[Treatment]:
    """Stopped ones too, with what was given before a text that begins later than that day. look: to be told which are to be confirmed."""
    found: list[Treatment] = []
    for one in (await standings(carnet_id, [Sheet.MEDICATION], after=after))[Sheet.MEDICATION]:
        lines = [decode(fields) for row in one.heads if (fields := fields_of(row)) is not None]
        treatments = [line for line in lines if isinstance(line, TreatmentLine)]
        if treatments:
            for former in formers(one.heads, one.lineage, after):
                treatments.append(msgspec.structs.replace(former.content, until=former.last))
            since = confirmed_on(one, SHEETS[Sheet.MEDICATION], look) if look else None
            found.append(Treatment(one.name, treatments, len(one.heads) > 1, one.past.began, since))
    return found


def dose_said(line: TreatmentLine, language: str) -> str:
    """« 2,5 mg », of one taking, as it was written, then what no number says; empty where nothing does."""
    return saying.dose_said(line.amount, line.unit, line.dose, language)


_GIVEN = ("form", "way", "amount", "unit", "dose", "times", "schedule")


async def events(carnet_id: UUID) -> list[TreatmentChange]:
    """When a treatment began, when what is given of it changed, when it was stopped, by day; of lines that still stand."""
    places = (await standings(carnet_id, [Sheet.MEDICATION]))[Sheet.MEDICATION]
    there = {one.name for one in places if one.kind == "treatment" and not one.gone}
    before: dict[str, TreatmentLine] = {}
    found: dict[tuple[str, str, date], TreatmentChange] = {}
    for row in await queries.every_version(carnet_id, [Sheet.MEDICATION.value]):
        fields = fields_of(row)
        line = decode(fields) if fields is not None else None
        if row["place"] not in there or not isinstance(line, TreatmentLine):
            continue
        place, last = row["place"], before.get(row["place"])
        # A date that is corrected replaces the one that was told before it.
        for what, day in (("begun", line.since), ("stopped", line.stopped_on)):
            found = {key: one for key, one in found.items() if key[:2] != (place, what)}
            if day:
                found[(place, what, day)] = TreatmentChange(day=day, name=line.name, what=what)  # type: ignore[arg-type]
        if last and any(getattr(last, name) != getattr(line, name) for name in _GIVEN):
            day = day_of(row["written_at"])
            found[(place, "changed", day)] = TreatmentChange(day=day, name=line.name, what="changed")
        before[place] = line
    return sorted(found.values(), key=lambda one: (one.day, one.name))
