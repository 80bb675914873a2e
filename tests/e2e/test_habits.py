"""The habits on a phone: read, written with and without a network, both texts kept, settled, taken back."""

import re
import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import httpx
from playwright.sync_api import Page

from tests.e2e.keeping import kept_on, until_drafted, until_kept, until_sent
from tests.e2e.phone import Phone, forget_session

Phones = Callable[..., Phone]


def api(one: Phone, path: str = "") -> str:
    return f"/api/carnets/{one.person['carnets'][0]}/habits{path}"


def heading_of(one: Phone, heading: str) -> dict[str, Any]:
    found = one.context.request.get(api(one)).json()["headings"]
    return next(h for h in found if h["heading"] == heading)


def texts(one: Phone, heading: str) -> list[str]:
    return [head["text"] for head in heading_of(one, heading)["heads"]]


def put(one: Phone, heading: str, text: str, bases: list[str] | None = None) -> None:
    """Written elsewhere by this person, over what the server holds unless `bases` says over what."""
    over = [head["id"] for head in heading_of(one, heading)["heads"]] if bases is None else bases
    body = {"id": str(uuid4()), "text": text, "bases": over}
    answer = one.context.request.put(api(one, f"/{heading}"), data=body, headers={"Origin": one.base})
    assert answer.status == 200, answer.text()


def card(page: Page, heading: str) -> Any:
    return page.locator(f'[data-heading="{heading}"]')


def told(one: Phone, sentence: str) -> None:
    """The notebook has it. A server that takes more than three seconds to answer makes the phone say that it keeps it, and it leaves."""
    began = time.monotonic()
    kept = one.page.get_by_text("part dès que possible").or_(one.page.get_by_text("Part dès que possible"))
    heard = one.page.get_by_text(sentence)
    heard.or_(kept).first.wait_for()
    assert heard.count() or time.monotonic() - began > 2, "kept, though there is a network"
    until_sent(one)


def type_text(one: Phone, text: str) -> None:
    one.page.get_by_label("Votre texte").fill(text)
    one.tap("Enregistrer")


def test_a_carer_writes_and_the_family_reads(phone: Phones) -> None:
    nadia, julie = phone("nadia"), phone("julie")
    nadia.go(f"{nadia.carnet}/habitudes")
    nadia.tap("Noter : Toilette, habillage")
    nadia.reads("Dans quel ordre, à quel moment ?")
    nadia.check_axe("writing a heading")
    type_text(nadia, "Choisit sa robe la veille.")
    told(nadia, "C’est dans le carnet.")
    card(nadia.page, "dressing").get_by_text("Écrit par Nadia Haddad").wait_for()
    assert texts(julie, "dressing") == ["Choisit sa robe la veille."]
    julie.go(julie.carnet)
    julie.quiet()
    julie.page.get_by_role(
        "link", name=re.compile(r"Nadia Haddad a complété «\sToilette, habillage\s»")
    ).tap()
    julie.page.wait_for_url("**/habitudes")
    card(julie.page, "dressing").get_by_text("Choisit sa robe la veille.").wait_for()
    julie.tap("Toujours vrai : Toilette, habillage")
    told(julie, "C’est noté : toujours vrai.")
    card(julie.page, "dressing").get_by_text("Toujours vrai selon Julie Martel").wait_for()


