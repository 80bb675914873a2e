"""The album: by month, by label, and the bin with its way back."""

from collections.abc import Callable

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
    assert "Rougeur" in anne.page.locator("a.thumb").inner_text()
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


def test_to_the_bin_and_back(phone: Callable[..., Phone]) -> None:
    anne = phone("anne")
    one = anne.ready_capture()
    anne.go(f"{anne.carnet}/images/{one}")
    anne.page.get_by_role("button", name="Mettre à la corbeille").click()
    anne.until("location.pathname.endsWith('/images')")
    anne.settled()
    assert anne.page.locator(f"a[href$='{one}']").count() == 0
    anne.page.get_by_role("link", name="Corbeille").click()
    anne.page.get_by_role("heading", name="Corbeille").wait_for()
    anne.page.get_by_text("Gardé jusqu’au").wait_for()
    anne.page.locator("main img").first.wait_for()
    anne.until("document.querySelector('main img').naturalWidth > 0")
    anne.check_axe()
    anne.page.get_by_role("button", name="Remettre dans l’album").first.click()
    anne.page.get_by_text("De retour dans l’album").wait_for()
    anne.go(f"{anne.carnet}/images/{one}")
    anne.page.locator("main img").wait_for()
