"""What a phone asks before it puts CS3 on the home screen."""

import json
import struct
from collections.abc import Callable

from tests.e2e.phone import Phone

Phones = Callable[..., Phone]

PRIVATE_WINDOW = "in-incognito"
"""The test's browser windows are private ones, where nothing is ever installed: the only reason that may remain."""


def _size(png: bytes) -> str:
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    return "x".join(map(str, struct.unpack(">II", png[16:24])))


def test_chromium_would_install_it(phone: Phones) -> None:
    one = phone(installed=True)
    one.go("/connexion")
    one.ready_offline()
    reasons = one.cdp.send("Page.getInstallabilityErrors")["installabilityErrors"]
    assert [r["errorId"] for r in reasons if r["errorId"] != PRIVATE_WINDOW] == []
    read = one.cdp.send("Page.getAppManifest")
    assert read["errors"] == []
    manifest = json.loads(read["data"])
    assert manifest["display"] == "standalone"
    assert {"192x192", "512x512"} <= {icon["sizes"] for icon in manifest["icons"]}
    assert "maskable" in {icon["purpose"] for icon in manifest["icons"]}
    assert {shot["form_factor"] for shot in manifest["screenshots"]} == {"narrow", "wide"}


def test_every_picture_of_the_manifest_is_what_it_says(phone: Phones) -> None:
    one = phone()
    manifest = one.context.request.get("/manifest.webmanifest").json()
    shortcuts = manifest["shortcuts"]
    pictures = [
        *manifest["icons"],
        *manifest["screenshots"],
        *(icon for cut in shortcuts for icon in cut["icons"]),
    ]
    for picture in pictures:
        answer = one.context.request.get(picture["src"])
        assert answer.status == 200, picture["src"]
        assert answer.headers["content-type"].startswith(picture["type"]), picture["src"]
        if picture["type"] == "image/png":
            assert _size(answer.body()) == picture["sizes"], picture["src"]


def test_a_shortcut_opens_the_screen_it_names(phone: Phones) -> None:
    one = phone("anne")
    manifest = one.context.request.get("/manifest.webmanifest").json()
    assert [cut["url"] for cut in manifest["shortcuts"]] == ["/urgence", "/ajouter"]
    for cut in manifest["shortcuts"]:
        one.go(cut["url"])
        one.page.wait_for_url(f"**{one.carnet}{cut['url']}")
