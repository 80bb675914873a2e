"""Gait films of a child who does not exist: a drawn figure walks, with every image numbered and every angle known.

Deterministic: the same clip is the same bytes on the same build of ffmpeg.
"""

import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import imageio_ffmpeg
from PIL import Image

from backend.demo import figure_scene
from backend.demo.footsteps import write_footsteps
from backend.demo.frame_numbers import burn, read_number
from backend.demo.gait import Moment, Side, angle, leg_kind, phase_of, walk

__all__ = ["Clip", "frames_of", "images", "knee_angle", "make_clip", "read_number"]


@dataclass(frozen=True, slots=True)
class Clip:
    """view: "side" shows the child's left, the leg that is treated; "front" comes towards the camera, upright.
    braced: with an ankle-foot orthosis and shoes instead of barefoot. rate: images a second."""

    view: Literal["side", "front"] = "side"
    moment: Moment = "before"
    braced: bool = False
    seconds: float = 8.0
    rate: int = 60

    @property
    def size(self) -> tuple[int, int]:
        return (1280, 720) if self.view == "side" else (720, 1280)


def frames_of(clip: Clip) -> int:
    return round(clip.seconds * clip.rate)


def knee_angle(frame: int, clip: Clip, side: Side = "left") -> float:
    """Degrees of flexion in the image of that number; 0 is a straight leg. The first image is 0."""
    return angle(leg_kind(clip.moment, side), "knee", phase_of(clip.moment, side, frame / clip.rate))


def images(clip: Clip) -> Iterator[Image.Image]:
    """Every image of the film, numbered."""
    poses, come = walk(clip.moment, frames_of(clip), clip.rate)
    scene = figure_scene.Side(clip.size, come[-1]) if clip.view == "side" else figure_scene.Front(clip.size)
    for number, (pose, way) in enumerate(zip(poses, come, strict=True)):
        image = scene.paint(pose, way, come[-1], braced=clip.braced)
        burn(image, number)
        yield image


def make_clip(
    clip: Clip, target: Path, *, taken_at: datetime | None = None, place: str | None = None
) -> None:
    """Writes an MP4 as a phone would: H.264, AAC, date and place in it. place: ISO 6709, "+45.1885+005.7245/".

    Takes some seconds of processor; run it in a thread.
    """
    width, height = clip.size
    tags: list[str] = []
    if taken_at:
        tags += ["-metadata", f"creation_time={taken_at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"]
    if place:
        tags += ["-metadata", f"location={place}"]
    with tempfile.NamedTemporaryFile(suffix=".wav") as sound:
        write_footsteps(Path(sound.name), clip.moment, clip.seconds)
        command = [
            *(imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", "-loglevel", "error", "-y"),
            *("-f", "rawvideo", "-pix_fmt", "rgb24", "-s", f"{width}x{height}", "-r", str(clip.rate)),
            *("-i", "pipe:0", "-i", sound.name),
            *("-map", "0:v", "-map", "1:a", "-c:v", "libx264", "-preset", "ultrafast", "-threads", "1"),
            *("-crf", "21"),
            *("-pix_fmt", "yuv420p", "-g", "60", "-c:a", "aac", "-b:a", "64k"),
            *("-fflags", "+bitexact", "-flags:v", "+bitexact", "-flags:a", "+bitexact"),
            *(*tags, "-movflags", "+faststart", "-f", "mp4", str(target)),
        ]
        with subprocess.Popen(command, stdin=subprocess.PIPE) as encoder:
            assert encoder.stdin is not None
            for image in images(clip):
                encoder.stdin.write(image.tobytes())
            encoder.stdin.close()
        if encoder.returncode:
            raise RuntimeError("the film could not be written")
