"""A film is watched before its copies are ready, by who may have its original and by who may not; then its copy takes its place."""

import os
import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Route

from tests.e2e.numbered import READ, capture, numbered, upload_film
from tests.e2e.phone import Phone

PLAYS = "document.querySelector('video')?.readyState >= 2 && new URL(document.querySelector('video').src).pathname.split('/').at(-1)"
SAID = "Ce film se prépare encore"


def _held(id: str) -> int:
    """The process that makes the copy, stopped: a slow machine, or a queue of films."""
    ends = time.monotonic() + 30
    while time.monotonic() < ends:
        for one in Path("/proc").glob("[0-9]*/cmdline"):
            try:
                said = one.read_bytes()
            except OSError:  # it has ended meanwhile
                continue
            if f"prepare-{id}".encode() in said and b"stepping.mp4" in said and b"-progress" in said:
                os.kill(int(one.parent.name), signal.SIGSTOP)
                return int(one.parent.name)
        time.sleep(0.02)
    raise AssertionError("nothing makes the copy")


@contextmanager
def _found_bad(one: Phone, id: str, said: str) -> Iterator[None]:
    """What the server answers of a film whose copy cannot be made."""

    def answer(route: Route) -> None:
        found = route.fetch().json()
        route.fulfill(json={**found, "state": "refused", "reason_sentence": said})

    place = re.compile(f"/captures/{id}$")
    one.page.route(place, answer)
    yield
    one.page.unroute(place)


def test_before_its_copies_are_ready(phone: Callable[..., Phone], tmp_path: Path) -> None:
    one, physio = phone("anne"), phone("karim")
    film = numbered(tmp_path / "marche.mp4", 70, size=(1280, 720))
    id = upload_film(one, film)
    held = _held(id)
    try:
        one.go(f"{one.carnet}/images/{id}")
        one.until(f"({PLAYS}) === 'original'")
        one.reads(SAID)
        one.tap("Regarder de près")
        one.until("document.querySelector('[data-frame]')")
        one.reads(SAID)
        done = capture(one, id)["progress"]
        shown = one.page.get_by_role("progressbar").get_attribute("aria-valuenow")
        assert done < 1
        assert shown == str(round(100 * done))
        one.tap("Une image en avant")
        one.until("document.querySelector('[data-frame]').dataset.frame === '1'")
        assert one.page.evaluate(READ) == [[1, 1]]
        one.check_axe("looked at closely, before its copies are ready")
        # Its numbers are not those that stay: none of its images goes into a report yet.
        assert one.page.get_by_role("button", name="Rapport").is_disabled()

        # Found bad after all, while it is watched: that is said, and it prepares no more.
        with _found_bad(one, id, "Ce film est abîmé."):
            one.reads("Ce film est abîmé.")
            assert not one.page.locator("[data-frame]").count()
            assert SAID not in one.page.locator("main").inner_text()
        one.go(f"{one.carnet}/films/{id}")
        one.until("document.querySelector('[data-frame]')")
        one.tap("Une image en avant")
        one.until("document.querySelector('[data-frame]').dataset.frame === '1'")

        physio.go(f"{physio.carnet}/images/{id}")
        physio.until(f"({PLAYS}) === 'clean'")
        physio.reads(SAID)
    finally:
        os.kill(held, signal.SIGCONT)
    one.until(f"!document.body.innerText.includes('{SAID}') && document.querySelector('[data-frame]')")
    assert one.page.evaluate(READ) == [[1, 1]]
    physio.until(f"({PLAYS}) === 'play'")
