"""A real Chromium, the size of a phone, on a real `cs3 serve --demo`. `./just test` and `./just e2e` give CS3_CHROMIUM and CS3_CHROMIUM_SHELL."""

import os
import shutil
import tempfile
from collections.abc import Callable, Generator, Iterator
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, sync_playwright

from tests.conftest import in_memory
from tests.e2e.drawer import Drawer
from tests.e2e.keeping import kept_on
from tests.e2e.phone import Phone
from tests.servers.cs3 import Served

PHONES = pytest.StashKey[list[Phone]]()
FAILED = pytest.StashKey[bool]()
LONGEST = [
    "every_screen", "habits", "push", "urgent_sheet", "outbox", "by_keyboard", "carer_evening", "sharing", "closing",
    "letters", "player", "importing", "agenda", "portability", "teams", "giving",
]  # fmt: skip
"""Files that come first, longest first: a long one that comes last leaves the other browsers with nothing to do."""


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    def place(item: pytest.Item) -> int:
        name = item.path.stem.removeprefix("test_")
        return LONGEST.index(name) if name in LONGEST else len(LONGEST)

    items.sort(key=place)


@pytest.fixture(scope="session")
def served() -> Iterator[Served]:
    with tempfile.TemporaryDirectory(prefix="cs3-e2e-", dir=in_memory()) as folder:
        server = Served(Path(folder))
        server.start()
        yield server
        server.stop()


@pytest.fixture(scope="session")
def browsers() -> Iterator[Callable[[str], Browser]]:
    """By the variable that names the program: each started when it is first asked for."""
    with sync_playwright() as tools:

        @cache
        def launched(variable: str) -> Browser:
            program = os.environ.get(variable) or os.environ.get("CS3_CHROMIUM") or shutil.which("chromium")
            assert program, "run ./just e2e, which brings Chromium"
            return tools.chromium.launch(executable_path=program, args=["--no-sandbox", *Phone.CAMERA])

        yield launched


@pytest.fixture(scope="session")
def chromium(browsers: Callable[[str], Browser]) -> Browser:
    """Whole: service workers that are told of things while no page is open, notifications, an application that is installed."""
    return browsers("CS3_CHROMIUM")


@pytest.fixture(scope="session")
def light(browsers: Callable[[str], Browser]) -> Browser:
    """The same engine without a window's frame: for what happens in a page, at two thirds of the processor."""
    return browsers("CS3_CHROMIUM_SHELL")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A story that went wrong leaves what its phones showed then: a fault that comes once in twenty runs must be readable."""
    report = yield
    if report.when == "call" and report.failed:
        item.stash[FAILED] = True
        report.sections += [("phone", said) for said in map(_last_words, item.stash.get(PHONES, []))]
    return report


def _last_words(one: Phone) -> str:
    try:
        shown = one.page.locator("body").inner_text(timeout=2_000)
        return f"{one.page.url}\n{shown}\n{kept_on(one)}\n{one.complaints}"
    except Error as error:
        return f"{one.page.url}: {error}"


@pytest.fixture(scope="session")
def drawer() -> Drawer:
    return Drawer()


@pytest.fixture
def phone(
    browsers: Callable[[str], Browser], served: Served, drawer: Drawer, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Phone]]:
    """Makes phones; `phone("anne")` is signed in. Each fails the test for what its console complained of. `whole`: a new one, by the
    browser with a window's frame: for a service worker that acts while no page is open.

    CS3_E2E_PICTURES names a folder where each leaves a last picture.
    """
    made = request.node.stash.setdefault(PHONES, [])

    def make(who: str | None = None, **options: object) -> Phone:
        whole = options.pop("whole", False)
        browser = browsers("CS3_CHROMIUM" if whole else "CS3_CHROMIUM_SHELL")
        one = Phone(browser, served, who, drawer=None if whole else drawer, **options)
        made.append(one)
        return one

    yield make
    if folder := os.environ.get("CS3_E2E_PICTURES"):
        for number, one in enumerate(made):
            one.page.screenshot(path=f"{folder}/{request.node.name.replace('/', '_')}-{number}.png")
    complaints = [line for one in made for line in one.complaints]
    for one in made:
        try:
            _leave_nothing_half_sent(one)
        finally:
            one.close(again=not (complaints or request.node.stash.get(FAILED, False)))
    assert not complaints, complaints


def _leave_nothing_half_sent(one: Phone) -> None:
    """The next story shares this server: a notebook must not show it a file of this one as on its way."""
    waiting = one.context.request.get(f"{one.base}/api/uploads")
    for item in waiting.json() if waiting.ok else []:
        headers = {"Origin": one.base, "Tus-Resumable": "1.0.0"}
        one.context.request.delete(f"{one.base}/api/uploads/{item['id']}", headers=headers)
