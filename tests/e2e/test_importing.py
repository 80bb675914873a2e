"""A notebook is taken back in on a phone: chosen, sent over a network that comes and goes, read, opened; or refused with the place."""

import io
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Route

from tests.e2e.phone import Phone
from tests.rooms.portability.archives import PHOTO, ByHand

Phones = Callable[..., Phone]


def _archive(
    name: str = "Carnet de Théo.zip", *, heavy: bool = False, data: bytes | None = None
) -> dict[str, Any]:
    archive = ByHand()
    if heavy:  # noise, so that it takes its time to leave
        picture = io.BytesIO()
        pixels = np.random.default_rng(4).integers(0, 255, (1100, 1100, 3), np.uint8)
        Image.fromarray(pixels).save(picture, "PNG")
        archive.files[PHOTO] = picture.getvalue()
    return {"name": name, "mimeType": "application/zip", "buffer": data or archive.zip()}


def _choose(one: Phone, archive: dict[str, Any], button: str = "Choisir l’archive") -> None:
    with one.page.expect_file_chooser() as asked:
        one.tap(button)
    asked.value.set_files(archive)


def _none_under_way(one: Phone) -> None:
    """What another story left half sent would be shown first."""
    for under_way in one.context.request.get("/api/imports").json():
        if under_way["state"] != "opened":
            url = f"/api/imports/{under_way['id']}"
            one.context.request.delete(url, headers={"Origin": one.base})


def _at_import(phone: Phones, **options: Any) -> Phone:
    """From the screen where notebooks are opened."""
    one = phone("nadia", alone=True, **options)
    _none_under_way(one)
    one.go("/carnet/nouveau")
    one.tap("Reprendre un carnet d’ailleurs")
    one.reads("Depuis un autre CS3")
    one.settled()
    return one


def _gone_on(one: Phone) -> str:
    """The notebook that opened."""
    one.until("/^\\/c\\/[0-9a-f-]{36}$/.test(location.pathname)", 90)
    one.settled()
    return one.at


@pytest.mark.timeout(240)
def test_chosen_sent_read_and_opened(phone: Phones) -> None:
    one = _at_import(phone)
    one.check_axe("before")
    one.check_targets()
    one.check_no_sideways_scroll()
    one.fill("Vous êtes (pour l’enfant) · facultatif", "tutrice")
    _choose(one, _archive())
    place = _gone_on(one)
    one.reads("Le carnet est repris.")
    one.go(f"{place}/cercle/vu")
    one.reads("a repris ce carnet depuis une archive")
    one.tap("Avant, là d’où vient ce carnet")
    one.reads("Emporté par Anne Moreau (import)")
    one.reads("Karim Saïdi (import) a regardé un film.")
    one.reads("Quelqu’un, sans compte, a ouvert la fiche urgente avec le code.")
    one.settled()
    one.check_axe("provenance")
    one.check_no_sideways_scroll()
    one.go(f"{place}/urgence")
    one.reads("Pénicilline")


@pytest.mark.timeout(240)
def test_refused_with_the_place_then_the_right_one(phone: Phones) -> None:
    one = _at_import(phone)
    edited = ByHand()
    edited.image()["note"] = 3
    _choose(one, _archive(data=edited.zip()))
    one.reads("Cette archive n’est pas reprise")
    one.reads("donnees/images.json")
    one.reads("$.images[0].note")
    one.settled()
    one.check_axe("refused")
    one.check_no_sideways_scroll()
    # Still so after a reload; then the right archive.
    one.go("/carnet/reprendre")
    one.reads("donnees/images.json")
    _choose(one, _archive(), "Choisir une autre archive")
    _gone_on(one)


@pytest.mark.timeout(240)
def test_a_lost_answer_does_not_send_it_again(phone: Phones) -> None:
    """Refused while the answer to its last piece was lost: what is wrong is said; the same archive is not sent once more."""
    one = _at_import(phone)
    one.forgive.extend(["/api/uploads/", "net::ERR_FAILED"])
    begun: list[str] = []
    one.page.on(
        "request", lambda asked: begun.append(asked.method) if asked.url.endswith("/api/uploads") else None
    )

    def lose(asked: Route) -> None:
        if asked.request.method != "PATCH":
            return asked.fallback()
        asked.fetch()
        for _ in range(60):
            states = [under_way["state"] for under_way in one.context.request.get("/api/imports").json()]
            if "refused" in states:
                break
            one.page.wait_for_timeout(250)
        asked.abort()

    one.page.route("**/api/uploads/*", lose)
    _choose(one, _archive("vacances.zip", data=b"PK\x05\x06" + bytes(18)))
    one.reads("Cette archive n’est pas un carnet CS3")
    assert begun == ["POST"]


