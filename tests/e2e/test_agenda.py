"""The agenda on a phone: what is next is said first, a date is noted, kept while it is typed, changed, binned; read without network."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from playwright.sync_api import Route

from tests.e2e.keeping import until_drafted, until_kept
from tests.e2e.phone import Phone

Phones = Callable[..., Phone]


def _in(days: int) -> str:
    return (date.today() + timedelta(days=days)).isoformat()


def test_what_is_next_stands_first(phone: Phones) -> None:
    one = phone("marc")
    one.go(one.carnet)
    one.quiet()
    # Drawn for tomorrow, perhaps before midnight.
    one.page.get_by_text(re.compile("^Ophtalmologiste, (demain|aujourd’hui) 14")).first.wait_for()
    one.tap("Préparer")
    one.page.wait_for_url(re.compile(r"/agenda/[0-9a-f-]{36}$"))
    one.reads("l’ordonnance et les anciennes lunettes")
    one.reads("la veille")


def test_a_date_is_noted_kept_changed_and_binned(phone: Phones) -> None:
    one = phone("anne")
    one.go(f"{one.carnet}/agenda")
    one.tap("Rendez-vous")
    one.settled()
    one.tap("Enregistrer")
    assert one.page.get_by_text("À remplir.").count() == 3
    one.fill("Quoi", "Dentiste")
    until_drafted(one)
    # The phone reloads the page: what was typed is found again.
    one.page.reload()
    one.reads("Ce que vous écriviez a été retrouvé.")
    assert one.page.get_by_label("Quoi").input_value() == "Dentiste"
    one.fill("Jour", _in(40))
    one.fill("Heure", "10:15")
    one.tap("Enregistrer")
    one.reads("C’est dans l’agenda.")
    one.page.wait_for_url(re.compile(r"/agenda$"))
    one.page.get_by_role("link", name=re.compile("^Dentiste")).first.tap()
    one.tap("Modifier")
    one.settled()
    one.page.get_by_label("Heure", exact=True).fill("11:30")
    one.tap("Enregistrer")
    one.reads("à 11")
    one.tap("Mettre à la corbeille")
    one.reads("Mis à la corbeille pour 30 jours.")
    one.page.wait_for_url(re.compile(r"/agenda$"))
    one.tap("Corbeille")
    one.reads("Dentiste")
    one.page.get_by_role("listitem").filter(has_text="Dentiste").get_by_role("button").tap()
    one.reads("De retour dans l’agenda.")


def test_an_hour_corrected_after_a_lost_answer_is_the_one_that_stands(phone: Phones) -> None:
    """The agenda had it, the phone did not hear so: what is typed before the next try must not be thought to be there."""
    one = phone("anne")
    one.forgive.append("ERR_FAILED")

    def lose(route: Route) -> None:
        if route.request.method == "POST":
            assert route.fetch().status == 201
            return route.abort()
        return route.continue_()

    one.go(f"{one.carnet}/agenda/nouveau/rendez-vous")
    one.fill("Quoi", "Podologue")
    one.fill("Jour", _in(50))
    one.fill("Heure", "14:30")
    one.page.route("**/api/carnets/*/agenda", lose)
    one.tap("Enregistrer")
    one.page.get_by_role("alert").first.wait_for()
    one.page.unroute("**/api/carnets/*/agenda")
    one.page.get_by_label("Heure", exact=True).fill("15:30")
    one.tap("Enregistrer")
    one.reads("C’est dans l’agenda.")
    held = one.context.request.get(f"/api{one.carnet.replace('/c/', '/carnets/')}/agenda").json()["coming"]
    assert [i["content"]["starts"][11:16] for i in held if i["content"]["title"] == "Podologue"] == ["15:30"]


def test_an_hour_that_does_not_exist_is_refused_at_its_field(phone: Phones) -> None:
    one = phone("anne")
    one.go(f"{one.carnet}/agenda/nouveau/rendez-vous")
    one.fill("Quoi", "Départ")
    one.fill("Jour", "2027-03-28")
    one.fill("Heure", "02:30")
    one.forgive.append("status of 422")
    one.tap("Enregistrer")
    one.reads("Cette heure n’existe pas ce jour-là")
    one.check_axe("the form, refused")


def test_an_old_card_says_when_it_ends(phone: Phones) -> None:
    one = phone("anne")
    one.go(f"{one.carnet}/agenda/nouveau/echeance")
    one.reads("Elle finit au plus tard le 31 décembre 2026")
    one.page.get_by_text("Carte mobilité inclusion (CMI)").tap()
    one.reads("à vérifier auprès de votre MDPH")
    for lead in ("9 mois avant", "6 mois avant", "4 mois avant"):
        assert one.page.get_by_role("button", name=lead).get_attribute("aria-pressed") == "true"


def test_the_agenda_is_there_without_network_before_anyone_opened_it(phone: Phones) -> None:
    one = phone("marc", installed=True)
    one.go("/")
    one.page.wait_for_url(re.compile(r"/c/[^/]+$"))
    one.settled()
    one.ready_offline()
    until_kept(one, f"sealed/agenda/{one.person['carnets'][0]}")
    one.offline()
    one.go(f"{one.carnet}/agenda")
    one.reads("Réunion à l’école")
    one.reads("Hors connexion : copie gardée sur ce téléphone")
    one.check_axe("the agenda, offline")


def test_the_end_of_a_right_is_in_the_agenda_and_leads_to_its_line(phone: Phones) -> None:
    one = phone("anne")
    one.go(f"{one.carnet}/agenda")
    one.page.get_by_role("link", name=re.compile("AEEH et complément 2")).first.tap()
    one.reads("Cette date vient de la fiche Administratif.")
    one.page.get_by_role("button", name="C’est réglé").wait_for()
    assert one.page.get_by_role("button", name="Mettre à la corbeille").count() == 0
    one.check_axe("the end of a right")
    one.tap("Ouvrir la ligne")
    one.page.wait_for_url(re.compile("/fiches/administrative/ligne/"))
    one.reads("MDPH de l’Isère")
