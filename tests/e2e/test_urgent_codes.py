"""The code of the sheet on the phone: made, shown full screen with or without network, scanned, replaced, revoked."""

import io
import re
from collections.abc import Callable

import zxingcpp
from PIL import Image

from tests.e2e.keeping import until_kept
from tests.e2e.phone import Phone, accessibility

Phones = Callable[..., Phone]


def _scanned(one: Phone) -> str:
    """What a camera in front of this screen reads."""
    found = zxingcpp.read_barcodes(Image.open(io.BytesIO(one.page.screenshot())))
    assert len(found) == 1
    return str(found[0].text)


def test_made_scanned_and_revoked(phone: Phones) -> None:
    one = phone("thomas", installed=True)
    # A refusal is how a proof that has grown old is asked for.
    one.forgive.append("status of 403")
    one.page.add_init_script(
        "navigator.wakeLock && (navigator.wakeLock.request = async () => (document.documentElement.dataset.awake = 'yes', { release: async () => delete document.documentElement.dataset.awake }))"
    )
    one.go(f"{one.carnet}/urgence/code")
    one.tap("Créer le code")
    one.reads("À remplir.")
    one.page.locator("[name=name]").fill("Sac de Léa")
    one.tap("Créer le code")
    one.proved("Le code est prêt.")
    card = one.page.get_by_role("region", name="Sac de Léa")
    card.get_by_role("button", name="Plein écran", exact=True).tap()
    one.page.get_by_role("dialog", name=re.compile("Sac de Léa")).wait_for()
    one.settled()
    url = _scanned(one)
    assert one.page.locator("html").get_attribute("data-awake") == "yes"
    one.check_axe("the code, full screen")
    one.page.emulate_media(color_scheme="dark")
    assert _scanned(one) == url
    one.tap("Fermer")
    one.until("!document.querySelector('dialog[open]') && !document.documentElement.dataset.awake")
    one.page.emulate_media(color_scheme="light")

    stranger = phone()
    answer = stranger.page.goto(url)
    assert answer is not None
    assert answer.status == 200
    stranger.reads("Léa")

    with one.page.expect_download() as download:
        card.get_by_role("button", name="Carte à imprimer (PDF)").tap()
    assert download.value.path().read_bytes().startswith(b"%PDF")

    # Without network, from the start.
    one.ready_offline()
    until_kept(one, f"sealed/emergency-links/{one.person['carnets'][0]}")
    one.offline()
    one.page.reload()
    card.get_by_role("button", name="Plein écran", exact=True).tap()
    one.page.get_by_role("dialog", name=re.compile("Sac de Léa")).wait_for()
    one.settled()
    assert _scanned(one) == url
    one.tap("Fermer")
    card.get_by_role("button", name="Carte à imprimer (PDF)").tap()
    one.reads("la carte se prépare sur le serveur")
    one.offline(False)
    one.page.reload()

    card.get_by_role("button", name="Annuler le code").tap()
    sure = one.page.get_by_role("alertdialog")
    one.settled()
    one.check_axe("sure to revoke")
    sure.get_by_role("button", name="Annuler le code").tap()
    one.proved("Ce code ne montre plus rien.")
    card.wait_for(state="detached")
    stranger.forgive += ["status of 404", "status of 410"]
    stranger.page.goto("about:blank")  # what follows `#` makes it the same page as before
    answer = stranger.page.goto(url)
    assert answer is not None
    assert answer.status in {404, 410}
    assert accessibility(stranger.page) == []


def test_replaced(phone: Phones) -> None:
    one = phone("thomas")
    one.forgive.append("status of 403")
    one.go(f"{one.carnet}/urgence/code")
    one.page.locator("[name=name]").fill("Fauteuil")
    one.tap("Créer le code")
    one.proved("Le code est prêt.")
    card = one.page.get_by_role("region", name="Fauteuil")
    drawn = card.locator("img").get_attribute("src")
    card.get_by_role("button", name="Remplacer").tap()
    one.page.get_by_role("alertdialog").get_by_role("button", name="Remplacer").tap()
    one.proved("Voici le nouveau.")
    assert card.count() == 1
    assert card.locator("img").get_attribute("src") != drawn
    one.page.get_by_text("Codes qui ne servent plus").tap()
    one.reads("remplacé")


def test_what_a_stranger_will_see(phone: Phones) -> None:
    one = phone("julie", installed=True)
    one.go(f"{one.carnet}/urgence/apercu")
    page = one.page.frame_locator("iframe")
    page.get_by_text("Allergies").first.wait_for()
    one.tap("En anglais")
    page.get_by_text("Preview").first.wait_for()
    one.ready_offline()
    one.offline()
    one.page.reload()
    one.reads("Pas de connexion")


def test_on_the_phone_before_anyone_opened_it(phone: Phones) -> None:
    one = phone("thomas", installed=True)
    one.go("/")
    one.page.wait_for_url(re.compile(r"/c/[^/]+$"))
    one.ready_offline()
    until_kept(one, f"sealed/emergency-links/{one.person['carnets'][0]}")
    one.offline()
    one.page.reload()
    one.settled()
    one.tap("Urgence")
    one.tap("Montrer le code")
    one.page.wait_for_url("**/urgence/code")
    one.page.get_by_role("button", name="Plein écran", exact=True).first.tap()
    one.page.get_by_role("dialog", name="Code QR").wait_for()
    one.settled()
    assert "/u/" in _scanned(one)


def test_a_code_that_shows_less(phone: Phones) -> None:
    """Made for school without the treatments, then changed: what a stranger reads follows at once."""
    one = phone("thomas")
    one.forgive.append("status of 403")
    one.go(f"{one.carnet}/urgence/code")
    one.page.locator("[name=name]").fill("École de Léa")
    one.page.locator("summary").filter(has_text="Ce qu’il montre").tap()
    one.page.get_by_role("checkbox", name="Appareils et aides").uncheck()
    one.settled()
    one.check_axe("a new code, and what it shows")
    one.check_no_sideways_scroll()
    one.tap("Créer le code")
    one.proved("Le code est prêt.")
    card = one.page.get_by_role("region", name="École de Léa")
    card.get_by_text("Ne montre pas : Appareils et aides").wait_for()
    card.get_by_role("link", name="Ce que verra un inconnu").tap()
    page = one.page.frame_locator("iframe")
    page.get_by_text(re.compile("Appareils et aides\\W{1,3}non communiqué")).first.wait_for()
    one.page.go_back()
    card.get_by_role("button", name="Ce qu’il montre").tap()
    dialog = one.page.get_by_role("dialog")
    assert not dialog.get_by_role("checkbox", name="Appareils et aides").is_checked()
    dialog.get_by_role("checkbox", name="Appareils et aides").check()
    dialog.get_by_role("checkbox", name="Documents pour les urgences").uncheck()
    one.settled()
    one.check_axe("what a code shows")
    dialog.get_by_role("button", name="Enregistrer").tap()
    one.proved("Ce code montre maintenant")
    card.get_by_text("Ne montre pas : documents pour les urgences").wait_for()
