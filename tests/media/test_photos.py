"""Photos of every kind become three upright copies in sRGB that hold pixels and nothing else."""

from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import numpy as np
import pillow_heif
import pytest
from PIL import Image, ImageDraw

from media.photos import Photo, pack_photo, render_photo
from media.sniff import FileType
from tests.media.photographs import (
    BLUE,
    GREEN,
    RED,
    SECRETS,
    XMP,
    YELLOW,
    corners,
    jpeg,
    named_profile,
    png_of_16_bits,
    seen_corners,
    telltale_exif,
)

PARIS_SUMMER = timezone(timedelta(hours=2))


async def _rendered(data: bytes, folder: Path) -> Photo:
    source = folder / "received"
    source.write_bytes(data)
    copies = folder / "copies"
    copies.mkdir(exist_ok=True)
    return await render_photo(source, copies)


async def test_three_sizes_from_a_large_photo(tmp_path: Path) -> None:
    photo = await _rendered(jpeg(corners(4032, 3024)), tmp_path)
    assert (photo.type, photo.width, photo.height) == (FileType.JPEG, 4032, 3024)
    sizes = {name: (copy.width, copy.height) for name, copy in photo.renditions.items()}
    assert sizes == {"small": (320, 240), "medium": (1280, 960), "large": (2560, 1920)}
    for copy in photo.renditions.values():
        with Image.open(copy.path) as image:
            assert (image.format, image.size) == ("WEBP", (copy.width, copy.height))
            assert copy.media_type == "image/webp"
        assert seen_corners(copy.path) == ["red", "green", "blue", "yellow"]


async def test_never_larger_than_it_is(tmp_path: Path) -> None:
    photo = await _rendered(jpeg(corners(800, 200)), tmp_path)
    assert {name: copy.width for name, copy in photo.renditions.items()} == {
        "small": 320,
        "medium": 800,
        "large": 800,
    }
    assert photo.renditions["medium"].path == photo.renditions["large"].path
    tiny = await _rendered(jpeg(corners(2, 1)), tmp_path)
    assert {(copy.width, copy.height) for copy in tiny.renditions.values()} == {(2, 1)}


async def test_a_long_thin_photo_keeps_a_pixel(tmp_path: Path) -> None:
    photo = await _rendered(jpeg(corners(9000, 3)), tmp_path)
    assert (photo.renditions["small"].width, photo.renditions["small"].height) == (320, 1)


@pytest.mark.parametrize("orientation", range(1, 9))
async def test_every_way_up(orientation: int, tmp_path: Path) -> None:
    """The pixels are turned so that, read with the orientation, red is at the top left."""
    undone = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    image = corners() if undone is None else corners().transpose(undone)
    photo = await _rendered(jpeg(image, exif=telltale_exif(orientation)), tmp_path)
    assert (photo.width, photo.height) == (400, 300)
    assert seen_corners(photo.renditions["medium"].path) == ["red", "green", "blue", "yellow"]
    assert seen_corners(photo.renditions["small"].path) == ["red", "green", "blue", "yellow"]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF", "HEIF"])
async def test_every_kind_and_nothing_but_pixels_in_the_copies(kind: str, tmp_path: Path) -> None:
    source = tmp_path / "received"
    exif, icc = telltale_exif(6), named_profile()
    turned = corners(1600, 1200).transpose(Image.Transpose.ROTATE_90)
    if kind == "HEIF":
        pillow_heif.from_pillow(turned).save(source, quality=80, exif=exif.tobytes(), xmp=XMP)
    else:
        turned.save(source, kind, exif=exif, icc_profile=icc, xmp=XMP, quality=90)
    assert any(secret in source.read_bytes() for secret in SECRETS), "the sample tells nothing"
    photo = await render_photo(source, tmp_path)
    assert photo.type is FileType[kind]
    assert (photo.width, photo.height) == (1600, 1200)
    assert photo.captured_at == datetime(2026, 10, 3, 14, 30, 12, tzinfo=PARIS_SUMMER)
    for copy in photo.renditions.values():
        assert seen_corners(copy.path) == ["red", "green", "blue", "yellow"]
        data = copy.path.read_bytes()
        assert not any(secret in data for secret in SECRETS)
        with Image.open(copy.path) as image:
            assert not image.getexif()
            assert not {"exif", "xmp", "icc_profile"} & image.info.keys()


