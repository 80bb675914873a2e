"""Where the child walks: a bright corridor seen from the side, with the camera alongside, or from its end."""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from backend.demo import palette
from backend.demo.figure_paint import Painter, Place, Project, paint_front, paint_side
from backend.demo.gait import Point, Pose

_LARGER = 2
"""The figure is drawn so many times larger, then reduced: its edges come out smooth."""


class Side:
    """The child walks to the left; the camera goes along."""

    METRE = 385.0
    FLOOR = 628
    BOX = (330, 40, 950, 668)
    """What moves is inside it, whatever the image."""

    def __init__(self, size: tuple[int, int], length: float) -> None:
        self.width, self.height = size
        self.strip = _corridor(size, round(length * self.METRE) + 8, self.FLOOR)
        self.shadow = _shadow((430, 44))

    def paint(self, pose: Pose, way: float, whole: float, *, braced: bool) -> Image.Image:
        left = round((whole - way) * self.METRE)
        image = self.strip.crop((left, 0, left + self.width, self.height))
        middle = self.width / 2 + left - (whole - way) * self.METRE
        image.paste(palette.SOFT, (round(middle) - 215, self.FLOOR - 20), self.shadow)

        def project(point: Point) -> Place:
            across, down = middle - point[0] * self.METRE, self.FLOOR - point[1] * self.METRE
            return (across - self.BOX[0]) * _LARGER, (down - self.BOX[1]) * _LARGER, self.METRE * _LARGER

        return _painted(image, self.BOX, pose, project, lambda p: paint_side(p, facing=-1, braced=braced))


