"""A representative writes the urgent sheet on a phone: every section, two parents at once, no network, nothing lost."""

import re
from collections.abc import Callable

from playwright.sync_api import Route

from tests.e2e.keeping import kept_on
from tests.e2e.phone import Phone
from tests.e2e.sheet import CHOICES, add_line, part, saved, sheet_of, type_in

Phones = Callable[..., Phone]

TYPED: dict[str, dict[str, str]] = {
    "anaesthesia": {"text": "Une, sans incident noté."},
    "todo": {"tone": "À savoir", "title": "Parler face à elle", "text": "elle lit sur les lèvres"},
    "yes_no": {"yes": "hoche la tête", "no": "repousse la main"},
    "pain": {"shows": "tire son oreille"},
    "calms": {"text": "La veilleuse étoile."},
    "hearing": {"text": "Deux implants."},
    "vision": {"text": "Rien à signaler par nous."},
    "swallowing": {"text": "Petits morceaux."},
    "hospital": {"name": "Hôpital mère-enfant"},
    "directives": {"text": "Aucune écrite à ce jour."},
}


def test_every_section_is_written(phone: Phones) -> None:
    one = phone("julie")
    before = sheet_of(one)
    for section, values in TYPED.items():
        full = len(before[section]["lines"]) >= before[section]["most_lines"]
        one.go(f"{part(one, section)}/{before[section]['lines'][0]['id'] if full else 'nouvelle'}")
        type_in(one, values)
        one.tap("Enregistrer")
        saved(one)
        assert one.at == part(one, section)
    sheet = sheet_of(one)
    for section, values in TYPED.items():
        line = sheet[section]["lines"][-1]
        assert line["written"]["by"]["name"].startswith("Julie"), section
        for name, value in values.items():
            if name not in CHOICES:
                assert line["content"][name] == value, section
    # What nobody said stays unsaid.
    assert sheet["pain"]["lines"][-1]["content"]["unlike_seizure"] == ""


def test_order_removal_and_undoing(phone: Phones) -> None:
    one = phone("julie")
    for name in ("Voisine Lou", "Oncle Sam"):
        add_line(one, {"section": "calms", "text": name})
    one.go(f"{one.carnet}/urgence")
    one.tap("Modifier : Ce qui calme")
    one.page.wait_for_url("**/partie/calms")
    one.tap("Monter : Oncle Sam")
    one.page.get_by_text("Oncle Sam : ", exact=False).first.wait_for(state="attached")
    names = [line["content"]["text"] for line in sheet_of(one)["calms"]["lines"]]
    assert names.index("Oncle Sam") == names.index("Voisine Lou") - 1
    one.until("document.activeElement?.getAttribute('aria-label') === 'Monter\u202f: Oncle Sam'")
    one.tap("Retirer : Oncle Sam")
    one.tap("Annuler l’action")
    one.reads("La ligne est revenue sur la fiche.")
    one.tap("Retirer : Voisine Lou")
    one.tap("Remettre : Voisine Lou")
    one.page.get_by_role("button", name="Retirer : Voisine Lou").wait_for()
    assert {"Oncle Sam", "Voisine Lou"} <= {
        line["content"]["text"] for line in sheet_of(one)["calms"]["lines"]
    }


def test_the_whole_sheet_is_confirmed_in_one_tap_and_undone(phone: Phones) -> None:
    one = phone("julie")
    before = sheet_of(one)
    one.go(f"{one.carnet}/urgence")
    one.tap("Tout est encore vrai")
    one.reads("La fiche est datée d’aujourd’hui, à votre nom.")
    assert sheet_of(one) != before
    one.page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    lowest = one.page.get_by_role("link", name="Ce qui a changé").bounding_box()
    toast = one.page.locator(".toast").bounding_box()
    assert lowest
    assert toast
    assert lowest["y"] + lowest["height"] <= toast["y"], "the toast covers the end of the page"
    one.check_axe("what can be undone")
    one.check_targets()
    one.page.keyboard.press("Control+z")
    one.reads("La fiche a repris ses dates d’avant.")
    assert sheet_of(one) == before


