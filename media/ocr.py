"""The words of a picture of paper, by the machine's own Tesseract (https://github.com/tesseract-ocr), in a confined process for each page.

It sees the page as everybody does: the picture that was drawn of it, never the file that was received.
"""

import csv
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from media.limits import MIB, Limits, Watch, run_child
from media.page_words import MOST_WORDS, Line, Word
from media.refused import Reason, Refused

PAGE_LIMITS = Limits(cpu_s=90, wall_s=600, memory=512 * MIB, output=16 * MIB, files=4, nice=15)
"""A full page takes one to four seconds of one core."""
ASKED_LIMITS = Limits(cpu_s=10, wall_s=60, memory=512 * MIB, output=MIB, files=2)
LANGUAGE, MORE = "fra", "eng"
SUREST = 30
"""Percent: a word of which Tesseract is less sure is more often a stain than a word."""
SURE_SIGN = 60
"""The same for what holds neither a letter nor a digit."""
_COLUMNS = 12

Absence = Literal["off", "not_installed", "no_french", "broken"]


@dataclass(frozen=True, slots=True)
class Tesseract:
    """languages: as its option -l takes them."""

    program: Path
    languages: str


async def find_tesseract(named: str, folder: Path) -> Tesseract | Absence:
    """named: a program's path, "off", or nothing: then the one on the PATH. folder: private to this call.

    Asked anew each time: it may have been installed since."""
    if named == "off":
        return "off"
    found = shutil.which(named or "tesseract")
    if found is None:
        return "not_installed"
    program = Path(found).absolute()
    lines: list[str] = []

    async def keep(line: str) -> bool:
        lines.append(line.strip())
        return True

    try:
        ended = await _run(program, "--list-langs", limits=ASKED_LIMITS, folder=folder, watch=keep)
    except Refused:
        return "broken"
    if ended != 0:
        return "broken"
    if LANGUAGE not in lines:
        return "no_french"
    return Tesseract(program, f"{LANGUAGE}+{MORE}" if MORE in lines else LANGUAGE)


async def recognise(
    picture: Path, folder: Path, reader: Tesseract, *, dots: float, limits: Limits = PAGE_LIMITS
) -> list[Line]:
    """picture: a PNG or a JPEG of our own. dots: pixels an inch of the paper. folder: private to this call.

    Raises Refused when it cannot be read; OSError when it is the machine's fault."""
    ended = await _run(
        reader.program, picture, folder / "read", "-l", reader.languages, "--dpi", str(min(max(round(dots), 70), 600)),
        "-c", "tessedit_create_tsv=1", limits=limits, folder=folder, readable=[picture],
    )  # fmt: skip
    rows = folder / "read.tsv"
    if ended != 0 or not rows.exists():
        raise Refused(Reason.UNREADABLE)
    try:
        return lines_of(rows.read_text(encoding="utf-8", errors="replace"))
    finally:
        rows.unlink()


async def _run(
    program: Path, *arguments: str | Path, limits: Limits, folder: Path, readable: list[Path] | None = None, watch: Watch | None = None
) -> int:  # fmt: skip
    ended = await run_child(
        "exec",
        (program, *arguments),
        limits=limits,
        folder=folder,
        readable=[*(readable or []), *_home(program)],
        watch=watch,
        # One thread: the other cores are for the people who read.
        more_environment={"OMP_THREAD_LIMIT": "1"},
    )
    return ended.code


def _home(program: Path) -> list[Path]:
    """Where its libraries and models are when they are not the system's. Beside a `bin` only those: it may be in somebody's home."""
    if program.parent.name != "bin":
        return [program.parent]
    return [program.parent.parent / name for name in ("lib", "lib64", "share")]


def lines_of(told: str) -> list[Line]:
    """Tesseract's table of words (TSV), as lines. Pure. What is no row of it is left out."""
    lines: dict[tuple[str, ...], Line] = {}
    count = 0
    for row in csv.reader(told.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE):
        if len(row) < _COLUMNS or row[0] != "5" or count >= MOST_WORDS:
            continue
        text = "".join(sign for sign in row[11] if sign.isprintable()).strip()
        try:
            x, y, width, height = (int(side) for side in row[6:10])
            sure = int(float(row[10]))
        except (ValueError, OverflowError):
            continue
        least = SUREST if any(sign.isalnum() for sign in text) else SURE_SIGN
        if not text or sure < least or width <= 0 or height <= 0:
            continue
        count += 1
        lines.setdefault(tuple(row[1:5]), []).append(Word(text[:200], x, y, width, height, min(sure, 99)))
    return list(lines.values())


def beside(known: list[Line], recognised: list[Line]) -> list[Line]:
    """The words that the file itself has, and of the recognised ones those that stand elsewhere, from top to bottom. Pure."""
    if not known:
        return recognised
    boxes = [word for line in known for word in line]
    new = [[word for word in line if not any(_within(word, box) for box in boxes)] for line in recognised]
    return sorted([*known, *(line for line in new if line)], key=lambda line: min(word.y for word in line))


def _within(word: Word, box: Word) -> bool:
    """Whether its middle lies in the box."""
    x, y = word.x + word.width / 2, word.y + word.height / 2
    return box.x <= x <= box.x + box.width and box.y <= y <= box.y + box.height
