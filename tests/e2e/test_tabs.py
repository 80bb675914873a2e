"""The same phone in several tabs, an address that nobody made, a network that leads nowhere: nothing is shown or lost that should not be."""

import time
from collections.abc import Callable
from pathlib import Path

import httpx
from playwright.sync_api import Dialog, Page

from tests.e2e.keeping import kept_on, until_kept
from tests.e2e.phone import Phone
from tests.e2e.test_outbox import captures, choose, photo

Phones = Callable[..., Phone]


def _other_tab(one: Phone, path: str) -> Page:
    tab = one.context.new_page()
    tab.goto(path)
    tab.locator("main h1, main h2, h1").first.wait_for(state="attached")
    return tab


def _end_session_from_afar(one: Phone) -> None:
    cookies = {c["name"]: c["value"] for c in one.context.cookies()}
    answer = httpx.post(
        f"{one.base}/api/auth/signout", cookies=cookies, headers={"Origin": one.base}, timeout=20
    )
    assert answer.status_code == 204


def test_signing_out_in_one_tab_empties_the_other(phone: Phones) -> None:
    one = phone("nadia", alone=True)
    one.forgive.append("status of 401")  # what either was reading ahead as the session ended
    one.go("/moi")
    tab = _other_tab(one, one.carnet)
    tab.get_by_text("Léa").first.wait_for()
    one.tap("Sortir de ce téléphone")
    one.page.get_by_role("alertdialog").get_by_role("button", name="Sortir", exact=True).tap()
    tab.wait_for_url("**/connexion")
    assert not tab.get_by_text("Léa").count()


def test_thrown_away_in_one_tab_it_does_not_leave_from_the_other(phone: Phones, tmp_path: Path) -> None:
    one = phone("marc", alone=True)
    one.forgive += ["net::ERR", "status of 4"]
    one.go(f"{one.carnet}/ajouter")
    one.slow(kilobits=400, latency=100)
    choose(one, photo(tmp_path / "non.jpg", "#3c2a7a", (3000, 2000)), "Jetée ailleurs")
    one.until("document.querySelector('main [role=progressbar]')?.ariaValueNow > 2")
    tab = _other_tab(one, f"{one.carnet}/ajouter")
    tab.get_by_role("button", name="Ne pas l’envoyer").click()
    tab.get_by_role("alertdialog").get_by_role("button", name="Ne pas l’envoyer").click()
    one.page.get_by_text("non.jpg").wait_for(state="detached")
    one.slow(kilobits=50_000, latency=0)
    ends = time.monotonic() + 20
    while [c for c in captures(one) if c["note"] == "Jetée ailleurs"]:
        assert time.monotonic() < ends, "the server was not told"
        one.page.wait_for_timeout(300)
    one.page.wait_for_timeout(2000)
    assert not [c for c in captures(one) if c["note"] == "Jetée ailleurs"], "it came back"


def test_a_file_the_phone_could_not_keep_is_not_lost_by_changing_the_language(
    phone: Phones, tmp_path: Path
) -> None:
    one = phone("marc", alone=True)
    one.forgive += ["net::ERR"]
    one.page.add_init_script("indexedDB.open = () => { throw new DOMException('refused', 'SecurityError') }")
    one.go(f"{one.carnet}/ajouter")
    one.slow(kilobits=100, latency=50)
    choose(one, photo(tmp_path / "seule.jpg", "#0b6e6e", (3000, 2000)), "Sans place")
    one.reads("laissez cette page ouverte")
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    one.page.on("dialog", stay)
    one.to_me()
    one.page.get_by_text("English", exact=True).click()
    for _ in range(100):
        if asked:
            break
        one.page.wait_for_timeout(100)
    assert asked == ["beforeunload"]
    one.reads("Mes façons d’entrer")
    # The other stories read French.
    one.context.request.patch("/api/me", data={"locale": "fr"}, headers={"Origin": one.base})


def test_a_start_without_network_learns_of_its_ended_session_when_the_network_is_back(phone: Phones) -> None:
    one = phone("marc", alone=True, installed=True)
    one.forgive += ["net::ERR", "status of 401"]
    one.go(f"{one.carnet}/urgence")
    one.ready_offline()
    until_kept(one, f"sealed/emergency/{one.person['carnets'][0]}")
    one.offline()
    one.page.reload()
    one.reads("copie gardée sur ce téléphone")
    # Past the repeated reads of the start.
    one.page.wait_for_timeout(4000)
    _end_session_from_afar(one)
    one.offline(False)
    one.page.wait_for_url("**/connexion")
    one.reads("Sa copie du carnet a été effacée")
    one.until("true")
    assert kept_on(one)["sealed"] == ["sealed/owner"]


def test_an_address_that_nobody_made_says_so(phone: Phones) -> None:
    one = phone("marc")
    one.forgive += ["status of 404"]
    one.page.goto("/c/%zz/urgence")
    one.page.get_by_role("link", name="Revenir à l’accueil").or_(
        one.page.get_by_role("alert")
    ).first.wait_for()
    one.check_axe()
