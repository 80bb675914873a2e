"""A notebook is closed and comes back: what is said before, who sees what meanwhile, and nothing that was entered is lost."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.phone import Phone
from tests.e2e.test_outbox import choose, photo

Phones = Callable[..., Phone]


def ask(phone: Phone, method: str, path: str, body: Any = None) -> Any:
    """What another screen or another phone of theirs would ask."""
    answer = phone.context.request.fetch(path, method=method, data=body, headers={"Origin": phone.base})
    assert answer.ok, f"{path}: {answer.status} {answer.text()}"
    return answer.json() if answer.body() else None


class Notebook:
    """One of its own, of Anne and Marc: the demonstration's stay as they are for the other stories."""

    def __init__(self, anne: Phone, marc: Phone) -> None:
        opened = ask(
            anne,
            "POST",
            "/api/carnets",
            {"given_name": "Nino", "family_name": "M", "birth_date": "2019-05-05"},
        )
        self.id, self.anne, self.marc = opened["id"], anne, marc
        self.api, self.path = f"/api/carnets/{self.id}", f"/c/{self.id}"
        new = {"email": marc.person["email"], "name": "Marc", "profile": "representative"}
        made = ask(anne, "POST", f"{self.api}/invitations", new)
        ask(marc, "POST", "/api/invitations/accept", {"token": made["url"].partition("#")[2]})

    def close(self) -> None:
        open_now = [c["id"] for c in ask(self.marc, "GET", "/api/carnets")]
        if self.id in open_now:
            for parent in (self.anne, self.marc):
                ask(parent, "POST", f"{self.api}/closing")


@pytest.fixture
def nino(phone: Phones) -> Iterator[Notebook]:
    made = Notebook(phone("anne", alone=True), phone("marc", alone=True))
    yield made
    made.close()


@pytest.fixture
def offline_nino(phone: Phones) -> Iterator[Notebook]:
    """For stories without a network, on Anne's phone."""
    made = Notebook(phone("anne", alone=True, installed=True), phone("marc", alone=True))
    yield made
    made.close()


def look(phone: Phone) -> None:
    phone.settled()
    phone.check_axe()
    phone.check_no_sideways_scroll()
    phone.check_targets()


def test_closed_with_everything_said_and_reopened_by_the_other(nino: Notebook, phone: Phones) -> None:
    anne, marc = nino.anne, nino.marc
    for parent in (anne, marc):
        parent.forgive += ["status of 404"]  # what is kept ahead may be asked for just then
    link = ask(anne, "POST", f"{nino.api}/emergency/links", {"name": "Carte"})
    anne.go(f"{nino.path}/sommaire")
    last = anne.page.get_by_role("main").get_by_role("link").last
    assert "Fermer ce carnet" in last.inner_text()
    last.focus()
    anne.page.keyboard.press("Enter")
    anne.reads("Voici ce qui se passe, dans l’ordre.")
    said = re.sub(r"\s", " ", anne.page.get_by_role("main").inner_text())
    assert "1 code d’urgence n’ouvre plus rien" in said
    assert "ni vous, ni l’autre personne de son cercle" in said
    assert "Vous ou Marc" in said
    assert "Rien ne se ferme sans l’accord de Marc" in said
    assert "la dernière s’éteint le" in said
    assert anne.page.get_by_role("main").get_by_role("link", name="Tout emporter").count() == 1
    look(anne)
    act = anne.page.get_by_role("main").get_by_role("button", name="Demander à fermer ce carnet")
    act.focus()
    anne.page.keyboard.press("Enter")
    dialog = anne.page.get_by_role("alertdialog")
    dialog.get_by_text("Fermer le carnet de Nino").wait_for()
    anne.page.keyboard.press("Escape")
    dialog.wait_for(state="detached")
    assert nino.id in [c["id"] for c in ask(anne, "GET", "/api/carnets")]
    act.tap()
    dialog.get_by_role("button", name="Demander à fermer ce carnet").tap()
    anne.page.wait_for_url(f"**{nino.path}/accords")
    anne.reads("Attend l’accord de Marc")
    anne.reads("Reprendre ma demande")
    look(anne)
    assert nino.id in [c["id"] for c in ask(anne, "GET", "/api/carnets")]
    # The other parent reads it, and agrees.
    marc.go(f"{nino.path}/sommaire")
    marc.page.get_by_role("main").get_by_role("link", name="Entre représentants").tap()
    marc.reads("Demandé par Anne")
    look(marc)
    marc.tap("Donner mon accord")
    marc.page.get_by_role("alertdialog").get_by_role("button", name="Donner mon accord").tap()
    marc.page.wait_for_url("**/carnets-fermes")
    marc.reads("Ce carnet est fermé, jusqu’au")
    marc.reads("par vous")
    look(marc)
    # A doctor meanwhile; the code comes back with the notebook.
    code = link["code"]["url"]
    assert anne.context.request.get(code).status == 410
    # The other parent, by an old address of the notebook.
    marc.go(f"{nino.path}/urgence")
    marc.page.wait_for_url("**/carnets-fermes")
    marc.reads("Le carnet de Nino")
    marc.tap("Rouvrir ce carnet")
    marc.page.wait_for_url(f"**{nino.path}")
    marc.reads("Le carnet est rouvert, comme avant.")
    assert anne.context.request.get(code).status == 200
    assert nino.id not in [one["carnet_id"] for one in ask(anne, "GET", "/api/closings")]
    claire = phone("claire")
    claire.go("/carnets-fermes")
    claire.reads("Aucun carnet fermé")
    look(claire)


