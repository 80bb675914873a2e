"""What a line's form chose for the urgent sheet, days ago or over another choice: it undoes nothing by itself, and is told."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from tests.e2e.phone import Phone
from tests.e2e.sheet import add_line

Phones = Callable[..., Phone]
LATEX = {"section": "allergies", "substance": "Latex"}


def line_of(one: Phone, place: str) -> dict[str, Any]:
    sheet = one.context.request.get(f"/api/carnets/{one.person['carnets'][0]}/sheets/allergies").json()
    return next(line for line in sheet["sections"][0]["lines"] if line["place"] == place)


def rewrite(one: Phone, place: str, **fields: str) -> None:
    (head,) = line_of(one, place)["heads"]
    url = f"/api/carnets/{one.person['carnets'][0]}/sheets/allergies/{place}"
    body = {"id": str(uuid4()), "content": head["content"] | fields, "bases": [head["id"]]}
    answer = one.context.request.put(url, data=body, headers={"Origin": one.base})
    assert answer.status == 200, answer.text()


def choose(one: Phone, place: str, *, shown: bool) -> None:
    url = f"/api/carnets/{one.person['carnets'][0]}/sheets/allergies/{place}/urgent"
    answer = one.context.request.put(url, data={"shown": shown}, headers={"Origin": one.base})
    assert answer.status == 200, answer.text()


def test_an_old_draft_undoes_no_choice(phone: Phones) -> None:
    one = phone("julie")
    place = add_line(one, LATEX, urgent=None)
    form = f"{one.carnet}/fiches/allergies/ecrire/{place}"
    box, note = one.page.get_by_role("checkbox", name="fiche urgente"), one.page.locator('[name="note"]')
    one.go(form)
    note.fill("Depuis 2020")
    box.check()
    one.walk(f"{one.carnet}/fiches/allergies")
    choose(one, place, shown=False)
    one.go(form)
    one.reads("Votre brouillon a été retrouvé.")
    one.reads("Quelqu’un a choisi entre-temps de ne pas la montrer.")
    assert (box.is_checked(), note.input_value()) == (False, "Depuis 2020")
    one.check_axe("a choice made meanwhile")
    one.tap("Enregistrer")
    one.page.wait_for_url("**/fiches/allergies")
    kept = line_of(one, place)
    assert (kept["urgent"], kept["heads"][0]["content"]["note"]) == ("left_out", "Depuis 2020")


def test_a_text_that_was_not_read_is_not_shown_by_ticking_a_box(phone: Phones) -> None:
    one = phone("julie")
    one.forgive.append("status of 409")
    place = add_line(one, LATEX, urgent=None)
    one.go(f"{one.carnet}/fiches/allergies/ecrire/{place}")
    one.page.get_by_role("checkbox", name="fiche urgente").check()
    rewrite(one, place, note="Un mot d’ailleurs")
    one.tap("Enregistrer")
    one.reads("Rien n’a été enregistré")
    assert line_of(one, place)["urgent"] == "proposed"
    # Read, then chosen again: nothing was written for it.
    assert one.page.locator('[name="note"]').input_value() == "Un mot d’ailleurs"
    one.tap("Enregistrer")
    one.reads("La fiche urgente la montre.")
    kept = line_of(one, place)
    assert (kept["urgent"], kept["versions"]) == ("shown", 2)


def test_a_choice_that_moved_loses_no_text_and_is_told(phone: Phones) -> None:
    one = phone("julie")
    one.forgive.append("status of 409")
    place = add_line(one, LATEX, urgent=None)
    form = f"{one.carnet}/fiches/allergies/ecrire/{place}"
    one.go(form)
    one.page.get_by_role("checkbox", name="fiche urgente").check()
    one.page.locator('[name="note"]').fill("Depuis 2020")
    choose(one, place, shown=False)
    one.tap("Enregistrer")
    told = one.page.get_by_role("heading", name="La fiche urgente n’a pas suivi votre choix")
    told.wait_for()
    kept = line_of(one, place)
    assert (kept["urgent"], kept["heads"][0]["content"]["note"]) == ("left_out", "Depuis 2020")
    one.check_axe("a choice that moved")
    one.check_targets()
    one.tap("C’est vu")
    told.wait_for(state="detached")
