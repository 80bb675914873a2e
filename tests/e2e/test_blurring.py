"""Something on a photo is blurred on a copy: destroyed in its pixels, the photo untouched."""

import io
import math
import time
from collections.abc import Callable

from PIL import Image, ImageChops, ImageStat

from tests.e2e.phone import Phone
from tests.e2e.test_outbox import arrived


def _file(one: Phone, id: str, name: str) -> bytes:
    """Once it is prepared."""
    path = f"/api{one.carnet.replace('/c/', '/carnets/')}/captures/{id}/files/{name}"
    ends = time.monotonic() + 60
    while not (answer := one.context.request.get(path)).ok:
        assert time.monotonic() < ends, answer.status
        one.page.wait_for_timeout(200)
    return answer.body()


def _part(content: bytes, box: tuple[float, float, float, float]) -> Image.Image:
    """Of the picture, in shares of it; every copy at the same size."""
    image = Image.open(io.BytesIO(content)).convert("L").resize((1200, 900))
    return image.crop((round(box[0] * 1200), round(box[1] * 900), round(box[2] * 1200), round(box[3] * 900)))


def _detail(part: Image.Image) -> list[int]:
    """From one point to the next."""
    values, width = list(part.tobytes()), part.width
    return [values[n] - values[n - 1] for n in range(1, len(values)) if n % width]


def _size(values: list[int]) -> float:
    return math.sqrt(sum(one * one for one in values) / len(values))


def _alike(one: list[int], other: list[int]) -> float:
    return sum(a * b for a, b in zip(one, other, strict=True)) / (len(one) * _size(one) * _size(other))


def test_a_detail_is_blurred_on_a_copy(phone: Callable[..., Phone]) -> None:
    one = phone("anne")
    photo = one.ready_capture()
    before = _file(one, photo, "original")
    one.go(f"{one.carnet}/images/{photo}")
    one.tap("Flouter sur une copie")
    one.until("document.querySelector('canvas')?.width > 300")
    assert one.page.get_by_role("button", name="Garder la copie floutée").get_attribute("aria-disabled")
    box = one.page.locator("canvas").bounding_box()
    assert box is not None
    one.tap("Rectangle")

    def at(x: float, y: float) -> tuple[float, float]:
        return box["x"] + x * box["width"], box["y"] + y * box["height"]

    one.page.mouse.move(*at(0.25, 0.2))
    one.page.mouse.down()
    one.page.mouse.move(*at(0.6, 0.5))
    one.page.mouse.move(*at(0.75, 0.7))
    one.page.mouse.up()
    # Another one by the keyboard: added, moved, made larger, taken away.
    one.tap("Ajouter une forme au milieu")
    second = one.page.get_by_role("button", name="Rectangle 2, flouté")
    left, width = (
        one.page.evaluate(f"document.querySelectorAll('.shape')[1].style.{of}") for of in ("left", "width")
    )
    second.press("ArrowRight")
    second.press("Shift+ArrowRight")
    one.until(f"parseFloat(document.querySelectorAll('.shape')[1].style.left) > parseFloat('{left}')")
    one.until(f"parseFloat(document.querySelectorAll('.shape')[1].style.width) > parseFloat('{width}')")
    one.check_axe()
    one.check_targets()
    one.check_no_sideways_scroll()
    second.press("Delete")
    assert one.page.locator(".shape").count() == 1
    one.page.get_by_label("Note de la copie").fill("Sans le détail")
    one.tap("Garder la copie floutée")
    one.reads("La photo n’a pas changé.")

    made = arrived(one, "Sans le détail")
    assert made["copy_of"] == photo
    copy = _file(one, made["id"], "original")
    assert not Image.open(io.BytesIO(copy)).getexif()
    assert _file(one, photo, "original") == before
    whole, under, beside = _file(one, photo, "large"), (0.3, 0.25, 0.7, 0.65), (0.02, 0.02, 0.22, 0.9)
    was, now = _detail(_part(whole, under)), _detail(_part(copy, under))
    assert _size(now) < _size(was) / 2, (_size(now), _size(was))
    assert abs(_alike(was, now)) < 0.2
    apart = ImageChops.difference(_part(whole, beside), _part(copy, beside))
    assert ImageStat.Stat(apart).mean[0] < 4
    one.go(f"{one.carnet}/images/{made['id']}")
    one.reads("Copie floutée d’une autre photo.")
    one.tap("Voir cette photo")
    one.page.wait_for_url(f"**/images/{photo}")