def test_what_had_not_left_stays_on_the_phone_and_is_said(offline_nino: Notebook, tmp_path: Path) -> None:
    nino = offline_nino
    anne = nino.anne
    anne.forgive += ["status of 404", "ERR_INTERNET_DISCONNECTED"]
    anne.go(f"{nino.path}/urgence")
    anne.settled()
    anne.go(f"{nino.path}/ajouter")
    anne.ready_offline()
    anne.offline()
    choose(anne, photo(tmp_path / "gouter.jpg", "#0b6e6e"), "Le goûter")
    anne.page.get_by_text("attend son tour", exact=True).wait_for()
    nino.close()
    anne.offline(False)
    anne.page.get_by_text("pas parti", exact=False).first.wait_for(timeout=60_000)
    anne.go(anne.carnet)
    anne.quiet()
    anne.page.get_by_role("link", name=re.compile("1 envoi n’est pas parti")).tap()
    anne.page.wait_for_url("**/carnets-fermes")
    anne.reads("Resté sur ce téléphone")
    anne.reads("gouter.jpg")
    look(anne)
    with anne.page.expect_download() as saved:
        anne.tap("L’enregistrer sur ce téléphone")
    assert saved.value.path().stat().st_size == (tmp_path / "gouter.jpg").stat().st_size
    # The phone has learnt of it: the urgent sheet of that notebook is not kept any more.
    anne.offline()
    anne.page.goto(f"{nino.path}/urgence")
    anne.page.get_by_role("alert").or_(anne.page.get_by_text("n’est pas là")).first.wait_for()
    anne.offline(False)
    anne.go("/carnets-fermes")
    anne.tap("Rouvrir ce carnet")
    anne.page.wait_for_url(f"**{nino.path}")
    for _ in range(120):
        notes = [c["note"] for c in ask(anne, "GET", f"{nino.api}/captures")["captures"]]
        if notes:
            break
        anne.page.wait_for_timeout(500)
    assert notes == ["Le goûter"]


def test_without_a_network_nothing_is_closed_nor_reopened_and_it_is_said(
    offline_nino: Notebook,
) -> None:
    nino, anne = offline_nino, offline_nino.anne
    anne.go(f"{nino.path}/fermer")
    anne.ready_offline()
    anne.reads("Voici ce qui se passe")
    anne.offline()
    anne.page.get_by_role("main").get_by_role("button", name="Fermer ce carnet").tap()
    anne.page.get_by_role("alertdialog").get_by_role("button", name="Fermer ce carnet").tap()
    anne.reads("Pas de connexion\u202f: rien n’a été fermé.")
    anne.page.goto(f"{nino.path}/fermer")
    anne.reads("Pas de connexion")
    anne.offline(False)
    nino.close()
    anne.go("/carnets-fermes")
    anne.reads("Ce carnet est fermé, jusqu’au")
    anne.offline()
    anne.tap("Rouvrir ce carnet")
    anne.reads("Pas de connexion\u202f: rien n’a changé.")
    anne.offline(False)


def test_in_english_and_in_the_dark(nino: Notebook, phone: Phones) -> None:
    marc = phone("marc", alone=True, language="en-GB", dark=True)
    marc.forgive += ["status of 404"]
    ask(marc, "PATCH", "/api/me", {"locale": "en"})
    marc.go(f"{nino.path}/fermer")
    marc.reads("This is what happens, in order.")
    look(marc)
    nino.close()
    marc.go("/")
    marc.page.get_by_role("button", name=re.compile("Switch|Change|notebook", re.I)).first.wait_for()
    marc.go("/carnets-fermes")
    marc.reads("This notebook is closed, until")
    marc.text_size(32)
    look(marc)
    ask(marc, "PATCH", "/api/me", {"locale": "fr"})