async def test_a_profile_is_applied(tmp_path: Path) -> None:
    """The red of a wider profile is more than sRGB can show; without conversion it would stay as it is."""
    plain = await _rendered(jpeg(Image.new("RGB", (64, 64), RED), quality=98), tmp_path)
    before = np.asarray(Image.open(plain.renditions["small"].path), dtype=int).mean(axis=(0, 1))
    data = jpeg(Image.new("RGB", (64, 64), RED), quality=98, icc_profile=named_profile())
    photo = await _rendered(data, tmp_path)
    after = np.asarray(Image.open(photo.renditions["small"].path), dtype=int).mean(axis=(0, 1))
    assert abs(before - RED).max() < 8
    assert after[0] > before[0] + 8


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "RGB;16", "HEIF;10", "CMYK"])
async def test_every_mode(mode: str, tmp_path: Path) -> None:
    source = tmp_path / "received"
    half = Image.new("L", (200, 100), 0)
    ImageDraw.Draw(half).rectangle((100, 0, 200, 100), fill=255)
    match mode:
        case "I;16":
            grey = np.repeat(np.linspace(0, 65535, 200, dtype=np.uint16)[None], 100, axis=0)
            Image.fromarray(grey).save(source, "PNG")
        case "RGB;16":
            wide = np.repeat(np.linspace(0, 65535, 200, dtype=np.uint16)[None], 100, axis=0)
            source.write_bytes(png_of_16_bits(np.stack([wide] * 3, axis=2)))
        case "HEIF;10":
            wide = np.repeat(np.linspace(0, 65535, 200, dtype=np.uint16)[None], 100, axis=0)
            colours = np.ascontiguousarray(np.stack([wide] * 3, axis=2))
            pillow_heif.from_bytes("RGB;16", (200, 100), colours.tobytes()).save(source, quality=90)
        case "CMYK":
            half.convert("RGB").convert("CMYK").save(source, "JPEG", quality=95)
        case "RGBA":
            clear = Image.new("RGBA", (200, 100), (0, 0, 0, 0))
            clear.paste((0, 0, 0, 255), (0, 0, 100, 100))
            clear.save(source, "PNG")
        case "P":
            half.convert("P").save(source, "PNG", transparency=255)
        case _:
            half.convert(mode).save(source, "PNG")
    photo = await render_photo(source, tmp_path)
    with Image.open(photo.renditions["large"].path) as image:
        assert image.mode == "RGB"
        left, right = (np.mean(image.getpixel((x, 50))) for x in (10, 190))
    assert left < 30, "black stays black"
    assert right > 225, "white stays white, and what is clear is laid on white"


@pytest.mark.parametrize("kind", ["WEBP", "PNG", "AVIF", "HEIF"])
async def test_the_first_image_of_a_moving_one(kind: str, tmp_path: Path) -> None:
    source = tmp_path / "received"
    if kind == "HEIF":
        burst = pillow_heif.from_pillow(corners())
        burst.add_from_pillow(Image.new("RGB", (400, 300)))
        burst.save(source, quality=80)
    else:
        more = [Image.new("RGB", (400, 300))]
        corners().save(source, kind, save_all=True, append_images=more, duration=50)
    photo = await render_photo(source, tmp_path)
    assert seen_corners(photo.renditions["small"].path) == ["red", "green", "blue", "yellow"]


