"""Handing over for the night: by an address, to who has no account, without a script, until it is closed; and to who has one, without a network."""

from collections.abc import Callable

from tests.e2e.keeping import until_kept, until_sent
from tests.e2e.phone import Phone, accessibility
from tests.e2e.test_day import entries

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


def test_a_night_without_a_network(phone: Phones) -> None:
    """He opened CS3 at home, on no screen of its own. In the night the sheet is there, says how old it is, and what he notes leaves later, once."""
    jean = phone("jean", installed=True)
    jean.forgive.append("ERR_INTERNET_DISCONNECTED")
    jean.go("/")
    jean.page.wait_for_url("**/c/*")
    jean.ready_offline()
    carnet = jean.person["carnets"][0]
    until_kept(jean, *(f"sealed/{room}/{carnet}" for room in ("home", "relay", "journal")))
    before = len(entries(jean, "meal"))
    jean.offline()
    jean.reopen()
    jean.page.locator(f"a[href='{jean.carnet}/relais']").first.tap()
    jean.reads("des heures ont pu passer depuis")
    # Told by day and by night.
    jean.page.get_by_role("heading", name="Manifestation de la douleur").wait_for()
    jean.reads("Cela ne veut pas dire qu’il n’y a rien")
    jean.reads("Pour l’imprimer, il faut le réseau.")
    jean.settled()
    jean.check_axe("the relay sheet, without a network")
    jean.check_targets()
    jean.check_no_sideways_scroll()
    jean.go(f"{jean.carnet}/jour")
    meal = jean.page.get_by_role("region", name="Repas")
    meal.get_by_role("button", name="tout", exact=True).tap()
    jean.page.get_by_role("dialog").get_by_role("button", name="Noter", exact=True).tap()
    jean.reads("sur ce téléphone, pas encore envoyé")
    jean.go(f"{jean.carnet}/relais")
    jean.page.get_by_role("heading", name="Manifestation de la douleur").wait_for()
    jean.offline(False)
    until_sent(jean)
    assert len(entries(jean, "meal")) == before + 1
    anne = phone("anne")
    anne.go(f"{anne.carnet}/relais")
    anne.reads("Jean Tagorre")
