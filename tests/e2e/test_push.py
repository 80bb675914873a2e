"""Notifications in a real browser: asked for with a reason, sent through a service that opens them as a phone would, given to the
service worker, shown, acknowledged, tapped. Chromium here has no push service of its own: `subscribe` answers what the test holds."""

import asyncio
import json
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.e2e.drawer import Drawer
from tests.e2e.phone import Phone
from tests.push.push_service import PushService, Taken, push_service
from tests.servers.cs3 import Served

# The first one starts a server of its own and the whole browser, and installs the application.
pytestmark = pytest.mark.timeout(240)

SUBSCRIBE = """
(() => {
  const said = %s;
  let made = null;
  const fake = (key) => ({
    endpoint: said.endpoint,
    options: { applicationServerKey: key, userVisibleOnly: true },
    toJSON: () => ({ endpoint: said.endpoint, keys: { p256dh: said.p256dh, auth: said.auth } }),
    unsubscribe: async () => { made = null; return true; },
  });
  PushManager.prototype.subscribe = async function (options) {
    if (!options.userVisibleOnly || options.applicationServerKey.length !== 65) throw new Error("not as browsers want it");
    return (made = fake(options.applicationServerKey.buffer));
  };
  PushManager.prototype.getSubscription = async () => made;
})()
"""


class Running:
    """A push service in a thread of its own."""

    def __init__(self) -> None:
        self.service: PushService
        self._up = threading.Event()
        self._loop = asyncio.new_event_loop()
        self._over: asyncio.Event
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        assert self._up.wait(10)

    def _run(self) -> None:
        async def live() -> None:
            self._over = asyncio.Event()
            async with push_service() as self.service:
                self._up.set()
                await self._over.wait()

        self._loop.run_until_complete(live())

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._over.set)
        self._thread.join(10)

    def tried(self, seconds: float = 30) -> list[Taken]:
        """What the test button sent. A reminder of the demonstration's own agenda may come at any moment."""
        ends = time.monotonic() + seconds
        while not (found := [one for one in self.service.taken if "essai" in one.json["title"]]):
            assert time.monotonic() < ends, "the test's message did not come"
            time.sleep(0.1)
        return found


@pytest.fixture(scope="module")
def pushing() -> Iterator[Running]:
    running = Running()
    yield running
    running.stop()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory, pushing: Running) -> Iterator[Served]:
    """Told that it may call the service above."""
    server = Served(tmp_path_factory.mktemp("push"), settings={"CS3_PUSH_HOSTS": pushing.service.host})
    server.start()
    yield server
    server.stop()


@pytest.fixture
def anne(
    chromium: Browser, house: Served, drawer: Drawer, pushing: Running, request: pytest.FixtureRequest
) -> Iterator[Phone]:
    one = Phone(chromium, house, "anne", alone=True, installed=True, drawer=drawer)
    one.context.grant_permissions(["notifications"], origin=house.base)
    one.page.add_init_script(SUBSCRIBE % json.dumps(pushing.service.phone(request.node.name).public))
    pushing.service.taken.clear()
    yield one
    complaints = one.complaints
    one.close(again=not complaints)
    assert not complaints, complaints


class Worker:
    """The phone's service worker, as the browser's push client reaches it."""

    def __init__(self, one: Phone) -> None:
        self.one = one
        self.registrations: list[str] = []
        one.cdp.on("ServiceWorker.workerRegistrationUpdated", self._seen)
        one.cdp.send("ServiceWorker.enable")
        one.ready_offline()
        # In charge of the page while it is still taking over: the browser would drop a push then.
        one.page.wait_for_function(
            "async () => (await navigator.serviceWorker.ready).active.state === 'activated'"
        )
        while not self.registrations:
            one.page.wait_for_timeout(100)

    def _seen(self, said: dict[str, Any]) -> None:
        self.registrations += [r["registrationId"] for r in said["registrations"] if not r["isDeleted"]]

    def deliver(self, text: str) -> None:
        self.one.cdp.send(
            "ServiceWorker.deliverPushMessage",
            {"origin": self.one.base, "registrationId": self.registrations[-1], "data": text},
        )

    def shown(self, count: int) -> list[dict[str, Any]]:
        """The notifications that stand on the screen."""
        ask = """async () => (await (await navigator.serviceWorker.ready).getNotifications())
            .map((one) => ({ title: one.title, body: one.body, tag: one.tag, data: one.data, actions: one.actions }))"""
        for _ in range(100):
            found = self.one.page.evaluate(ask)
            if len(found) >= count:
                break
            self.one.page.wait_for_timeout(100)
        assert len(found) == count, found
        return found

    def tap(self, action: str = "") -> None:
        """As the browser says it. Its own event is not to be had without a hand: its `waitUntil` is ours."""
        (worker,) = [w for w in self.one.context.service_workers if w.url.endswith("/sw.js")]
        worker.evaluate(
            """async (action) => {
                const [notification] = await self.registration.getNotifications();
                const event = new NotificationEvent("notificationclick", { notification, action });
                let work = null;
                Object.defineProperty(event, "waitUntil", { value: (one) => (work = one) });
                self.dispatchEvent(event);
                await work;
            }""",
            action,
        )

    def clear(self) -> None:
        self.one.page.evaluate(
            "async () => { for (const one of await (await navigator.serviceWorker.ready).getNotifications()) one.close(); }"
        )


