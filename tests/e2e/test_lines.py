"""The sheets made of lines on a phone: written without a network, confirmed, settled, removed and put back; a dose that jumps is asked about."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from tests.e2e.keeping import until_drafted, until_kept, until_sent
from tests.e2e.phone import Phone

Phones = Callable[..., Phone]


def sheet_of(one: Phone, sheet: str) -> dict[str, Any]:
    return one.context.request.get(f"/api/carnets/{one.person['carnets'][0]}/sheets/{sheet}").json()


def line_of(one: Phone, sheet: str, name: str) -> dict[str, Any]:
    lines = [line for section in sheet_of(one, sheet)["sections"] for line in section["lines"]]
    return next(line for line in lines if name in str(line["heads"][0]["content"].values()))


def put(one: Phone, sheet: str, place: str, content: dict[str, Any], bases: list[str]) -> None:
    """Written elsewhere by this person."""
    path = f"/api/carnets/{one.person['carnets'][0]}/sheets/{sheet}/{place}"
    body = {"id": str(uuid4()), "content": content, "bases": bases}
    answer = one.context.request.put(path, data=body, headers={"Origin": one.base})
    assert answer.status == 200, answer.text()


def card(one: Phone, name: str) -> Any:
    return one.page.locator("[data-line]").filter(has=one.page.get_by_role("heading", name=name, exact=True))


def type_in(one: Phone, **values: str) -> None:
    for name, value in values.items():
        one.page.locator(f'[name="{name}"]').fill(value)


def test_a_treatment_is_written_without_network_and_a_dose_that_jumps_is_asked_about(phone: Phones) -> None:
    anne = phone("anne", installed=True)
    anne.forgive.append("ERR_INTERNET_DISCONNECTED")
    anne.go(f"{anne.carnet}/fiches")
    anne.ready_offline()
    carnet = anne.person["carnets"][0]
    until_kept(anne, f"sealed/lines/{carnet}/medication", f"sealed/lines/{carnet}/allergies")
    anne.offline()
    # Never opened before: what the phone kept ahead.
    anne.page.get_by_role("link", name="Traitement médicamenteux").tap()
    card(anne, "Baclofène").get_by_text("5 mg, comprimé, par la bouche").wait_for()
    anne.tap("Ajouter : Un traitement")
    anne.tap("Enregistrer")
    anne.reads("Il manque une réponse ici.")
    type_in(anne, name="Vitamine D", amount="2,5", unit="ml")
    until_drafted(anne)
    anne.page.reload()
    anne.reads("Votre brouillon a été retrouvé.")
    anne.check_axe("a new treatment")
    anne.check_targets()
    anne.tap("Enregistrer")
    anne.page.wait_for_url("**/fiches/medication")
    card(anne, "Vitamine D").get_by_text("sur ce téléphone", exact=True).wait_for()
    anne.offline(False)
    until_sent(anne)
    card(anne, "Vitamine D").get_by_text("Écrit par Anne Tagorre").wait_for()
    assert line_of(anne, "medication", "Vitamine D")["heads"][0]["content"]["amount"] == 2.5
    anne.tap("Modifier : Vitamine D")
    type_in(anne, amount="5")
    anne.tap("Enregistrer")
    anne.reads("La dose notée était 2,5 ml")
    anne.tap("Corriger")
    type_in(anne, amount="3")
    anne.tap("Enregistrer")
    card(anne, "Vitamine D").get_by_text("3 ml").wait_for()


def test_an_allergy_is_confirmed_settled_removed_and_put_back(phone: Phones) -> None:
    anne, marc = phone("anne"), phone("marc")
    place = str(uuid4())
    put(anne, "allergies", place, {"kind": "allergy", "substance": "Kiwi"}, [])
    base = [head["id"] for head in line_of(anne, "allergies", "Kiwi")["heads"]]
    marc.go(f"{marc.carnet}/fiches/allergies")
    marc.tap("Toujours vrai : Kiwi")
    card(marc, "Kiwi").get_by_text("Toujours vrai selon Marc Tagorre").wait_for()
    marc.tap("Modifier : Kiwi")
    type_in(marc, reaction="La bouche qui gratte.")
    # Meanwhile, and without having read him.
    put(anne, "allergies", place, {"kind": "allergy", "substance": "Kiwi", "reaction": "Des plaques."}, base)
    marc.tap("Enregistrer")
    card(marc, "Kiwi").get_by_text("2 textes", exact=True).wait_for()
    marc.tap("Choisir : Kiwi")
    marc.reads("Ce qui se passe : Des plaques.")
    marc.settled()
    marc.check_axe("settling a line")
    marc.check_targets()
    marc.tap("Écrire une ligne qui les réunit")
    marc.tap("Reprendre pour « Ce qui se passe » : Marc Tagorre")
    marc.tap("Enregistrer")
    marc.page.wait_for_url("**/fiches/allergies")
    card(marc, "Kiwi").get_by_text("La bouche qui gratte.").wait_for()
    assert len(line_of(marc, "allergies", "Kiwi")["heads"]) == 1
    marc.tap("Modifier : Kiwi")
    marc.tap("Retirer cette ligne")
    marc.page.get_by_role("alertdialog").get_by_role("button", name="Retirer cette ligne").tap()
    marc.page.wait_for_url("**/fiches/allergies")
    card(marc, "Kiwi").wait_for(state="detached")
    marc.page.get_by_text("1 ligne retirée ce mois-ci").tap()
    marc.tap("Remettre : Une allergie")
    card(marc, "Kiwi").get_by_text("La bouche qui gratte.").wait_for()


def test_what_was_found_opens_and_what_is_stale_is_read_again(phone: Phones) -> None:
    anne = phone("anne")
    anne.go(f"{anne.carnet}/chercher")
    anne.page.get_by_role("searchbox").fill("rampe")
    anne.page.get_by_role("link", name="Rampe à gauche").tap()
    anne.page.locator("[data-line].sought").get_by_text("Rampe à gauche").wait_for()
    anne.go(f"{anne.carnet}/fiches/relire")
    anne.tap("Toujours vrai : S’habiller")
    card(anne, "S’habiller").get_by_text("Toujours vrai selon Anne Tagorre").wait_for()
    anne.reads("1 relue sur")