async def test_a_panorama(tmp_path: Path) -> None:
    photo = await _rendered(jpeg(corners(8000, 1200), quality=40), tmp_path)
    assert (photo.width, photo.height) == (8000, 1200)
    assert (photo.renditions["large"].width, photo.renditions["large"].height) == (2560, 384)
    assert seen_corners(photo.renditions["large"].path) == ["red", "green", "blue", "yellow"]


async def test_four_colours_stand_for_a_photo(tmp_path: Path) -> None:
    photo = await _rendered(jpeg(corners(), exif=telltale_exif(6)), tmp_path)
    assert len(photo.tints) == 12
    top, right, bottom, left = (photo.tints[at : at + 3] for at in (0, 3, 6, 9))
    # Turned a quarter to the right, blue and red are at its top, yellow and blue at its left… as `corners` has them.
    for colour, (one, other) in zip(
        (top, right, bottom, left), ((BLUE, RED), (RED, GREEN), (GREEN, YELLOW), (YELLOW, BLUE)), strict=True
    ):
        mean = [(a + b) / 2 for a, b in zip(one, other, strict=True)]
        assert max(abs(a - b) for a, b in zip(colour, mean, strict=True)) < 12
    assert len((await _rendered(jpeg(corners(1, 1)), tmp_path)).tints) == 12


async def test_the_larger_copies_once_more_as_avif(tmp_path: Path) -> None:
    source = tmp_path / "received"
    source.write_bytes(jpeg(corners(1500, 1000), exif=telltale_exif(6)))
    packed = await pack_photo(source, tmp_path)
    assert {name: Image.open(path).size for name, path in packed.copies.items()} == {
        "large": (1000, 1500),
        "medium": (853, 1280),
    }
    for path in packed.copies.values():
        assert Image.open(path).format == "AVIF"
        assert not any(secret in path.read_bytes() for secret in SECRETS)
    assert seen_corners(packed.copies["large"]) == ["blue", "red", "yellow", "green"]
    small = tmp_path / "small"
    small.write_bytes(jpeg(corners()))
    assert set((await pack_photo(small, tmp_path)).copies) == {"medium"}


@pytest.mark.parametrize(
    ("date", "offset", "local", "at"),
    [
        ("2026:10:03 14:30:12", "+02:00", datetime(2026, 10, 3, 14, 30, 12), datetime(2026, 10, 3, 12, 30, 12, tzinfo=UTC)),
        ("2026:10:03 14:30:12", None, datetime(2026, 10, 3, 14, 30, 12), None),
        ("2026:10:03 14:30:12", "   :  ", datetime(2026, 10, 3, 14, 30, 12), None),
        ("    :  :     :  :  ", "+02:00", None, None),
        ("2026:13:45 99:99:99", "+02:00", None, None),
        ("1970:01:01 00:00:00", "+02:00", None, None),
        (None, None, None, None),
    ],
)  # fmt: skip
async def test_when_it_was_taken(
    date: str | None, offset: str | None, local: datetime | None, at: datetime | None, tmp_path: Path
) -> None:
    photo = await _rendered(jpeg(corners(), exif=telltale_exif(date=date, offset=offset)), tmp_path)
    assert (photo.captured_local, photo.captured_at) == (local, at)


async def test_the_satellites_tell_the_offset(tmp_path: Path) -> None:
    exif = telltale_exif(offset=None)
    gps = exif.get_ifd(0x8825)
    gps[7], gps[29] = (12.0, 30.0, 9.0), "2026:10:03"
    photo = await _rendered(jpeg(corners(), exif=exif), tmp_path)
    assert photo.captured_at == datetime(2026, 10, 3, 14, 30, 12, tzinfo=PARIS_SUMMER)
    assert photo.captured_at.utcoffset() == timedelta(hours=2)


async def test_damaged_exif_costs_only_what_it_says(tmp_path: Path) -> None:
    data = jpeg(corners(), exif=telltale_exif().tobytes()[:60] + b"\xff" * 40)
    photo = await _rendered(data, tmp_path)
    assert (photo.width, photo.captured_at) == (400, None)
