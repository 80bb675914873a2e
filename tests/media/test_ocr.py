"""The words of pictures of paper, by a real Tesseract; and what it may not do."""

from pathlib import Path

import pytest
import reportlab
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from media.limits import MIB, Limits
from media.ocr import Tesseract, beside, find_tesseract, lines_of, recognise
from media.page_words import Word
from media.refused import Reason, Refused

LETTER = (
    "Centre hospitalier, service de neuropédiatrie",
    "J’ai revu Théo pour le suivi de son hémiplégie droite.",
    "La marche s’est améliorée depuis l’injection de toxine",
    "botulique ; les orthèses de nuit sont bien supportées.",
)


FONT = ImageFont.truetype(Path(reportlab.__file__).parent / "fonts" / "Vera.ttf", 25)


def scanned(lines: tuple[str, ...] = LETTER, *, grey: int = 235) -> Image.Image:
    """A page as a phone photographs it: a little crooked, soft, on grey paper."""
    page = Image.new("L", (1000, 420), grey)
    brush = ImageDraw.Draw(page)
    for number, line in enumerate(lines):
        brush.text((60, 60 + 60 * number), line, font=FONT, fill=60)
    return page.rotate(0.6, fillcolor=grey, resample=Image.Resampling.BICUBIC).filter(
        ImageFilter.GaussianBlur(0.6)
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "made").mkdir()
    return tmp_path / "made"


async def test_a_scan_is_read_in_french_with_places(tmp_path: Path, folder: Path, tesseract: str) -> None:
    reader = await find_tesseract(tesseract, folder)
    assert isinstance(reader, Tesseract)
    assert reader.languages.split("+")[0] == "fra"
    picture = tmp_path / "page"
    scanned().save(picture, "PNG")
    lines = await recognise(picture, folder, reader, dots=170)
    said = " ".join(word.text for line in lines for word in line)
    for word in ("hospitalier", "neuropédiatrie", "Théo", "hémiplégie", "toxine", "orthèses", "nuit"):
        assert word in said
    place = next(word for line in lines for word in line if word.text.startswith("neuro"))
    assert 400 < place.x < 600
    assert 50 < place.y < 90
    assert 50 < place.sure < 100
    assert list(folder.iterdir()) == []
    # Nothing to read is no error; what is no picture is refused; too little time is too.
    Image.new("L", (400, 400), 255).save(picture, "PNG")
    assert await recognise(picture, folder, reader, dots=170) == []
    picture.write_bytes(b"%PDF-1.7 no picture")
    with pytest.raises(Refused) as caught:
        await recognise(picture, folder, reader, dots=170)
    assert caught.value.reason == Reason.UNREADABLE
    scanned().save(picture, "PNG")
    short = Limits(cpu_s=60, wall_s=0.05, memory=512 * MIB, output=MIB)
    with pytest.raises(Refused) as caught:
        await recognise(picture, folder, reader, dots=170, limits=short)
    assert caught.value.reason == Reason.TOO_SLOW


async def test_it_is_found_or_said_why_not(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert await find_tesseract("off", folder) == "off"
    monkeypatch.setenv("PATH", str(tmp_path))
    assert await find_tesseract("", folder) == "not_installed"
    program = tmp_path / "tesseract"
    for says, answer in (("echo eng", "no_french"), ("exit 3", "broken"), ("echo osd; echo fra", "fra")):
        program.write_text(f"#!/bin/sh\n{says}\n")
        program.chmod(0o755)
        found = await find_tesseract("", folder)
        assert (found.languages if isinstance(found, Tesseract) else found) == answer


async def test_it_reaches_neither_the_network_nor_other_files(tmp_path: Path, folder: Path) -> None:
    """In its place, a program that tries."""
    secret = tmp_path / "secret"
    secret.write_text("clé")
    home = tmp_path / "opt" / "bin"
    home.mkdir(parents=True)
    beside = tmp_path / "opt" / "notes"
    beside.write_text("clé")
    program = home / "tesseract"
    program.write_text(
        "#!/usr/bin/python3\nimport socket, sys\nout = open(sys.argv[2] + '.tsv', 'w')\n"
        "def tries(what):\n    try:\n        what()\n    except OSError:\n        return 'no'\n    return 'yes'\n"
        f"found = [tries(lambda: socket.create_connection(('127.0.0.1', 9), 1)), tries(lambda: open({str(secret)!r}).read()), tries(lambda: open({str(beside)!r}).read())]\n"
        "out.write('5\\t1\\t1\\t1\\t1\\t1\\t0\\t0\\t9\\t9\\t90\\t' + ','.join(found) + '\\n')\n"
    )
    program.chmod(0o755)
    picture = tmp_path / "page"
    scanned().save(picture, "PNG")
    lines = await recognise(picture, folder, Tesseract(program, "fra"), dots=170)
    tried = lines[0][0].text.split(",")
    assert tried[0] == "no"
    if Path("/sys/kernel/security/landlock").exists() or _landlock():
        assert tried[1:] == ["no", "no"]


def _landlock() -> bool:
    import ctypes

    libc = ctypes.CDLL(None, use_errno=True)
    return libc.syscall(444, None, ctypes.c_size_t(0), ctypes.c_uint(1)) >= 1


def test_its_table_is_read_whatever_is_in_it() -> None:
    def row(line: int, text: str, sure: str = "91.5", **sides: str) -> str:
        places = {"x": "10", "y": "20", "width": "30", "height": "12"} | sides
        return "\t".join(["5", "1", "1", "1", str(line), "1", *places.values(), sure, text])

    told = [
        "level\tpage_num\tblock_num", row(1, "Théo"), row(1, "marche", "29"), row(1, "|", "55"), row(1, '"mieux"'), row(2, "", "95"),
        row(2, "x", width="-1"), row(2, "y", x="nan"), "5\t1", row(2, "a\u0000\u202eb"), row(3, "z", "inf"),
    ]  # fmt: skip
    lines = lines_of("\n".join(told))
    assert [[word.text for word in line] for line in lines] == [["Théo", '"mieux"'], ["ab"]]
    assert lines[0][0] == Word("Théo", 10, 20, 30, 12, 91)


def test_what_is_known_already_is_not_said_twice() -> None:
    typed = [[Word("Entête", 0, 0, 100, 20)]]
    read = [
        [Word("Entete", 2, 1, 96, 18, 60), Word("logo", 200, 2, 50, 18, 80)],
        [Word("Corps", 0, 60, 90, 20, 88)],
    ]
    assert [[word.text for word in line] for line in beside(typed, read)] == [["Entête"], ["logo"], ["Corps"]]
    assert beside([], read) == read
