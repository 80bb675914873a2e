"""Draws the PNG icons from the mark, with Chromium. Run after changing `public/icons/mark.svg`:

.venv/bin/python pwa/scripts/icons.py
"""

import os
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

ICONS = Path(__file__).parents[1] / "public" / "icons"
PAPER, TEAL, RED, WHITE = "#faf8f4", "#0b6e6e", "#b3261e", "#ffffff"
BOLT = "M12.5 3.5 6 13.5h5l-1 7 7-10.5h-5z"
PLUS = "M12 5v14M5 12h14"


def mark(size: int, share: float, background: str) -> str:
    """The mark on a square, taking `share` of its width (a maskable icon keeps the middle 80 %)."""
    side, edge = size * share, size * (1 - share) / 2
    inner = (
        (ICONS / "mark.svg")
        .read_text()
        .replace("<svg ", f'<svg x="{edge}" y="{edge}" width="{side}" height="{side}" ')
    )
    return f'<rect width="{size}" height="{size}" fill="{background}"/>{inner}'


def sign(size: int, colour: str, path: str) -> str:
    """A line drawing of the 24 grid, white on a round of colour."""
    return (
        f'<circle cx="{size / 2}" cy="{size / 2}" r="{size / 2}" fill="{colour}"/><svg x="{size / 4}" y="{size / 4}" width="{size / 2}"'
        f' height="{size / 2}" viewBox="0 0 24 24" fill="none" stroke="{WHITE}" stroke-width="2" stroke-linecap="round"'
        f' stroke-linejoin="round"><path d="{path}"/></svg>'
    )


WANTED = {
    "icon-192.png": (192, mark(192, 0.94, "none")),
    "icon-512.png": (512, mark(512, 0.94, "none")),
    "maskable-512.png": (512, mark(512, 0.62, PAPER)),
    "apple-180.png": (180, mark(180, 0.72, PAPER)),
    "urgent-96.png": (96, sign(96, RED, BOLT)),
    "add-96.png": (96, sign(96, TEAL, PLUS)),
}


def main() -> None:
    with sync_playwright() as tools:
        chromium = os.environ.get("CS3_CHROMIUM") or shutil.which("chromium")
        browser = tools.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, (size, drawing) in WANTED.items():
            page = browser.new_page(viewport={"width": size, "height": size})
            page.set_content(
                f'<style>*{{margin:0}}svg{{display:block}}</style><svg xmlns="http://www.w3.org/2000/svg" width="{size}"'
                f' height="{size}">{drawing}</svg>'
            )
            page.screenshot(path=ICONS / name, omit_background=True)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
