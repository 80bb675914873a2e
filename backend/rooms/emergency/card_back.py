"""What gives way on the back of the card when not everything fits: details first, names last, those of allergies last of all. Pure.

The order is in docs/decisions/0006-urgent-sheet.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from backend.rooms.emergency import content as c
from backend.rooms.emergency.sections import Section
from backend.rooms.emergency.sheet import PublicSheet, ReadLine

WHOLE, NO_NOTE, NO_DETAIL, NAME, LEFT_OFF = range(5)
"""How much of a line is given up. NO_DETAIL: an allergy keeps how severe it is. NAME: an allergy keeps « grave » alone."""

_ORDER = (
    (Section.TREATMENTS, NO_NOTE),
    (Section.DIAGNOSES, NO_NOTE),
    (Section.ALLERGIES, NO_NOTE),
    (Section.ALLERGIES, NO_DETAIL),
    (Section.TREATMENTS, NO_DETAIL),
    (Section.DIAGNOSES, NO_DETAIL),
    (Section.TODO, NO_DETAIL),
    (Section.TREATMENTS, LEFT_OFF),
    (Section.CONTACTS, LEFT_OFF),
    (Section.DIAGNOSES, LEFT_OFF),
    (Section.ALLERGIES, NAME),
    (Section.TODO, LEFT_OFF),
    (Section.ALLERGIES, LEFT_OFF),
)

_NOTE: dict[type, dict[str, Any]] = {
    c.Allergy: {"note": ""},
    c.Diagnosis: {"note": ""},
    c.Treatment: {"note": "", "prescriber": "", "prescribed_on": None},
}
# Fields are named one by one: what a line is only read rightly with is never given up because it is new here.
_DETAIL: dict[type, dict[str, Any]] = {
    c.Allergy: {"reaction": "", "certainty": "not_said"},
    c.Diagnosis: {"since": ""},
    c.ToDo: {"text": ""},
    c.Treatment: {
        "amount": None,
        "unit": "",
        "dose": "",
        "times": [],
        "form": "",
        "way": "",
        "schedule": "",
    },
}


@dataclass(frozen=True, kw_only=True)
class Step:
    """One line, by its number in its section, and how much of it is given up from this step on."""

    section: Section
    number: int
    level: int


def giving_way(sheet: PublicSheet) -> list[Step]:
    """Every step, the first one first: of a section what is to come, then its last line; a severe allergy after the others."""
    steps: list[Step] = []
    for section, level in _ORDER:
        lines = sheet.section(section).lines
        numbers = sorted(range(len(lines)), key=lambda n: (_is_severe(lines[n]), lines[n].begins is None, -n))
        steps += [Step(section=section, number=n, level=level) for n in numbers]
    return steps


def levels(steps: Sequence[Step]) -> dict[tuple[Section, int], int]:
    return {(step.section, step.number): step.level for step in steps}


def shortened(content: c.Content, level: int) -> c.Content:
    gone: dict[str, Any] = {}
    if level >= NO_NOTE:
        gone |= _NOTE.get(type(content), {})
    if level >= NO_DETAIL:
        gone |= _DETAIL.get(type(content), {})
    return msgspec.structs.replace(content, **gone) if gone else content


def severity_kept(content: c.Allergy, level: int) -> str:
    """What the name of an allergy never goes without, then the words of a line of before."""
    if content.severity == "severe":
        return content.severity
    said = "" if content.severity in {"moderate", "mild", "unknown"} else content.severity
    return said if level < NAME else ""


def _is_severe(line: ReadLine) -> bool:
    return isinstance(line.content, c.Allergy) and line.content.severity == "severe"
