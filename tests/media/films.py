"""Films made on the spot with ffmpeg, and what is in a film, image by image."""

import subprocess
from pathlib import Path
from typing import Any

import av
import imageio_ffmpeg

FFMPEG = imageio_ffmpeg.get_ffmpeg_exe()


def run(*arguments: str | Path) -> None:
    command = [FFMPEG, "-nostdin", "-v", "error", "-y", *map(str, arguments)]
    subprocess.run(command, check=True, capture_output=True, timeout=100)


def film(
    target: Path,
    *options: str,
    size: str = "320x240",
    rate: float = 30,
    seconds: float = 1.0,
    codec: str = "libx264",
    sound: str | None = "aac",
) -> Path:
    source = ["-f", "lavfi", "-i", f"testsrc2=s={size}:r={rate}:d={seconds}"]
    noise = ["-f", "lavfi", "-i", f"sine=d={seconds}", "-c:a", sound] if sound else []
    fast = {
        "libx264": ["-preset", "ultrafast"],
        "libx265": ["-preset", "ultrafast", "-x265-params", "log-level=none", "-tag:v", "hvc1"],
        "libvpx": ["-deadline", "realtime", "-cpu-used", "8"],
        "libvpx-vp9": ["-deadline", "realtime", "-cpu-used", "8"],
        "libsvtav1": ["-preset", "12", "-svtav1-params", "lp=1"],
    }
    run(*source, *noise, "-c:v", codec, *fast.get(codec, []), "-pix_fmt", "yuv420p", *options, target)
    return target


def long_film(target: Path, *, size: str, seconds: int, rate: float = 60) -> Path:
    """Half a second drawn once and repeated: as long to decode as any, and nearly nothing to make."""
    half = film(target.with_name(f"half-{target.name}"), size=size, rate=rate, seconds=0.5, sound=None)
    run("-stream_loop", str(2 * seconds - 1), "-i", half, "-c", "copy", target)
    half.unlink()
    return target


def times(path: Path) -> list[float]:
    """When each decoded image shows, in seconds from the first one."""
    with av.open(str(path)) as container:
        shown = [frame.pts * frame.time_base for frame in container.decode(video=0)]
    return [float(at - shown[0]) for at in shown]


def first_image(path: Path) -> Any:
    """Red, green and blue of the first image, as numpy, not turned."""
    with av.open(str(path)) as container:
        return next(container.decode(video=0)).to_ndarray(format="rgb24")


def packets(path: Path, kind: str) -> list[bytes]:
    with av.open(str(path)) as container:
        stream = getattr(container.streams, kind)[0]
        return [bytes(packet) for packet in container.demux(stream) if packet.size]


def rotation(path: Path) -> int:
    with av.open(str(path)) as container:
        return next(container.decode(video=0)).rotation


def said(path: Path) -> dict[str, str]:
    """Every word that the file's own index holds: of the film and of its tracks."""
    with av.open(str(path)) as container:
        words = dict(container.metadata)
        for stream in container.streams:
            words |= {f"{stream.index}:{key}": value for key, value in stream.metadata.items()}
    return words
