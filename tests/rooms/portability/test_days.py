"""The daily sheet in an archive: every note with what it said before, signed by its author of then, and nothing that cannot be."""

from typing import Any

from tests.family import Family
from tests.rooms.portability.archives import ANNE, DAY, KARIM, ByHand, numbered
from tests.rooms.portability.test_bad_archives import refusal
from tests.rooms.portability.test_importing import opened

LATER = "2026-05-12T09:00:00Z"


def by_hand() -> ByHand:
    said = {"happened_at": DAY, "ended_at": None, "noted_at": DAY}
    first = said | {"id": numbered(0xA1), "content": {"kind": "pain", "signs": ["raide"]}, "written_at": DAY}
    second = said | {
        "id": numbered(0xA2),
        "content": {"kind": "pain", "signs": ["raide"], "dess": 6, "trained": "yes"},
        "written_at": LATER,
    }
    film = said | {
        "id": numbered(0xA4),
        "content": {"kind": "seizure", "film": numbered(0xAF)},
        "ended_at": LATER,
        "written_at": LATER,
    }
    notes: list[dict[str, Any]] = [
        {
            "id": numbered(0xA0),
            "author": KARIM,
            "versions": [first, second],
            "removed_at": None,
            "removed_by": "",
        },
        {"id": numbered(0xA3), "author": ANNE, "versions": [film], "removed_at": None, "removed_by": ""},
    ]
    tracking = {
        "kinds": ["pain"], "signs": ["raide"], "scales": ["dess"], "dess_base": True, "changed_by": ANNE, "changed_at": DAY,
    }  # fmt: skip
    alert = {"rule": "no_stool", "threshold": 3, "set_by": ANNE, "set_at": DAY}
    archive = ByHand(claims={"version": 5})
    archive.parts |= {
        "gait": {"treatments": [], "measures": []},
        "sheets": {"sheets": []},
        "measurements": {"values": []},
        "journal": {"notes": notes, "tracking": tracking, "alerts": [alert]},
    }
    return archive


async def test_a_note_comes_with_what_it_said_before(family: Family) -> None:
    base = f"/api/carnets/{await opened(family, by_hand())}/journal"
    read = (
        await family.stranger.client.get(base, params={"first": "2026-05-12", "last": "2026-05-12"})
    ).json()
    pain, seizure = sorted(read["entries"], key=lambda one: one["content"]["kind"])
    assert (pain["author"]["name"], pain["versions"], pain["content"]["dess"]) == (
        "Karim Saïdi (import)",
        2,
        6,
    )
    # An image that did not come is nobody's here.
    assert seizure["content"]["film"] not in {None, numbered(0xAF)}
    assert (read["tracking"]["signs"], read["alerts"][0]["ringing_since"]) == (["raide"], None)
    past = (await family.stranger.client.get(f"{base}/entries/{pain['id']}/history")).json()["versions"]
    assert [one["content"].get("dess") for one in past] == [6, None]


async def test_a_note_that_says_nothing_is_refused_with_the_whole(family: Family) -> None:
    archive = by_hand()
    archive.parts["journal"]["notes"][0]["versions"][1]["content"] = {"kind": "pain", "flacc": 3}
    _, file, where = await refusal(family, archive.zip())
    assert file == "donnees/feuille-du-jour.json"
    assert "notes[0].versions[1].content.trained" in where
