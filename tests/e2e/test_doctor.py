"""An emergency doctor scans a code: one page, in the phone's language, without a script, and the family reads it."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Request

from tests.e2e.letters import letter
from tests.e2e.phone import Phone, accessibility
from tests.servers.cs3 import Served

Phones = Callable[..., Phone]


def _scan(one: Phone, served: Served) -> list[Request]:
    asked: list[Request] = []
    one.page.on("request", lambda request: asked.append(request))
    answer = one.page.goto(served.demo["carnets"][0]["emergency_url"])
    assert answer is not None
    assert answer.status == 200
    one.page.wait_for_timeout(300)
    return asked


@pytest.mark.parametrize(
    ("language", "words", "dark"),
    [("fr-FR", ["Allergies", "PÉNICILLINE"], False), ("en-GB", ["Allergies", "PÉNICILLINE"], True)],
)
def test_one_request_and_no_script(
    phone: Phones, served: Served, language: str, words: list[str], dark: bool
) -> None:
    one = phone(language=language, dark=dark)
    asked = _scan(one, served)
    assert len(asked) == 1, [request.url.rpartition("/u/")[0] for request in asked]
    assert one.page.locator("html").get_attribute("lang") == language[:2]
    assert one.page.evaluate("document.scripts.length") == 0
    text = one.page.inner_text("body").upper()
    for word in words:
        assert word.upper() in text
    one.check_no_sideways_scroll()
    assert accessibility(one.page) == []
    one.page.set_viewport_size({"width": 320, "height": 640})
    one.check_no_sideways_scroll()
    # Within one screen of a phone: who this is, and the allergies.
    one.page.set_viewport_size({"width": 390, "height": 844})
    box = one.page.get_by_text(re.compile("pénicilline", re.I)).first.bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 844


def test_it_is_read_where_scripts_are_forbidden(phone: Phones, served: Served) -> None:
    one = phone(java_script_enabled=False)
    asked: list[Request] = []
    one.page.on("request", lambda request: asked.append(request))
    one.page.goto(served.demo["carnets"][0]["emergency_url"])
    one.reads("Théo")
    assert len(asked) == 1


def test_the_family_learns_of_it(phone: Phones, served: Served) -> None:
    """By message, and in « Qui a vu »."""
    doctor = phone(
        user_agent="Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1"
    )
    _scan(doctor, served)
    token = served.demo["carnets"][0]["emergency_url"].rpartition("/u/")[2].partition("#")[0]
    told = letter(served, "anne@demo.example", "code")
    assert token not in told.as_string()
    assert "pénicilline" not in told.as_string().lower()
    mother = phone("anne")
    mother.go(f"{mother.carnet}/cercle/vu")
    mother.reads("a ouvert la fiche urgente avec le code")


def test_an_application_on_the_same_phone_does_not_answer_in_its_place(phone: Phones, served: Served) -> None:
    """The service worker leaves `/u/` to the server."""
    one = phone("anne", installed=True)
    one.go("/connexion")
    one.ready_offline()
    # The application's page is gone, with what it still fetched quietly; its worker stays.
    one.page.goto("about:blank")
    asked = _scan(one, served)
    assert len(asked) == 1
    assert one.page.evaluate("document.scripts.length") == 0


def test_a_code_that_no_longer_serves_says_what_to_do(phone: Phones, served: Served) -> None:
    one = phone()
    one.forgive = ["status of 404"]
    one.page.goto("/u/" + "b" * 43)
    assert one.page.inner_text("body").strip()
    assert accessibility(one.page) == []
