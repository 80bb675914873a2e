"""A professional asks for an access: by a code that a parent aims at; the parent reads who asks, gives, refuses another for good."""

import io
import re
from collections.abc import Callable

import zxingcpp
from PIL import Image

from tests.e2e.phone import Phone

Phones = Callable[..., Phone]


def _looked_at(one: Phone, what: str) -> None:
    one.settled()
    one.check_axe(what)
    one.check_targets()
    one.check_no_sideways_scroll()


def test_from_the_asking_to_the_access(phone: Phones) -> None:
    asker, mother = phone("nadia", alone=True), phone("anne", alone=True)
    carnet = f"/api/carnets/{mother.carnet.removeprefix('/c/')}"
    asker.go("/moi")
    asker.page.get_by_role("link", name=re.compile("Demandes d’accès")).tap()
    asker.tap("Demander un accès")
    asker.page.get_by_text("La famille est devant moi").tap()
    asker.page.get_by_label("Votre métier").select_option("childminder")
    asker.page.get_by_label("De qui s’agit-il").fill("Théo, le mercredi")
    _looked_at(asker, "asking for an access")
    asker.tap("Faire le code")
    asker.reads("Montrez ce code au parent")
    asker.page.get_by_role("img", name="Code QR de ma demande d’accès").scroll_into_view_if_needed()
    (code,) = zxingcpp.read_barcodes(Image.open(io.BytesIO(asker.page.screenshot())))

    # Who asks, by whose word; then the screen that gives any access, for this account.
    mother.go(code.text)
    mother.reads("Est-ce bien la personne que vous connaissez")
    mother.reads("nadia@demo.example")
    mother.reads("Théo, le mercredi")
    _looked_at(mother, "who asks")
    mother.page.get_by_role("link", name=re.compile("Théo Tagorre")).tap()
    mother.reads("Votre accord")
    assert mother.page.get_by_label("Son nom").count() == 0
    _looked_at(mother, "giving to who asked")
    mother.tap("Je donne cet accès")
    mother.reads("vient de recevoir votre réponse")

    # The asker agrees to their text in their own account, without a link.
    assert asker.context.request.get(carnet).status == 404
    asker.go("/mes-demandes")
    asker.reads("Anne Tagorre vous ouvre un carnet")
    _looked_at(asker, "what became of an asking")
    asker.tap("Lire et répondre")
    asker.reads("Théo")
    asker.tap("J’accepte")
    asker.page.wait_for_url(re.compile("/c/[^/]+$"))
    assert asker.context.request.get(carnet).status == 200

    # By her address, and again: she hears no more of this account.
    again = {"email": mother.person["email"], "model": "nurse", "child": "Théo", "reason": "Pour voir"}
    asked = asker.context.request.post("/api/askings", data=again, headers={"Origin": asker.base})
    assert asked.status == 201, asked.text()
    mother.go(mother.carnet)
    mother.quiet()
    mother.page.get_by_role("link", name=re.compile("professionnels vous demandent un accès")).tap()
    mother.page.wait_for_url("**/demandes")
    mother.page.get_by_role("link", name=re.compile("Nadia Haddad")).tap()
    mother.reads("Pour voir")
    mother.offline()
    mother.tap("Refuser, et ne plus jamais être sollicité")
    mother.page.get_by_role("alertdialog").get_by_role("button", name="Refuser").tap()
    mother.page.get_by_role("alert").wait_for()
    mother.offline(False)
    mother.tap("Refuser, et ne plus jamais être sollicité")
    mother.page.get_by_role("alertdialog").get_by_role("button", name="Refuser").tap()
    mother.reads("Ne me demandent plus rien")
    _looked_at(mother, "nobody asks")
    mother.tap("Le laisser demander de nouveau")
    mother.reads("Nadia Haddad peut de nouveau vous demander un accès.")
