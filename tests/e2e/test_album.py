"""The album: by month, by label, and the bin with its way back."""

import re
from collections.abc import Callable
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from playwright.sync_api import Route

from tests.e2e.phone import Phone


def test_by_month_and_by_label(phone: Callable[..., Phone]) -> None:
    anne = phone("anne")
    shown = anne.ready_capture()
    asked: list[str] = []
    anne.page.on("request", lambda request: asked.append(request.url))
    anne.go(f"{anne.carnet}/images")
    anne.page.locator(f"a[href$='{shown}'] img").wait_for()
    everything = anne.page.locator("a.thumb").count()
    anne.page.get_by_role("button", name="plaie").click()
    anne.until("document.querySelectorAll('a.thumb').length === 1")
    # By what is read aloud: a picture that is not drawn yet has no text of its own.
    anne.page.get_by_role("link", name="Rougeur").wait_for()
    assert not [url for url in asked if "plaie" in url], "a label in an address"
    anne.page.get_by_role("button", name="Tout", exact=True).click()
    anne.until(f"document.querySelectorAll('a.thumb').length === {everything}")


def test_jumping_to_a_month(phone: Callable[..., Phone]) -> None:
    anne = phone("anne")
    anne.go(f"{anne.carnet}/images")
    choice = anne.page.get_by_label("Aller à un mois")
    choice.wait_for()
    oldest = choice.locator("option").last.get_attribute("value")
    choice.select_option(oldest)
    anne.until(f"document.activeElement?.id === 'm-{oldest}'")
    anne.until(f"document.getElementById('m-{oldest}').getBoundingClientRect().top < innerHeight")


def test_reads_on_by_itself_to_its_end(phone: Callable[..., Phone]) -> None:
    """Pages of one, so that the end comes near again after each: nobody taps, and each page is asked for once."""
    anne = phone("anne")
    anne.ready_capture()
    album = f"/api{anne.carnet.replace('/c/', '/carnets/')}/captures"
    everything = len(anne.context.request.get(f"{album}?limit=200").json()["captures"])
    assert everything >= 3
    asked: list[str] = []

    def by_one(route: Route) -> None:
        url = urlsplit(route.request.url)
        asked.append(url.query)
        query = dict(parse_qsl(url.query)) | {"limit": "1"}
        route.continue_(url=url._replace(query=urlencode(query)).geturl())

    anne.page.route(re.compile(r"/captures(\?|$)"), by_one)
    anne.go(f"{anne.carnet}/images")
    anne.until(f"document.querySelectorAll('a.thumb').length >= {everything}")
    older = [query for query in asked if "before" in query]
    assert len(older) == len(set(older)) >= everything - 1


def test_to_the_bin_and_back(phone: Callable[..., Phone]) -> None:
    anne = phone("anne")
    one = anne.ready_capture()
    anne.go(f"{anne.carnet}/images/{one}")
    anne.page.get_by_role("button", name="Mettre à la corbeille").click()
    anne.until("location.pathname.endsWith('/images')")
    anne.settled()
    anne.page.locator(f"a[href$='{one}']").wait_for(state="detached")
    anne.go(f"{anne.carnet}/corbeille")
    anne.page.get_by_role("heading", name="Corbeille").wait_for()
    anne.page.get_by_text("Gardé jusqu’au").wait_for()
    anne.page.locator("main img").first.wait_for()
    anne.until("document.querySelector('main img').naturalWidth > 0")
    anne.check_axe()
    anne.page.get_by_role("button", name="Remettre dans l’album").first.click()
    anne.page.get_by_text("De retour dans l’album").wait_for()
    anne.go(f"{anne.carnet}/images/{one}")
    anne.page.locator(".slide:not([inert]) img").wait_for()


def test_from_one_image_to_the_next(phone: Callable[..., Phone]) -> None:
    anne = phone("anne")
    # The album is shared with the other stories: one of theirs may take away a film that stands beside.
    anne.forgive.append("status of 404")
    anne.ready_capture()
    anne.go(f"{anne.carnet}/images")
    anne.page.locator("a.thumb").first.tap()
    anne.page.get_by_role("button", name="Image plus ancienne").wait_for()
    first = anne.at
    anne.page.keyboard.press("ArrowRight")
    anne.until(f"location.pathname !== '{first}'")
    second = anne.at
    anne.page.wait_for_timeout(300)
    anne.page.get_by_role("button", name="Image plus récente").tap()
    anne.until(f"location.pathname === '{first}'")
    anne.page.wait_for_timeout(300)
    box = anne.page.locator(".box").bounding_box()
    assert box is not None
    y = box["y"] + box["height"] / 3
    for kind, x in (
        ("touchStart", 300),
        ("touchMove", 220),
        ("touchMove", 120),
        ("touchMove", 60),
        ("touchEnd", 0),
    ):
        points = [] if kind == "touchEnd" else [{"x": x, "y": y}]
        anne.cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    anne.until(f"location.pathname === '{second}'")
    anne.page.go_back()
    anne.until(f"document.activeElement?.getAttribute('href') === '{second}'")


