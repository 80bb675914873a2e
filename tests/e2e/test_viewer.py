"""One image in the hand: two fingers, the bin and back, the copy that tells no place."""

import io
from collections.abc import Callable
from contextlib import suppress

from PIL import Image, UnidentifiedImageError

from tests.e2e.phone import Phone

Phones = Callable[..., Phone]

SCALE = "new DOMMatrix(getComputedStyle(document.querySelector('.slide:not([inert]) img')).transform).a"
GPS, ARTIST = 0x8825, 315


def _touch(one: Phone, kind: str, *points: tuple[float, float]) -> None:
    fingers = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
    one.cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})


def test_two_fingers_look_closer_and_one_moves_what_is_close(phone: Phones) -> None:
    one = phone("anne")
    one.go(f"{one.carnet}/images/{one.ready_capture()}")
    address = one.at
    box = one.page.locator(".box").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    _touch(one, "touchStart", (x - 30, y), (x + 30, y))
    for apart in (50, 70, 90):
        _touch(one, "touchMove", (x - apart, y), (x + apart, y))
    _touch(one, "touchEnd")
    one.until(f"{SCALE} > 2")
    # What is close is moved, not swiped away.
    before = one.page.evaluate(SCALE.replace(".a", ".e"))
    _touch(one, "touchStart", (x, y))
    for to in (x - 20, x - 50):
        _touch(one, "touchMove", (to, y))
    _touch(one, "touchEnd")
    one.until(f"{SCALE.replace('.a', '.e')} < {before}")
    assert one.at == address
    one.check_axe("an image looked at closely")


def test_put_in_the_bin_and_taken_back_at_once(phone: Phones) -> None:
    one = phone("anne", dark=True)
    capture = one.ready_capture()
    one.go(f"{one.carnet}/images")
    one.page.locator(f"a[href$='{capture}']").tap()
    one.tap("Mettre à la corbeille")
    one.page.wait_for_url("**/images")
    one.reads("À la corbeille, pour 30 jours.")
    one.settled()
    one.page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    bin = one.page.get_by_role("link", name="Corbeille").bounding_box()
    toast = one.page.locator(".toast").bounding_box()
    assert bin is not None
    assert toast is not None
    assert bin["y"] + bin["height"] <= toast["y"], "the way to the bin is covered"
    one.check_axe("the album, with what can be undone")
    one.tap("Annuler l’action")
    one.page.wait_for_url(f"**/{capture}")
    one.reads("De retour dans l’album.")


def test_a_copy_without_place_is_made_and_saved(phone: Phones) -> None:
    one = phone("anne", accept_downloads=True)
    capture = _with_place(one)
    one.go(f"{one.carnet}/images/{capture}")
    with one.page.expect_download(timeout=60_000) as saved:
        one.tap("Télécharger sans lieu ni noms")
    name = saved.value.suggested_filename
    assert name.endswith((".jpg", ".jpeg", ".png", ".webp", ".heic", ".avif")), name
    picture = Image.open(io.BytesIO(saved.value.path().read_bytes()))
    picture.load()
    assert not picture.getexif().get_ifd(GPS), "it says where it was taken"
    assert not picture.getexif().get(ARTIST), "it says by whom"


def _with_place(one: Phone) -> str:
    """A photo whose received file says where it was taken: the demonstration has some."""
    one.ready_capture()
    captures = f"/api{one.carnet.replace('/c/', '/carnets/')}/captures"
    for shown in one.context.request.get(captures).json()["captures"]:
        if shown["kind"] == "photo" and shown["state"] == "ready":
            received = one.context.request.get(f"{captures}/{shown['id']}/files/original").body()
            # Pillow alone reads no HEIC.
            with suppress(UnidentifiedImageError):
                if Image.open(io.BytesIO(received)).getexif().get_ifd(GPS):
                    return str(shown["id"])
    raise AssertionError("no photo of the demonstration has a place")
