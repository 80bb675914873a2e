"""The habits on one A4 page, for a carer: letters shrink to a readable least, then the longest texts are cut."""

import io
from datetime import datetime
from html import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from backend.kit.days import day_of
from backend.kit.print_fonts import MISSING, PLAIN, printable
from backend.rooms.sheets.headings import name
from backend.rooms.sheets.schemas import HabitsView, HabitVersionView, HeadingView

LARGEST, LEAST = 11.0, 8.0  # points
LONGEST = 4000
_SIDE = 14 * mm
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
    blocks = [_title(subject, words["title"])]
    size, most = LARGEST, LONGEST
    while not _fits(laid := _lay(view, size, most, language, blocks)) and size > LEAST:
        size -= 0.5
    if not _fits(laid):
        low, high = 0, LONGEST
        while high - low > 1:
            most = (low + high) // 2
            low, high = (most, high) if _fits(_lay(view, size, most, language, blocks)) else (low, most)
        laid = _lay(view, size, low, language, blocks)
    drawn = io.BytesIO()
    canvas = Canvas(drawn, pagesize=A4, lang=language, invariant=1)
    canvas.setTitle(f"{words['title']} · {subject}")
    canvas.setAuthor("CS3")
    top = A4[1] - _SIDE
    for paragraph, tall in laid:
        top -= tall
        paragraph.drawOn(canvas, _SIDE, top)
    canvas.setFont(PLAIN, 8)
    canvas.setFillColor(HexColor(0x3F464D))
    foot = words["printed"].format(day=_day(at))
    if any(MISSING in printable(version.text) for heading in view.headings for version in heading.heads):
        foot += " " + words["missing"].format(sign=MISSING)
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


def _title(subject: str, title: str) -> tuple[str, float]:
    return f"<b>{escape(title)} · {escape(subject)}</b>", 14.0


def _lay(
    view: HabitsView, size: float, most: int, language: str, above: list[tuple[str, float]]
) -> list[tuple[Paragraph, float]]:
    """Each paragraph with its height in points, the space above it included."""
    laid: list[tuple[Paragraph, float]] = []
    blocks = above + [(_block(h, most, language), size) for h in view.headings]
    for markup, points in blocks:
        style = ParagraphStyle("habit", fontName=PLAIN, fontSize=points, leading=points * 1.25)
        paragraph = Paragraph(printable(markup), style)
        laid.append((paragraph, paragraph.wrap(A4[0] - 2 * _SIDE, A4[1])[1] + 4))
    return laid


def _fits(laid: list[tuple[Paragraph, float]]) -> bool:
    return sum(tall for _, tall in laid) <= A4[1] - _SIDE - 14 * mm


def _block(heading: HeadingView, most: int, language: str) -> str:
    words = _WORDS[language]
    label = f"<b>{escape(name(heading.heading, language))}</b>"
    if heading.state == "not_noted":
        return f"{label} · {words['empty']}"
    # Several texts share the room that one would have.
    room = most // len(heading.heads)
    said = [_said(version, room, language) for version in heading.heads]
    if len(said) > 1:
        numbered = "".join(f"<br/><b>{n}.</b> {one}" for n, one in enumerate(said, 1))
        return f"{label} · <b>{words['conflict'].format(n=len(said))}</b>{numbered}"
    note = f" · <b>{words['to_confirm']}</b>" if heading.state == "to_confirm" else ""
    return f"{label}{note} · {said[0]}"


def _said(version: HabitVersionView, most: int, language: str) -> str:
    words = _WORDS[language]
    who = version.confirmed_by.name
    signed = words["by"].format(who=escape(who), day=_day(version.confirmed_at))
    return f"{escape(cut(' '.join(version.text.split()), most, words['more']))} <i>({signed})</i>"


def _day(at: datetime) -> str:
    return f"{day_of(at):%d/%m/%Y}"
