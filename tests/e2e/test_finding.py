"""Somebody asks for a letter that one half remembers: found by a word of it, misspelt, from the home screen, and opened; without a network, what the phone keeps."""

from collections.abc import Callable

from tests.e2e.phone import COLOURS, Phone

Phones = Callable[..., Phone]


def test_found_by_half_a_memory(phone: Phones) -> None:
    one = phone("anne")
    one.ready_letter("chirurgie")
    one.go(one.carnet)
    one.tap("Chercher")
    field = one.page.get_by_role("searchbox", name="Chercher dans ce carnet")
    field.wait_for()
    assert field.evaluate("(one) => one === document.activeElement")  # ready to be typed in
    field.press_sequentially("chirugie")
    one.page.get_by_role("status").filter(has_text="1 résultat pour « chirugie »").wait_for()
    assert "chiru" not in one.page.url
    # Of its title; and of a line on its first page, once its words are known.
    assert one.page.locator("mark").all_inner_texts() in (["chirurgie"], ["chirurgie", "chirurgicale"])
    one.check_axe("what was found")
    one.check_targets()
    # Opened by the keyboard alone, and back to what was found.
    field.press("Enter")
    one.page.locator("main a", has_text="chirurgie").focus()
    one.page.keyboard.press("Enter")
    one.page.get_by_role("heading", name="Compte rendu, chirurgie orthopédique").wait_for()
    one.page.go_back()
    one.reads("1 résultat pour")
    assert field.input_value() == "chirugie"
    # A whole room, a filter, and nothing.
    field.fill("compte rendu")
    elsewhere = one.page.get_by_role("link", name="Compte rendu d’équipe éducative")
    elsewhere.wait_for()
    one.page.get_by_label("Catégorie").select_option("documents.medical")
    elsewhere.wait_for(state="detached")
    one.page.get_by_role("link", name="Compte rendu, chirurgie orthopédique").wait_for()
    one.text_size(32)
    one.check_no_sideways_scroll()
    one.text_size()
    one.page.emulate_media(color_scheme="dark")
    one.check_axe("what was found, in the dark", COLOURS)
    field.fill("zanzibar")
    one.page.get_by_role("heading", name="Rien pour « zanzibar »").wait_for()
    one.tap("Chercher sans ces filtres")
    one.reads("Sont cherchés")
    one.check_axe("nothing found")
    one.tap("Effacer ce qui est écrit")
    one.reads("une faute de frappe")
    # Without a network: the agenda that the phone keeps, and it says so.
    one.until(_KEPT)
    one.offline()
    field.fill("ophtalmo")
    one.reads("Hors connexion. Seuls l’agenda")
    one.page.locator("main a", has_text="Ophtalmologiste").first.wait_for()
    one.check_axe("found without a network")
    one.offline(False)
    one.go(f"{one.carnet}/documents")
    one.page.get_by_role("searchbox", name="Chercher parmi les documents").fill("radiographies")
    one.page.get_by_role("link", name="Radiographie du bassin").first.wait_for()
    one.check_axe("found among the documents")


_KEPT = """(async () => { const names = await new Promise((done) => { const opening = indexedDB.open("cs3-vault");
    opening.onsuccess = () => { const all = opening.result.transaction("sealed").objectStore("sealed").getAllKeys();
        all.onsuccess = () => done(all.result); }; }); return names.some((name) => String(name).startsWith("agenda/")); })()"""
