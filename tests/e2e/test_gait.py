"""Measures on a film: known angles drawn in it are read. The films around a treatment on a phone: before and after in one tap; one is noted, changed, binned and put back; how a film was filmed."""

import math
import re
import subprocess
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import imageio_ffmpeg
from PIL import Image, ImageDraw

from tests.e2e.keeping import until_drafted
from tests.e2e.numbered import send_film
from tests.e2e.phone import Phone

Phones = Callable[..., Phone]


def _fill(one: Phone, label: str, text: str) -> None:
    """A field that may be left empty says so in its label."""
    one.page.get_by_label(re.compile(f"^{label}( ·|$)")).fill(text)


def test_before_and_after_a_treatment(phone: Phones) -> None:
    one = phone("anne")
    one.ready_capture()
    one.go(f"{one.carnet}/sommaire")
    one.page.get_by_role("link", name=re.compile("^Marche")).tap()
    one.reads("Injection de toxine")
    one.page.get_by_role("link", name=re.compile("^Avant, après, Injection")).tap()
    one.reads("Triceps sural et jambier postérieur")
    one.page.get_by_role("heading", name="Avant", exact=True).wait_for()
    one.page.get_by_role("heading", name="Après", exact=True).wait_for()
    one.tap("Les voir ensemble")
    one.page.wait_for_url(re.compile(r"/films/[^/]+/avec/[^/]+$"))

    one.go(f"{one.carnet}/marche/nouveau")
    one.tap("Enregistrer")
    one.page.get_by_text("À remplir.").first.wait_for()
    one.page.get_by_label("Autre traitement").check()
    _fill(one, "Le jour", (date.today() - timedelta(days=20)).isoformat())
    _fill(one, "Lequel", "Plâtres successifs")
    until_drafted(one)
    one.page.reload()
    one.reads("Ce que vous écriviez a été retrouvé.")
    one.tap("Enregistrer")
    one.reads("C’est noté.")
    one.page.wait_for_url(re.compile(r"/marche$"))
    one.page.get_by_role("link", name=re.compile("^Avant, après, Autre")).tap()
    one.reads("Plâtres successifs")
    one.tap("Modifier")
    one.settled()
    _fill(one, "Dose", "trois fois dix jours")
    one.tap("Enregistrer")
    one.reads("trois fois dix jours")
    one.tap("Mettre à la corbeille")
    one.page.wait_for_url(re.compile(r"/marche$"))
    one.tap("Corbeille")
    one.reads("Plâtres successifs")
    one.tap("Remettre")
    one.reads("Rien dans la corbeille")


def test_how_a_film_is_filmed_is_asked_and_noted(phone: Phones) -> None:
    """Nothing chosen beforehand; bare feet wear no shoes; noted later on the film itself."""
    one = phone("karim")
    one.go(f"{one.carnet}/ajouter")
    one.tap("Pour la marche")
    asked = one.page.get_by_role("group", name="Comment la marche est filmée")
    assert asked.locator("[aria-pressed=true]").count() == 0
    one.tap("Pieds nus")
    one.tap("Chaussures")
    assert asked.locator("[aria-pressed=true]").all_inner_texts() == ["Chaussures"]
    one.ready_capture()
    gait = one.context.request.get(f"/api{one.carnet.replace('/c/', '/carnets/')}/gait").json()
    front = next(f["capture"] for f in gait["films"] if f["capture"]["seen_from"] == "front")
    one.go(f"{one.carnet}/images/{front['id']}")
    one.reads("Face · pieds nus")
    one.tap("Modifier")
    one.tap("Aide à la marche")
    _fill(one, "Lesquelles", "main tenue")
    one.tap("Enregistrer")
    one.reads("Face · pieds nus, aide à la marche (main tenue)")


