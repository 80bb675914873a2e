"""A dose is said as it was written, wherever it is said; and a name that is spelt better is no change of what is given."""

from uuid import uuid4

import pytest

from backend.kit.say import say_number
from backend.rooms.journal.content import said_in
from backend.rooms.journal.errors import DoseClose
from backend.rooms.journal.kinds import DrinkEntry
from backend.rooms.sheets.kinds.medication import TreatmentLine
from backend.rooms.sheets.saying import fields_said
from tests.rooms.sheets.test_lines import ids, write

TREATMENT = {"kind": "treatment", "name": "Baclofene", "amount": 0.0625, "unit": "mg", "times": ["08:00"]}


@pytest.mark.parametrize(
    ("number", "french", "english"),
    [(0.0625, "0,0625", "0.0625"), (1e6, "1000000", "1000000"), (2.5, "2,5", "2.5"), (20, "20", "20"), (1e-7, "0,0000001", "0.0000001")],
)  # fmt: skip
def test_every_digit_is_said(number, french, english):
    assert (say_number(number, "fr"), say_number(number, "en")) == (french, english)
    line = TreatmentLine(name="Baclofène", amount=number)
    assert [dict(fields_said(line, "p", one)).popitem()[1] for one in ("fr", "en")] == [french, english]


def test_so_it_is_in_the_daily_sheet():
    drink = DrinkEntry(ml=1000.5)
    assert "1000,5\u202fml" in [words for _, words in said_in(drink, "fr")]
    close = DoseClose(hours=4.5)
    assert "4,5\u202fh" in close.sentence("fr")
    assert "4.5 h" in close.sentence("en")


async def test_a_dose_that_is_due_is_said_in_the_readers_language(family, clock):
    place = str(uuid4())
    line = await write(family, family.mother, TREATMENT, [], place=place, sheet="medication")
    clock.advance(minutes=1)
    better = await write(
        family, family.mother, TREATMENT | {"name": "Baclofène"}, ids(line), place=place, sheet="medication"
    )
    url = f"/api/carnets/{family.carnet_id}/journal"
    day = clock.now().date().isoformat()
    for language, dose in (("fr", "0,0625 mg"), ("en", "0.0625 mg")):
        told = (
            await family.mother.client.get(
                url, params={"first": day, "last": day}, headers={"Accept-Language": language}
            )
        ).json()
        assert ([one["dose"] for one in told["treatments"]], told["events"]) == ([dose], [])
    await write(
        family,
        family.mother,
        TREATMENT | {"name": "Baclofène", "amount": 5},
        ids(better),
        place=place,
        sheet="medication",
    )
    told = (await family.mother.client.get(url, params={"first": day, "last": day})).json()
    assert [one["what"] for one in told["events"]] == ["changed"]
