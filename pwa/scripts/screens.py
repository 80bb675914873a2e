"""Takes the pictures of the install dialog (`public/screens/`) from a running demonstration:

.venv/bin/python pwa/scripts/screens.py data/demo/demo.json
"""

import json
import os
import shutil
import sys
from pathlib import Path

import pyotp
from playwright.sync_api import Page, sync_playwright

SCREENS = Path(__file__).parents[1] / "public" / "screens"
SIZES = {"narrow": (390, 844, 2), "wide": (1280, 800, 1)}


def enter(page: Page, base: str, person: dict[str, str]) -> str:
    """Signs in with password and code; the address of the carnet's home screen."""
    page.goto(base)
    page.fill("input[type=email]", person["email"])
    page.fill("input[type=password]", person["password"])
    page.keyboard.press("Enter")
    page.fill("input[autocomplete=one-time-code]", pyotp.TOTP(person["totp_secret"]).now())
    page.wait_for_url("**/c/*")
    return page.url


def main(demo: Path) -> None:
    """Each size by another person: a code is never accepted twice."""
    facts = json.loads(demo.read_text())
    SCREENS.mkdir(exist_ok=True)
    with sync_playwright() as tools:
        chromium = os.environ.get("CS3_CHROMIUM") or shutil.which("chromium")
        browser = tools.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for (size, (width, height, scale)), person in zip(SIZES.items(), facts["people"][2:], strict=False):
            page = browser.new_page(
                viewport={"width": width, "height": height},
                device_scale_factor=scale,
                locale="fr-FR",
                timezone_id="Europe/Paris",
            )
            home = enter(page, facts["base_url"], person)
            wanted = {"home": home} if size == "wide" else {"home": home, "circle": f"{home}/cercle"}
            for name, address in wanted.items():
                page.goto(address)
                page.wait_for_load_state("networkidle")
                page.screenshot(path=SCREENS / f"{name}-{size}.png")
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
