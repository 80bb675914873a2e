"""Arriving in CS3 with a phone: an account from nothing, a passkey, a notebook, and the other parent."""

import re
from collections.abc import Callable

from tests.e2e.codes import next_code, wrong_code
from tests.e2e.keeping import kept_on
from tests.e2e.letters import link
from tests.e2e.phone import Phone
from tests.servers.cs3 import Served

Phones = Callable[..., Phone]

MOTHER, FATHER = "irene@family.example", "paul@family.example"
PASSWORD = "quelques cerises sur le toit rouge"


def _sign_up(one: Phone, served: Served, email: str, given: str, family: str) -> None:
    """From the entrance, or from an invitation, to the first way in."""
    one.tap("Créer un compte" if one.at == "/connexion" else "Créer mon compte")
    one.fill("Votre adresse e-mail", email)
    one.tap("Recevoir le lien")
    one.reads("Regardez vos messages")
    one.go(link(served, email, "/bienvenue"))
    assert "#" not in one.page.url, "the secret of the link stayed in the address bar"
    one.fill("Prénom", given)
    one.fill("Nom", family)
    one.tap("Continuer")
    one.reads("Protéger votre compte")


def _open_a_notebook(one: Phone) -> None:
    one.fill("Prénom", "Élio")
    one.fill("Nom de famille", "Marchand")
    one.tap("Continuer")
    one.fill("Date de naissance", "2019-03-02")
    one.page.get_by_label("Masculin").check()
    one.tap("Continuer")
    one.page.get_by_label("mère").check()
    one.tap("Continuer")
    one.page.get_by_label(re.compile("^Diagnostics")).fill("Hémiplégie droite")
    one.tap("Ouvrir le carnet")
    one.page.wait_for_url(re.compile(r"/c/[^/]+$"))
    one.settled()
    one.reads("Élio")


def _sign_out(one: Phone) -> None:
    one.go("/moi")
    one.tap("Sortir de ce téléphone")
    one.page.get_by_role("alertdialog").get_by_role("button", name="Sortir", exact=True).tap()
    one.page.wait_for_url("**/connexion")
    one.settled()


def test_two_parents_from_nothing(phone: Phones, served: Served) -> None:
    mother = phone()
    keys = mother.authenticator()
    mother.go("/connexion")
    _sign_up(mother, served, MOTHER, "Irène", "Marchand")
    mother.tap("Créer ma clé d’accès")
    mother.reads("Votre compte est protégé")
    assert len(mother.cdp.send("WebAuthn.getCredentials", {"authenticatorId": keys})["credentials"]) == 1
    mother.tap("Continuer")
    _open_a_notebook(mother)

    # The other parent is invited by a link that only his address can use.
    mother.tap("Donner un accès")
    mother.tap("Autre parent, tuteur")
    mother.fill("Son nom", "Paul")
    mother.tap("Je donne cet accès")
    mother.reads("Un autre représentant est toujours invité à son adresse")
    assert not mother.page.get_by_role("button", name=re.compile("devant moi")).count()
    mother.page.get_by_role("button", name=re.compile("^Par e-mail")).tap()
    mother.fill("Son adresse e-mail", FATHER)
    mother.tap("Envoyer l’e-mail")
    mother.page.get_by_role("img", name="Code QR de l’invitation").wait_for()

    # He comes with a password and a code, and finds the invitation again after the account is made.
    father = phone()
    father.go(link(served, FATHER, "/invitation"))
    father.reads("Élio")
    _sign_up(father, served, FATHER, "Paul", "Marchand")
    secret = _password_and_code(father)
    father.page.wait_for_url("**/invitation")
    father.tap("J’accepte")
    father.page.wait_for_url(re.compile(r"/c/[^/]+$"))
    father.reads("Élio")

    # She sees him in the circle.
    mother.go("/cercle")
    mother.reads("Paul Marchand")

    # He signs out, a wrong code is refused, the next one lets him in.
    _sign_out(father)
    father.fill("Adresse e-mail", FATHER)
    father.fill("Mot de passe", PASSWORD)
    father.tap("Continuer")
    father.forgive = ["status of 4"]
    code = father.page.get_by_label("Code à six chiffres", exact=True)
    code.fill(wrong_code(secret))
    father.page.get_by_role("alert").filter(has_text=re.compile("code", re.I)).wait_for()
    assert father.at == "/connexion"
    assert code.input_value() == ""
    code.fill(next_code(secret))
    father.page.wait_for_url(re.compile(r"/c/[^/]+$"))
    father.reads("Élio")


