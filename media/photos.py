"""Photos as they are shown and given away: three copies from one decoding, and the original without what it tells."""

from asyncio import Semaphore
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from media.asking import ask
from media.limits import MIB, PHOTO_BYTES, Limits
from media.refused import Reason, Refused
from media.sniff import FileType, sniff

PHOTO_LIMITS = Limits(cpu_s=30, wall_s=120, memory=512 * MIB, output=200 * MIB)
PACK_LIMITS = replace(PHOTO_LIMITS, cpu_s=60, nice=10)
LARGE_MEMORY = 1280 * MIB
"""What a photo of up to a hundred megapixels may take where 512 MiB do not do: one at a time."""
_large = Semaphore(1)


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
    upright, of at most 320, 1280 and 2560 pixels. tints: four colours of three bytes, of what is at the top, right, bottom and
    left. is_whole: False when only its beginning could be read. captured_local: the camera's
    wall clock, without a zone. captured_at: that moment, where its offset from UTC is known."""

    type: FileType
    width: int
    height: int
    renditions: Mapping[str, Rendition]
    tints: bytes
    is_whole: bool
    captured_at: datetime | None
    captured_local: datetime | None


@dataclass(frozen=True, slots=True)
class Packed:
    """copies: "medium" and "large", where the photo is larger than the copy below. tints: as of a photo."""

    copies: Mapping[str, Path]
    tints: bytes


async def render_photo(source: Path, folder: Path, *, limits: Limits = PHOTO_LIMITS) -> Photo:
    """Writes the copies in `folder`, which is private to this call; of a small photo, one file serves several sizes.

    Raises Refused; then what was written in the folder is worth nothing.
    """
    kind = _photo_type(source)
    told = await _ask("render", kind, source, folder, limits=limits, folder=folder)
    renditions = {
        name: Rendition(folder / file, "image/webp", width, height)
        for name, (file, width, height) in told["sizes"].items()
    }
    return Photo(
        type=kind,
        width=told["width"],
        height=told["height"],
        renditions=renditions,
        tints=bytes.fromhex(told["tints"]),
        is_whole=told.get("whole", True),
        captured_at=_moment(told["at"]),
        captured_local=_moment(told["local"]),
    )


async def pack_photo(source: Path, folder: Path, *, limits: Limits = PACK_LIMITS) -> Packed:
    """The larger copies once more, as AVIF.

    Written in `folder`, which is private to this call. Raises Refused.
    """
    kind = _photo_type(source)
    told = await _ask("pack", kind, source, folder, limits=limits, folder=folder)
    return Packed({name: folder / f"{name}.avif" for name in told["made"]}, bytes.fromhex(told["tints"]))


async def clean_photo(source: Path, folder: Path, *, limits: Limits = PHOTO_LIMITS) -> Path:
    """The original without place, device and names: its pixels bit for bit, its way up and its date of capture kept.

    The name of the path answered carries the right ending. Raises Refused.
    """
    kind = _photo_type(source)
    target = folder / f"clean{kind.suffix}"
    await _ask("clean", kind, source, target, limits=limits, folder=folder)
    return target


def _photo_type(source: Path) -> FileType:
    kind = sniff(source)
    if not kind.is_photo:
        raise Refused(Reason.UNKNOWN_TYPE)
    if source.stat().st_size > PHOTO_BYTES:
        raise Refused(Reason.TOO_LARGE)
    return kind


async def _ask(
    work: str, kind: FileType, source: Path, target: Path, *, limits: Limits, folder: Path
) -> dict[str, Any]:
    source = source.absolute()
    arguments = ("media.photo_child", work, kind.value, source, target.absolute())
    try:
        return await ask(*arguments, limits=limits, folder=folder, source=source)
    except Refused as refused:
        if refused.reason is not Reason.TOO_HUNGRY or limits.memory < PHOTO_LIMITS.memory:
            raise
    async with _large:
        roomy = replace(limits, memory=max(limits.memory, LARGE_MEMORY))
        return await ask(*arguments, limits=roomy, folder=folder, source=source)


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
