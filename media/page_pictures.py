"""The picture of a page: without loss where it was typed (a tenth of the bytes, and no smear around letters), JPEG where it was photographed.

A PNG here has one IDAT chunk at a fixed place, so that a PDF can take its bytes as they stand (`media.pdf_pages`).
"""

import struct
import zlib
from io import BytesIO
from typing import Any

from PIL import Image, ImageChops

QUALITY = 74
DENSE = 350_000
"""Bytes above which a page may be a photograph of paper, which JPEG packs better."""
PNG_HEAD, PNG_FOOT = 8 + 25 + 8, 4 + 12
"""Bytes before and after the compressed pixels: signature, IHDR and IDAT's own head; its checksum, and IEND."""
_STRAYS = 8
"""How far from grey a scanner's grey strays, of 255."""

_LEVELS = [round(level / 17) for level in range(256)]
"""Sixteen of 256."""
_TINTS = [round(level / 5) * 5 for level in range(256)]
"""Of a colour more are kept: beige paper stays beige."""


def encode(image: Image.Image) -> tuple[bytes, str, bool]:
    """An RGB image: its bytes, its media type, and whether it is of one channel."""
    grey = is_grey(image)
    plain = _png(image, grey)
    if len(plain) <= DENSE:
        return plain, "image/png", grey
    out = BytesIO()
    (image.convert("L") if grey else image).save(out, "JPEG", quality=QUALITY, progressive=True)
    photographed = out.getvalue()
    if len(plain) < len(photographed):
        return plain, "image/png", grey
    return photographed, "image/jpeg", grey


def is_grey(image: Image.Image) -> bool:
    grey = image.convert("L").convert("RGB")
    strays: Any = ImageChops.difference(image, grey).getextrema()
    return max(high for _, high in strays) <= _STRAYS


def _png(image: Image.Image, grey: bool) -> bytes:
    """Sixteen levels of grey, 52 of each colour: letters have no more, and pack the better. ISO/IEC 15948."""
    if grey:
        packed = image.convert("L").point(_LEVELS).convert("P").tobytes("raw", "P;4")
        width, depth, kind = (image.width + 1) // 2, 4, 0
    else:
        packed = image.point(_TINTS * 3).tobytes()
        width, depth, kind = image.width * 3, 8, 2
    rows = b"".join(b"\0" + packed[at : at + width] for at in range(0, len(packed), width))
    header = struct.pack(">IIBBBBB", image.width, image.height, depth, kind, 0, 0, 0)
    return b"".join(
        (
            b"\x89PNG\r\n\x1a\n",
            _chunk(b"IHDR", header),
            _chunk(b"IDAT", zlib.compress(rows, 6)),
            _chunk(b"IEND", b""),
        )
    )


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