def _drawn(target: Path, degrees: float) -> tuple[Path, list[tuple[float, float]]]:
    """A film of one angle, drawn in white on dark; and where its three points are, in the picture's own pixels."""
    one, vertex = (320.0, 60.0), (320.0, 200.0)
    turn = math.radians(degrees)
    other = (vertex[0] - 130 * math.sin(turn), vertex[1] - 130 * math.cos(turn))
    image = Image.new("RGB", (640, 360), "#203040")
    ImageDraw.Draw(image).line([one, vertex, other], fill="white", width=3)
    command = [
        *(
            imageio_ffmpeg.get_ffmpeg_exe(),
            "-nostdin",
            "-v",
            "error",
            "-y",
            "-f",
            "rawvideo",
            "-pix_fmt",
            "rgb24",
        ),
        *(
            "-s",
            "640x360",
            "-r",
            "30",
            "-i",
            "pipe:0",
            "-c:v",
            "libx264",
            "-preset",
            "veryfast",
            "-pix_fmt",
            "yuv420p",
        ),
        str(target),
    ]
    subprocess.run(command, input=image.tobytes() * 12, check=True)
    return target, [one, vertex, other]


MATRIX = """() => {
  const { a, b, c, d, e, f } = new DOMMatrix(getComputedStyle(document.querySelector("[data-frame]")).transform);
  const box = document.querySelector("[data-frame]").closest(".box").getBoundingClientRect();
  return [a, b, c, d, e + box.x, f + box.y];
}"""


def _drag(one: Phone, handle: str, to: tuple[float, float]) -> None:
    point = one.page.get_by_role("button", name=re.compile(f"^{handle},"))
    point.scroll_into_view_if_needed()
    a, b, c, d, e, f = one.page.evaluate(MATRIX)
    at = point.bounding_box()
    assert at
    one.page.mouse.move(at["x"] + at["width"] / 2, at["y"] + at["height"] / 2)
    one.page.mouse.down()
    one.page.mouse.move(a * to[0] + c * to[1] + e, b * to[0] + d * to[1] + f, steps=3)
    one.page.mouse.up()


def test_a_known_angle_is_read_near_turned_and_as_in_a_mirror(phone: Phones, tmp_path: Path) -> None:
    one = phone("anne")
    film, points = _drawn(tmp_path / "angle.mp4", 137)
    id = send_film(one, film)
    one.go(f"{one.carnet}/films/{id}")
    one.until("document.querySelector('[data-frame]')")
    one.tap("Angle")
    names = ("Premier point", "Sommet de l’angle", "Dernier point")
    read = one.page.locator(".over output")
    one.check_axe("an angle, being set")
    one.check_targets()
    for way in ("", "Agrandir", "Miroir", "Tourner"):
        if way:
            one.tap(way)
        for name, to in zip(names, points, strict=True):
            _drag(one, name, to)
        assert abs(int(read.inner_text().rstrip("°")) - 137) <= 1, way
    vertex = one.page.get_by_role("button", name=re.compile("^Sommet"))
    before = vertex.get_attribute("aria-label")
    vertex.focus()
    one.page.keyboard.press("ArrowRight")
    assert vertex.get_attribute("aria-label") != before
    one.page.keyboard.press("ArrowLeft")
    one.tap("Genou")
    one.page.get_by_role("button", name=re.compile("^Flexion")).tap()
    assert abs(int(read.inner_text().rstrip("°")) - 43) <= 1
    one.tap("Garder cette mesure")
    one.reads("La mesure est gardée.")
    one.page.get_by_role("button", name=re.compile("^Image 1 · 4[234]° · genou")).tap()
    with one.page.expect_download() as picture:
        one.tap("Image avec le tracé")
    assert picture.value.suggested_filename == "image-1.png"
    one.tap("Appuis")
    one.tap("Contact initial, gauche")
    one.reads("Image 1 · Contact initial, gauche")
    one.page.get_by_role("button", name=re.compile("^Mettre à la corbeille : Contact")).tap()
    one.reads("À la corbeille, pour 30 jours.")
    one.check_axe("measures that were kept")
