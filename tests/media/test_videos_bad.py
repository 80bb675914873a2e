"""Films that are not taken: each says why, and the caller goes on."""

import asyncio
import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from media.limits import MIB, VIDEO_BYTES, Reason, Refused
from media.videos import MAKE_LIMITS, in_proportion, render_video
from tests.media.films import film, long_film, run


async def _reason(source: Path) -> Reason:
    with pytest.raises(Refused) as refused:
        await render_video(source, source.parent)
    return refused.value.reason


def _written(folder: Path, data: bytes) -> Path:
    source = folder / "film.mp4"
    source.write_bytes(data)
    return source


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", Reason.EMPTY),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", Reason.UNKNOWN_TYPE),
        (b"<html><video src=x></html>", Reason.UNKNOWN_TYPE),
        (b"#EXTM3U\nfile:///etc/passwd\n", Reason.UNKNOWN_TYPE),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", Reason.UNKNOWN_TYPE),
        (b"RIFF\x00\x00\x00\x00AVI LIST", Reason.UNKNOWN_TYPE),
        (b"\x00\x00\x01\xba" + bytes(60), Reason.UNKNOWN_TYPE),
        (b"\x1a\x45\xdf\xa3\x84\x42\x82\x81x", Reason.UNKNOWN_TYPE),
        (b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isommp42", Reason.TRUNCATED),
        (b"\x00\x00\x00\x10ftypisom\x00\x00\x02\x00" + b"\x00\x00\x00\x08moov", Reason.NO_IMAGES),
    ],
    ids=[
        *("nothing", "drawing", "page", "playlist", "list of films", "AVI", "MPEG", "another Matroska"),
        *("a head alone", "an empty index"),
    ],
)
async def test_no_film(data: bytes, reason: Reason, tmp_path: Path) -> None:
    assert await _reason(_written(tmp_path, data)) is reason


@pytest.mark.parametrize("flags", ["+faststart", "0"])
@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
async def test_cut_short(flags: str, share: float, tmp_path: Path) -> None:
    whole = film(tmp_path / "whole.mp4", "-movflags", flags, seconds=2).read_bytes()
    assert await _reason(_written(tmp_path, whole[: int(len(whole) * share)])) is Reason.TRUNCATED


