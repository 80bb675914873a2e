"""« Qui a vu » on a phone: sentences that open, what is unusual in words, filters under the thumb, a copy; and one's own acts."""

import json
import re
from collections.abc import Callable
from pathlib import Path

from tests.e2e.phone import Phone

Phones = Callable[..., Phone]


def _api(one: Phone) -> str:
    return f"/api{one.carnet.replace('/c/', '/carnets/')}"


def _some_looks(phone: Phones) -> Phone:
    """The physiotherapist reads two letters; the grandfather asks for what is not open to him."""
    karim, jean = phone("karim"), phone("jean")
    documents = karim.context.request.get(f"{_api(karim)}/documents").json()["documents"]
    synthesis = [one["id"] for one in documents if one["state"] == "ready"][:2]
    for letter in synthesis:
        assert karim.context.request.get(f"{_api(karim)}/documents/{letter}/pages/1").ok
    assert jean.context.request.get(f"{_api(jean)}/circle").status == 404
    return karim


def test_the_family_reads_who_looked(phone: Phones) -> None:
    karim = _some_looks(phone)
    anne = phone("anne", alone=True)
    anne.go(f"{anne.carnet}/cercle/vu")
    anne.reads("Karim Saïdi")
    anne.settled()
    anne.check_axe("who looked")
    anne.check_targets()
    refused = anne.page.get_by_role("button", name="A voulu ouvrir").first
    assert "Refusé" in refused.inner_text()
    refused.tap()
    anne.reads("rien ne lui a été montré")
    anne.reads("Le cercle\u202f: lire")

    anne.tap("Filtrer")
    anne.page.get_by_label("Qui", exact=True).select_option(label="Karim Saïdi")
    anne.page.get_by_label("Quel genre", exact=True).select_option(label="Lectures")
    anne.page.get_by_text("7 jours").tap()
    anne.check_axe("filters")
    anne.tap("Voir")
    anne.reads("Seulement\u202f: Karim Saïdi, Lectures")
    anne.settled()
    assert anne.page.get_by_text("Jean Tagorre").count() == 0
    opened = anne.page.get_by_role("button", name="A lu").first
    opened.tap()
    anne.reads("Droit\u202f: ")
    anne.check_axe("a sentence that is open")
    anne.text_size(32)
    anne.check_no_sideways_scroll()
    anne.text_size()

    for name, ending, begins in (
        ("À imprimer (PDF)", ".pdf", b"%PDF-"),
        ("Pour un tableur (CSV)", ".csv", b"\xef\xbb\xbf"),
    ):
        with anne.page.expect_download() as kept:
            anne.tap(name)
        assert kept.value.suggested_filename.endswith(ending)
        assert Path(kept.value.path()).read_bytes().startswith(begins)

    anne.offline()
    anne.forgive = ["ERR_INTERNET_DISCONNECTED"]
    anne.tap("Tout voir")
    anne.page.get_by_role("button", name="Réessayer").wait_for()
    anne.offline(False)
    anne.reads("Jean Tagorre")

    karim.go(f"{karim.carnet}/sommaire")
    karim.page.get_by_role("link", name=re.compile("^Ce que j’ai fait")).tap()
    karim.reads("tel que la famille le voit")
    karim.reads("A lu")
    karim.settled()
    karim.check_axe("one's own")
    assert karim.page.get_by_text("Anne Tagorre").count() == 0


def test_a_history_that_goes_back_is_said_until_somebody_begins_again(phone: Phones) -> None:
    anne = phone("anne", alone=True)
    seal = f"{_api(anne)}/traces/seal"
    seen = f"{anne.carnet}/cercle/vu"
    anne.go(seen)
    anne.reads("l’histoire continue")
    before = anne.context.request.get(seal).text()
    # A line that is certainly new; sealed within two seconds, and seen by this phone.
    link = {"data": {"name": "Carte"}, "headers": {"Origin": anne.base}}
    assert anne.context.request.post(f"{_api(anne)}/emergency/links", **link).ok
    anne.until(f"fetch('{seal}').then((one) => one.text()).then((now) => now !== {json.dumps(before)})")
    anne.go(seen)
    anne.reads("l’histoire continue")

    anne.page.route(re.compile("/traces/seal"), lambda asked: asked.fulfill(body=before))
    anne.go(seen)
    anne.reads("ne suit plus celle que ce téléphone a vue")
    anne.settled()
    anne.check_axe("a history that went back")
    anne.check_targets()
    anne.go(anne.carnet)
    warning = anne.page.get_by_role("link", name="Cette histoire ne suit plus")
    warning.wait_for()
    # It follows again: what was found stays said, until she has read it.
    anne.page.unroute_all()
    warning.tap()
    anne.reads("Pendant un temps")
    anne.tap("J’ai lu")
    anne.reads("l’histoire continue")

    anne.page.route(re.compile("/traces/seal"), lambda asked: asked.fulfill(body=before))
    anne.go(seen)
    anne.tap("Repartir de maintenant")
    anne.page.get_by_role("alertdialog").get_by_role("button", name="Repartir de maintenant").tap()
    anne.reads("l’histoire continue")
