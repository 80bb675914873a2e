"""« Qui a vu » on A4 pages: days as headings, then each person's sentences, with what stands out in words."""

import io
import re
from dataclasses import dataclass
from datetime import date, datetime
from html import escape
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, SimpleDocTemplate, Spacer

from backend.kit.days import ZONE, day_of
from backend.kit.print_fonts import BOLD, PLAIN, printable
from backend.kit.say import say_day
from backend.kit.tagged_pdf import Role, Tagged, TaggedCanvas
from backend.rooms.access.trace_schemas import TraceDay, TraceGroup
from backend.rooms.access.trace_words import WORDS, unusual_words

_SIDE = 16 * mm
_INK, _GREY, _TEAL = HexColor(0x14171A), HexColor(0x3F464D), HexColor(0x0B6E6E)
_WEEKDAYS = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


@dataclass(frozen=True, kw_only=True)
class Head:
    """subject: whose notebook; filters: what was asked, in words, empty when all was; who made the copy, and when."""

    subject: str
    filters: str
    who: str
    at: datetime


def print_days(days: list[TraceDay], head: Head, language: str) -> bytes:
    words = WORDS[language]
    printable("")  # registers the typeface
    title = f"{words['title']} · {words['of'].format(name=head.subject)}"
    drawn = io.BytesIO()
    document = SimpleDocTemplate(
        drawn, pagesize=A4, leftMargin=_SIDE, rightMargin=_SIDE, topMargin=_SIDE, bottomMargin=18 * mm,
        title=title, author="CS3", lang=language, invariant=1,
    )  # fmt: skip
    made = words["made"].format(
        day=day_text(day_of(head.at), language), hour=_hour(head.at, language), who=head.who
    )
    filters = words["filters"].format(filters=head.filters) if head.filters else words["everything"]
    story: list[Flowable] = [
        _text(title, _style(16, bold=True), "H1"),
        Spacer(1, 4),
        _text(f"{made} {filters}", _style(9, colour=_GREY)),
    ]
    if not days:
        story += [Spacer(1, 14), _text(words["nothing"], _style(11))]
    for one in days:
        heading = day_text(one.day, language)
        story += [
            Spacer(1, 12),
            _text(heading[0].upper() + heading[1:], _style(12.5, bold=True, colour=_TEAL, keep=True), "H2"),
        ]
        story += [_sentence(group, language) for group in one.groups]

    def foot(canvas: Any, page: Any) -> None:
        canvas.begin_artifact()
        canvas.setFont(PLAIN, 8)
        canvas.setFillColor(_GREY)
        canvas.drawString(_SIDE, 10 * mm, printable(title)[:90])
        canvas.drawRightString(A4[0] - _SIDE, 10 * mm, words["page"].format(n=page.page))
        canvas.end()

    document.build(story, onFirstPage=foot, onLaterPages=foot, canvasmaker=TaggedCanvas)
    return drawn.getvalue()


def _sentence(group: TraceGroup, language: str) -> Tagged:
    when = _hour(group.newest, language)
    if group.count > 1 and _hour(group.oldest, language) != when:
        when = WORDS[language]["between"].format(start=_hour(group.oldest, language), end=when)
    marks = unusual_words(group.unusual, language)
    sentence = re.sub(r"(?<=\d) (?=fois|times)", "\u00a0", group.sentence)
    said = f"<font color='#3f464d'>{escape(when)}</font> · {escape(sentence)}"
    if marks:
        said += f" <b>[{escape(marks)}]</b>"
    return Tagged(printable(said), _style(10, hanging=True))


def _text(text: str, style: ParagraphStyle, role: Role = "P") -> Tagged:
    return Tagged(printable(escape(text)), style).tagged(role)


def _style(
    points: float, *, bold: bool = False, colour: Any = _INK, keep: bool = False, hanging: bool = False
) -> ParagraphStyle:
    return ParagraphStyle(
        "trace", fontName=BOLD if bold else PLAIN, fontSize=points, leading=points * 1.32, textColor=colour,
        keepWithNext=1 if keep else 0, spaceBefore=3 if hanging else 0, leftIndent=12 if hanging else 0,
        firstLineIndent=-12 if hanging else 0,
    )  # fmt: skip


def day_text(day: date, language: str) -> str:
    """« mardi 17 nov. 2026 »."""
    return f"{_WEEKDAYS[language][day.weekday()]} {say_day(day, language)}"


def _hour(at: datetime, language: str) -> str:
    there = at.astimezone(ZONE)
    return f"{there:%H:%M}" if language == "en" else f"{there.hour}\u202fh\u202f{there.minute:02}"
