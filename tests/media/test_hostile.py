"""Files made to pass for something else, or to break what opens them: each is refused, or what is made of it holds nothing of the trick."""

import io
import struct
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from media import kinds
from media.limits import Reason, Refused
from media.photos import clean_photo, render_photo
from media.videos import render_video
from tests.media import pdf_files
from tests.media.films import film
from tests.media.photographs import corners, jpeg, named_profile
from tests.media.test_kinds import DOCX, office
from tests.media.test_pdfs import copy_of, render

SCRIPT = b"<script>alert(1)</script>"


def _source(folder: Path, content: bytes, name: str = "received") -> Path:
    source = folder / name
    source.write_bytes(content)
    return source


async def _refused(folder: Path, content: bytes, name: str) -> Reason:
    with pytest.raises(Refused) as caught:
        await kinds.look(_source(folder, content), folder, name=name)
    return caught.value.reason


@pytest.mark.parametrize(
    "tail", [DOCX, SCRIPT, b"GIF89a=1;alert(1)", b"%PDF-1.7\n"], ids=["ZIP", "page", "GIF and script", "PDF"]
)
async def test_a_photo_that_is_something_else_as_well(tmp_path: Path, tail: bytes) -> None:
    """Behind the picture, and in its comment: neither the copies nor the original without names hold it."""
    source = _source(tmp_path, jpeg(corners(), comment=tail) + tail)
    photo = await render_photo(source, tmp_path)
    cleaned = await clean_photo(source, tmp_path)
    for path in (cleaned, *(copy.path for copy in photo.renditions.values())):
        assert tail[:8] not in path.read_bytes()


async def test_a_gif_that_is_a_script_is_not_taken(tmp_path: Path) -> None:
    assert await _refused(tmp_path, b"GIF89a=1;alert(1)//" + bytes(60), "a.jpg") is Reason.UNKNOWN_TYPE


async def test_a_pdf_that_is_a_page_of_the_web(tmp_path: Path) -> None:
    made = tmp_path / "made"
    made.mkdir()
    pdf = await render(pdf_files.one_page(SCRIPT, catalog="/Lang (x)") + SCRIPT, made)
    assert SCRIPT not in copy_of(pdf)
    assert await _refused(tmp_path, SCRIPT + pdf_files.letter(), "a.pdf") is Reason.UNKNOWN_TYPE


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><svg>&b;</svg>'


@pytest.mark.parametrize("name", ["a.jpg", "a.docx", "a.txt", "a.svg"])
async def test_entities_by_any_name(tmp_path: Path, name: str) -> None:
    assert await _refused(tmp_path, ENTITIES, name) is Reason.UNKNOWN_TYPE


async def test_of_an_office_file_the_directory_alone_is_read(tmp_path: Path) -> None:
    """Neither entities are resolved nor a part of 100 MB unpacked: what the parts hold is not looked at, damaged or not."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", ENTITIES)
        archive.writestr("word/document.xml", bytes(100_000_000))
    content = bytearray(held.getvalue())
    at = content.index(b"word/document.xml") + len("word/document.xml")
    content[at : at + 200] = b"\xff" * 200  # who unpacks it stumbles here
    looked = await kinds.look(_source(tmp_path, bytes(content)), tmp_path, name="a")
    assert looked.media_type == kinds.OFFICE["docx"]


async def test_an_archive_of_too_many_parts(tmp_path: Path) -> None:
    many = office("[Content_Types].xml", *(f"word/{number}" for number in range(10_001)))
    assert await _refused(tmp_path, many, "a.docx") is Reason.UNREADABLE


def _profiles() -> dict[str, bytes]:
    whole = named_profile()
    endless = bytearray(whole)
    endless[128:132] = b"\xff" * 4
    outside = bytearray(whole)
    outside[136:144] = b"\xff" * 8
    return {"cut": whole[:140], "endless tags": bytes(endless), "outside": bytes(outside), "empty": b"x"}


@pytest.mark.parametrize("what", ["cut", "endless tags", "outside", "empty"])
async def test_a_colour_profile_gone_wrong_costs_no_photo(tmp_path: Path, what: str) -> None:
    source = _source(tmp_path, jpeg(corners(), icc_profile=_profiles()[what]))
    photo = await render_photo(source, tmp_path)
    assert Image.open(photo.renditions["small"].path).size == (320, 240)
    await clean_photo(source, tmp_path)


async def test_a_broken_font_costs_no_letter(tmp_path: Path) -> None:
    made = tmp_path / "made"
    made.mkdir()
    broken = pdf_files.one_page(
        "<< /Type /Font /Subtype /TrueType /BaseFont /X /FirstChar 0 /LastChar 255 /FontDescriptor 6 0 R >>",
        "<< /Type /FontDescriptor /FontName /X /Flags 4 /FontFile2 7 0 R >>",
        pdf_files.stream(b"\0\1\0\0\xff\xff\xff\xff" + b"glyf" * 300),
        page="/Resources << /Font << /F 5 0 R >> >>",
        contents=pdf_files.stream(b"BT /F 40 Tf 100 700 Td (Bonjour) Tj ET"),
    )
    assert len((await render(broken, made)).pages) == 1


def _patched(source: Path, box: bytes, change: int, value: bytes) -> Path:
    """The box of that name in its index, which is at the end: `change` bytes behind its name."""
    data = bytearray(source.read_bytes())
    at = data.rindex(box) + len(box) + change
    data[at : at + len(value)] = value
    source.write_bytes(bytes(data))
    return source


async def _film(source: Path) -> Reason | str:
    try:
        await render_video(source, source.parent)
    except Refused as refused:
        return refused.reason
    return "shown"


async def test_films_that_lie_of_themselves(tmp_path: Path) -> None:
    """Each is shown or refused, within its time, and nothing else comes of it."""
    small = film(tmp_path / "film.mp4", size="64x48", rate=10, seconds=0.5, sound=None)
    whole = small.read_bytes()
    endless = struct.pack(">I", 2**32 - 1)
    for what, box, change, value in (
        ("0 × 0 in its track", b"tkhd", 4 + 72, bytes(8)),
        ("0 × 0 in its description", b"avc1", 24, bytes(4)),
        ("100 000 images a second", b"mdhd", 12, struct.pack(">I", 102_400_000)),
        ("an endless film", b"mvhd", 16, endless),
        ("an endless track", b"mdhd", 16, endless),
        ("a time before its beginning", b"elst", 12, struct.pack(">i", -(2**31))),
    ):
        small.write_bytes(whole)
        ended = await _film(_patched(small, box, change, value))
        assert ended in {"shown", Reason.UNREADABLE, Reason.TOO_LONG, Reason.NO_IMAGES}, what
        if "endless film" in what:
            assert ended in {"shown", Reason.TOO_LONG}, what


async def test_a_film_of_a_hundred_tracks(tmp_path: Path) -> None:
    one = film(tmp_path / "one.mp4", size="32x32", rate=5, seconds=0.4, sound=None)
    many = film(tmp_path / "many.mp4", *["-map", "0:v"] * 100, size="32x32", rate=5, seconds=0.4, sound=None)
    assert many.stat().st_size > 20 * one.stat().st_size
    video = await render_video(many, tmp_path)
    assert video.frames == 2
    assert replace(video, renditions={}).width == 32
