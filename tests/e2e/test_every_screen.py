"""Every screen of every room: readable by all, in light and dark, on a narrow phone. A new screen without a visit fails."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e.phone import COLOURS, Phone
from tests.servers.cs3 import Served

ROOMS = Path(__file__).parents[2] / "pwa/src/rooms"

VISITS: dict[str, tuple[str | None, str]] = {
    # path of the screen: (who goes there, the address)
    "/connexion": (None, "/connexion"),
    "/inscription": (None, "/inscription"),
    "/bienvenue": (None, "/bienvenue#" + "a" * 43),
    "/aide-connexion": (None, "/aide-connexion"),
    "/recuperation": (None, "/recuperation#" + "a" * 43),
    "/stop": (None, "/stop#" + "a" * 43),
    "/invitation": (None, "/invitation#" + "a" * 43),
    "/acces": ("anne", "/acces"),
    "/moi": ("anne", "/moi"),
    "/moi/acces": ("anne", "/moi/acces"),
    "/moi/appareils": ("anne", "/moi/appareils"),
    "/moi/notifications": ("anne", "/moi/notifications"),
    "/moi/aides": ("anne", "/moi/aides"),
    "/garants": ("anne", "/garants"),
    "/": ("claire", "/"),
    "/urgence": ("claire", "/urgence"),
    "/partager": ("anne", "/partager"),
    "/ajouter": ("claire", "/ajouter"),
    "/cercle": ("claire", "/cercle"),
    "/carnet/nouveau": ("anne", "/carnet/nouveau"),
    "/carnets-fermes": ("anne", "/carnets-fermes"),
    "/carnet/reprendre": ("anne", "/carnet/reprendre"),
    "/c/:carnet": ("anne", "{c}"),
    "/c/:carnet/fermer": ("anne", "{c}/fermer"),
    "/c/:carnet/identite": ("anne", "{c}/identite"),
    "/c/:carnet/majorite": ("anne", "{c}/majorite"),
    "/c/:carnet/sommaire": ("anne", "{c}/sommaire"),
    "/c/:carnet/provenance": ("anne", "{c}/provenance"),
    "/c/:carnet/emporter": ("anne", "{c}/emporter"),
    "/c/:carnet/cercle": ("anne", "{c}/cercle"),
    "/c/:carnet/cercle/inviter": ("anne", "{c}/cercle/inviter"),
    "/c/:carnet/cercle/equipe": ("anne", "{c}/cercle/equipe"),
    "/c/:carnet/cercle/equipe/:opening": ("anne", "{c}/cercle/equipe/{opening}"),
    "/equipes": ("anne", "/equipes"),
    "/equipes/nouvelle": ("anne", "/equipes/nouvelle"),
    # Not hers: what one reads after leaving. test_teams.py looks at one's own.
    "/equipes/:team": ("anne", "/equipes/01a1fd55-7a80-7471-a2e4-951575741738"),
    "/equipe": (None, "/equipe#" + "a" * 43),
    "/ouvrir-equipe": ("anne", "/ouvrir-equipe#" + "a" * 43),
    "/c/:carnet/cercle/papier/:member": ("anne", "{c}/cercle/papier/{member}"),
    "/c/:carnet/cercle/demande/:asking": ("anne", "{c}/cercle/demande/{asking}"),
    "/mes-demandes": ("anne", "/mes-demandes"),
    "/mes-demandes/nouvelle": ("anne", "/mes-demandes/nouvelle"),
    # Not hers: what one reads once it is over. test_asking.py looks at one's own.
    "/mes-demandes/reponse/:asking": ("anne", "/mes-demandes/reponse/01a1fd55-7a80-7471-a2e4-951575741738"),
    "/demandes": ("anne", "/demandes"),
    "/demandes/:asking": ("anne", "/demandes/{asking}"),
    "/demande": (None, "/demande#" + "a" * 43),
    "/c/:carnet/accords": ("anne", "{c}/accords"),
    "/c/:carnet/decider": ("anne", "{c}/decider"),
    "/c/:carnet/decider/ajouter": ("anne", "{c}/decider/ajouter"),
    "/c/:carnet/cercle/coordonnees": ("anne", "{c}/cercle/coordonnees"),
    "/c/:carnet/cercle/vu": ("anne", "{c}/cercle/vu"),
    "/c/:carnet/cercle/moi": ("anne", "{c}/cercle/moi"),
    "/c/:carnet/cercle/personne/:member": ("anne", "{c}/cercle/personne/{member}"),
    "/c/:carnet/urgence": ("anne", "{c}/urgence"),
    "/c/:carnet/urgence/code": ("anne", "{c}/urgence/code"),
    "/c/:carnet/urgence/apercu": ("anne", "{c}/urgence/apercu"),
    # A code that is not there: what one reads then. test_urgent_codes.py looks at one that is.
    "/c/:carnet/urgence/apercu/:link": ("anne", "{c}/urgence/apercu/01a1fd55-7a80-7471-a2e4-951575741738"),
    "/c/:carnet/urgence/historique": ("anne", "{c}/urgence/historique"),
    "/c/:carnet/urgence/soignants": ("anne", "{c}/urgence/soignants"),
    "/c/:carnet/urgence/partie/:section": ("anne", "{c}/urgence/partie/contacts"),
    "/c/:carnet/urgence/partie/:section/:line": ("anne", "{c}/urgence/partie/todo/nouvelle"),
    "/c/:carnet/jour": ("anne", "{c}/jour"),
    "/c/:carnet/jour/:day": ("anne", "{c}/jour/2026-01-05"),
    "/c/:carnet/relais": ("anne", "{c}/relais"),
    "/c/:carnet/relais-adresses": ("anne", "{c}/relais-adresses"),
    "/c/:carnet/jour-choix": ("anne", "{c}/jour-choix"),
    "/c/:carnet/jour-alertes": ("anne", "{c}/jour-alertes"),
    "/c/:carnet/jour-semaines": ("anne", "{c}/jour-semaines"),
    "/c/:carnet/jour-retires": ("anne", "{c}/jour-retires"),
    "/c/:carnet/jour-histoire/:entry": ("anne", "{c}/jour-histoire/{noted}"),
    "/c/:carnet/habitudes": ("anne", "{c}/habitudes"),
    "/c/:carnet/habitudes/nuit/:heading": ("anne", "{c}/habitudes/nuit/sleep"),
    "/c/:carnet/habitudes/ecrire/:heading": ("anne", "{c}/habitudes/ecrire/sleep"),
    "/c/:carnet/habitudes/departager/:heading": ("anne", "{c}/habitudes/departager/food"),
    "/c/:carnet/habitudes/histoire/:heading": ("anne", "{c}/habitudes/histoire/sleep"),
    "/c/:carnet/fiches": ("anne", "{c}/fiches"),
    "/c/:carnet/fiches/relire": ("anne", "{c}/fiches/relire"),
    "/c/:carnet/fiches/pain_passport": ("anne", "{c}/fiches/pain_passport"),
    "/c/:carnet/fiches/pain_passport/ligne/:version": (
        "anne",
        "{c}/fiches/pain_passport/ligne/01a1fd55-7a80-7471-a2e4-951575741738",
    ),
    "/c/:carnet/fiches/pain_passport/film/:place": ("anne", "{c}/fiches/pain_passport/film/film_calm"),
    "/c/:carnet/fiches/:sheet": ("anne", "{c}/fiches/contacts"),
    # A version that stands no more: the sheet, with nothing marked.
    "/c/:carnet/fiches/:sheet/ligne/:version": (
        "anne",
        "{c}/fiches/medication/ligne/01a1fd55-7a80-7471-a2e4-951575741738",
    ),
    "/c/:carnet/fiches/:sheet/nouveau/:kind": ("anne", "{c}/fiches/medication/nouveau/treatment"),
    "/c/:carnet/fiches/:sheet/nouveau/:kind/:place": (
        "anne",
        "{c}/fiches/pain_passport/nouveau/pain_sign/sign_1",
    ),
    "/c/:carnet/fiches/:sheet/ecrire/:place": ("anne", "{c}/fiches/autonomy/ecrire/dressing"),
    "/c/:carnet/fiches/:sheet/departager/:place": ("anne", "{c}/fiches/autonomy/departager/walking"),
    "/c/:carnet/fiches/:sheet/histoire/:place": ("anne", "{c}/fiches/autonomy/histoire/walking"),
    "/c/:carnet/images": ("anne", "{c}/images"),
    "/c/:carnet/images/:capture": ("anne", "{c}/images/{capture}"),
    # A photo: what one reads then. test_player.py looks at a film.
    "/c/:carnet/films/:capture": ("anne", "{c}/films/{capture}"),
    "/c/:carnet/films/:capture/avec/:other": ("anne", "{c}/films/{capture}/avec/{capture}"),
    "/c/:carnet/images/:capture/flouter": ("anne", "{c}/images/{capture}/flouter"),
    "/c/:carnet/filmer": ("anne", "{c}/filmer"),
    # With nothing chosen. test_reporting.py writes one.
    "/c/:carnet/rapport": ("anne", "{c}/rapport"),
    # Taken back: what one reads then. test_showing.py opens one.
    "/c/:carnet/montre/:shown": ("anne", "{c}/montre/01a1fd55-7a80-7471-a2e4-951575741738"),
    "/c/:carnet/qui-voit/:kind/:item": ("anne", "{c}/qui-voit/capture/{capture}"),
    "/c/:carnet/documents": ("anne", "{c}/documents"),
    "/c/:carnet/documents/ajouter": ("anne", "{c}/documents/ajouter"),
    "/c/:carnet/documents/corbeille": ("anne", "{c}/documents/corbeille"),
    "/c/:carnet/documents/:document": ("anne", "{c}/documents/{letter}"),
    "/c/:carnet/documents/:document/page/:page": ("anne", "{c}/documents/{letter}/page/1"),
    "/c/:carnet/chercher": ("anne", "{c}/chercher"),
    "/c/:carnet/mesures": ("anne", "{c}/mesures"),
    "/c/:carnet/mesures/noter/:series": ("anne", "{c}/mesures/noter/height"),
    "/c/:carnet/mesures/valeur/:value": ("anne", "{c}/mesures/valeur/{weighed}"),
    "/c/:carnet/mesures/valeur/:value/corriger": ("anne", "{c}/mesures/valeur/{weighed}/corriger"),
    "/c/:carnet/mesures/:series": ("anne", "{c}/mesures/weight"),
    "/c/:carnet/agenda": ("anne", "{c}/agenda"),
    "/c/:carnet/agenda/corbeille": ("anne", "{c}/agenda/corbeille"),
    "/c/:carnet/agenda/nouveau/:kind": ("anne", "{c}/agenda/nouveau/echeance"),
    "/c/:carnet/agenda/:item": ("anne", "{c}/agenda/{date}"),
    "/c/:carnet/agenda/:item/modifier": ("anne", "{c}/agenda/{date}/modifier"),
    "/c/:carnet/marche": ("anne", "{c}/marche"),
    "/c/:carnet/marche/nouveau": ("anne", "{c}/marche/nouveau"),
    "/c/:carnet/marche/corbeille": ("anne", "{c}/marche/corbeille"),
    "/c/:carnet/marche/:treatment": ("anne", "{c}/marche/{treatment}"),
    "/c/:carnet/marche/:treatment/modifier": ("anne", "{c}/marche/{treatment}/modifier"),
    "/c/:carnet/corbeille": ("anne", "{c}/corbeille"),
    "/c/:carnet/ajouter": ("anne", "{c}/ajouter"),
}


LEADING = {"/", "/urgence", "/ajouter", "/cercle"}
"""They lead into the carnet that was open last."""


@pytest.fixture(scope="module")
def phones(light: Browser, served: Served) -> Iterator[dict[str | None, Phone]]:
    """One phone a person, that goes from screen to screen inside the application: what is loaded anew at each is the others' to ask."""
    held: dict[str | None, Phone] = {who: Phone(light, served, who) for who in (None, "anne", "claire")}
    yield held
    for one in held.values():
        one.close()


