"""What another application shares with CS3; what the notebook has already; what leaves while no page is open."""

import base64
import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.e2e.phone import Phone
from tests.e2e.test_outbox import captures_online, kept, photo
from tests.e2e.test_push import Worker
from tests.media.pdf_files import letter

SHARE = """(files) => {
  const form = Object.assign(document.createElement("form"), { method: "post", action: "/partager", enctype: "multipart/form-data" });
  const input = Object.assign(document.createElement("input"), { type: "file", name: "files", multiple: true });
  const given = new DataTransfer();
  for (const { name, type, content } of files)
    given.items.add(new File([Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))], name, { type }));
  input.files = given.files;
  form.append(input);
  document.body.append(form);
  form.submit();
}"""


def share(phone: Phone, *files: tuple[str, str, bytes]) -> None:
    """As the phone's gallery does: a form posted to the address that the manifest names."""
    given = [
        {"name": name, "type": kind, "content": base64.b64encode(content).decode()}
        for name, kind, content in files
    ]
    with phone.page.expect_navigation(url="**/partager"):
        phone.page.evaluate(SHARE, given)
    phone.settled()


def ready(phone: Phone, note: str) -> None:
    """Its hash is known: the notebook can tell when it comes again."""
    ends = time.monotonic() + 90
    while not [one for one in captures_online(phone) if one["note"] == note and one["state"] == "ready"]:
        assert time.monotonic() < ends, "not ready"
        time.sleep(0.3)


@pytest.mark.timeout(240)
def test_shared_asked_where_and_recognised_when_it_comes_again(
    phone: Callable[..., Phone], tmp_path: Path
) -> None:
    anne = phone("anne", installed=True)
    anne.go(anne.carnet)
    anne.ready_offline()
    picture = ("orthèse.jpg", "image/jpeg", photo(tmp_path / "a.jpg", "#0b6e6e", (800, 600)).read_bytes())
    share(anne, picture, ("CR_neuro.pdf", "application/pdf", letter()))
    anne.reads("1 image ou film")
    anne.check_axe()
    anne.text_size(32)
    anne.check_no_sideways_scroll()
    anne.text_size()
    anne.tap("Ajouter au carnet")
    anne.reads("Choisissez une catégorie.")
    anne.page.get_by_label("Catégorie").select_option(label="CR médicaux")
    anne.page.get_by_label("Note").fill("Partagée")
    anne.tap("Ajouter au carnet")
    ready(anne, "Partagée")
    anne.go(f"{anne.carnet}/documents")
    anne.reads("CR neuro")

    # the same again, from the gallery: not sent, and said; seen, let be, or sent all the same
    again = anne.page.get_by_text("Le même fichier est déjà dans le carnet")
    anne.go(f"{anne.carnet}/ajouter")
    for answer in ("Ne pas l’envoyer", "Envoyer quand même"):
        anne.page.get_by_label("Note").fill("Partagée")
        anne.page.locator("input[type=file][multiple]").set_input_files(tmp_path / "a.jpg")
        again.wait_for()
        assert anne.page.get_by_role("link", name="Le voir").get_attribute("href") in {
            f"{anne.carnet}/images/{one['id']}" for one in captures_online(anne)
        }
        assert _noted(anne, "Partagée") == 1
        if answer == "Ne pas l’envoyer":
            anne.check_axe()
        anne.tap(answer)
        again.wait_for(state="detached")
    _until(lambda: _noted(anne, "Partagée") == 2, "not sent all the same")


def _noted(phone: Phone, note: str) -> int:
    return len([one for one in captures_online(phone) if one["note"] == note])


def _until(true: Callable[[], bool], otherwise: str, seconds: float = 40) -> None:
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends, otherwise
        time.sleep(0.2)


