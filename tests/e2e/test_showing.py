"""« Anne vous montre une photo »: chosen people, a word, one tap on the other's home screen; seen, taken back."""

from collections.abc import Callable

from tests.e2e.phone import Phone

Phones = Callable[..., Phone]


def test_shown_to_somebody_who_opens_it(phone: Phones) -> None:
    anne, karim = phone("anne"), phone("karim", dark=True)
    image = f"{anne.carnet}/images/{anne.ready_capture()}"
    anne.go(image)
    anne.tap("Montrer à quelqu’un")
    anne.reads("À qui")
    anne.tap("Montrer")
    anne.reads("Choisissez au moins une personne.")
    anne.page.get_by_label("Karim").check()
    anne.page.get_by_label("Un mot").fill("Regarde son genou")
    anne.check_axe("whom to show an image to")
    anne.check_targets()
    anne.check_no_sideways_scroll()
    anne.tap("Montrer")
    anne.reads("pas encore vu")

    karim.go(karim.carnet)
    karim.reads("vous montre")
    karim.reads("Regarde son genou")
    karim.settled()
    karim.check_axe("what one is shown, on the home screen")
    karim.page.get_by_role("link", name="vous montre").first.tap()
    karim.page.wait_for_url(f"**{image}")
    karim.reads("Ajouté")
    karim.go(karim.carnet)
    karim.reads("Ces derniers jours")
    assert karim.page.get_by_text("Regarde son genou").count() == 0

    anne.go(image)
    anne.tap("Montrer à quelqu’un")
    anne.reads("Vu ")
    anne.page.get_by_label("Karim").check()
    anne.tap("Montrer")
    anne.reads("pas encore vu")
    anne.page.get_by_role("button", name="Ne plus montrer à Karim").tap()
    anne.reads("Ce n’est plus montré.")
    # What was taken back leads nowhere, and says so.
    karim.forgive.append("404")
    karim.go(f"{karim.carnet}/montre/00000000-0000-4000-8000-000000000000")
    karim.reads("Ceci ne vous est plus montré")
