"""Generated photos, as a phone would have written them: with the way up, the date, the place, the phone and its owner's name.

Deterministic. What a phone writes is there so that what CS3 takes out can be seen to be gone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pillow_heif
from PIL import Image

from backend.demo import palette, portraits
from backend.demo.canvas import Canvas
from backend.demo.scenes import SCENES

OWNER, PHONE, PLACE = "Camille Moreau", "Fairphone 5", (45.1885, 5.7245)
_TURNED = {
    1: None,
    3: Image.Transpose.ROTATE_180,
    6: Image.Transpose.ROTATE_90,
    8: Image.Transpose.ROTATE_270,
}


@dataclass(frozen=True, slots=True)
class Picture:
    """size: as seen, in pixels. orientation: 1, 3, 6 or 8, as in Exif; the pixels in the file are turned the other way."""

    draw: Callable[[Canvas], None]
    size: tuple[int, int]
    ground: str = palette.PAPER
    orientation: int = 1


PICTURES: dict[str, Picture] = {
    "orthosis": Picture(SCENES["orthosis"], (3024, 4032), palette.TEAL_WASH, 6),
    "swing": Picture(SCENES["swing"], (4032, 3024)),
    "drawing": Picture(SCENES["drawing"], (3264, 3264)),
    "pressure_mark": Picture(SCENES["pressure_mark"], (2592, 1944), orientation=3),
    "bath_chair": Picture(SCENES["bath_chair"], (2048, 1536)),
    "hearing_aid": Picture(SCENES["hearing_aid"], (2592, 1944)),
    "picture_cards": Picture(SCENES["picture_cards"], (3264, 2448)),
    "letter": Picture(SCENES["letter"], (2448, 3264), orientation=8),
    "portrait_boy": Picture(portraits.boy, (2048, 2048), palette.TEAL_WASH),
    "portrait_girl": Picture(portraits.girl, (2048, 2048), palette.AMBER_WASH),
}


def draw_picture(name: str) -> Image.Image:
    """Upright, RGB."""
    picture = PICTURES[name]
    canvas = Canvas(picture.size, picture.ground)
    picture.draw(canvas)
    return canvas.finish(seed=list(PICTURES).index(name))


def make_picture(name: str, target: Path, *, taken_at: datetime | None = None) -> None:
    """Writes a JPEG, or a HEIC when the target ends in ".heic". taken_at: with its zone, whose clock the phone shows.

    Takes a second or two of processor; run it in a thread.
    """
    orientation = PICTURES[name].orientation
    image = draw_picture(name)
    turn = _TURNED[orientation]
    if turn is not None:
        image = image.transpose(turn)
    exif = _exif(orientation, taken_at)
    if target.suffix == ".heic":
        # As good to look at; ten seconds of processor less.
        written = pillow_heif.from_pillow(image)
        written.save(target, quality=60, exif=exif.tobytes(), enc_params={"preset": "ultrafast"})
    else:
        image.save(target, "JPEG", quality=88, exif=exif)


def _exif(orientation: int, taken_at: datetime | None) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x0110], exif[0x013B] = orientation, "Fairphone", PHONE, OWNER
    gps = exif.get_ifd(0x8825)
    for tag, ref, value in ((1, "N", PLACE[0]), (3, "E", PLACE[1])):
        minutes = value % 1 * 60
        gps[tag], gps[tag + 1] = ref, (float(int(value)), float(int(minutes)), round(minutes % 1 * 60, 2))
    if taken_at:
        inner = exif.get_ifd(0x8769)
        inner[0x9003] = inner[0x9004] = f"{taken_at:%Y:%m:%d %H:%M:%S}"
        if taken_at.tzinfo:
            offset = f"{taken_at:%z}"
            inner[0x9010] = inner[0x9011] = f"{offset[:3]}:{offset[3:]}"
    return exif
