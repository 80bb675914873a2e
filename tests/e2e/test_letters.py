"""Letters on a phone: a PDF and two photographed pages are filed, read, thrown away and taken back; without a network they wait."""

import io
import time
from collections.abc import Callable
from typing import Any

import pytest
from PIL import Image, ImageDraw

from tests.e2e.keeping import until_drafted
from tests.e2e.phone import Phone
from tests.media.pdf_files import letter

Phones = Callable[..., Phone]


def _page(words: str) -> dict[str, Any]:
    """A page as a phone photographs it."""
    picture = Image.new("RGB", (1500, 2100), "#d9d2c4")
    ImageDraw.Draw(picture).text((200, 300), words, fill="#222222")
    out = io.BytesIO()
    picture.save(out, "JPEG")
    return {"name": f"IMG_{words}.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def _pdf(*lines: str) -> dict[str, Any]:
    return {"name": "compte_rendu_12-03-2026.pdf", "mimeType": "application/pdf", "buffer": letter(lines)}


def _input(one: Phone, label: str) -> Any:
    return one.page.locator(f"input[type=file][aria-label='{label}']")


def _listed(one: Phone) -> list[dict[str, Any]]:
    url = f"/api{one.carnet.replace('/c/', '/carnets/')}/documents?limit=200"
    found: list[dict[str, Any]] = one.context.request.get(url).json()["documents"]
    return found


def _ready(one: Phone, title: str) -> dict[str, Any]:
    ends = time.monotonic() + 90
    while time.monotonic() < ends:
        for found in _listed(one):
            assert found["title"] != title or found["state"] != "refused", found
            if found["title"] == title and found["state"] == "ready":
                return found
        time.sleep(0.5)
    raise AssertionError(f"{title} never became ready: {one.page.locator('main').inner_text()}")


def _marked(one: Phone) -> list[str]:
    """The words under the marks, by where both stand on the screen; a mark that is on no word is `?`."""
    one.settled()
    document = one.page.url.split("/documents/")[1].split("/")[0]
    url = f"/api{one.carnet.replace('/c/', '/carnets/')}/documents/{document}"
    (placed,) = one.context.request.get(f"{url}/words").json()["placed"]
    spots = one.page.evaluate(
        """() => [...document.querySelectorAll("main rect")].map((mark) => {
            const image = document.querySelector("main img"), area = image.getBoundingClientRect();
            const [width, height] = [image.naturalWidth, image.naturalHeight];
            const scale = Math.min(area.width / width, area.height / height), box = mark.getBoundingClientRect();
            return [(box.x + box.width / 2 - area.x - (area.width - width * scale) / 2) / scale,
                (box.y + box.height / 2 - area.y - (area.height - height * scale) / 2) / scale];
        })"""
    )
    return [
        next((word["text"] for word in placed if _within(word, x, y)), "?")
        for x, y in sorted(spots, key=lambda spot: spot[1])
    ]


def _within(word: dict[str, Any], x: float, y: float) -> bool:
    return 0 <= x - word["x"] <= word["width"] and 0 <= y - word["y"] <= word["height"]


@pytest.mark.timeout(240)
def test_a_pdf_is_filed_by_one_parent_and_read_by_the_other(phone: Phones) -> None:
    mother = phone("julie")
    mother.go(f"{mother.carnet}/ajouter")
    mother.tap("Une lettre, un PDF")
    mother.page.wait_for_url("**/documents/ajouter")
    mother.settled()
    _input(mother, "Choisir un PDF").set_input_files([_pdf("Audiogramme tonal", "Le texte du milieu")])
    mother.reads("D’après le nom du fichier")
    assert mother.page.get_by_label("Date de la lettre").input_value() == "2026-03-12"
    mother.reads("PDF choisi")
    assert mother.page.get_by_label("Titre").input_value() == "compte rendu 12-03-2026"
    # What is missing is said, and what was typed stays.
    mother.fill("Titre", "Audiogramme de contrôle")
    mother.tap("Ajouter au carnet")
    mother.reads("Choisissez une catégorie.")
    mother.check_axe("a letter that lacks its category")
    mother.page.get_by_label("Catégorie").select_option(label="CR médicaux")
    mother.tap("Ajouter au carnet")
    mother.page.wait_for_url("**/documents")
    filed = _ready(mother, "Audiogramme de contrôle")
    assert (filed["category"], filed["pages"]) == ("documents.medical", 1)

    father = phone("thomas")
    father.go(father.carnet)
    father.reads("Julie Martel a ajouté un document")
    father.go(f"{father.carnet}/documents")
    father.page.get_by_text("Audiogramme de contrôle").tap()
    father.until("[...document.querySelectorAll('main img')].some((one) => one.naturalHeight === 2000)")
    father.page.get_by_text("Le texte de la page 1").tap()
    father.reads("Le texte du milieu")
    father.page.get_by_text("Chercher dans ce document").tap()
    father.fill("Mots cherchés", "MILIEU audio")
    father.reads("Page 1")
    assert _marked(father) == ["Audiogramme", "milieu"]
    father.page.get_by_role("button", name="Agrandir").tap()
    assert _marked(father) == ["Audiogramme", "milieu"], "they stay on the words"
    father.fill("Mots cherchés", "genou")
    father.reads("Aucune page n’a ces mots.")
    assert _marked(father) == []
    father.check_axe("a letter")
    father.check_targets()

    mother.go(f"{mother.carnet}/documents/{filed['id']}")
    mother.tap("Mettre à la corbeille")
    mother.reads("Mis à la corbeille, pour 30 jours.")
    assert filed["id"] not in [one["id"] for one in _listed(mother)]
    mother.tap("Annuler l’action")
    mother.page.wait_for_url(f"**/documents/{filed['id']}")
    assert filed["id"] in [one["id"] for one in _listed(mother)]


@pytest.mark.timeout(240)
def test_two_photographed_pages_become_one_letter_even_without_a_network(phone: Phones) -> None:
    anne = phone("anne", installed=True)
    anne.forgive += ["net::ERR_INTERNET_DISCONNECTED"]
    anne.go(f"{anne.carnet}/documents/ajouter")
    anne.ready_offline()
    anne.offline()
    _input(anne, "Photographier une page").set_input_files([_page("premiere")])
    anne.reads("Pages numérisées : 1")
    until_drafted(anne)
    anne.page.wait_for_timeout(600)
    # The camera took the page away: what was photographed is still there.
    anne.page.reload()
    anne.settled()
    anne.reads("Pages numérisées : 1")
    _input(anne, "Choisir des pages déjà photographiées").set_input_files([_page("seconde")])
    anne.reads("Pages numérisées : 2")
    anne.tap("Tourner la page 2")
    anne.until(
        "document.querySelectorAll('main ol img')[1]?.width > document.querySelectorAll('main ol img')[1]?.height"
    )
    anne.check_axe("two photographed pages")
    anne.fill("Titre", "Lettre photographiée")
    anne.page.get_by_label("Catégorie").select_option(label="Synthèses")
    anne.tap("Ajouter au carnet")
    anne.page.wait_for_url("**/documents")
    anne.reads("1 document part encore")
    assert "encore sur ce téléphone" in anne.page.locator("main").inner_text()
    anne.reads("Pas de connexion")
    anne.check_axe("the library without a network")
    anne.offline(False)
    filed = _ready(anne, "Lettre photographiée")
    assert (filed["pages"], filed["category"]) == (2, "documents.syntheses")
    opened = anne.context.request.get(
        f"/api{anne.carnet.replace('/c/', '/carnets/')}/documents/{filed['id']}"
    ).json()
    (one, other) = opened["page_sizes"]
    assert one["width"] < one["height"]
    assert other["width"] > other["height"]
    # Nothing of it stays among the drafts.
    anne.go(f"{anne.carnet}/documents/ajouter")
    anne.reads("Choisissez un PDF, ou numérisez la lettre")


def test_what_is_not_a_pdf_is_said_before_it_leaves(phone: Phones) -> None:
    anne = phone("anne")
    anne.go(f"{anne.carnet}/documents/ajouter")
    page = {
        "name": "faux.pdf",
        "mimeType": "application/pdf",
        "buffer": b"<html><script>alert(1)</script></html>",
    }
    _input(anne, "Choisir un PDF").set_input_files([page])
    anne.reads("Ce fichier n’est pas un PDF.")
    _input(anne, "Choisir un PDF").set_input_files([{**page, "buffer": b""}])
    anne.reads("Ce fichier est vide.")


@pytest.mark.timeout(200)
def test_pages_are_swiped_zoomed_and_printed(phone: Phones) -> None:
    anne = phone("anne")
    id = anne.ready_letter("Bilan de kinésithérapie")
    anne.go(f"{anne.carnet}/documents/{id}")
    anne.reads("Page 1 sur 2")
    anne.tap("Agrandir")
    anne.reads("Agrandie à 160 %")
    anne.tap("Réduire")
    anne.tap("Page suivante")
    anne.reads("Page 2 sur 2")
    anne.page.evaluate(
        "window.print = () => { window.printedPages = [...document.querySelectorAll('.sheets img')].map((one) => one.naturalHeight) }"
    )
    anne.tap("Imprimer")
    anne.until("window.printedPages?.length === 2 && window.printedPages.every((one) => one > 1000)")
    anne.until("!document.querySelector('.sheets')")


def test_a_carer_finds_no_letter(phone: Phones) -> None:
    jean = phone("jean")
    jean.forgive += ["status of 404"]
    jean.go(jean.carnet)
    assert jean.page.locator("a[href$='/documents']").count() == 0
    jean.go(f"{jean.carnet}/documents")
    jean.reads("Rien ici")


def test_large_letters_fit_a_narrow_phone(phone: Phones) -> None:
    anne = phone("anne", dark=True)
    anne.text_size(32)
    id = anne.ready_letter()
    for path in ("documents", "documents/ajouter", f"documents/{id}"):
        anne.go(f"{anne.carnet}/{path}")
        anne.check_no_sideways_scroll()
        anne.check_axe(path)
    for width in (390, 320):
        anne.page.set_viewport_size({"width": width, "height": 844})
        anne.check_tabs()
