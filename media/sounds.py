"""Sounds as they are played: one copy that every phone plays, without what a recorder wrote in it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from media.asking import ask
from media.bounds import SOUND_BYTES, SOUND_SECONDS
from media.limits import MIB, Limits
from media.refused import Reason, Refused
from media.video_commands import sound
from media.video_run import Progress, run_ffmpeg

LOOK_LIMITS = Limits(cpu_s=60, wall_s=180, memory=1024 * MIB, output=1 * MIB)
MAKE_LIMITS = Limits(cpu_s=1800, wall_s=3600, memory=1024 * MIB, output=400 * MIB, stall_s=120, nice=10)


@dataclass(frozen=True, slots=True)
class Sound:
    """seconds: of the copy, which is AAC in MP4."""

    path: Path
    media_type: str
    seconds: float


async def render_sound(
    source: Path,
    folder: Path,
    demuxer: str,
    progress: Progress | None = None,
    *,
    limits: Limits = MAKE_LIMITS,
) -> Sound:
    """Writes sound.m4a in `folder`, which is private to this call. Raises Refused; then what was written there is worth nothing."""
    if source.stat().st_size > SOUND_BYTES:
        raise Refused(Reason.TOO_LARGE)
    source, target = source.absolute(), folder.absolute() / "sound.m4a"
    told = await _ask(demuxer, source, folder)
    if (told["seconds"] or 0) > SOUND_SECONDS + 1:
        raise Refused(Reason.TOO_LONG)
    await run_ffmpeg(
        sound(source, target, demuxer=demuxer, track=told["track"]),
        source=source,
        folder=folder,
        limits=limits,
        seconds=told["seconds"],
        progress=progress,
        longest=SOUND_SECONDS,
    )
    made = await _ask("mp4", target, folder)
    return Sound(target, "audio/mp4", made["seconds"] or 0.0)


async def _ask(demuxer: str, source: Path, folder: Path) -> dict[str, Any]:
    return await ask("media.sound_child", demuxer, source, limits=LOOK_LIMITS, folder=folder, source=source)
