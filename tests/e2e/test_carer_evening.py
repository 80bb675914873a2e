"""A carer's evening, on a train without network: what she reads, writes, confirms and takes there is in the notebook once, later."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from tests.e2e.keeping import kept_on, until_kept, until_sent
from tests.e2e.phone import Phone
from tests.e2e.test_habits import api, card, confirmations, put, texts, told, type_text
from tests.e2e.test_outbox import arrived

Phones = Callable[..., Phone]

SLEEP = "Le lapin gris, puis l’histoire signée."
HERS = f"{SLEEP} Ce soir elle a dormi à 20 h, la main sur le lapin."
MOTHERS = f"{SLEEP} La veilleuse reste allumée."
TOILET = "Prévient en signant. Une couche pour le trajet."


def waits(one: Phone) -> tuple[int, int]:
    """How many texts, « toujours vrai » among them, and how many photos have not left."""
    sealed = kept_on(one)["sealed"]
    return tuple(sum(name.startswith(f"{store}/") for name in sealed) for store in ("texts", "entries"))


def versions(one: Phone, heading: str) -> list[dict[str, Any]]:
    return one.context.request.get(api(one, f"/{heading}/history?limit=100")).json()["versions"]


def leave_the_station(nadia: Phone) -> None:
    """At home, with a network: the application is opened once, as on any day. Then there is none."""
    nadia.go("/")
    nadia.page.wait_for_url("**/c/*")
    nadia.ready_offline()
    carnet = nadia.person["carnets"][0]
    until_kept(nadia, *(f"sealed/{room}/{carnet}" for room in ("emergency", "habits", "home")))
    nadia.offline()


def read_the_urgent_sheet(nadia: Phone) -> None:
    nadia.reopen()
    nadia.reads("Hors connexion")
    nadia.check_axe("home, on the train")
    nadia.tap("Urgence")
    nadia.page.wait_for_url("**/urgence")
    nadia.reads("copie gardée sur ce téléphone")
    nadia.reads("implant cochléaire")
    nadia.settled()
    nadia.check_axe("the urgent sheet, on the train")


def write_two_and_confirm_one(nadia: Phone) -> None:
    nadia.go(f"{nadia.carnet}/habitudes")
    nadia.reads("copie gardée sur ce téléphone")
    nadia.tap("Modifier : Sommeil nocturne, sieste")
    nadia.settled()
    nadia.check_axe("writing, on the train")
    type_text(nadia, HERS)
    card(nadia.page, "sleep").get_by_text("Gardé sur ce téléphone.").wait_for()
    nadia.tap("Modifier : Propreté, utilisation des WC")
    type_text(nadia, TOILET)
    card(nadia.page, "toilet").get_by_text("Gardé sur ce téléphone.").wait_for()
    nadia.tap("Toujours vrai : Ce que la personne n’aime pas ou ce qui l’inquiète")
    card(nadia.page, "fears").get_by_text("Toujours vrai, dit ici").wait_for()
    nadia.check_axe("habits that wait, on the train")
    nadia.check_targets()


def take_a_photo(nadia: Phone, note: str) -> None:
    nadia.go(f"{nadia.carnet}/ajouter")
    nadia.page.get_by_label("Note").fill(note)
    nadia.page.get_by_role("button", name="Photo", exact=True).tap()
    nadia.until("document.querySelector('dialog video')?.videoWidth > 0")
    nadia.page.get_by_role("button", name="Prendre la photo").tap()
    nadia.page.get_by_role("button", name="Garder et envoyer").tap()
    nadia.page.get_by_text("attend son tour", exact=True).wait_for()
    nadia.settled()
    nadia.check_axe("a photo that waits, on the train")


def find_everything_again(nadia: Phone) -> None:
    nadia.reopen()
    nadia.reads("2 textes et 1 « toujours vrai » des habitudes ne sont pas encore partis")
    nadia.reads("1 photo part encore")
    nadia.check_axe("home with what waits, on the train")
    nadia.tap("Carnet")
    nadia.page.get_by_role("link", name="Habitudes de vie").first.tap()
    card(nadia.page, "sleep").get_by_text(HERS).wait_for()
    card(nadia.page, "toilet").get_by_text(TOILET).wait_for()
    card(nadia.page, "fears").get_by_text("Toujours vrai, dit ici").wait_for()
    assert waits(nadia) == (3, 1)


def come_back_slowly_and_be_cut_once(nadia: Phone) -> None:
    """A line so slow that the photo is on its way when it is cut; then a good one."""
    nadia.go(f"{nadia.carnet}/ajouter")
    nadia.page.get_by_text("attend son tour", exact=True).wait_for()
    nadia.offline(False)
    nadia.slow(kilobits=30, latency=600)
    nadia.page.locator("small", has_text="part :").wait_for(timeout=60_000)
    nadia.offline()
    assert waits(nadia)[1] == 1, "the photo had left before the line was cut"
    nadia.page.wait_for_timeout(3000)
    nadia.offline(False)
    nadia.slow(kilobits=20_000, latency=30)


@pytest.mark.timeout(300)
def test_a_carers_evening(phone: Phones) -> None:
    julie = phone("julie")
    thomas = phone("thomas")
    put(julie, "sleep", SLEEP)
    put(julie, "toilet", "Prévient en signant.")
    put(thomas, "fears", f"Le noir complet : laisser la veilleuse. {uuid4()}")
    before = {heading: len(versions(julie, heading)) for heading in ("sleep", "toilet", "fears")}

    nadia = phone("nadia", alone=True, installed=True, permissions=["camera"])
    nadia.forgive += ["net::ERR", "status of 408"]
    note = f"Dans le train {uuid4()}"
    leave_the_station(nadia)
    read_the_urgent_sheet(nadia)
    write_two_and_confirm_one(nadia)
    take_a_photo(nadia, note)
    find_everything_again(nadia)

    # Meanwhile, at home.
    julie.go(f"{julie.carnet}/habitudes")
    julie.tap("Modifier : Sommeil nocturne, sieste")
    type_text(julie, MOTHERS)
    told(julie, "C’est dans le carnet.")

    come_back_slowly_and_be_cut_once(nadia)
    assert arrived(julie, note)["author"]["name"] == "Nadia Haddad"
    until_sent(nadia)

    # Each once, under her name.
    mine = {heading: [v["text"] for v in versions(julie, heading)][: -before[heading]] for heading in before}
    assert sorted(mine["sleep"]) == sorted([HERS, MOTHERS])
    assert (mine["toilet"], mine["fears"]) == ([TOILET], [])
    assert texts(julie, "toilet") == [TOILET]
    assert confirmations(julie, "fears") == ["Nadia Haddad"]

    # Both texts are read, by both; the mother chooses.
    for one in (nadia, julie):
        one.go(f"{one.carnet}/habitudes")
        for text in (HERS, MOTHERS):
            card(one.page, "sleep").get_by_text(text).wait_for()
    nadia.settled()
    nadia.check_axe("two texts, after the train")
    julie.tap("Choisir : Sommeil nocturne, sieste")
    julie.settled()
    julie.check_axe("choosing, after the train")
    julie.tap(f"Garder ce texte : texte {texts(julie, 'sleep').index(HERS) + 1}, Nadia Haddad")
    told(julie, "C’est choisi.")
    assert texts(julie, "sleep") == [HERS]
    assert MOTHERS in [v["text"] for v in versions(julie, "sleep")]
    nadia.page.reload()
    card(nadia.page, "sleep").get_by_text(HERS).wait_for()
    nadia.until("!document.querySelector('[data-heading=sleep] .one')")
    card(nadia.page, "sleep").get_by_text(HERS).wait_for()
