"""Every screen of every room: readable by all, in light and dark, on a narrow phone. A new screen without a visit fails."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.phone import Phone

ROOMS = Path(__file__).parents[2] / "pwa/src/rooms"

VISITS: dict[str, tuple[str | None, str]] = {
    # path of the screen: (who goes there, the address)
    "/connexion": (None, "/connexion"),
    "/inscription": (None, "/inscription"),
    "/bienvenue": (None, "/bienvenue#" + "a" * 43),
    "/aide-connexion": (None, "/aide-connexion"),
    "/recuperation": (None, "/recuperation#" + "a" * 43),
    "/stop": (None, "/stop#" + "a" * 43),
    "/invitation": (None, "/invitation#" + "a" * 43),
    "/acces": ("anne", "/acces"),
    "/moi": ("anne", "/moi"),
    "/moi/acces": ("anne", "/moi/acces"),
    "/moi/appareils": ("anne", "/moi/appareils"),
    "/moi/aides": ("anne", "/moi/aides"),
    "/garants": ("anne", "/garants"),
    "/": ("claire", "/"),
    "/urgence": ("claire", "/urgence"),
    "/ajouter": ("claire", "/ajouter"),
    "/cercle": ("claire", "/cercle"),
    "/carnet/nouveau": ("anne", "/carnet/nouveau"),
    "/c/:carnet": ("anne", "{c}"),
    "/c/:carnet/identite": ("anne", "{c}/identite"),
    "/c/:carnet/cercle": ("anne", "{c}/cercle"),
    "/c/:carnet/cercle/inviter": ("anne", "{c}/cercle/inviter"),
    "/c/:carnet/cercle/vu": ("anne", "{c}/cercle/vu"),
    "/c/:carnet/urgence": ("anne", "{c}/urgence"),
    "/c/:carnet/urgence/code": ("anne", "{c}/urgence/code"),
    "/c/:carnet/images": ("anne", "{c}/images"),
    "/c/:carnet/images/:capture": ("anne", "{c}/images/{capture}"),
    "/c/:carnet/ajouter": ("anne", "{c}/ajouter"),
}


def _screens() -> list[str]:
    lists = "".join(file.read_text() for file in sorted(ROOMS.glob("*/routes.ts")))
    return re.findall(r'path: "([^"]+)"', lists)


def _visit(phone: Callable[..., Phone], screen: str, **options: object) -> Phone:
    who, address = VISITS[screen]
    one = phone(who, **options)
    # A link that is no longer good is answered 404 or 410, which the browser writes in its console.
    one.forgive += ["status of 404", "status of 410"]
    if who:
        address = address.replace("{c}", one.carnet)
    if "{capture}" in address:
        address = address.replace("{capture}", one.ready_capture())
    one.go(address)
    return one


def test_every_screen_has_a_visit() -> None:
    assert sorted(set(_screens())) == sorted(VISITS)


@pytest.mark.parametrize("screen", VISITS)
def test_readable_by_all(phone: Callable[..., Phone], screen: str) -> None:
    one = _visit(phone, screen)
    one.check_axe()
    one.page.emulate_media(color_scheme="dark")
    one.check_axe(f"{one.page.url} in the dark")
    one.check_targets()
    assert one.page.title()
    assert one.page.locator("h1").count() == 1


@pytest.mark.parametrize("screen", VISITS)
def test_at_320_pixels_nothing_is_cut(phone: Callable[..., Phone], screen: str) -> None:
    """1280 pixels at 400 %: WCAG 1.4.10."""
    _visit(phone, screen, width=320).check_no_sideways_scroll()
