"""The relay sheet on paper, with boxes to tick: on one A4 page where letters of a readable size allow it."""

import io
from html import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer

from backend.kit.print_fonts import PLAIN, printable
from backend.kit.say import say_time
from backend.rooms.relay.blocks import WORDS, Block, Line, blocks, closed
from backend.rooms.relay.schemas import RelayView

LARGEST, LEAST = 11.0, 8.5  # points
_INK, _SOFT, _WARN = HexColor(0x14171A), "#3F464D", "#613900"
_SIDE = 14 * mm
_BOX = '<font size="{size}">[&nbsp;&nbsp;]</font> '
"""Brackets: the typeface of print has no empty box."""


def draw(view: RelayView, subject: str, language: str) -> bytes:
    """subject: the whole name of whom it is about."""
    printable("")  # registers the typeface
    size = LARGEST
    while True:
        drawn, pages = _drawn(view, subject, language, size)
        if pages == 1 or size <= LEAST:
            return drawn
        size -= 0.5


def _drawn(view: RelayView, subject: str, language: str, size: float) -> tuple[bytes, int]:
    t, made = WORDS[language], say_time(view.made_at, language)
    title = f"{t['title']} · {subject}"
    story: list[Flowable] = [_text(f"<b>{escape(title)}</b>", 15), _text(escape(made), 9)]
    if shut := closed(view, language):
        story.append(_text(f"<b>{escape(shut)}</b>", size))
    for block in blocks(view, language):
        story += _block(block, size, language)
    story += [Spacer(1, 8), _text(escape(t["prevails"].format(time=made)), 8.5)]
    drawn, pages = io.BytesIO(), 0

    def foot(canvas: Canvas, page: SimpleDocTemplate) -> None:
        nonlocal pages
        pages = canvas.getPageNumber()
        canvas.setFont(PLAIN, 8)
        canvas.drawRightString(A4[0] - _SIDE, 8 * mm, str(pages))

    SimpleDocTemplate(
        drawn, pagesize=A4, leftMargin=_SIDE, rightMargin=_SIDE, topMargin=12 * mm, bottomMargin=14 * mm,
        title=title, author="CS3", lang=language, invariant=1,
    ).build(story, onFirstPage=foot, onLaterPages=foot)  # fmt: skip
    return drawn.getvalue(), pages


def _block(block: Block, size: float, language: str) -> list[Flowable]:
    told = [_text(_line(one, size, language), size) for one in block.lines] or [
        _text(escape(block.empty), size)
    ]
    return [Spacer(1, size * 0.6), _text(f"<b>{escape(block.title)}</b>", size + 1.5), *told]


def _line(line: Line, size: float, language: str) -> str:
    colon = ": " if language == "en" else "\u202f: "
    said = f"<b>{escape(line.strong)}</b>"
    if line.rest:
        said += colon + escape(line.rest).replace("\n", "<br/>")
    if line.phone:
        said += f" · <b>{escape(line.phone)}</b>"
    if line.small:
        small = f'<font color="{_WARN if line.warn else _SOFT}">{escape(line.small)}</font>'
        said += f" · <b>{small}</b>" if line.warn else f" · {small}"
    return (_BOX.format(size=size + 2) if line.box else "") + said


def _text(markup: str, size: float) -> Paragraph:
    style = ParagraphStyle(
        "relay", fontName=PLAIN, fontSize=size, leading=size * 1.28, textColor=_INK, spaceAfter=1.5
    )
    return Paragraph(printable(markup), style)
