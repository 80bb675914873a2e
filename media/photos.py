"""Photos as they are shown and given away: three copies from one decoding, and the original without what it tells."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from media.limits import MIB, PHOTO_BYTES, Limits, run_child
from media.refused import Reason, Refused
from media.sniff import FileType, sniff

PHOTO_LIMITS = Limits(cpu_s=40, wall_s=120, memory=2048 * MIB, output=200 * MIB)
_LINE = 64 * 1024


@dataclass(frozen=True, slots=True)
class Rendition:
    """A copy made for showing: width and height in pixels, as seen."""

    path: Path
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Photo:
    """type: of the file received. width, height: of the original, as seen. renditions: "small", "medium" and "large", in sRGB,
    upright, of at most 320, 1280 and 2560 pixels. placeholder: a WebP of at most 100 bytes. captured_local: the camera's
    wall clock, without a zone. captured_at: that moment, where its offset from UTC is known."""

    type: FileType
    width: int
    height: int
    renditions: Mapping[str, Rendition]
    placeholder: bytes
    captured_at: datetime | None
    captured_local: datetime | None


async def render_photo(source: Path, folder: Path, *, limits: Limits = PHOTO_LIMITS) -> Photo:
    """Writes small.webp, medium.webp and large.webp in `folder`, which is private to this call.

    Raises Refused; then what was written in the folder is worth nothing.
    """
    kind = _photo_type(source)
    told = await _run("render", kind, source, folder, folder, limits)
    renditions = {
        name: Rendition(folder / f"{name}.webp", "image/webp", width, height)
        for name, (width, height) in told["sizes"].items()
    }
    return Photo(
        type=kind,
        width=told["width"],
        height=told["height"],
        renditions=renditions,
        placeholder=bytes.fromhex(told["placeholder"]),
        captured_at=_moment(told["at"]),
        captured_local=_moment(told["local"]),
    )


async def clean_photo(source: Path, folder: Path, *, limits: Limits = PHOTO_LIMITS) -> Path:
    """The original without place, device and names: its pixels bit for bit, its way up and its date of capture kept.

    The name of the path answered carries the right ending. Raises Refused.
    """
    kind = _photo_type(source)
    target = folder / f"clean{kind.suffix}"
    await _run("clean", kind, source, target, folder, limits)
    return target


def _photo_type(source: Path) -> FileType:
    kind = sniff(source)
    if not kind.is_photo:
        raise Refused(Reason.UNKNOWN_TYPE)
    if source.stat().st_size > PHOTO_BYTES:
        raise Refused(Reason.TOO_LARGE)
    return kind


async def _run(
    work: str, kind: FileType, source: Path, target: Path, folder: Path, limits: Limits
) -> dict[str, Any]:
    lines: list[str] = []

    async def keep(line: str) -> bool:
        lines.append(line[:_LINE])
        return True

    command = ("media.photo_child", work, kind.value, source.absolute(), target.absolute())
    ended = await run_child(
        "call", command, limits=limits, folder=folder, readable=[source.absolute()], watch=keep
    )
    try:
        told: dict[str, Any] = json.loads(lines[-1])
    except (IndexError, ValueError):
        raise Refused(_unsaid(ended.messages)) from None
    if "refused" in told:
        raise Refused(Reason(told["refused"]))
    return told


def _unsaid(messages: str) -> Reason:
    """Why a child ended without a word of its own."""
    return Reason.TOO_HUNGRY if "MemoryError" in messages or "alloc" in messages else Reason.UNREADABLE


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
