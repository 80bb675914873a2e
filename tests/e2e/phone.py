"""A phone in somebody's hand: 390 × 844, touch, French, in Paris."""

import re
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlsplit

from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Response, StorageState

from tests.e2e.codes import next_code
from tests.e2e.drawer import Drawer
from tests.e2e.passkeys import add_passkey, sign_in
from tests.rooms.identity.authenticator import Authenticator
from tests.servers.cs3 import Served

AXE = Path(__file__).parents[2] / "pwa/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast", "link-in-text-block"]
"""Of those, the ones that the colour scheme can change."""

_sessions: dict[tuple[str, str], StorageState] = {}
_passkeys: dict[tuple[str, str], Authenticator] = {}
"""Of who has signed in once: a one-time code is taken once in half a minute, and nobody should wait for the next."""


def forget_session(phone: "Phone") -> None:
    """They signed out: the next phone of theirs signs in anew."""
    _sessions.pop((phone.base, phone.person["email"]), None)


class Phone:
    CAMERA: ClassVar[list[str]] = [
        "--use-fake-device-for-media-stream",
        "--use-fake-ui-for-media-stream",
    ]

    def __init__(
        self,
        chromium: Browser,
        served: Served,
        who: str | None = None,
        *,
        language: str = "fr-FR",
        dark: bool = False,
        width: int = 390,
        alone: bool = False,
        installed: bool = False,
        touch: bool = True,
        drawer: Drawer | None = None,
        **options: Any,
    ) -> None:
        """`who`: the name before the @ of one of the demonstration's people, signed in. `alone`: by a session that no other
        test shares, and may end. `installed`: with its service worker, which fetches the whole application; most stories have no
        use for it, and it costs each of them more than a screen does. `drawer`: where a phone may lie that another story put away."""
        self.served, self.base = served, served.base
        state: StorageState = {}
        if who is not None:
            self.person = next(p for p in served.demo["people"] if p["email"].startswith(f"{who}@"))
            state = self._signed_in() if alone else self._session()
        if not installed:
            options.setdefault("service_workers", "block")
        self.installed = installed
        options |= {
            "base_url": served.base,
            "viewport": {"width": width, "height": 844},
            "device_scale_factor": 2,
            "is_mobile": touch,
            "has_touch": touch,
            "locale": language,
            "timezone_id": "Europe/Paris",
            "color_scheme": "dark" if dark else "light",
        }
        self._drawer = drawer
        lying = drawer.take(chromium, options) if drawer else None
        self.context = lying or chromium.new_context(**options, storage_state=state)
        self.context.set_default_timeout(20_000)
        self.complaints: list[str] = []
        self.forgive: list[str] = []
        """Parts of complaints that the test provokes on purpose."""
        self.line: dict[str, Any] = {}
        self._open()
        if lying:
            self._empty(state)

    def _empty(self, state: StorageState) -> None:
        """Of what another story left: nothing stays but the application."""
        self.page.goto("/health/live")
        if self.installed:
            self.page.evaluate(_PUT_AWAY)
            self.cdp.send("ServiceWorker.enable")
            self.cdp.send("ServiceWorker.stopAllWorkers")
            self.cdp.send("ServiceWorker.disable")
        kept = "cookies,file_systems,indexeddb,local_storage"
        self.cdp.send("Storage.clearDataForOrigin", {"origin": self.base, "storageTypes": kept})
        self.context.clear_cookies()
        self.context.add_cookies(state.get("cookies", []))  # type: ignore[arg-type]
        for origin in state.get("origins", []):
            for item in origin["localStorage"]:
                self.page.evaluate("({ name, value }) => localStorage.setItem(name, value)", item)

    def _open(self) -> None:
        self.page = self.context.new_page()
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self._complain(str(error)))
        self.cdp = self.context.new_cdp_session(self.page)

    def reopen(self, path: str = "/", *, kilobits: int = 0) -> None:
        """The application was closed, and is opened again: what it shows is what the phone kept. kilobits: of its line, slow from the start."""
        self.page.close()
        self._open()
        if kilobits:
            self.slow(kilobits, latency=0)
        self.go(path)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._complain(f"{message.text} ({message.location.get('url', '')})")

    def _complain(self, text: str) -> None:
        # The page on which a phone is emptied names no icon, and the browser looks for one.
        expected = [*self.forgive, f"{self.base}/favicon.ico"] if self._drawer else self.forgive
        if not any(part in text for part in expected):
            self.complaints.append(text)

    def _session(self) -> StorageState:
        """One session a person for the whole run: a one-time code is never accepted twice."""
        key = (self.base, self.person["email"])
        if key not in _sessions:
            _sessions[key] = self._signed_in()
        return _sessions[key]

    def _signed_in(self) -> StorageState:
        key = (self.base, self.person["email"])
        if key in _passkeys:
            client = sign_in(self.base, _passkeys[key])
        else:
            number = self.served.demo["people"].index(self.person)
            client = self.served.sign_in(number, self.code)
            _passkeys[key] = add_passkey(client, self.base)
        cookies = [
            {"name": c.name, "value": c.value, "domain": "localhost", "path": c.path, "httpOnly": True}
            for c in client.cookies.jar
        ]
        client.close()
        # As the application leaves it: the next start knows that somebody is signed in here.
        hint = {"name": "cs3.in", "value": "1"}
        return {"cookies": cookies, "origins": [{"origin": self.base, "localStorage": [hint]}]}

    def close(self, *, again: bool = False) -> None:
        """`again`: another story may have it, when it has a drawer to lie in."""
        if not (again and self._drawer and self._drawer.put(self.context)):
            self.context.close()

    # Where one goes.

    @property
    def carnet(self) -> str:
        return f"/c/{self.person['carnets'][0]}"

    def go(self, path: str) -> Response | None:
        answer = self.page.goto(path)
        self.settled()
        return answer

    def walk(self, path: str) -> None:
        """To another screen inside the application, as a link leads there: without loading the page anew."""
        if self.page.url in ("about:blank", self.base + path):
            self.go(path)
            return
        self.page.evaluate(_WALK, path)
        self.until("!document.querySelector('[data-former]')")
        self.settled()

    @property
    def at(self) -> str:
        """Where one is: the address without its host."""
        return urlsplit(self.page.url).path

    def tap(self, name: str) -> None:
        """A button or a link, by what it says."""
        named = {"name": name, "exact": True}
        self.page.get_by_role("button", **named).or_(self.page.get_by_role("link", **named)).first.tap()

    def to_me(self) -> None:
        """To « Moi », from the contents of the notebook."""
        self.tap("Carnet")
        self.page.get_by_role("link", name=re.compile("^Moi ")).tap()

    def fill(self, label: str, text: str) -> None:
        self.page.get_by_label(label, exact=True).fill(text)

    def reads(self, text: str) -> None:
        """The words are on the screen."""
        self.page.get_by_text(text).first.wait_for()

    def settled(self) -> None:
        """Drawn: nothing loading, nothing moving."""
        self.page.locator("#app :is(h1, h2, form)").first.wait_for()
        self.until("!document.querySelector('[aria-busy=true], .skeleton, .splash')")
        self.still()

    def quiet(self) -> None:
        """After `go`: whatever the first screen asked for has come, and no card slides in under the finger any more."""
        self.page.wait_for_load_state("networkidle")
        self.settled()

    def still(self, seconds: float = 45) -> None:
        """Nothing moves or changes its colour any more."""
        self.until(
            "document.getAnimations().every((one) => one.playState !== 'running' || one.effect.getTiming().iterations === Infinity)",
            seconds,
        )

    def until(self, expression: str, seconds: float = 45) -> None:
        """The page's policy forbids evaluating inside it, where Playwright's own waiting would: asked from outside."""
        ends = time.monotonic() + seconds
        while True:
            # A page that is being left answers nothing.
            with suppress(Error):
                if self.page.evaluate(expression):
                    return
            assert time.monotonic() < ends, f"{self.page.url}: never {expression}"
            self.page.wait_for_timeout(50)

    def code(self) -> str:
        """The person's next one-time code: none is given twice."""
        return next_code(self.person["totp_secret"])

    def ready_capture(self, kind: str = "photo") -> str:
        """The newest image of that kind that can be shown; the demonstration draws its own in the background."""
        ends = time.monotonic() + 100
        while time.monotonic() < ends:
            found = self.context.request.get(f"/api{self.carnet.replace('/c/', '/carnets/')}/captures").json()
            ready = [c["id"] for c in found["captures"] if c["kind"] == kind and c["state"] == "ready"]
            if ready:
                return str(ready[0])
            time.sleep(1)
        raise AssertionError(f"no {kind} of the demonstration was ready")

    def ready_letter(self, title: str = "") -> str:
        """The newest letter, or the one of that title, whose pages can be read."""
        ends = time.monotonic() + 100
        while time.monotonic() < ends:
            found = self.context.request.get(
                f"/api{self.carnet.replace('/c/', '/carnets/')}/documents"
            ).json()
            ready = [d["id"] for d in found["documents"] if d["state"] == "ready" and title in d["title"]]
            if ready:
                return str(ready[0])
            time.sleep(1)
        raise AssertionError("no such letter was ready")

    def member(self, profile: str = "professional") -> str:
        """The access of somebody of that kind, in one's own notebook."""
        found = self.context.request.get(f"/api{self.carnet.replace('/c/', '/carnets/')}/circle").json()
        return str(next(m["habilitation_id"] for m in found["members"] if m["profile"] == profile))

    # What it has.

    def authenticator(self) -> str:
        """A passkey store in the phone, that says yes to everything."""
        self.cdp.send("WebAuthn.enable", {"enableUI": False})
        made = self.cdp.send(
            "WebAuthn.addVirtualAuthenticator",
            {
                "options": {
                    "protocol": "ctap2",
                    "transport": "internal",
                    "hasResidentKey": True,
                    "hasUserVerification": True,
                    "isUserVerified": True,
                    "automaticPresenceSimulation": True,
                }
            },
        )
        return str(made["authenticatorId"])

    def offline(self, off: bool = True) -> None:
        """Without network the API does not answer; the application's own files are still there."""
        # What it asks for meanwhile: the API, and whether the server is there again.
        for asked in ("/api/", "/health/live"):
            self.forgive.append(f"net::ERR_INTERNET_DISCONNECTED ({self.base}{asked}")
        if off and self.installed:  # what another story loaded is not what this phone keeps
            self.cdp.send("Network.clearBrowserCache")
        self.context.set_offline(off)
        if self.line:  # a line that was made slow is kept so by another hand, which must let go too
            self._emulate({**self.line, "offline": off})

    def slow(self, kilobits: int = 400, latency: int = 400) -> None:
        bytes_a_second = kilobits * 125
        self.line = {
            "latency": latency,
            "downloadThroughput": bytes_a_second,
            "uploadThroughput": bytes_a_second,
        }
        self._emulate({**self.line, "offline": False})

    def _emulate(self, conditions: dict[str, Any]) -> None:
        self.cdp.send("Network.emulateNetworkConditions", conditions)

    def text_size(self, pixels: int = 16) -> None:
        """The browser's own setting: 32 is text at 200 %."""
        self.cdp.send("Page.setFontSizes", {"fontSizes": {"standard": pixels, "fixed": pixels * 13 // 16}})

    def ready_offline(self) -> None:
        """Its service worker is in charge of the page."""
        assert self.installed, "phone(…, installed=True)"
        self.until("navigator.serviceWorker.controller !== null")

    def proved(self, words: str | re.Pattern[str]) -> None:
        """Waits for the words of an act that wants a fresh proof: signing in was one, and is asked for again when five minutes have passed."""
        asked = self.page.get_by_role("dialog", name="C’est bien vous ?")
        said = self.page.get_by_text(words).first
        asked.or_(said).first.wait_for()
        if asked.count():
            if self.page.get_by_role("button", name="Confirmer avec un code").count():
                self.tap("Confirmer avec un code")
            self.page.get_by_label("Code à six chiffres").fill(self.code())
        said.wait_for()

    # What it must be.

    def check_axe(self, where: str = "", rules: list[str] | None = None) -> None:
        """`rules`: these only, on a screen that was checked by all of them."""
        # Half way into its colour, a button that fades in has the contrast of neither. Progress may go on moving.
        with suppress(AssertionError):
            self.still(3)
        found = accessibility(self.page, rules)
        assert not found, f"{where or self.page.url}\n" + "\n".join(found)

    def check_no_sideways_scroll(self) -> None:
        wide = self.page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        )
        assert wide <= 0, f"{self.page.url} is {wide} px too wide"

    def check_tabs(self) -> None:
        """The names of the bar grow with the letters, and none reaches into its neighbour."""
        found = self.page.evaluate(_TABS)
        assert not found, f"{self.page.url}: {found}"

    def check_targets(self, least: int = 48) -> None:
        small = self.page.evaluate(_SMALL_TARGETS, least)
        assert not small, f"{self.page.url}: {small}"


def accessibility(page: Page, rules: list[str] | None = None) -> list[str]:
    # Evaluated by the browser's own door: the page's policy forbids scripts of others.
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": RULES}
    result = page.evaluate(_JUDGE, only)
    return [
        f"{one['id']}: {one['help']} · {node['html'][:160]} · {node.get('failureSummary', '')[:300]}"
        for one in result["violations"]
        for node in one["nodes"]
    ]


_JUDGE = """(only) => axe.run(document, { runOnly: only, resultTypes: ["violations"], preload: false, selectors: false })"""
"""Without fetching every style sheet and film again, for two rules of which one is experimental and the other never finds against."""

_WALK = """(path) => {
  for (const heading of document.querySelectorAll("h1, h2, form")) heading.dataset.former = "";
  history.pushState({ depth: 1, scroll: 0 }, "", path);
  dispatchEvent(new PopStateEvent("popstate", { state: history.state }));
}"""
"""What the screen that is left consisted of is marked: until the next one is drawn, it stands."""

_PUT_AWAY = """async () => {
  const worker = await navigator.serviceWorker.getRegistration("/");
  for (const one of (await worker?.getNotifications()) ?? []) one.close();
}"""
"""The notifications that the last story left standing."""

_TABS = """[...document.querySelectorAll("nav.tabs .tab")].filter((tab) => {
  const names = document.createRange();
  names.selectNodeContents(tab.querySelector("span"));
  const [name, box] = [names.getBoundingClientRect(), tab.getBoundingClientRect()];
  const size = parseFloat(getComputedStyle(tab).fontSize) / parseFloat(getComputedStyle(document.documentElement).fontSize);
  return size < 0.75 || name.left < box.left || name.right > box.right || name.top < box.top || name.bottom > box.bottom;
}).map((tab) => tab.textContent)"""

_SMALL_TARGETS = """(least) => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [role=button]")]
  .filter((one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !one.closest("[inert], .hide"))
  .map((one) => one.matches("input[type=radio], input[type=checkbox], input[type=file]") ? one.closest("label") ?? one : one)
  .filter((one) => !(one.tagName === "A" && one.closest("p, li > span")))
  .map((one) => [one, one.getBoundingClientRect()])
  .filter(([, box]) => box.width > 1 && box.height > 1 && (box.width < least - 0.5 || box.height < least - 0.5))
  .map(([one, box]) => `${one.outerHTML.slice(0, 90)} ${Math.round(box.width)}×${Math.round(box.height)}`)"""