def _password_and_code(one: Phone) -> str:
    """Enrols the application of codes by the key that it is shown; the key."""
    one.tap("Choisir un mot de passe")
    one.fill("Nouveau mot de passe", PASSWORD)
    one.tap("Continuer")
    one.reads("Étape 2 sur 3")
    assert one.page.get_by_role("img", name=re.compile("QR")).bounding_box()
    one.page.get_by_text("L’application est sur ce téléphone").tap()
    secret = one.page.locator("code").inner_text().replace(" ", "")
    one.fill("Le code que l’application montre", next_code(secret))
    one.reads("Vos codes de secours")
    codes = one.page.locator("ol code").all_inner_texts()
    assert len(set(codes)) == 10
    one.tap("Je les ai gardés")
    return secret


def test_a_passkey_signs_in_without_a_name_and_by_autofill(phone: Phones, served: Served) -> None:
    one = phone()
    keys = one.authenticator()
    one.go("/connexion")
    _sign_up(one, served, "lou@family.example", "Lou", "Perrin")
    one.tap("Créer ma clé d’accès")
    one.tap("Continuer")
    one.page.wait_for_url("**/carnet/nouveau")

    # The phone's passkey waits for a finger: nothing happens by itself.
    presence = {"authenticatorId": keys, "enabled": False}
    one.cdp.send("WebAuthn.setAutomaticPresenceSimulation", presence)
    _sign_out(one)
    one.page.wait_for_timeout(700)
    assert one.at == "/connexion"
    assert one.page.get_by_label("Adresse e-mail").get_attribute("autocomplete") == "username webauthn"
    one.cdp.send("WebAuthn.setAutomaticPresenceSimulation", presence | {"enabled": True})
    one.tap("Entrer avec une clé d’accès")
    one.page.wait_for_url("**/carnet/nouveau")

    # Among the suggestions of the address field: chosen there, without the button.
    _sign_out(one)
    one.page.wait_for_url("**/carnet/nouveau")


def test_signing_out_leaves_nothing_on_the_phone(phone: Phones) -> None:
    one = phone("julie", alone=True, installed=True)
    one.go("/")
    one.page.wait_for_url(re.compile(r"/c/[^/]+$"))
    one.settled()
    one.reads("Léa")
    one.ready_offline()
    one.tap("Urgence")
    one.settled()
    assert kept_on(one)["sealed"], "the test would prove nothing: nothing was kept"
    _sign_out(one)
    kept = kept_on(one)
    assert kept.pop("shell") > 10
    assert kept == {
        "databases": kept["databases"],
        "sealed": [],
        "keys": [],
        "files": [],
        "local": [],
        "session": [],
        "answers": [],
    }
    assert not [c for c in one.context.cookies() if c["value"] and "cs3" in c["name"].lower()]
    # And without network, whoever picks it up finds the entrance.
    one.offline()
    one.go("/")
    one.page.wait_for_url("**/connexion")
    assert "Léa" not in one.page.content()


def test_a_browser_that_refuses_to_remember_says_so_and_stands(phone: Phones) -> None:
    someone = phone()
    someone.page.add_init_script(
        """for (const name of ["localStorage", "sessionStorage"])
          Object.defineProperty(window, name, { get() { throw new DOMException("refused", "SecurityError") } });
        Object.defineProperty(Navigator.prototype, "cookieEnabled", { get: () => false });"""
    )
    someone.go("/connexion")
    someone.reads("Ce navigateur refuse les cookies")
    someone.check_axe()
