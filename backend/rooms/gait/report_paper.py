"""A report with images of films, on A4, tagged: each image with what it shows, then its values, each with all that names it."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from html import escape
from typing import Any, cast
from uuid import UUID

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import ImageReader
from reportlab.platypus import Flowable, KeepTogether, SimpleDocTemplate, Spacer

from backend.kit.days import day_of
from backend.kit.print_fonts import BOLD, PLAIN, printable
from backend.kit.say import say_day
from backend.kit.tagged_pdf import Role, Tagged, TaggedCanvas
from backend.rooms.gait.report_words import WORDS, film_said, steps_said, value_said
from backend.rooms.gait.schemas import StepsView

Row = dict[str, Any]
_SIDE, _GAP = 16 * mm, 3 * mm
_WIDE = A4[0] - 2 * _SIDE - 12  # what a frame leaves inside its padding
_INK, _GREY, _TEAL = HexColor(0x14171A), HexColor(0x3F464D), HexColor(0x0B6E6E)
_ACROSS = {"still": 1, "pair": 2, "strip": 4}
_TALLEST = {"still": 118 * mm, "pair": 105 * mm, "strip": 62 * mm}
_LABEL = 11


@dataclass(frozen=True, kw_only=True)
class FilmSaid:
    """measures: those that stand, by their numbers."""

    film: Row
    measures: dict[UUID, Row]
    steps: StepsView


@dataclass(kw_only=True)
class Picture:
    """frame: the first is 0."""

    film: FilmSaid
    frame: int
    measures: list[Row]
    jpeg: bytes = b""


@dataclass(frozen=True, kw_only=True)
class Printed:
    kind: str
    words: str
    pictures: list[Picture]


@dataclass(frozen=True, kw_only=True)
class Paper:
    """about: what the author is, in words."""

    title: str
    text: str
    author: str
    about: str
    at: datetime
    figures: list[Printed]
    films: list[FilmSaid] = field(default_factory=list[FilmSaid])


def print_report(paper: Paper, language: str) -> bytes:
    words = WORDS[language]
    printable("")  # registers the typeface
    drawn = io.BytesIO()
    document = SimpleDocTemplate(
        drawn, pagesize=A4, leftMargin=_SIDE, rightMargin=_SIDE, topMargin=_SIDE, bottomMargin=18 * mm,
        title=paper.title, author=paper.author, lang=language, invariant=1,
    )  # fmt: skip
    made = words["made"].format(
        who=f"{paper.author} ({paper.about})" if paper.about else paper.author,
        day=say_day(day_of(paper.at), language),
    )
    story: list[Flowable] = [
        _text(paper.title, _style(17, bold=True), "H1"),
        _text(made, _style(10, colour=_GREY)),
        _text(words["notice"], _style(10, bold=True)),
        Spacer(1, 6),
    ]
    story += [_text(part, _style(11)) for part in paper.text.split("\n") if part.strip()]
    for figure in paper.figures:
        story += [Spacer(1, 10), *_figure(figure, language)]
    story += _steps(paper.films, language)

    def foot(canvas: Any, page: Any) -> None:
        canvas.begin_artifact()
        canvas.setFont(PLAIN, 8)
        canvas.setFillColor(_GREY)
        canvas.drawString(_SIDE, 10 * mm, printable(words["notice"]))
        canvas.drawRightString(A4[0] - _SIDE, 10 * mm, words["page"].format(n=page.page))
        canvas.end()

    document.build(story, onFirstPage=foot, onLaterPages=foot, canvasmaker=TaggedCanvas)
    return drawn.getvalue()


def _figure(figure: Printed, language: str) -> Iterator[Flowable]:
    films = list({one.film.film["id"]: one.film for one in figure.pictures}.values())
    heading = " · ".join(film_said(film.film, language) for film in films)
    rows = list(_rows(figure, language))
    # A heading stands above its first pictures, never alone at a page's foot.
    yield KeepTogether([_text(heading, _style(12, bold=True, colour=_TEAL), "H2"), rows[0]])
    yield from rows[1:]
    if figure.words:
        yield _text(figure.words, _style(11))
    for picture in figure.pictures:
        for row in picture.measures:
            said = value_said(row, language)
            number = WORDS[language]["image"].format(n=picture.frame + 1)
            yield _text(f"{number}\u202f: {said}" if language == "fr" else f"{number}: {said}", _style(10))


def _rows(figure: Printed, language: str) -> Iterator["_Pictures"]:
    across = min(_ACROSS[figure.kind], max(len(figure.pictures), 1))
    for start in range(0, len(figure.pictures), across):
        yield _Pictures(figure.pictures[start : start + across], across, _TALLEST[figure.kind], language)


def _steps(films: list[FilmSaid], language: str) -> Iterator[Flowable]:
    for film in films:
        lines = steps_said(film.steps, language)
        if lines:
            heading = WORDS[language]["steps"].format(film=film_said(film.film, language))
            yield Spacer(1, 10)
            yield _text(heading, _style(12, bold=True, colour=_TEAL, keep=True), "H2")
            for line in lines:
                yield _text(line, _style(10))


class _Pictures(Flowable):
    """One beside the other, each a figure with its alternative text, and the number of its image below."""

    def __init__(self, pictures: list[Picture], across: int, tallest: float, language: str) -> None:
        cast(Any, super()).__init__()
        self.pictures, self.language = pictures, language
        self.each = (_WIDE - _GAP * (across - 1)) / across
        self.readers = [ImageReader(io.BytesIO(one.jpeg)) for one in pictures]
        sizes = [cast(tuple[int, int], reader.getSize()) for reader in self.readers]
        self.sizes = [(w * scale, h * scale) for w, h in sizes for scale in [min(self.each / w, tallest / h)]]
        self.tall = max(h for _, h in self.sizes) + _LABEL + 6

    def wrap(self, *_: Any) -> tuple[float, float]:
        return _WIDE, self.tall

    def draw(self) -> None:
        canvas = cast(Any, self.canv)
        words = WORDS[self.language]
        for at, (one, reader, (width, height)) in enumerate(
            zip(self.pictures, self.readers, self.sizes, strict=True)
        ):
            left = at * (self.each + _GAP)
            number = words["image"].format(n=one.frame + 1)
            about = [film_said(one.film.film, self.language), number]
            about += [value_said(row, self.language) for row in one.measures]
            canvas.begin_element("Figure", alt=". ".join(about))
            canvas.drawImage(reader, left, self.tall - height, width, height)
            canvas.end()
            canvas.begin_element("P")
            canvas.setFont(PLAIN, 9)
            canvas.setFillColor(_GREY)
            canvas.drawString(left, self.tall - height - _LABEL, printable(number))
            canvas.end()


def _text(text: str, style: ParagraphStyle, role: Role = "P") -> Tagged:
    return Tagged(printable(escape(text)), style).tagged(role)


def _style(points: float, *, bold: bool = False, colour: Any = _INK, keep: bool = False) -> ParagraphStyle:
    return ParagraphStyle(
        "report",
        fontName=BOLD if bold else PLAIN,
        fontSize=points,
        leading=points * 1.35,
        textColor=colour,
        spaceAfter=3,
        keepWithNext=1 if keep else 0,
    )
