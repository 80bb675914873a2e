"""A photo and a film leave one parent's phone, and the other parent sees them on theirs."""

import io
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import imageio_ffmpeg
import pytest
from PIL import Image

from tests.e2e.phone import Phone

Phones = Callable[..., Phone]

NOTE = "Chez l’orthophoniste, ce matin"


def _photo() -> dict[str, Any]:
    """As a phone names and writes it."""
    picture = io.BytesIO()
    Image.effect_mandelbrot((1200, 900), (-2, -1.2, 1, 1.2), 40).convert("RGB").save(picture, "JPEG")
    return {"name": "IMG_2041.jpg", "mimeType": "image/jpeg", "buffer": picture.getvalue()}


def _film(folder: Path) -> dict[str, Any]:
    """Two seconds, 30 images a second."""
    file = folder / "VID_2042.mp4"
    making = (
        "-f lavfi -i testsrc=duration=2:size=640x360:rate=30 -c:v libx264 -preset ultrafast -pix_fmt yuv420p"
    )
    program = imageio_ffmpeg.get_ffmpeg_exe()
    subprocess.run([program, "-loglevel", "error", *making.split(), str(file)], check=True)
    return {"name": file.name, "mimeType": "video/mp4", "buffer": file.read_bytes()}


def _ready(one: Phone, note: str) -> dict[str, str]:
    """The ids of what was added with that note, by kind, once both can be shown."""
    api = f"/api{one.carnet.replace('/c/', '/carnets/')}/captures"
    ends = time.monotonic() + 90
    while time.monotonic() < ends:
        found = [c for c in one.context.request.get(api).json()["captures"] if c["note"] == note]
        assert not [c for c in found if c["state"] == "refused"]
        if len(found) == 2 and all(c["state"] == "ready" for c in found):
            return {c["kind"]: c["id"] for c in found}
        time.sleep(0.5)
    raise AssertionError(
        f"what was added never became ready: {[(c['kind'], c['state'], c['progress']) for c in found]} {one.page.locator('main').inner_text()}"
    )


@pytest.mark.timeout(240)
def test_added_by_one_parent_and_seen_by_the_other(phone: Phones, tmp_path: Path) -> None:
    mother = phone("julie")
    mother.go(f"{mother.carnet}/ajouter")
    mother.page.get_by_label("Note").fill(NOTE)
    # The input that stays in the page: what the gallery's button opens.
    inputs = mother.page.locator("input[type=file][multiple]")
    inputs.set_input_files([_photo(), _film(tmp_path)])
    added = _ready(mother, NOTE)

    father = phone("thomas")
    father.go(father.carnet)
    father.reads("Julie Martel")
    father.go(f"{father.carnet}/images")
    for capture in added.values():
        small = father.page.locator(f"a[href$='{capture}'] img")
        small.scroll_into_view_if_needed()
        father.until(f"document.querySelector(\"a[href$='{capture}'] img\")?.naturalWidth > 0")
    father.go(f"{father.carnet}/images/{added['photo']}")
    father.until("[...document.querySelectorAll('main img')].some((one) => one.naturalWidth >= 900)")
    father.check_axe("one photo")
    father.go(f"{father.carnet}/images/{added['video']}")
    father.until("document.querySelector('video')?.readyState >= 1")
    assert father.page.evaluate("Math.round(document.querySelector('video').duration)") == 2

    mother.go(f"{mother.carnet}/cercle/vu")
    mother.reads("a regardé un film")
