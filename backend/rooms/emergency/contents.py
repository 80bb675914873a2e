"""What one code shows: the whole sheet, but for the sections that the family leaves out of that code, and the documents or not."""

from collections.abc import Collection
from dataclasses import replace

from backend.rooms.emergency.errors import wrong
from backend.rooms.emergency.freshness import WEIGHT_MOVED
from backend.rooms.emergency.sections import Answer, Section
from backend.rooms.emergency.sheet import PublicSheet, ReadSection

ALWAYS = frozenset({Section.ALLERGIES, Section.TODO})
"""Behind every code: what a stranger could do wrong in the first minute (docs/decisions/0047-contents-of-a-code.md)."""


def checked(left_out: Collection[str]) -> list[str]:
    """In the order of the page, each once. Raises Invalid for one that stands behind every code."""
    if ALWAYS & set(left_out):
        raise wrong(
            "left_out",
            "Les allergies et ce qu’il faut faire ou ne pas faire restent derrière chaque code.",
            "Allergies, and what to do or not to do, stand behind every code.",
        )
    return [section.value for section in Section if section.value in left_out]


def cut(sheet: PublicSheet, left_out: Collection[str]) -> PublicSheet:
    """What is left out is not communicated: it never looks like none. A weight that is left out is in no reason either."""
    sections = dict(sheet.sections)
    if Section.WEIGHT in left_out:
        sections = {name: _weightless(one) for name, one in sections.items()}
    sections |= {name: ReadSection(answer=Answer.NOT_STATED) for name in Section if name.value in left_out}
    return replace(sheet, sections=sections)


def _weightless(section: ReadSection) -> ReadSection:
    lines = tuple(
        replace(
            line,
            to_confirm=tuple(WEIGHT_MOVED if why.kind == "weight_shift" else why for why in line.to_confirm),
        )
        for line in section.lines
    )
    return replace(section, lines=lines)
