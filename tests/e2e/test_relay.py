"""Handing over for the night: the mother gives her own mother an address; who has no account reads it, without a script, until it is closed."""

from collections.abc import Callable

from tests.e2e.phone import Phone, accessibility

Phones = Callable[..., Phone]


def test_an_address_for_one_night_is_read_and_closed(phone: Phones) -> None:
    anne = phone("anne")
    # A refusal is how a proof that has grown old is asked for.
    anne.forgive.append("status of 403")
    anne.go(anne.carnet)
    anne.page.locator(f"a[href='{anne.carnet}/relais']").first.tap()
    anne.page.get_by_role("heading", name="Qui appeler, dans cet ordre").wait_for()
    anne.settled()
    anne.check_axe("the relay sheet")
    anne.check_targets()
    anne.check_no_sideways_scroll()
    anne.tap("La donner à quelqu’un sans compte")
    anne.tap("Faire l’adresse")
    assert anne.page.get_by_label("Pour qui").evaluate("one => one === document.activeElement"), (
        "it says what is missing"
    )
    anne.page.get_by_label("Pour qui").fill("Mamie, cette nuit")
    anne.settled()
    anne.check_axe("a new address")
    anne.check_targets()
    anne.tap("Faire l’adresse")
    anne.proved("Cette adresse n’est montrée qu’une fois")
    anne.settled()
    anne.check_axe("the address")
    address = anne.page.locator("p.link").inner_text()
    without = phone()
    page = without.page
    page.goto(address)
    assert page.get_by_role("heading", name="Feuille de relais").count() == 1
    assert page.locator("a[href^='tel:']").count() > 0
    assert page.evaluate("document.scripts.length") == 0
    assert accessibility(page) == []
    without.check_no_sideways_scroll()
    anne.tap("C’est fait")
    anne.page.get_by_role("button", name="Fermer l’adresse pour Mamie, cette nuit").tap()
    anne.page.get_by_role("alertdialog").get_by_role("button", name="Fermer l’adresse", exact=True).tap()
    anne.reads("L’adresse est fermée")
    without.forgive.append("404")
    page.reload()
    assert "n’ouvre plus rien" in page.inner_text("body")
