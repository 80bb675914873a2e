"""A day on a phone: two taps to note, without a network too; a seizure timed over a reload; a second dose that is questioned."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

from tests.e2e.keeping import kept_on, until_sent
from tests.e2e.phone import Phone

Phones = Callable[..., Phone]


def today() -> str:
    return str(datetime.now(ZoneInfo("Europe/Paris")).date())


def entries(one: Phone, kind: str) -> list[dict[str, Any]]:
    """Of today, as the notebook has them."""
    base = f"/api/carnets/{one.person['carnets'][0]}/journal"
    found = one.context.request.get(f"{base}?first={today()}&last={today()}").json()["entries"]
    return [one for one in found if one["content"]["kind"] == kind]


def timer(one: Phone) -> bool:
    return any("journal-seizure" in name for name in kept_on(one)["sealed"])


def test_a_carer_notes_the_day_and_the_family_reads_it(phone: Phones) -> None:
    jean = phone("jean")
    jean.go(jean.carnet)
    day = jean.page.locator(f"a[href='{jean.carnet}/jour']").first
    day.tap()
    meal = jean.page.get_by_role("region", name="Repas")
    meal.wait_for()
    jean.settled()
    jean.check_targets()
    jean.check_no_sideways_scroll()
    before = len(entries(jean, "meal"))
    jean.forgive.append("ERR_INTERNET_DISCONNECTED")
    jean.offline()
    meal.get_by_role("button", name="la moitié").tap()
    dialog = jean.page.get_by_role("dialog")
    assert dialog.get_by_role("button", name="la moitié").get_attribute("aria-pressed") == "true"
    assert dialog.locator("[aria-pressed=true]").count() == 1, "nothing but what was tapped"
    jean.settled()
    jean.check_axe("a meal")
    dialog.get_by_role("button", name="Noter", exact=True).tap()
    jean.reads("sur ce téléphone, pas encore envoyé")
    jean.page.get_by_role("button", name="Démarrer le chronomètre").tap()
    jean.reads("Crise en cours")
    jean.until("new Promise((yes) => setTimeout(() => yes(true), 50))")
    assert timer(jean), "when it began is on the phone"
    # It leaves while another screen is open; then there is no network again, and it is no less noted.
    lines = meal.locator(".entry").count()
    jean.page.locator(f"a[href='{jean.carnet}']").first.tap()
    day.wait_for()
    jean.offline(False)
    until_sent(jean)
    assert len(entries(jean, "meal")) == before + 1
    jean.offline()
    day.tap()
    meal.wait_for()
    assert meal.locator(".entry").count() == lines
    assert not meal.get_by_text("pas encore envoyé").count()
    jean.offline(False)
    # The phone was locked, and the page taken away.
    jean.reopen(f"{jean.carnet}/jour")
    jean.reads("Crise en cours")
    jean.tap("C’est fini")
    jean.page.get_by_role("dialog").get_by_role("button", name="Noter", exact=True).tap()
    jean.reads("Noté.")
    (seizure,) = entries(jean, "seizure")
    assert seizure["happened_at"] < seizure["ended_at"]
    assert seizure["author"]["name"] == "Jean Tagorre"
    assert not timer(jean)
    anne = phone("anne")
    anne.go(f"{anne.carnet}/jour")
    anne.reads("noté par Jean Tagorre")
    # A parent takes away what was a slip, and thinks again.
    card = anne.page.get_by_role("region", name="Crises")
    card.get_by_role("button", name="Plus").tap()
    card.get_by_role("button", name="Retirer").tap()
    anne.reads("Note retirée.")
    anne.tap("Annuler l’action")
    card.wait_for()
    until_sent(anne)
    assert len(entries(anne, "seizure")) == 1


def test_a_second_dose_so_soon_is_questioned(phone: Phones) -> None:
    anne = phone("anne")
    # The phone has asked; the server says whether that is the only other one.
    anne.forgive.append("409 (Conflict)")
    carnet, place = anne.person["carnets"][0], str(uuid4())
    line = {"kind": "treatment", "name": "Essai", "times": ["00:05", "00:10"], "apart_hours": 6}
    written = anne.context.request.put(
        f"/api/carnets/{carnet}/sheets/medication/{place}",
        data={"id": str(uuid4()), "content": line, "bases": []},
        headers={"Origin": anne.base},
    )
    assert written.status == 200, written.text()
    anne.go(f"{anne.carnet}/jour")
    for number in (0, 1):
        anne.page.get_by_role("region", name="Essai").nth(number).get_by_role("button", name="donné").tap()
        anne.page.get_by_role("dialog").get_by_role("button", name="Noter", exact=True).tap()
        if number:
            anne.reads("Une autre prise est notée tout près")
            anne.tap("C’est bien ce qui a été donné")
        anne.reads("Noté.")
        until_sent(anne)
    given = [one for one in entries(anne, "treatment") if one["content"]["line"] == place]
    assert sorted(one["content"]["due"] for one in given) == ["00:05", "00:10"]
    # One that was noted where there was no network is there for all, and settled by a tap.
    late = anne.context.request.put(
        f"/api/carnets/{carnet}/journal/entries/{uuid4()}",
        data={
            "id": str(uuid4()),
            "content": given[0]["content"],
            "happened_at": given[0]["happened_at"],
            "late": True,
        },
        headers={"Origin": anne.base},
    )
    assert late.json()["to_check"], late.text()
    anne.go(f"{anne.carnet}/jour")
    anne.reads("noté deux fois")
    anne.reads("à vérifier")
    anne.settled()
    anne.check_axe("a dose to be checked")
    anne.page.get_by_role("button", name="C’est bien ce qui a été donné").tap()
    until_sent(anne)
    assert not [one for one in entries(anne, "treatment") if one["to_check"]]
    anne.go(f"{anne.carnet}/jour-semaines")
    anne.reads("Changements de traitement")
    anne.settled()
    anne.check_axe("weeks")
