"""Images of a film in a report: one as it is looked at, then chosen seconds; written, made, read in the library. The seconds as a film of their own."""

import re
from collections.abc import Callable
from pathlib import Path

from tests.e2e.numbered import send_film
from tests.e2e.phone import Phone
from tests.media.films import film

Phones = Callable[..., Phone]


def test_from_a_film_to_a_letter_of_the_library(phone: Phones, tmp_path: Path) -> None:
    one = phone("anne")
    id = send_film(one, film(tmp_path / "walk.mp4", seconds=0.4, sound=None))
    one.go(f"{one.carnet}/films/{id}")
    one.until("document.querySelector('[data-frame]')")
    one.tap("Rapport")
    one.tap("Prendre cette image")
    one.page.get_by_role("status").filter(has_text="C’est pris").filter(has_text="1 image choisie").wait_for()
    one.check_axe("choosing images for a report")
    one.check_targets()
    # What is written stays when the page is loaded again; the images are taken again.
    one.tap("Écrire le rapport")
    one.fill("Titre", "Marche pieds nus")
    one.settled()
    one.reopen(f"{one.carnet}/rapport")
    one.reads("Aucune image choisie")
    one.go(f"{one.carnet}/films/{id}")
    one.until("document.querySelector('[data-frame]')")
    one.tap("Rapport")
    one.tap("Prendre cette image")
    one.reads("1 image choisie")
    one.tap("Fermer")
    one.tap("Début ici")
    for _ in range(4):
        one.tap("Une image en avant")
    one.tap("Fin ici")
    one.page.get_by_role("button", name=re.compile("^Rapport.*1 image")).tap()
    one.tap("Prendre ses images clés")
    one.reads("6 images choisies")
    one.tap("En faire un film à part")
    # In the sheet itself, which lies over everything else.
    one.page.locator("dialog [role=status]").filter(has_text="L’extrait se prépare").wait_for()
    one.tap("En faire un film à part")
    one.settled()
    clips = one.context.request.get(
        f"/api{one.carnet.replace('/c/', '/carnets/')}/captures?kind=video&limit=200"
    )
    assert sum("Extrait" in film["note"] for film in clips.json()["captures"]) == 1
    one.tap("Écrire le rapport")

    one.settled()
    assert one.page.get_by_label("Titre").input_value() == "Marche pieds nus"
    one.fill("Titre", "")
    one.tap("Faire le rapport")
    one.reads("Donnez un titre.")
    assert one.page.evaluate("document.activeElement.labels?.[0]?.textContent") == "Titre"
    one.fill("Titre", "Marche pieds nus")
    one.page.get_by_label(re.compile("^Ce qu’on y voit")).first.fill("Le talon ne touche pas")
    # Without knowing who will see it, nothing is made; with a network again, it is asked again.
    one.offline()
    one.page.get_by_role("combobox").select_option(label="CR paramédicaux")
    one.reads("n’a pas pu être lu")
    one.offline(False)
    one.tap("Réessayer")
    one.page.get_by_role("heading", name="Qui le verra").wait_for()
    one.settled()
    one.check_axe("a report being written")
    one.check_targets()
    one.check_no_sideways_scroll()
    if one.page.get_by_role("checkbox").count():
        one.page.get_by_role("checkbox").check()
    one.tap("Faire le rapport")
    one.page.wait_for_url(re.compile(r"/documents/[0-9a-f-]+$"))
    one.page.get_by_role("heading", name="Marche pieds nus").wait_for()
    one.page.locator("img[alt*='age 1']").first.wait_for()
