"""The surgeon's look at a film of the walk: image by image, slowly, again and again; what it shows is what it says it shows."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.numbered import READ, capture, numbered, send_film
from tests.e2e.phone import COLOURS, Phone
from tests.soak.counts import dice, times

Phones = Callable[..., Phone]
IMAGES = 80
BACK, FORWARD = "Une image en arrière", "Une image en avant"
WITHOUT_DECODER = "delete window.VideoDecoder"
SCALE = "new DOMMatrix(getComputedStyle(document.querySelector('[data-frame]')).transform)"


RUN = f"""([first, last]) => new Promise((done) => {{
  const read = {READ};
  const seen = [];
  const look = () => {{
    const [now] = read();
    if (now[0] !== seen.at(-1)?.[0]) seen.push(now);
    if ((now[0] === first && seen.some(([number]) => number === last)) || seen.length > 99) done(seen);
    else requestAnimationFrame(look);
  }};
  look();
}})"""
"""What a film that runs draws, said and burned in, until the last image and then the first were seen; or a hundred."""
_films: dict[tuple[str, str, int], str] = {}
"""Of this run: what one story sent, another may look at."""


def _film(one: Phone, folder: Path, images: int, kind: str) -> str:
    key = (one.base, kind, images)
    if key not in _films:
        rate = 60 if kind == "uneven" else int(kind)
        film = numbered(folder / "marche.mp4", images, rate=rate, uneven=kind == "uneven")
        _films[key] = send_film(one, film)
    return _films[key]


def _open(one: Phone, id: str) -> None:
    one.go(f"{one.carnet}/films/{id}")
    one.until("document.querySelector('[data-frame]')")


def _shows(one: Phone, number: int, seconds: float = 10) -> None:
    """That image, by what the player says and by the number burned into what it drew."""
    one.until(f"document.querySelector('[data-frame]')?.dataset.frame === '{number}'", seconds)
    assert one.page.evaluate(READ) == [[number, number]]


def test_image_by_image_in_a_loop_near_and_as_in_a_mirror(phone: Phones, tmp_path: Path) -> None:
    one = phone("anne")
    id = _film(one, tmp_path, IMAGES, "uneven")
    assert capture(one, id)["frames"] == IMAGES
    one.go(f"{one.carnet}/images/{id}")
    one.tap("Regarder de près")
    one.until("document.querySelector('[data-frame]')")
    one.check_axe("a film, as it opens")
    one.check_targets()
    _shows(one, 0)
    one.reads(f"image 1 sur {IMAGES}")
    for way, number in ((FORWARD, 1), (FORWARD, 2), (BACK, 1)):
        one.tap(way)
        _shows(one, number)
    for _ in range(30):  # faster than images come: none is left out
        one.page.keyboard.press("ArrowRight")
    _shows(one, 31)

    # No seconds until somebody says at what rate it was taken; then they are true, and say who said so.
    assert one.page.locator(".said").inner_text() == f"image 32 sur {IMAGES}"
    one.tap("Confirmer")
    one.page.get_by_role("button", name="240 par seconde").tap()
    one.check_axe("the rate, being confirmed")
    one.page.get_by_role("dialog").get_by_role("button", name="Confirmer").tap()
    one.reads("Pris à 240 images par seconde")
    said = capture(one, id)
    assert said["confirmed_rate"]["by"] == one.person["name"]
    assert (said["confirmed_rate"]["fps"], said["version"]) == (240, 2)
    one.reads("image 32 sur 80 · 0,")

    # In a loop between two marks, it stays between them.
    one.tap("Début ici")
    one.tap(FORWARD)
    one.tap(FORWARD)
    _shows(one, 33)
    one.tap("Fin ici")
    one.reads("En boucle, de l’image 32 à l’image 34")
    one.tap("⅛ ×")
    one.tap("Lire")
    # Those three and no other, and the first again after the last.
    seen = one.page.evaluate(RUN, [31, 33])
    assert all(said == burned and 31 <= said <= 33 for said, burned in seen), seen
    assert seen[-1] == [31, 31], seen
    one.check_axe("a film that runs", COLOURS)
    one.page.get_by_role("button", name="Mettre en pause").tap()
    one.tap("Sans boucle")

    before = one.page.evaluate(f"{SCALE}.a")
    one.tap("Agrandir")
    one.tap("Miroir")
    one.until(f"{SCALE}.a < -1.5 * {before}")
    one.tap("Tourner")
    one.until(f"Math.abs({SCALE}.a) < 1e-6")

    # The file as it came, whose images lean on later ones, has the same images under the same numbers.
    # It takes its place while the film runs: it goes on from there.
    one.tap("Lire")
    one.tap("Voir l’original")
    one.page.get_by_role("button", name="Revenir à la copie").wait_for()
    one.until("Number(document.querySelector('[data-frame]')?.dataset.frame) > 40")
    one.page.get_by_role("button", name="Mettre en pause").tap()
    one.page.get_by_role("button", name="Lire", exact=True).wait_for()
    now = int(one.page.locator(".said").inner_text().split()[1]) - 1
    assert 40 < now < IMAGES - 1
    _shows(one, now)
    one.tap(BACK)
    _shows(one, now - 1)

    # The network goes: what cannot come is said, and comes when one tries again.
    one.forgive += ["status of 404", "ERR_INTERNET_DISCONNECTED"]
    one.offline()
    one.tap("Revenir à la copie")
    one.reads("Le film n’est pas arrivé.")
    one.check_axe("a film that did not arrive")
    one.offline(False)
    one.tap("Réessayer")
    one.until("document.querySelector('[data-frame]')")
    _shows(one, now - 1)

    # A browser that has no decoder of its own to give shows the same images, by its own player.
    other = phone("anne", dark=True)
    other.page.add_init_script(WITHOUT_DECODER)
    _open(other, id)
    assert other.page.evaluate("document.querySelector('[data-frame]').tagName") == "VIDEO"
    other.tap(FORWARD)
    _shows(other, 1)
    other.tap(FORWARD)
    _shows(other, 2)
    other.tap(BACK)
    _shows(other, 1)


KINDS = ["uneven", "240", "120", "60", "30"]
WALK = f"""async ([ways, from]) => {{
  const turn = () => new Promise((next) => {{
    const {{ port1, port2 }} = new MessageChannel();
    port1.onmessage = next;
    port2.postMessage(0);
  }});
  const read = {READ};
  const wrong = [];
  let number = from;
  for (const way of ways) {{
    number += way;
    document.body.dispatchEvent(new KeyboardEvent("keydown", {{ key: way > 0 ? "ArrowRight" : "ArrowLeft", bubbles: true }}));
    const ends = performance.now() + 10000;
    while (document.querySelector("[data-frame]").dataset.frame !== String(number) && performance.now() < ends) await turn();
    const [[said, burned]] = read();
    if (said !== number || burned !== number) wrong.push([number, said, burned]);
    if (wrong.length > 9) break;
  }}
  return wrong;
}}"""
"""Steps, each as soon as the one before is drawn. Answers those that drew another image than was asked for."""


@pytest.mark.slow
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("kind", KINDS[: times(1, 5)])
def test_no_wrong_image_in_many_steps(phone: Phones, tmp_path: Path, kind: str) -> None:
    """10 000 steps in all of it, 2 000 at each rate: by one, mostly the same way, turning now and then."""
    one, die = phone("anne"), dice(f"steps {kind}")
    count, steps = times(IMAGES, 400), times(60, 2000)
    _open(one, _film(one, tmp_path, count, kind))
    _shows(one, 0)
    ways, number, way = [], 0, 1
    for _ in range(steps):
        way = -way if die.random() < 0.08 else way
        way = -way if number + way in (-1, count) else way
        ways.append(way)
        number += way
    assert one.page.evaluate(WALK, [ways, 0]) == []
    _shows(one, number)
