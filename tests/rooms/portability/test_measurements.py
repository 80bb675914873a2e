"""Weights in an archive: every version comes with its value, and what an archive may not say is refused whole."""

from typing import Any

import pytest

from tests.family import Family
from tests.rooms.portability.archives import ANNE, DAY, KARIM, ByHand, numbered
from tests.rooms.portability.test_bad_archives import refusal
from tests.rooms.portability.test_importing import opened

CONTENT = {"kind": "weight", "value": "28.40", "on": "2026-05-10", "by": "Karim", "checked": True}


def by_hand() -> ByHand:
    first = {"version": 1, "at": DAY, "by": KARIM, "action": "add", "content": CONTENT | {"value": "82.4"}}
    second = {"version": 2, "at": DAY, "by": ANNE, "action": "change", "content": CONTENT}
    value = {
        "id": numbered(0xA1), "content": CONTENT, "author": KARIM, "added_at": DAY, "noted_at": None,
        "deleted_at": None, "versions": [first, second],
    }  # fmt: skip
    archive = ByHand(claims={"version": 5})
    archive.parts |= {
        "gait": {"treatments": [], "measures": []},
        "sheets": {"sheets": []},
        "journal": {"notes": [], "tracking": None, "alerts": []},
    }
    archive.parts["measurements"] = {"values": [value]}
    return archive


async def test_every_version_of_a_weight_comes_with_it(family: Family) -> None:
    """The birth date may have been corrected since: a day before it comes all the same."""
    archive = by_hand()
    archive.parts["measurements"]["values"][0]["versions"][0]["content"]["on"] = "2001-05-10"
    base = f"/api/carnets/{await opened(family, archive)}/measurements"
    (value,) = (await family.stranger.client.get(base)).json()["values"]
    assert (value["content"]["value"], value["content"]["checked"]) == ("28.40", True)
    assert value["author"]["name"] == "Karim Saïdi (import)"
    past = (await family.stranger.client.get(f"{base}/{value['id']}/history")).json()["versions"]
    assert [(one["action"], one["content"]["value"]) for one in past] == [
        ("change", "28.40"),
        ("add", "82.4"),
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("content", CONTENT | {"value": "2840"}),
        ("content", CONTENT | {"on": "1815-06-18"}),
        ("versions", []),
        ("added_at", "1789-07-14T08:00:00Z"),
    ],
)
async def test_a_weight_that_cannot_be_is_refused_with_the_whole(
    family: Family, field: str, value: Any
) -> None:
    archive = by_hand()
    archive.parts["measurements"]["values"][0][field] = value
    _, file, where = await refusal(family, archive.zip())
    assert file == "donnees/mesures.json"
    assert where.startswith("$.values[0]")
