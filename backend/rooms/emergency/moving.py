"""What an archive of before says on the urgent sheet, as the sheets say it. Pure; the database's own lines were moved by a migration."""

import msgspec

from backend.rooms.emergency import content as c
from backend.rooms.sheets.content import Content as SheetContent
from backend.rooms.sheets.kinds.allergies import AllergyLine
from backend.rooms.sheets.kinds.clinical import DiagnosisLine, PastConditionLine
from backend.rooms.sheets.kinds.contacts import ProfessionalLine, RelativeLine
from backend.rooms.sheets.kinds.equipment import DeviceLine
from backend.rooms.sheets.kinds.medication import TreatmentLine

_SEVERITY = {
    "severe": {"grave", "sévère", "severe"},
    "moderate": {"modérée", "modéré", "moderate"},
    "mild": {"légère", "léger", "mild"},
}


def on_sheet(content: c.Content) -> SheetContent:
    """Raises LookupError for a line that stays on the urgent sheet, and for a weight."""
    match content:
        case c.Allergy():
            level = next((k for k, words in _SEVERITY.items() if content.severity.lower() in words), None)
            said = f"Gravité\u202f: {content.severity}" if content.severity and not level else ""
            told = {
                "kind": "allergy",
                "substance": content.substance,
                "reaction": content.reaction,
                "severity": level or "not_said",
                "certainty": content.certainty,
                "note": "\n".join(part for part in (content.note, said) if part),
            }
            return msgspec.convert(told, AllergyLine)
        case c.Diagnosis():
            return DiagnosisLine(name=content.name, since=content.since, note=content.note)
        case c.PastCondition():
            return PastConditionLine(name=content.name, since=content.since, note=content.note)
        case c.Treatment():
            return TreatmentLine(
                name=content.name,
                amount=content.amount,
                unit=content.unit,
                dose=content.dose,
                form=content.form,
                way=content.way,
                times=content.times,
                schedule=content.schedule,
                prescriber=content.prescriber,
                prescribed_on=content.prescribed_on,
                note=content.note,
            )
        case c.Device():
            return DeviceLine(name=content.name, note=content.note)
        case c.Contact():
            return RelativeLine(
                name=content.name,
                relation=content.relation,
                phone=content.phone,
                phone_seen=content.phone_seen,
            )
        case c.Doctor():
            return ProfessionalLine(
                name=content.name, speciality=content.speciality, structure=content.place, phone=content.phone
            )
        case _:
            raise LookupError(type(content).__name__)
