"""A new version: it waits for the person's yes, then it is there, without network too."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.e2e.phone import Phone
from tests.servers.cs3 import Served

BUILT = Path(__file__).parents[2] / "pwa/dist"
Release = Callable[[], None]


@pytest.fixture
def released(tmp_path: Path) -> Iterator[tuple[Served, Release]]:
    """A server of its own, and what puts a new version of the application on it."""
    app = tmp_path / "app"
    shutil.copytree(BUILT, app)
    server = Served(tmp_path, demo=False, settings={"CS3_PWA_DIR": str(app)})
    server.start()

    def release() -> None:
        server.stop()
        for packed in [*app.glob("*.br"), *app.glob("*.gz")]:
            packed.unlink()
        shell, worker = app / "index.html", app / "sw.js"
        shell.write_text(shell.read_text().replace('<html lang="fr">', '<html lang="fr" data-release="2">'))
        listed = re.search(r'"revision":"([0-9a-f]{32})","url":"index.html"', worker.read_text())
        assert listed is not None
        code = worker.read_text().replace(listed[1], listed[1][::-1])
        worker.write_text(code)
        server.start()

    yield server, release
    server.stop()


def test_an_update_waits_for_a_yes(chromium: Browser, released: tuple[Served, Release]) -> None:
    server, release = released
    one = Phone(chromium, server, installed=True)
    try:
        one.go("/connexion")
        one.ready_offline()
        release()
        is_new = "document.documentElement.dataset.release === '2'"
        for _ in range(2):
            one.page.reload()
            one.settled()
            one.reads("Une nouvelle version est prête.")
            assert not one.page.evaluate(is_new), "the new version came without a yes"
        one.check_axe("an update is waiting")
        one.check_targets()
        other = one.context.new_page()
        other.goto("/connexion")
        other.get_by_role("link", name="Créer un compte").wait_for()
        one.tap("L’installer")
        one.until(is_new)
        # The other tab's files went with the old version: its next screen is the new one's.
        other.get_by_role("link", name="Créer un compte").tap()
        other.locator("html[data-release='2']").wait_for(state="attached")
        other.get_by_label("Votre adresse e-mail").wait_for()
        other.close()
        one.settled()
        assert not one.page.get_by_text("Une nouvelle version est prête.").count()
        one.offline()
        one.page.reload()
        one.settled()
        assert one.page.evaluate(is_new)
        assert not one.complaints, one.complaints
    finally:
        one.close()