async def test_matroska_cut_short(tmp_path: Path) -> None:
    whole = film(tmp_path / "whole.mkv", seconds=2).read_bytes()
    assert await _reason(_written(tmp_path, whole[: len(whole) // 2])) is Reason.TRUNCATED


async def test_zero_images(tmp_path: Path) -> None:
    """A film whose index promises a picture track and holds none."""
    source = tmp_path / "film.mp4"
    run(
        "-f",
        "lavfi",
        "-i",
        "testsrc2=s=64x64:d=1",
        "-f",
        "lavfi",
        "-i",
        "sine=d=1",
        "-vf",
        "select=0",
        "-c:v",
        "libx264",
        source,
    )
    assert await _reason(source) in (Reason.NO_IMAGES, Reason.UNREADABLE)
    pieces = tmp_path / "pieces.mp4"
    run(
        "-f",
        "lavfi",
        "-i",
        "testsrc2=s=64x64:d=1",
        "-t",
        "0.5",
        "-movflags",
        "empty_moov+frag_keyframe",
        pieces,
    )
    data = pieces.read_bytes()
    assert await _reason(_written(tmp_path, data[: data.index(b"moof") - 4])) is Reason.NO_IMAGES


async def test_only_sound(tmp_path: Path) -> None:
    source = tmp_path / "film.mp4"
    run("-f", "lavfi", "-i", "sine=d=1", "-c:a", "aac", source)
    assert await _reason(source) is Reason.NO_IMAGES


async def test_sound_with_a_sleeve(tmp_path: Path) -> None:
    sleeve, source = tmp_path / "sleeve.jpg", tmp_path / "film.mp4"
    run("-f", "lavfi", "-i", "testsrc2=s=64x64", "-frames:v", "1", sleeve)
    run(
        "-f",
        "lavfi",
        "-i",
        "sine=d=1",
        "-i",
        sleeve,
        "-map",
        "0",
        "-map",
        "1",
        "-c:v",
        "mjpeg",
        "-disposition:v:0",
        "attached_pic",
        source,
    )
    assert await _reason(source) is Reason.NO_IMAGES


async def test_another_codec(tmp_path: Path) -> None:
    source = tmp_path / "film.mov"
    run("-f", "lavfi", "-i", "testsrc2=s=64x64:d=0.2", "-c:v", "prores_ks", source)
    assert await _reason(source) is Reason.UNREADABLE


async def test_locked(tmp_path: Path) -> None:
    source = tmp_path / "film.mp4"
    key = ["-encryption_scheme", "cenc-aes-ctr", "-encryption_key", "76a6c65c5ea762046bd749a2e632ccbb"]
    film(source, *key, "-encryption_kid", "a7e61c373e219033c21091fa607bf3b8", sound=None)
    assert await _reason(source) is Reason.ENCRYPTED


async def test_more_than_20_minutes(tmp_path: Path) -> None:
    source = film(tmp_path / "film.mp4", size="32x32", rate=1, seconds=1203, sound=None)
    began = time.monotonic()
    assert await _reason(source) is Reason.TOO_LONG
    assert time.monotonic() - began < 10
    just = film(tmp_path / "just.mp4", size="32x32", rate=1, seconds=1200, sound=None)
    assert (await render_video(just, tmp_path)).frames == 1200


async def test_more_than_20_minutes_without_saying_so(tmp_path: Path) -> None:
    """A recording that was never closed tells no duration: it is stopped when it passes the limit."""
    source = film(
        tmp_path / "film.webm", "-live", "1", size="32x32", rate=1, seconds=1203, sound=None, codec="libvpx"
    )
    assert await _reason(source) is Reason.TOO_LONG


async def test_more_than_2_gb(tmp_path: Path) -> None:
    source = film(tmp_path / "film.mp4", seconds=0.2)
    with source.open("r+b") as file:
        file.truncate(VIDEO_BYTES + 1)
    assert await _reason(source) is Reason.TOO_LARGE


@pytest.mark.parametrize(
    ("tight", "reason"),
    [
        ({"wall_s": 0.2}, Reason.TOO_SLOW),
        ({"cpu_s": 1}, Reason.TOO_SLOW),
        ({"memory": 300 * MIB}, Reason.TOO_HUNGRY),
        ({"output": 64 * 1024}, Reason.TOO_MUCH_OUTPUT),
    ],
)
async def test_limits_stop_ffmpeg(tight: dict[str, int], reason: Reason, tmp_path: Path) -> None:
    source = long_film(tmp_path / "film.mp4", size="1920x1080", seconds=6)
    with pytest.raises(Refused) as refused:
        await render_video(source, tmp_path, limits=replace(MAKE_LIMITS, **tight))
    assert refused.value.reason is reason


@pytest.mark.parametrize(("seconds", "given"), [(0.1, 121), (10, 220), (1200, 12_120), (None, 12_120)])
def test_a_film_has_ten_times_its_length(seconds: float | None, given: int) -> None:
    assert in_proportion(MAKE_LIMITS, seconds).cpu_s == given
    assert in_proportion(replace(MAKE_LIMITS, cpu_s=1), seconds).cpu_s == 1


async def test_cancelling_leaves_no_process(tmp_path: Path) -> None:
    source = long_film(tmp_path / "film.mp4", size="1920x1080", seconds=8)
    started = asyncio.Event()

    async def progress(part: float) -> None:
        started.set()

    task = asyncio.create_task(render_video(source, tmp_path, progress))
    await asyncio.wait_for(started.wait(), 60)
    assert _who_reads(source)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert not _who_reads(source)


def _who_reads(path: Path) -> list[str]:
    found: list[str] = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if str(path).encode() in (process / "cmdline").read_bytes():
                found.append(process.name)
        except OSError:
            continue
    return [pid for pid in found if int(pid) != os.getpid()]
