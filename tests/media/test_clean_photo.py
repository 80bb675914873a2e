"""An original that is given away: the same pixels, the way up, the date; no place, no device, no name."""

import io
import zlib
from pathlib import Path

import pillow_heif
import pytest
from PIL import Image, PngImagePlugin

from media.limits import Reason, Refused
from media.photos import clean_photo
from tests.media.photographs import SECRETS, XMP, corners, jpeg, named_profile, telltale_exif

pillow_heif.register_heif_opener()


async def _cleaned(source: Path) -> Path:
    folder = source.parent / "clean"
    folder.mkdir(exist_ok=True)
    return await clean_photo(source, folder)


def _check(source: Path, clean: Path, *, orientation: int = 6) -> None:
    before, after = Image.open(source), Image.open(clean)
    assert before.convert("RGBA").tobytes() == after.convert("RGBA").tobytes()
    exif = after.getexif()
    assert exif.get(0x0112, 1) == orientation
    assert exif.get_ifd(0x8769) == {0x9003: "2026:10:03 14:30:12", 0x9011: "+02:00"}
    assert not exif.get_ifd(0x8825)
    assert set(exif) <= {0x0112, 0x8769}
    data = clean.read_bytes()
    assert not [secret for secret in SECRETS if secret in data]
    assert "MacBook de Camille".encode("utf-16-be") not in data
    assert b"xmpmeta" not in data
    assert not (after.info.get("xmp") or b"").strip(b"\0")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "WEBP lossless"])
async def test_pixels_stay_and_words_go(kind: str, tmp_path: Path) -> None:
    source = tmp_path / "received"
    image = corners(333, 222)
    if kind == "WEBP lossless":
        image.putalpha(Image.linear_gradient("L").resize(image.size))
    options: dict[str, object] = {"exif": telltale_exif(6), "icc_profile": named_profile(), "xmp": XMP}
    if kind == "PNG":
        words = PngImagePlugin.PngInfo()
        words.add_text("Author", "Camille Moreau")
        words.add_itxt("Comment", "Grenoble", zip=True)
        options["pnginfo"] = words
    if kind == "JPEG":
        options["comment"] = b"Camille"
    image.save(source, kind.split()[0], quality=85, lossless="lossless" in kind, **options)
    clean = await _cleaned(source)
    _check(source, clean)
    profile = Image.open(clean).info["icc_profile"]
    assert len(profile) == len(named_profile())
    assert _opens_as_a_profile(profile)


def _opens_as_a_profile(profile: bytes) -> bool:
    from PIL import ImageCms

    shown = Image.new("RGB", (1, 1), (200, 40, 40))
    source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    changed = ImageCms.profileToProfile(shown, source, ImageCms.createProfile("sRGB"))
    expected = ImageCms.profileToProfile(
        shown, ImageCms.ImageCmsProfile(io.BytesIO(named_profile())), ImageCms.createProfile("sRGB")
    )
    return changed is not None and expected is not None and changed.tobytes() == expected.tobytes()


@pytest.mark.parametrize("kind", ["HEIF", "AVIF"])
async def test_boxes_keep_their_pictures_only(kind: str, tmp_path: Path) -> None:
    """A film with its sound hung on a photo, a maker's box, the owner's words: all blank."""
    source = tmp_path / "received"
    exif = telltale_exif()
    if kind == "HEIF":
        held = pillow_heif.from_pillow(corners(640, 480))
        held.save(source, quality=80, exif=exif.tobytes(), xmp=XMP)
    else:
        corners(640, 480).save(source, "AVIF", exif=exif, xmp=XMP, icc_profile=named_profile())
    for name, body in (
        (b"mpvd", b"film Camille"),
        (b"uuid", b"0123456789abcdef Grenoble"),
        (b"udta", b"Fairphone"),
    ):
        with source.open("ab") as file:
            file.write((8 + len(body)).to_bytes(4) + name + body)
    clean = await _cleaned(source)
    _check(source, clean, orientation=1)
    assert b"film" not in clean.read_bytes()