class Front:
    """The child comes from 5.6 m to 2.35 m; the camera is at the height of the hips."""

    EYE, FAR, NEAR, LENS = 0.72, 5.6, 2.35, 1750.0

    def __init__(self, size: tuple[int, int]) -> None:
        self.width, self.height = size
        self.horizon = round(self.height * 0.47)
        self.room = _hall(size, self.horizon, self.LENS, self.EYE)

    def paint(self, pose: Pose, way: float, whole: float, *, braced: bool) -> Image.Image:
        away = self.FAR - (self.FAR - self.NEAR) * way / max(whole, 1e-6)
        image = self.room.copy()
        scale = self.LENS / away
        foot = self.horizon + round(self.EYE * scale)
        shadow = _shadow((max(8, round(0.62 * scale)) // 4 * 4, max(4, round(0.12 * scale)) // 2 * 2))
        image.paste(palette.SOFT, ((self.width - shadow.width) // 2, foot - shadow.height // 2), shadow)
        half, top = round(0.36 * scale), self.horizon - round((1.52 - self.EYE) * scale)
        box = (
            self.width // 2 - half,
            max(0, top),
            self.width // 2 + half,
            min(self.height, foot + round(0.14 * scale)),
        )

        def project(point: Point) -> Place:
            near = self.LENS / (away - point[0])
            across = self.width / 2 + point[2] * near
            down = self.horizon + (self.EYE - point[1]) * near
            return (across - box[0]) * _LARGER, (down - box[1]) * _LARGER, near * _LARGER

        return _painted(image, box, pose, project, lambda p: paint_front(p, braced=braced))


def _painted(
    image: Image.Image,
    box: tuple[int, int, int, int],
    pose: Pose,
    project: Project,
    paint: Callable[[Painter], None],
) -> Image.Image:
    piece = image.crop(box)
    large = piece.resize((piece.width * _LARGER, piece.height * _LARGER), Image.Resampling.NEAREST)
    paint(Painter(ImageDraw.Draw(large), pose, project))
    image.paste(large.reduce(_LARGER), box[:2])
    return image


@lru_cache(maxsize=64)
def _shadow(size: tuple[int, int]) -> Image.Image:
    mask = Image.new("L", size, 0)
    across, down = size
    ImageDraw.Draw(mask).ellipse((across * 0.14, down * 0.22, across * 0.86, down * 0.78), fill=88)
    return mask.filter(ImageFilter.GaussianBlur(down * 0.13))


def _corridor(size: tuple[int, int], further: int, floor: int) -> Image.Image:
    """A strip as long as the walk: wall, skirting, tape each half metre, doors and drawings to pass by."""
    width, height = size[0] + further, size[1]
    strip = Image.new("RGB", (width, height), palette.PAPER)
    draw = ImageDraw.Draw(strip)
    draw.rectangle((0, floor - 96, width, height), fill=palette.FLOOR)
    draw.rectangle((0, floor - 108, width, floor - 96), fill=palette.LINE)
    for number, left in enumerate(range(60, width, 770)):
        _door(draw, left, floor - 108)
        _drawings(draw, left + 330, 150, number)
    for number, left in enumerate(range(0, width, round(Side.METRE / 2))):
        long = 26 if number % 2 else 44
        draw.rectangle((left, floor + 12, left + 7, floor + 12 + long), fill=palette.TEAL_LIGHT)
    draw.rectangle((0, floor + 8, width, floor + 11), fill="#d8d0c2")
    return strip


def _door(draw: ImageDraw.ImageDraw, left: int, floor: int) -> None:
    draw.rectangle((left, floor - 430, left + 200, floor), fill=palette.TEAL_WASH, outline="#cfe3df", width=6)
    draw.rounded_rectangle((left + 54, floor - 380, left + 146, floor - 250), 10, fill="#f6fbfa")
    draw.ellipse((left + 164, floor - 220, left + 182, floor - 202), fill="#9cc4be")


def _drawings(draw: ImageDraw.ImageDraw, left: int, top: int, number: int) -> None:
    tints = [palette.AMBER_WASH, palette.VIOLET_WASH, palette.GREEN_WASH]
    inks = ["#f0d9a8", "#d5cbf0", "#c3e2c6"]
    for at in range(2):
        tint, ink = tints[(number + at) % 3], inks[(number + at) % 3]
        x, y = left + at * 150, top + (at % 2) * 26
        draw.rounded_rectangle((x, y, x + 120, y + 150), 6, fill=tint, outline=palette.LINE, width=2)
        draw.ellipse((x + 34, y + 30, x + 86, y + 82), fill=ink)
        draw.line((x + 24, y + 112, x + 96, y + 112), fill=ink, width=8)


def _hall(size: tuple[int, int], horizon: int, lens: float, eye: float) -> Image.Image:
    """A room in perspective: floor boards towards the eye, two walls, a window at the end."""
    width, height = size
    hall = Image.new("RGB", (width * 2, height * 2), palette.PAPER)
    draw = ImageDraw.Draw(hall)
    end = lens / 8.5

    def at(across: float, up: float, away: float) -> tuple[float, float]:
        return (width / 2 + across * lens / away) * 2, (horizon + (eye - up) * lens / away) * 2

    draw.polygon([at(-1.5, 0, 8.5), at(1.5, 0, 8.5), at(1.5, 0, 0.9), at(-1.5, 0, 0.9)], fill=palette.FLOOR)
    for side in (-1, 1):
        draw.polygon(
            [
                at(1.5 * side, 0, 8.5),
                at(1.5 * side, 9.0, 8.5),
                at(1.5 * side, 9.0, 0.9),
                at(1.5 * side, 0, 0.9),
            ],
            fill="#f5f1ea",
        )
        draw.polygon(
            [
                at(1.5 * side, 0, 8.5),
                at(1.5 * side, 0.12, 8.5),
                at(1.5 * side, 0.12, 0.9),
                at(1.5 * side, 0, 0.9),
            ],
            fill=palette.LINE,
        )
    draw.polygon(
        [at(-0.75, 0.9, 8.5), at(0.75, 0.9, 8.5), at(0.75, 2.2, 8.5), at(-0.75, 2.2, 8.5)],
        fill=palette.TEAL_WASH,
    )
    draw.line([at(0, 0.9, 8.5), at(0, 2.2, 8.5)], fill=palette.PAPER, width=round(end * 0.08))
    for away in np.arange(1.5, 8.6, 0.5):
        long = 0.42 if away % 1 else 0.62
        thick = max(2, round(9 / away))
        draw.line([at(-long, 0, away), at(-long + 0.16, 0, away)], fill=palette.TEAL_LIGHT, width=thick)
        draw.line([at(long - 0.16, 0, away), at(long, 0, away)], fill=palette.TEAL_LIGHT, width=thick)
    return hall.reduce(2)
