"""What is added stays on the phone until the notebook has it: no network, a reload, a closed page, a dead server."""

import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.e2e.keeping import until_drafted
from tests.e2e.phone import Phone, forget_session


def photo(path: Path, color: str, size: tuple[int, int] = (1600, 1200)) -> Path:
    """Noisy enough to weigh something: 400 KB or so."""
    image = Image.effect_noise(size, 60).convert("RGB")
    image.paste(Image.new("RGB", (size[0] // 2, size[1] // 2), color))
    content = BytesIO()
    image.save(content, "JPEG", quality=80)
    path.write_bytes(content.getvalue())
    return path


def captures(phone: Phone) -> list[dict[str, Any]]:
    address = f"/api{phone.carnet.replace('/c/', '/carnets/')}/captures"
    return phone.context.request.get(address).json()["captures"]


def arrived(phone: Phone, note: str, seconds: float = 90) -> dict[str, Any]:
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        found = [c for c in captures(phone) if c["note"] == note and c["state"] in ("preparing", "ready")]
        if found:
            assert len(found) == 1, "sent twice"
            return found[0]
        time.sleep(0.3)
    raise AssertionError(
        f"{note} did not arrive: {captures(phone)[:2]} {phone.page.locator('main').inner_text()}"
    )


def choose(phone: Phone, file: Path, note: str) -> None:
    phone.page.get_by_label("Note").fill(note)
    phone.page.locator("input[type=file][multiple]").set_input_files(file)


@pytest.mark.timeout(240)
def test_a_photo_added_is_seen(phone: Callable[..., Phone], tmp_path: Path) -> None:
    anne = phone("anne")
    anne.go(f"{anne.carnet}/ajouter")
    anne.page.get_by_role("button", name="appareillage").click()
    choose(anne, photo(tmp_path / "orthèse ‮gpj.jpg", "#0b6e6e"), "Reçue tout de suite")
    made = arrived(anne, "Reçue tout de suite")
    assert made["tags"] == ["appareillage"]
    anne.page.get_by_text("dans le carnet", exact=True).wait_for(timeout=120_000)
    anne.check_axe()
    anne.go(f"{anne.carnet}/images")
    anne.page.locator(f"a[href$='{made['id']}'] img").wait_for()


def test_added_without_network_it_waits_and_leaves_by_itself(
    phone: Callable[..., Phone], tmp_path: Path
) -> None:
    anne = phone("anne", installed=True)
    anne.forgive += ["ERR_INTERNET_DISCONNECTED"]
    anne.go(f"{anne.carnet}/ajouter")
    anne.ready_offline()
    anne.offline()
    choose(anne, photo(tmp_path / "bain.jpg", "#a34a00"), "Prise sans réseau")
    anne.page.get_by_text("attend son tour", exact=True).wait_for()
    anne.page.reload()
    anne.settled()
    anne.page.get_by_text("attend son tour", exact=True).wait_for()
    anne.go(anne.carnet)
    card = anne.page.get_by_text("1 photo part encore")
    card.wait_for()
    assert "encore sur ce téléphone" in anne.page.locator("main").inner_text()
    anne.check_axe()
    assert not [c for c in captures_online(anne) if c["note"] == "Prise sans réseau"]
    anne.offline(False)
    arrived(anne, "Prise sans réseau")
    card.wait_for(state="detached")


def captures_online(phone: Phone) -> list[dict[str, Any]]:
    """As another phone would see them: the one in hand has no network."""
    cookies = {c["name"]: c["value"] for c in phone.context.cookies()}
    import httpx

    answer = httpx.get(
        f"{phone.base}/api{phone.carnet.replace('/c/', '/carnets/')}/captures", cookies=cookies, timeout=20
    )
    return answer.json()["captures"]


@pytest.mark.parametrize("cut", ["reload", "closed"])
def test_a_long_sending_goes_on_after_the_page_was_gone(
    phone: Callable[..., Phone], tmp_path: Path, cut: str
) -> None:
    anne = phone("anne")
    anne.forgive += ["net::ERR"]
    file = photo(tmp_path / "grande.jpg", "#3c2a7a", (4000, 3000))
    note = f"Longue, puis {cut}"
    anne.go(f"{anne.carnet}/ajouter")
    anne.slow(kilobits=2000, latency=100)
    choose(anne, file, note)
    anne.page.locator("small", has_text="part :").wait_for()
    anne.until("document.querySelector('main [role=progressbar]')?.ariaValueNow > 5")
    # On the phone, though it was chosen the moment the screen stood.
    assert kept(anne) == {"entries": 1, "keys": 1}
    if cut == "reload":
        anne.page.reload()
    else:
        anne.page.close()
        anne.page = anne.context.new_page()
        anne.page.goto(anne.carnet)
    arrived(anne, note)


def test_several_at_once_all_arrive(phone: Callable[..., Phone], tmp_path: Path) -> None:
    anne = phone("anne")
    anne.go(f"{anne.carnet}/ajouter")
    anne.page.get_by_label("Note").fill("Cinq d’un coup")
    files = [photo(tmp_path / f"{n}.jpg", "#0b6e6e", (800 + n, 600)) for n in range(5)]
    anne.page.locator("input[type=file][multiple]").set_input_files(files)
    ends = time.monotonic() + 60
    while len(found := [c for c in captures(anne) if c["note"] == "Cinq d’un coup"]) < 5:
        assert time.monotonic() < ends, f"{len(found)} of 5 arrived"
        time.sleep(0.3)
    assert anne.page.locator("main li .name").count() == 5


def test_a_file_too_large_is_refused_before_it_leaves(phone: Callable[..., Phone], tmp_path: Path) -> None:
    anne = phone("anne")
    big = tmp_path / "lourde.jpg"
    with big.open("wb") as file:
        file.truncate(50_000_001)
    anne.go(f"{anne.carnet}/ajouter")
    sent: list[str] = []
    anne.page.on(
        "request", lambda request: sent.append(request.url) if "/api/uploads" in request.url else None
    )
    choose(anne, big, "Trop lourde")
    anne.page.get_by_text("50 Mo au plus").wait_for()
    assert sent == []


def test_what_the_notebook_refuses_says_why(phone: Callable[..., Phone], tmp_path: Path) -> None:
    anne = phone("anne")
    false = tmp_path / "faux.jpg"
    false.write_text("<html><script>alert(1)</script></html>")
    anne.go(f"{anne.carnet}/ajouter")
    choose(anne, false, "Pas une photo")
    anne.page.get_by_text("Ce n’est ni une photo ni un film").wait_for()


def test_a_note_is_found_again_after_the_camera_took_the_page_away(phone: Callable[..., Phone]) -> None:
    anne = phone("anne")
    anne.go(f"{anne.carnet}/ajouter")
    anne.page.get_by_label("Note").fill("Écrit avant la photo")
    anne.page.get_by_role("button", name="plaie").click()
    until_drafted(anne)
    anne.page.wait_for_timeout(400)
    anne.page.reload()
    anne.settled()
    anne.until("document.querySelector('textarea').value === 'Écrit avant la photo'")
    assert anne.page.get_by_role("button", name="plaie").get_attribute("aria-pressed") == "true"


def test_signing_out_asks_before_anything_is_lost(phone: Callable[..., Phone], tmp_path: Path) -> None:
    marc = phone("marc")
    marc.forgive += ["ERR_", "status of 401"]
    marc.go(f"{marc.carnet}/ajouter")
    marc.slow(kilobits=200, latency=50)
    choose(marc, photo(tmp_path / "dernière.jpg", "#0b6e6e", (4000, 3000)), "Jetée en sortant")
    marc.page.locator("small", has_text="part :").wait_for()
    assert kept(marc) == {"entries": 1, "keys": 1}
    marc.to_me()
    marc.page.get_by_role("button", name="Sortir de ce téléphone").click()
    dialog = marc.page.get_by_role("alertdialog")
    dialog.get_by_text("1 ").first.wait_for()
    marc.check_axe()
    dialog.get_by_role("button", name="Jeter").click()
    marc.page.get_by_label("Adresse e-mail").wait_for()
    assert kept(marc) == {"entries": 0, "keys": 0}
    forget_session(marc)
    assert "Jetée en sortant" not in [c["note"] for c in captures(phone("marc"))]


def kept(phone: Phone) -> dict[str, int]:
    return phone.page.evaluate(
        """async () => {
      const open = indexedDB.open("cs3-outbox");
      const database = await new Promise((resolve) => (open.onsuccess = () => resolve(open.result)));
      const count = (store) => new Promise((resolve) => {
        const asked = database.transaction(store).objectStore(store).count();
        asked.onsuccess = () => resolve(asked.result);
      });
      const found = { entries: await count("entries"), keys: await count("keys") };
      database.close();
      return found;
    }"""
    )
