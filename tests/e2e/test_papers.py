"""Consent on paper: printed, signed by hand, its scan kept with the number at its foot, read by the other side."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from tests.e2e.phone import Phone
from tests.paper import words

Phones = Callable[..., Phone]


def _taken(one: Phone, name: str) -> bytes:
    with one.page.expect_download() as download:
        one.tap(name)
    return Path(download.value.path()).read_bytes()


def test_from_the_paper_to_its_scan(phone: Phones) -> None:
    mother, doctor = phone("anne", alone=True), phone("claire", alone=True)
    one = mother
    one.go(f"{one.carnet}/cercle")
    one.page.get_by_role("link", name=re.compile("Claire Lenoir")).tap()
    one.tap("Consentement signé sur papier")
    paper = words(_taken(one, "Le papier à signer (PDF)"))
    (number,) = set(re.findall(r"[0-9A-F]{4}(?:-[0-9A-F]{4}){2}", paper))
    assert "Claire Lenoir" in paper
    one.page.locator("form").get_by_role("radio").first.check()
    one.page.get_by_label("Le numéro en bas du papier").fill("0000-0000-0000")
    one.page.get_by_label("Signé le").fill((date.today() - timedelta(days=1)).isoformat())
    one.page.get_by_label("Signé par").fill("Anne Tagorre, Claire Lenoir")
    one.forgive = ["status of 422", "status of 403"]
    one.tap("Garder ce papier")
    one.reads("Ce numéro n’est pas celui de cet accès")
    one.page.get_by_label("Le numéro en bas du papier").fill(number)
    one.tap("Garder ce papier")
    one.reads(f"Papier n° {number}")
    one.settled()
    one.check_axe("a signed paper")
    doctor.go(f"{mother.carnet}/cercle/moi")
    doctor.tap("Consentement signé sur papier")
    doctor.reads("Anne Tagorre, Claire Lenoir")
    assert _taken(doctor, "Lire la copie (PDF)").startswith(b"%PDF-")
