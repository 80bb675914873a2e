"""A letter scanned on a phone: the sheet that the camera sees is found, taken by itself, put right and sent as one small PDF."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Browser

from tests.e2e.phone import Phone
from tests.servers.cs3 import Served

pytestmark = pytest.mark.alone

CORNERS = [(330, 120), (770, 150), (830, 840), (250, 800)]
"""Of the sheet in the picture below: top left, top right, bottom right, bottom left."""
SQUARES = [(0.15, 0.1), (0.8, 0.1), (0.15, 0.85), (0.5, 0.6)]
"""Black squares printed on it: their middle, in parts of its width and height."""
WIDE, HIGH = 1200, 1697


def sheet() -> Image.Image:
    page = Image.new("L", (WIDE, HIGH), 238)
    ink = ImageDraw.Draw(page)
    for x, y in SQUARES:
        ink.rectangle((x * WIDE - 45, y * HIGH - 45, x * WIDE + 45, y * HIGH + 45), fill=25)
    for line in range(14):
        ink.text((260, 330 + 36 * line), "Compte rendu de consultation, chaussures et orthèses " * 2, fill=40)
    return page


def scene() -> Image.Image:
    """The sheet on a dark table, from a slant, with the shade of a hand over one half."""
    source = [(0, 0), (WIDE, 0), (WIDE, HIGH), (0, HIGH)]
    rows = []
    for (x, y), (u, v) in zip(CORNERS, source, strict=True):
        rows += [([x, y, 1, 0, 0, 0, -u * x, -u * y], u), ([0, 0, 0, x, y, 1, -v * x, -v * y], v)]
    way = _solved([row for row, _ in rows], [value for _, value in rows])
    size = (1080, 960)
    seen = sheet().transform(size, Image.Transform.PERSPECTIVE, way, Image.Resampling.BICUBIC)
    mask = Image.new("L", (WIDE, HIGH), 255).transform(size, Image.Transform.PERSPECTIVE, way)
    table = Image.new("L", size, 84)
    table.paste(seen, mask=mask)
    shade = (
        Image.linear_gradient("L").rotate(90).resize(size).point([130 + value // 2 for value in range(256)])
    )
    return Image.composite(table, Image.new("L", size, 10), shade)


def _solved(rows: list[list[float]], values: list[float]) -> list[float]:
    """Eight equations for eight numbers."""
    all_of = [[*map(float, row), float(value)] for row, value in zip(rows, values, strict=True)]
    for n in range(8):
        best = max(range(n, 8), key=lambda k: abs(all_of[k][n]))
        all_of[n], all_of[best] = all_of[best], all_of[n]
        for k in range(8):
            if k != n:
                factor = all_of[k][n] / all_of[n][n]
                all_of[k] = [a - factor * b for a, b in zip(all_of[k], all_of[n], strict=True)]
    return [row[8] / row[n] for n, row in enumerate(all_of)]


def film(path: Path) -> None:
    """What the camera of the test sees, again and again: uncompressed, as Chromium wants it."""
    picture = scene()
    half = (picture.width // 2) * (picture.height // 2)
    image = b"FRAME\n" + picture.tobytes() + bytes([128]) * (2 * half)
    head = f"YUV4MPEG2 W{picture.width} H{picture.height} F10:1 Ip A1:1 C420jpeg\n"
    path.write_bytes(head.encode() + image * 2)


@pytest.fixture(scope="module")
def eye(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """A browser whose camera sees that sheet."""
    path = tmp_path_factory.mktemp("camera") / "sheet.y4m"
    film(path)
    browser = chromium.browser_type.launch(
        executable_path=os.environ.get("CS3_CHROMIUM") or shutil.which("chromium"),
        args=["--no-sandbox", *Phone.CAMERA, f"--use-file-for-fake-video-capture={path}"],
    )
    yield browser
    browser.close()


@pytest.mark.timeout(240)
def test_a_sheet_is_taken_by_itself_put_right_and_filed(eye: Browser, served: Served) -> None:
    anne = Phone(eye, served, "anne", permissions=["camera"])
    anne.context.set_default_timeout(60_000)
    anne.go(f"{anne.carnet}/documents/ajouter")
    anne.tap("Numériser")
    anne.page.locator("dialog polygon").wait_for()
    anne.check_axe("the camera with a sheet", ["button-name", "color-contrast", "aria-valid-attr"])
    # Nobody pressed anything: it was held still.
    anne.page.get_by_role("button", name="Noir et blanc").wait_for()
    anne.page.locator("dialog img[alt='Page 1']").wait_for()
    anne.check_axe("a page")
    anne.check_targets()
    assert anne.page.get_by_text("n’ont pas été trouvés").count() == 0
    anne.tap("Coins")
    corner = anne.page.get_by_role("button", name="Coin en bas à droite")
    corner.focus()
    corner.press("ArrowLeft")
    anne.page.get_by_text("de la largeur").wait_for()
    anne.check_axe("the corners")
    corner.press("ArrowRight")
    anne.tap("C’est bon")
    anne.tap("Noir et blanc")
    anne.until("!document.querySelector('dialog [aria-busy=true]')")
    # The next page is taken by itself too, in the place where the first one lay.
    anne.tap("Page suivante")
    anne.page.locator("dialog img[alt='Page 2']").wait_for()
    anne.page.go_back()
    anne.reads("Quitter sans garder cette page")
    anne.page.go_back()
    assert anne.at.endswith("/documents/ajouter")
    anne.tap("Revenir à la page")
    # Twice without a touch between: Chromium shuts the dialog whatever the page says.
    anne.tap("Coins")
    anne.page.keyboard.press("Escape")
    anne.page.keyboard.press("Escape")
    anne.reads("Quitter sans garder cette page")
    anne.tap("Revenir à la page")
    anne.tap("Fermer")
    anne.reads("Quitter sans garder cette page")
    anne.tap("Revenir à la page")
    anne.tap("C’est la dernière page")
    anne.reads("Pages numérisées : 2")
    anne.until("!document.querySelector('dialog') && !history.state.over")
    anne.fill("Titre", "Lettre numérisée")
    anne.page.get_by_label("Catégorie").select_option(label="Synthèses")
    anne.tap("Ajouter au carnet")
    anne.page.wait_for_url("**/documents")
    id = anne.ready_letter("Lettre numérisée")
    url = f"/api{anne.carnet.replace('/c/', '/carnets/')}/documents/{id}/files/original"
    sent = anne.context.request.get(url).body()
    assert not anne.complaints, anne.complaints
    anne.close()

    with pypdfium2.PdfDocument(sent) as pdf:
        assert len(pdf) == 2
        assert len(sent) < 120 * 1024
        (width, height) = pdf[0].get_size()
        assert abs(height / width - 2**0.5) < 0.02
        picture = pdf[0].render(scale=2).to_pil().convert("L")
    # Black where a square was printed, white beside it: within two parts in a hundred of the page.
    for x, y in SQUARES:
        for dx, dy, ink in (
            (0, 0, True),
            (0.02, 0.014, True),
            (-0.02, -0.014, True),
            (0.058, 0, False),
            (0, -0.045, False),
        ):
            shade = picture.getpixel((int((x + dx) * picture.width), int((y + dy) * picture.height)))
            assert isinstance(shade, int)
            assert (shade < 128) is ink, (x, y, dx, dy, shade)
