"""What files are called in the archive: on Windows, macOS and Linux, and none twice."""

import re
import unicodedata
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest

from backend.kit.portable import PortableFile
from backend.rooms.portability.naming import archive_name, lay_out
from media.archives import names

AT = datetime(2026, 5, 12, 9, tzinfo=UTC)


def file(
    title: str, *, media_type: str = "video/mp4", received: str = "IMG_1.MP4", binned: bool = False
) -> PortableFile:
    return PortableFile(
        item_id=uuid4(),
        folder="images",
        day=date(2026, 5, 12),
        title=title,
        received_name=received,
        media_type=media_type,
        size=1,
        sha256=None,
        at=AT,
        binned=binned,
    )


def paths(*files: PortableFile) -> list[str]:
    return [path for path, _ in lay_out(list(files), set())]


def test_a_name_is_read_by_a_parent() -> None:
    assert paths(file("marche de face")) == ["images/2026-05-12 marche de face.mp4"]
    assert paths(file("marche", binned=True)) == ["corbeille/images/2026-05-12 marche.mp4"]
    assert archive_name("Théo", "2026-11-21") == "carnet de Théo 2026-11-21.zip"


@pytest.mark.parametrize(
    "title",
    [
        "../../etc/passwd", "C:\\Windows\\win.ini", 'a<b>c:d"e|f?g*h', "fin. ", "...", "CON", "nul.txt", "\u202egpj.exe", "a\nb\tc",
        "é" * 300, "👨‍👩‍👧 la famille", "e\u0301te\u0301", "", " ", "x" * 5000, "\ud83d", "a\x00b", "日本語" * 60,
    ],
)  # fmt: skip
def test_every_system_takes_it_whatever_was_typed(title: str) -> None:
    (path,) = paths(file(title))
    folder, _, name = path.partition("/")
    assert folder == "images"
    assert names.is_safe(path)
    assert "/" not in name
    assert not re.search(r'[<>:"\\|?*\x00-\x1f]', name)
    assert name.startswith("2026-05-12")
    assert name.endswith(".mp4")
    assert not name.removesuffix(".mp4").endswith((" ", "."))
    assert len(name.encode()) <= 200
    assert unicodedata.is_normalized("NFC", name)


def test_no_name_twice_even_without_regard_for_case() -> None:
    found = paths(file("Marche"), file("marche"), file("MARCHE"), file("marche", media_type="image/jpeg"))
    assert found == [
        "images/2026-05-12 Marche.mp4",
        "images/2026-05-12 marche (2).mp4",
        "images/2026-05-12 MARCHE (3).mp4",
        "images/2026-05-12 marche.jpg",
    ]


def test_a_file_that_nobody_has_looked_at_keeps_the_ending_it_came_with() -> None:
    assert paths(file("a", media_type="", received="Film.MOV")) == ["images/2026-05-12 a.mov"]
    assert paths(file("a", media_type="", received="../x.sh/evil")) == ["images/2026-05-12 a.bin"]