def test_written_without_network_it_stays_through_a_reload_and_leaves_by_itself(phone: Phones) -> None:
    julie = phone("julie", installed=True)
    julie.forgive.append("ERR_INTERNET_DISCONNECTED")
    julie.go(f"{julie.carnet}/habitudes")
    julie.ready_offline()
    julie.offline()
    julie.tap("Modifier : Habitudes et rituels")
    julie.page.get_by_label("Votre texte").fill("Le lapin gris, jamais lavé la veille d’un départ.")
    until_drafted(julie)
    # The phone reloads the page in the middle: what was typed is there.
    julie.page.reload()
    julie.reads("Votre brouillon a été retrouvé.")
    assert "Le lapin gris, jamais" in julie.page.get_by_label("Votre texte").input_value()
    julie.tap("Enregistrer")
    julie.page.wait_for_url("**/habitudes")
    card(julie.page, "comfort").get_by_text("sur ce téléphone", exact=True).wait_for()
    julie.check_axe("a text that waits")
    julie.page.reload()
    julie.settled()
    card(julie.page, "comfort").get_by_text("jamais lavé").wait_for()
    card(julie.page, "comfort").get_by_text(
        "Gardé sur ce téléphone. Part dès que le réseau revient."
    ).wait_for()
    # Written once more over it: the second follows the first.
    julie.tap("Modifier : Habitudes et rituels")
    type_text(julie, "Le lapin gris, et son foulard jaune.")
    card(julie.page, "comfort").get_by_text("foulard jaune").wait_for()
    julie.go(julie.carnet)
    julie.reads("2 textes des habitudes ne sont pas encore partis")
    sealed = kept_on(julie)["sealed"]
    assert len([name for name in sealed if name.startswith("texts/")]) == 2
    julie.offline(False)
    until_sent(julie)
    julie.page.get_by_text("des habitudes").wait_for(state="hidden")
    assert texts(julie, "comfort") == ["Le lapin gris, et son foulard jaune."]
    past = julie.context.request.get(api(julie, "/comfort/history")).json()["versions"]
    assert "Le lapin gris, jamais lavé la veille d’un départ." in [one["text"] for one in past]
    julie.go(f"{julie.carnet}/habitudes")
    card(julie.page, "comfort").get_by_text("Écrit par Julie Martel").wait_for()


def test_two_at_once_are_both_shown_and_one_is_chosen(phone: Phones) -> None:
    julie, thomas = phone("julie"), phone("thomas")
    put(julie, "likes", "Les bulles.")
    julie.go(f"{julie.carnet}/habitudes/ecrire/likes")
    julie.page.get_by_label("Votre texte").fill("Les bulles et l’eau tiède.")
    put(thomas, "likes", "Les bulles, les livres à rabats.")
    julie.tap("Enregistrer")
    julie.page.wait_for_url("**/habitudes")
    both = card(julie.page, "likes")
    both.get_by_text("2 textes", exact=True).wait_for()
    both.get_by_text("Les bulles et l’eau tiède.").wait_for()
    both.get_by_text("Les bulles, les livres à rabats.").wait_for()
    julie.tap("Choisir : Ce que la personne aime ou ce qui la rassure")
    julie.reads("2 personnes ont écrit en même temps")
    julie.page.get_by_text("Voir ce qui diffère").tap()
    assert julie.page.locator("ins").count()
    assert julie.page.locator("del").count()
    julie.settled()
    julie.check_axe("settling")
    julie.check_targets()
    julie.tap("Garder ce texte : texte 1, Thomas Roche")
    told(julie, "C’est choisi.")
    card(julie.page, "likes").get_by_text("2 textes", exact=True).wait_for(state="hidden")
    assert texts(julie, "likes") == ["Les bulles, les livres à rabats."]
    # A third text, that joins two.
    first = [head["id"] for head in heading_of(julie, "likes")["heads"]]
    put(thomas, "likes", "Un", first)
    put(julie, "likes", "Deux", first)
    thomas.go(f"{thomas.carnet}/habitudes/departager/likes")
    thomas.tap("Écrire un texte qui les réunit")
    thomas.page.get_by_label("Votre texte").wait_for()
    assert {"Un", "Deux"} == set(thomas.page.get_by_label("Votre texte").input_value().split())
    type_text(thomas, "Un et deux.")
    told(thomas, "C’est dans le carnet.")
    thomas.until("!document.querySelector('[data-heading=likes] .one')")
    assert texts(thomas, "likes") == ["Un et deux."]


