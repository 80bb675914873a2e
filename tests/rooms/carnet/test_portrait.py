"""The portrait: a picture that may be hostile, of which a small copy is kept without place or device."""

import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from backend.kit import runtime
from backend.settings import Settings
from tests.family import Family


def _png(width: int, height: int) -> bytes:
    """A PNG that says it is this large, with nothing behind."""
    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\x00\x00\x00"
    chunks = [(b"IHDR", head), (b"IDAT", zlib.compress(b"\x00")), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big")
        for name, body in chunks
    )


def _jpeg(**more: Any) -> bytes:
    out = BytesIO()
    Image.new("RGB", (1200, 900), "#0b6e6e").save(out, "JPEG", **more)
    return out.getvalue()


HOSTILE = {
    "empty": b"",
    "text": b"not a picture",
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "html": b"<!doctype html><script>alert(1)</script>",
    "html after a jpeg's first bytes": b"\xff\xd8\xff\xe0<html><script>alert(1)</script>",
    "cut": _jpeg()[:300],
    "65 535 x 65 535": _png(65_535, 65_535),
    "gif": b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
    "pdf": b"%PDF-1.7\n",
}


@pytest.mark.parametrize("name", HOSTILE)
async def test_what_is_no_photo_is_refused_and_nothing_is_left(
    family: Family, settings: Settings, name: str
) -> None:
    url = f"/api/carnets/{family.carnet_id}/portrait"
    answer = await family.mother.client.put(
        url, content=HOSTILE[name], headers={"Content-Type": "image/jpeg"}
    )
    assert (answer.status_code, answer.json()["code"]) == (422, "portrait_refused")
    assert (await family.mother.client.get(url)).status_code == 404
    kept = [p for p in Path(settings.data).rglob("*portrait*") if p.is_file()]
    assert kept == []
    assert list(settings.work.iterdir()) == []


async def test_more_than_15_mb_is_refused_by_its_size(family: Family) -> None:
    url = f"/api/carnets/{family.carnet_id}/portrait"
    answer = await family.mother.client.put(url, content=b"\xff\xd8" + b"\0" * 15_000_000)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


async def test_a_small_copy_is_kept_without_place_or_device(family: Family, settings: Settings) -> None:
    exif = Image.Exif()
    exif[0x010F] = "SecretPhone"
    exif.get_ifd(0x8825)[1] = "N"
    url = f"/api/carnets/{family.carnet_id}/portrait"
    set_ = await family.mother.client.put(url, content=_jpeg(exif=exif))
    assert set_.status_code == 200, set_.text
    assert set_.json()["portrait"]["version"]
    answer = await family.granny.client.get(url)
    assert answer.headers["content-type"] == "image/webp"
    assert answer.headers["cache-control"].startswith("private")
    assert b"SecretPhone" not in answer.content
    with Image.open(BytesIO(answer.content)) as picture:
        assert (picture.format, max(picture.size), dict(picture.getexif())) == ("WEBP", 320, {})
    if not settings.storage_url:
        for path in (settings.data / "files").rglob("*"):
            assert not path.is_file() or answer.content[:64] not in path.read_bytes()  # sealed


async def test_one_that_was_replaced_is_erased(family: Family, run_jobs: Any) -> None:
    url = f"/api/carnets/{family.carnet_id}/portrait"
    for _ in range(3):
        assert (await family.mother.client.put(url, content=_jpeg())).status_code == 200
    await run_jobs()
    kept = [name async for name in runtime.get().storage.names(f"{family.carnet_id}/portrait/")]
    assert len(kept) == 1
    assert (await family.granny.client.get(url)).status_code == 200


async def test_nobody_outside_sees_it(family: Family) -> None:
    url = f"/api/carnets/{family.carnet_id}/portrait"
    assert (await family.mother.client.put(url, content=_jpeg())).status_code == 200
    assert (await family.stranger.client.get(url)).status_code == 404
    assert (await family.doctor.get(url)).status_code == 401
