"""A film becomes a copy in which every image is there, at its own time, whatever made it."""

from datetime import datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from backend.demo.figures import Clip, make_clip, read_number
from media.limits import Reason, Refused
from media.sniff import FileType
from media.videos import Video, render_video
from tests.media.films import film, first_image, long_film, rotation, run, said, times
from tests.soak.counts import some


async def _rendered(source: Path) -> Video:
    folder = source.parent / "copies"
    folder.mkdir(exist_ok=True)
    return await render_video(source, folder)


def _same_times(source: Path, video: Video) -> None:
    before, after = times(source), times(video.renditions["stepping"].path)
    assert len(after) == len(before) == video.frames
    assert max(abs(a - b) for a, b in zip(before, after, strict=True)) < 1e-6


@pytest.mark.slow
@pytest.mark.parametrize(
    ("ending", "rate"),
    some(
        *(("mp4", 29.97), ("mp4", 60), ("mov", 240)),
        besides=[
            *(("mp4", rate) for rate in (24, 30, 120, 240)),
            *(("mov", rate) for rate in (24, 29.97, 30, 60, 120)),
        ],
    ),
)
async def test_every_image_at_its_time(rate: float, ending: str, tmp_path: Path) -> None:
    source = film(tmp_path / f"film.{ending}", rate=rate, seconds=1.5)
    video = await _rendered(source)
    _same_times(source, video)
    assert video.fps == pytest.approx(rate, rel=1e-3)
    assert video.duration == pytest.approx(1.5, abs=0.03)


@pytest.mark.slow
@pytest.mark.parametrize("scale", some("600", besides=["1000", "90000"]))
async def test_a_rate_that_varies(scale: str, tmp_path: Path) -> None:
    """As phones do: 1/30 s, then 1/240, a gap, a stutter."""
    steps = "if(lt(N,10),N*8,if(lt(N,40),80+(N-10),if(lt(N,50),200+(N-40)*5,300+(N-50)*4+mod(N,3))))"
    varied = ["-vf", f"settb=1/240,setpts='{steps}'", "-fps_mode", "passthrough", "-enc_time_base", "1/240"]
    source = film(tmp_path / "film.mp4", *varied, "-video_track_timescale", scale, rate=60, seconds=1.5)
    gaps = {round(b - a, 4) for a, b in pairwise(times(source))}
    assert len(gaps) >= 4, "the sample does not vary"
    _same_times(source, await _rendered(source))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("codec", "ending", "sound", "kind"),
    some(
        ("libx265", "mov", "aac", FileType.MOV),
        ("libvpx-vp9", "webm", "libopus", FileType.WEBM),
        ("libsvtav1", "mkv", "libopus", FileType.MATROSKA),
        besides=[
            ("libx264", "mp4", "aac", FileType.MP4),
            ("libx265", "mp4", None, FileType.MP4),
            ("libvpx", "webm", "libopus", FileType.WEBM),
            ("libvpx-vp9", "mp4", "libopus", FileType.MP4),
            ("libsvtav1", "mp4", "aac", FileType.MP4),
            ("libx264", "mkv", "pcm_s16le", FileType.MATROSKA),
        ],
    ),
)
async def test_every_codec_in_its_container(
    codec: str, ending: str, sound: str | None, kind: FileType, tmp_path: Path
) -> None:
    source = film(tmp_path / f"film.{ending}", codec=codec, sound=sound, rate=30)
    video = await _rendered(source)
    assert video.type is kind
    assert (
        video.codec
        == {"libx264": "h264", "libx265": "hevc", "libvpx": "vp8", "libvpx-vp9": "vp9", "libsvtav1": "av1"}[
            codec
        ]
    )
    assert video.has_sound is (sound is not None)
    _same_times(source, video)
    with av.open(str(video.renditions["stepping"].path)) as container:
        shown = container.streams.video[0].codec_context
        assert (shown.name, shown.pix_fmt) == ("h264", "yuv420p")
        assert [stream.codec_context.name for stream in container.streams.audio] == (["aac"] if sound else [])
    before, after = first_image(source), first_image(video.renditions["stepping"].path)
    assert np.abs(before.astype(int) - after).mean() < 12, "the copy shows something else"


