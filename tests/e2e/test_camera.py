"""The camera in the page: a film and a photo, kept as they are made; a camera that is not there is said."""

import time
from collections.abc import Callable

import pytest

from tests.e2e.phone import Phone
from tests.e2e.test_outbox import arrived

pytestmark = pytest.mark.alone


def open_camera(phone: Phone, what: str, note: str = "") -> None:
    phone.go(f"{phone.carnet}/ajouter")
    phone.page.get_by_label("Note").fill(note)
    phone.page.get_by_role("button", name=what, exact=True).click()


def test_a_film_is_made_paused_looked_at_and_arrives(phone: Callable[..., Phone]) -> None:
    anne = phone("anne", permissions=["camera", "microphone"])
    open_camera(anne, "Film", "Filmé dans la page")
    anne.page.get_by_role("button", name="Commencer à filmer").click()
    anne.page.get_by_text("0:02").wait_for()
    anne.check_axe()
    anne.check_targets()
    anne.page.get_by_role("button", name="Suspendre").click()
    anne.page.get_by_role("button", name="Reprendre").click()
    anne.page.get_by_role("button", name="Arrêter de filmer").click()
    anne.page.get_by_role("button", name="Garder et envoyer").wait_for()
    anne.until("document.querySelector('dialog video').videoWidth > 0")
    anne.check_axe()
    anne.page.get_by_role("button", name="Garder et envoyer").click()
    made = arrived(anne, "Filmé dans la page", seconds=90)
    assert made["kind"] == "video"


def test_a_photo_is_taken_and_arrives(phone: Callable[..., Phone]) -> None:
    anne = phone("anne", permissions=["camera"])
    open_camera(anne, "Photo", "Prise dans la page")
    anne.until("document.querySelector('dialog video')?.videoWidth > 0")
    anne.page.get_by_role("button", name="Prendre la photo").click()
    anne.page.get_by_role("button", name="Recommencer").click()
    anne.until("document.querySelector('dialog video')?.videoWidth > 0")
    anne.page.get_by_role("button", name="Prendre la photo").click()
    anne.page.get_by_role("button", name="Garder et envoyer").click()
    assert arrived(anne, "Prise dans la page", seconds=90)["kind"] == "photo"


def test_a_page_that_dies_in_the_middle_of_a_film_loses_the_last_second_only(
    phone: Callable[..., Phone],
) -> None:
    anne = phone("anne", permissions=["camera", "microphone"])
    open_camera(anne, "Film", "Filmé jusqu’à la panne")
    anne.page.get_by_role("button", name="Commencer à filmer").click()
    kept_at_least(anne, 2)
    anne.page.close()
    anne.page = anne.context.new_page()
    anne.page.goto(anne.carnet)
    made = arrived(anne, "Filmé jusqu’à la panne", seconds=90)
    assert made["kind"] == "video"
    assert made["size"] > 10_000


def test_a_camera_that_is_refused_says_what_to_do(phone: Callable[..., Phone]) -> None:
    anne = phone("anne")
    anne.page.add_init_script(
        "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'))"
    )
    open_camera(anne, "Film")
    anne.page.get_by_text("n’a pas le droit d’ouvrir l’appareil photo").wait_for()
    anne.check_axe()
    with anne.page.expect_file_chooser():
        anne.page.get_by_role("button", name="Prendre l’appareil du téléphone").click()


def kept_at_least(phone: Phone, pieces: int) -> None:
    """By the phone's own account, not by the clock on the screen: a busy machine hands over late."""
    ends = time.monotonic() + 40
    while phone.page.evaluate(_PIECES) < pieces:
        assert time.monotonic() < ends, "nothing was kept while it was filmed"
        phone.page.wait_for_timeout(200)


_PIECES = """async () => {
  const open = indexedDB.open("cs3-outbox");
  const database = await new Promise((resolve) => (open.onsuccess = () => resolve(open.result)));
  const asked = database.transaction("pieces").objectStore("pieces").count();
  const count = await new Promise((resolve) => (asked.onsuccess = () => resolve(asked.result)));
  database.close();
  return count;
}"""