def test_without_network_what_is_written_waits_on_the_phone(phone: Phones) -> None:
    one = phone("julie", installed=True)
    one.go(f"{part(one, 'todo')}/nouvelle")
    one.ready_offline()
    one.offline()
    type_in(one, {"tone": "À faire", "title": "Garder ses implants"})
    one.reads("Hors connexion. Vous pouvez écrire")
    one.tap("Enregistrer")
    one.reads("ce n’est pas sur la fiche pour autant que ce téléphone sache")
    one.check_axe("a form without network")
    one.page.reload()
    one.reads("Voici ce que vous écriviez.")
    assert one.page.locator('[name="title"]').input_value() == "Garder ses implants"
    one.page.locator("[aria-label=Retour]").tap()
    one.page.wait_for_url("**/partie/todo")
    one.reads("ce n’est pas encore sur la fiche")
    one.page.get_by_role("button", name="Toujours vrai", exact=False).first.tap()
    one.reads("le serveur n’a rien confirmé")
    one.offline(False)
    one.tap("Reprendre ce que vous écriviez")
    one.page.wait_for_url("**/todo/nouvelle")
    one.reads("Voici ce que vous écriviez.")
    one.tap("Enregistrer")
    saved(one)
    titles = [line["content"]["title"] for line in sheet_of(one)["todo"]["lines"]]
    assert titles.count("Garder ses implants") == 1
    assert not [name for name in kept_on(one)["sealed"] if "draft/emergency" in name]


def test_a_page_taken_away_between_two_letters_loses_none_before_them(phone: Phones) -> None:
    one = phone("julie")
    one.go(f"{part(one, 'todo')}/nouvelle")
    text = "Prévenir avant de la toucher, elle n’entend pas venir"
    one.page.locator('[name="title"]').press_sequentially(text, delay=80)
    one.page.reload()
    one.reads("Voici ce que vous écriviez.")
    found = one.page.locator('[name="title"]').input_value()
    assert len(found) >= len(text) - 5
    assert text.startswith(found)
    one.tap("Jeter ce brouillon")
    one.page.get_by_role("alertdialog").get_by_role("button", name="Jeter ce brouillon").tap()
    one.page.wait_for_url("**/partie/todo")
    assert not [name for name in kept_on(one)["sealed"] if "draft/emergency" in name]


def test_the_three_answers_are_told_apart(phone: Phones) -> None:
    one = phone("julie")
    one.go(part(one, "anaesthesia"))
    one.tap("Ajouter une ligne" if sheet_of(one)["anaesthesia"]["lines"] else "Écrire")
    one.page.wait_for_url("**/anaesthesia/nouvelle")
    one.page.locator("[aria-label=Retour]").tap()
    one.page.wait_for_url("**/anaesthesia")
    for _ in sheet_of(one)["anaesthesia"]["lines"]:
        one.page.get_by_role("button", name="Retirer", exact=False).first.tap()
        one.reads("Retirée")
    one.reads("Pas encore noté")
    one.page.get_by_role("button", name="Aucune Vous savez").tap()
    one.reads("Réponse enregistrée.")
    assert sheet_of(one)["anaesthesia"]["answer"] == "none_known"
    one.tap("Effacer cette réponse")
    one.page.get_by_role("button", name="Non communiqué Vous préférez").tap()
    one.page.get_by_role("heading", name="Non communiqué").wait_for()
    assert sheet_of(one)["anaesthesia"]["answer"] == "not_stated"
    one.settled()
    one.check_axe("a section answered without lines")


def test_what_the_server_refuses_is_said_at_its_field(phone: Phones) -> None:
    one = phone("julie")
    one.forgive.append("status of 422")
    one.go(f"{part(one, 'pain')}/nouvelle")
    one.tap("Enregistrer")
    one.reads("Écrivez quelque chose ici.")
    field = one.page.locator('[name="shows"]')
    assert field.get_attribute("aria-invalid") == "true"
    assert field.evaluate("(one) => one === document.activeElement")
    one.check_axe("a form with an error")


def test_an_older_text_comes_back_by_its_form(phone: Phones) -> None:
    one = phone("julie")
    line = add_line(one, {"section": "vision", "text": "x"}) if not sheet_of(one)["vision"]["lines"] else ""
    line = line or sheet_of(one)["vision"]["lines"][0]["id"]
    for text in ("Le texte d’avant", "Le texte d’après"):
        one.go(f"{part(one, 'vision')}/{line}")
        one.page.locator('[name="text"]').fill(text)
        one.tap("Enregistrer")
        saved(one)
    one.go(f"{one.carnet}/urgence/historique")
    one.tap("Reprendre ce texte : Le texte d’avant")
    one.page.wait_for_url(f"**/partie/vision/{line}")
    one.reads("Voici ce que vous écriviez.")
    assert one.page.locator('[name="text"]').input_value() == "Le texte d’avant"
    one.tap("Enregistrer")
    saved(one)
    assert sheet_of(one)["vision"]["lines"][0]["content"]["text"] == "Le texte d’avant"


