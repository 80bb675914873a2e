"""Without a finger: everything is reached by Tab, in the order it is read, seen, and never trapped; and without motion."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.e2e.phone import Phone
from tests.servers.cs3 import Served

Phones = Callable[..., Phone]

SCREENS = [
    "/connexion",
    "{c}",
    "{c}/urgence",
    "{c}/urgence/partie/allergies",
    "{c}/cercle",
    "{c}/cercle/vu",
    "{c}/cercle/inviter",
    "{c}/cercle/personne/{member}",
    "{c}/images",
    "{c}/ajouter",
    "{c}/sommaire",
    "{c}/fermer",
    "/carnets-fermes",
    "{c}/habitudes",
    "{c}/habitudes/ecrire/sleep",
    "{c}/documents",
    "{c}/documents/ajouter",
    "{c}/agenda",
    "{c}/agenda/nouveau/rendez-vous",
    "/moi",
    "/moi/acces",
    "/moi/notifications",
]


@pytest.fixture(scope="module")
def desks(light: Browser, served: Served) -> Iterator[dict[str | None, Phone]]:
    """A keyboard, and a window as narrow as a phone: what stands under the bars is found out."""
    held: dict[str | None, Phone] = {who: Phone(light, served, who, touch=False) for who in (None, "marc")}
    yield held
    for one in held.values():
        one.close()


def _walk(one: Phone) -> list[dict[str, Any]]:
    """What Tab reaches, one after the other, until it leaves the page."""
    one.page.evaluate("document.activeElement?.blur(), getSelection()?.removeAllRanges()")
    one.page.evaluate("window.walked = new Set()")
    stops: list[dict[str, Any]] = []
    # Who looked is a long list, the longer the later this runs.
    for _ in range(600):
        one.page.keyboard.press("Tab")
        stop = one.page.evaluate(_STOP)
        if stop is None:
            return stops
        if "within" not in stop:
            stops.append(stop)
    raise AssertionError(
        f"{one.page.url}: Tab never leaves the page: {[stop['name'] for stop in stops[-8:]]}"
    )


@pytest.mark.parametrize("screen", SCREENS)
def test_tab_reaches_everything_in_the_order_it_is_read(desks: dict[str | None, Phone], screen: str) -> None:
    one = desks["marc" if screen != "/connexion" else None]
    if "{member}" in screen:
        screen = screen.replace("{member}", one.member())
    one.go(screen.replace("{c}", one.carnet) if "{c}" in screen else screen)
    one.page.wait_for_url(re.compile(re.escape(screen.removeprefix("{c}")) + "$"))
    one.settled()
    stops = _walk(one)
    assert stops[0]["name"] == "Aller au contenu"
    unseen = [stop["name"] for stop in stops if not stop["outlined"]]
    assert not unseen, f"focus is not shown on {unseen}"
    hidden = [stop for stop in stops if stop["covered"]]
    assert not hidden, f"focus is hidden under something on {hidden}"
    # The order of the page is the order of reading: nobody is sent back up.
    assert [stop["order"] for stop in stops] == sorted(stop["order"] for stop in stops)
    missed = one.page.evaluate(_MISSED)
    assert not missed, f"Tab never reaches {missed}"


def test_the_skip_link_leads_to_the_title(desks: dict[str | None, Phone]) -> None:
    one = desks["marc"]
    one.go(one.carnet)
    one.page.evaluate("document.activeElement?.blur()")
    one.page.keyboard.press("Tab")
    one.page.keyboard.press("Enter")
    assert one.page.evaluate("document.activeElement.tagName") == "H1"


def test_a_sheet_holds_the_focus_closes_by_escape_and_gives_it_back(desks: dict[str | None, Phone]) -> None:
    one = desks["marc"]
    one.go(one.carnet)
    opener = one.page.get_by_role("button", name=re.compile("Changer de carnet"))
    opener.focus()
    one.page.keyboard.press("Enter")
    one.page.get_by_role("dialog", name=re.compile("Changer de carnet")).wait_for()
    for _ in range(12):
        one.page.keyboard.press("Tab")
        inside = "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        assert one.page.evaluate(inside)
    one.check_axe("the carnets' sheet")
    one.page.keyboard.press("Escape")
    one.page.get_by_role("dialog").wait_for(state="hidden")
    assert one.page.evaluate("document.activeElement.getAttribute('aria-haspopup')") == "dialog"


def test_arriving_on_a_screen_is_told(desks: dict[str | None, Phone]) -> None:
    """The title has the focus: a screen reader says where one is."""
    one = desks["marc"]
    one.go(one.carnet)
    one.page.get_by_role("link", name="Carnet", exact=True).focus()
    one.page.keyboard.press("Enter")
    one.page.wait_for_url("**/sommaire")
    one.until("document.activeElement.tagName === 'H1'")
    assert "Le carnet" in one.page.title()


def test_nothing_moves_for_who_asked_for_less_motion(phone: Phones) -> None:
    one = phone("marc", reduced_motion="reduce")
    one.go(one.carnet)
    moving = """() => document.getAnimations()
      .filter((one) => one.effect.getTiming().duration > 20 && one.effect.getTiming().iterations !== Infinity).length"""
    one.page.get_by_role("button", name=re.compile("Changer de carnet")).tap()
    assert one.page.evaluate(moving) == 0
    one.page.get_by_role("dialog").wait_for()
    one.page.keyboard.press("Escape")
    one.to_me()
    assert one.page.evaluate(moving) == 0


_STOP = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  // A date is three stops in one field.
  if (window.walked.has(one)) return one === window.last ? { within: true } : null;
  window.walked.add(one);
  window.last = one;
  const style = getComputedStyle(one), ring = getComputedStyle(one.closest("label") ?? one);
  const box = one.getBoundingClientRect();
  const [x, y] = [box.left + box.width / 2, box.top + Math.min(box.height / 2, innerHeight / 2)];
  const above = document.elementFromPoint(x, y);
  return {
    name: (one.getAttribute("aria-label") ?? one.innerText ?? "").trim().slice(0, 40) || one.outerHTML.slice(0, 80),
    outlined: [style, ring].some((the) => the.outlineStyle !== "none" && parseFloat(the.outlineWidth) >= 2),
    where: [scrollY, Math.round(box.top), Math.round(box.bottom), above?.outerHTML.slice(0, 80)],
    covered: !above || !(one.contains(above) || above.contains(one)),
    order: [...document.querySelectorAll("*")].indexOf(one),
  };
}"""

_MISSED = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, video[controls]")]
  .filter((one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && one.tabIndex >= 0 && !one.disabled)
  .filter((one) => !window.walked.has(one))
  // Of radio buttons, Tab reaches the group; the arrows do the rest.
  .filter((one) => !(one.type === "radio" && [...document.getElementsByName(one.name)].some((other) => window.walked.has(other))))
  .map((one) => one.outerHTML.slice(0, 100))"""
