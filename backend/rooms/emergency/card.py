"""The printable card: credit-card size, front and back, on an A4 page that holds the vital lines as text."""

import io
from html import escape
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageTemplate, Paragraph

from backend.kit.print_fonts import BOLD, MISSING, PLAIN, printable
from backend.rooms.emergency import qr
from backend.rooms.emergency.card_lines import back_lines, front_lines, paper_lines
from backend.rooms.emergency.card_texts import CARD_TEXTS
from backend.rooms.emergency.dates import say_day
from backend.rooms.emergency.sheet import PublicSheet
from backend.rooms.emergency.texts import TEXTS

WIDTH, HEIGHT = 85.6 * mm, 54 * mm  # ISO/IEC 7810 ID-1
_BAND = 8 * mm
_LEFT = (A4[0] - 2 * WIDTH) / 2
_BOTTOM = A4[1] - 20 * mm - HEIGHT
_RED, _INK, _GREY = HexColor(0x8C1810), HexColor(0x14171A), HexColor(0x3F464D)


class CodeTooDense(ValueError):
    """The address is so long that a module would be printed under 0.4 mm."""


def print_card(sheet: PublicSheet, url: str, language: str) -> bytes:
    """A PDF: the card to cut out and fold, then every line in words, on as many pages as they need.

    Raises CodeTooDense.
    """
    drawn = io.BytesIO()
    texts = CARD_TEXTS[language]
    printable("")  # registers the typeface
    story: list[Flowable] = [NextPageTemplate("rest")]
    story += [_paragraph(text, size, space) for text, size, space in paper_lines(sheet, language)]
    if any(MISSING in printable(text) for text, _, _ in paper_lines(sheet, language)):
        story.append(_paragraph(escape(texts.missing_letters), 9, 8))

    def first(canvas: Any, _: Any) -> None:
        _draw_card(canvas, sheet, url, language)
        _draw_foot(canvas, sheet, language)

    def rest(canvas: Any, _: Any) -> None:
        _draw_foot(canvas, sheet, language)

    document = BaseDocTemplate(
        drawn, pagesize=A4, title=TEXTS[language].title, author="CS3", lang=language, invariant=1
    )
    side = 19 * mm
    document.addPageTemplates(
        [
            PageTemplate(
                "first", [Frame(side, 18 * mm, A4[0] - 2 * side, _BOTTOM - 26 * mm, 0, 0, 0, 0)], first
            ),
            PageTemplate("rest", [Frame(side, 18 * mm, A4[0] - 2 * side, A4[1] - 36 * mm, 0, 0, 0, 0)], rest),
        ]
    )
    document.build(story)
    return drawn.getvalue()


def _paragraph(markup: str, size: float, space: float = 0, colour: Any = _INK) -> Paragraph:
    style = ParagraphStyle(
        "line", fontName=PLAIN, fontSize=size, leading=size * 1.3, spaceBefore=space, textColor=colour
    )
    return Paragraph(printable(markup).replace("\n", "<br/>"), style)


def _draw_card(canvas: Any, sheet: PublicSheet, url: str, language: str) -> None:
    texts = CARD_TEXTS[language]
    canvas.saveState()
    canvas.setFont(PLAIN, 8)
    canvas.setFillColor(_GREY)
    canvas.drawString(_LEFT, _BOTTOM + HEIGHT + 3 * mm, printable(texts.fold))
    canvas.setStrokeColor(_GREY)
    canvas.setLineWidth(0.4)
    canvas.rect(_LEFT, _BOTTOM, 2 * WIDTH, HEIGHT)
    canvas.setDash(2, 2)
    canvas.line(_LEFT + WIDTH, _BOTTOM, _LEFT + WIDTH, _BOTTOM + HEIGHT)
    canvas.setDash()
    _draw_front(canvas, sheet, url, language)
    _draw_back(canvas, sheet, language)
    canvas.restoreState()


def _draw_front(canvas: Any, sheet: PublicSheet, url: str, language: str) -> None:
    canvas.setFillColor(_RED)
    canvas.rect(_LEFT, _BOTTOM + HEIGHT - _BAND, WIDTH, _BAND, stroke=0, fill=1)
    canvas.setFillColor(HexColor(0xFFFFFF))
    canvas.setFont(BOLD, 12)
    canvas.drawString(_LEFT + 4 * mm, _BOTTOM + HEIGHT - 5.7 * mm, printable(CARD_TEXTS[language].title))
    code = HEIGHT - _BAND - 1.5 * mm
    _draw_code(canvas, url, _LEFT + WIDTH - code, _BOTTOM + 0.75 * mm, code)
    width = WIDTH - code - 4 * mm
    _fill(
        canvas,
        front_lines(sheet, language),
        _LEFT + 4 * mm,
        _BOTTOM + 2 * mm,
        width,
        HEIGHT - _BAND - 4 * mm,
        "",
    )


def _draw_code(canvas: Any, url: str, x: float, y: float, size: float) -> None:
    modules = qr.side(url)
    module = size / modules
    if module < qr.SMALLEST_MODULE_MM * mm:
        raise CodeTooDense
    canvas.setFillColor(HexColor(0xFFFFFF))
    canvas.rect(x, y, size, size, stroke=0, fill=1)
    canvas.setFillColor(HexColor(0x000000))
    shape = canvas.beginPath()
    for column, row, length in qr.runs(url):
        shape.rect(x + column * module, y + size - (row + 1) * module, length * module, module)
    canvas.drawPath(shape, stroke=0, fill=1)


def _draw_back(canvas: Any, sheet: PublicSheet, language: str) -> None:
    _fill(
        canvas,
        back_lines(sheet, language),
        _LEFT + WIDTH + 4 * mm,
        _BOTTOM + 2.5 * mm,
        WIDTH - 8 * mm,
        HEIGHT - 5 * mm,
        CARD_TEXTS[language].goes_on,
    )


def _fill(
    canvas: Any, lines: list[tuple[str, float]], x: float, y: float, width: float, height: float, goes_on: str
) -> None:
    """Draws lines from the top while there is room; what is left out is said by `goes_on`."""
    top = y + height
    wrapped: list[tuple[Paragraph, float]] = []
    for markup, size in lines:
        paragraph = _paragraph(markup, size)
        _, tall = paragraph.wrap(width, height)
        wrapped.append((paragraph, tall + 1.5))
    if sum(tall for _, tall in wrapped) > height:
        note = _paragraph(f"<b>{escape(goes_on)}</b>", 7) if goes_on else None
        room = height - (note.wrap(width, height)[1] + 1.5 if note else 0)
        while wrapped and sum(tall for _, tall in wrapped) > room:
            wrapped.pop()
        if note:
            wrapped.append((note, note.wrap(width, height)[1] + 1.5))
    for paragraph, tall in wrapped:
        paragraph.drawOn(canvas, x, top - tall)
        top -= tall


def _draw_foot(canvas: Any, sheet: PublicSheet, language: str) -> None:
    texts = CARD_TEXTS[language]
    canvas.saveState()
    canvas.setFont(PLAIN, 8)
    canvas.setFillColor(_GREY)
    printed = texts.printed.format(day=say_day(sheet.today, language))
    canvas.drawString(19 * mm, 10 * mm, printable(f"{printed}. {texts.warning}"))
    canvas.drawRightString(
        A4[0] - 19 * mm, 10 * mm, printable(texts.page.format(number=canvas.getPageNumber()))
    )
    canvas.restoreState()
