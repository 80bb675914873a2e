"""The words of a page are those that are seen on its picture; whoever hid one finds it neither in what is read out nor in the copy."""

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from media import pdf_pages
from media.page_words import PageText, Word, bounded
from media.pdfs import render_pdf, words_of_pdf
from tests.media import pdf_files as files

NOISE = ImageReader(Image.effect_noise((200, 50), 90).convert("RGB"))


def _under_a_bar(page: Canvas, y: float) -> None:
    page.drawString(60, y, "SECRET fin")
    page.rect(58, y - 4, 49, 15, fill=1)


def _under_a_white_bar(page: Canvas, y: float) -> None:
    page.drawString(60, y, "SECRET fin")
    page.setFillGray(1)
    page.rect(58, y - 4, 49, 15, fill=1, stroke=0)


def _under_most_of_a_bar(page: Canvas, y: float) -> None:
    page.drawString(60, y, "SECRET")
    page.rect(58, y + 1, 60, 6, fill=1)


def _under_a_veil(page: Canvas, y: float) -> None:
    page.drawString(60, y, "SECRET")
    page.setFillAlpha(0.95)
    page.rect(58, y - 4, 60, 15, fill=1)


def _under_a_picture(page: Canvas, y: float) -> None:
    page.drawString(60, y, "SECRET")
    page.drawImage(NOISE, 58, y - 4, 80, 18)


def _without_ink(page: Canvas, y: float) -> None:
    text = page.beginText(60, y)
    text.setTextRenderMode(3)
    text.textOut("SECRET")
    page.drawText(text)


def _white_on_white(page: Canvas, y: float) -> None:
    page.setFillGray(1)
    page.drawString(60, y, "SECRET")


def _almost_white(page: Canvas, y: float) -> None:
    page.setFillGray(0.96)
    page.drawString(60, y, "SECRET")


def _too_small(page: Canvas, y: float) -> None:
    page.setFont("Helvetica", 1)
    page.drawString(60, y, "SECRET")


def _off_the_sheet(page: Canvas, y: float) -> None:
    page.drawString(700, y, "SECRET")


def _under_another_word(page: Canvas, y: float) -> None:
    page.drawString(60, y, "SECRET")
    page.drawString(60, y, "PUBLIC")


def _under_a_bar_in_a_form(page: Canvas, y: float) -> None:
    page.beginForm("inner")
    page.drawString(60, y, "dedans SECRET")
    page.rect(100, y - 4, 60, 15, fill=1)
    page.endForm()
    page.doForm("inner")


def _clipped(page: Canvas, y: float) -> None:
    path = page.beginPath()
    path.rect(0, 0, 10, 10)
    page.clipPath(path, stroke=0)
    page.drawString(60, y, "SECRET")


HIDDEN: list[Callable[[Canvas, float], None]] = [
    _under_a_bar, _under_a_white_bar, _under_most_of_a_bar, _under_a_veil, _under_a_picture, _without_ink, _white_on_white,
    _almost_white, _too_small, _off_the_sheet, _under_another_word, _under_a_bar_in_a_form, _clipped,
]  # fmt: skip


async def test_what_is_hidden_on_a_page_is_none_of_its_words(tmp_path: Path) -> None:
    """Each way on a line of its own, between two that are seen."""
    out = BytesIO()
    page = Canvas(out, pagesize=(595, 842))
    for number, hide in enumerate(HIDDEN):
        page.saveState()
        page.setFont("Helvetica", 11)
        page.drawString(300, 800 - 40 * number, f"repère {number}")
        hide(page, 780 - 40 * number)
        page.restoreState()
    page.save()
    assert out.getvalue().count(b"stream") > 2
    words, copy = await _read(out.getvalue(), tmp_path)
    said = " ".join(word.text for word in words)
    for number, hide in enumerate(HIDDEN):
        assert f"repère {number}" in said, hide.__name__
    for text in (said, copy):
        assert not any(part in text for part in ("SEC", "CRET", "PUB", "BLIC")), text
        assert {"fin", "dedans"} <= set(text.split())