def test_what_another_wrote_meanwhile_is_shown_while_writing(phone: Phones) -> None:
    julie, thomas = phone("julie"), phone("thomas")
    julie.go(f"{julie.carnet}/habitudes/ecrire/movement")
    julie.page.get_by_label("Votre texte").fill("Court partout, tombe parfois.")
    put(thomas, "movement", "Descend l’escalier assise.")
    until_drafted(julie)
    julie.page.reload()
    julie.reads("Thomas Roche a écrit ici entre-temps")
    julie.reads("Descend l’escalier assise.")
    julie.settled()
    julie.check_axe("written meanwhile")
    julie.tap("Mon texte en tient compte")
    type_text(julie, "Court partout, tombe parfois. Descend l’escalier assise.")
    told(julie, "C’est dans le carnet.")
    julie.page.wait_for_url("**/habitudes")
    card(julie.page, "movement").get_by_text("Écrit par Julie Martel").wait_for()
    assert texts(julie, "movement") == ["Court partout, tombe parfois. Descend l’escalier assise."]


def test_an_older_text_comes_back_in_one_tap_and_goes_again(phone: Phones) -> None:
    julie = phone("julie")
    put(julie, "identity", "Premier texte.")
    put(julie, "identity", "Second texte.")
    julie.go(f"{julie.carnet}/habitudes/histoire/identity")
    julie.page.get_by_text("Ce qui a changé").first.tap()
    julie.reads("1 mot ajouté · 1 mot retiré")
    julie.check_axe("the history of a heading")
    julie.page.get_by_role("button", name="Reprendre ce texte").first.tap()
    told(julie, "Ce texte est de nouveau celui du carnet.")
    julie.page.get_by_text("Julie Martel a repris un ancien texte").first.wait_for()
    assert texts(julie, "identity") == ["Premier texte."]
    julie.tap("Annuler l’action")
    told(julie, "Le texte d’avant est revenu.")
    julie.page.get_by_text("Julie Martel a repris un ancien texte").nth(1).wait_for()
    assert texts(julie, "identity") == ["Second texte."]


def test_before_a_night_away(phone: Phones) -> None:
    thomas = phone("thomas")
    put(thomas, "toilet", "Prévient en signant.")
    thomas.go(f"{thomas.carnet}/habitudes")
    thomas.tap("Relire")
    thomas.page.wait_for_url("**/nuit/sleep")
    thomas.reads("1 sur 6")
    thomas.check_axe("the walk before a night away")
    thomas.check_targets()
    thomas.tap("Toujours vrai : Sommeil nocturne, sieste")
    thomas.page.wait_for_url("**/nuit/pain")
    thomas.tap("Noter : Manifestation de la douleur")
    type_text(thomas, "Tire sur son oreille.")
    thomas.page.wait_for_url("**/nuit/pain")
    thomas.reads("Tire sur son oreille.")
    for heading in ("comfort", "food", "toilet", "fears", "fin"):
        thomas.page.get_by_role("button", name="Passer").last.tap()
        thomas.page.wait_for_url(f"**/nuit/{heading}")
    thomas.reads("C’est relu.")
    thomas.check_axe("the end of the walk")
    assert texts(thomas, "pain") == ["Tire sur son oreille."]
    assert heading_of(thomas, "sleep")["heads"][0]["confirmed_by"]["name"] == "Thomas Roche"


