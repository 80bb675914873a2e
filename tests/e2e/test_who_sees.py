"""« Qui peut voir cette image ? »: one tap hides it from all but the parents; another phone loses it at its next request."""

from collections.abc import Callable

from tests.e2e.phone import Phone

Phones = Callable[..., Phone]


def test_hidden_with_one_tap_and_shown_again(phone: Phones) -> None:
    one, other = phone("anne"), phone("karim")
    capture = one.ready_capture()
    image = f"{one.carnet}/images/{capture}"
    other.go(image)
    other.reads("Ajouté")
    one.go(image)
    one.page.get_by_role("link", name="Qui peut voir cette image").tap()
    one.reads("Les personnes du cercle")
    one.settled()
    one.check_axe("who can see an image")
    one.check_targets()
    one.check_no_sideways_scroll()
    one.tap("Masquer à tous sauf aux parents")
    one.reads("Pour les autres, il n’existe pas.")
    one.reads("Ne voit pas")
    # What is allowed to fail: this phone is told that there is no such image.
    seen = other.context.request.get(f"/api{image.replace('/c/', '/carnets/').replace('images', 'captures')}")
    assert seen.status == 404
    one.go(image)
    one.reads("Masqué à tous sauf aux parents")
    one.check_axe("an image that is hidden")
    one.page.get_by_role("link", name="Qui peut voir cette image").tap()
    one.tap("Montrer de nouveau")
    one.reads("Ce n’est plus caché ainsi.")
    again = other.context.request.get(
        f"/api{image.replace('/c/', '/carnets/').replace('images', 'captures')}"
    )
    assert again.status == 200


def test_hidden_from_one_person_without_a_network_is_said(phone: Phones) -> None:
    one = phone("anne", dark=True)
    capture = one.ready_capture()
    one.go(f"{one.carnet}/qui-voit/capture/{capture}")
    one.reads("Les personnes du cercle")
    one.forgive.append("ERR_INTERNET_DISCONNECTED")  # what is kept ahead may be on its way just then
    one.offline()
    button = one.page.get_by_role("button", name="Cacher à").first
    button.tap()
    one.page.get_by_role("alert").wait_for()
    one.offline(False)
    button.tap()
    one.reads("C’est caché, dès maintenant.")
    one.check_axe("who can see an image, in the dark")
    one.tap("Montrer de nouveau")
    one.reads("Ce n’est plus caché ainsi.")