def _turned_on(one: Phone) -> Worker:
    one.go("/moi/notifications")
    one.reads("Recevoir les rappels sur ce téléphone")
    one.reads("Sur l’écran verrouillé")
    one.check_axe("before the browser asks")
    one.check_targets()
    worker = Worker(one)
    one.tap("Recevoir les rappels ici")
    one.reads("cet appareil")
    one.reads("pas encore essayé")
    return worker


def test_the_test_button_is_seen_to_arrive(anne: Phone, pushing: Running) -> None:
    worker = _turned_on(anne)
    anne.tap("Essayer")
    anne.reads("Partie. Regardez l’écran")
    (taken,) = pushing.tried()
    worker.deliver(taken.text)
    anne.reads("Elle est arrivée.")
    (shown,) = worker.shown(1)
    assert shown["title"] == "Carnet\u202f: l’essai est arrivé"
    anne.reads("marche")
    anne.check_axe("after the test")
    # The same message once more, because a server died in between: shown once.
    worker.clear()
    anne.forgive.append("status of 410")
    worker.deliver(taken.text)
    anne.page.wait_for_timeout(1500)
    worker.shown(0)


def test_a_reminder_opens_its_screen_and_later_is_heard(
    anne: Phone, house: Served, pushing: Running, request: pytest.FixtureRequest
) -> None:
    name = request.node.name  # her other devices are told too
    worker = _turned_on(anne)
    agenda = f"/api{anne.carnet.replace('/c/', '/carnets/')}/agenda"
    content = {
        "kind": "deadline",
        "sort": "paper_card",
        "title": "Essai",
        "ends_on": "2026-12-31",
        "zone": "Europe/Paris",
    }
    today = time.strftime("%Y-%m-%d")
    if today > "2026-11-30":
        content |= {
            "sort": "other",
            "ends_on": time.strftime("%Y-%m-%d", time.localtime(time.time() + 3 * 86_400)),
        }
    made = anne.context.request.post(agenda, data={"content": content}, headers={"Origin": house.base}).json()
    path = f"{anne.carnet}/agenda/{made['id']}"
    # The worker looks each minute.
    ends = time.monotonic() + 100
    mine: list[Taken] = []
    while not mine and time.monotonic() < ends:
        mine = [one for one in pushing.service.taken if one.json["path"] == path and one.name == name]
        time.sleep(0.5)
    (taken,) = mine
    assert "Essai" not in taken.text
    worker.deliver(taken.text)
    (shown,) = worker.shown(1)
    assert (shown["title"], shown["tag"]) == ("Carnet\u202f: un rappel", taken.json["id"])
    assert [one["title"] for one in shown["actions"]] == ["Fait", "Plus tard"]
    worker.tap()
    anne.page.wait_for_url(f"**{path}")
    anne.settled()
    anne.reads("Essai")
    worker.deliver(json.dumps({**taken.json, "id": "again"}))
    worker.shown(1)
    with anne.page.context.expect_event(
        "request", lambda request: request.url.endswith("/api/push/answered"), timeout=10_000
    ) as asked:
        worker.tap("later")
    answer = asked.value.response()
    assert answer is not None
    assert answer.status == 204
    anne.forgive.append("status of 410")


def test_a_doctor_s_page_is_not_taken_for_the_notebook(anne: Phone) -> None:
    """The page behind a code is open on the same phone, and was looked at last: it hears nothing of the application."""
    worker = _turned_on(anne)
    sheet = anne.context.new_page()
    sheet.goto(f"{anne.base}/u/no-such-code")
    path = f"{anne.carnet}/agenda"
    said = {"id": "one", "title": "x", "body": "x", "path": path, "token": "x", "lang": "fr", "actions": []}
    anne.forgive.append("status of 410")
    worker.deliver(json.dumps(said))
    worker.shown(1)
    worker.tap()
    anne.page.wait_for_url(f"**{path}")
    assert sheet.url.endswith("/u/no-such-code")
    sheet.close()


def test_what_cannot_be_read_still_shows_something(anne: Phone) -> None:
    worker = _turned_on(anne)
    worker.deliver("not what the server writes")
    (shown,) = worker.shown(1)
    assert shown["title"] == "CS3"


