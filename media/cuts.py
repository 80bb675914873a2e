"""Some seconds of a film, as a film of their own: cut from the copy that we made, in which every image has its number."""

from pathlib import Path

from media.limits import MIB, Limits
from media.video_commands import cut
from media.video_run import run_ffmpeg

LONGEST_S = 60
CUT_LIMITS = Limits(cpu_s=600, wall_s=900, memory=4096 * MIB, output=2048 * MIB, nice=10)


async def cut_video(source: Path, folder: Path, *, first: int, last: int) -> Path:
    """The images `first` to `last` of a stepping copy (from 0, both in it), at the distances in time that they had; without sound.

    Written again at a finer quality than that copy, since a cut between whole images would show others. Raises Refused.
    """
    target = folder.absolute() / "clip.mp4"
    source = source.absolute()
    await run_ffmpeg(cut(source, target, first, last), source=source, folder=folder, limits=CUT_LIMITS)
    return target
