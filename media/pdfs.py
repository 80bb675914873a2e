"""PDFs as they are read: each page drawn once, with the words that are seen on it. Nothing that a PDF asks to run is run."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from media.bounds import PDF_BYTES
from media.limits import MIB, Limits, run_child
from media.page_words import PageText, unpacked
from media.refused import Reason, Refused

PDF_LIMITS = Limits(
    cpu_s=600, wall_s=1200, stall_s=90, memory=1536 * MIB, output=400 * MIB, files=310, nice=10
)
_CHILD = "media.pdf_child"
_END = 4096
"""A PDF ends in %%EOF; what mail servers add after it is shorter than this."""

Progress = Callable[[float], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Page:
    """width, height: of the picture, in pixels. points_width, points_height: of the paper, in 1/72 inch. is_grey: one channel."""

    path: Path
    media_type: str
    width: int
    height: int
    points_width: float
    points_height: float
    is_grey: bool


@dataclass(frozen=True, slots=True)
class Pdf:
    """words: of each page, in their order; the file that holds them is `words.json` in the folder."""

    pages: list[Page]
    words: list[PageText]


async def render_pdf(
    source: Path, folder: Path, progress: Progress | None = None, *, limits: Limits = PDF_LIMITS
) -> Pdf:
    """Writes a picture of each page in `folder`, which is private to this call, and its words.

    Raises Refused; then what was written in the folder is worth nothing.
    """
    told = await _ask(source, folder, "draw", progress, limits)
    return Pdf([Page(folder / name, *rest) for name, *rest in told["pages"]], await _words(folder))


async def words_of_pdf(source: Path, folder: Path, *, limits: Limits = PDF_LIMITS) -> list[PageText]:
    """The words of each page alone, placed on the pictures that `render_pdf` makes. Raises Refused."""
    await _ask(source, folder, "words", None, limits)
    return await _words(folder)


async def _words(folder: Path) -> list[PageText]:
    return await asyncio.to_thread(lambda: unpacked((folder / "words.json").read_bytes()))


async def _ask(
    source: Path, folder: Path, what: str, progress: Progress | None, limits: Limits
) -> dict[str, Any]:
    _check_ends(source)
    last = ""

    async def follow(line: str) -> bool:
        nonlocal last
        last = line
        done = _done(line)
        if progress and done is not None:
            await progress(done)
        return done is not None

    command = (_CHILD, source.absolute(), folder.absolute(), what)
    ended = await run_child(
        "call", command, limits=limits, folder=folder, readable=[source.absolute()], watch=follow
    )
    told = _told(last)
    if told is None:
        hungry = "MemoryError" in ended.messages or "alloc" in ended.messages
        raise Refused(Reason.TOO_HUNGRY if hungry else Reason.UNREADABLE)
    if "refused" in told:
        raise Refused(Reason(told["refused"]))
    return told


def _check_ends(source: Path) -> None:
    """Raises Refused(EMPTY, TOO_LARGE, UNKNOWN_TYPE, TRUNCATED). A page of the web that is also a PDF begins as one: refused."""
    size = source.stat().st_size
    if size == 0:
        raise Refused(Reason.EMPTY)
    if size > PDF_BYTES:
        raise Refused(Reason.TOO_LARGE)
    with source.open("rb") as file:
        if not file.read(64).lstrip(b"\xef\xbb\xbf\r\n\t ").startswith(b"%PDF-"):
            raise Refused(Reason.UNKNOWN_TYPE)
        file.seek(max(0, size - _END))
        if b"%%EOF" not in file.read():
            raise Refused(Reason.TRUNCATED)


def _told(line: str) -> dict[str, Any] | None:
    try:
        told = json.loads(line)
    except ValueError:
        return None
    return told if "pages" in told or "refused" in told else None


def _done(line: str) -> float | None:
    """What part of the pages is drawn."""
    try:
        return float(json.loads(line)["done"])
    except (ValueError, KeyError, TypeError):
        return None