CHANGED = """
async ({ now, old, key }) => {
  let made = null;
  const fake = (said, key) => ({
    endpoint: said.endpoint,
    options: { applicationServerKey: key, userVisibleOnly: true },
    toJSON: () => ({ endpoint: said.endpoint, keys: { p256dh: said.p256dh, auth: said.auth } }),
  });
  const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
  const asked = [];
  PushManager.prototype.subscribe = async function (options) {
    const given = new Uint8Array(options.applicationServerKey.buffer ?? options.applicationServerKey);
    if (!options.userVisibleOnly || given.length !== 65) throw new Error("not as browsers want it");
    asked.push([...given].join());
    return (made = fake(now, given.buffer));
  };
  PushManager.prototype.getSubscription = async () => made;
  const event = new PushSubscriptionChangeEvent("pushsubscriptionchange");
  let work = null;
  const values = { oldSubscription: old && fake(old, bytes(old.key).buffer), newSubscription: null, waitUntil: (one) => (work = one) };
  for (const [name, value] of Object.entries(values)) Object.defineProperty(event, name, { value });
  self.dispatchEvent(event);
  await work;
  return asked.map((one) => one === [...bytes(key)].join());
}
"""
"""Runs in the service worker itself. Chromium never fires this event by itself, nor has it a service to subscribe to here: the event is of
its own class, and what subscribing answers is a phone that the test holds the keys of."""


def _changed(one: Phone, now: dict[str, str], old: dict[str, str] | None) -> list[bool]:
    """The browser changed the address; whether each subscribing was with the server's key."""
    # A page begun anew holds none of these made-up addresses: a start that is still telling its own would come after the change.
    one.page.reload()
    one.settled()
    (worker,) = [w for w in one.context.service_workers if w.url.endswith("/sw.js")]
    key = one.context.request.get("/api/me/push").json()["key"]
    return worker.evaluate(CHANGED, {"now": now, "old": old and {**old, "key": key}, "key": key})


def _devices(one: Phone) -> int:
    return len(one.context.request.get("/api/me/push").json()["devices"])


def test_the_browser_changes_the_address_and_the_next_message_arrives(
    anne: Phone, pushing: Running, request: pytest.FixtureRequest
) -> None:
    _turned_on(anne)
    name = request.node.name
    old, new = pushing.service.phone(name).public, pushing.service.phone(f"{name}-since").public
    before = _devices(anne)
    assert _changed(anne, new, old) == [True]
    assert _devices(anne) == before, "in the place of the old one"
    _arrives_at(anne, pushing, f"{name}-since")


def test_the_browser_does_not_say_which_address_it_had(
    anne: Phone, pushing: Running, request: pytest.FixtureRequest
) -> None:
    _turned_on(anne)
    name = request.node.name
    new = pushing.service.phone(f"{name}-since").public
    before = _devices(anne)
    assert _changed(anne, new, None) == [True]
    assert _devices(anne) == before + 1, "the old one goes when its service says 410"
    _arrives_at(anne, pushing, f"{name}-since")


def _arrives_at(one: Phone, pushing: Running, name: str) -> None:
    """The test button of the newest phone, which stands first."""
    one.page.reload()
    one.settled()
    pushing.service.taken.clear()
    one.page.get_by_role("button", name="Essayer", exact=True).first.tap()
    assert [taken.name for taken in pushing.tried()] == [name]


def test_a_change_without_a_network_is_told_when_it_is_back(
    anne: Phone, pushing: Running, request: pytest.FixtureRequest
) -> None:
    _turned_on(anne)
    name = request.node.name
    old, new = pushing.service.phone(name).public, pushing.service.phone(f"{name}-since").public
    anne.forgive += ["ERR_INTERNET_DISCONNECTED", "ERR_FAILED"]
    failed: list[str] = []

    def away(route: Any) -> None:
        """The first two tries find no network."""
        if route.request.method == "PUT" and len(failed) < 2:
            failed.append(route.request.url)
            route.abort()
        else:
            route.continue_()

    anne.context.route("**/api/me/push", away)
    before = _devices(anne)
    assert _changed(anne, new, old) == [True]
    assert len(failed) == 2
    assert _devices(anne) == before


def test_a_device_is_removed(anne: Phone) -> None:
    _turned_on(anne)
    anne.tap("Retirer")
    anne.page.get_by_role("alertdialog").get_by_role("button", name="Retirer").tap()
    anne.page.get_by_text("cet appareil").wait_for(state="hidden")
    anne.reads("Recevoir les rappels ici")


def test_a_phone_that_said_no_and_an_iphone_that_is_not_installed(chromium: Browser, house: Served) -> None:
    one = Phone(chromium, house, "anne")
    one.context.add_init_script("Object.defineProperty(Notification, 'permission', { get: () => 'denied' })")
    one.go("/moi/notifications")
    one.reads("Les notifications sont refusées ici")
    one.check_axe("refused")
    one.close()
    other = Phone(
        chromium, house, "anne",
        user_agent="Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
    )  # fmt: skip
    other.context.add_init_script("delete window.PushManager; delete window.Notification;")
    other.go("/moi/notifications")
    other.reads("D’abord, mettre CS3 sur l’écran d’accueil")
    other.check_axe("an iPhone, before installing")
    assert not other.page.get_by_text("Recevoir les rappels ici").count()
    other.close()
