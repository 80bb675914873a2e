"""Before and after: two films that begin at different moments, brought together at the same one, stepped and run together."""

from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from tests.e2e.numbered import READ, numbered, send_film
from tests.e2e.phone import Phone

LEFTS = "[...document.querySelectorAll('figure')].map((one) => one.getBoundingClientRect()).map((one) => [one.left, one.top])"


def _show(one: Phone, first: int, second: int) -> None:
    wanted = f"'{first} {second}'"
    one.until(
        f"[...document.querySelectorAll('[data-frame]')].map((e) => e.dataset.frame).join(' ') === {wanted}",
        15,
    )
    assert one.page.evaluate(READ) == [[first, first], [second, second]]


def test_two_films_meet_and_go_on_together(phone: Callable[..., Phone], tmp_path: Path) -> None:
    one = phone("anne")
    before = send_film(one, numbered(tmp_path / "before.mp4", 60, rate=60))
    after = send_film(one, numbered(tmp_path / "after.mp4", 60, rate=30))
    one.go(f"{one.carnet}/films/{before}")
    one.tap("Comparer à un autre film")
    one.page.locator(f"a[href$='/avec/{after}']").tap()
    _show(one, 0, 0)
    one.check_axe("two films")
    one.check_targets()
    one.check_no_sideways_scroll()

    # Each by itself to its own moment; then that moment is one.
    one.tap("Le premier")
    for number in range(1, 11):
        one.page.keyboard.press("ArrowRight")
        _show(one, number, 0)
    one.tap("Le second")
    for _ in range(3):
        one.page.keyboard.press("ArrowRight")
    _show(one, 10, 3)
    one.tap("Réunir sur ces deux images")
    one.reads("Réunis : image 11 du premier, image 4 du second.")
    _show(one, 10, 3)
    # Two images of the one last as long as one of the other.
    for first, second in ((11, 3), (12, 4), (13, 4), (14, 5)):
        one.tap("Une image en avant")
        _show(one, first, second)
    for first, second in ((13, 4), (12, 4), (11, 3), (10, 3), (9, 2)):
        one.tap("Une image en arrière")
        _show(one, first, second)
    one.tap("Lire")
    one.until("Number(document.querySelector('[data-frame]').dataset.frame) > 12")
    one.page.get_by_role("button", name="Mettre en pause").tap()
    one.page.get_by_role("button", name="Lire", exact=True).wait_for()
    one.page.wait_for_timeout(200)
    [[first, _], [second, _]] = shown = one.page.evaluate(READ)
    assert all(said == burned for said, burned in shown)
    assert second == 3 + (first - 10) // 2

    one.tap("Superposer")
    one.until("document.querySelectorAll('.held')[1].style.opacity === '0.5'")
    one.check_axe("one film over the other")
    one.tap("Superposer")
    stacked = one.page.evaluate(LEFTS)
    assert stacked[0][0] == stacked[1][0]
    one.page.set_viewport_size({"width": 844, "height": 390})
    one.until(f"({LEFTS}).every((one, at, all) => one[1] === all[0][1])")

    # What was measured alike on both is one tap away, with its value below each film; looked at as in a mirror, one over the other.
    one.page.set_viewport_size({"width": 390, "height": 844})
    for joint, turned in (("knee", 0), ("hip", 100)):
        for film, frame, x in ((before, 20, 100), (after, 12, 200)):
            _measured(one, film, frame, x - turned, joint)
    # What could not be read is not said to be nothing.
    one.forgive.append("/measures")
    one.page.route("**/measures", lambda asked: asked.fulfill(status=500))
    one.go(f"{one.carnet}/films/{before}/avec/{after}")
    again = one.page.get_by_role("button", name="Réessayer")
    again.nth(1).wait_for()
    assert not one.page.get_by_text("Rien n’a encore été mesuré").count()
    one.page.unroute("**/measures")
    for left in (1, 0):
        again.first.tap()
        one.until(
            f"[...document.querySelectorAll('button')].filter((one) => one.innerText === 'Réessayer').length === {left}"
        )
    _show(one, 0, 0)
    # The hip was measured later on the same images: what is tapped is what is drawn.
    one.page.get_by_role("button", name="Genou gauche, milieu d’appui").tap()
    _show(one, 20, 12)
    assert one.page.locator("figcaption .value").all_inner_texts() == [
        "90° genou gauche, milieu d’appui",
        "135° genou gauche, milieu d’appui",
    ]
    one.check_axe("two films with what was measured")
    one.tap("Superposer")
    one.tap("Miroir")
    one.until(
        "[...document.querySelectorAll('[data-frame]')].every((one) => one.style.transform.startsWith('matrix(-'))"
    )
    # A tool is for one film: the first, until the other is chosen.
    one.tap("Angle")
    one.page.get_by_role("button", name="Sommet de l’angle").wait_for()
    one.check_targets()
    # Points that were set are not dropped without a word.
    corner = one.page.get_by_role("button", name="Sommet de l’angle")
    corner.focus()
    one.page.keyboard.press("ArrowRight")
    one.tap("Le second")
    one.tap("Continuer à mesurer")
    corner.wait_for()
    assert one.page.get_by_role("button", name="Le premier").get_attribute("aria-pressed") == "true"
    one.tap("Superposer")
    one.tap("Ne pas garder")
    one.until("document.querySelectorAll('.held')[1].style.opacity === '0.5'")
    assert not corner.count()
    # Another tool, from below this time: the films are no longer one over the other.
    one.tap("Verticale")
    one.until("document.querySelectorAll('.held')[1].style.opacity === '1'")


def _measured(one: Phone, film: str, frame: int, x: int, joint: str) -> None:
    """On the left at mid-stance: 90° when `x` is 100, 135° when it is 200, 45° when it is 0."""
    corner = {"one": {"x": 0, "y": 100}, "vertex": {"x": 100, "y": 100}, "other": {"x": x, "y": 0}}
    said = {"side": "left", "joint": joint, "phase": "mid_stance", "note": "", "convention": "between"}
    content = {"kind": "angle", "frame": frame, "file_us": 0, "width": 640, "height": 360, **corner, **said}
    url = f"/api{one.carnet.replace('/c/', '/carnets/')}/captures/{film}/measures"
    kept = one.context.request.post(
        url, headers={"Origin": one.base}, data={"id": str(uuid4()), "content": content}
    )
    assert kept.ok, kept.text()
