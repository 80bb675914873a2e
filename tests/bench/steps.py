"""One image forward or back in a film of 720p at 60 images a second, on a phone four times slower than this machine.

ms from the key to the image that is drawn, the 95th of a hundred; keys come thirty a second, as when one is held down. Needs Chromium
(`tools/with-chromium.sh ./just bench steps`); without it there is no row. On a machine that does something else the figure is the other's.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.bench.rows import Row
from tests.e2e.numbered import numbered, send_film
from tests.e2e.phone import Phone
from tests.servers.cs3 import Served

TARGET = 33
SLOWER = 4
STEPS = 150
STEP = """async ([way, steps]) => {
  const film = document.querySelector("[data-frame]");
  const turn = () => new Promise((next) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = next;
    port2.postMessage(0);
  });
  const took = [];
  for (let step = 0; step < steps; step += 1) {
    const wanted = String(Number(film.dataset.frame) + way);
    const began = performance.now();
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: way > 0 ? "ArrowRight" : "ArrowLeft", bubbles: true }));
    while (film.dataset.frame !== wanted && performance.now() - began < 5000) await turn();
    took.push(performance.now() - began);
    await new Promise((next) => setTimeout(next, 33));
  }
  return took;
}"""


def measure() -> list[Row]:
    program = os.environ.get("CS3_CHROMIUM") or shutil.which("chromium")
    if not program:
        print("steps: no Chromium, no row", file=sys.stderr)
        return []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as tools:
        server = Served(Path(folder))
        server.start()
        try:
            browser = tools.chromium.launch(executable_path=program, args=["--no-sandbox"])
            took = _took(Phone(browser, server, "anne"), Path(folder))
            browser.close()
        finally:
            server.stop()
    return [_row(way, sorted(times)) for way, times in took.items()]


def _took(one: Phone, folder: Path) -> dict[str, list[float]]:
    film = send_film(one, numbered(folder / "film.mp4", 2 * STEPS, size=(1280, 720)))
    one.go(f"{one.carnet}/films/{film}")
    one.until("document.querySelector('[data-frame]')")
    one.cdp.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return {
        name: one.page.evaluate(STEP, [way, STEPS]) for name, way in (("forward", 1), ("back", -1))
    }  # fmt: skip


def _row(way: str, times: list[float]) -> Row:
    p95 = round(times[len(times) * 95 // 100], 1)
    what = f"one image {way} in the stepping copy, processor × {SLOWER} (ms, 95th of 100), against what is allowed"
    return Row(what, p95, TARGET, round(p95 / TARGET, 2), f"≤ {TARGET} ms", p95 <= TARGET)


if __name__ == "__main__":
    for row in measure():
        print(row)
