"""Everything taken away: asked for on a phone, watched while it is prepared, downloaded, opened, and read without a server."""

import json
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e.phone import Phone, accessibility

Phones = Callable[..., Phone]


def _asked(one: Phone) -> None:
    one.tap("Préparer la copie")
    one.proved(re.compile("^La copie (se prépare|est prête)"))


@pytest.mark.timeout(240)
def test_a_parent_takes_everything_away(phone: Phones, chromium: Browser, tmp_path: Path) -> None:
    anne = phone("anne", alone=True, installed=True)
    anne.ready_capture()
    anne.ready_letter()
    anne.go(f"{anne.carnet}/sommaire")
    anne.page.get_by_role("link", name=re.compile("^Tout emporter")).tap()
    anne.page.wait_for_url("**/emporter")
    anne.settled()
    anne.reads("Cette copie n’est pas chiffrée")
    assert anne.page.get_by_text(re.compile(r"\d+ photos?.* documents?")).count()
    anne.check_axe("before asking")
    anne.check_targets()
    anne.check_no_sideways_scroll()
    _asked(anne)
    # What is under way is still there for whoever comes back.
    anne.reopen(f"{anne.carnet}/emporter")
    anne.page.get_by_role("heading", name="La copie est prête").wait_for(timeout=90_000)
    anne.settled()
    anne.check_axe("ready")
    anne.check_targets()
    anne.text_size(32)
    anne.check_no_sideways_scroll()
    anne.text_size()
    with anne.page.expect_download() as downloading:
        anne.tap("Télécharger")
    path = tmp_path / "carnet.zip"
    downloading.value.save_as(path)
    assert re.fullmatch(r"carnet de .+ \d{4}-\d\d-\d\d\.zip", downloading.value.suggested_filename)
    with zipfile.ZipFile(path) as zipped:
        assert zipped.testzip() is None
        manifest = json.loads(zipped.read("manifest.json"))
        zipped.extractall(tmp_path / "opened")
    assert manifest["problems"] == []
    assert len(manifest["files"]) > 5
    images = anne.context.request.get(
        f"/api{anne.carnet.replace('/c/', '/carnets/')}/captures?limit=200"
    ).json()
    refused = {one["id"] for one in images["captures"] if one["state"] == "refused"}
    _is_read_without_a_server(chromium, tmp_path / "opened", refused)

    # Without a network the screen says so; erased, a line says that it was.
    anne.offline()
    anne.reopen(f"{anne.carnet}/emporter")
    anne.reads("Pas de connexion")
    anne.check_axe("offline")
    anne.offline(False)
    anne.page.get_by_role("heading", name="La copie est prête").wait_for()
    anne.tap("Effacer cette copie")
    anne.page.get_by_role("alertdialog").get_by_role("button", name="Effacer cette copie").tap()
    anne.reads("effacée à votre demande")
    anne.settled()
    anne.check_axe("after its end")


def _is_read_without_a_server(chromium: Browser, folder: Path, refused: set[str]) -> None:
    """From its folder: everything it shows is beside it, on a phone and on a wide screen, in light and dark. `refused`: ids of images."""
    told = json.loads((folder / "donnees/images.json").read_text())["images"]
    unread = {one["file"] for one in told if one["id"] in refused}
    for width, scheme, page_name, words in (
        (390, "light", "index.html", "Habitudes de vie"),
        (1280, "dark", "index.en.html", "Daily habits"),
    ):
        context = chromium.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)  # type: ignore[arg-type]
        try:
            page = context.new_page()
            asked: list[str] = []
            failed: list[str] = []
            page.on("request", lambda request, asked=asked: asked.append(request.url))
            # A film is no longer read once its measures are known.
            page.on(
                "requestfailed",
                lambda request, failed=failed: request.resource_type == "media" or failed.append(request.url),
            )
            page.goto((folder / page_name).as_uri())
            page.get_by_role("heading", name=words).wait_for()
            for picture in page.locator("img").all():
                picture.scroll_into_view_if_needed()
            page.wait_for_timeout(500)
            assert page.evaluate("[...document.images].every((one) => one.complete && one.naturalWidth > 0)")
            films = page.evaluate(
                "Promise.all([...document.querySelectorAll('video')].map((one) => new Promise((done) => {"
                " const at = decodeURIComponent(one.getAttribute('src'));"
                " one.onloadedmetadata = () => done([at, true]); one.onerror = () => done([at, false]); one.preload = 'metadata'; one.load(); })))"
            )
            assert any(plays for _, plays in films)
            # What another story sent as a film, and is none, was received all the same.
            assert {at for at, plays in films if not plays} <= unread
            for link in page.evaluate(
                "[...document.querySelectorAll('a[href]:not([href^=\"#\"])')].map((one) => decodeURIComponent(one.getAttribute('href')))"
            ):
                assert (folder / link).exists(), link
            assert all(url.startswith("file:") for url in asked)
            assert not failed
            assert page.evaluate(
                "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
            )
            found = accessibility(page)
            assert not found, "\n".join(found)
        finally:
            context.close()