def _barred_by_a_glyph(bars: str, name: str | None, *, before: str = "") -> bytes:
    """« SECRET » under a glyph that fills its square: `bars` shows it; name: the letter that it says to be, in hexadecimal, if any."""
    square = files.stream(b"1000 0 0 0 1000 1000 d1 0 0 1000 1000 re f")
    maps = (
        f"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <42> <{name}> endbfchar"
        if name
        else ""
    )
    font = (
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1000 1000] /FontMatrix [0.001 0 0 0.001 0 0] /FirstChar 66 /LastChar 66"
        " /Widths [1000] /CharProcs << /bar 7 0 R >> /Encoding << /Type /Encoding /Differences [66 /bar] >> /Resources << >>"
        f" {'/ToUnicode 8 0 R' if name else ''} >>"
    )
    content = f"BT /F 11 Tf 60 700 Td (seen SECRET) Tj ET {before} {bars}".encode()
    return files.made(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F 5 0 R /B 6 0 R >> >> >>",
        files.stream(content),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        font,
        square,
        files.stream(maps.encode()),
    )


_ROW, _ONE = "BT /B 12 Tf 86 698 Td (BBBB) Tj ET", "BT /B 200 Tf 86 600 Td (B) Tj ET"


@pytest.mark.parametrize(
    ("bars", "name", "before"),
    [
        (_ROW, None, ""),
        (_ROW, "F06E", ""),
        (_ROW, "0020", ""),
        (_ONE, "2588", ""),
        (_ROW, "0041", "BT /F 6 Tf 60 600 Td (" + "a" * 20_000 + ") Tj ET"),
    ],
    ids=[
        "without a name",
        "a private name",
        "a space",
        "one large sign",
        "after the last letter that is looked at",
    ],
)
async def test_a_bar_that_is_a_letter_hides_what_is_under_it(
    tmp_path: Path, bars: str, name: str | None, before: str
) -> None:
    source, made = tmp_path / "received", tmp_path / "made"
    source.write_bytes(_barred_by_a_glyph(bars, name, before=before))
    made.mkdir()
    (page,) = await words_of_pdf(source, made)
    assert not any(part in page.text for part in ("SEC", "CRET", "ECR", "RET")), page.text
    assert page.text.startswith("seen") != bool(before)
    assert page.read == "unread" if before else True


async def test_a_page_has_no_more_words_than_a_page_holds(tmp_path: Path) -> None:
    """Thousands of words of one letter would be read again and again by whoever reads the file."""
    source, made = tmp_path / "received", tmp_path / "made"
    rows = " ".join(f"1 0 0 1 20 {800 - 7 * row} Tm ({'a ' * 60}) Tj" for row in range(100))
    content = f"BT /F 7 Tf {rows} ET".encode()
    font = "/Resources << /Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >>"
    source.write_bytes(files.one_page(contents=files.stream(content), page=font))
    made.mkdir()
    (page,) = await words_of_pdf(source, made)
    assert (page.read, page.lines) == ("unread", [])


def test_a_file_has_no_more_words_than_a_file_holds() -> None:
    page = PageText("typed", [[Word("a", 0, 0, 1, 1)] * 5000])
    kept = bounded([page] * 41 + [PageText("empty", [])])
    assert sum(one.count for one in kept) == 200_000
    assert [one.read for one in kept[39:]] == ["typed", "failed", "empty"]


async def test_what_is_seen_is_there_as_it_was_typed(tmp_path: Path) -> None:
    """Signs with gaps, accents, small print, letters on a colour, twice in one place, white on black, on a page that lies on its side."""
    out = BytesIO()
    page = Canvas(out, pagesize=(595, 842))
    page.translate(595, 0)
    page.rotate(90)
    page.drawString(60, 500, 'L’île : i, j ; à 9 h 30 — « où ? » oui ! a.b-c (d) "e" f…')
    page.setFillColorRGB(1, 1, 0.3)
    page.rect(58, 470, 300, 18, fill=1, stroke=0)
    page.setFillGray(0)
    page.drawString(60, 475, "Surligné en jaune")
    page.drawString(60, 450, "Gras")
    page.drawString(60.3, 450, "Gras")
    page.rect(58, 420, 300, 18, fill=1)
    page.setFillGray(1)
    page.drawString(60, 425, "En négatif")
    page.setFillGray(0)
    page.setFont("Helvetica", 6)
    page.drawString(60, 400, "Petits caractères du bas de page, opéré à Lyon")
    page.setPageRotation(90)
    page.save()
    words, copy = await _read(out.getvalue(), tmp_path)
    said = " ".join(word.text for word in words)
    for line in (
        'L’île : i, j ; à 9 h 30 — « où ? » oui ! a.b-c (d) "e" f…',
        "Surligné en jaune Gras En négatif Petits caractères du bas de page, opéré à Lyon",
    ):
        assert line in said
        assert line in " ".join(copy.split())


