"""The habits on one A4 page, for a carer: letters shrink to a readable least, then the longest texts are cut."""

import io
from datetime import datetime
from html import escape

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from backend.kit.days import day_of
from backend.kit.print_fonts import MISSING, PLAIN, printable
from backend.rooms.sheets.headings import name
from backend.rooms.sheets.schemas import HabitsView, HabitVersionView, HeadingView

LARGEST, LEAST = 11.5, 8.0  # points
LONGEST = 4000
_SIDE = 14 * mm
_WIDE = A4[0] - 2 * _SIDE
_TITLE, _ABOVE, _FOOT = 40.0, 5.0, 14 * mm
_INK, _GREY, _LINE = HexColor(0x14171A), HexColor(0x3F464D), HexColor(0xD9D3C7)
_WORDS = {
    "fr": {
        "title": "Habitudes de vie",
        "printed": "Imprimé le {day}. Le carnet fait foi.",
        "empty": "pas encore noté",
        "by": "{who}, le {day}",
        "to_confirm": "à confirmer",
        "conflict": "{n} textes, à départager dans le carnet",
        "missing": "{sign} : un signe que cette page ne sait pas écrire.",
        "more": "… (suite dans le carnet)",
    },
    "en": {
        "title": "Daily habits",
        "printed": "Printed {day}. The notebook prevails.",
        "empty": "not noted yet",
        "by": "{who}, {day}",
        "to_confirm": "to be confirmed",
        "conflict": "{n} texts, to be settled in the notebook",
        "missing": "{sign}: a sign that this page cannot write.",
        "more": "… (goes on in the notebook)",
    },
}


def print_habits(view: HabitsView, subject: str, at: datetime, language: str) -> bytes:
    words = _WORDS[language]
    printable("")  # registers the typeface
    size, most = LARGEST, LONGEST
    while not _fits(laid := _lay(view, size, most, language)) and size > LEAST:
        size -= 0.5
    if not _fits(laid):
        low, high = 0, LONGEST
        while high - low > 1:
            most = (low + high) // 2
            low, high = (most, high) if _fits(_lay(view, size, most, language)) else (low, most)
        laid = _lay(view, size, low, language)
    drawn = io.BytesIO()
    canvas = Canvas(drawn, pagesize=A4, lang=language, invariant=1)
    canvas.setTitle(f"{words['title']} · {subject}")
    canvas.setAuthor("CS3")
    title = Paragraph(printable(f"<b>{words['title']} · {escape(subject)}</b>"), _style(15, _INK))
    top = A4[1] - _SIDE - title.wrap(_WIDE, A4[1])[1]
    title.drawOn(canvas, _SIDE, top)
    # What a short page leaves is shared between the headings, up to a point.
    spare = min(7.0, (top - _FOOT - _height(laid)) / len(laid))
    for paragraph, tall in laid:
        top -= spare
        canvas.setStrokeColor(_LINE)
        canvas.line(_SIDE, top - 1, A4[0] - _SIDE, top - 1)
        top -= tall
        paragraph.drawOn(canvas, _SIDE, top)
    foot = words["printed"].format(day=_day(at))
    if any(MISSING in printable(version.text) for heading in view.headings for version in heading.heads):
        foot += " " + words["missing"].format(sign=MISSING)
    canvas.setFont(PLAIN, 8)
    canvas.setFillColor(_GREY)
    canvas.drawString(_SIDE, 9 * mm, printable(foot))
    canvas.showPage()
    canvas.save()
    return drawn.getvalue()


def cut(text: str, most: int, more: str) -> str:
    """The text when it has `most` characters or fewer; else cut at a word, and said to go on."""
    if len(text) <= most:
        return text
    kept = text[:most]
    at_word = kept.rpartition(" ")[0] or kept
    return f"{at_word.rstrip()} {more}".strip()


def _lay(view: HabitsView, size: float, most: int, language: str) -> list[tuple[Paragraph, float]]:
    """Each heading with its height in points, the space above it included."""
    laid: list[tuple[Paragraph, float]] = []
    for heading in view.headings:
        paragraph = Paragraph(printable(_block(heading, most, language)), _style(size, _INK))
        laid.append((paragraph, paragraph.wrap(_WIDE, A4[1])[1] + _ABOVE))
    return laid


def _style(points: float, colour: Color) -> ParagraphStyle:
    return ParagraphStyle("habit", fontName=PLAIN, fontSize=points, leading=points * 1.25, textColor=colour)


def _height(laid: list[tuple[Paragraph, float]]) -> float:
    return sum(tall for _, tall in laid)


def _fits(laid: list[tuple[Paragraph, float]]) -> bool:
    return _height(laid) <= A4[1] - _SIDE - _TITLE - _FOOT


def _block(heading: HeadingView, most: int, language: str) -> str:
    words = _WORDS[language]
    label = f'<font color="#0b6e6e"><b>{escape(name(heading.heading, language))}</b></font>'
    if heading.state == "not_noted":
        return f"{label} · {words['empty']}"
    # Several texts share the room that one would have.
    room = most // len(heading.heads)
    said = [_said(version, room, language) for version in heading.heads]
    if len(said) > 1:
        numbered = "".join(f"<br/><b>{n}.</b> {one}" for n, one in enumerate(said, 1))
        return f"{label} · <b>{words['conflict'].format(n=len(said))}</b>{numbered}"
    note = f" · <b>{words['to_confirm']}</b>" if heading.state == "to_confirm" else ""
    return f"{label}{note}<br/>{said[0]}"


def _said(version: HabitVersionView, most: int, language: str) -> str:
    words = _WORDS[language]
    who = version.confirmed_by.name
    signed = words["by"].format(who=escape(who), day=_day(version.confirmed_at))
    said = escape(cut(" ".join(version.text.split()), most, words["more"]))
    return f"{said} <font color='#3f464d'>({signed})</font>"


def _day(at: datetime) -> str:
    return f"{day_of(at):%d/%m/%Y}"
