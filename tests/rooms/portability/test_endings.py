"""What a file is called in the archive: what a double click does with it is part of its name."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from backend.kit.portable import PortableFile
from backend.rooms.portability.naming import lay_out


def path(**said: str) -> str:
    file = PortableFile(
        item_id=UUID(int=1), folder="images", day=date(2026, 5, 12), title=said.get("title", "photo"),
        received_name=said["name"], media_type=said.get("type", ""), size=1, sha256=None,
        at=datetime(2026, 5, 12, tzinfo=UTC), binned=False,
    )  # fmt: skip
    return next(lay_out([file], set()))[0]


@pytest.mark.parametrize(
    "name",
    ["a.html", "a.svg", "a.exe", "a.lnk", "a.hta", "a.js", "compte rendu.pdf.exe", "a.HTML", "a.xht", "a.docm", "a"],
)  # fmt: skip
def test_what_was_sent_as_a_photo_and_is_none_does_not_run_when_it_is_opened(name: str) -> None:
    assert path(name=name) == "images/2026-05-12 photo.bin"


def test_a_photo_of_a_sort_that_cs3_does_not_know_keeps_its_ending() -> None:
    assert path(name="IMG_1.DNG").endswith(".dng")


def test_what_cs3_looked_at_is_called_what_it_is() -> None:
    assert path(name="a.html", type="image/jpeg").endswith(".jpg")


def test_a_title_cannot_bring_another_ending() -> None:
    assert path(name="a.jpg", type="image/jpeg", title="x.exe\u202egpj. /../C:\\con") == (
        "images/2026-05-12 x.exegpj. .. C con.jpg"
    )
