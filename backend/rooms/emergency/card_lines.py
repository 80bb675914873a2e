"""What stands on the card and on its paper, in the order of need: small markup (<b>) and a size in points."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape

import msgspec

from backend.rooms.emergency import content as c
from backend.rooms.emergency.card_back import (
    LEFT_OFF,
    NAME,
    NO_DETAIL,
    WHOLE,
    Step,
    levels,
    severity_kept,
    shortened,
)
from backend.rooms.emergency.card_texts import CARD_TEXTS
from backend.rooms.emergency.cleaning import clean
from backend.rooms.emergency.dates import say_day
from backend.rooms.emergency.page import GROUPS, SPEAKS_FOR_ITSELF, heading
from backend.rooms.emergency.sections import Answer, Section
from backend.rooms.emergency.sheet import PublicSheet, ReadLine, ReadSection
from backend.rooms.emergency.texts import TEXTS
from backend.rooms.emergency.wording import colon, say_line, severity_words

_BACK = (Section.ALLERGIES, Section.TODO, Section.DIAGNOSES, Section.CONTACTS, Section.TREATMENTS)
_NEVER_SKIPPED = {Section.ALLERGIES, Section.TREATMENTS}


def front_lines(sheet: PublicSheet, language: str) -> list[tuple[str, float]]:
    who, born, read = heading(sheet, language)
    texts = CARD_TEXTS[language]
    lines = [(f"<b>{_safe(who)}</b>", 10.0), (_safe(born.split(" · ")[0]), 8.0), (_safe(texts.scan), 7.0)]
    lines.append((_safe(read), 7.0))
    if check := _check(sheet, language):
        lines.append((check, 7.0))
    return lines


def back_lines(sheet: PublicSheet, language: str, given_up: Sequence[Step] = ()) -> list[tuple[str, float]]:
    texts = TEXTS[language]
    level = levels(given_up)
    lines: list[tuple[str, float]] = []
    for section in _BACK:
        told = sheet.section(section)
        if told.answer is Answer.LINES:
            of_each = [level.get((section, n), WHOLE) for n in range(len(told.lines))]
            spoken = _together(told, of_each, section, language)
        elif section in _NEVER_SKIPPED:
            spoken = _answer(sheet, section, language)
        else:
            continue
        lines.append((f"<b>{_safe(texts.sections[section])}{colon(language)}</b>{spoken}", 7.0))
    return lines


def _together(told: ReadSection, of_each: list[int], section: Section, language: str) -> str:
    """Lines after one another, then how many are left off: nobody takes the list for whole."""
    left = of_each.count(LEFT_OFF)
    if left == len(of_each):
        return f"<b>{_safe(CARD_TEXTS[language].all_left.format(number=left))}</b>"
    spoken = [
        _short(line, level, section, language)
        for line, level in zip(told.lines, of_each, strict=True)
        if level < LEFT_OFF
    ]
    if left:
        spoken.append(f"<b>{_safe(CARD_TEXTS[language].others(left))}</b>")
    if told.more:
        spoken.append(_safe(TEXTS[language].more))
    return " · ".join(spoken)


def _short(line: ReadLine, level: int, section: Section, language: str) -> str:
    content, severity = shortened(line.content, level), ""
    if isinstance(content, c.Allergy) and level >= NO_DETAIL:
        severity = severity_words(severity_kept(content, level), language)
        content = msgspec.structs.replace(content, severity="")
    told = replace(line, content=content, to_confirm=() if level >= NAME else line.to_confirm)
    return _line(told, language, section, short=True) + (f" <b>({_safe(severity)})</b>" if severity else "")


def paper_lines(sheet: PublicSheet, language: str) -> list[tuple[str, float, float]]:
    """(markup, size, space before). Everything, in the order of the page."""
    texts = TEXTS[language]
    who, born, read = heading(sheet, language)
    lines = [(f"<b>{_safe(who)}</b>", 16.0, 0.0), (_safe(born), 11.0, 2.0), (_safe(read), 11.0, 0.0)]
    if check := _check(sheet, language):
        lines.append((check, 11.0, 0.0))
    for name, sections in GROUPS:
        lines.append((f"<b>{_safe(texts.groups[name]).upper()}</b>", 10.0, 10.0))
        for section in sections:
            label = (
                "" if section in SPEAKS_FOR_ITSELF else f"{_safe(texts.sections[section])}{colon(language)}"
            )
            told = sheet.section(section)
            if told.answer is Answer.LINES:
                lines += [(f"{label}{_line(line, language, section)}", 11.0, 1.5) for line in told.lines]
                if told.more:
                    lines.append((f"{label}{_safe(texts.more)}", 11.0, 1.5))
            else:
                first = label or f"{_safe(texts.sections[section])}{colon(language)}"
                lines.append((f"{first}{_answer(sheet, section, language)}", 11.0, 1.5))
    lines.append((_safe(texts.not_said), 9.0, 10.0))
    return lines


def _check(sheet: PublicSheet, language: str) -> str:
    texts, after = CARD_TEXTS[language], sheet.check_after()
    if after is None:
        return ""
    said = texts.check_after.format(day=say_day(after, language)) if after >= sheet.today else texts.check_now
    return f"<b>{_safe(said)}</b>"


def _line(line: ReadLine, language: str, section: Section, *, short: bool = False) -> str:
    texts, said = TEXTS[language], say_line(line, language)
    strong = _safe(said.strong.upper() if section is Section.ALLERGIES else said.strong)
    parts = f"<b>{strong}</b>" if strong else ""
    if said.tone:
        parts = f"{texts.tones[said.tone]}, {parts}"
    if said.rest and not (short and section is Section.CONTACTS):
        parts += f"{colon(language) if parts else ''}{_safe(said.rest)}"
    if said.phone:
        parts += f" <b>{_safe(said.phone)}</b>"
    elif said.phone_missing:
        parts += f" ({texts.no_number})"
    if line.to_confirm:
        why = ", ".join(reason.sentence(language) for reason in line.to_confirm)
        parts += f" <b>({texts.to_confirm}{'' if short else f'{colon(language)}{_safe(why)}'})</b>"
    if not short:
        confirmed = line.confirmed
        when = texts.never_confirmed
        if confirmed:
            when = texts.confirmed_by.format(day=say_day(confirmed.on, language), who=confirmed.name)
        parts += f" <font size=8>({_safe(when)})</font>"
    return parts


def _answer(sheet: PublicSheet, section: Section, language: str) -> str:
    texts, told = TEXTS[language], sheet.section(section)
    if told.answer is Answer.NONE_KNOWN:
        word = f"<b>{texts.none_known[section]}</b>"
        if told.answered:
            when = texts.confirmed_by.format(day=say_day(told.answered.on, language), who=told.answered.name)
            word += f" ({_safe(when)})"
        return word + (f" <b>({texts.to_confirm})</b>" if told.to_confirm else "")
    return texts.not_stated if told.answer is Answer.NOT_STATED else texts.unanswered


def _safe(text: str) -> str:
    return escape(clean(text, lines=True), quote=False)
