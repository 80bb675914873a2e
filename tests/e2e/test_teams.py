"""A team: its referent lets somebody in and names a deputy, a parent opens her notebook to it, changes what a profession sees, and takes
it back; who enters by two teams says for which they act."""

import io
import re
from collections.abc import Callable

import zxingcpp
from PIL import Image

from tests.e2e.phone import Phone

Phones = Callable[..., Phone]


def _code(one: Phone, name: str) -> str:
    one.page.get_by_role("img", name=name).scroll_into_view_if_needed()
    (found,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(one.page.screenshot())))
    return found.text


def _looked_at(one: Phone, what: str) -> None:
    one.settled()
    one.check_axe(what)
    one.check_targets()
    one.check_no_sideways_scroll()


def test_a_team_from_its_founding_to_its_withdrawal(phone: Phones) -> None:
    # A father of another family, whose trade it is, founds the team of a hospital ward: nobody whom another story let in and put out.
    referent, member, mother = (
        phone("thomas", alone=True),
        phone("ines", alone=True),
        phone("anne", alone=True),
    )
    carnet = mother.carnet.removeprefix("/c/")
    referent.go("/equipes")
    referent.tap("Créer une équipe")
    referent.page.get_by_label("Son nom", exact=True).fill("Neuropédiatrie, CHU")
    referent.page.get_by_text("Service hospitalier", exact=True).tap()
    referent.page.get_by_label("Votre métier dans cette équipe").select_option("speech_therapist")
    referent.reads("Le secret médical me lie.")
    _looked_at(referent, "founding a team")
    referent.tap("Créer l’équipe")
    referent.reads("Aucun carnet ne lui est encore ouvert.")

    # Another joins with the code in front of them.
    referent.tap("Faire entrer quelqu’un")
    referent.page.get_by_label("Son nom", exact=True).fill("Inès Lambert")
    referent.page.get_by_label("Son métier").select_option("nurse")
    referent.tap("Cette personne est devant moi")
    referent.reads("Montrez ce code à Inès Lambert")
    member.go(_code(referent, "Code QR de l’invitation dans l’équipe"))
    member.reads("Thomas Roche vous invite dans l’équipe Neuropédiatrie, CHU.")
    _looked_at(member, "an invitation to a team")
    member.tap("J’entre dans l’équipe")
    member.reads("Qui en fait partie")
    referent.tap("C’est fait")
    referent.reads("Inès Lambert")
    referent.page.get_by_text("Changer sa place", exact=True).tap()
    referent.tap("En faire mon suppléant")
    referent.page.get_by_role("alertdialog").get_by_role("button", name="En faire mon suppléant").tap()
    referent.reads("Inès Lambert est maintenant votre suppléant.")

    # A parent aims at the team's code, and opens her notebook to one of the two professions.
    referent.tap("Montrer le code")
    mother.go(_code(referent, "Code QR de l’équipe"))
    mother.page.get_by_role("button", name="Théo").tap()
    mother.reads("Dit par Thomas Roche.")
    mother.page.get_by_role("checkbox", name=re.compile("Infirmi")).tap()
    _looked_at(mother, "opening to a team")
    letters = f"/api/carnets/{carnet}"

    def acts_for() -> list[str]:
        """Inès is in the demonstration's SESSAD too, to which this notebook is open."""
        return [one["name"] for one in member.context.request.get(letters).json()["me"]["teams"]]

    assert referent.context.request.get(letters).status == 404
    mother.tap("J’ouvre le carnet à cette équipe")
    mother.reads("métier non ouvert")
    _looked_at(mother, "the access of a team")
    assert referent.context.request.get(letters).status == 200
    assert acts_for() == ["SESSAD Les Tilleuls"]

    # Then to the other, and she changes a line of it; Inès says for which of her two teams she acts.
    mother.page.get_by_role("button", name="Ouvrir aussi").tap()
    mother.page.get_by_role("button", name=re.compile("Changer ligne par ligne : infirmi")).tap()
    lines = mother.page.locator("details").filter(has_text=re.compile("Agenda, jour, mesures"))
    lines.locator("summary").tap()
    lines.get_by_role("radio", name="rien").first.tap()
    mother.tap("Enregistrer")
    mother.reads("C’est enregistré : infirmi")
    assert len(acts_for()) == 2
    member.go("/")
    member.quiet()
    member.page.get_by_role("radio", name="Neuropédiatrie, CHU").tap()
    member.reads("Vous agissez pour Neuropédiatrie, CHU.")
    _looked_at(member, "for which team one acts")
    assert acts_for()[0] == "Neuropédiatrie, CHU"
    mother.go(f"{mother.carnet}/cercle")
    mother.reads("Neuropédiatrie, CHU")
    _looked_at(mother, "the circle with a team")

    # Without a network nothing is said to be done; then the whole team is out.
    mother.page.get_by_role("link", name=re.compile("Neuropédiatrie")).tap()
    mother.reads("Retirer l’accès de l’équipe")
    mother.offline()
    mother.page.get_by_role("button", name="Retirer l’accès de l’équipe").tap()
    mother.page.get_by_role("alert").filter(has_text="Rien n’est parti").wait_for()
    mother.offline(False)
    mother.tap("Retirer l’accès de l’équipe")
    mother.reads("L’équipe Neuropédiatrie, CHU ne voit plus ce carnet.")
    assert referent.context.request.get(letters).status == 404
