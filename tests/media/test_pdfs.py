"""Letters drawn page by page; and what is refused, or shown without being run."""

import asyncio
import os
from collections.abc import Awaitable, Callable
from functools import partial
from pathlib import Path

import pytest
from PIL import Image

from media import pdf_pages
from media.bounds import PDF_PAGES
from media.limits import MIB, Limits
from media.pdfs import Pdf, render_pdf
from media.refused import Reason, Refused
from tests.media import pdf_files as files
from tests.soak.counts import some


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "made"
    made.mkdir()
    return made


async def render(content: bytes, folder: Path, **more: object) -> Pdf:
    source = folder.parent / "received"
    source.write_bytes(content)
    return await render_pdf(source, folder, **more)  # type: ignore[arg-type]


async def refused(content: bytes, folder: Path, **more: object) -> Reason:
    with pytest.raises(Refused) as caught:
        await render(content, folder, **more)
    return caught.value.reason


def copy_of(pdf: Pdf) -> bytes:
    pictures = [
        pdf_pages.Picture(
            size=page.path.stat().st_size,
            media_type=page.media_type,
            width=page.width,
            height=page.height,
            points_width=page.points_width,
            points_height=page.points_height,
            is_grey=page.is_grey,
        )
        for page in pdf.pages
    ]
    laid = pdf_pages.layout(pictures)
    whole = b"".join(
        pdf.pages[part].path.read_bytes()[slice(*pictures[part].taken)] if isinstance(part, int) else part
        for part in laid
    )
    assert len(whole) == pdf_pages.total(pictures, laid)
    return whole


async def test_each_page_is_drawn_and_its_words_are_given(folder: Path) -> None:
    told: list[float] = []

    async def progress(done: float) -> None:
        told.append(done)

    pdf = await render(files.letter(pages=3), folder, progress=progress)
    assert [(page.width, page.height) for page in pdf.pages] == [(1414, 2000)] * 3
    assert pdf.words[1].text == "Madame, Monsieur,\nThéo marche mieux.\npage 2"
    assert told == pytest.approx([1 / 3, 2 / 3, 1.0])
    drawn = Image.open(pdf.pages[0].path)
    assert (drawn.width, drawn.height) == (1414, 2000)
    assert drawn.convert("L").getextrema() == (0, 255)
    assert pdf.pages[0].path.stat().st_size < 60_000


async def test_what_was_filled_in_is_shown(folder: Path) -> None:
    pdf = await render(files.filled_form(), folder)
    drawn = Image.open(pdf.pages[0].path).convert("L")
    scale = drawn.height / 842
    field = drawn.crop(
        (round(122 * scale), round((842 - 798) * scale), round(300 * scale), round((842 - 772) * scale))
    )
    assert field.getextrema()[0] < 100


async def test_a_page_on_its_side_stands(folder: Path) -> None:
    pdf = await render(files.one_page(page="/Rotate 90"), folder)
    assert (pdf.pages[0].width, pdf.pages[0].height) == (2000, 1414)
    assert (pdf.pages[0].points_width, pdf.pages[0].points_height) == (842, 595)


@pytest.mark.parametrize("what", list(files.HOSTILE))
async def test_nothing_is_run_and_the_copy_holds_only_what_is_seen(folder: Path, what: str) -> None:
    content = files.HOSTILE[what]
    pdf = await render(content, folder)
    seen = Image.open(pdf.pages[0].path).convert("RGB")
    red = seen.getpixel((round(200 / 842 * 2000), 2000 - round(200 / 842 * 2000)))
    assert isinstance(red, tuple)
    assert red[0] > 200
    assert red[1] < 80
    copy = copy_of(pdf)
    for word in (
        b"JavaScript",
        b"/Launch",
        b"/SubmitForm",
        b"/GoToR",
        b"/OpenAction",
        b"EmbeddedFile",
        b"MZ ",
        b"<script",
    ):
        assert word not in copy


async def test_the_copy_is_a_pdf_of_the_same_pages_without_names(folder: Path) -> None:
    pdf = await render(files.letter(pages=2), folder)
    copy = copy_of(pdf)
    assert b"Dupont" in files.letter()
    assert b"Dupont" not in copy
    assert b"/Info" not in copy
    again = folder.parent / "again"
    again.mkdir()
    same = await render(copy, again)
    assert [(page.width, page.height) for page in same.pages] == [
        (page.width, page.height) for page in pdf.pages
    ]
    one, other = (Image.open(page.path).convert("L") for page in (pdf.pages[1], same.pages[1]))
    differing = sum(abs(a - b) > 60 for a, b in zip(one.tobytes(), other.tobytes(), strict=True))
    assert differing < 500


async def test_a_photographed_page_becomes_a_jpeg_and_the_copy_keeps_it(folder: Path) -> None:
    from io import BytesIO

    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen import canvas

    noisy = Image.effect_noise((900, 1270), 90).convert("RGB").point(lambda level: level)
    noisy.paste((200, 40, 40), (0, 0, 300, 300))
    out = BytesIO()
    drawn = canvas.Canvas(out)
    drawn.drawImage(ImageReader(noisy), 0, 0, 595, 842)
    drawn.save()
    pdf = await render(out.getvalue(), folder)
    assert pdf.pages[0].media_type == "image/jpeg"
    assert [(page.read, page.text) for page in pdf.words] == [("unread", "")]
    again = folder.parent / "again"
    again.mkdir()
    same = await render(copy_of(pdf), again)
    assert Image.open(same.pages[0].path).convert("RGB").getpixel((100, 100))[0] > 150  # type: ignore[index]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"%PDF-1.7\nnothing\n%%EOF\n", Reason.UNREADABLE),
        (files.letter()[:-700], Reason.TRUNCATED),
        (b"<!doctype html><script>alert(1)</script>\n" + files.one_page(), Reason.UNKNOWN_TYPE),
        (b"\xff\xd8\xff\xe0" + files.one_page(), Reason.UNKNOWN_TYPE),
        (files.letter(password="ouvre-moi"), Reason.ENCRYPTED),
        (files.many_pages(10_000), Reason.TOO_MANY_PAGES),
        (files.made("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Count 0 /Kids [] >>"), Reason.UNREADABLE),
    ],
    ids=["empty", "nothing", "cut", "html first", "jpeg first", "password", "10 000 pages", "no page"],
)  # fmt: skip
async def test_what_cannot_be_read_says_why(folder: Path, content: bytes, reason: Reason) -> None:
    assert await refused(content, folder) == reason


