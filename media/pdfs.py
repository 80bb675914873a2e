"""PDFs as they are read: each page drawn once, with its words for who listens. Nothing that a PDF asks to run is run."""

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from media.bounds import PDF_BYTES
from media.limits import MIB, Limits, run_child
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
    """texts: the words of each page, in their order, empty for a picture of paper."""

    pages: list[Page]
    texts: list[str]


async def render_pdf(
    source: Path, folder: Path, progress: Progress | None = None, *, limits: Limits = PDF_LIMITS
) -> Pdf:
    """Writes a picture of each page in `folder`, which is private to this call, and its words.

    Raises Refused; then what was written in the folder is worth nothing.
    """
    _check_ends(source)
    last = ""

    async def follow(line: str) -> bool:
        nonlocal last
        last = line
        done = _done(line)
        if progress and done is not None:
            await progress(done)
        return done is not None

    command = (_CHILD, source.absolute(), folder.absolute())
    ended = await run_child(
        "call", command, limits=limits, folder=folder, readable=[source.absolute()], watch=follow
    )
    told = _told(last)
    if told is None:
        hungry = "MemoryError" in ended.messages or "alloc" in ended.messages
        raise Refused(Reason.TOO_HUNGRY if hungry else Reason.UNREADABLE)
    if "refused" in told:
        raise Refused(Reason(told["refused"]))
    texts: list[str] = json.loads((folder / "texts.json").read_text(encoding="utf-8"))
    return Pdf([Page(folder / name, *rest) for name, *rest in told["pages"]], texts)


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