def _visit(phones: dict[str | None, Phone], screen: str) -> Phone:
    who, address = VISITS[screen]
    one = phones[who]
    one.complaints.clear()
    # A link that is no longer good is answered 404 or 410, which the browser writes in its console.
    one.forgive = ["status of 404", "status of 410"]
    address = address.replace("{c}", one.carnet) if who else address
    if "{capture}" in address:
        address = address.replace("{capture}", one.ready_capture())
    if "{letter}" in address:
        address = address.replace("{letter}", one.ready_letter())
    if "{member}" in address:
        address = address.replace("{member}", one.member())
    if "{opening}" in address:
        circle = one.context.request.get(f"/api{one.carnet.replace('/c/', '/carnets/')}/circle").json()
        address = address.replace("{opening}", circle["teams"][0]["opening_id"])
    if "{asking}" in address:
        asked = one.context.request.get("/api/askings/received").json()
        address = address.replace("{asking}", asked[0]["id"])
    if "{weighed}" in address:
        sizes = one.context.request.get(f"/api{one.carnet.replace('/c/', '/carnets/')}/measurements").json()
        address = address.replace("{weighed}", sizes["values"][0]["id"])
    if "{noted}" in address:
        week = one.context.request.get(
            f"/api{one.carnet.replace('/c/', '/carnets/')}/journal",
            params={"first": str(date.today() - timedelta(days=6)), "last": str(date.today())},
        ).json()
        address = address.replace("{noted}", week["entries"][0]["id"])
    if "{treatment}" in address:
        gait = one.context.request.get(f"/api{one.carnet.replace('/c/', '/carnets/')}/gait").json()
        address = address.replace("{treatment}", gait["treatments"][0]["id"])
    if "{date}" in address:
        coming = one.context.request.get(f"/api{one.carnet.replace('/c/', '/carnets/')}/agenda").json()[
            "coming"
        ]
        address = address.replace("{date}", coming[0]["id"])
    one.page.set_viewport_size({"width": 390, "height": 844})
    one.page.emulate_media(color_scheme="light")
    if who:
        one.walk(address)
    else:
        one.go(address)
    # Here indeed, and not at the entrance or at an error.
    wanted = rf"/c/[^/]+{screen.rstrip('/')}" if screen in LEADING else re.sub(r":\w+", "[^/]+", screen)
    one.page.wait_for_url(re.compile(rf"^{re.escape(one.base)}{wanted}$"))
    one.settled()
    return one


def _screens() -> list[str]:
    lists = "".join(file.read_text() for file in sorted(ROOMS.glob("*/routes.ts")))
    return re.findall(r'path: "([^"]+)"', lists)


def test_every_screen_has_a_visit() -> None:
    assert sorted(set(_screens())) == sorted(VISITS)


@pytest.mark.parametrize("screen", VISITS)
def test_readable_by_all(phones: dict[str | None, Phone], screen: str) -> None:
    one = _visit(phones, screen)
    one.check_axe()
    one.check_targets()
    assert one.page.title()
    assert one.page.locator("h1").count() == 1
    one.page.emulate_media(color_scheme="dark")
    one.check_axe(f"{one.page.url} in the dark", COLOURS)
    # 1280 pixels at 400 %, then text at 200 %: WCAG 1.4.10 and 1.4.4.
    one.page.emulate_media(color_scheme="light")
    one.page.set_viewport_size({"width": 320, "height": 844})
    one.check_no_sideways_scroll()
    one.check_targets()
    one.page.set_viewport_size({"width": 390, "height": 844})
    one.text_size(32)
    one.check_no_sideways_scroll()
    one.check_tabs()
    one.text_size()
    assert not one.complaints, one.complaints
