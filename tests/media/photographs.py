"""Photos made on the spot: a picture whose corners tell which way up it is, and what a phone would write with it."""

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageCms

RED, GREEN, BLUE, YELLOW = (220, 40, 40), (40, 180, 60), (50, 70, 210), (230, 210, 60)
SECRETS = (b"Fairphone", b"Camille", b"GPSx", b"Grenoble")


def corners(width: int = 400, height: int = 300) -> Image.Image:
    """Red top left, green top right, blue bottom left, yellow bottom right."""
    pixels = np.zeros((height, width, 3), np.uint8)
    pixels[: height // 2, : width // 2], pixels[: height // 2, width // 2 :] = RED, GREEN
    pixels[height // 2 :, : width // 2], pixels[height // 2 :, width // 2 :] = BLUE, YELLOW
    return Image.fromarray(pixels)


def seen_corners(path: Path) -> list[str]:
    """The names of the colours at top left, top right, bottom left, bottom right."""
    image = Image.open(path).convert("RGB")
    names = {"red": RED, "green": GREEN, "blue": BLUE, "yellow": YELLOW}
    places = [(0.2, 0.2), (0.8, 0.2), (0.2, 0.8), (0.8, 0.8)]
    found = [image.getpixel((int(x * image.width), int(y * image.height))) for x, y in places]
    return [
        min(names, key=lambda n: sum(abs(a - b) for a, b in zip(names[n], pixel, strict=True)))
        for pixel in found
    ]  # type: ignore[arg-type]


def telltale_exif(
    orientation: int = 1, *, date: str | None = "2026:10:03 14:30:12", offset: str | None = "+02:00"
) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x0110], exif[0x013B] = (
        orientation,
        "Fairphone",
        "Fairphone 5",
        "Camille Moreau",
    )
    exif[0x010E] = "Grenoble"
    inner = exif.get_ifd(0x8769)
    if date:
        inner[0x9003] = date
    if offset:
        inner[0x9011] = offset
    inner[0xA430] = "Camille Moreau"
    inner[0x927C] = b"Fairphone maker note"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (45.0, 11.0, 18.6), "E", (5.0, 43.0, 28.2)
    gps[27] = b"GPSx"
    return exif


XMP = b'<?xpacket begin=""?><x:xmpmeta xmlns:x="adobe:ns:meta/"><a>Camille, Grenoble</a></x:xmpmeta><?xpacket end="w"?>'


def named_profile(name: str = "MacBook de Camille") -> bytes:
    """A wide-gamut profile, named as a screen's calibration names it."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    words = name.encode("utf-16-be")
    for at in range(132, 132 + 12 * int.from_bytes(profile[128:132]), 12):
        start = int.from_bytes(profile[at + 4 : at + 8])
        if profile[at : at + 4] == b"desc":
            entry = b"mluc" + bytes(4) + (1).to_bytes(4) + (12).to_bytes(4) + b"enUS"
            entry += len(words).to_bytes(4) + (28).to_bytes(4) + words
            profile[at + 4 : at + 12] = len(profile).to_bytes(4) + len(entry).to_bytes(4)
            profile += entry + bytes(-len(entry) % 4)
        elif profile[at : at + 4] == b"rXYZ":  # another red, so that the conversion can be seen
            profile[start + 8 : start + 12] = round(0.62 * 65536).to_bytes(4)
    profile[:4] = len(profile).to_bytes(4)
    return bytes(profile)


def jpeg(image: Image.Image, **options: object) -> bytes:
    held = io.BytesIO()
    image.save(held, "JPEG", **{"quality": 90, **options})
    return held.getvalue()


def png(width: int, height: int, *, depth: int = 8, colour: int = 2, data: bytes = b"") -> bytes:
    """Its parts as they are said, true or not. data: what is in its IDAT."""
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    parts = png_part(b"IHDR", header) + png_part(b"IDAT", data) + png_part(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def png_part(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_of_16_bits(pixels: Any) -> bytes:
    """pixels: (height, width, 3), numpy's uint16. Pillow writes none of these."""
    height, width, _ = pixels.shape
    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in pixels)
    return png(width, height, depth=16, data=zlib.compress(rows))
