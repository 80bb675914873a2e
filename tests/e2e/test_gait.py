"""The films around a treatment on a phone: before and after in one tap; one is noted, changed, binned and put back; how a film was filmed."""

import re
from collections.abc import Callable
from datetime import date, timedelta

from tests.e2e.keeping import until_drafted
from tests.e2e.phone import Phone

Phones = Callable[..., Phone]


def _fill(one: Phone, label: str, text: str) -> None:
    """A field that may be left empty says so in its label."""
    one.page.get_by_label(re.compile(f"^{label}( ·|$)")).fill(text)


def test_before_and_after_a_treatment(phone: Phones) -> None:
    one = phone("anne")
    one.ready_capture()
    one.go(f"{one.carnet}/sommaire")
    one.page.get_by_role("link", name=re.compile("^Marche")).tap()
    one.reads("Injection de toxine")
    one.page.get_by_role("link", name=re.compile("^Avant, après, Injection")).tap()
    one.reads("Triceps sural et jambier postérieur")
    one.page.get_by_role("heading", name="Avant", exact=True).wait_for()
    one.page.get_by_role("heading", name="Après", exact=True).wait_for()

    one.go(f"{one.carnet}/marche/nouveau")
    one.tap("Enregistrer")
    one.page.get_by_text("À remplir.").first.wait_for()
    one.page.get_by_label("Autre traitement").check()
    _fill(one, "Le jour", (date.today() - timedelta(days=20)).isoformat())
    _fill(one, "Lequel", "Plâtres successifs")
    until_drafted(one)
    one.page.reload()
    one.reads("Ce que vous écriviez a été retrouvé.")
    one.tap("Enregistrer")
    one.reads("C’est noté.")
    one.page.wait_for_url(re.compile(r"/marche$"))
    one.page.get_by_role("link", name=re.compile("^Avant, après, Autre")).tap()
    one.reads("Plâtres successifs")
    one.tap("Modifier")
    one.settled()
    _fill(one, "Dose", "trois fois dix jours")
    one.tap("Enregistrer")
    one.reads("trois fois dix jours")
    one.tap("Mettre à la corbeille")
    one.page.wait_for_url(re.compile(r"/marche$"))
    one.tap("Corbeille")
    one.reads("Plâtres successifs")
    one.tap("Remettre")
    one.reads("Rien dans la corbeille")


def test_how_a_film_is_filmed_is_asked_and_noted(phone: Phones) -> None:
    """Nothing chosen beforehand; bare feet wear no shoes; noted later on the film itself."""
    one = phone("karim")
    one.go(f"{one.carnet}/ajouter")
    one.tap("Pour la marche")
    asked = one.page.get_by_role("group", name="Comment la marche est filmée")
    assert asked.locator("[aria-pressed=true]").count() == 0
    one.tap("Pieds nus")
    one.tap("Chaussures")
    assert asked.locator("[aria-pressed=true]").all_inner_texts() == ["Chaussures"]
    one.ready_capture()
    gait = one.context.request.get(f"/api{one.carnet.replace('/c/', '/carnets/')}/gait").json()
    front = next(f["capture"] for f in gait["films"] if f["capture"]["seen_from"] == "front")
    one.go(f"{one.carnet}/images/{front['id']}")
    one.reads("Face · pieds nus")
    one.tap("Modifier")
    one.tap("Aide à la marche")
    _fill(one, "Lesquelles", "main tenue")
    one.tap("Enregistrer")
    one.reads("Face · pieds nus, aide à la marche (main tenue)")
