"""A sheet to draw on in units of a thousandth of its width, with soft light and shadow under sharp shapes."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import reportlab
from PIL import Image, ImageDraw, ImageFilter, ImageFont

Point = tuple[float, float]
_FONT = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
_SOFT = 8
"""Light and shadow are painted so many times smaller, then enlarged."""


class Canvas:
    def __init__(self, size: tuple[int, int], ground: str) -> None:
        self.image = Image.new("RGB", size, ground)
        self.unit = size[0] / 1000
        self.height = size[1] / self.unit
        self.draw = ImageDraw.Draw(self.image)

    def _at(self, points: Sequence[Point]) -> list[Point]:
        return [(x * self.unit, y * self.unit) for x, y in points]

    def disc(self, x: float, y: float, rx: float, ry: float | None, colour: str) -> None:
        ry = rx if ry is None else ry
        self.draw.ellipse(self._flat([(x - rx, y - ry), (x + rx, y + ry)]), fill=colour)

    def _flat(self, points: Sequence[Point]) -> list[float]:
        return [part for point in self._at(points) for part in point]

    def card(
        self, x: float, y: float, w: float, h: float, colour: str, r: float = 12, rim: str | None = None
    ) -> None:
        box = self._flat([(x, y), (x + w, y + h)])
        self.draw.rounded_rectangle(
            box, r * self.unit, fill=colour, outline=rim, width=max(1, round(2.5 * self.unit))
        )

    def shape(self, points: Sequence[Point], colour: str) -> None:
        self.draw.polygon(self._at(points), fill=colour)

    def stroke(self, points: Sequence[Point], width: float, colour: str) -> None:
        """A line with round ends and corners."""
        self.draw.line(self._at(points), fill=colour, width=round(width * self.unit), joint="curve")
        for x, y in (points[0], points[-1]):
            self.disc(x, y, width / 2, None, colour)

    def limb(self, points: Sequence[Point], widths: Sequence[float], colour: str) -> None:
        """A rounded form through points, each with its own half width, smooth between them."""
        at = np.linspace(0, len(points) - 1, 60)
        known = np.arange(len(points))
        xs, ys, rs = (np.interp(at, known, values) for values in (*zip(*points, strict=True), widths))
        for values in (xs, ys, rs):
            for _ in range(3):
                values[1:-1] = (values[:-2] + 2 * values[1:-1] + values[2:]) / 4
        for x, y, r in zip(xs, ys, rs, strict=True):
            self.disc(float(x), float(y), float(r), None, colour)
        for i in range(59):
            dx, dy = xs[i + 1] - xs[i], ys[i + 1] - ys[i]
            long = max(float(np.hypot(dx, dy)), 1e-6)
            nx, ny = -dy / long, dx / long
            self.shape(
                [
                    (xs[i] + nx * rs[i], ys[i] + ny * rs[i]),
                    (xs[i + 1] + nx * rs[i + 1], ys[i + 1] + ny * rs[i + 1]),
                    (xs[i + 1] - nx * rs[i + 1], ys[i + 1] - ny * rs[i + 1]),
                    (xs[i] - nx * rs[i], ys[i] - ny * rs[i]),
                ],
                colour,
            )

    def text(self, x: float, y: float, words: str, size: float, colour: str, anchor: str = "la") -> None:
        font = ImageFont.truetype(_FONT, round(size * self.unit))
        self.draw.text((x * self.unit, y * self.unit), words, font=font, fill=colour, anchor=anchor)

    def glow(
        self, x: float, y: float, rx: float, ry: float, colour: str, strength: float, blur: float = 0.35
    ) -> None:
        """A soft stain of colour: a shadow, a blush, a light. strength: 0 to 1."""
        reach = blur * max(rx, ry) * 2.5
        box = [
            round(v * self.unit / _SOFT)
            for v in (x - rx - reach, y - ry - reach, x + rx + reach, y + ry + reach)
        ]
        small = Image.new("L", (max(2, box[2] - box[0]), max(2, box[3] - box[1])), 0)
        edge = reach * self.unit / _SOFT
        inside = (edge, edge, small.width - edge, small.height - edge)
        ImageDraw.Draw(small).ellipse(inside, fill=round(255 * strength))
        mask = small.filter(ImageFilter.GaussianBlur(blur * max(rx, ry) * self.unit / _SOFT))
        mask = mask.resize((small.width * _SOFT, small.height * _SOFT), Image.Resampling.BICUBIC)
        self.image.paste(colour, (box[0] * _SOFT, box[1] * _SOFT), mask)

    def finish(self, seed: int) -> Image.Image:
        """Light that falls off towards the corners, and a little grain, as through a lens."""
        width, height = self.image.size
        down, across = np.mgrid[0 : height // _SOFT, 0 : width // _SOFT]
        away = np.hypot(across / (width / _SOFT) - 0.45, down / (height / _SOFT) - 0.40)
        light = Image.fromarray((255 * np.clip(away * 0.26, 0, 0.35)).astype(np.uint8))
        self.image.paste("#3a2f24", (0, 0), light.resize(self.image.size, Image.Resampling.BICUBIC))
        noise = np.random.default_rng(seed).integers(-5, 6, (512, 512, 1), dtype=np.int16)
        pixels = np.asarray(self.image)
        tiles = (-(-height // 512), -(-width // 512), 1)
        grain = np.tile(noise, tiles)[:height, :width]
        return Image.fromarray(np.clip(pixels + grain, 0, 255).astype(np.uint8))
