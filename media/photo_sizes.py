"""Three sizes of a photo from one decoding, in sRGB, upright, with nothing but pixels.

WebP for all three: at the same look a fifth smaller than JPEG (846 against 1 036 KB at 2560 px on the reference photo),
which counts on a bad network; its encoder is run with little effort on the larger two, where effort costs the most and
saves nothing. Each size is made from the one above it. AVIF of the larger two is made later, when nobody waits.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image, ImageChops, ImageFile

from media.exif import Shot, read_shot
from media.icc import is_srgb

SIZES = {"large": 2560, "medium": 1280, "small": 320}
"""Longest side in pixels."""
_EFFORT = {"large": 1, "medium": 1, "small": 4}
_QUALITY = 78
_AVIF: dict[str, Any] = {"quality": 62, "speed": 6, "max_threads": 1}
"""The look of WebP's 78, measured on photos: 0.973 of structural likeness, with a fifth less bytes."""
_STRIP = 512
"""Rows of a picture of 16 bits that are brought to eight at a time: all at once they would take four times its memory."""
_ALIKE = 4
"""Of 255: how far a colour may be from the one with which decoders fill."""
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True, slots=True)
class _Decoded:
    """copy: of the largest size that is kept. width, height: of the original, as seen. read: which part of its rows was there."""

    copy: Image.Image
    width: int
    height: int
    shot: Shot
    read: float


def make_sizes(image: Image.Image, folder: Path) -> dict[str, Any]:
    """Writes small.webp, medium.webp and large.webp; a size equal to a smaller one is not written twice."""
    seen = _decoded(image)
    written: dict[str, Any] = {}
    for name, copy in _each(seen.copy):
        if written and copy.size == list(written.values())[-1][1:]:
            written[name] = list(written.values())[-1]  # the photo is small: one file serves both
            continue
        copy.save(folder / f"{name}.webp", quality=_QUALITY, method=_EFFORT[name])
        written[name] = (f"{name}.webp", *copy.size)
    return {
        "width": seen.width,
        "height": seen.height,
        "sizes": written,
        "tints": _tints(seen.copy).hex(),
        "local": seen.shot.local and seen.shot.local.isoformat(),
        "at": seen.shot.at and seen.shot.at.isoformat(),
        "read": seen.read,
    }


def make_avif(image: Image.Image, folder: Path) -> dict[str, Any]:
    """Writes large.avif and medium.avif, where they differ in size from the one below."""
    seen = _decoded(image)
    copies = dict(_each(seen.copy))
    made = [
        name
        for name, below in (("large", "medium"), ("medium", "small"))
        if copies[name].size != copies[below].size
    ]
    for name in made:
        copies[name].save(folder / f"{name}.avif", **_AVIF)
    return {"made": made, "tints": _tints(seen.copy).hex(), "read": seen.read}


def _tints(image: Image.Image) -> bytes:
    """Four colours that stand for it until it comes: of its upper third, its right, its lower, its left."""
    down = image.resize((1, 3), Image.Resampling.BOX).tobytes()
    across = image.resize((3, 1), Image.Resampling.BOX).tobytes()
    return down[:3] + across[6:] + down[6:] + across[:3]


def _each(copy: Image.Image) -> Iterator[tuple[str, Image.Image]]:
    for name, side in SIZES.items():
        size = _fit(copy.size, side)
        if size != copy.size:
            copy = copy.resize(size, Image.Resampling.HAMMING, reducing_gap=2.0)
        yield name, copy


def _decoded(image: Image.Image) -> _Decoded:
    width, height = image.size
    largest = _fit(image.size, SIZES["large"])
    image.draft("RGB" if image.mode == "RGB" else None, largest)
    image.load()
    shot = read_shot(image)
    profile = image.info.get("icc_profile")
    copy = _plain(image)
    if copy.size != largest:
        copy = copy.resize(largest, Image.Resampling.HAMMING, reducing_gap=3.0)
    copy = _in_srgb(copy, profile)
    read = _read_rows(copy) if ImageFile.LOAD_TRUNCATED_IMAGES else 1.0
    if shot.orientation in _UPRIGHT:
        copy = copy.transpose(_UPRIGHT[shot.orientation])
        if shot.orientation >= 5:
            width, height = height, width
    return _Decoded(copy, width, height, shot, read)


def _read_rows(image: Image.Image) -> float:
    """Decoders fill what they could not read with one colour, from there to the last row."""
    last: Any = image.getpixel((image.width - 1, image.height - 1))
    unlike = [0 if value <= _ALIKE else 255 for value in range(256)] * 3
    box = ImageChops.difference(image, Image.new("RGB", image.size, last)).point(unlike).getbbox()
    return box[3] / image.height if box else 0.0


def _fit(size: tuple[int, int], side: int) -> tuple[int, int]:
    """The largest size of the same shape within a square, never larger than it is."""
    longest = max(size)
    if longest <= side:
        return size
    width, height = (max(1, round(length * side / longest)) for length in size)
    return width, height


def _plain(image: Image.Image) -> Image.Image:
    """Eight bits a channel, no palette. Alpha stays until the profile is applied."""
    if image.mode in ("I;16", "I;16B", "I;16L", "I"):
        return _of_eight_bits(image)
    if image.mode in ("P", "PA") or (image.mode in ("RGB", "L") and "transparency" in image.info):
        return image.convert("RGBA")
    if image.mode == "LA":
        return image.convert("RGBA")
    if image.mode == "1":
        return image.convert("L")
    return image


def _of_eight_bits(image: Image.Image) -> Image.Image:
    plain = Image.new("L", image.size)
    for top in range(0, image.height, _STRIP):
        strip = image.crop((0, top, image.width, min(top + _STRIP, image.height)))
        plain.paste(strip.convert("I").point(lambda value: value * (1 / 256)).convert("L"), (0, top))
    return plain


def _in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Alpha is laid on white paper, since drawn things and scans are made to be seen on it."""
    if image.mode == "RGBA":
        paper = Image.new("RGB", image.size, "white")
        paper.paste(image, mask=image.getchannel("A"))
        image = paper
    if profile and not is_srgb(profile):
        with suppress(Exception):  # a damaged profile: the picture's own numbers are taken for sRGB
            from PIL import ImageCms

            cms: Any = ImageCms  # half of its functions have no types
            known = cms.ImageCmsProfile(io.BytesIO(profile))
            image = cms.profileToProfile(image, known, cms.createProfile("sRGB"), outputMode="RGB")
    return image if image.mode == "RGB" else image.convert("RGB")