def test_what_the_sheets_hold_is_chosen_line_by_line(phone: Phones) -> None:
    one = phone("julie")
    add_line(
        one, {"section": "treatments", "name": "Mélatonine", "dose": "1 comprimé, ½ si besoin"}, urgent=None
    )
    add_line(one, {"section": "treatments", "name": "Vitamine D"}, urgent=None)
    one.go(f"{one.carnet}/urgence")
    card = one.page.locator("[data-section=treatments]")
    card.get_by_text("Sur la fiche « Traitement médicamenteux », pas encore choisies :").wait_for()
    one.settled()
    one.check_axe("lines that are proposed")
    one.check_targets()
    one.tap("Ne pas montrer sur la fiche urgente : Vitamine D")
    one.reads("Gardé pour le cercle : Vitamine D")
    card.get_by_text("1 ligne gardée pour le cercle").wait_for()
    one.tap("Montrer sur la fiche urgente : Mélatonine")
    card.get_by_text("1 comprimé, ½ si besoin").wait_for()
    card.get_by_text("D’autres lignes ne sont pas communiquées").wait_for()
    seen = one.context.request.get(
        f"/api/carnets/{one.person['carnets'][0]}/emergency/preview?language=fr"
    ).text()
    assert "1 comprimé, ½ si besoin" in seen
    assert "Vitamine D" not in seen
    # It is changed where it is written, and the form comes back here.
    one.tap("Modifier : Traitements")
    one.page.wait_for_url("**/partie/treatments")
    one.tap("Modifier : Mélatonine")
    one.page.wait_for_url("**/fiches/medication/ecrire/**")
    box = one.page.get_by_role("checkbox", name="Montrer sur la fiche urgente")
    assert box.is_checked()
    box.uncheck()
    one.tap("Enregistrer")
    one.page.wait_for_url("**/partie/treatments")
    one.page.get_by_text("2 lignes gardées pour le cercle").wait_for()
    one.tap("Ajouter une ligne" if sheet_of(one)["treatments"]["lines"] else "Écrire")
    one.page.wait_for_url("**/fiches/medication/nouveau/treatment")
    assert box.is_checked()


def test_a_carer_reads_and_is_offered_nothing_to_write(phone: Phones) -> None:
    one = phone("nadia")
    one.go(f"{one.carnet}/urgence")
    one.page.get_by_role("heading", name="Allergies").wait_for()
    assert not one.page.get_by_role("link", name="Modifier", exact=False).count()
    one.go(part(one, "allergies"))
    one.reads("La fiche est tenue par les représentants.")
    assert not one.page.get_by_role("button", name="Retirer", exact=False).count()
    assert not one.page.get_by_text("pas encore choisie").count()
    one.go(f"{part(one, 'calms')}/nouvelle")
    one.reads("Rien ici")


def test_an_answer_lost_on_the_way_adds_no_line_twice(phone: Phones) -> None:
    """The request arrives, its answer does not; the person corrects a word and saves again."""
    one = phone("julie")
    one.forgive.append("net::ERR_FAILED")
    one.go(f"{part(one, 'todo')}/nouvelle")
    type_in(one, {"tone": "À savoir", "title": "Aime l’aquarium"})

    def lose(route: Route) -> None:
        if route.request.method == "POST":
            route.fetch()
            route.abort()
        else:
            route.continue_()

    one.page.route("**/emergency/lines", lose)
    one.tap("Enregistrer")
    one.reads("ce n’est pas sur la fiche pour autant que ce téléphone sache")
    one.page.unroute("**/emergency/lines", lose)
    one.page.locator('[name="title"]').fill("Aime le grand aquarium")
    one.tap("Enregistrer")
    saved(one)
    titles = [line["content"]["title"] for line in sheet_of(one)["todo"]["lines"]]
    assert [title for title in titles if "aquarium" in title] == ["Aime le grand aquarium"]


def test_a_family_says_when_a_printed_card_is_out_of_date(phone: Phones) -> None:
    one = phone("julie")
    one.go(f"{one.carnet}/urgence")
    one.page.get_by_role("button", name="La carte imprimée").tap()
    dialog = one.page.get_by_role("dialog")
    assert dialog.get_by_label("12 mois").is_checked()
    one.check_axe("the limit of a card")
    dialog.get_by_text("1 mois", exact=True).tap()
    one.offline(True)
    one.tap("Enregistrer")
    dialog.get_by_role("alert").get_by_text(re.compile("réseau|connexion", re.IGNORECASE)).first.wait_for()
    assert dialog.get_by_label("1 mois", exact=True).is_checked(), "what was chosen is still there"
    one.offline(False)
    one.tap("Enregistrer")
    one.reads("C’est noté : les prochaines cartes imprimées le diront.")
    one.page.get_by_role("button", name="La carte imprimée").tap()
    dialog.get_by_label("1 mois", exact=True).wait_for()
    assert dialog.get_by_label("1 mois", exact=True).is_checked()
