"""Details of one's own, and a decision of a court, on two phones."""

import re
from collections.abc import Callable

import pytest

from tests.e2e.phone import Phone
from tests.e2e.test_closing import Notebook, ask, look

Phones = Callable[..., Phone]


@pytest.fixture
def nino(phone: Phones) -> Notebook:
    return Notebook(phone("anne", alone=True), phone("marc", alone=True))


def _seen_by(phone: Phone, legend: str, whom: str) -> None:
    phone.page.get_by_role("group", name=legend).get_by_role("radio", name=whom).check()


def test_an_address_is_hidden_until_it_is_shown(nino: Notebook) -> None:
    anne, marc = nino.anne, nino.marc
    anne.go(f"{nino.path}/cercle")
    anne.page.get_by_role("link", name="Mes coordonnées").tap()
    anne.page.wait_for_url("**/cercle/coordonnees")
    anne.page.get_by_label("Mon adresse").fill("3 rue du Lac, Gières")
    anne.page.get_by_label("Mon téléphone").fill("06 11 22 33 44")
    assert anne.page.get_by_role("radio", name="Personne", checked=True).count() == 3
    look(anne)
    anne.tap("Enregistrer")
    anne.reads("Vos coordonnées sont enregistrées.")
    marc.go(f"{nino.path}/cercle/coordonnees")
    marc.reads("Rien ne vous est montré.")
    _seen_by(anne, "Qui voit mon téléphone", "L’autre parent")
    anne.tap("Enregistrer")
    anne.page.get_by_role("radio", name="L’autre parent", checked=True).wait_for()
    anne.page.wait_for_timeout(500)
    marc.page.reload()
    marc.reads("06 11 22 33 44")
    said = re.sub(r"\s", " ", marc.page.get_by_role("main").inner_text())
    assert "rue du Lac" not in said
    call = marc.page.get_by_role("link", name=re.compile("Appeler Anne"))
    assert call.get_attribute("href") == "tel:0611223344"
    look(marc)


def test_without_a_network_what_was_typed_stays(phone: Phones) -> None:
    nino = Notebook(phone("anne", alone=True, installed=True), phone("marc", alone=True))
    anne = nino.anne
    anne.forgive += ["ERR_INTERNET_DISCONNECTED"]
    anne.go(f"{nino.path}/cercle/coordonnees")
    anne.ready_offline()
    anne.page.get_by_label("Une note").fill("Sonner deux fois")
    anne.offline()
    anne.tap("Enregistrer")
    anne.page.get_by_role("alert").get_by_text("rien n’a été enregistré").wait_for()
    anne.offline(False)
    anne.tap("Enregistrer")
    anne.reads("Vos coordonnées sont enregistrées.")
    mine = ask(anne, "GET", f"{nino.api}/details")["mine"]
    assert (mine["note"]["text"], mine["note"]["seen_by"]) == ("Sonner deux fois", [])


def test_who_decides_is_recorded_told_before_and_contested(nino: Notebook) -> None:
    anne, marc = nino.anne, nino.marc
    anne.go(f"{nino.path}/decider")
    anne.reads("Rien n’est enregistré")
    anne.page.get_by_role("link", name="Ajouter une décision").tap()
    anne.page.wait_for_url("**/decider/ajouter")
    anne.tap("Continuer")
    anne.page.get_by_text("Choisissez.").wait_for()
    anne.page.get_by_role("radio", name=re.compile("Une seule personne")).check()
    look(anne)
    anne.tap("Continuer")
    anne.page.get_by_role("group", name="Qui l’exerce\u202f?").get_by_role(
        "radio", name=re.compile("Anne")
    ).check()
    anne.tap("Continuer")
    anne.page.get_by_label("Depuis quel jour").fill("2026-03-03")
    anne.tap("Continuer")
    anne.page.get_by_label("Où se trouve la décision").fill("Jugement du 3 mars 2026, Grenoble")
    anne.tap("Continuer")
    # What it will leave to each is said before anything is recorded.
    anne.reads("Avant d’enregistrer")
    anne.reads("Lit tout et ajoute.")
    look(anne)
    anne.tap("Enregistrer la décision")
    anne.page.wait_for_url(f"**{nino.path}/decider")
    anne.reads("cité de mémoire, à vérifier")
    look(anne)
    marc.go(f"{nino.path}/decider")
    marc.reads("Jugement du 3 mars 2026, Grenoble")
    marc.reads("si personne ne conteste")
    marc.tap("Je conteste")
    marc.page.get_by_role("alertdialog").get_by_role("button", name="Je conteste").tap()
    marc.reads("Contesté")
    look(marc)
    anne.go(f"{nino.path}/fermer")
    anne.reads("D’abord, un accord")
