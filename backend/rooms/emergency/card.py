"""The printable card: credit-card size, front and back, on an A4 page that holds the vital lines as text."""

import io
from bisect import bisect_left
from html import escape
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, NextPageTemplate, PageTemplate, Paragraph

from backend.kit.print_fonts import BOLD, MISSING, PLAIN, printable
from backend.rooms.emergency import qr
from backend.rooms.emergency.card_back import giving_way
from backend.rooms.emergency.card_lines import back_lines, front_lines, paper_lines
from backend.rooms.emergency.card_texts import CARD_TEXTS
from backend.rooms.emergency.dates import say_day
from backend.rooms.emergency.sheet import PublicSheet
from backend.rooms.emergency.texts import TEXTS

WIDTH, HEIGHT = 85.6 * mm, 54 * mm  # ISO/IEC 7810 ID-1
_BAND = 8 * mm
_LEFT = (A4[0] - 2 * WIDTH) / 2
_BOTTOM = A4[1] - 20 * mm - HEIGHT
_GAP = 1.5  # points between two lines of the card
_WHO, _READ = 0, 3  # among the lines of the front
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
    cut = _draw_front(canvas, sheet, url, language)
    back = _back(sheet, language, WIDTH - 8 * mm, HEIGHT - 5 * mm, cut=cut)
    _stack(canvas, back, _LEFT + WIDTH + 4 * mm, _BOTTOM + HEIGHT - 2.5 * mm)
    canvas.restoreState()


def _draw_front(canvas: Any, sheet: PublicSheet, url: str, language: str) -> bool:
    """Whether something of it did not fit."""
    canvas.setFillColor(_RED)
    canvas.rect(_LEFT, _BOTTOM + HEIGHT - _BAND, WIDTH, _BAND, stroke=0, fill=1)
    canvas.setFillColor(HexColor(0xFFFFFF))
    canvas.setFont(BOLD, 12)
    canvas.drawString(_LEFT + 4 * mm, _BOTTOM + HEIGHT - 5.7 * mm, printable(CARD_TEXTS[language].title))
    code = HEIGHT - _BAND - 1.5 * mm
    _draw_code(canvas, url, _LEFT + WIDTH - code, _BOTTOM + 0.75 * mm, code)
    width = WIDTH - code - 4 * mm
    told, cut = _front(sheet, language, width, HEIGHT - _BAND - 4 * mm)
    _stack(canvas, told, _LEFT + 4 * mm, _BOTTOM + HEIGHT - _BAND - 2 * mm)
    return cut


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


def _front(
    sheet: PublicSheet, language: str, width: float, height: float
) -> tuple[list[tuple[Paragraph, float]], bool]:
    """What does not fit is cut at its lines: who read it all, down to two lines, then the name."""
    told = [_wrapped(markup, size, width) for markup, size in front_lines(sheet, language)]
    whole = _tall(told)
    for number, least in ((_READ, 2), (_WHO, 1)):
        paragraph, tall = told[number]
        over = _tall(told) - height
        if over > 0:
            told[number] = _cut(paragraph, width, max(tall - _GAP - over, least * paragraph.style.leading))
    return told, whole > _tall(told)


def _back(
    sheet: PublicSheet, language: str, width: float, height: float, *, cut: bool
) -> list[tuple[Paragraph, float]]:
    """Everything, or as much as there is room for and a word that there is more."""

    def told(given_up: int) -> list[tuple[Paragraph, float]]:
        said = back_lines(sheet, language, steps[:given_up])
        return [_wrapped(markup, size, width) for markup, size in said]

    steps = giving_way(sheet)
    if not cut and _tall(told(0)) <= height:
        return told(0)
    goes_on = _wrapped(f"<b>{escape(CARD_TEXTS[language].goes_on)}</b>", 7, width)
    room = height - goes_on[1]
    given_up = bisect_left(range(len(steps)), True, key=lambda number: _tall(told(number)) <= room)
    # « et 1 autre » may be longer than the one name that it counts.
    while given_up and _tall(told(given_up - 1)) <= room:
        given_up -= 1
    return [*told(given_up), goes_on]


def _wrapped(markup: str, size: float, width: float) -> tuple[Paragraph, float]:
    """And how tall it stands, in points, with the gap under it."""
    paragraph = _paragraph(markup, size)
    return paragraph, paragraph.wrap(width, A4[1])[1] + _GAP


def _cut(paragraph: Paragraph, width: float, room: float) -> tuple[Paragraph, float]:
    """Its first lines."""
    first = next(iter(paragraph.split(width, room)), paragraph)
    assert isinstance(first, Paragraph)
    return first, first.wrap(width, A4[1])[1] + _GAP


def _tall(told: list[tuple[Paragraph, float]]) -> float:
    return sum(tall for _, tall in told)


def _stack(canvas: Any, told: list[tuple[Paragraph, float]], x: float, top: float) -> None:
    for paragraph, tall in told:
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
