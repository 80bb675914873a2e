"""The urgent sheet of a phone's carnet: where its screens are, what the server holds, what is typed."""

from typing import Any
from uuid import uuid4

from tests.e2e.phone import Phone
from tests.family import SHEETS

CHOICES = {"certainty", "tone", "phone_seen"}


def part(one: Phone, section: str) -> str:
    return f"{one.carnet}/urgence/partie/{section}"


def sheet_of(one: Phone) -> dict[str, dict[str, Any]]:
    """The sections as this person reads them, by name."""
    answer = one.context.request.get(f"/api/carnets/{one.person['carnets'][0]}/emergency")
    return {section["section"]: section for section in answer.json()["sections"]}


def lines_of(one: Phone, section: str) -> dict[str, dict[str, Any]]:
    return {line["id"]: line for line in sheet_of(one)[section]["lines"]}


def add_line(one: Phone, content: dict[str, Any], *, urgent: bool | None = True) -> str:
    """A line of the test's own, put there beforehand. Its id; the place of one that a sheet holds, chosen as `urgent` says."""
    if content["section"] in SHEETS:
        sheet, kind = SHEETS[content["section"]]
        said = {"kind": kind} | {name: value for name, value in content.items() if name != "section"}
        place = str(uuid4())
        body = {"id": str(uuid4()), "content": said, "bases": [], "urgent": urgent}
        url = f"/api/carnets/{one.person['carnets'][0]}/sheets/{sheet}/{place}"
        written = one.context.request.put(url, data=body, headers={"Origin": one.base})
        assert written.status == 200, written.text()
        return place
    path = f"/api/carnets/{one.person['carnets'][0]}/emergency/lines"
    answer = one.context.request.post(path, data={"content": content}, headers={"Origin": one.base})
    assert answer.status == 201, answer.text()
    section = next(s for s in answer.json()["sections"] if s["section"] == content["section"])
    return str(section["lines"][-1]["id"])


def type_in(one: Phone, values: dict[str, str]) -> None:
    for name, value in values.items():
        if name in CHOICES:
            one.page.get_by_text(value, exact=True).tap()
        else:
            one.page.locator(f'[name="{name}"]').fill(value)


def saved(one: Phone) -> None:
    one.reads("C’est sur la fiche.")
    one.page.get_by_role("button", name="Fermer").last.tap()