async def test_the_words_alone_are_the_same(tmp_path: Path) -> None:
    source = tmp_path / "received"
    source.write_bytes(files.letter(pages=2))
    both = []
    for name, read in (("drawn", render_pdf), ("words", words_of_pdf)):
        (tmp_path / name).mkdir()
        found = await read(source, tmp_path / name)
        both.append(found if isinstance(found, list) else found.words)
    assert both[0] == both[1]
    assert [page.read for page in both[0]] == ["typed", "typed"]
    assert [one.name for one in (tmp_path / "words").iterdir()] == ["words.json"]


@pytest.mark.parametrize("content", [b"", b"0.5 g 60 60 3 3 re f"], ids=["blank", "a dot"])
async def test_an_empty_page_has_nothing_to_read(tmp_path: Path, content: bytes) -> None:
    source = tmp_path / "received"
    source.write_bytes(files.one_page(contents=files.stream(content)))
    (tmp_path / "made").mkdir()
    assert [page.read for page in await words_of_pdf(source, tmp_path / "made")] == ["empty"]


def test_words_of_any_writing_are_found_where_they_stand() -> None:
    """More letters than one font of a PDF holds."""
    signs = [
        chr(code)
        for code in (*range(0x21, 0x7F), *range(0xC0, 0x180), *range(0x391, 0x3A1), *range(0x410, 0x450))
    ]
    rows = ["".join(signs[at : at + 12]) for at in range(0, len(signs), 12)]
    words = [Word(row, 100, 40 + 55 * number, 500, 40) for number, row in enumerate(rows)]
    picture = pdf_pages.Picture(
        size=1,
        media_type="image/jpeg",
        width=1414,
        height=2000,
        points_width=595,
        points_height=842,
        is_grey=True,
    )
    laid = pdf_pages.layout([picture], [words])
    whole = b"".join(b"\0" if isinstance(part, int) else part for part in laid)
    assert len(whole) == pdf_pages.total([picture], laid)
    assert laid == pdf_pages.layout([picture], [words])
    text = pdfium.PdfDocument(whole)[0].get_textpage()
    for word in words:
        found = text.search(word.text, match_case=True).get_next()
        assert found is not None, word.text
        rects = [text.get_rect(n) for n in range(text.count_rects(*found))]  # one for each font of the word
        left, bottom, right, top = (
            most(sides) for most, sides in zip((min, min, max, max), zip(*rects, strict=True), strict=True)
        )
        scale = 842 / 2000
        assert left == pytest.approx(word.x * scale, abs=8)
        assert right == pytest.approx((word.x + word.width) * scale, abs=20)
        assert bottom < 842 - (word.y + word.height / 2) * scale < top


async def _read(content: bytes, folder: Path) -> tuple[list[Word], str]:
    """The words of a PDF of one page, and the text of its copy as another program reads it."""
    source, made = folder / "received", folder / "made"
    source.write_bytes(content)
    made.mkdir()
    pdf = await render_pdf(source, made)
    page = pdf.pages[0]
    picture = pdf_pages.Picture(
        size=page.path.stat().st_size,
        **{name: getattr(page, name) for name in pdf_pages.Picture.__dataclass_fields__ if name != "size"},
    )
    words = [word for line in pdf.words[0].lines for word in line]
    whole = b"".join(
        page.path.read_bytes()[slice(*picture.taken)] if isinstance(part, int) else part
        for part in pdf_pages.layout([picture], [words])
    )
    return words, pdfium.PdfDocument(whole)[0].get_textpage().get_text_range()
