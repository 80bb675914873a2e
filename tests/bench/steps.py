"""One image forward or back in a film of 720p, at 30 and at 240 images a second, on a phone four times slower than this machine.

ms from the key to the image that is drawn, the 95th and the 50th of a hundred steps each way; the next key comes a thirtieth of a second
after, as when one is held down. Chromium slows the page itself, not what is decoded and painted beside it. Needs Chromium
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
STEPS = 100
RATES = (30, 240)
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
    return [_row(rate, way, sorted(times)) for (rate, way), times in took.items()]


def _took(one: Phone, folder: Path) -> dict[tuple[int, str], list[float]]:
    took: dict[tuple[int, str], list[float]] = {}
    for rate in RATES:
        film = numbered(folder / "film.mp4", 2 * STEPS, rate=rate, size=(1280, 720))
        one.go(f"{one.carnet}/films/{send_film(one, film)}")
        one.until("document.querySelector('[data-frame]')")
        one.cdp.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
        for name, way in (("forward", 1), ("back", -1)):
            took[rate, name] = one.page.evaluate(STEP, [way, STEPS])
        one.cdp.send("Emulation.setCPUThrottlingRate", {"rate": 1})
    return took


def _row(rate: int, way: str, times: list[float]) -> Row:
    p50, p95 = (round(times[STEPS * part // 100 - 1], 1) for part in (50, 95))
    what = f"one image {way} at {rate} images/s, processor × {SLOWER} (ms, 95th of 100; the 50th {p50}), against what is allowed"
    return Row(what, p95, TARGET, round(p95 / TARGET, 2), f"≤ {TARGET} ms", p95 <= TARGET)


if __name__ == "__main__":
    for row in measure():
        print(row)