async def test_as_mediarecorder_writes(tmp_path: Path) -> None:
    """VP9 and Opus in an MP4 in pieces, with no duration in its head; the same in a WebM that was never closed."""
    pieces = ["-movflags", "frag_keyframe+empty_moov+default_base_moof", "-g", "15"]
    source = film(tmp_path / "film.mp4", *pieces, codec="libvpx-vp9", sound="libopus", seconds=1.5)
    _same_times(source, await _rendered(source))
    live = film(
        tmp_path / "film.webm", "-live", "1", "-g", "15", codec="libvpx", sound="libopus", seconds=1.5
    )
    _same_times(live, await _rendered(live))


async def test_an_image_is_never_more_than_twelve_from_a_whole_one(tmp_path: Path) -> None:
    source = film(tmp_path / "film.mp4", rate=60, seconds=2)
    copy = (await _rendered(source)).renditions["stepping"].path
    with av.open(str(copy)) as container:
        packets = [packet for packet in container.demux(video=0) if packet.size]
    whole = [at for at, packet in enumerate(packets) if packet.is_keyframe]
    assert whole == list(range(0, 120, 12))
    assert all(packet.pts == packet.dts for packet in packets), "an image leans on a later one"
    data = copy.read_bytes()
    assert data.index(b"moov") < data.index(b"mdat"), "it starts before it has come whole"


@pytest.mark.slow
@pytest.mark.parametrize("turn", some(90, besides=[0, 180, 270]))
async def test_every_way_up(turn: int, tmp_path: Path) -> None:
    plain = film(tmp_path / "plain.mp4", size="640x360", seconds=0.3)
    source = tmp_path / "film.mp4"
    run("-display_rotation", str(turn), "-i", plain, "-c", "copy", source)
    video = await _rendered(source)
    across, down = (640, 360) if turn % 180 == 0 else (360, 640)
    assert (video.width, video.height) == (across, down)
    copy = video.renditions["stepping"]
    assert (copy.width, copy.height) == (across, down)
    assert rotation(copy.path) == 0
    upright = np.rot90(first_image(plain), rotation(source) // 90)
    assert np.abs(upright.astype(int) - first_image(copy.path)).mean() < 12
    with Image.open(video.renditions["poster"].path) as poster:
        assert poster.size == (across, down)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("size", "copy"),
    some(
        ("1080x1920", (720, 1280)),
        ("2560x400", (1280, 200)),
        ("2x2", (2, 2)),
        besides=[
            ("1920x1080", (1280, 720)),
            ("1440x1080", (960, 720)),
            ("640x360", (640, 360)),
            ("64x48", (64, 48)),
        ],
    ),
)
async def test_720p_at_most(size: str, copy: tuple[int, int], tmp_path: Path) -> None:
    video = await _rendered(film(tmp_path / "film.mp4", size=size, seconds=0.2))
    stepping = video.renditions["stepping"]
    assert (stepping.width, stepping.height) == copy
    assert (video.width, video.height) == tuple(map(int, size.split("x")))


async def test_odd_sides_and_oblong_pixels(tmp_path: Path) -> None:
    odd = "scale=640:480,format=yuv444p,crop=321:241,setsar=4/3,format=yuv420p"
    source = film(tmp_path / "film.webm", "-vf", odd, codec="libvpx", sound=None)
    video = await _rendered(source)
    assert (video.width, video.height) == (428, 241)
    stepping = video.renditions["stepping"]
    assert stepping.width % 2 == stepping.height % 2 == 0
    assert stepping.width / stepping.height == pytest.approx(428 / 241, abs=0.02)


async def test_one_image(tmp_path: Path) -> None:
    video = await _rendered(film(tmp_path / "film.mp4", "-frames:v", "1", sound=None))
    assert (video.frames, video.fps) == (1, 0.0)
    assert video.renditions["poster"].path.stat().st_size > 0


