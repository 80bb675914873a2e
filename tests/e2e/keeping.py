"""What a phone keeps, read from its own stores."""

from collections.abc import Callable
from typing import Any

from tests.e2e.phone import Phone


def kept_on(one: Phone) -> dict[str, Any]:
    """`sealed`, `keys`: names in the vault; `files`: in the private folders; `local`, `session`: names beside the language;
    `shell`: how many files of the application; `answers`: addresses in the caches that are none of those."""
    return one.page.evaluate(_KEPT)


def until_kept(one: Phone, *names: str) -> None:
    """Those are in the vault: `sealed/habits/<carnet>`."""
    _until(one, lambda sealed: set(names) <= sealed, names)


def until_drafted(one: Phone) -> None:
    """What is being typed is on the phone: it may be reloaded now."""
    _until(one, lambda sealed: any(name.startswith("sealed/draft/") for name in sealed), "a draft")


def until_sent(one: Phone) -> None:
    """No text, photo, film or letter waits any more."""
    waiting = ("texts/", "entries/")
    _until(one, lambda sealed: not any(name.startswith(waiting) for name in sealed), "nothing that waits")


def _until(one: Phone, true: Callable[[set[str]], bool], wanted: object) -> None:
    for _ in range(300):
        sealed = set(kept_on(one)["sealed"])
        if true(sealed):
            return
        one.page.wait_for_timeout(100)
    raise AssertionError(f"never {wanted}: {sorted(sealed)}")


_KEPT = """async () => {
  const all = (request) => new Promise((yes, no) => { request.onsuccess = () => yes(request.result); request.onerror = () => no(request.error); });
  const databases = (await indexedDB.databases()).map((one) => one.name).sort();
  const kept = { databases, sealed: [], keys: [], files: [], answers: [], shell: 0 };
  for (const name of databases) {
    const base = await all(indexedDB.open(name));
    for (const store of base.objectStoreNames) {
      const names = (await all(base.transaction(store).objectStore(store).getAllKeys())).map((key) => `${store}/${key}`);
      kept[store === "keys" ? "keys" : "sealed"].push(...names);
    }
    base.close();
  }
  const walk = async (folder, path) => {
    for await (const [name, entry] of folder.entries()) {
      if (entry.kind === "directory") await walk(entry, `${path}${name}/`);
      else kept.files.push(path + name);
    }
  };
  await walk(await navigator.storage.getDirectory(), "");
  for (const name of await caches.keys()) {
    for (const request of await (await caches.open(name)).keys()) {
      const path = new URL(request.url).pathname;
      if (/^\\/(assets|icons)\\/|^\\/(index\\.html|manifest\\.webmanifest)$/.test(path)) kept.shell += 1;
      else kept.answers.push(path);
    }
  }
  kept.local = Object.keys(localStorage).filter((name) => name !== "cs3.locale").sort();
  kept.session = Object.keys(sessionStorage).sort();
  return kept;
}"""