def test_the_copy_is_there_without_network_and_leaves_with_the_session(phone: Phones) -> None:
    nadia = phone("nadia", alone=True, installed=True)
    nadia.forgive += ["ERR_INTERNET_DISCONNECTED", "status of 401"]
    nadia.go(nadia.carnet)
    nadia.ready_offline()
    copy = f"sealed/habits/{nadia.person['carnets'][0]}"
    until_kept(nadia, copy)
    nadia.offline()
    nadia.go(f"{nadia.carnet}/habitudes")
    nadia.reads("Hors connexion : copie gardée sur ce téléphone")
    nadia.reads("Le lapin gris, puis l’histoire signée")
    nadia.tap("Modifier : Sommeil nocturne, sieste")
    type_text(nadia, "Écrit dans le train.")
    card(nadia.page, "sleep").get_by_text("sur ce téléphone", exact=True).wait_for()
    # The server refuses what is sent now: it stays, and signing out asks.
    nadia.context.route("**/api/carnets/*/habits/sleep", lambda route: route.abort())
    nadia.forgive.append("ERR_FAILED")
    nadia.offline(False)
    nadia.go("/moi")
    nadia.tap("Sortir de ce téléphone")
    nadia.reads("1 élément n’est pas parti")
    nadia.tap("Les jeter et sortir")
    nadia.page.wait_for_url("**/connexion")
    kept = kept_on(nadia)
    assert not [name for name in kept["sealed"] if "habits" in name or name.startswith("texts/")]
    assert kept["keys"] == []
    forget_session(nadia)


def test_an_ended_session_loses_no_text(phone: Phones) -> None:
    thomas = phone("thomas", alone=True, installed=True)
    thomas.forgive += ["net::ERR", "status of 401"]
    thomas.go(f"{thomas.carnet}/habitudes/ecrire/senses")
    thomas.ready_offline()
    thomas.offline()
    type_text(thomas, "Écrit avant la fin de la session.")
    card(thomas.page, "senses").get_by_text("sur ce téléphone", exact=True).wait_for()
    cookies = {c["name"]: c["value"] for c in thomas.context.cookies()}
    ended = httpx.post(
        f"{thomas.base}/api/auth/signout", cookies=cookies, headers={"Origin": thomas.base}, timeout=20
    )
    assert ended.status_code == 204
    thomas.page.reload()
    thomas.reads("copie gardée sur ce téléphone")
    thomas.offline(False)
    thomas.page.wait_for_url("**/connexion")
    assert [name for name in kept_on(thomas)["sealed"] if name.startswith("texts/")]
    thomas.fill("Adresse e-mail", thomas.person["email"])
    thomas.fill("Mot de passe", thomas.person["password"])
    thomas.tap("Continuer")
    thomas.page.locator("[autocomplete=one-time-code]").fill(thomas.code())
    thomas.page.wait_for_url("**/habitudes")
    card(thomas.page, "senses").get_by_text("Écrit hors réseau par Thomas Roche").or_(
        card(thomas.page, "senses").get_by_text("Écrit par Thomas Roche")
    ).first.wait_for()
    assert texts(thomas, "senses") == ["Écrit avant la fin de la session."]
    assert not [name for name in kept_on(thomas)["sealed"] if name.startswith("texts/")]


def test_a_browser_that_keeps_nothing_sends_at_once(phone: Phones) -> None:
    thomas = phone("thomas")
    thomas.page.add_init_script(
        "indexedDB.open = () => { throw new DOMException('refused', 'SecurityError') }"
    )
    thomas.go(f"{thomas.carnet}/habitudes/ecrire/fears")
    type_text(thomas, "Le noir complet.")
    thomas.reads("C’est dans le carnet.")
    assert texts(thomas, "fears") == ["Le noir complet."]


def test_written_in_two_tabs_each_leaves_once(phone: Phones) -> None:
    julie = phone("julie", installed=True)
    julie.forgive.append("ERR_INTERNET_DISCONNECTED")
    julie.go(f"{julie.carnet}/habitudes/ecrire/communication")
    julie.ready_offline()
    tab = julie.context.new_page()
    tab.goto(f"{julie.carnet}/habitudes")
    card(tab, "communication").wait_for()
    before = len(julie.context.request.get(api(julie, "/communication/history")).json()["versions"])
    julie.offline()
    type_text(julie, "Du premier onglet.")
    card(tab, "communication").get_by_text("Du premier onglet.").wait_for()
    julie.offline(False)
    card(tab, "communication").get_by_text("Écrit par Julie Martel").wait_for()
    card(julie.page, "communication").get_by_text("Écrit par Julie Martel").wait_for()
    julie.page.wait_for_timeout(1000)
    past = julie.context.request.get(api(julie, "/communication/history")).json()["versions"]
    assert len(past) == before + 1


