"""Files damaged on purpose, each the same for the same dice: what a bad line, a bad disk, or somebody who looks for a hole would send."""

import random

_EXTREMES = (b"\x00", b"\xff", b"\x7f", b"\x80")
_LENGTHS = (0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
_HEAD = 512
"""Bytes in which a container says what it holds: half of the blows fall there."""


def damaged(data: bytes, dice: random.Random) -> bytes:
    """One to four blows."""
    held = bytearray(data)
    for _ in range(dice.randint(1, 4)):
        dice.choice(_BLOWS)(held, dice)
    return bytes(held)


def _place(held: bytearray, dice: random.Random) -> int:
    within = _HEAD if dice.random() < 0.5 else len(held)
    return dice.randrange(max(1, min(within, len(held))))


def _flip(held: bytearray, dice: random.Random) -> None:
    at = _place(held, dice)
    held[at : at + 1] = bytes(value ^ 1 << dice.randrange(8) for value in held[at : at + 1])


def _overwrite(held: bytearray, dice: random.Random) -> None:
    at, length = _place(held, dice), dice.choice((1, 2, 4, 16, 64))
    held[at : at + length] = dice.randbytes(len(held[at : at + length]))


def _fill(held: bytearray, dice: random.Random) -> None:
    at, length = _place(held, dice), dice.choice((1, 2, 4, 16, 256))
    held[at : at + length] = dice.choice(_EXTREMES) * len(held[at : at + length])


def _lie_of_length(held: bytearray, dice: random.Random) -> None:
    at, wide, way = _place(held, dice), dice.choice((2, 4)), dice.choice(("big", "little"))
    held[at : at + wide] = (dice.choice(_LENGTHS) & (1 << 8 * wide) - 1).to_bytes(wide, way)


def _lose(held: bytearray, dice: random.Random) -> None:
    at = _place(held, dice)
    del held[at : at + dice.choice((1, 2, 8, 128, 1024))]


def _say_twice(held: bytearray, dice: random.Random) -> None:
    at = _place(held, dice)
    held[at:at] = held[at : at + dice.choice((1, 4, 64, 1024))]


def _insert(held: bytearray, dice: random.Random) -> None:
    at = _place(held, dice)
    held[at:at] = dice.randbytes(dice.choice((1, 3, 32)))


def _cut(held: bytearray, dice: random.Random) -> None:
    del held[dice.randrange(max(1, len(held))) :]


_BLOWS = (
    _flip, _flip, _overwrite, _overwrite, _fill, _lie_of_length, _lie_of_length, _lose, _say_twice, _insert, _cut,
)  # fmt: skip
