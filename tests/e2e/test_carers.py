"""A doctor who holds the code says who they are and reads what the family marked, without a script; the mother closes it."""

from collections.abc import Callable

import pytest

from tests.e2e.letters import letter
from tests.e2e.phone import Phone, accessibility
from tests.servers.cs3 import Served

Phones = Callable[..., Phone]
TITLE = "Compte rendu, chirurgie orthopédique"


@pytest.mark.timeout(240)
def test_the_doctor_reads_until_the_mother_closes(phone: Phones, served: Served) -> None:
    mother = phone("anne")
    # The family chooses, on the document itself.
    mother.go(f"{mother.carnet}/documents/{mother.ready_letter('Bilan neuropsychologique')}")
    switch = mother.page.get_by_role("switch", name="Pour les urgences")
    switch.tap()
    mother.reads("Il est avec les documents pour les urgences.")
    mother.check_axe("a document for emergencies")

    doctor = phone(java_script_enabled=False)
    doctor.forgive = ["status of 422", "status of 410"]
    mother.ready_letter(TITLE)
    doctor.page.goto(served.demo["carnets"][0]["emergency_url"])
    doctor.page.get_by_role("link", name="Je suis soignant, j’ai besoin des documents").tap()
    doctor.reads("CS3 ne vérifie pas qui vous êtes.")
    doctor.fill("Votre nom", "Dr Claire Martin")
    doctor.page.get_by_label("Votre profession", exact=True).select_option("emergency_doctor")
    doctor.fill("Ou votre numéro RPPS", "10003456787")
    doctor.fill("Pourquoi vous avez besoin des documents", "Fièvre et vomissements, valve de dérivation")
    doctor.tap("Ouvrir les documents")
    doctor.reads("Ce numéro RPPS n’est pas juste")
    assert doctor.page.get_by_label("Votre nom", exact=True).input_value() == "Dr Claire Martin"
    # Led to the field by what is wrong with it.
    doctor.page.get_by_role("link", name="Écrivez votre service ou votre établissement.").tap()
    doctor.fill("Votre service, votre établissement", "Urgences, CHU de Grenoble")
    doctor.fill("Ou votre numéro RPPS", "10003456786")
    doctor.tap("Ouvrir les documents")
    doctor.reads("Théo TAGORRE")
    doctor.page.get_by_role("link", name=TITLE).tap()
    picture = doctor.page.get_by_role("img", name="Page 1 sur 1")
    picture.wait_for()
    # Without a script the page cannot be asked whether the picture is there: it grows when it is.
    for _ in range(100):
        if picture.bounding_box()["height"] > 300:  # type: ignore[index]
            break
        doctor.page.wait_for_timeout(100)
    assert picture.bounding_box()["height"] > 300  # type: ignore[index]
    doctor.tap("Tous les documents")
    doctor.fill("Votre mot", "Valve contrôlée à 18 h, scanner normal.")
    doctor.tap("Envoyer le mot")
    doctor.reads("Votre mot est remis à la famille.")

    told = letter(served, "anne@demo.example", "/urgence/soignants")
    assert "valve" not in told.as_string().lower()
    mother.go(f"{mother.carnet}/urgence")
    mother.reads("Dr Claire Martin, urgentiste, Urgences, CHU de Grenoble lit les documents jusqu’à")
    mother.tap("Voir qui c’est")
    mother.reads("Fièvre et vomissements")
    mother.check_axe("who reads with a code")
    mother.check_no_sideways_scroll()
    mother.tap("Garder dans le carnet")
    mother.reads("Le mot est dans le carnet.")
    mother.tap("Fermer à Dr Claire Martin")
    mother.reads("C’est fermé")
    mother.reads("Venus avant (1)")

    doctor.page.get_by_role("link", name=TITLE).tap()
    doctor.reads("La famille a fermé votre accès aux documents.")

    physio = phone("karim")
    physio.go(f"{physio.carnet}/urgence")
    physio.reads("Valve contrôlée à 18 h, scanner normal.")
    physio.reads("Identité non vérifiée")


def test_every_page_can_be_read_by_all_in_english_and_in_the_dark(phone: Phones, served: Served) -> None:
    doctor = phone(language="en-GB", dark=True)
    doctor.forgive = ["status of 422"]
    phone("anne").ready_letter(TITLE)
    token = served.demo["carnets"][0]["emergency_url"].rpartition("/u/")[2].partition("#")[0]

    def check() -> None:
        assert accessibility(doctor.page) == []
        doctor.check_targets()
        doctor.check_no_sideways_scroll()
        doctor.text_size(32)
        doctor.check_no_sideways_scroll()
        doctor.text_size()

    doctor.page.goto(f"/u/{token}/soignant?digits=1")
    doctor.tap("Open the documents")
    doctor.reads("Write your name.")
    check()
    doctor.fill("Your name", "Dr Jane Roe")
    doctor.page.get_by_label("Your profession", exact=True).select_option("other")
    doctor.fill("Which one, if it is not in the list", "Paediatric neurosurgeon")
    doctor.fill("Your ward, your institution", "A&E, General Hospital")
    doctor.fill("A telephone where you can be reached", "+44 20 7946 0000")
    doctor.fill("Why you need the documents", "Headache, shunt")
    doctor.tap("Open the documents")
    doctor.reads("The family is told, and may close them before.")
    check()
    doctor.page.get_by_role("link", name=TITLE).tap()
    doctor.page.get_by_role("img", name="Page 1 of 1").wait_for()
    check()
    doctor.tap("All the documents")
    doctor.tap("I have finished, close the documents")
    doctor.reads("The documents no longer open on this screen.")
    check()
    doctor.page.goto(f"/u/{token}/documents")
    doctor.reads("Say who you are")