async def test_a_letter_that_only_forbids_changing_it_is_read(folder: Path) -> None:
    pdf = await render(files.letter(owner="secrétariat"), folder)
    assert "Théo" in pdf.words[0].text


@pytest.mark.slow
@pytest.mark.timeout(240)
async def test_as_many_pages_as_are_said_are_read(folder: Path) -> None:
    """A sixteenth of a sheet each, or the long runs' whole sheets: half a minute of one core."""
    box = "0 0 595 842" if os.environ.get("CS3_SOAK") else "0 0 74 105"
    pdf = await render(files.many_pages(PDF_PAGES, box), folder)
    assert len(pdf.pages) == PDF_PAGES
    assert await refused(files.many_pages(PDF_PAGES + 1), folder) == Reason.TOO_MANY_PAGES


async def test_a_page_of_200_inches_is_drawn_as_large_as_any_other(folder: Path) -> None:
    pdf = await render(files.one_page(box="0 0 14400 14400"), folder)
    assert (pdf.pages[0].width, pdf.pages[0].height) == (2000, 2000)


async def test_the_colour_of_the_paper_stays(folder: Path) -> None:
    beige = files.stream(b"0.851 0.824 0.769 rg 0 0 595 842 re f 0.1 g 80 80 200 20 re f")
    pdf = await render(files.one_page(contents=beige), folder)
    assert pdf.pages[0].media_type == "image/png"
    seen = Image.open(pdf.pages[0].path).convert("RGB").getpixel((1000, 300))
    assert isinstance(seen, tuple)
    assert all(abs(one - other) <= 3 for one, other in zip(seen, (217, 210, 196), strict=True))


async def test_a_stamp_is_not_blown_up(folder: Path) -> None:
    pdf = await render(files.one_page(box="0 0 50 30"), folder)
    assert (pdf.pages[0].width, pdf.pages[0].height) == (200, 120)


@pytest.mark.parametrize("box", ["0 0 1e9 1e9", "0 0 0 0", "0 0 nan nan", "0 0 100000 0.001"])
async def test_a_page_of_no_size_harms_nothing(folder: Path, box: str) -> None:
    try:
        pdf = await render(files.one_page(box=box), folder)
    except Refused:
        return
    assert max(pdf.pages[0].width, pdf.pages[0].height) <= 2000


TIGHT = Limits(cpu_s=20, wall_s=60, stall_s=40, memory=768 * MIB, output=50 * MIB, files=310)


# Made when it is wanted: a gigabyte to pack, by each process that only lists the tests.
@pytest.mark.slow
@pytest.mark.parametrize(
    "make",
    some(
        pytest.param(partial(files.bomb, rounds=1, size=1 << 29), id="once"),
        pytest.param(files.wide_picture, id="wide"),
        besides=[pytest.param(files.bomb, id="twice")],
    ),
)
async def test_a_bomb_goes_off_in_its_own_room(folder: Path, make: Callable[[], bytes]) -> None:
    """Refused, or drawn without what does not fit; in no case does it take more than it is given."""
    content = make()
    assert len(content) < 3_000_000
    source = folder.parent / "received"
    source.write_bytes(content)
    why = {Reason.TOO_HUNGRY, Reason.TOO_SLOW, Reason.UNREADABLE, Reason.TOO_MUCH_OUTPUT}
    assert await _outcome(render_pdf(source, folder, limits=TIGHT)) in {1, *why}


async def _outcome(work: Awaitable[Pdf]) -> int | Reason:
    """How many pages, or why none."""
    try:
        return len((await work).pages)
    except Refused as caught:
        return caught.reason


async def test_pages_that_hold_themselves_end(folder: Path) -> None:
    content = files.made(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Count 3 /Kids [2 0 R 3 0 R] >>",
        "<< /Type /Pages /Parent 2 0 R /Count 2 /Kids [3 0 R 2 0 R] >>",
    )
    async with asyncio.timeout(60):
        outcome = await _outcome(render(content, folder, limits=TIGHT))
    assert outcome in {*range(PDF_PAGES + 1), Reason.UNREADABLE, Reason.TOO_MANY_PAGES}


async def test_a_drawing_without_end_is_ended(folder: Path) -> None:
    """Two million long lines on one page, and a second given."""
    lines = b"0 0 m 595 842 l S 0 842 m 595 0 l S " * 1_000_000
    import zlib

    content = files.one_page(contents=files.stream(zlib.compress(lines, 9), "/Filter /FlateDecode"))
    short = Limits(cpu_s=1, wall_s=20, memory=1024 * MIB, output=50 * MIB, files=310)
    assert await refused(content, folder, limits=short) in {Reason.TOO_SLOW, Reason.TOO_HUNGRY}
