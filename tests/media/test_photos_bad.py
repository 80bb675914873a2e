"""Photos that are not taken: each says why, quickly, and the caller goes on."""

import io
import time
import zlib
from dataclasses import replace
from pathlib import Path

import numpy as np
import pillow_heif
import pytest
from PIL import Image

from media.limits import MIB, PHOTO_BYTES, Reason, Refused
from media.photos import PHOTO_LIMITS, render_photo
from tests.media.photographs import corners, jpeg, png, png_part


async def _reason(data: bytes, folder: Path, name: str = "IMG_0001.jpg") -> Reason:
    source = folder / name
    source.write_bytes(data)
    with pytest.raises(Refused) as refused:
        await render_photo(source, folder)
    return refused.value.reason


def _saved(kind: str) -> bytes:
    noise = Image.fromarray(np.random.default_rng(1).integers(0, 255, (300, 400, 3), dtype=np.uint8))
    held = io.BytesIO()
    if kind == "HEIF":
        pillow_heif.from_pillow(noise).save(held, quality=80)
    else:
        options = {"progressive": True} if kind == "progressive" else {}
        noise.save(held, "JPEG" if kind == "progressive" else kind, **options)
    return held.getvalue()


async def test_empty(tmp_path: Path) -> None:
    assert await _reason(b"", tmp_path) is Reason.EMPTY


@pytest.mark.parametrize(
    "data",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"<?xml version='1.0'?><svg/>",
        b"<!doctype html><script>alert(1)</script>",
        b"%PDF-1.7\n",
        b"GIF89a\x01\x00\x01\x00",
        b"MZ\x90\x00",
        b"PK\x03\x04",
        b"\x00" * 64,
        b"II*\x00\x08\x00\x00\x00",
        b"\xff\xd8",
        b"x",
        b"\x00\x00\x00\x18ftypM4A \x00\x00\x00\x00",
    ],
    ids=[
        *("drawing", "drawing with a head", "page", "PDF", "GIF", "program", "archive", "zeros", "TIFF"),
        *("two bytes", "a letter", "sound"),
    ],
)
async def test_other_things_named_like_a_photo(data: bytes, tmp_path: Path) -> None:
    assert await _reason(data, tmp_path) is Reason.UNKNOWN_TYPE


CUTS = [
    (kind, share)
    for kind in ("JPEG", "progressive", "PNG", "WEBP", "AVIF", "HEIF")
    for share in (0.02, 0.5, 0.97)
]


@pytest.mark.parametrize(("kind", "share"), CUTS)
async def test_cut_short(kind: str, share: float, tmp_path: Path) -> None:
    """What can be read is shown, and called what it is; where that is nothing, the photo is refused."""
    data = _saved(kind)
    cut = data[: int(len(data) * share)]
    if (share < 0.1 and kind != "progressive") or kind in ("WEBP", "AVIF", "HEIF"):
        assert await _reason(cut, tmp_path) in (Reason.TRUNCATED, Reason.UNREADABLE)
        return
    source = tmp_path / "half"
    source.write_bytes(cut)
    photo = await render_photo(source, tmp_path)
    assert not photo.is_whole
    assert (photo.width, photo.height) == (400, 300)
    shown = np.asarray(Image.open(photo.renditions["large"].path).convert("L"), int)
    assert shown[: int(300 * max(share, 0.1) * 0.9)].std() > 3, "its beginning is there"
    if kind != "progressive" and share < 0.9:  # that one is there whole, and less sharp
        assert shown[int(300 * share * 1.1) :].std() < 5


async def test_a_whole_photo_says_so(tmp_path: Path) -> None:
    source = tmp_path / "black"
    source.write_bytes(jpeg(Image.new("RGB", (64, 48))))
    assert (await render_photo(source, tmp_path)).is_whole


async def test_a_name_says_nothing(tmp_path: Path) -> None:
    """A PNG called .heic is a PNG; a picture called .html is a picture."""
    for name in ("IMG.heic", "page.html", "film.mp4", "../escape.svg".replace("/", "_")):
        source = tmp_path / name
        corners().save(source, "PNG")
        assert (await render_photo(source, tmp_path)).type.value == "image/png"


async def test_a_head_of_one_kind_on_the_body_of_another(tmp_path: Path) -> None:
    assert await _reason(b"\xff\xd8\xff\xe0" + _saved("PNG"), tmp_path) is Reason.UNREADABLE
    assert await _reason(b"\x89PNG\r\n\x1a\n" + _saved("JPEG"), tmp_path) is Reason.UNREADABLE
    heif = _saved("HEIF").replace(b"ftypheic", b"ftypavif").replace(b"mif1heic", b"mif1avif")
    assert await _reason(heif, tmp_path) is Reason.UNREADABLE


async def test_65_535_by_65_535(tmp_path: Path) -> None:
    began = time.monotonic()
    assert await _reason(png(65_535, 65_535), tmp_path) is Reason.TOO_MANY_PIXELS
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("size", [(10_001, 10_000), (2_147_483_647, 1), (200_000_000, 2)])
async def test_more_than_a_hundred_megapixels(size: tuple[int, int], tmp_path: Path) -> None:
    assert await _reason(png(*size), tmp_path) is Reason.TOO_MANY_PIXELS


async def test_a_hundred_megapixels_pass(tmp_path: Path) -> None:
    """With the limits that are given, the largest photo that is promised is taken."""
    source = tmp_path / "large.jpg"
    Image.new("RGB", (11_500, 8_690), "teal").save(source, quality=50, progressive=True)
    photo = await render_photo(source, tmp_path)
    assert (photo.width, photo.renditions["large"].width) == (11_500, 2560)


async def test_more_than_50_mb(tmp_path: Path) -> None:
    source = tmp_path / "large.jpg"
    source.write_bytes(jpeg(corners()))
    with source.open("r+b") as file:
        file.truncate(PHOTO_BYTES + 1)
    with pytest.raises(Refused) as refused:
        await render_photo(source, tmp_path)
    assert refused.value.reason is Reason.TOO_LARGE


async def test_a_bomb_that_unpacks_to_more_than_its_memory(tmp_path: Path) -> None:
    """90 million points of eight bytes from 700 KB, read with less memory than they need."""
    source = tmp_path / "bomb.png"
    row = b"\0" + bytes(9_000 * 8)
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(row) for _ in range(10_000)) + packer.flush()
    source.write_bytes(png(9_000, 10_000, depth=16, colour=6, data=data))
    with pytest.raises(Refused) as refused:
        await render_photo(source, tmp_path, limits=replace(PHOTO_LIMITS, memory=300 * MIB))
    assert refused.value.reason is Reason.TOO_HUNGRY


async def test_a_decoder_that_does_not_end_in_time(tmp_path: Path) -> None:
    source = tmp_path / "large.jpg"
    Image.new("RGB", (9_000, 9_000), "teal").save(source, progressive=True)
    began = time.monotonic()
    with pytest.raises(Refused) as refused:
        await render_photo(source, tmp_path, limits=replace(PHOTO_LIMITS, wall_s=0.3))
    assert refused.value.reason is Reason.TOO_SLOW
    assert time.monotonic() - began < 5


async def test_a_text_chunk_that_unpacks_without_end(tmp_path: Path) -> None:
    data = _saved("PNG")
    bomb = png_part(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(300 * MIB), 9))
    reason = await _reason(data[:33] + bomb + data[33:], tmp_path)
    assert reason in (Reason.UNREADABLE, Reason.TOO_HUNGRY)