def confirmations(one: Phone, heading: str) -> list[str]:
    """Who said « toujours vrai » of the newest text."""
    newest = one.context.request.get(api(one, f"/{heading}/history")).json()["versions"][0]
    return [said["by"]["name"] for said in newest["confirmations"]]


def test_still_true_is_said_without_network_leaves_once_and_is_taken_back(phone: Phones) -> None:
    julie, thomas = phone("julie", installed=True), phone("thomas")
    julie.forgive.append("ERR_INTERNET_DISCONNECTED")
    for heading in ("dressing", "senses"):
        put(thomas, heading, f"Écrit par Thomas {uuid4()}.")
    julie.go(f"{julie.carnet}/habitudes")
    julie.ready_offline()
    julie.offline()
    dressing, senses = card(julie.page, "dressing"), card(julie.page, "senses")
    julie.tap("Toujours vrai : Toilette, habillage")
    julie.reads("gardé sur ce téléphone, part dès que possible")
    dressing.get_by_text("Toujours vrai, dit ici").wait_for()
    dressing.get_by_text("sur ce téléphone", exact=True).wait_for()
    julie.check_axe("still true, waiting")
    # Not meant: it never leaves.
    julie.tap("Toujours vrai : Capacité auditive et visuelle")
    senses.get_by_text("Toujours vrai, dit ici").wait_for()
    julie.tap("Annuler l’action")
    julie.reads("Votre « toujours vrai » est annulé.")
    senses.get_by_text("Toujours vrai, dit ici").wait_for(state="hidden")
    julie.page.reload()
    julie.settled()
    dressing.get_by_text("Toujours vrai, dit ici").wait_for()
    assert len([name for name in kept_on(julie)["sealed"] if name.startswith("texts/")]) == 1
    julie.go(julie.carnet)
    julie.reads("1 « toujours vrai » n’est pas encore parti")
    julie.offline(False)
    julie.page.get_by_text("pas encore parti").wait_for(state="hidden")
    assert confirmations(julie, "dressing") == ["Julie Martel"]
    assert confirmations(julie, "senses") == []
    # Received, and not meant either.
    julie.go(f"{julie.carnet}/habitudes")
    dressing.get_by_text("Toujours vrai selon Julie Martel").wait_for()
    julie.tap("Toujours vrai : Capacité auditive et visuelle")
    told(julie, "C’est noté : toujours vrai.")
    assert confirmations(julie, "senses") == ["Julie Martel"]
    julie.tap("Annuler l’action")
    julie.reads("Votre « toujours vrai » est annulé.")
    senses.get_by_text("Toujours vrai selon").wait_for(state="hidden")
    assert confirmations(julie, "senses") == []


def test_an_answer_lost_on_the_way_confirms_once_and_taking_it_back_still_holds(phone: Phones) -> None:
    julie, thomas = phone("julie"), phone("thomas")
    julie.forgive += ["ERR_FAILED", "ERR_INTERNET_DISCONNECTED"]
    put(thomas, "dressing", f"Écrit par Thomas {uuid4()}.")
    julie.go(f"{julie.carnet}/habitudes")
    card(julie.page, "dressing").wait_for()

    def lose(route: Any) -> None:
        route.fetch()
        route.abort()

    julie.context.route("**/habits/dressing/confirm", lose, times=1)
    julie.tap("Toujours vrai : Toilette, habillage")
    julie.reads("gardé sur ce téléphone, part dès que possible")
    assert confirmations(julie, "dressing") == ["Julie Martel"]
    # The phone does not know that it arrived.
    julie.tap("Annuler l’action")
    card(julie.page, "dressing").get_by_text("dit ici").wait_for(state="hidden")
    julie.page.reload()
    julie.settled()
    until_sent(julie)
    assert confirmations(julie, "dressing") == []
    assert heading_of(julie, "dressing")["heads"][0]["confirmed_by"]["name"] == "Thomas Roche"