async def test_poster_small_and_colours(tmp_path: Path) -> None:
    video = await _rendered(film(tmp_path / "film.mp4", size="1920x1080", seconds=1.5))
    assert set(video.renditions) == {"stepping", "poster", "small"}
    for name, width in (("poster", 1280), ("small", 320)):
        copy = video.renditions[name]
        with Image.open(copy.path) as image:
            assert (image.format, image.size) == ("WEBP", (copy.width, copy.height))
        assert copy.width == width
    assert len(video.tints) == 12
    assert {path.name for path in (tmp_path / "copies").iterdir()} == {
        "stepping.mp4",
        "poster.webp",
        "small.webp",
    }


async def test_no_word_in_the_copy(tmp_path: Path) -> None:
    words = [
        "-metadata",
        "title=Camille",
        "-metadata",
        "location=+45.18+005.72/",
        "-metadata:s:v",
        "handler_name=Camille",
    ]
    source = film(tmp_path / "film.mp4", *words)
    assert "Camille" in str(said(source))
    data = (await _rendered(source)).renditions["stepping"].path.read_bytes()
    assert not [secret for secret in (b"Camille", b"45.18") if secret in data]


async def test_when_it_was_taken(tmp_path: Path) -> None:
    utc = film(tmp_path / "a.mp4", "-metadata", "creation_time=2026-10-03T12:30:12Z")
    assert (await _rendered(utc)).captured_at == datetime.fromisoformat("2026-10-03T12:30:12+00:00")
    apple = film(
        tmp_path / "b.mov", *("-movflags", "use_metadata_tags"),
        *("-metadata", "com.apple.quicktime.creationdate=2026-10-03T14:30:12+0200"),
        *("-metadata", "creation_time=2026-10-05T08:00:00Z"),
    )  # fmt: skip
    taken = (await _rendered(apple)).captured_at
    assert taken == datetime(2026, 10, 3, 14, 30, 12, tzinfo=timezone(timedelta(hours=2)))
    assert taken.utcoffset() == timedelta(hours=2)
    unset = film(tmp_path / "c.mp4", "-metadata", "creation_time=1904-01-01T00:00:00Z")
    assert (await _rendered(unset)).captured_at is None
    assert (await _rendered(film(tmp_path / "d.mp4"))).captured_at is None


async def test_words_that_are_not_utf_8_do_not_cost_the_film(tmp_path: Path) -> None:
    source = film(
        tmp_path / "film.mp4", "-metadata", "title=Camille", "-metadata", "creation_time=2026-10-03T12:30:12Z"
    )
    source.write_bytes(source.read_bytes().replace(b"Camille", b"Cam\xe9\xff\xfel"))
    assert (await _rendered(source)).captured_at == datetime.fromisoformat("2026-10-03T12:30:12+00:00")


async def test_progress_is_told(tmp_path: Path) -> None:
    source = long_film(tmp_path / "film.mp4", size="1280x720", seconds=2)
    told: list[float] = []

    async def progress(part: float) -> None:
        told.append(part)

    folder = tmp_path / "copies"
    folder.mkdir()
    await render_video(source, folder, progress)
    assert told == sorted(told)
    assert told[-1] > 0.9
    assert all(0 < part <= 1 for part in told)