def test_looking_closer(phone: Callable[..., Phone]) -> None:
    anne = phone("anne")
    anne.go(f"{anne.carnet}/images/{anne.ready_capture()}")
    scale = "new DOMMatrix(getComputedStyle(document.querySelector('.slide:not([inert]) img')).transform).a"
    anne.page.get_by_role("button", name="Agrandir").tap()
    anne.until(f"{scale} > 1.5")
    anne.page.get_by_role("button", name="Réduire").tap()
    anne.until(f"{scale} === 1")
    box = anne.page.locator(".box").bounding_box()
    assert box is not None
    for _ in range(2):
        anne.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 3)
    anne.until(f"{scale} > 2")
    anne.check_axe()
    anne.check_targets()
    anne.check_no_sideways_scroll()


@pytest.mark.alone
def test_a_film_image_by_image(phone: Callable[..., Phone]) -> None:
    anne = phone("anne")
    id = anne.ready_capture("video")
    film = anne.context.request.get(f"/api{anne.carnet.replace('/c/', '/carnets/')}/captures/{id}").json()
    anne.go(f"{anne.carnet}/images/{id}")
    for label, steps in (("avant", 1), ("avant", 2), ("arrière", 1)):
        anne.page.get_by_role("button", name=f"Une image en {label}").tap()
        # Nobody has said at what rate it was taken: the seconds are the file's, and say so.
        anne.reads(f"{steps / film['fps']:.2f} s dans le fichier".replace(".", ","))
    anne.page.get_by_role("button", name="¼ ×").tap()
    anne.until("document.querySelector('video').playbackRate === 0.25")
    anne.check_axe()
    anne.check_targets()


def test_changed_by_two_at_once(phone: Callable[..., Phone]) -> None:
    anne = phone("anne")
    anne.forgive.append("409")
    one = anne.ready_capture()
    url = f"/api{anne.carnet.replace('/c/', '/carnets/')}/captures/{one}"
    anne.go(f"{anne.carnet}/images/{one}")
    anne.tap("Modifier")
    anne.page.get_by_role("textbox", name="Note").fill("Ce que j’ai écrit")
    now = anne.context.request.get(url).json()
    other = {"version": now["version"], "note": "Ce que l’autre a écrit"}
    assert anne.context.request.patch(url, data=other, headers={"Origin": anne.base}).ok
    anne.tap("Enregistrer")
    anne.reads("Ce que l’autre a écrit")
    assert anne.page.get_by_role("textbox", name="Note").input_value() == "Ce que j’ai écrit"
    anne.check_axe()
    anne.tap("Garder le mien")
    anne.reads("C’est enregistré.")
    assert anne.context.request.get(url).json()["note"] == "Ce que j’ai écrit"


def test_labels_and_album_are_changed(phone: Callable[..., Phone]) -> None:
    anne = phone("anne")
    one = anne.ready_capture()
    url = f"/api{anne.carnet.replace('/c/', '/carnets/')}/captures/{one}"
    before = anne.context.request.get(url).json()
    anne.go(f"{anne.carnet}/images/{one}")
    anne.tap("Modifier")
    anne.page.get_by_role("button", name="appareillage").tap()
    anne.page.get_by_label("Une autre étiquette").fill("balance")
    anne.page.keyboard.press("Enter")
    anne.page.get_by_role("button", name="balance", pressed=True).wait_for()
    anne.page.get_by_label("Une autre étiquette").fill("au parc")
    anne.page.get_by_role("button", name="Pour la marche").tap()
    anne.check_axe("changing an image")
    anne.check_targets()
    anne.tap("Enregistrer")
    anne.reads("C’est enregistré.")
    now = anne.context.request.get(url).json()
    assert now["category"] == "gait"
    assert set(now["tags"]) ^ set(before["tags"]) == {"appareillage", "balance", "au parc"}
    back = {"version": now["version"], "category": before["category"], "tags": before["tags"]}
    assert anne.context.request.patch(url, data=back, headers={"Origin": anne.base}).ok
