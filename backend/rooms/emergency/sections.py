"""The parts of the urgent sheet: their order on the page, and which go first when a page is too small for all."""

from enum import StrEnum


class Section(StrEnum):
    WEIGHT = "weight"
    ALLERGIES = "allergies"
    DIAGNOSES = "diagnoses"
    HISTORY = "history"
    ANAESTHESIA = "anaesthesia"
    TODO = "todo"
    TREATMENTS = "treatments"
    YES_NO = "yes_no"
    PAIN = "pain"
    CALMS = "calms"
    HEARING = "hearing"
    VISION = "vision"
    SWALLOWING = "swallowing"
    DEVICES = "devices"
    CONTACTS = "contacts"
    DOCTOR = "doctor"
    HOSPITAL = "hospital"
    DIRECTIVES = "directives"


class Answer(StrEnum):
    """What is known of a section. The last three are different things, and are never shown alike."""

    LINES = "lines"
    NONE_KNOWN = "none_known"
    NOT_STATED = "not_stated"
    UNANSWERED = "unanswered"


WRITTEN_ON: dict[Section, str] = {
    Section.WEIGHT: "weight",
    Section.ALLERGIES: "allergy",
    Section.DIAGNOSES: "diagnosis",
    Section.HISTORY: "history",
    Section.TREATMENTS: "treatment",
    Section.DEVICES: "device",
    Section.CONTACTS: "relative",
    Section.DOCTOR: "professional",
}
"""Those that are not written here: of which kind of line of the sheets, or of the measurements, they are drawn
(docs/decisions/0042-one-source.md)."""

NONE_MAKES_SENSE = frozenset(
    {
        Section.ALLERGIES,
        Section.DIAGNOSES,
        Section.HISTORY,
        Section.ANAESTHESIA,
        Section.TODO,
        Section.TREATMENTS,
        Section.DEVICES,
        Section.DIRECTIVES,
    }
)
"""Where « aucune connue » is an answer. Nobody has no weight, no way of hearing, no way of saying yes."""

MOST_LINES = 40
ONE_LINE = frozenset({Section.WEIGHT, Section.YES_NO, Section.HEARING, Section.VISION})
"""Sections that hold one line at most."""

MOST_VITAL_FIRST = (
    Section.ALLERGIES,
    Section.TODO,
    Section.DIAGNOSES,
    Section.TREATMENTS,
    Section.CONTACTS,
    Section.DIRECTIVES,
    Section.ANAESTHESIA,
    Section.SWALLOWING,
    Section.YES_NO,
    Section.DEVICES,
    Section.PAIN,
    Section.DOCTOR,
    Section.CALMS,
    Section.HOSPITAL,
    Section.HEARING,
    Section.VISION,
    Section.HISTORY,
)
"""What is kept when not everything fits. The weight stands in the heading, with the identity, and is never cut."""
