"""From a line of a sheet to a line of the urgent sheet: the same words, and those alone that a stranger needs. Pure."""

from backend.rooms.emergency import content as c
from backend.rooms.sheets.content import Content as SheetContent
from backend.rooms.sheets.kinds.allergies import AllergyLine
from backend.rooms.sheets.kinds.clinical import DiagnosisLine, PastConditionLine
from backend.rooms.sheets.kinds.contacts import ProfessionalLine, RelativeLine
from backend.rooms.sheets.kinds.equipment import DeviceLine
from backend.rooms.sheets.kinds.medication import TreatmentLine


def drawn_content(line: SheetContent) -> c.Content:
    """Raises LookupError for a kind that has no place there."""
    match line:
        case AllergyLine():
            return c.Allergy(
                substance=line.substance,
                reaction=line.reaction,
                severity="" if line.severity == "not_said" else line.severity,
                certainty=line.certainty,
                note=line.note,
            )
        case DiagnosisLine():
            return c.Diagnosis(name=line.name, since=line.since, note=line.note)
        case PastConditionLine():
            return c.PastCondition(name=line.name, since=line.since, note=line.note)
        case TreatmentLine():
            return c.Treatment(
                name=line.name,
                amount=line.amount,
                unit=line.unit,
                dose=line.dose,
                form=line.form,
                way=line.way,
                times=line.times,
                schedule=line.schedule,
                prescriber=line.prescriber,
                prescribed_on=line.prescribed_on,
                note=line.note,
            )
        case DeviceLine():
            return c.Device(name=line.name, note=", ".join(part for part in (line.model, line.note) if part))
        case RelativeLine():
            return c.Contact(
                name=line.name, relation=line.relation, phone=line.phone, phone_seen=line.phone_seen
            )
        case ProfessionalLine():
            return c.Doctor(
                name=line.name, speciality=line.speciality, place=line.structure, phone=line.phone
            )
        case _:
            raise LookupError(type(line).__name__)