@pytest.mark.timeout(240)
@pytest.mark.parametrize("whole", [True, False], ids=["given up elsewhere", "its part alone"])
def test_what_had_left_is_no_longer_there(phone: Phones, whole: bool) -> None:
    """Said, and nothing is sent from its start before the person asks."""
    one = _at_import(phone)
    one.forgive.extend(["/api/uploads/", "/api/imports/"])
    one.slow(kilobits=1500, latency=20)
    archive = _archive(heavy=True)
    _choose(one, archive)
    one.until("document.querySelector('[role=progressbar]').ariaValueNow > 10", 60)
    one.tap("Mettre en pause")
    one.reads("Ce qui est parti est gardé sept jours.")
    if whole:
        other = phone("nadia", alone=True)
        other.go("/carnet/reprendre")
        other.tap("Abandonner")
        other.page.get_by_role("alertdialog").get_by_role("button", name="Abandonner").tap()
        other.reads("Depuis un autre CS3")
    else:
        (now,) = [i for i in one.context.request.get("/api/imports").json() if i["state"] == "awaiting"]
        upload = f"/api/uploads/{now['upload']['id']}"
        taken = one.context.request.delete(upload, headers={"Origin": one.base, "Tus-Resumable": "1.0.0"})
        assert taken.status == 204
    one.tap("Reprendre l’envoi")
    one.reads("Ce qui était parti n’est plus ici")
    assert not one.page.get_by_text("Introuvable").count()
    one.settled()
    one.check_axe("gone")
    one.slow(kilobits=200_000, latency=0)
    _choose(one, archive)
    _gone_on(one)


@pytest.mark.timeout(240)
def test_it_goes_on_where_it_was(phone: Phones) -> None:
    """Paused, without a network, after a reload: what has arrived is not sent again."""
    one = _at_import(phone)
    one.forgive.append("/api/uploads/")
    archive = _archive(heavy=True)
    one.slow(kilobits=1500, latency=20)
    _choose(one, archive)
    one.reads("Gardez cette page ouverte")
    one.until("document.querySelector('[role=progressbar]').ariaValueNow > 10", 60)
    one.tap("Mettre en pause")
    one.reads("Ce qui est parti est gardé sept jours.")
    one.settled()
    one.check_axe("paused")
    one.tap("Reprendre l’envoi")
    one.reads("Gardez cette page ouverte")
    one.page.wait_for_timeout(1500)
    one.tap("Mettre en pause")
    one.page.wait_for_timeout(1500)
    one.go("/carnet/reprendre")
    one.reads("Un envoi attend la suite")
    one.settled()
    one.check_axe("half")
    before = one.context.request.get("/api/imports").json()[0]["upload"]["offset"]
    assert 0 < before < len(archive["buffer"])
    _choose(one, archive, "Choisir la même archive")
    one.reads("Gardez cette page ouverte")
    one.offline()
    one.reads("L’envoi reprendra seul")
    one.offline(False)
    one.slow(kilobits=200_000, latency=0)
    place = _gone_on(one)
    (capture,) = one.context.request.get(f"/api{place.replace('/c/', '/carnets/')}/captures").json()[
        "captures"
    ]
    assert capture["size"] > 3_000_000


def test_given_up_and_without_a_network(phone: Phones) -> None:
    one = _at_import(phone, installed=True)
    refused = _archive("vacances.zip", data=b"PK\x05\x06" + bytes(18))
    _choose(one, refused)
    one.reads("Cette archive n’est pas un carnet CS3")
    one.tap("Abandonner")
    one.page.get_by_role("alertdialog").get_by_role("button", name="Abandonner").tap()
    one.reads("Depuis un autre CS3")
    assert {i["state"] for i in one.context.request.get("/api/imports").json()} <= {"opened"}
    one.ready_offline()
    one.offline()
    one.page.reload()
    one.reads("Pas de connexion")


def test_in_english_and_dark(phone: Phones) -> None:
    one = phone("nadia", alone=True, language="en-GB", dark=True)
    _none_under_way(one)
    one.go("/carnet/reprendre")
    one.reads("From another CS3")
    one.check_axe("english")
    one.check_no_sideways_scroll()