def test_still_true_of_a_text_that_was_changed_meanwhile_is_not_said(phone: Phones) -> None:
    julie, thomas = phone("julie", installed=True), phone("thomas")
    julie.forgive += ["ERR_INTERNET_DISCONNECTED", "status of 409"]
    put(thomas, "movement", f"Avant {uuid4()}.")
    julie.go(f"{julie.carnet}/habitudes")
    julie.ready_offline()
    julie.offline()
    julie.tap("Toujours vrai : Capacités motrices")
    card(julie.page, "movement").get_by_text("Toujours vrai, dit ici").wait_for()
    put(thomas, "movement", "Monte l’escalier debout.")
    julie.offline(False)
    julie.reads("Ce « toujours vrai » n’est pas parti")
    julie.reads("quelqu’un a écrit ici entre-temps")
    card(julie.page, "movement").get_by_text("Monte l’escalier debout.").wait_for()
    julie.check_axe("still true, refused")
    julie.tap("C’est vu")
    julie.page.get_by_text("Ce « toujours vrai » n’est pas parti").wait_for(state="hidden")
    assert confirmations(julie, "movement") == []
    assert not [name for name in kept_on(julie)["sealed"] if name.startswith("texts/")]


def test_what_was_taken_back_without_network_is_not_said_to_have_failed(phone: Phones) -> None:
    julie, thomas = phone("julie", installed=True), phone("thomas")
    julie.forgive += ["ERR_INTERNET_DISCONNECTED", "status of 409"]
    put(thomas, "movement", f"Avant {uuid4()}.")
    julie.go(f"{julie.carnet}/habitudes")
    julie.ready_offline()
    julie.offline()
    julie.tap("Toujours vrai : Capacités motrices")
    card(julie.page, "movement").get_by_text("Toujours vrai, dit ici").wait_for()
    julie.tap("Annuler l’action")
    card(julie.page, "movement").get_by_text("dit ici").wait_for(state="hidden")
    put(thomas, "movement", "Saute à pieds joints.")
    julie.offline(False)
    card(julie.page, "movement").get_by_text("Saute à pieds joints.").wait_for()
    until_sent(julie)
    assert julie.page.get_by_text("Ce « toujours vrai » n’est pas parti").count() == 0


def test_the_history_that_was_seen_is_read_without_network(phone: Phones) -> None:
    julie = phone("julie", installed=True)
    julie.forgive.append("ERR_INTERNET_DISCONNECTED")
    put(julie, "likes", "La pluie sur la tente.")
    put(julie, "likes", "La neige.")
    julie.go(f"{julie.carnet}/habitudes/histoire/likes")
    julie.reads("La pluie sur la tente.")
    kept = f"sealed/habits-history/{julie.person['carnets'][0]}/likes"
    until_kept(julie, kept)
    julie.ready_offline()
    julie.offline()
    julie.page.reload()
    julie.reads("La pluie sur la tente.")
    julie.reads("copie gardée sur ce téléphone")
    # One that was never opened says so.
    julie.go(f"{julie.carnet}/habitudes/histoire/toilet")
    julie.reads("Pas encore vue sur ce téléphone")
    julie.check_axe("a history that this phone has not seen")
    # An older text is taken again all the same, and leaves later.
    julie.go(f"{julie.carnet}/habitudes/histoire/likes")
    julie.page.get_by_role("button", name="Reprendre ce texte").first.tap()
    julie.reads("Part dès que possible.")
    julie.offline(False)
    julie.until("document.body.innerText.includes('a repris un ancien texte')")
    assert texts(julie, "likes") == ["La pluie sur la tente."]