@pytest.mark.slow
@pytest.mark.parametrize("curve", some("arib-std-b67", besides=["smpte2084"]))
async def test_high_dynamic_range_is_brought_down(curve: str, tmp_path: Path) -> None:
    """Ten bits, wide colours: a grey wedge stays a wedge of eight ordinary bits, from dark to light, and greens stay green."""
    source = tmp_path / "film.mov"
    wedge = "color=black:s=640x360:r=30:d=0.3,format=yuv420p10le,geq=lum='64+876*X/W*0.75':cb=512:cr='if(gt(Y,H/2),400,512)'"
    run(
        *("-f", "lavfi", "-i", wedge, "-c:v", "libx265", "-preset", "ultrafast", "-pix_fmt", "yuv420p10le"),
        *("-x265-params", f"log-level=none:colorprim=bt2020:transfer={curve}:colormatrix=bt2020nc"),
        *(
            "-color_primaries",
            "bt2020",
            "-color_trc",
            curve,
            "-colorspace",
            "bt2020nc",
            "-tag:v",
            "hvc1",
            source,
        ),
    )
    copy = (await _rendered(source)).renditions["stepping"].path
    with av.open(str(copy)) as container:
        context = container.streams.video[0].codec_context
        next(container.decode(video=0))
        assert (context.pix_fmt, context.color_trc, context.color_primaries) == ("yuv420p", 1, 1)
    image = first_image(copy).astype(int)
    grey = image[60, 20:620:60].mean(axis=1)
    assert all(b >= a - 2 for a, b in pairwise(grey)), grey
    assert grey[0] < 40
    assert grey[-1] > 170
    coloured = image[300, 400]
    assert coloured[1] > coloured[0]


async def test_broken_sound_costs_only_the_sound(tmp_path: Path) -> None:
    good = film(tmp_path / "good.mkv", codec="libx264", sound="flac")
    with av.open(str(good)) as container:
        sound = [bytes(packet) for packet in container.demux(audio=0) if packet.size]
    data = good.read_bytes()
    for packet in sound:
        data = data.replace(packet, bytes(len(packet)))
    source = tmp_path / "film.mkv"
    source.write_bytes(data)
    video = await _rendered(source)
    assert video.frames == 30


async def test_the_demonstration_film_reads_back_number_by_number(tmp_path: Path) -> None:
    source = tmp_path / "film.mp4"
    make_clip(Clip(seconds=0.75), source)
    video = await _rendered(source)
    with av.open(str(video.renditions["stepping"].path)) as container:
        numbers = [read_number(frame.to_ndarray(format="rgb24")) for frame in container.decode(video=0)]
    assert numbers == list(range(45))


@pytest.mark.slow
@pytest.mark.parametrize("made", some("trimmed aac", "libopus", besides=["aac", "pcm_s16le"]))
async def test_sound_is_kept_in_time(made: str, tmp_path: Path) -> None:
    """A beep is as far from the film's first image as it was, also in a film that the phone has trimmed."""
    codec = made.split()[-1]
    whole = tmp_path / f"whole.{'mov' if codec == 'pcm_s16le' else 'mp4'}"
    beep = "aevalsrc='if(between(t,0.7,0.8),sin(880*2*PI*t),0)':d=1.4:s=48000"
    run(
        "-f",
        "lavfi",
        "-i",
        "testsrc2=s=320x240:r=60:d=1.4",
        "-f",
        "lavfi",
        "-i",
        beep,
        "-g",
        "15",
        "-c:a",
        codec,
        whole,
    )
    source = whole
    if made.startswith("trimmed"):
        source = tmp_path / "trimmed.mp4"
        run("-ss", "0.3", "-i", whole, "-c", "copy", source)
        assert b"elst" in source.read_bytes()
    video = await _rendered(source)
    assert video.has_sound
    assert _beep(video.renditions["stepping"].path) == pytest.approx(_beep(source), abs=0.025)
    _same_times(source, video)


def _beep(path: Path) -> float:
    """Seconds from the first image to the beep."""
    with av.open(str(path)) as container:
        began = next(container.decode(video=0)).time
        container.seek(0)
        for frame in container.decode(audio=0):
            loud = np.flatnonzero(
                np.abs(frame.to_ndarray()).max(axis=0)
                > 0.1 * np.iinfo(np.int16).max ** (frame.format.name[:3] == "s16")
            )
            if loud.size:
                return float(frame.time + loud[0] / frame.sample_rate - began)
    raise AssertionError("silence")


async def test_a_photo_is_no_film(tmp_path: Path) -> None:
    source = tmp_path / "film.mp4"
    Image.new("RGB", (10, 10)).save(source, "JPEG")
    with pytest.raises(Refused) as refused:
        await _rendered(source)
    assert refused.value.reason is Reason.UNKNOWN_TYPE
