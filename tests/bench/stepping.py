"""The stepping copy of a film against ffmpeg that decodes and scales the same film and throws the result away.

In seconds of processor, all threads together. The film is a phone's: 1080p, 60 images a second, grain, 14 Mb/s, with sound.
"""

import asyncio
import resource
import subprocess
import tempfile
from dataclasses import replace
from pathlib import Path

import imageio_ffmpeg

from backend.demo.figures import Clip, make_clip
from media import video_commands
from media.sniff import FileType
from media.video_run import run_ffmpeg
from media.videos import MAKE_LIMITS
from tests.bench.rounds import compare
from tests.bench.rows import Row

TARGET = 1.7
SECONDS = 5
_ALIKE = replace(MAKE_LIMITS, nice=0)
"""The peer does not step back before others: neither do we here."""


def measure() -> list[Row]:
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held)
        film = _film(folder)
        ours, peer, ratio = compare(lambda: _ours(film, folder), lambda: _peer(film))
    what = f"stepping copy of {SECONDS} s of 1080p at 60 images/s (s of processor), against decoding and scaling alone"
    return [Row(what, round(ours, 2), round(peer, 2), round(ratio, 2), f"≤ {TARGET} ×", ratio <= TARGET)]


def _run(*arguments: str | Path) -> None:
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-v", "error", "-y", *map(str, arguments)]
    subprocess.run(command, check=True, timeout=300)


def _film(folder: Path) -> Path:
    drawn, film = folder / "drawn.mp4", folder / "film.mp4"
    make_clip(Clip(seconds=SECONDS), drawn)
    grain = "scale=1920:1080:flags=bicubic,noise=alls=9:allf=t"
    _run(
        "-i", drawn, "-vf", grain, "-c:v", "libx264", "-preset", "faster", "-b:v", "14M", "-c:a", "aac", film
    )
    return film


def _cost(before: resource.struct_rusage) -> float:
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _ours(film: Path, folder: Path) -> float:
    told = {
        "width": 1920,
        "height": 1080,
        "shape": 1.0,
        "turned": False,
        "rate": 60.0,
        "transfer": 1,
        "film": 0,
        "sound": 1,
        "plain_sound": True,
    }
    copy = folder / "copy.mp4"
    command = video_commands.stepping(film, copy, kind=FileType.MP4, told=told, sound=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    asyncio.run(run_ffmpeg(command, source=film, folder=folder, limits=_ALIKE))
    return _cost(before)


def _peer(film: Path) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    _run("-i", film, "-map", "0:v:0", "-vf", "scale=1280:720", "-fps_mode", "passthrough", "-f", "null", "-")
    return _cost(before)


if __name__ == "__main__":
    for row in measure():
        print(row)
