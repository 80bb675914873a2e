"""The pain passport: words without a network, two films of the album, shown behind the code; a doctor without a script reads it and plays one."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from tests.e2e.keeping import until_kept, until_sent
from tests.e2e.phone import Phone, accessibility
from tests.servers.cs3 import Served

Phones = Callable[..., Phone]


@pytest.mark.timeout(240)
def test_the_family_fills_it_and_a_doctor_reads_it(phone: Phones, served: Served) -> None:
    anne = phone("anne", installed=True)
    anne.forgive.append("ERR_INTERNET_DISCONNECTED")
    anne.ready_capture("video")
    anne.go(f"{anne.carnet}/fiches")
    anne.ready_offline()
    until_kept(anne, f"sealed/lines/{anne.person['carnets'][0]}/pain_passport")
    anne.offline()
    # Never opened before: what the phone kept ahead.
    anne.page.get_by_role("link", name="Passeport douleur").tap()
    anne.reads("Repousse la main")
    anne.page.locator("[data-line=soothes]").get_by_role("link", name="Modifier").tap()
    anne.fill("En quelques mots", "Allongé sur le côté, sa chanson tout bas")
    anne.tap("Enregistrer")
    anne.reads("Allongé sur le côté, sa chanson tout bas")
    anne.offline(False)
    until_sent(anne)

    for place in ("Quand tout va bien", "Quand ça fait mal"):
        anne.tap(f"Choisir un film : {place}")
        films = anne.page.get_by_role("group", name="Choisir un film").get_by_role("button")
        films.nth(0 if place == "Quand ça fait mal" else 1).tap()
        anne.reads("Le film est dans le passeport.")
        anne.page.get_by_label(place, exact=True).wait_for()
    anne.page.get_by_role("link", name="Comparer les deux films").wait_for()
    switch = anne.page.get_by_role("switch", name="Montrer derrière le code")
    switch.tap()
    anne.reads("Le passeport est montré derrière le code.")
    anne.check_axe("a pain passport")
    anne.check_targets()
    anne.check_no_sideways_scroll()
    anne.text_size(32)
    anne.check_no_sideways_scroll()
    anne.text_size()

    doctor = phone(java_script_enabled=False)
    doctor.page.goto(served.demo["carnets"][0]["emergency_url"])
    doctor.page.get_by_role("link", name="Je suis soignant, j’ai besoin des documents").tap()
    doctor.fill("Votre nom", "Dr Inès Perrin")
    doctor.page.get_by_label("Votre profession", exact=True).select_option("emergency_doctor")
    doctor.fill("Votre service, votre établissement", "Urgences, CHU de Grenoble")
    doctor.fill("Ou votre numéro RPPS", "10003456786")
    doctor.fill("Pourquoi vous avez besoin des documents", "Se tord, ne parle pas : douleur ?")
    doctor.tap("Ouvrir les documents")
    doctor.page.get_by_role("link", name="Passeport douleur").tap()
    doctor.reads("Allongé sur le côté, sa chanson tout bas")
    doctor.reads("Il suit des yeux et répond à son nom.")
    film = doctor.page.get_by_label("Quand ça fait mal", exact=True)
    source = film.get_attribute("src")
    played = doctor.context.request.get(f"{served.base}{source}", headers={"Range": "bytes=0-1023"})
    assert (played.status, played.headers["content-type"]) == (206, "video/mp4")
    with doctor.page.expect_response(lambda answer: answer.url.endswith("/play")) as asked:
        film.tap(position={"x": 42, "y": film.bounding_box()["height"] - 48})  # type: ignore[index]
    assert asked.value.status in (200, 206)

    # The same page where a script can look at it, in English, in the dark.
    second = phone(language="en-GB", dark=True)
    second.context.add_cookies(doctor.context.cookies())  # type: ignore[arg-type]
    second.page.goto(doctor.page.url)
    second.reads("When it hurts")
    assert accessibility(second.page) == []
    second.check_targets()
    second.check_no_sideways_scroll()
    second.text_size(32)
    second.check_no_sideways_scroll()


def test_two_films_chosen_at_once_are_both_there_until_one_is_kept(phone: Phones) -> None:
    anne = phone("anne")
    anne.ready_capture("video")
    api = f"/api{anne.carnet.replace('/c/', '/carnets/')}"
    found = anne.context.request.get(f"{api}/captures?kind=video").json()["captures"]
    films = [one["id"] for one in found if one["state"] == "ready"][:2]
    place = f"{api}/sheets/pain_passport/film_calm"

    def choose(film: str, bases: list[str]) -> list[str]:
        body = {"id": str(uuid4()), "content": {"kind": "pain_film", "film": film}, "bases": bases}
        answer = anne.context.request.put(place, data=body, headers={"Origin": anne.base})
        assert answer.ok, answer.text()
        return [head["id"] for head in answer.json()["heads"]]

    first = choose(films[0], choose(films[1], []))
    choose(films[0], first)
    choose(films[1], first)
    anne.go(f"{anne.carnet}/fiches/pain_passport")
    anne.reads("Deux films ont été choisis en même temps.")
    both = anne.page.get_by_label("Quand tout va bien", exact=True)
    both.nth(1).wait_for()
    assert both.count() == 2
    assert not anne.page.get_by_role("link", name="Comparer les deux films").count()
    anne.tap("Choisir lequel garder : Quand tout va bien")
    anne.tap("Retirer ce film du passeport")
    anne.reads("Le film n’est plus dans le passeport. Il reste dans l’album.")
    anne.page.locator("main").get_by_text("Pas de film").first.wait_for()