async def test_what_hides_behind_a_jpeg_is_cut(tmp_path: Path) -> None:
    """A live photo's film, with its sound and place, follows the picture's end."""
    source = tmp_path / "received"
    data = jpeg(corners(), exif=telltale_exif(6), progressive=True)
    source.write_bytes(data + b"\0\0\0\x18ftypmp42 Camille +45.18+005.72/" + bytes(500))
    clean = await _cleaned(source)
    _check(source, clean)
    assert clean.read_bytes().endswith(b"\xff\xd9")
    assert b"ftyp" not in clean.read_bytes()


async def test_cmyk_keeps_its_colours(tmp_path: Path) -> None:
    """Adobe's segment says how the four inks are coded: without it the picture would turn negative."""
    source = tmp_path / "received"
    corners().convert("CMYK").save(source, "JPEG", exif=telltale_exif(6))
    assert b"Adobe" in source.read_bytes()
    _check(source, await _cleaned(source))


async def test_nothing_said_stays_nothing(tmp_path: Path) -> None:
    source = tmp_path / "received"
    source.write_bytes(jpeg(corners()))
    clean = await _cleaned(source)
    assert not Image.open(clean).getexif()
    assert clean.suffix == ".jpg"


async def test_cut_short_is_not_given_away(tmp_path: Path) -> None:
    source = tmp_path / "received"
    source.write_bytes(jpeg(corners())[:-400])
    with pytest.raises(Refused) as refused:
        await _cleaned(source)
    assert refused.value.reason is Reason.TRUNCATED


def _segment(kind: int, body: bytes) -> bytes:
    return bytes((0xFF, kind)) + (len(body) + 2).to_bytes(2) + body


def _chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)


async def test_what_shows_a_picture_carries_no_words(tmp_path: Path) -> None:
    """Words hung on the parts that are kept: Adobe's segment, a PNG's resolution, one image of an animation."""
    plain = jpeg(corners())
    adobe = _segment(0xEE, b"Adobe\0\x64\0\0\0\0\1" + b"Camille")
    drawn = io.BytesIO()
    corners(64, 48).save(drawn, "PNG")
    png = drawn.getvalue()
    resolution = _chunk(b"pHYs", bytes(9) + b"Camille")
    moving = io.BytesIO()
    frames = [corners(64, 48), corners(64, 48).rotate(180)]
    frames[0].save(moving, "WEBP", save_all=True, append_images=frames[1:], lossless=True)
    webp = bytearray(moving.getvalue())
    at, hidden = webp.index(b"ANMF"), b"JUNK\x08\0\0\0Camille\0"
    length = int.from_bytes(webp[at + 4 : at + 8], "little")
    webp[at + 8 + length : at + 8 + length] = hidden
    webp[at + 4 : at + 8] = (length + len(hidden)).to_bytes(4, "little")
    webp[4:8] = (len(webp) - 8).to_bytes(4, "little")
    for data in (plain[:2] + adobe + plain[2:], png[:33] + resolution + png[33:], bytes(webp)):
        source = tmp_path / "received"
        source.write_bytes(data)
        clean = await _cleaned(source)
        assert b"Camille" not in clean.read_bytes()
        before, after = Image.open(source), Image.open(clean)
        assert getattr(before, "n_frames", 1) == getattr(after, "n_frames", 1)
        for number in range(getattr(before, "n_frames", 1)):
            before.seek(number)
            after.seek(number)
            assert before.convert("RGBA").tobytes() == after.convert("RGBA").tobytes()


@pytest.mark.parametrize("kind", [0xF0, 0xF7, 0xFD, 0xC8])
async def test_segments_that_no_picture_needs_go(kind: int, tmp_path: Path) -> None:
    source = tmp_path / "received"
    plain = jpeg(corners())
    source.write_bytes(plain[:2] + _segment(kind, b"Camille") + plain[2:])
    assert b"Camille" not in (await _cleaned(source)).read_bytes()
