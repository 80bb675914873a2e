"""The sheets made of lines in an archive: every version comes with it, and what an archive may not say is refused whole."""

from typing import Any

import pytest

from tests.family import Family
from tests.rooms.portability.archives import ANNE, DAY, KARIM, ByHand, numbered
from tests.rooms.portability.test_bad_archives import refusal
from tests.rooms.portability.test_importing import opened

JOURNAL = {"notes": [], "tracking": None, "alerts": []}
PLACE = numbered(0x90)
LATER = "2026-05-13T08:00:00Z"


def sheets() -> dict[str, Any]:
    said = {"author": KARIM, "noted_at": None, "phone_kept": False, "confirmations": []}
    allergy = {"kind": "allergy", "substance": "Latex"}
    first = said | {
        "id": numbered(0x91),
        "content": allergy,
        "written_at": DAY,
        "action": "write",
        "bases": [],
    }
    second = said | {
        "id": numbered(0x92), "content": allergy | {"reaction": "Plaques"}, "author": ANNE, "written_at": LATER,
        "action": "write", "bases": [first["id"]],
        "confirmations": [{"by": KARIM, "at": "2026-05-14T08:00:00Z", "taken_back_at": None}],
    }  # fmt: skip
    lines = [{"place": PLACE, "kind": "allergy", "versions": [first, second]}]
    return {"sheets": [{"sheet": "allergies", "lines": lines}]}


def by_hand() -> ByHand:
    archive = ByHand(claims={"version": 5})
    archive.parts |= {
        "gait": {"treatments": [], "measures": []},
        "sheets": sheets(),
        "measurements": {"values": []},
        "journal": JOURNAL,
    }
    return archive


async def test_every_version_of_a_line_comes_with_it(family: Family) -> None:
    archive = by_hand()
    base = f"/api/carnets/{await opened(family, archive)}/sheets/allergies"
    lines = (await family.stranger.client.get(base)).json()["sections"][0]["lines"]
    line = next(one for one in lines if one["place"] == PLACE)
    (head,) = line["heads"]
    assert (head["content"]["reaction"], head["confirmed_by"]["name"]) == ("Plaques", "Karim Saïdi (import)")
    past = (await family.stranger.client.get(f"{base}/{PLACE}/history")).json()["versions"]
    assert [one["content"]["reaction"] for one in past] == ["Plaques", ""]
    assert past[0]["bases"] == [past[1]["id"]]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("content", {"kind": "treatment", "name": "Baclofène"}),
        ("content", {"kind": "allergy", "substance": " "}),
        ("bases", [numbered(0x99)]),
        ("written_at", "1789-07-14T08:00:00Z"),
    ],
)
async def test_a_line_that_cannot_be_is_refused_with_the_whole(
    family: Family, field: str, value: Any
) -> None:
    archive = by_hand()
    archive.parts["sheets"]["sheets"][0]["lines"][0]["versions"][0][field] = value
    _, file, where = await refusal(family, archive.zip())
    assert file == "donnees/fiches.json"
    assert f"versions[0].{field}" in where


async def test_the_pain_passport_comes_with_the_numbers_its_films_have_here(family: Family) -> None:
    """One that came, and one of which there is nothing: a number that is nobody's."""
    archive = by_hand()
    image = archive.parts["images"]["images"][0]["id"]

    def line(place: str, number: int, content: dict[str, Any]) -> dict[str, Any]:
        version = {
            "id": numbered(number),
            "content": content,
            "phone_kept": False,
            "author": ANNE,
            "written_at": DAY,
        }
        version |= {"noted_at": None, "action": "write", "bases": [], "confirmations": []}
        return {"place": place, "kind": content["kind"], "versions": [version]}

    lines = [
        line("sign_1", 0xA1, {"kind": "pain_sign", "text": "Se raidit"}),
        line("film_calm", 0xA2, {"kind": "pain_film", "film": image}),
        line("film_pain", 0xA3, {"kind": "pain_film", "film": numbered(0xA4)}),
    ]
    shown = {"shown": True, "by": ANNE, "at": DAY}
    archive.parts["sheets"] = {"sheets": [{"sheet": "pain_passport", "lines": lines}], "pain_passport": shown}
    carnet_id = await opened(family, archive)
    base = f"/api/carnets/{carnet_id}"
    client = family.stranger.client
    sections = (await client.get(f"{base}/sheets/pain_passport")).json()["sections"]
    calm, pain = (one["heads"][0]["content"]["film"] for one in sections[2]["lines"])
    here = {one["id"] for one in (await client.get(f"{base}/captures")).json()["captures"]}
    assert calm in here
    assert pain not in here | {numbered(0xA4)}
    assert (await client.get(f"{base}/emergency/pain-passport")).json()["shown"]
