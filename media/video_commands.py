"""The ffmpeg commands of `media.videos`, built with ffmpeg-python.

Everything received is opened by a named demuxer, from a file and nothing else. Of a film only its first picture track and
its first sound track pass; chapters, tags, subtitles, data tracks (a phone's place and movements) do not.
"""

from functools import cache
from pathlib import Path
from typing import Any

import ffmpeg  # pyright: ignore[reportMissingTypeStubs]
import imageio_ffmpeg  # pyright: ignore[reportMissingTypeStubs]

from media.sniff import FileType

_ffmpeg: Any = ffmpeg
DEMUXERS = {
    FileType.MP4: "mov",
    FileType.MOV: "mov",
    FileType.WEBM: "matroska",
    FileType.MATROSKA: "matroska",
}
PQ, HLG = 16, 18
"""Transfer functions of high dynamic range (ITU-T H.273, table 3): SMPTE ST 2084 and ARIB STD-B67."""
_LONG, _SHORT = 1280, 720
_BITRATE = 6_000_000
"""Bits a second at most up to 60 images a second, and in proportion above."""
_NOTHING_ELSE: dict[str, Any] = {
    "map_metadata": -1,
    "map_metadata:s:v": -1,
    "map_metadata:s:a": -1,
    "map_chapters": -1,
    "fflags": "+bitexact",
}
_OTHER_UNITS = {"h264": "6", "hevc": "39|40", "av1": "5"}
"""Units beside the pictures, in which cameras write their serial number and place: SEI, metadata OBU."""


@cache
def program() -> str:
    return str(imageio_ffmpeg.get_ffmpeg_exe())


def fit(width: int, height: int, shape: float, turned: bool) -> tuple[int, int]:
    """The stepping copy's size: upright, square pixels, within 1280 × 720 either way, even, never enlarged."""
    seen = width * shape, float(height)
    if turned:
        seen = seen[::-1]
    scale = min(1.0, _LONG / max(seen), _SHORT / min(seen))
    across, down = (max(2, round(side * scale / 2) * 2) for side in seen)
    return across, down


def stepping(source: Path, target: Path, *, kind: FileType, told: dict[str, Any], sound: bool) -> list[str]:
    """A copy in which every image can be reached at once: a whole picture each 12, none that leans on a later one.

    No image is dropped, doubled or moved in time, whatever the rate. High dynamic range is brought to the ordinary one.
    """
    across, down = fit(told["width"], told["height"], told["shape"], told["turned"])
    rate = max(1.0, told["rate"] / 60)
    options: dict[str, Any] = {
        "vf": ",".join(
            [f"scale={across}:{down}:flags=bilinear:out_range=tv", *_to_ordinary(told["transfer"])]
        ),
        "c:v": "libx264",
        "preset": "veryfast",
        "tune": "fastdecode",
        "crf": 23,
        "maxrate": round(_BITRATE * min(rate, 8)),
        "bufsize": round(2 * _BITRATE * min(rate, 8)),
        "g": 12,
        "bf": 0,
        "sc_threshold": 0,
        "fps_mode": "passthrough",
        "enc_time_base": "demux",
        "movflags": "+faststart",
        "flags:v": "+bitexact",
        "f": "mp4",
    }
    if sound and told["plain_sound"]:
        options["c:a"] = "copy"
    elif sound:
        options |= {"c:a": "aac", "b:a": "128k", "ac": 2, "af": "aresample=async=1", "flags:a": "+bitexact"}
    return _command(source, target, kind=kind, told=told, sound=sound, options=options)


def _to_ordinary(transfer: int) -> list[str]:
    if transfer not in (PQ, HLG):
        return ["setsar=1", "format=yuv420p"]
    curve = "smpte2084" if transfer == PQ else "arib-std-b67"
    return [
        f"zscale=tin={curve}:min=bt2020nc:pin=bt2020:t=linear:npl=203",
        "format=gbrpf32le",
        "zscale=p=bt709",
        "tonemap=tonemap=mobius:desat=0",
        "zscale=t=bt709:m=bt709:r=tv",
        "setsar=1",
        "format=yuv420p",
    ]


def clean(
    source: Path, target: Path, *, kind: FileType, told: dict[str, Any], taken: str | None
) -> list[str]:
    """The same pictures and sound, bit for bit. taken: when, in UTC, written back as the only thing that is said."""
    options: dict[str, Any] = {"c": "copy"}
    if taken:
        options["metadata"] = f"creation_time={taken}"
    if units := _OTHER_UNITS.get(told["codec"]):
        options["bsf:v"] = f"filter_units=remove_types={units}"
    return _command(source, target, kind=kind, told=told, sound=told["sound"] is not None, options=options)


def sound(source: Path, target: Path, *, demuxer: str, track: int) -> list[str]:
    """A copy of one track of sound, and of nothing else, that every phone plays."""
    opened = _ffmpeg.input(str(source), f=demuxer, protocol_whitelist="file")
    options: dict[str, Any] = {
        "c:a": "aac",
        "b:a": "128k",
        "ac": 2,
        "ar": 48_000,
        "movflags": "+faststart",
        "flags:a": "+bitexact",
        "f": "mp4",
    }
    return _compiled(_ffmpeg.output(opened[str(track)], str(target), **(_NOTHING_ELSE | options)))


def still(source: Path, target: Path, seconds: float) -> list[str]:
    """One image of a copy that we made, as PNG."""
    opened = _ffmpeg.input(str(source), f="mp4", protocol_whitelist="file", ss=f"{seconds:.3f}")
    output = _ffmpeg.output(opened["v:0"], str(target), f="image2", update=1, c="png", **{"frames:v": 1})
    return _compiled(output)


def cut(source: Path, target: Path, first: int, last: int) -> list[str]:
    """Images of a copy that we made, by their numbers, and no sound."""
    opened = _ffmpeg.input(str(source), f="mp4", protocol_whitelist="file")
    options: dict[str, Any] = {
        "vf": f"trim=start_frame={first}:end_frame={last + 1},setpts=PTS-STARTPTS",
        "frames:v": last - first + 1,
        "c:v": "libx264",
        "preset": "veryfast",
        "crf": 14,
        "bf": 0,
        "fps_mode": "passthrough",
        "enc_time_base": "demux",
        "flags:v": "+bitexact",
        "f": "mp4",
    }
    return _compiled(_ffmpeg.output(opened["v:0"], str(target), **(_NOTHING_ELSE | options)))


def _command(
    source: Path,
    target: Path,
    *,
    kind: FileType,
    told: dict[str, Any],
    sound: bool,
    options: dict[str, Any],
) -> list[str]:
    opened = _ffmpeg.input(str(source), f=DEMUXERS[kind], protocol_whitelist="file")
    tracks = [opened[str(told["film"])], *([opened[str(told["sound"])]] if sound else [])]
    return _compiled(_ffmpeg.output(*tracks, str(target), **(_NOTHING_ELSE | options)))


def _compiled(output: Any) -> list[str]:
    quiet = output.global_args("-nostdin", "-hide_banner", "-nostats", "-loglevel", "error")
    told = quiet.global_args("-progress", "pipe:1", "-stats_period", "0.5", "-y")
    return list(_ffmpeg.compile(told, cmd=program()))
