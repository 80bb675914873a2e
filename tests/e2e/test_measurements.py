"""« Poids / taille » on a phone: a weight noted without a network leaves by itself, a slip is asked about, the curve says itself in words."""

import re
from collections.abc import Callable

from tests.e2e.phone import Phone

Phones = Callable[..., Phone]


def test_a_weight_is_noted_without_a_network_and_a_slip_is_asked_about(phone: Phones) -> None:
    one = phone("anne")
    base = f"{one.carnet}/mesures"
    one.go(base)
    one.reads("27\u202fkg")
    one.go(f"{base}/weight")
    one.reads("Poids\u202f: 13 valeurs, de 17,2\u202fkg")
    one.page.get_by_role("img", name=re.compile("13 valeurs")).wait_for()
    one.tap("Noter une mesure")
    one.settled()
    assert one.page.get_by_label("Valeur, en kg").input_value() == ""
    one.tap("Enregistrer")
    one.reads("À remplir.")
    one.forgive.append("409")  # what the server asks about is said by the browser
    one.fill("Valeur, en kg", "273")
    one.tap("Enregistrer")
    one.reads("Est-ce bien cela")
    one.reads("27\u202fkg le")
    one.page.get_by_role("dialog").or_(one.page.get_by_role("alertdialog")).get_by_role(
        "button", name="Corriger"
    ).tap()
    one.forgive.append("ERR_INTERNET_DISCONNECTED")  # what is kept ahead may be asked for just then
    one.offline()
    one.fill("Valeur, en kg", "27,3")
    one.reads("Pas de réseau")
    one.tap("Enregistrer")
    one.reads("sur ce téléphone, pas encore envoyé")
    one.offline(False)
    one.page.get_by_text("sur ce téléphone, pas encore envoyé").first.wait_for(state="detached")
    kept = one.context.request.get(
        f"/api{base.replace('/c/', '/carnets/').replace('mesures', 'measurements')}"
    ).json()
    weights = [v["content"]["value"] for v in kept["values"] if v["content"]["kind"] == "weight"]
    assert weights[-2:] == ["27", "27.3"]


def test_an_orthosis_that_is_grown_out_of_becomes_an_appointment(phone: Phones) -> None:
    one = phone("anne")
    one.go(f"{one.carnet}/fiches/equipment")
    one.reads("À revoir avec")
    one.reads("4,5\u202fcm de plus depuis la pose")
    one.page.get_by_role("link", name=re.compile("^Noter un rendez-vous")).first.tap()
    one.settled()
    assert one.page.get_by_label("Quoi").input_value().endswith("à revoir")
