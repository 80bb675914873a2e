"""The urgent sheet as an International Patient Summary (FHIR R4 document, hl7.fhir.uv.ips 2.0.1). Pure.

What is written here is what stands on the page, word for word. No medical code is chosen by CS3: sections carry their LOINC
code, « aucune allergie connue » its SNOMED CT code, both named by the guide; everything else is text.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from typing import Any
from uuid import UUID, uuid5

from backend.rooms.emergency import content as c
from backend.rooms.emergency.cleaning import clean
from backend.rooms.emergency.sections import Answer, Section
from backend.rooms.emergency.sheet import PublicSheet, ReadLine, ReadSection
from backend.rooms.emergency.texts import TEXTS
from backend.rooms.emergency.wording import colon, say, say_line, severity_words
from backend.rooms.sheets.saying import dose_said, hours_said

Resource = dict[str, Any]
LOINC = "http://loinc.org"
SNOMED = "http://snomed.info/sct"
EMPTY = "http://terminology.hl7.org/CodeSystem/list-empty-reason"
_NO_ALLERGY = {"system": SNOMED, "code": "716186003", "display": "No known allergy (situation)"}
_LANGUAGES = ("fr", "en")


@dataclass(frozen=True, kw_only=True)
class Part:
    """One section of the summary. of: those of the urgent sheet that it holds. required: by the guide, said even when empty."""

    code: str
    title: str
    of: tuple[Section, ...]
    required: bool = False


PARTS = (
    Part(code="48765-2", title="Allergies", of=(Section.ALLERGIES,), required=True),
    Part(code="10160-0", title="Traitements · Medication", of=(Section.TREATMENTS,), required=True),
    Part(code="11450-4", title="Diagnostics · Problems", of=(Section.DIAGNOSES,), required=True),
    Part(code="104605-1", title="Alertes · Alerts", of=(Section.TODO, Section.ANAESTHESIA)),
    Part(
        code="47420-5",
        title="Capacités · Functional status",
        of=(Section.SWALLOWING, Section.HEARING, Section.VISION),
    ),
    Part(code="46264-8", title="Appareils · Devices", of=(Section.DEVICES,)),
    Part(
        code="81338-6", title="Son histoire · Patient story", of=(Section.YES_NO, Section.PAIN, Section.CALMS)
    ),
    Part(code="11348-0", title="Antécédents · Past problems", of=(Section.HISTORY,)),
    Part(code="8716-3", title="Mesures · Vital signs", of=(Section.WEIGHT,)),
    Part(code="18776-5", title="Hôpital · Plan of care", of=(Section.HOSPITAL,)),
    Part(code="42348-3", title="Volontés · Advance directives", of=(Section.DIRECTIVES,)),
)


@dataclass
class _Document:
    """What is being written: every resource under the address by which the others name it."""

    id: UUID
    sheet: PublicSheet
    entries: list[Resource] = field(default_factory=list[Resource])

    def add(self, name: str, resource: Resource) -> Resource:
        """A reference to it. name: no two of one document share it."""
        url = f"urn:uuid:{uuid5(self.id, name)}"
        self.entries.append({"fullUrl": url, "resource": resource})
        return {"reference": url}

    def url(self, name: str) -> Resource:
        return {"reference": f"urn:uuid:{uuid5(self.id, name)}"}

    @property
    def patient(self) -> Resource:
        return self.url("patient")


def patient_summary(sheet: PublicSheet, *, id: UUID, at: datetime, version: str) -> Resource:
    """A Bundle of type document. id: of this one. version: of CS3."""
    document = _Document(id, sheet)
    sections = [one for part in PARTS if (one := _section(document, part))]
    behind, document.entries = document.entries, []
    attested = sheet.read
    composition: Resource = {
        "resourceType": "Composition",
        "status": "final",
        "language": "fr",
        "type": {"coding": [{"system": LOINC, "code": "60591-5", "display": "Patient summary Document"}]},
        "subject": document.patient,
        "date": _instant(at),
        "author": [document.url("author")],
        "title": "Fiche d’urgence · Emergency sheet",
        "section": sections,
    }
    if attested:
        composition["attester"] = [
            {"mode": "personal", "time": attested.on.isoformat(), "party": document.url("attester")}
        ]
    document.add("composition", composition)
    document.add("patient", _patient(document))
    document.add(
        "author",
        {
            "resourceType": "Device",
            "deviceName": [{"name": "CS3", "type": "user-friendly-name"}],
            "version": [{"value": version}],
        },
    )
    if attested:
        related: Resource = {
            "resourceType": "RelatedPerson",
            "patient": document.patient,
            "name": [{"text": _text(attested.name)}],
        }
        if attested.relation:
            related["relationship"] = [{"text": _text(attested.relation)}]
        document.add("attester", related)
    _doctors(document)
    return {
        "resourceType": "Bundle",
        "identifier": {"system": "urn:ietf:rfc:3986", "value": f"urn:uuid:{id}"},
        "type": "document",
        "timestamp": _instant(at),
        "entry": document.entries + behind,
    }


def _patient(document: _Document) -> Resource:
    subject = document.sheet.subject
    name: Resource = {"text": _text(f"{subject.given_name} {subject.family_name}".strip())}
    if subject.family_name.strip():
        name["family"] = _text(subject.family_name)
    if subject.given_name.strip():
        name["given"] = [_text(subject.given_name)]
    patient: Resource = {
        "resourceType": "Patient",
        "name": [name],
        "gender": subject.sex,
        "birthDate": subject.birth_date.isoformat(),
    }
    called = [line.content for line in document.sheet.section(Section.CONTACTS).lines]
    contacts = [_contact(one) for one in called if isinstance(one, c.Contact)]
    if contacts:
        patient["contact"] = contacts
    doctors = document.sheet.section(Section.DOCTOR).lines
    if doctors:
        patient["generalPractitioner"] = [document.url(f"doctor {n}") for n in range(len(doctors))]
    return patient


def _contact(contact: c.Contact) -> Resource:
    told: Resource = {"name": {"text": _text(contact.name)}}
    if contact.relation:
        told["relationship"] = [{"text": _text(contact.relation)}]
    if contact.phone:
        told["telecom"] = [{"system": "phone", "value": contact.phone}]
    return told


def _doctors(document: _Document) -> None:
    for number, line in enumerate(document.sheet.section(Section.DOCTOR).lines):
        doctor = line.content
        assert isinstance(doctor, c.Doctor)
        told: Resource = {"resourceType": "Practitioner", "name": [{"text": _text(doctor.name)}]}
        if doctor.phone:
            told["telecom"] = [{"system": "phone", "value": doctor.phone}]
        if words := ", ".join(part for part in (doctor.speciality, doctor.place) if part):
            told["qualification"] = [{"code": {"text": _text(words)}}]
        document.add(f"doctor {number}", told)


def _section(document: _Document, part: Part) -> Resource | None:
    """None for one that the guide does not require and of which nothing was said."""
    read = [(section, document.sheet.section(section)) for section in part.of]
    if not part.required and all(one.answer is Answer.UNANSWERED for _, one in read):
        return None
    entries = [
        document.add(f"{section.value} {number}", resource)
        for section, one in read
        for number, resource in enumerate(_resources(document, section, one))
    ]
    told: Resource = {
        "title": part.title,
        "code": {"coding": [{"system": LOINC, "code": part.code}]},
        "text": {"status": "generated", "div": _narrative(read)},
    }
    if entries:
        told["entry"] = entries
    else:
        told["emptyReason"] = {"coding": [{"system": EMPTY, "code": _why_empty(one for _, one in read)}]}
    return told


def _why_empty(read: Iterable[ReadSection]) -> str:
    """« Aucun connu », « non communiqué » and silence are three things. The least sure of them speaks for the section."""
    answers = {one.answer for one in read}
    if Answer.NOT_STATED in answers:
        return "withheld"
    return "nilknown" if answers == {Answer.NONE_KNOWN} else "notasked"


def _resources(document: _Document, section: Section, read: ReadSection) -> list[Resource]:
    if section is Section.ALLERGIES and read.answer is Answer.NONE_KNOWN:
        none: Resource = {
            "resourceType": "AllergyIntolerance",
            "clinicalStatus": _coded("allergyintolerance-clinical", "active"),
            "code": {"coding": [_NO_ALLERGY], "text": "Aucune allergie connue"},
            "patient": document.patient,
        }
        if read.answered:
            none["recordedDate"] = read.answered.on.isoformat()
        if read.to_confirm:
            none["note"] = [{"text": " · ".join(_to_confirm(read, language) for language in _LANGUAGES)}]
        return [none]
    return [_resource(document, section, line) for line in read.lines]


def _resource(document: _Document, section: Section, line: ReadLine) -> Resource:
    content = line.content
    match content:
        case c.Allergy():
            told = _allergy(content)
        case c.Treatment():
            told = _treatment(content) | _given(line)
        case c.Diagnosis() | c.PastCondition():
            told = _condition(content)
        case c.ToDo() | c.Anaesthesia():
            told = _flag(content)
        case c.Device():
            told = _device(document, content)
        case _:
            told = _observation(document, section, content)
    told["patient" if isinstance(content, c.Allergy) else "subject"] = document.patient
    if line.confirmed and isinstance(content, c.Allergy | c.Diagnosis | c.PastCondition):
        told["recordedDate"] = line.confirmed.on.isoformat()
    if line.confirmed and isinstance(content, c.Treatment):
        told["dateAsserted"] = line.confirmed.on.isoformat()
    if line.to_confirm:
        stale = " · ".join(_to_confirm(line, language) for language in _LANGUAGES)
        if told["resourceType"] == "Flag":  # the one kind that holds no note
            told["code"]["text"] += f" ({stale})"
        else:
            told.setdefault("note", []).append({"text": stale})
    return told


def _allergy(said: c.Allergy) -> Resource:
    told: Resource = {
        "resourceType": "AllergyIntolerance",
        "clinicalStatus": _coded("allergyintolerance-clinical", "active"),
        "code": {"text": _text(said.substance)},
    }
    if said.certainty in {"confirmed", "suspected"}:
        status = "confirmed" if said.certainty == "confirmed" else "unconfirmed"
        told["verificationStatus"] = _coded("allergyintolerance-verification", status)
    if said.reaction:
        told["reaction"] = [{"manifestation": [{"text": _text(said.reaction)}]}]
    severity = " · ".join(dict.fromkeys(severity_words(said.severity, one) for one in _LANGUAGES))
    notes = [said.note, f"Gravité · Severity\u202f: {severity}" if severity else ""]
    if said.certainty == "precaution":
        notes.append(
            "Évité par précaution, sans réaction connue · Avoided as a precaution, no known reaction"
        )
    return told | _notes(*notes)


def _treatment(said: c.Treatment) -> Resource:
    told: Resource = {
        "resourceType": "MedicationStatement",
        "status": "active",
        "medicationCodeableConcept": {"text": _text(said.name)},
    }
    dose, hours = dose_said(said.amount, said.unit, said.dose, "fr"), hours_said(said.times, "fr")
    dosage = ", ".join(part for part in (dose, said.form, said.way, hours, said.schedule) if part)
    if dosage:
        told["dosage"] = [{"text": _text(dosage)}]
    prescribed = said.prescribed_on.isoformat() if said.prescribed_on else ""
    return told | _notes(said.note, ", ".join(part for part in (said.prescriber, prescribed) if part))


def _given(line: ReadLine) -> Resource:
    """When: from a day that is to come, until one that is known, or not said."""
    if line.begins:
        return {"status": "intended", "effectivePeriod": {"start": line.begins.isoformat()}}
    if line.last:
        return {"effectivePeriod": {"end": line.last.isoformat()}}
    return {"_effectiveDateTime": _absent()}


def _condition(said: c.Diagnosis | c.PastCondition) -> Resource:
    told: Resource = {"resourceType": "Condition", "code": {"text": _text(said.name or said.note)}}
    if isinstance(said, c.Diagnosis):
        told["clinicalStatus"] = _coded("condition-clinical", "active")
        told["category"] = [{"coding": [{"system": LOINC, "code": "75326-9", "display": "Problem"}]}]
    if said.since:
        told["onsetString"] = _text(said.since)
    return told | (_notes(said.note) if said.name else {})


def _flag(said: c.ToDo | c.Anaesthesia) -> Resource:
    if isinstance(said, c.Anaesthesia):
        words = f"Anesthésie · Anaesthesia\u202f: {said.text}"
    else:
        tone = f"{TEXTS['fr'].tones[said.tone]} · {TEXTS['en'].tones[said.tone]}"
        words = f"{tone}\u202f: {said.title}" + (f". {said.text}" if said.text else "")
    return {"resourceType": "Flag", "status": "active", "code": {"text": _text(words)}}


def _device(document: _Document, said: c.Device) -> Resource:
    number = sum(one["resource"]["resourceType"] == "Device" for one in document.entries)
    device = {
        "resourceType": "Device",
        "deviceName": [{"name": _text(said.name), "type": "user-friendly-name"}],
        "patient": document.patient,
    }
    told: Resource = {
        "resourceType": "DeviceUseStatement",
        "status": "active",
        "subject": document.patient,
        "_timingDateTime": _absent(),
        "device": document.add(f"device {number}", device),
    }
    return told | _notes(said.note)


def _observation(document: _Document, section: Section, said: c.Content) -> Resource:
    words = say(said, "fr")
    told: Resource = {
        "resourceType": "Observation",
        "status": "final",
        "code": {"text": f"{TEXTS['fr'].sections[section]} · {TEXTS['en'].sections[section]}"},
        "subject": document.patient,
    }
    if isinstance(said, c.Weight):
        told["effectiveDateTime"] = said.measured_on.isoformat()
        told["valueQuantity"] = {
            "value": said.kg,
            "unit": "kg",
            "system": "http://unitsofmeasure.org",
            "code": "kg",
        }
    else:
        told["valueString"] = _text(
            " ".join(part for part in (words.strong, words.rest, words.phone) if part)
        )
    return told


def _narrative(read: list[tuple[Section, ReadSection]]) -> str:
    """Every line in words, French then English. Nothing stands in the entries that does not stand here."""
    said = "".join(
        f'<div lang="{language}" xml:lang="{language}"><ul>'
        + "".join(f"<li>{one}</li>" for section, told in read for one in _lines(section, told, language))
        + "</ul></div>"
        for language in _LANGUAGES
    )
    return f'<div xmlns="http://www.w3.org/1999/xhtml">{said}</div>'


def _lines(section: Section, read: ReadSection, language: str) -> list[str]:
    texts, sep = TEXTS[language], colon(language)
    name = escape(texts.sections[section])
    match read.answer:
        case Answer.NONE_KNOWN:
            stale = f" ({_to_confirm(read, language)})" if read.to_confirm else ""
            return [f"{name}{sep}{escape(texts.none_known[section] + stale)}"]
        case Answer.NOT_STATED:
            return [f"{name}{sep}{escape(texts.not_stated)}"]
        case Answer.UNANSWERED:
            return [f"{name}{sep}{escape(texts.unanswered)}"]
        case Answer.LINES:
            more = [f"{name}{sep}{escape(texts.more)}"] if read.more else []
            return [_line(line, name, language) for line in read.lines] + more


def _line(line: ReadLine, name: str, language: str) -> str:
    texts, sep, said = TEXTS[language], colon(language), say_line(line, language)
    tone = f"{texts.tones[said.tone]}{sep}" if said.tone else ""
    words = ". ".join(part for part in (said.strong, said.rest, said.phone) if part)
    stale = f" ({_to_confirm(line, language)})" if line.to_confirm else ""
    return f"{name}{sep}{escape(tone)}{escape(_text(words))}{escape(stale)}"


def _to_confirm(of: ReadLine | ReadSection, language: str) -> str:
    because = ", ".join(reason.sentence(language) for reason in of.to_confirm)
    return f"{TEXTS[language].to_confirm}{colon(language)}{because}"


def _notes(*texts: str) -> Resource:
    kept = [{"text": _text(text)} for text in texts if text]
    return {"note": kept} if kept else {}


def _coded(system: str, code: str) -> Resource:
    return {"coding": [{"system": f"http://terminology.hl7.org/CodeSystem/{system}", "code": code}]}


def _absent() -> Resource:
    url = "http://hl7.org/fhir/StructureDefinition/data-absent-reason"
    return {"extension": [{"url": url, "valueCode": "unknown"}]}


def _text(text: str) -> str:
    """As FHIR takes it: no control character, nothing that hides or reorders."""
    return clean(text, lines=True) or "?"


def _instant(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