def test_films_wait_for_ones_word_and_the_rest_leaves_while_no_page_is_open(
    phone: Callable[..., Phone], tmp_path: Path
) -> None:
    anne = phone("anne", installed=True, whole=True)
    anne.forgive += ["ERR_INTERNET_DISCONNECTED"]
    anne.go(f"{anne.carnet}/ajouter")
    worker = Worker(anne)
    anne.tap("quand je le dis")
    film = tmp_path / "marche.mp4"
    film.write_bytes(b"\0\0\0\x18ftypmp42" + bytes(300_000))
    anne.offline()
    anne.page.get_by_label("Note").fill("Sans page ouverte")
    anne.page.locator("input[type=file][multiple]").set_input_files(
        [film, photo(tmp_path / "b.jpg", "#a34a00", (900, 600))]
    )
    anne.reads("1 film attend que vous le disiez")
    anne.page.get_by_text("attend son tour", exact=True).wait_for()
    anne.check_axe()
    anne.go("/moi")
    anne.reads("2 envois encore sur ce téléphone")
    anne.check_axe()
    beside = _woken(anne, worker)
    ends = time.monotonic() + 40
    while not (found := [one for one in captures_online(anne) if one["note"] == "Sans page ouverte"]):
        assert time.monotonic() < ends, "nothing left"
        time.sleep(0.3)
    assert [one["kind"] for one in found] == ["photo"]
    beside.close()
    anne.reopen(f"{anne.carnet}/ajouter")
    anne.page.get_by_text("gardé sur ce téléphone", exact=True).wait_for()
    assert kept(anne)["entries"] == 1
    anne.tap("Envoyer les films maintenant")
    anne.reads("reçu")


def test_held_back_or_paused_what_the_service_worker_sends_stops(
    phone: Callable[..., Phone], tmp_path: Path
) -> None:
    anne = phone("anne", installed=True, whole=True)
    anne.forgive += ["ERR_INTERNET_DISCONNECTED"]
    anne.go(f"{anne.carnet}/ajouter")
    worker = Worker(anne)
    film = tmp_path / "longue.mp4"
    film.write_bytes(b"\0\0\0\x18ftypmp42" + bytes(6_000_000))
    anne.offline()
    anne.page.get_by_label("Note").fill("Envoyée par le téléphone seul")
    anne.page.locator("input[type=file][multiple]").set_input_files(film)
    anne.page.get_by_text("attend son tour", exact=True).wait_for()
    for stop, then in (("quand je le dis", "tout de suite"), ("Mettre en pause", "Reprendre")):
        beside = _woken(anne, worker, kilobits=300)
        _until_sending(beside, True)
        # The screen may take the sending over: on a quick line it would be done before anybody holds it back.
        anne.reopen(f"{anne.carnet}/ajouter", kilobits=300)
        anne.tap(stop)
        _until_sending(beside, False)
        assert kept(anne)["entries"] == 1
        if stop == "Mettre en pause":
            anne.slow(kilobits=100_000, latency=0)
        anne.tap(then)
        beside.close()
    anne.reads("reçu")


def _woken(phone: Phone, worker: Worker, *, kilobits: int = 0) -> Page:
    """The network is back, and the screen is gone: the browser wakes the service worker, whose line may be a slow one."""
    beside = phone.context.new_page()
    phone.page.close()
    phone.context.set_offline(False)
    beside.goto("/health/live")
    if kilobits:
        _line_of_the_worker(phone, kilobits=kilobits)
    _wake(beside, phone, worker)
    return beside


def _wake(beside: Page, phone: Phone, worker: Worker) -> None:
    line = phone.context.new_cdp_session(beside)
    line.send("ServiceWorker.enable")
    asked = {"origin": phone.base, "registrationId": worker.registrations[0], "tag": "cs3-outbox"}
    line.send("ServiceWorker.dispatchSyncEvent", {**asked, "lastChance": False})


def _line_of_the_worker(phone: Phone, *, kilobits: int) -> None:
    browser = phone.context.browser
    assert browser is not None
    line = browser.new_browser_cdp_session()
    mine = phone.context.new_cdp_session(phone.context.pages[-1]).send("Target.getTargetInfo")["targetInfo"]
    (there,) = [
        one
        for one in line.send("Target.getTargets")["targetInfos"]
        if one["type"] == "service_worker" and one["browserContextId"] == mine["browserContextId"]
    ]
    session = line.send("Target.attachToTarget", {"targetId": there["targetId"]})["sessionId"]
    pace = kilobits * 125
    conditions = {"offline": False, "latency": 0, "downloadThroughput": pace, "uploadThroughput": pace}
    for number, (method, said) in enumerate(
        [("Network.enable", {}), ("Network.emulateNetworkConditions", conditions)]
    ):
        message = json.dumps({"id": number, "method": method, "params": said})
        line.send("Target.sendMessageToTarget", {"sessionId": session, "message": message})


def _until_sending(beside: Page, sends: bool) -> None:
    """Whoever sends holds this lock."""
    held = "async () => (await navigator.locks.query()).held.some((one) => one.name === 'cs3-outbox')"
    _until(lambda: beside.evaluate(held) is sends, f"sending: never {sends}")
