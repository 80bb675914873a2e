"""A film of the walk, step by step: asked, shown, framed by the last one, counted down, said aloud, looked at, kept with what was said."""

import re
from collections.abc import Callable

import pytest

from tests.e2e.phone import Phone
from tests.e2e.test_outbox import arrived

pytestmark = pytest.mark.alone

_HEARD = """
  window.heard = [];
  const tone = AudioContext.prototype.createOscillator;
  AudioContext.prototype.createOscillator = function () { heard.push("tone"); return tone.call(this); };
"""
_VOICE = """
  const voice = { lang: "fr-FR", localService: true, name: "Claire" };
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  Object.defineProperty(window, "speechSynthesis", { value: {
    getVoices: () => [{ ...voice, localService: false }, { ...voice, lang: "en-GB" }, voice],
    speak: (said) => heard.push(`${said.lang} ${said.text}`), cancel: () => undefined } });
"""


def _to_camera(one: Phone) -> None:
    one.tap("Je sais faire")
    one.until("document.querySelector('.frame video')?.videoWidth > 0")


def test_a_film_of_the_walk_is_made_step_by_step(phone: Callable[..., Phone]) -> None:
    one = phone("anne", permissions=["camera"])
    one.page.add_init_script(_HEARD)
    one.ready_capture("video")
    one.go(f"{one.carnet}/ajouter")
    one.page.get_by_label("Note").fill("Pas à pas")
    one.tap("Pour la marche")
    one.tap("Film")

    one.page.get_by_role("heading", name="Que verra l’appareil ?").wait_for()
    assert one.page.locator("[aria-pressed=true]").count() == 0
    one.check_axe()
    one.check_targets()
    one.page.get_by_role("button", name=re.compile("^Face")).tap()
    one.tap("Chaussures")
    one.tap("Pieds nus")
    assert one.page.locator("[aria-pressed=true]").all_inner_texts() == ["Pieds nus"]
    one.tap("Continuer")
    one.reads("3 ou 4 mètres")
    one.tap("Continuer")
    one.reads("De face :")
    one.check_axe()
    one.tap("Continuer")
    one.tap("Ouvrir l’appareil")
    one.until("document.querySelector('.frame video')?.videoWidth > 0")
    # The demonstration has a film of that side: its image is over the camera until it is put away.
    one.until("document.querySelector('.frame img')?.naturalWidth > 0")
    one.tap("Voir le dernier film par-dessus")
    assert one.page.locator(".frame img").count() == 0
    one.tap("Réglages")
    one.tap("3 s")
    one.check_axe()
    one.check_targets()
    one.tap("Fermer")
    one.tap("Filmer dans 3 s")
    one.tap("Annuler le départ")
    one.tap("Filmer dans 3 s")
    one.page.get_by_role("button", name="Arrêter de filmer").wait_for()
    # No French voice is on this computer: three seconds and the start, by tones.
    assert one.page.evaluate("heard.length") >= 4
    one.page.get_by_text("0:02").wait_for()
    one.tap("Arrêter de filmer")
    one.page.get_by_role("heading", name="À regarder avant de garder").wait_for()
    one.reads("Face · pieds nus")
    one.page.get_by_text(re.compile(r"Dans ce film\s: \d+ images/s, \d+ × \d+")).wait_for()
    one.check_axe()
    one.tap("Garder et envoyer")
    one.reads("Le film est gardé")
    made = arrived(one, "Pas à pas", seconds=90)
    assert (made["category"], made["seen_from"], made["worn"]) == ("gait", "front", ["barefoot"])

    # What was said is offered for the next film, and not taken for it.
    one.tap("Filmer une autre vue")
    assert one.page.locator("[aria-pressed=true]").count() == 0
    one.page.get_by_role("button", name=re.compile("^Profil gauche")).tap()
    one.page.get_by_role("button", name=re.compile(r"^Comme la dernière fois\s: pieds nus$")).wait_for()
    assert one.page.locator("[aria-pressed=true]").count() == 0


def test_a_voice_says_when_and_a_camera_that_is_refused_is_said(phone: Callable[..., Phone]) -> None:
    one = phone("anne", permissions=["camera"])
    one.page.add_init_script(_HEARD + _VOICE)
    one.page.route("**/captures?kind=video*", lambda asked: asked.abort())
    one.forgive.append("net::ERR_FAILED")
    one.go(f"{one.carnet}/filmer")
    one.page.get_by_role("button", name=re.compile("^Profil droit")).tap()
    one.tap("Continuer sans préciser")
    _to_camera(one)
    one.reads("Sans réseau, le dernier film ne peut pas être superposé.")
    one.tap("Filmer dans 5 s")
    one.page.get_by_role("button", name="Arrêter de filmer").wait_for()
    one.until("heard.at(-1) === 'fr-FR Allez-y, marchez\\u202f!'")
    # The button that was pressed is gone: the next one is under the finger of who uses a keyboard too.
    assert one.page.evaluate("document.activeElement.getAttribute('aria-label')") == "Arrêter de filmer"
    one.tap("Étape précédente")
    one.reads("Le film est gardé")
    one.page.evaluate(
        "() => { navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError')) }"
    )
    one.tap("Continuer sans préciser")
    one.reads("n’a pas le droit d’ouvrir l’appareil photo")
    one.check_axe()
    with one.page.expect_file_chooser():
        one.tap("Choisir le film")
