"""Without network: what the phone kept is there and says that it is a copy; what it did not keep says so; then back."""

import re
from collections.abc import Callable

from tests.e2e.keeping import until_kept
from tests.e2e.phone import Phone

Phones = Callable[..., Phone]


def _at_home(one: Phone) -> None:
    one.go("/")
    one.page.wait_for_url(re.compile(r"/c/[^/]+$"))
    one.settled()
    one.ready_offline()


def test_the_urgent_sheet_is_there_without_network_before_anyone_opened_it(phone: Phones) -> None:
    one = phone("marc", installed=True)
    _at_home(one)
    until_kept(one, f"sealed/emergency/{one.person['carnets'][0]}")
    one.offline()
    one.page.reload()
    one.settled()
    one.reads("Hors connexion : copie gardée sur ce téléphone")
    one.tap("Urgence")
    one.page.wait_for_url("**/urgence")
    one.reads("Pénicilline")
    one.reads("Hors connexion : copie gardée sur ce téléphone")
    one.check_axe("the urgent sheet, offline")
    one.check_targets()


def test_what_the_phone_did_not_keep_says_so_and_comes_back_by_itself(phone: Phones) -> None:
    one = phone("marc", installed=True)
    _at_home(one)
    one.offline()
    one.page.get_by_role("link", name="Images").tap()
    one.reads("Pas de connexion")
    one.check_axe("the album, offline")
    one.to_me()
    one.tap("Sortir de ce téléphone")
    one.page.get_by_role("alertdialog").get_by_role("button", name="Sortir", exact=True).tap()
    one.reads("Sans connexion, le serveur ne peut pas fermer la session.")
    assert one.at == "/moi"
    one.tap("Images")
    one.reads("Pas de connexion")
    one.offline(False)
    one.page.get_by_role("heading", name=re.compile(r"20\d\d")).first.wait_for()
    assert not one.page.get_by_text("Hors connexion").count()


def test_an_application_that_starts_without_network_shows_its_own_pages_only(phone: Phones) -> None:
    """Neither the urgent page of a code nor the API is ever answered by the phone in the server's place."""
    one = phone(installed=True)
    one.go("/connexion")
    one.ready_offline()
    one.offline()
    one.forgive.append("net::ERR_INTERNET_DISCONNECTED")
    one.go("/inscription")
    one.reads("Créer un compte")
    one.fill("Votre adresse e-mail", "quelqu-un@family.example")
    one.tap("Recevoir le lien")
    one.reads("Rien n’est parti")
    for path in ("/u/" + "a" * 43, "/api/me", "/schema/openapi.json", "/health/live"):
        answer = one.page.evaluate("(path) => fetch(path).then((one) => one.status, () => 'none')", path)
        assert answer == "none", path


def test_a_slow_network_shows_the_copy_then_the_present(phone: Phones) -> None:
    one = phone("marc", installed=True)
    _at_home(one)
    one.slow(kilobits=50, latency=3000)
    one.page.reload()
    one.reads("copie gardée sur ce téléphone")
    one.page.get_by_text("copie gardée sur ce téléphone").wait_for(state="hidden")
