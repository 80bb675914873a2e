"""Two parents on two phones keep one urgent sheet: neither loses a word, a number kept stays kept."""

from collections.abc import Callable

from tests.e2e.phone import Phone
from tests.e2e.sheet import add_line, part, saved, sheet_of

Phones = Callable[..., Phone]


def test_two_parents_write_the_same_line(phone: Phones) -> None:
    julie, thomas = phone("julie"), phone("thomas")
    thomas.forgive.append("status of 409")
    line = add_line(julie, {"section": "calms", "text": "Au départ"})
    address = f"{part(julie, 'calms')}/{line}"
    thomas.go(address)
    thomas.page.locator('[name="text"]').fill("Le mot de Thomas")
    julie.go(address)
    julie.page.locator('[name="text"]').fill("Le mot de Julie")
    julie.tap("Enregistrer")
    saved(julie)

    thomas.tap("Enregistrer")
    heading = thomas.page.get_by_role("heading", name="Cette ligne a changé entre-temps")
    heading.wait_for()
    thomas.reads("Le mot de Julie")
    assert heading.evaluate("(one) => one === document.activeElement")
    assert thomas.page.locator('[name="text"]').input_value() == "Le mot de Thomas"
    thomas.settled()
    thomas.check_axe("a line changed meanwhile")
    thomas.check_targets()
    thomas.tap("Garder ce que j’ai écrit")
    saved(thomas)
    assert "Le mot de Thomas" in [one["content"]["text"] for one in sheet_of(julie)["calms"]["lines"]]


def test_a_line_removed_meanwhile_loses_nothing(phone: Phones) -> None:
    julie, thomas = phone("julie"), phone("thomas")
    thomas.forgive.append("status of 409")
    line = add_line(julie, {"section": "hospital", "name": "Clinique"})
    thomas.go(f"{part(thomas, 'hospital')}/{line}")
    thomas.page.locator('[name="note"]').fill("la nuit")
    julie.go(part(julie, "hospital"))
    julie.tap("Retirer : Clinique")
    julie.reads("Retirée : Clinique")
    thomas.tap("Enregistrer")
    thomas.reads("Cette ligne n’est plus sur la fiche")
    thomas.tap("La remettre, avec mon texte")
    saved(thomas)
    found = next(one for one in sheet_of(julie)["hospital"]["lines"] if one["id"] == line)
    assert found["content"]["note"] == "la nuit"


def test_a_line_still_holds_in_one_tap(phone: Phones) -> None:
    julie, thomas = phone("julie"), phone("thomas")
    line = add_line(julie, {"section": "history", "name": "Varicelle"})
    thomas.go(part(thomas, "history"))
    thomas.tap("Toujours vrai : Varicelle")
    thomas.reads("Datée d’aujourd’hui, à votre nom.")
    found = next(one for one in sheet_of(julie)["history"]["lines"] if one["place"] == line)
    assert found["confirmed"]["by"]["name"].startswith("Thomas")
    assert found["written"]["by"]["name"].startswith("Julie")
    thomas.reads("Écrit par Julie")


def test_a_number_kept_by_one_parent_stays_theirs(phone: Phones) -> None:
    julie, thomas = phone("julie"), phone("thomas")
    add_line(
        julie, {"section": "contacts", "name": "Tante Ida", "phone": "06 00 00 00 33", "phone_seen": "me"}
    )
    thomas.go(part(thomas, "contacts"))
    thomas.reads("Tante Ida")
    thomas.reads("Numéro gardé par la personne qui l’a donné")
    assert "06 00 00 00 33" not in thomas.page.content()
    julie.go(part(julie, "contacts"))
    julie.reads("Numéro visible de vous seul")
