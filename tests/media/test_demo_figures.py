"""The generated films and photos: numbered, measured, the same each time, and telling what a phone tells."""

from datetime import datetime
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import av
import numpy as np
import pytest
from PIL import Image

from backend.demo import gait
from backend.demo.figure_scene import Side
from backend.demo.figures import Clip, frames_of, knee_angle, make_clip, read_number
from backend.demo.frame_numbers import burn
from backend.demo.pictures import OWNER, PICTURES, draw_picture, make_picture
from media.photos import clean_photo, render_photo
from tests.soak.counts import times

TAKEN = datetime(2026, 10, 3, 14, 30, tzinfo=ZoneInfo("Europe/Paris"))


@pytest.mark.parametrize("number", [0, 1, 4095, 8191, 16383])
@pytest.mark.parametrize("width", [1280, 720, 320])
def test_a_number_is_read_back(number: int, width: int) -> None:
    image = Image.new("RGB", (1280, 720), "#efe9dd")
    burn(image, number)
    shown = image.resize((width, width * 720 // 1280))
    assert read_number(np.asarray(shown)) == number
    with pytest.raises(ValueError, match="no number"):
        read_number(np.full((720, 1280, 3), 200, np.uint8))


@pytest.mark.parametrize("view", ["side", "front"])
def test_every_image_of_a_film_says_its_number(view: str, tmp_path: Path) -> None:
    clip = Clip(view=view, seconds=0.5)  # type: ignore[arg-type]
    target = tmp_path / "film.mp4"
    make_clip(clip, target, taken_at=TAKEN, place="+45.1885+005.7245/")
    with av.open(str(target)) as container:
        assert container.metadata["creation_time"].startswith("2026-10-03T12:30:00")
        assert len(container.streams.audio) == 1
        frames = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    assert frames[0].shape[:2] == clip.size[::-1]
    assert [read_number(frame) for frame in frames] == list(range(frames_of(clip)))
    again = tmp_path / "again.mp4"
    make_clip(clip, again, taken_at=TAKEN, place="+45.1885+005.7245/")
    assert again.read_bytes() == target.read_bytes()


@pytest.mark.parametrize(("moment", "peak"), [("before", 28), ("after", 41)])
def test_the_knee_bends_as_it_is_said_to(moment: gait.Moment, peak: float) -> None:
    clip = Clip(moment=moment)
    angles = [knee_angle(frame, clip) for frame in range(frames_of(clip))]
    assert max(angles) == pytest.approx(peak, abs=0.2)
    assert max(knee_angle(frame, clip, "right") for frame in range(120)) == pytest.approx(58, abs=0.3)


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_angle_told_is_the_angle_drawn(side: gait.Side) -> None:
    """Between the thigh's line and the shank's, from the places at which the joints are drawn."""
    clip = Clip(moment="after")
    poses, come = gait.walk(clip.moment, 120, clip.rate)
    for frame in range(0, 120, 7):
        hip, knee, ankle = (poses[frame].joints[f"{side}_{name}"][:2] for name in ("hip", "knee", "ankle"))
        thigh, shank = knee - hip, ankle - knee
        cosine = thigh @ shank / np.linalg.norm(thigh) / np.linalg.norm(shank)
        assert np.degrees(np.arccos(np.clip(cosine, -1, 1))) == pytest.approx(
            knee_angle(frame, clip, side), abs=0.01
        )
    assert come[-1] > 0.8, "the child gets somewhere"
    assert all(b >= a for a, b in pairwise(come))


@pytest.mark.parametrize("moment", ["before", "after"])
def test_nothing_of_the_figure_is_cut_off(moment: gait.Moment) -> None:
    """The figure is painted within a box: it must never reach the box's edge."""
    clip = Clip(moment=moment)
    poses, come = gait.walk(moment, 70, clip.rate)
    scene = Side(clip.size, come[-1])
    left, top, right, bottom = scene.BOX
    for pose, way in list(zip(poses, come, strict=True))[::3]:
        at = round((come[-1] - way) * scene.METRE)
        room = np.asarray(scene.strip.crop((at, 0, at + clip.size[0], clip.size[1])))
        painted = np.asarray(scene.paint(pose, way, come[-1], braced=True))
        changed = (room != painted).any(axis=2)
        assert changed[top:bottom, left:right].sum() > 20_000, "nobody walks"
        for edge in (changed[top, :], changed[bottom - 1, :], changed[:, left], changed[:, right - 1]):
            assert not edge.any()


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(PICTURES)[:: times(5, 1)])
async def test_photos_as_a_phone_writes_them(name: str, tmp_path: Path) -> None:
    source = tmp_path / "received.jpg"
    make_picture(name, source, taken_at=TAKEN)
    assert OWNER.encode() in source.read_bytes()
    with Image.open(source) as image:
        assert image.getexif().get_ifd(0x8825)
        assert 3_000_000 < image.width * image.height < 12_300_000
    photo = await render_photo(source, tmp_path)
    assert (photo.width, photo.height) == PICTURES[name].size
    assert photo.captured_at == TAKEN
    assert photo.captured_at.utcoffset() == TAKEN.utcoffset()
    clean = await clean_photo(source, tmp_path)
    assert OWNER.encode() not in clean.read_bytes()
    with Image.open(clean) as image:
        assert not image.getexif().get_ifd(0x8825)


def test_a_photo_is_the_same_each_time() -> None:
    assert draw_picture("bath_chair").tobytes() == draw_picture("bath_chair").tobytes()


async def test_one_is_a_heic(tmp_path: Path) -> None:
    source = tmp_path / "received.heic"
    make_picture("bath_chair", source, taken_at=TAKEN)
    photo = await render_photo(source, tmp_path)
    assert (photo.type.value, photo.captured_at) == ("image/heif", TAKEN)
    assert (photo.width, photo.height) == PICTURES["bath_chair"].size
