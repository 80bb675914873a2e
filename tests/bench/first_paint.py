"""From the tap on a scanned code to the first words on the screen, beside the same bytes as a static file of nginx.

Chromium as a phone (390 × 844, processor × 4) on a slow line (150 ms there and back, 1.6 Mb/s), a new phone each time: each opening is traced,
and told. In turns, so that what else the machine does is in both. Needs Chromium (`tools/with-chromium.sh ./just bench first_paint`); without it
there is no row.
"""

import http.client
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

from tests.bench.nginx import nginx
from tests.bench.rows import Row
from tests.bench.serving import served

ROUNDS = 25
MOST = 1.05
SLOWER = 4
LINE = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 // 8,
    "uploadThroughput": 750_000 // 8,
}
PAINTED = """new Promise((painted) => new PerformanceObserver((seen) => painted(seen.getEntries().at(-1).startTime))
  .observe({ type: "paint", buffered: true }))"""
"""ms from the start of the navigation; « first-paint » and « first-contentful-paint » come together."""


def measure() -> list[Row]:
    program = os.environ.get("CS3_CHROMIUM") or shutil.which("chromium")
    if not program:
        print("first_paint: no Chromium, no row", file=sys.stderr)
        return []
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder), "tests.bench.openings") as (port, demo),
    ):
        path = urlsplit(demo["carnets"][0]["emergency_url"]).path
        with _static(Path(folder) / "web", port, path) as theirs, sync_playwright() as tools:
            browser = tools.chromium.launch(executable_path=program, args=["--no-sandbox"])
            addresses = (f"http://127.0.0.1:{port}{path}", f"http://127.0.0.1:{theirs}/sheet")
            for address in addresses:
                _painted(browser, address, "warm")
            rounds = [
                [_painted(browser, address, str(number)) for address in addresses] for number in range(ROUNDS)
            ]
            browser.close()
    ratio = median(ours / peer for ours, peer in rounds)
    ours, peer = (round(median(times), 1) for times in zip(*rounds, strict=True))
    what = "first words of an urgent sheet on a slow line (ms), against the same bytes as a file of nginx"
    return [Row(what, ours, peer, round(ratio, 3), f"≤ {MOST}", ratio <= MOST)]


@contextmanager
def _static(folder: Path, port: int, path: str) -> Iterator[int]:
    """The port of an nginx that gives, at /sheet, the bytes that the server sends."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers={"Accept-Encoding": "gzip", "User-Agent": "Mozilla/5.0"})
    answer = connection.getresponse()
    page, packed = answer.read(), answer.headers["Content-Encoding"] == "gzip"
    if answer.status != 200:
        raise RuntimeError(f"the sheet was answered {answer.status}")
    said = "types { } default_type 'text/html; charset=utf-8';"
    with nginx(folder, said=said + (" add_header Content-Encoding gzip;" if packed else "")) as theirs:
        (folder / "kept" / "sheet").write_bytes(page)
        yield theirs


def _painted(browser: Browser, address: str, who: str) -> float:
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        device_scale_factor=2,
        is_mobile=True,
        user_agent=f"Mozilla/5.0 (Linux; Android 14; phone {who}) AppleWebKit/537.36 Chrome/138.0 Mobile Safari/537.36",
    )
    page = context.new_page()
    phone = context.new_cdp_session(page)
    phone.send("Network.enable")
    phone.send("Network.emulateNetworkConditions", LINE)
    phone.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address)
    if not page.locator("h1").count():
        raise RuntimeError(f"{urlsplit(address).netloc} shows no sheet")
    took = float(page.evaluate(PAINTED))
    context.close()
    return took


if __name__ == "__main__":
    for row in measure():
        print(row)
