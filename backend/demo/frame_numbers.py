"""The number burned into each image of a generated film: in digits for people, and in squares that survive compression.

The bar lies at the bottom left. Its unit is a fortieth of the image's width, its squares are one unit wide and high; it begins
one unit from the left and one from the bottom. From the left: white, black, fourteen bits of the number (the highest first,
white is 1), and a last square that makes the number of white ones among the bits and itself even.
"""

from functools import cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

BITS = 14
SQUARES = 2 + BITS + 1
_PER_WIDTH = 40


def squares_of(number: int) -> list[bool]:
    bits = [bool(number >> place & 1) for place in reversed(range(BITS))]
    return [True, False, *bits, sum(bits) % 2 == 1]


def burn(image: Image.Image, number: int) -> None:
    unit = image.width // _PER_WIDTH
    top, left = image.height - 2 * unit, unit
    draw = ImageDraw.Draw(image)
    draw.rectangle((left - 3, top - 3, left + SQUARES * unit + 2, top + unit + 2), fill="#808080")
    for at, white in enumerate(squares_of(number)):
        box = (left + at * unit, top, left + (at + 1) * unit - 1, top + unit - 1)
        draw.rectangle(box, fill="white" if white else "black")
    across = left + SQUARES * unit + unit // 2
    for at, digit in enumerate(f"{number:04}"):
        drawn = _digit(digit, unit)
        image.paste(drawn, (across + at * drawn.width, top + (unit - drawn.height) // 2))


@cache
def _digit(digit: str, unit: int) -> Image.Image:
    drawn = Image.new("RGB", (round(unit * 0.72), round(unit * 1.2)), "#efe9dd")
    font = ImageFont.load_default(unit)
    ImageDraw.Draw(drawn).text(
        (drawn.width / 2, drawn.height / 2), digit, font=font, fill="#59636e", anchor="mm"
    )
    return drawn


def read_number(image: NDArray[np.uint8]) -> int:
    """The number burned into an image of any size (height × width, or × channels). Raises ValueError when none is readable."""
    grey = image if image.ndim == 2 else image[..., :3].mean(axis=2)
    height, width = grey.shape
    unit = width / _PER_WIDTH
    row = round(height - 1.5 * unit)
    reach = max(1, round(unit * 0.2))
    values = [
        float(grey[row - reach : row + reach, round(at) - reach : round(at) + reach].mean())
        for at in (unit * (1.5 + square) for square in range(SQUARES))
    ]
    white, black = values[0], values[1]
    if white - black < 60:
        raise ValueError("no number here")
    bits = [value > (white + black) / 2 for value in values[2:]]
    if sum(bits) % 2:
        raise ValueError("a square was misread")
    return sum(1 << place for place, bit in zip(reversed(range(BITS)), bits, strict=False) if bit)
