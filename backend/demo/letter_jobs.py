"""The demonstration's letters, printed one after the other in the background and taken in as a phone would send them."""

import asyncio
import shutil
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from uuid import UUID

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from backend.demo.images import known_person
from backend.demo.letters import LETTERS, DemoLetter
from backend.demo.people import CHILDREN
from backend.kit import runtime
from backend.kit.days import day_of
from backend.kit.ids import new_id
from backend.kit.print_fonts import BOLD, PLAIN, printable
from backend.kit.queue import job
from backend.kit.transaction import transaction
from backend.rooms.access.categories import Right
from backend.rooms.access.service import enter
from backend.rooms.documents import service as documents

_TEAL, _INK, _SOFT = HexColor(0x0B6E6E), HexColor(0x1C2126), HexColor(0x59636E)
_LEFT, _WIDE = 25 * mm, A4[0] - 50 * mm
_MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]


@job("demo.letter", queue="care", retries=2, own_transactions=True)
async def file_letter(number: int, carnet_id: str, author_id: str, document_id: str) -> None:
    """Prints LETTERS[number] and files it. Run again after a death, it adds nothing twice."""
    if not runtime.get().settings.demo:
        raise RuntimeError("demonstration letters exist only where CS3 was started with --demo")
    letter = LETTERS[number]
    now = runtime.get().clock.now()
    written = day_of(now - timedelta(days=letter.days))
    added = (now - timedelta(days=letter.days - letter.filed)).replace(
        hour=9 + number % 8, minute=12 + number
    )
    folder = runtime.get().settings.work / f"demo-letter-{number}"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    file = folder / f"{letter.title}.pdf"
    try:
        said = f"{written.day} {_MONTHS[written.month - 1]} {written.year}"
        await asyncio.to_thread(_print, letter, said, file)
        person = await known_person(UUID(author_id), added)
        await documents.add_from_file(
            await enter(person, UUID(carnet_id), letter.category, Right.ADD, at=min(added, now)),
            file,
            id=UUID(document_id),
            title=letter.title,
            written_by=letter.written_by,
            structure=letter.structure,
            written_on=written,
            note=letter.note,
        )
        if letter.urgent:
            async with transaction():
                reads = await enter(person, UUID(carnet_id), letter.category, Right.READ, at=min(added, now))
                await documents.urgent.mark(reads, UUID(document_id), marked=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


async def file_letters(*, carnets: dict[str, str], authors: dict[str, UUID]) -> None:
    """Puts every letter in the queue. Child and author keys to ids."""
    for number, letter in enumerate(LETTERS):
        await file_letter.defer(
            number=number,
            carnet_id=carnets[letter.child],
            author_id=str(authors[letter.author]),
            document_id=str(new_id(runtime.get().clock.now())),
        )


def _print(letter: DemoLetter, day: str, target: Path) -> None:
    child = next(one for one in CHILDREN if one.key == letter.child)
    printable("")  # registers the typeface
    drawn = BytesIO()
    canvas = Canvas(drawn, pagesize=A4, invariant=1, lang="fr")
    per_page = -(-len(letter.paragraphs) // letter.pages)
    for page in range(letter.pages):
        _head(canvas, letter, page)
        y = A4[1] - 62 * mm
        if page == 0:
            opening = f"{child.given_name} {child.family_name} · le {day}"
            y = _say(canvas, opening, y, 10.5, PLAIN, _SOFT)
            y = _say(canvas, letter.title, y - 4 * mm, 16, BOLD, _INK) - 4 * mm
        for text in letter.paragraphs[page * per_page : (page + 1) * per_page]:
            y = _say(canvas, text, y - 4 * mm, 12, PLAIN, _INK)
        if page == letter.pages - 1:
            _say(canvas, letter.written_by, y - 16 * mm, 12, BOLD, _INK)
        canvas.showPage()
    canvas.save()
    target.write_bytes(drawn.getvalue())


def _head(canvas: Canvas, letter: DemoLetter, page: int) -> None:
    canvas.setFillColor(_TEAL)
    canvas.rect(0, A4[1] - 14 * mm, A4[0], 14 * mm, stroke=0, fill=1)
    _say(canvas, letter.structure, A4[1] - 24 * mm, 13, BOLD, _TEAL)
    _say(canvas, "Document inventé pour la démonstration de CS3", 22 * mm, 9, PLAIN, _SOFT)
    if letter.pages > 1:
        _say(canvas, f"{page + 1} / {letter.pages}", 16 * mm, 9, PLAIN, _SOFT)


def _say(canvas: Canvas, text: str, y: float, size: float, font: str, color: Color) -> float:
    """Writes a paragraph under `y`; answers where it ends."""
    style = ParagraphStyle("said", fontName=font, fontSize=size, leading=size * 1.5, textColor=color)
    paragraph = Paragraph(printable(text), style)
    _, high = paragraph.wrap(_WIDE, A4[1])
    paragraph.drawOn(canvas, _LEFT, y - high)
    return y - high
