"""Films as they are shown, stepped through and given away: poster, stepping copy, and the original without what it tells."""

import math
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from media import video_commands
from media.asking import ask
from media.bounds import VIDEO_BYTES, VIDEO_SECONDS
from media.limits import MIB, Limits
from media.photos import Rendition, render_photo
from media.refused import Reason, Refused
from media.sniff import FileType, sniff
from media.video_boxes import blank_hevc_notes, blank_vorbis_words, is_locked
from media.video_dates import captured_at
from media.video_run import Progress, run_ffmpeg

LOOK_LIMITS = Limits(cpu_s=60, wall_s=180, memory=3072 * MIB, output=1 * MIB)
MAKE_LIMITS = Limits(
    cpu_s=6 * 3600, wall_s=6 * 3600, memory=4096 * MIB, output=4096 * MIB, stall_s=180, nice=10
)
PROCESSOR_A_SECOND = 10
"""Of processor for each second of a film: one of 4K at 60 images a second, of high dynamic range, takes 4 to 5."""
_PROCESSOR_AT_LEAST = 120
_CHILD = "media.video_child"


@dataclass(frozen=True, slots=True)
class Video:
    """type and codec: of the film received. width, height: as seen, in its own pixels. duration in seconds; frames: images of
    the stepping copy, which are all of the film's; fps: their mean number a second.
    renditions: "stepping" (H.264 in MP4), "poster" (WebP of at most 1280 pixels) and "small" (320). tints: as of a photo.
    captured_at: with the offset from UTC that the phone wrote, if it wrote one."""

    type: FileType
    codec: str
    width: int
    height: int
    duration: float
    fps: float
    frames: int
    has_sound: bool
    renditions: Mapping[str, Rendition]
    tints: bytes
    captured_at: datetime | None


async def render_video(
    source: Path, folder: Path, progress: Progress | None = None, *, limits: Limits = MAKE_LIMITS
) -> Video:
    """Writes stepping.mp4, poster.webp and small.webp in `folder`, which is private to this call.

    Raises Refused; then what was written in the folder is worth nothing.
    """
    kind, told = await _look(source, folder)
    limits = in_proportion(limits, told["seconds"])
    target = folder.absolute() / "stepping.mp4"
    sound = await _step(source, target, kind, told, progress, limits)
    made = await ask(_CHILD, "count", target, limits=LOOK_LIMITS, folder=folder, source=target)
    poster, small, tints = await _still(target, folder, made["seconds"])
    stepping = Rendition(target, "video/mp4", made["width"], made["height"])
    width, height = round(told["width"] * told["shape"]), told["height"]
    return Video(
        type=kind,
        codec=told["codec"],
        width=height if told["turned"] else width,
        height=width if told["turned"] else height,
        duration=made["seconds"],
        fps=made["rate"],
        frames=made["images"],
        has_sound=sound,
        renditions={"stepping": stepping, "poster": poster, "small": small},
        tints=tints,
        captured_at=captured_at(told["tags"]),
    )


def in_proportion(limits: Limits, seconds: float | None) -> Limits:
    """No more processor than a film of that length is worth. seconds: None where it does not say, then of the longest."""
    worth = math.ceil(PROCESSOR_A_SECOND * (seconds or VIDEO_SECONDS)) + _PROCESSOR_AT_LEAST
    return replace(limits, cpu_s=min(limits.cpu_s, worth))


async def clean_video(source: Path, folder: Path, *, limits: Limits = MAKE_LIMITS) -> Path:
    """The original without place, device and names: pictures and sound bit for bit, way up and date of capture kept.

    The name of the path answered carries the right ending. Raises Refused.
    """
    kind, told = await _look(source, folder)
    hevc = told["codec"] == "hevc"
    # what cameras write beside HEVC pictures is found again in an MP4's index, to be blanked, and not in Matroska's
    ending = FileType.MP4 if hevc and kind is FileType.MATROSKA else kind
    target = folder.absolute() / f"clean{ending.suffix}"
    at = captured_at(told["tags"])
    taken = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if at else None
    command = video_commands.clean(source.absolute(), target, kind=kind, told=told, taken=taken)
    await run_ffmpeg(command, source=source, folder=folder, limits=limits)
    if hevc:
        blank_hevc_notes(target)
    if ending.is_matroska:
        blank_vorbis_words(target)
    return target


async def _look(source: Path, folder: Path) -> tuple[FileType, dict[str, Any]]:
    kind = sniff(source)
    if kind.is_photo:
        raise Refused(Reason.UNKNOWN_TYPE)
    if source.stat().st_size > VIDEO_BYTES:
        raise Refused(Reason.TOO_LARGE)
    form = video_commands.DEMUXERS[kind]
    if form == "mov" and is_locked(source):
        raise Refused(Reason.ENCRYPTED)
    source = source.absolute()
    told = await ask(_CHILD, "probe", form, source, limits=LOOK_LIMITS, folder=folder, source=source)
    if (told["seconds"] or 0) > VIDEO_SECONDS + 1:
        raise Refused(Reason.TOO_LONG)
    return kind, told


async def _step(
    source: Path,
    target: Path,
    kind: FileType,
    told: dict[str, Any],
    progress: Progress | None,
    limits: Limits,
) -> bool:
    """Makes the stepping copy; answers whether it has sound. A sound that does not decode costs the film its sound only."""
    for sound in (True, False) if told["sound"] is not None else (False,):
        command = video_commands.stepping(source.absolute(), target, kind=kind, told=told, sound=sound)
        try:
            await run_ffmpeg(
                command,
                source=source,
                folder=target.parent,
                limits=limits,
                seconds=told["seconds"],
                progress=progress,
            )
        except Refused as refused:
            if not sound or refused.reason is not Reason.UNREADABLE:
                raise
        else:
            return sound
    raise AssertionError


async def _still(film: Path, folder: Path, seconds: float) -> tuple[Rendition, Rendition, bytes]:
    """Poster, small poster, tints: of an image a second in, when a hand-held film has settled, or in the middle."""
    shot, made = folder.absolute() / "still.png", folder.absolute() / "still"
    for at in (min(1.0, seconds / 2), 0.0):  # a film with a hole in it may have nothing to show at its middle
        if not shot.exists():
            command = video_commands.still(film, shot, at)
            await run_ffmpeg(command, source=film, folder=folder, limits=LOOK_LIMITS)
    made.mkdir()
    try:
        photo = await render_photo(shot, made)
        copies = [
            replace(photo.renditions[size], path=folder / name)
            for size, name in (("medium", "poster.webp"), ("small", "small.webp"))
        ]
        for size, copy in zip(("medium", "small"), copies, strict=True):
            shutil.copyfile(photo.renditions[size].path, copy.path)
    finally:
        shot.unlink(missing_ok=True)
        shutil.rmtree(made)
    return copies[0], copies[1], photo.tints
